//! The router, made from the list of routes. Every page stands under `/<language>/…`, and without it in the language that the
//! browser asks for.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{RequestExt, Router};
use tower_http::compression::CompressionLayer;

use crate::frame::Framing;
use crate::guard::{self, At, Guard};
use crate::locale::Lang;
use crate::problem::Problem;
use crate::routes::{ROUTES, Route, Verb};
use crate::security;
use crate::site::Site;
use crate::tongue::QUERY_BYTES_MAX;

/// What all handlers share.
pub type Shared = Arc<Site>;

/// Where no route is: it is asked about as any other, so that its page is that of a record that is not there.
static NOWHERE: Route = Route {
    verb: Verb::Get,
    path: "",
    is_page: true,
    guard: Guard::Public,
    answers_locked: true,
    handler: || axum::routing::any(not_found),
};

/// All pages and files over what is to be shown. Each handler stands behind the check of its own route: no spelling of an
/// address leads to a handler without it.
pub fn router(site: impl Into<Arc<Site>>) -> Router {
    let site = site.into();
    let nowhere = At { site: Arc::clone(&site), route: &NOWHERE };
    let nowhere = (NOWHERE.handler)().layer(middleware::from_fn_with_state(nowhere, guard::check));
    let mut router = Router::new().fallback_service(nowhere.with_state(Arc::clone(&site)));
    for route in ROUTES {
        for path in paths(route) {
            router = router.route(&path, guarded(&site, route));
        }
    }
    router
        .layer(middleware::from_fn_with_state(Arc::clone(&site), short_query))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&site), security::only_our_host))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), security::harden))
        .with_state(site)
}

/// The handler of a route behind its check.
fn guarded(site: &Shared, route: &'static Route) -> axum::routing::MethodRouter<Shared> {
    let at = At { site: Arc::clone(site), route };
    (route.handler)().route_layer(middleware::from_fn_with_state(at, guard::check))
}

/// All addresses of a route.
fn paths(route: &Route) -> Vec<String> {
    let mut paths = vec![route.path.to_owned()];
    if route.is_page {
        paths.extend(Lang::ALL.map(|lang| format!("/{}{}", lang.code(), route.path)));
        if route.path == "/" {
            paths.extend(Lang::ALL.map(|lang| format!("/{}", lang.code())));
        }
    }
    paths
}

/// `GET /health`: the process answers.
pub async fn health() -> &'static str {
    "ok\n"
}

async fn not_found(framing: Framing) -> Problem {
    Problem::not_found(framing)
}

async fn short_query(State(site): State<Shared>, mut request: Request, next: Next) -> Response {
    if request.uri().query().is_none_or(|query| query.len() <= QUERY_BYTES_MAX) {
        return next.run(request).await;
    }
    let Ok(framing) = request.extract_parts_with_state::<Framing, Shared>(&site).await;
    Problem::too_long(framing).into_response()
}
