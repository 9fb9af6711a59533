//! In which language a request wants its answer, and where the page stands without its language.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;

use crate::locale::{Lang, Locale};

/// Longest query that is read. Unit: bytes. The longest that our own forms make is under 500.
pub const QUERY_BYTES_MAX: usize = 2048;

/// The language of a request: the first part of its path, else `?lang=`, else what the browser asks for.
#[derive(Clone, Copy)]
pub struct Tongue {
    /// Words and numbers.
    pub locale: &'static Locale,
}

impl<S: Sync> FromRequestParts<S> for Tongue {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let path = original_path(parts);
        let by_path = split_language(&path).0;
        let by_query = || {
            let query = parts.uri.query().unwrap_or_default();
            query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_code)
        };
        let by_header = || {
            let header = parts.headers.get(ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
            Lang::from_accept_language(header.unwrap_or_default())
        };
        let lang = by_path.or_else(by_query).unwrap_or_else(by_header);
        Ok(Self { locale: Locale::of(lang) })
    }
}

fn original_path(parts: &Parts) -> String {
    let original = parts.extensions.get::<OriginalUri>();
    original.map_or_else(|| parts.uri.path().to_owned(), |uri| uri.path().to_owned())
}

/// Splits `/ar/remains/R1` into Arabic and `/remains/R1`.
#[must_use]
pub fn split_language(path: &str) -> (Option<Lang>, &str) {
    let rest = path.trim_start_matches('/');
    let (first, _) = rest.split_once('/').unwrap_or((rest, ""));
    match Lang::ALL.into_iter().find(|lang| lang.code() == first) {
        Some(lang) => (Some(lang), &rest[first.len()..]),
        None => (None, path),
    }
}

/// Where a request stands: its path without the language, and its query without `lang`.
#[derive(Clone, Debug, PartialEq)]
pub struct Here {
    path: String,
    query: String,
}

impl Here {
    /// The same page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        let question = if self.query.is_empty() { "" } else { "?" };
        format!("/{}{}{question}{}", lang.code(), self.path, self.query)
    }
}

impl<S: Sync> FromRequestParts<S> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let path = original_path(parts);
        let rest = split_language(&path).1;
        let path = if rest.is_empty() || rest == "/" { "/situation" } else { rest }.to_owned();
        // the page that refuses a query is not made to repeat it
        let query = parts.uri.query().filter(|query| query.len() <= QUERY_BYTES_MAX).unwrap_or_default();
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
        Ok(Self { path, query: kept.join("&") })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Lang, split_language};

    #[rstest]
    #[case("/ar/remains/R1", Some(Lang::Ar), "/remains/R1")]
    #[case("/fr", Some(Lang::Fr), "")]
    #[case("/", None, "/")]
    #[case("/arrivals", None, "/arrivals")]
    #[case("/situation", None, "/situation")]
    fn the_first_part_of_a_path_may_be_a_language(#[case] path: &str, #[case] lang: Option<Lang>, #[case] rest: &str) {
        assert_eq!(split_language(path), (lang, rest));
    }
}
