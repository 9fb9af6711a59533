//! `GET /situation/incidents`: the incidents of the map and the totals as a table, a page at a time.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use rooms::missing::kinds::Incident;
use rooms::missing::views::CauseGroup;

use super::filter::{Filter, percent_encoded};
use super::names;
use crate::frame::{Frame, Framing, Page};
use crate::list::{Heading, Listing, Pager};
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::site::Site;

#[derive(Template)]
#[template(path = "missing/incidents.html")]
struct List {
    frame: Frame,
    t: &'static Locale,
    title: String,
    chosen: String,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pager: Pager,
    all: String,
    situation: String,
}

struct Row {
    href: String,
    date: String,
    place: String,
    region: String,
    cause: String,
    people: Option<String>,
    source: String,
}

/// Columns that the table can be sorted by: the name in the address and the key of the heading.
const COLUMNS: [(&str, &str, bool); 6] = [
    ("date", "column-date", false),
    ("people", "column-people", true),
    ("place", "column-place", false),
    ("region", "column-region", false),
    ("cause", "column-cause", false),
    ("source", "column-source", false),
];

/// `GET /situation/incidents?year=&region=&route=&cause=&sort=&page=`
pub async fn list(
    State(site): State<Arc<Site>>,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let filter = Filter::read(&pairs).map_err(|found| Problem::bad_filter(framing.clone(), &found))?;
    let t = framing.t;
    let here = framing.link("/situation/incidents");
    let listing = Listing::read(&pairs, &COLUMNS, "-date");
    let mut chosen: Vec<&Incident> = site.content.incidents.iter().filter(|incident| filter.keeps(incident)).collect();
    sort(&mut chosen, &listing);
    let count = chosen.len();
    let rows = listing.page_of(&chosen).iter().map(|incident| row(&framing, incident)).collect();
    let title = t.say("incidents-title", &Args::new().count("n", count));
    let show = List {
        frame: framing.around(Page::Situation, &title),
        t,
        title,
        chosen: chosen_words(t, &filter),
        headings: listing.headings(t, &here, &filter.query(), &COLUMNS),
        rows,
        pager: listing.pager(t, &here, &filter.query(), count),
        all: here.clone(),
        situation: format!("{}{}", framing.link("/situation"), filter.query()),
    };
    page(framing, &show)
}

fn sort(incidents: &mut [&Incident], listing: &Listing) {
    match listing.column {
        "people" => listing.sort(incidents, |incident| incident.counts.total()),
        "place" => listing.sort(incidents, |incident| incident.place.location.clone()),
        "region" => listing.sort(incidents, |incident| incident.place.region.clone()),
        "cause" => listing.sort(incidents, |incident| CauseGroup::of(&incident.causes).map(|cause| cause.key())),
        "source" => listing.sort(incidents, |incident| incident.information_source.clone()),
        _ => listing.sort(incidents, |incident| incident.date.map(|date| date.to_string())),
    }
}

fn row(framing: &Framing, incident: &Incident) -> Row {
    let t = framing.t;
    let not_recorded = || t.text("not-recorded");
    let place = incident.place.location.as_ref().or(incident.place.country.as_ref());
    let cause = CauseGroup::of(&incident.causes);
    Row {
        href: framing.link(&format!("/situation/incidents/{}", percent_encoded(&incident.incident_id))),
        date: t.partial_date(incident.date),
        place: place.cloned().unwrap_or_else(not_recorded),
        region: incident.place.region.as_ref().map_or_else(not_recorded, |region| names::region(t, region)),
        cause: cause.as_ref().map_or_else(not_recorded, |cause| names::cause(t, cause)),
        people: incident.counts.total().map(|people| t.whole(people)),
        source: incident.information_source.clone().unwrap_or_else(not_recorded),
    }
}

/// What the filter has chosen, in words; empty where it is open.
fn chosen_words(t: &Locale, filter: &Filter) -> String {
    let mut words = Vec::new();
    let value = |written: &str, name: fn(&Locale, &str) -> String| {
        if written == super::filter::UNKNOWN { t.text("not-recorded") } else { name(t, written) }
    };
    let said =
        |key: &str, value: String| t.say("filter-chosen", &Args::new().word("name", t.text(key)).word("value", value));
    let by_key = |t: &Locale, key: &str| t.find(&format!("cause-{key}")).unwrap_or_else(|| key.to_owned());
    if let Some(year) = filter.year {
        words.push(said("filter-year", year.to_string()));
    }
    if let Some(region) = &filter.region {
        words.push(said("filter-region", value(region, names::region)));
    }
    if let Some(route) = &filter.route {
        words.push(said("filter-route", value(route, names::route)));
    }
    if let Some(cause) = &filter.cause {
        words.push(said("filter-cause", value(cause, by_key)));
    }
    words.join(" · ")
}
