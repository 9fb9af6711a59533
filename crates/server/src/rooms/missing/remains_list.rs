//! `GET /remains`: the remains of the register.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use firewall::Action;
use identify::Remains;

use super::filter::percent_encoded;
use super::words;
use crate::content::Identification;
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::list::{Column, Heading, Listing, Pager};
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::site::{Rendered, Site};

#[derive(Template)]
#[template(path = "missing/remains_list.html")]
struct List {
    frame: Frame,
    t: &'static Locale,
    title: String,
    is_read: bool,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    href: String,
    id: String,
    sex: Option<String>,
    age: Option<String>,
    found: Option<String>,
    place: Option<String>,
    markers: String,
    hypotheses: String,
}

const COLUMNS: [Column; 7] = [
    ("id", "column-remains", false),
    ("sex", "column-sex", false),
    ("age", "column-age-at-death", false),
    ("found", "column-found", false),
    ("place", "column-found-place", false),
    ("markers", "column-markers", true),
    ("hypotheses", "column-hypotheses", true),
];

/// `GET /remains?sort=&page=`
pub async fn list(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let t = framing.t;
    let listing = Listing::read(&pairs, &COLUMNS, "id");
    let here = framing.link("/remains");
    let read = site.register(&framing, &reader, Action::List).await?;
    let read = read.as_ref();
    let (rows, count) = read.map_or((Vec::new(), 0), |read| rows(&framing, read, &listing));
    let rendered = rows.iter().fold(Rendered::default(), |all, row| all.remains(&row.id));
    site.tell(&framing, &reader, Action::List, &rendered).await?;
    let title = t.say("remains-title", &Args::new().count("n", count));
    let show = List {
        frame: framing.around(Page::Remains, &title),
        t,
        title,
        is_read: read.is_some(),
        headings: listing.headings(t, &here, "", &COLUMNS),
        rows,
        pager: listing.pager(t, &here, "", count),
    };
    page(framing, &show)
}

fn rows(framing: &Framing, read: &Identification, listing: &Listing) -> (Vec<Row>, usize) {
    let mut hypotheses = vec![0_usize; read.register.remains.len()];
    for proposal in &read.report.pairs {
        hypotheses[proposal.remains] += 1;
    }
    let mut remains: Vec<(usize, &Remains)> = read.register.remains.iter().enumerate().collect();
    let t = framing.t;
    match listing.column {
        "sex" => listing.sort(&mut remains, |(_, one)| words::sex(t, &one.sex)),
        "age" => listing.sort(&mut remains, |(_, one)| one.age_at_death.map(|age| (age.min() * 100.0) as i64)),
        "found" => listing.sort(&mut remains, |(_, one)| one.found.map(|date| date.to_string())),
        "place" => listing.sort(&mut remains, |(_, one)| words::place(t, one.place.as_ref())),
        "markers" => listing.sort(&mut remains, |(_, one)| Some(words::markers_typed(&one.observations))),
        "hypotheses" => listing.sort(&mut remains, |(index, _)| Some(hypotheses[*index])),
        _ => listing.sort(&mut remains, |(_, one)| Some(one.id.clone())),
    }
    let shown = listing.page_of(&remains).iter().map(|&(index, one)| row(framing, one, hypotheses[index]));
    (shown.collect(), remains.len())
}

fn row(framing: &Framing, remains: &Remains, hypotheses: usize) -> Row {
    let t = framing.t;
    Row {
        href: framing.link(&format!("/remains/{}", percent_encoded(&remains.id))),
        id: remains.id.clone(),
        sex: words::sex(t, &remains.sex),
        age: remains.age_at_death.map(|age| words::age(t, age)),
        found: remains.found.map(|date| t.partial_date(Some(date))),
        place: words::place(t, remains.place.as_ref()),
        markers: t.number(words::markers_typed(&remains.observations)),
        hypotheses: t.number(hypotheses),
    }
}
