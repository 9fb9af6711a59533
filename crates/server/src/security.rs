//! Headers of every answer, and whom this server answers at all.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::front::Front;
use crate::site::Site;

/// No inline script or style, nothing from elsewhere. The map's worker is a file of our own; it makes its images itself.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self'; \
     img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // other sites learn nothing; under `no-referrer` a browser would hide from us too that a form is ours
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
];

/// How long a browser goes on asking for this name over TLS only.
const TWO_YEARS: &str = "max-age=63072000";

/// Puts the headers on an answer. Pages are not kept by the browser: the machine may be shared.
pub async fn harden(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if matches!(site.front, Front::Named(_)) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TWO_YEARS));
    }
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Refuses a request that was not addressed to this server by one of its names.
pub async fn only_our_host(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let is_ours = match (authority, &site.front) {
        (Some(authority), front) => front.answers(authority),
        // a request of before HTTP/1.1 has no host, and no browser sends one
        (None, front) => *front == Front::Loopback,
    };
    if is_ours {
        return next.run(request).await;
    }
    let reason = match site.front {
        Front::Loopback => "this server answers only requests addressed to localhost, 127.0.0.1 or [::1]\n",
        Front::Named(_) => "this server does not answer under that name\n",
    };
    (StatusCode::MISDIRECTED_REQUEST, reason).into_response()
}
