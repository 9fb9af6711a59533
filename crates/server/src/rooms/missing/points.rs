//! `GET /situation/points.geojson`: the incidents as the map island reads them, short.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::filter::Filter;
use crate::frame::Framing;
use crate::problem::Problem;
use crate::site::Site;

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    attribution: String,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    geometry: Geometry,
    properties: Properties<'a>,
}

#[derive(Serialize)]
pub(super) struct Geometry {
    r#type: &'static str,
    coordinates: [f64; 2],
}

impl Geometry {
    pub(super) fn of(point: facts::Point) -> Self {
        Self { r#type: "Point", coordinates: [point.longitude(), point.latitude()] }
    }
}

/// The names that `web/src/map/incident.ts` reads; short, since there are tens of thousands.
#[derive(Serialize)]
struct Properties<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<i64>,
    d: String,
    p: &'a str,
    s: &'a str,
    i: &'a str,
}

/// `GET /situation/points.geojson?year=&region=&route=&cause=`
pub async fn geojson(
    State(site): State<Arc<Site>>,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let filter = Filter::read(&pairs).map_err(|found| Problem::bad_filter(framing.clone(), &found))?;
    let features = site.situation.points.iter().filter_map(|&index| {
        let incident = &site.content.incidents[index];
        let point = incident.place.point.filter(|_| filter.keeps(incident))?;
        let properties = Properties {
            n: incident.counts.total(),
            d: framing.t.partial_date(incident.date),
            p: incident.place.location.as_deref().or(incident.place.country.as_deref()).unwrap_or_default(),
            s: incident.information_source.as_deref().unwrap_or_default(),
            i: &incident.incident_id,
        };
        Some(Feature { r#type: "Feature", geometry: Geometry::of(point), properties })
    });
    let attribution = site.content.attribution.citation();
    let collection = Collection { r#type: "FeatureCollection", attribution, features: features.collect() };
    let body = serde_json::to_vec(&collection).map_err(|_| Problem::ours(framing))?;
    Ok(([(CONTENT_TYPE, "application/geo+json")], body).into_response())
}
