//! `GET /situation.csv` and `GET /situation.geojson`: the incidents as open data, each row with whose data it is.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rooms::missing::kinds::{Incident, PlaceDoubt};
use serde::Serialize;

use super::filter::Filter;
use super::points::Geometry;
use crate::frame::Framing;
use crate::problem::Problem;
use crate::site::Site;

/// One incident, in the order of the columns. What is not known is an empty cell in CSV and `null` in GeoJSON.
#[derive(Serialize)]
struct Row<'a> {
    incident_id: &'a str,
    main_id: &'a str,
    incident_type: String,
    is_cumulative: bool,
    date: Option<String>,
    year: u16,
    month: Option<u8>,
    dead: Option<i64>,
    missing_min: Option<i64>,
    dead_and_missing: Option<i64>,
    survivors: Option<i64>,
    females: Option<i64>,
    males: Option<i64>,
    children: Option<i64>,
    origin_countries: String,
    origin_regions: String,
    causes: String,
    route: Option<&'a str>,
    country: Option<&'a str>,
    region: Option<&'a str>,
    unsd_grouping: Option<&'a str>,
    location: Option<&'a str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    point_doubt: Option<&'static str>,
    information_source: Option<&'a str>,
    urls: String,
    source_quality: String,
    attribution: &'a str,
}

impl<'a> Row<'a> {
    fn of(incident: &'a Incident, attribution: &'a str) -> Self {
        let joined = |parts: Vec<String>| parts.join("; ");
        let place = &incident.place;
        Self {
            incident_id: &incident.incident_id,
            main_id: &incident.main_id,
            incident_type: joined(incident.types.iter().map(ToString::to_string).collect()),
            is_cumulative: incident.is_cumulative(),
            date: incident.date.map(|date| date.to_string()),
            year: incident.year,
            month: incident.month,
            dead: incident.counts.dead,
            missing_min: incident.counts.missing,
            dead_and_missing: incident.counts.total(),
            survivors: incident.counts.survivors,
            females: incident.counts.females,
            males: incident.counts.males,
            children: incident.counts.children,
            origin_countries: joined(incident.origin.countries.clone()),
            origin_regions: joined(incident.origin.regions.iter().map(origin_region).collect()),
            causes: joined(incident.causes.iter().map(ToString::to_string).collect()),
            route: incident.route.as_deref(),
            country: place.country.as_deref(),
            region: place.region.as_deref(),
            unsd_grouping: place.unsd_grouping.as_deref(),
            location: place.location.as_deref(),
            latitude: place.point.map(facts::Point::latitude),
            longitude: place.point.map(facts::Point::longitude),
            point_doubt: place.doubt.map(doubt_code),
            information_source: incident.information_source.as_deref(),
            urls: joined(incident.urls.clone()),
            source_quality: joined(incident.source_quality.iter().map(ToString::to_string).collect()),
            attribution,
        }
    }
}

fn origin_region(region: &rooms::missing::kinds::OriginRegion) -> String {
    let presumed = if region.is_presumed { " (presumed)" } else { "" };
    format!("{}{presumed}", region.name)
}

/// The doubt as a stable code, for files and for the keys of translations.
pub(super) fn doubt_code(doubt: PlaceDoubt) -> &'static str {
    match doubt {
        PlaceDoubt::WholeDegrees => "whole-degrees",
        PlaceDoubt::Swapped => "swapped",
        PlaceDoubt::FarFromCountry => "far-from-country",
        PlaceDoubt::Unreadable => "unreadable",
    }
}

/// `GET /situation.csv?year=&region=&route=&cause=`
pub async fn csv(
    State(site): State<Arc<Site>>,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let filter = Filter::read(&pairs).map_err(|found| Problem::bad_filter(framing.clone(), &found))?;
    let attribution = site.content.attribution.citation();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for incident in site.content.incidents.iter().filter(|incident| filter.keeps(incident)) {
        writer.serialize(Row::of(incident, &attribution)).map_err(|_| Problem::ours(framing.clone()))?;
    }
    let body = writer.into_inner().map_err(|_| Problem::ours(framing))?;
    Ok(attached("text/csv; charset=utf-8", "situation.csv", body))
}

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    attribution: &'a str,
    licence: &'a str,
    licence_address: &'a str,
    extract: Option<String>,
    features: Vec<Feature<'a>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: Row<'a>,
}

/// `GET /situation.geojson?year=&region=&route=&cause=`. An incident without a point has no geometry, as RFC 7946 allows.
pub async fn geojson(
    State(site): State<Arc<Site>>,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let filter = Filter::read(&pairs).map_err(|found| Problem::bad_filter(framing.clone(), &found))?;
    let whose = &site.content.attribution;
    let attribution = whose.citation();
    let chosen = site.content.incidents.iter().filter(|incident| filter.keeps(incident));
    let features = chosen.map(|incident| Feature {
        r#type: "Feature",
        id: &incident.incident_id,
        geometry: incident.place.point.map(Geometry::of),
        properties: Row::of(incident, &attribution),
    });
    let collection = Collection {
        r#type: "FeatureCollection",
        attribution: &attribution,
        licence: &whose.licence,
        licence_address: &whose.licence_address,
        extract: whose.extract.map(|date| date.to_string()),
        features: features.collect(),
    };
    let body = serde_json::to_vec(&collection).map_err(|_| Problem::ours(framing))?;
    Ok(attached("application/geo+json", "situation.geojson", body))
}

fn attached(content_type: &'static str, name: &str, body: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, content_type.to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response()
}
