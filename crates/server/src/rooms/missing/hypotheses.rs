//! `GET /hypotheses`: the queue of hypotheses for people to judge, the most probable first.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use firewall::Action;
use identify::{ProfileOf, Proposal, Register, Warning};

use super::hypotheses_of::{HypothesisRow, relation, row};
use super::weight_words;
use crate::content::Identification;
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::list::{Column, Heading, Listing, Pager};
use crate::locale::{Args, Locale};
use crate::problem::{Problem, page};
use crate::site::{Rendered, Site};

#[derive(Template)]
#[template(path = "missing/hypotheses.html")]
struct List {
    frame: Frame,
    t: &'static Locale,
    title: String,
    lead: String,
    is_read: bool,
    warnings: Vec<String>,
    headings: Vec<Heading>,
    rows: Vec<HypothesisRow>,
    pager: Pager,
    parameters: Vec<(String, String, String)>,
}

const COLUMNS: [Column; 6] = [
    ("missing", "column-missing-person", false),
    ("remains", "column-remains", false),
    ("posterior", "column-posterior", true),
    ("weight", "column-weight", true),
    ("strength", "column-strength", false),
    ("alternative", "column-alternative", false),
];

/// `GET /hypotheses?sort=&page=`
pub async fn list(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Problem> {
    let t = framing.t;
    let listing = Listing::read(&pairs, &COLUMNS, "-posterior");
    let here = framing.link("/hypotheses");
    let read = site.register(&framing, &reader, Action::List).await?;
    let read = read.as_ref();
    let count = read.map_or(0, |read| read.report.pairs.len());
    let rows = read.map(|read| rows(&framing, read, &listing)).unwrap_or_default();
    site.tell(&framing, &reader, Action::List, &Rendered::default().hypotheses(&rows)).await?;
    let title = t.say("hypotheses-title", &Args::new().count("n", count));
    let show = List {
        frame: framing.around(Page::Hypotheses, &title),
        t,
        lead: read.map(|read| lead(t, read)).unwrap_or_default(),
        title,
        is_read: read.is_some(),
        warnings: read.map(|read| warnings(t, read)).unwrap_or_default(),
        headings: listing.headings(t, &here, "", &COLUMNS),
        rows,
        pager: listing.pager(t, &here, "", count),
        parameters: read.map(|read| parameters(t, read)).unwrap_or_default(),
    };
    page(framing, &show)
}

fn rows(framing: &Framing, read: &Identification, listing: &Listing) -> Vec<HypothesisRow> {
    let register = &read.register;
    let mut pairs: Vec<&Proposal> = read.report.pairs.iter().collect();
    match listing.column {
        "missing" => listing.sort(&mut pairs, |pair| Some(super::words::name(&register.missing[pair.missing]))),
        "remains" => listing.sort(&mut pairs, |pair| Some(register.remains[pair.remains].id.clone())),
        "alternative" => {
            listing.sort(&mut pairs, |pair| Some(thousandths(pair.alternative.as_ref()?.log10_lr.get())));
        }
        // one prior for all, so that the order by posterior is that by weight, which does not round near 1
        _ => listing.sort(&mut pairs, |pair| Some(thousandths(pair.log10_lr.get()))),
    }
    listing.page_of(&pairs).iter().map(|pair| row(framing, register, pair)).collect()
}

fn thousandths(log10: f64) -> i64 {
    (log10 * 1000.0) as i64
}

fn lead(t: &Locale, read: &Identification) -> String {
    let report = &read.report;
    let args = Args::new()
        .word("missing", t.number(read.register.missing.len()))
        .word("remains", t.number(read.register.remains.len()))
        .word("pairs", t.number(report.pairs_compared))
        .word("threshold", t.percent(read.register.settings.threshold.get()))
        .word("prior", one_in(t, report.prior.get()));
    t.say("hypotheses-lead", &args)
}

/// A small probability as "1 in 401".
pub(super) fn one_in(t: &Locale, probability: f64) -> String {
    if probability <= 0.0 {
        return t.percent(0.0);
    }
    t.say("one-in", &Args::new().word("n", t.whole((1.0 / probability).round() as i64)))
}

fn parameters(t: &Locale, read: &Identification) -> Vec<(String, String, String)> {
    let row = |parameter: &evidence::Parameter| {
        (parameter.name.clone(), super::hypothesis::value(t, parameter.value), parameter.source.clone())
    };
    read.report.parameters.iter().map(row).collect()
}

/// Everything that the computation wants people to look at.
fn warnings(t: &Locale, read: &Identification) -> Vec<String> {
    read.report.warnings.iter().map(|warning| warning_words(t, &read.register, warning)).collect()
}

/// One warning in words.
pub(super) fn warning_words(t: &Locale, register: &Register, warning: &Warning) -> String {
    match warning {
        Warning::SamePerson { first, second, log10_lr } => {
            let args = Args::new()
                .recorded("first", &profile(t, register, *first))
                .recorded("second", &profile(t, register, *second))
                .word("weight", weight_words::weight(t, log10_lr.get()));
            t.say("warning-same-person", &args)
        }
        Warning::FamilyNotComputed { family, reason } => {
            let args = Args::new().recorded("family", &register.families[*family].id).recorded("reason", reason);
            t.say("warning-not-computed", &args)
        }
        Warning::FamilyContradictsItself { family, markers } => {
            let args = Args::new()
                .recorded("family", &register.families[*family].id)
                .recorded("markers", &markers.join(&t.text("list-separator")));
            t.say("warning-contradicts", &args)
        }
        Warning::FoundBeforeLastSeen { missing, remains } => {
            let args = Args::new()
                .recorded("missing", &super::words::name(&register.missing[*missing]))
                .recorded("remains", &register.remains[*remains].id);
            t.say("warning-found-before", &args)
        }
        Warning::MutationNotStationary { markers } => {
            t.say("warning-not-stationary", &Args::new().count("n", markers.len()))
        }
    }
}

fn profile(t: &Locale, register: &Register, of: ProfileOf) -> String {
    match of {
        ProfileOf::Remains(index) => t.say("remains-one", &Args::new().recorded("id", &register.remains[index].id)),
        ProfileOf::Person { family, person } => {
            let family = &register.families[family];
            let args = Args::new()
                .recorded("person", &super::family::label(register, family, person))
                .recorded("family", &family.id);
            t.say("profile-of-person", &args)
        }
    }
}

/// Other explanations of one proposal: the relation, the weight, and whether it is a missing person's record.
pub(super) fn alternatives(t: &Locale, proposal: &Proposal) -> Vec<(String, f64, bool)> {
    let other =
        |other: &identify::Alternative| (relation(t, &other.relation), other.log10_lr.get(), other.missing.is_some());
    proposal.alternatives.iter().map(other).collect()
}
