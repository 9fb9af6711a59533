//! `GET /missing`: the missing people of the register.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use firewall::Action;
use identify::MissingPerson;

use super::filter::percent_encoded;
use super::{weight_words, words};
use crate::content::Identification;
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::list::{Column, Heading, Listing, Pager};
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::site::{Rendered, Site};

#[derive(Template)]
#[template(path = "missing/people.html")]
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
    name: String,
    id: String,
    family: String,
    sex: Option<String>,
    age: Option<String>,
    last_seen: Option<String>,
    place: Option<String>,
    relatives: String,
    best: Option<String>,
}

const COLUMNS: [Column; 8] = [
    ("name", "column-name", false),
    ("family", "column-family", false),
    ("sex", "column-sex", false),
    ("age", "column-age", false),
    ("seen", "column-last-seen", false),
    ("place", "column-last-place", false),
    ("relatives", "column-relatives", true),
    ("best", "column-best", true),
];

/// `GET /missing?sort=&page=`
pub async fn list(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let t = framing.t;
    let listing = Listing::read(&pairs, &COLUMNS, "-best");
    let here = framing.link("/missing");
    let read = site.register(&framing, &reader, Action::List).await?;
    let read = read.as_ref();
    let (rows, count) = read.map_or((Vec::new(), 0), |read| rows(&framing, read, &listing));
    let rendered = rows.iter().fold(Rendered::default(), |all, row| all.person(&row.id));
    site.tell(&framing, &reader, Action::List, &rendered).await?;
    let title = t.say("missing-title", &Args::new().count("n", count));
    let show = List {
        frame: framing.around(Page::Missing, &title),
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
    let register = &read.register;
    let best = best_hypotheses(read);
    let mut people: Vec<(usize, &MissingPerson)> = register.missing.iter().enumerate().collect();
    let family = |person: &MissingPerson| register.families[person.family].id.clone();
    match listing.column {
        "family" => listing.sort(&mut people, |(_, person)| Some(family(person))),
        "sex" => listing.sort(&mut people, |(_, person)| words::sex(framing.t, &register.sex_readings(person))),
        "age" => listing.sort(&mut people, |(_, person)| person.age().map(|age| (age.min() * 100.0) as i64)),
        "seen" => listing.sort(&mut people, |(_, person)| person.last_seen.map(|date| date.to_string())),
        "place" => listing.sort(&mut people, |(_, person)| words::place(framing.t, person.place.as_ref())),
        "relatives" => listing.sort(&mut people, |(_, person)| Some(words::relatives_typed(register, person))),
        "best" => listing.sort(&mut people, |(index, _)| best[*index].map(|best| (best.weight * 1000.0) as i64)),
        _ => listing.sort(&mut people, |(_, person)| Some(words::name(person))),
    }
    let shown = listing.page_of(&people).iter().map(|&(index, person)| row(framing, read, person, best[index]));
    (shown.collect(), people.len())
}

/// The weight and the posterior of a person's best hypothesis.
#[derive(Clone, Copy)]
struct Best {
    weight: f64,
    posterior: f64,
}

/// The best hypothesis of each missing person by weight, which does not round as a posterior near 1 does.
fn best_hypotheses(read: &Identification) -> Vec<Option<Best>> {
    let mut best: Vec<Option<Best>> = vec![None; read.register.missing.len()];
    for proposal in &read.report.pairs {
        let (weight, posterior) = (proposal.log10_lr.get(), proposal.posterior.get());
        if best[proposal.missing].is_none_or(|before| before.weight < weight) {
            best[proposal.missing] = Some(Best { weight, posterior });
        }
    }
    best
}

fn row(framing: &Framing, read: &Identification, person: &MissingPerson, best: Option<Best>) -> Row {
    let t = framing.t;
    Row {
        href: framing.link(&format!("/missing/{}", percent_encoded(&person.id))),
        name: words::name(person),
        id: person.id.clone(),
        family: read.register.families[person.family].id.clone(),
        sex: words::sex(t, &read.register.sex_readings(person)),
        age: person.age().map(|age| words::age(t, age)),
        last_seen: person.last_seen.map(|date| t.partial_date(Some(date))),
        place: words::place(t, person.place.as_ref()),
        relatives: t.number(words::relatives_typed(&read.register, person)),
        best: best.map(|best| weight_words::probability(t, best.posterior)),
    }
}
