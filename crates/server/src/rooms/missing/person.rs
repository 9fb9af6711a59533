//! `GET /missing/{id}`: one missing person: what is told of them, their family, and the hypotheses about them.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use firewall::Action;
use identify::MissingPerson;

use super::family::FamilyView;
use super::hypotheses_of::{HypothesisRow, rows};
use super::{names, words};
use crate::content::Identification;
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::record::Fact;
use crate::rooms::family::code;
use crate::site::{Rendered, Site};

#[derive(Template)]
#[template(path = "missing/person.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    name: String,
    id: String,
    lead: String,
    facts: Vec<Fact>,
    family: FamilyView,
    rows: Vec<HypothesisRow>,
    back: String,
    /// Where an officer gives the family its code.
    family_page: Option<String>,
}

/// `GET /missing/{id}`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(id): Path<String>,
) -> Result<Html<String>, Problem> {
    let read = site.register(&framing, &reader, Action::Read).await?;
    let Some(read) = read.as_ref() else { return Err(Problem::not_found(framing)) };
    let Some(index) = read.register.missing.iter().position(|person| person.id == id) else {
        return Err(Problem::not_found(framing));
    };
    let t = framing.t;
    let person = &read.register.missing[index];
    let rows = rows(&framing, read, |proposal| proposal.missing == index);
    let family = &read.register.families[person.family].id;
    let rendered = Rendered::default().person(&person.id).family(family).hypotheses(&rows);
    site.tell(&framing, &reader, Action::Read, &rendered).await?;
    let family_page = code::link(&site, &reader, &framing, &person.id).await;
    let show = Show {
        frame: framing.around(Page::Missing, &words::name(person)),
        t,
        name: words::name(person),
        id: person.id.clone(),
        lead: t.say("record-hypotheses", &Args::new().count("n", rows.len())),
        facts: facts(t, read, person, site.node.is_some()),
        family: FamilyView::new(t, &read.register, &read.register.families[person.family], person.person),
        rows,
        back: framing.link("/missing"),
        family_page,
    };
    page(framing, &show)
}

fn facts(t: &Locale, read: &Identification, person: &MissingPerson, is_sealed: bool) -> Vec<Fact> {
    let register = &read.register;
    let family = &register.families[person.family];
    let population = register.populations.get(family.population).map(|population| population.name.clone());
    let relatives = t.say("relatives-typed", &Args::new().count("n", words::relatives_typed(register, person)));
    vec![
        Fact::recorded(t, "fact-name", person.name.clone()),
        Fact::said(t, "fact-sex", words::readings(t, &register.sex_readings(person))),
        Fact::said(t, "fact-born", person.born.map(|date| t.partial_date(Some(date)))),
        Fact::said(t, "fact-age-last-seen", person.age().map(|age| words::age(t, age))),
        Fact::said(t, "fact-last-seen", person.last_seen.map(|date| t.partial_date(Some(date)))),
        Fact::recorded(t, "fact-last-place", words::place(t, person.place.as_ref())),
        Fact::said(t, "fact-route", person.route.as_ref().map(|route| names::route(t, route))),
        circumstances(t, person, is_sealed),
        Fact::recorded(t, "fact-family", Some(family.id.clone())),
        Fact::said(t, "fact-relatives", Some(relatives)),
        Fact::recorded(t, "fact-population", population),
    ]
}

/// In a node the story of a disappearance is sealed, and these pages do not even see whether there is one.
fn circumstances(t: &Locale, person: &MissingPerson, is_sealed: bool) -> Fact {
    let told = person.circumstances.clone();
    if told.is_none() && is_sealed {
        return Fact::said(t, "fact-circumstances", Some(t.text("circumstances-sealed")));
    }
    Fact::recorded(t, "fact-circumstances", told)
}
