//! All routes. Every page stands under `/<language>/…`, and without it in the language that the browser asks for.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{RequestExt, Router};
use tower_http::compression::CompressionLayer;

use crate::assets;
use crate::frame::Framing;
use crate::locale::Lang;
use crate::problem::Problem;
use crate::rooms::missing::{about, downloads, hypotheses, hypothesis, incident, incidents, people, person};
use crate::rooms::missing::{points, remains, remains_list, situation};
use crate::rooms::node::unlock;
use crate::security;
use crate::site::Site;
use crate::tongue::QUERY_BYTES_MAX;

/// All pages and files over what is to be shown.
pub fn router(site: impl Into<Arc<Site>>) -> Router {
    let site = site.into();
    let mut router = pages()
        .route("/health", get(health))
        .route("/icon.svg", get(assets::icon))
        .route("/assets/{file}", get(assets::serve))
        .route("/map/countries-50m.topojson", get(assets::countries))
        .route("/situation.csv", get(downloads::csv))
        .route("/situation.geojson", get(downloads::geojson));
    for lang in Lang::ALL {
        let prefix = format!("/{}", lang.code());
        router = router.route(&format!("{prefix}/"), get(situation::show)).nest(&prefix, pages());
    }
    router
        .fallback(not_found)
        .layer(middleware::from_fn_with_state(Arc::clone(&site), short_query))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(security::only_loopback_host))
        .layer(middleware::from_fn(security::harden))
        .with_state(site)
}

fn pages() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(situation::show))
        .route("/situation", get(situation::show))
        .route("/situation/incidents", get(incidents::list))
        .route("/situation/incidents/{id}", get(incident::show))
        .route("/situation/points.geojson", get(points::geojson))
        .route("/missing", get(people::list))
        .route("/missing/{id}", get(person::show))
        .route("/remains", get(remains_list::list))
        .route("/remains/{id}", get(remains::show))
        .route("/hypotheses", get(hypotheses::list))
        .route("/hypotheses/{missing}/{remains}", get(hypothesis::show))
        .route("/about", get(about::show))
        .route("/unlock", get(unlock::show).post(unlock::attempt).layer(DefaultBodyLimit::max(unlock::FORM_BYTES_MAX)))
}

/// `GET /health`: the process answers.
async fn health() -> &'static str {
    "ok\n"
}

async fn not_found(framing: Framing) -> Problem {
    Problem::not_found(framing)
}

async fn short_query(
    axum::extract::State(site): axum::extract::State<Arc<Site>>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.uri().query().is_none_or(|query| query.len() <= QUERY_BYTES_MAX) {
        return next.run(request).await;
    }
    match request.extract_parts_with_state::<Framing, Arc<Site>>(&site).await {
        Ok(framing) => Problem::too_long(framing).into_response(),
        Err(never) => match never {},
    }
}
