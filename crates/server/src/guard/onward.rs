//! The way to the sign-in page, and from it back to where somebody wanted to go.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::frame::Framing;
use crate::problem::Problem;
use crate::rooms::missing::filter::percent_encoded;

/// Longest address that one is led back to. Unit: bytes.
const ONWARD_BYTES_MAX: usize = 512;

/// What whoever has no session gets at every guarded address, whatever lies there: pages lead to signing in, programs are
/// told so.
pub fn sign_in(framing: Framing, path: Option<&str>) -> Response {
    if framing.wants_json {
        return Problem::sign_in(framing).into_response();
    }
    let then = path.filter(|path| path.len() <= ONWARD_BYTES_MAX);
    let then = then.map(|path| format!("?then={}", percent_encoded(path))).unwrap_or_default();
    let address = framing.link(&format!("/sign-in{then}"));
    // percent-encoded throughout
    let address = HeaderValue::from_str(&address).unwrap_or(HeaderValue::from_static("/sign-in"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// Where to go on after signing in: an address of this very node, else the first page of whoever it is.
#[must_use]
pub fn onward(framing: &Framing, then: Option<&str>) -> String {
    let is_ours = |then: &&str| {
        let is_path = then.starts_with('/') && !then.starts_with("//");
        is_path && then.len() <= ONWARD_BYTES_MAX && then.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    };
    then.filter(is_ours).map_or_else(|| framing.link("/home"), str::to_owned)
}
