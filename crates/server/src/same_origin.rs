//! Whether a form that changes something was sent from a page of ours: another site's page can send one too.

use axum::http::{HeaderMap, header};

use crate::front::Front;

/// Whether the browser says that a page of this origin sent the request. One that says nothing at all is not believed.
pub fn is_ours(front: &Front, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let (site, origin) = (text("sec-fetch-site"), text(header::ORIGIN.as_str()));
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let is_own = |origin: &str| !host.is_empty() && origin.strip_prefix(front.scheme()) == Some(host);
    match (site, origin) {
        (Some(site), Some(origin)) => site == "same-origin" && is_own(origin),
        (Some(site), None) => site == "same-origin",
        (None, Some(origin)) => is_own(origin),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};
    use rstest::rstest;

    use super::is_ours;
    use crate::front::Front;

    const HOST: &str = "127.0.0.1:8080";

    #[rstest]
    #[case::a_browser_of_today(Some("same-origin"), Some("http://127.0.0.1:8080"), true)]
    #[case::without_origin(Some("same-origin"), None, true)]
    #[case::an_older_browser(None, Some("http://127.0.0.1:8080"), true)]
    #[case::another_site(Some("cross-site"), Some("https://elsewhere.example"), false)]
    #[case::another_port(Some("same-site"), Some("http://127.0.0.1:9999"), false)]
    #[case::another_name_of_this_machine(None, Some("http://localhost:8080"), false)]
    #[case::a_sandbox(Some("cross-site"), Some("null"), false)]
    #[case::an_older_sandbox(None, Some("null"), false)]
    #[case::typed_by_hand(Some("none"), None, false)]
    #[case::no_word(None, None, false)]
    fn only_our_own_pages_send_forms(#[case] site: Option<&str>, #[case] origin: Option<&str>, #[case] expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static(HOST));
        for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().unwrap());
            }
        }
        assert_eq!(is_ours(&Front::Loopback, &headers), expected);
    }

    #[rstest]
    #[case::over_tls("https://landfall.example", true)]
    #[case::over_plain_http_by_who_sits_between("http://landfall.example", false)]
    #[case::another_name("https://landfall.example.evil.example", false)]
    fn under_a_name_of_its_own_only_pages_over_tls_do(#[case] origin: &str, #[case] expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("landfall.example"));
        headers.insert("origin", origin.parse().unwrap());
        assert_eq!(is_ours(&Front::Named(vec!["landfall.example".into()]), &headers), expected);
    }
}
