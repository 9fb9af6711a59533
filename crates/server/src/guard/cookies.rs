//! The three cookies. All are bound to this origin (`__Host-`), kept from scripts and sent by no other site's page.
//!
//! Chromium and Firefox keep `Secure` cookies of `http://127.0.0.1` and `http://localhost` too, since no network lies between.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

/// The session; it ends with the browser.
pub const SESSION: &str = "__Host-landfall";
/// A browser that somebody has signed in with before: it is not held up by wrong passwords of others.
pub const DEVICE: &str = "__Host-landfall-device";
/// What an anonymous form must repeat.
pub const FORM: &str = "__Host-landfall-form";

/// How long a browser is known.
const DEVICE_SECONDS: u32 = 400 * 24 * 60 * 60;

/// Longest value that is read; tokens are shorter.
const VALUE_BYTES_MAX: usize = 256;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// The value of a cookie, where it was sent exactly once: of two one was planted.
#[must_use]
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(of, _)| *of == name).map(|(_, value)| value);
    let value = found.next().filter(|value| !value.is_empty() && value.len() <= VALUE_BYTES_MAX)?;
    found.next().is_none().then_some(value)
}

/// Gives the browser a new session, and remembers the browser; what its forms repeated before is void.
pub fn signed_in(response: &mut Response, token: &str, device: &str) {
    set(response, SESSION, token, None);
    set(response, DEVICE, device, Some(DEVICE_SECONDS));
    set(response, FORM, "", Some(0));
}

/// Takes the session from the browser with everything kept of the pages. The browser stays known.
pub fn signed_out(response: &mut Response) {
    set(response, SESSION, "", Some(0));
    clear_kept(response);
}

/// Makes the browser forget what it kept of the pages.
pub fn clear_kept(response: &mut Response) {
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"storage\""));
}

/// Sets a cookie, for the length of the browser's own session or for so many seconds.
pub fn set(response: &mut Response, name: &str, value: &str, seconds: Option<u32>) {
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let line = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    // tokens are letters and digits: a value that is no header is none of ours
    if let Ok(line) = HeaderValue::from_str(&line) {
        response.headers_mut().append(SET_COOKIE, line);
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};
    use rstest::rstest;

    use super::{SESSION, value};

    #[rstest]
    #[case::alone("__Host-landfall=abc", Some("abc"))]
    #[case::among_others("a=1; __Host-landfall=abc; b=2", Some("abc"))]
    #[case::of_a_longer_name("__Host-landfall-device=abc", None)]
    #[case::twice("__Host-landfall=abc; __Host-landfall=abd", None)]
    #[case::empty("__Host-landfall=", None)]
    #[case::no_pair("__Host-landfall", None)]
    #[case::none("", None)]
    fn a_cookie_is_read_where_it_is_sent_once(#[case] line: &str, #[case] expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_str(line).unwrap());
        assert_eq!(value(&headers, SESSION), expected);
    }

    #[test]
    fn a_long_value_is_no_token() {
        let mut headers = HeaderMap::new();
        let line = format!("{SESSION}={}", "a".repeat(300));
        headers.insert("cookie", HeaderValue::from_str(&line).unwrap());
        assert_eq!(value(&headers, SESSION), None);
    }
}
