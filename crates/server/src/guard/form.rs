//! What a form must carry so that it is taken: the word of its own page.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use subtle::ConstantTimeEq as _;

/// Longest form that is read. Unit: bytes.
pub const FORM_BYTES_MAX: usize = 16 * 1024;

/// Name of the field that every form has.
const FIELD: &str = "csrf";

/// A new word for an anonymous form.
///
/// # Errors
/// Where the system has no randomness.
pub fn new_word() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Reads a form to its end and gives the request back as it was, with the word it carries.
///
/// # Errors
/// The status to answer with where the form is none of ours, or too long.
pub async fn read(request: Request) -> Result<(Request, Option<String>), StatusCode> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let word = is_form(&parts.headers).then(|| word_of(&bytes)).flatten();
    Ok((Request::from_parts(parts, Body::from(bytes)), word))
}

/// Whether two words are the same, in a time that does not tell where they differ.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    !one.is_empty() && bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The field's value, where it stands there once. Words are letters and digits, so that nothing has to be decoded.
fn word_of(form: &Bytes) -> Option<String> {
    let form = std::str::from_utf8(form).ok()?;
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    let mut found = pairs.filter(|(name, _)| *name == FIELD).map(|(_, value)| value);
    let word = found.next()?.to_owned();
    found.next().is_none().then_some(word)
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use rstest::rstest;

    use super::{is_same, new_word, word_of};

    #[rstest]
    #[case("csrf=abc", Some("abc"))]
    #[case("name=anna&csrf=abc&password=x", Some("abc"))]
    #[case("name=anna", None)]
    #[case("csrf=abc&csrf=abd", None)]
    #[case("xcsrf=abc", None)]
    #[case("", None)]
    fn the_word_stands_in_a_field_of_its_own(#[case] form: &str, #[case] expected: Option<&str>) {
        assert_eq!(word_of(&Bytes::copy_from_slice(form.as_bytes())).as_deref(), expected);
    }

    #[rstest]
    #[case("abc", "abc", true)]
    #[case("abc", "abd", false)]
    #[case("abc", "ab", false)]
    #[case("", "", false)]
    fn words_are_compared_whole(#[case] one: &str, #[case] other: &str, #[case] expected: bool) {
        assert_eq!(is_same(one, other), expected);
    }

    #[test]
    fn no_two_words_are_the_same() {
        assert_ne!(new_word().unwrap(), new_word().unwrap());
    }
}
