//! The cookie of a family that follows its report: apart from that of a session, so that neither is taken for the other.

use axum::http::HeaderMap;
use axum::response::Response;

use super::cookies;

/// What a family's session is kept in; it ends with the browser.
const FAMILY: &str = "__Host-landfall-family";

/// Gives the browser a family's session.
pub fn follows(response: &mut Response, token: &str) {
    cookies::set(response, FAMILY, token, None);
}

/// The token of a family's session.
pub fn follows_with(headers: &HeaderMap) -> Option<&str> {
    cookies::value(headers, FAMILY)
}

/// Takes it from the browser, with everything kept of the pages.
pub fn follows_no_more(response: &mut Response) {
    cookies::set(response, FAMILY, "", Some(0));
    cookies::clear_kept(response);
}
