//! `GET /hypotheses/{missing}/{remains}`: one hypothesis: what speaks for it, what against it, what else could explain it,
//! and what is missing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use evidence::Weight;
use firewall::Action;
use identify::{Proposal, Register, Warning};

use super::family::{FamilyView, label};
use super::filter::percent_encoded;
use super::hypotheses::{alternatives, one_in, warning_words};
use super::{weight_words, words};
use crate::chart::waterfall::{Diverging, Step, Waterfall, Way, diverging, waterfall};
use crate::content::Identification;
use crate::frame::{Frame, Framing, Page};
use crate::guard::Reader;
use crate::locale::{Args, Locale, numbers};
use crate::problem::{Problem, page};
use crate::site::{Rendered, Site};

#[derive(Template)]
#[template(path = "missing/hypothesis.html")]
struct Show {
    frame: Frame,
    t: &'static Locale,
    title: String,
    missing: (String, String, String),
    remains: (String, String),
    warnings: Vec<String>,
    sentence: String,
    strength: String,
    odds: String,
    beside: Vec<Beside>,
    fall: Fall,
    neutral: Vec<String>,
    items: Vec<Item>,
    relatives: Vec<String>,
    markers: Vec<MarkerRow>,
    alternatives: Vec<AlternativeRow>,
    family: FamilyView,
    missing_facts: Vec<String>,
    help: Vec<(String, String)>,
    helps_typed: String,
    back: String,
}

/// An explanation of the evidence with its weight: the hypothesis, or the strongest other one.
struct Beside {
    name: String,
    weight: String,
    note: String,
}

/// The bars from prior to posterior.
struct Fall {
    even: String,
    prior: (Step, String),
    steps: Vec<(String, Step, String, String)>,
    posterior: (Step, String),
}

/// One item with all that one needs to check it.
struct Item {
    name: String,
    weight: String,
    strength: String,
    parameters: Vec<(String, String, String)>,
    source: String,
}

struct MarkerRow {
    marker: String,
    remains: String,
    relatives: Vec<String>,
    bar: Diverging,
    weight: Option<String>,
    way: String,
}

struct AlternativeRow {
    relation: String,
    weight: String,
    bar: Diverging,
    basis: String,
}

/// `GET /hypotheses/{missing}/{remains}`
pub async fn show(
    State(site): State<Arc<Site>>,
    reader: Reader,
    framing: Framing,
    Path((missing, remains)): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    let read = site.register(&framing, &reader, Action::Read).await?;
    let Some(read) = read.as_ref() else { return Err(Problem::not_found(framing)) };
    let register = &read.register;
    let found = read
        .report
        .pairs
        .iter()
        .find(|pair| register.missing[pair.missing].id == missing && register.remains[pair.remains].id == remains);
    let Some(proposal) = found else { return Err(Problem::not_found(framing)) };
    let person = &register.missing[proposal.missing];
    let family = &register.families[person.family].id;
    let rendered = Rendered::default().person(&missing).family(family).remains(&remains);
    site.tell(&framing, &reader, Action::Read, &rendered).await?;
    let show = view(&framing, read, proposal);
    page(framing, &show)
}

fn view(framing: &Framing, read: &Identification, proposal: &Proposal) -> Show {
    let t = framing.t;
    let register = &read.register;
    let (missing, remains) = (&register.missing[proposal.missing], &register.remains[proposal.remains]);
    let family = &register.families[missing.family];
    let args = Args::new().recorded("remains", &remains.id).recorded("name", &words::name(missing));
    let title = t.say("hypothesis-title", &args);
    let total = proposal.log10_lr.get();
    let shares = Args::new()
        .word("prior", one_in(t, proposal.prior.get()))
        .word("posterior", weight_words::probability(t, proposal.posterior.get()));
    let (relatives, markers) = markers(t, register, proposal);
    Show {
        frame: framing.around(Page::Hypotheses, &title),
        t,
        title,
        missing: (
            framing.link(&format!("/missing/{}", percent_encoded(&missing.id))),
            words::name(missing),
            missing.id.clone(),
        ),
        remains: (framing.link(&format!("/remains/{}", percent_encoded(&remains.id))), remains.id.clone()),
        warnings: warnings(t, read, proposal).into_iter().chain(rivals(t, proposal)).collect(),
        sentence: weight_words::sentence(t, total),
        strength: weight_words::strength(t, total),
        odds: t.say("hypothesis-odds", &shares),
        beside: beside(t, proposal, &words::name(missing)),
        fall: fall(t, proposal),
        neutral: neutral(t, proposal),
        items: proposal.by_item.iter().map(|weight| item(t, weight)).collect(),
        relatives,
        markers,
        alternatives: alternative_rows(t, proposal),
        family: FamilyView::new(t, register, family, missing.person),
        missing_facts: proposal.helps.items_missing.iter().map(|fact| missing_fact(t, fact)).collect(),
        help: help(t, register, proposal),
        helps_typed: helps_typed(t, proposal),
        back: framing.link("/hypotheses"),
    }
}

/// What the computation wants people to look at for this pair or its family.
fn warnings(t: &Locale, read: &Identification, proposal: &Proposal) -> Vec<String> {
    let family = read.register.missing[proposal.missing].family;
    let concerns = |warning: &&Warning| match warning {
        Warning::FoundBeforeLastSeen { missing, remains } => {
            (*missing, *remains) == (proposal.missing, proposal.remains)
        }
        Warning::FamilyNotComputed { family: of, .. } | Warning::FamilyContradictsItself { family: of, .. } => {
            *of == family
        }
        Warning::SamePerson { first, second, .. } => [first, second].into_iter().any(|profile| match profile {
            identify::ProfileOf::Remains(index) => *index == proposal.remains,
            identify::ProfileOf::Person { family: of, .. } => *of == family,
        }),
        Warning::MutationNotStationary { .. } => false,
    };
    read.report.warnings.iter().filter(concerns).map(|warning| warning_words(t, &read.register, warning)).collect()
}

/// Says so where another explanation fits about as well: like compared with like, within one power of ten.
fn rivals(t: &Locale, proposal: &Proposal) -> Option<String> {
    const CLOSE: f64 = 1.0;
    let dna = proposal.by_item.iter().find(|weight| weight.item == "dna").map(|weight| weight.lr.get());
    let (relation, ..) = alternatives(t, proposal).into_iter().find(|(_, weight, is_record)| {
        let own = if *is_record { Some(proposal.log10_lr.get()) } else { dna };
        own.is_some_and(|own| *weight >= own - CLOSE)
    })?;
    Some(t.say("alternative-close", &Args::new().word("relation", relation)))
}

/// The hypothesis and the strongest other explanation, side by side: like is compared with like.
fn beside(t: &Locale, proposal: &Proposal, name: &str) -> Vec<Beside> {
    let dna = proposal.by_item.iter().find(|weight| weight.item == "dna").map(|weight| weight.lr.get());
    let mut beside = vec![Beside {
        name: t.say("explanation-same", &Args::new().recorded("name", name)),
        weight: weight_words::weight(t, proposal.log10_lr.get()),
        note: dna.map_or_else(
            || t.text("basis-items"),
            |dna| t.say("basis-items-and-dna", &Args::new().word("dna", weight_words::weight(t, dna))),
        ),
    }];
    beside.push(match alternatives(t, proposal).into_iter().next() {
        Some((relation, weight, is_record)) => Beside {
            name: t.say("explanation-other", &Args::new().word("relation", relation)),
            weight: weight_words::weight(t, weight),
            note: t.text(if is_record { "basis-items" } else { "basis-dna" }),
        },
        None => Beside {
            name: t.text("no-alternative"),
            weight: t.text("not-computed"),
            note: t.text("no-alternative-note"),
        },
    });
    beside
}

fn fall(t: &Locale, proposal: &Proposal) -> Fall {
    let odds = |probability: f64| (probability / (1.0 - probability)).log10();
    let counted: Vec<&Weight> = proposal.by_item.iter().filter(|weight| !says_nothing(weight)).collect();
    let weights: Vec<f64> = counted.iter().map(|weight| weight.lr.get()).collect();
    let Waterfall { even, prior, steps, posterior } = waterfall(odds(proposal.prior.get()), &weights);
    let steps = steps.into_iter().zip(counted).map(|(step, weight)| {
        let lr = weight.lr.get();
        (item_name(t, &weight.item), step, weight_words::weight(t, lr), weight_words::way(t, lr))
    });
    Fall {
        even,
        prior: (prior, one_in(t, proposal.prior.get())),
        steps: steps.collect(),
        posterior: (posterior, weight_words::probability(t, proposal.posterior.get())),
    }
}

fn says_nothing(weight: &Weight) -> bool {
    Way::of(weight.lr.get()) == Way::Nothing
}

fn neutral(t: &Locale, proposal: &Proposal) -> Vec<String> {
    proposal.by_item.iter().filter(|weight| says_nothing(weight)).map(|weight| item_name(t, &weight.item)).collect()
}

fn item_name(t: &Locale, item: &str) -> String {
    t.find(&format!("item-{item}")).unwrap_or_else(|| item.to_owned())
}

fn item(t: &Locale, weight: &Weight) -> Item {
    Item {
        name: item_name(t, &weight.item),
        weight: weight_words::weight(t, weight.lr.get()),
        strength: weight_words::strength(t, weight.lr.get()),
        parameters: weight
            .parameters
            .iter()
            .map(|parameter| (parameter.name.clone(), value(t, parameter.value), parameter.source.clone()))
            .collect(),
        source: weight.source.clone(),
    }
}

/// A parameter's value with as many digits as it needs, up to six.
pub(super) fn value(t: &Locale, value: f64) -> String {
    let decimals = (0..6).find(|decimals| {
        let scale = 10f64.powi(*decimals);
        ((value * scale).round() / scale - value).abs() <= 1e-9 * value.abs().max(1e-3)
    });
    numbers::decimal(t.lang(), value, usize::try_from(decimals.unwrap_or(6)).unwrap_or(6))
}

fn markers(t: &Locale, register: &Register, proposal: &Proposal) -> (Vec<String>, Vec<MarkerRow>) {
    let missing = &register.missing[proposal.missing];
    let family = &register.families[missing.family];
    let mut typed: Vec<usize> =
        proposal.by_marker.iter().flat_map(|marker| marker.relatives.iter().map(|(person, _)| *person)).collect();
    typed.sort_unstable();
    typed.dedup();
    let weights: Vec<Option<f64>> =
        proposal.by_marker.iter().map(|marker| marker.log10_lr.map(evidence::Log10Lr::get)).collect();
    let alleles = |names: &[String]| match names {
        [] => String::new(),
        [one] => format!("{one} / ?"),
        names => names.join(" / "),
    };
    let rows = proposal.by_marker.iter().zip(diverging(&weights)).map(|(marker, bar)| {
        let of = |person: &usize| marker.relatives.iter().find(|(other, _)| other == person);
        let weight = marker.log10_lr.map(evidence::Log10Lr::get);
        MarkerRow {
            marker: marker.marker.clone(),
            remains: alleles(&marker.remains),
            relatives: typed
                .iter()
                .map(|person| of(person).map(|(_, names)| alleles(names)).unwrap_or_default())
                .collect(),
            bar,
            weight: weight.map(|weight| weight_words::weight(t, weight)),
            way: weight.map_or_else(|| t.text("not-computed"), |weight| weight_words::way(t, weight)),
        }
    });
    let rows = rows.collect();
    (typed.iter().map(|&person| label(register, family, person)).collect(), rows)
}

fn alternative_rows(t: &Locale, proposal: &Proposal) -> Vec<AlternativeRow> {
    let others = alternatives(t, proposal);
    let weights: Vec<Option<f64>> = others.iter().map(|(_, weight, _)| Some(*weight)).collect();
    others
        .into_iter()
        .zip(diverging(&weights))
        .map(|((relation, weight, is_record), bar)| AlternativeRow {
            relation,
            weight: weight_words::weight(t, weight),
            bar,
            basis: t.text(if is_record { "basis-items" } else { "basis-dna" }),
        })
        .collect()
}

fn missing_fact(t: &Locale, fact: &str) -> String {
    t.find(&format!("lacking-{}", fact.replace(' ', "-"))).unwrap_or_else(|| fact.to_owned())
}

fn help(t: &Locale, register: &Register, proposal: &Proposal) -> Vec<(String, String)> {
    let family = &register.families[register.missing[proposal.missing].family];
    let relative = |relative: &identify::HelpfulRelative| {
        let shared = Args::new().word("share", t.percent(relative.kinship * 2.0));
        (label(register, family, relative.person), t.say("help-shared", &shared))
    };
    proposal.helps.relatives.iter().map(relative).collect()
}

fn helps_typed(t: &Locale, proposal: &Proposal) -> String {
    let helps = &proposal.helps;
    let args = Args::new()
        .word("markers", t.number(helps.markers_typed))
        .word("of", t.number(helps.markers))
        .count("relatives", helps.relatives_typed);
    t.say("helps-typed", &args)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::value;
    use crate::locale::{Lang, Locale};

    #[rstest]
    #[case(23.0, "23")]
    #[case(0.01, "0.01")]
    #[case(0.000_5, "0.0005")]
    #[case(1.5, "1.5")]
    #[case(0.002_493_765_586, "0.002494")]
    fn a_parameter_has_the_digits_it_needs(#[case] number: f64, #[case] expected: &str) {
        assert_eq!(value(Locale::of(Lang::En), number), expected);
    }
}
