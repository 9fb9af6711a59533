//! `GET /remains/{id}`: one set of remains: what was read of them, their profile, and the hypotheses about them.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use firewall::Action;
use identify::{Register, Remains};
use kinship::{AlleleIndex, Call};

use super::hypotheses_of::{HypothesisRow, rows};
use super::{names, words};
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::record::Fact;
use crate::site::{Rendered, Site};

#[derive(Template)]
#[template(path = "missing/remains.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    id: String,
    lead: String,
    facts: Vec<Fact>,
    profile: Vec<(String, Option<String>)>,
    rows: Vec<HypothesisRow>,
    back: String,
}

/// `GET /remains/{id}`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path(id): Path<String>,
) -> Result<Html<String>, Problem> {
    let read = site.register(&framing, &reader, Action::Read).await?;
    let Some(read) = read.as_ref() else { return Err(Problem::not_found(framing)) };
    let Some(index) = read.register.remains.iter().position(|remains| remains.id == id) else {
        return Err(Problem::not_found(framing));
    };
    let t = framing.t;
    let remains = &read.register.remains[index];
    let rows = rows(&framing, read, |proposal| proposal.remains == index);
    let rendered = Rendered::default().remains(&remains.id).hypotheses(&rows);
    site.tell(&framing, &reader, Action::Read, &rendered).await?;
    let title = t.say("remains-one", &Args::new().recorded("id", &remains.id));
    let show = Show {
        frame: framing.around(Page::Remains, &title),
        t,
        id: remains.id.clone(),
        lead: t.say("record-hypotheses", &Args::new().count("n", rows.len())),
        facts: facts(t, remains),
        profile: profile(&read.register, remains),
        rows,
        back: framing.link("/remains"),
    };
    page(framing, &show)
}

fn facts(t: &Locale, remains: &Remains) -> Vec<Fact> {
    let args = Args::new()
        .word("n", t.number(words::markers_typed(&remains.observations)))
        .word("of", t.number(remains.observations.len()));
    vec![
        Fact::said(t, "fact-sex", words::readings(t, &remains.sex)),
        Fact::said(t, "fact-age-at-death", remains.age_at_death.map(|age| words::age(t, age))),
        Fact::said(t, "fact-found", remains.found.map(|date| t.partial_date(Some(date)))),
        Fact::recorded(t, "fact-found-place", words::place(t, remains.place.as_ref())),
        Fact::said(t, "fact-route", remains.route.as_ref().map(|route| names::route(t, route))),
        Fact::recorded(t, "fact-circumstances", remains.circumstances.clone()),
        Fact::said(t, "fact-markers", Some(t.say("markers-typed", &args))),
    ]
}

/// Marker by marker what was typed; allele names as the field writes them.
fn profile(register: &Register, remains: &Remains) -> Vec<(String, Option<String>)> {
    let markers = register.populations.first().map_or(&[][..], |population| &population.markers);
    let seen = markers.iter().zip(&remains.observations);
    seen.map(|(marker, observation)| {
        let name =
            |allele: AlleleIndex| marker.alleles().get(allele.index()).map_or_else(String::new, ToString::to_string);
        let alleles = match observation.call {
            Call::Untyped => None,
            Call::Genotype(one, two) => Some(format!("{} / {}", name(one), name(two))),
            Call::Partial(one) => Some(format!("{} / ?", name(one))),
        };
        (marker.name().to_string(), alleles)
    })
    .collect()
}
