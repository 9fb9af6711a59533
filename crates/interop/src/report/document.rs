//! The answer as one JSON document. People script against its fields.

use evidence::{HypothesisPair, Log10Lr, Parameter, Weight};
use identify::{Alternative, HelpfulRelative, Helps, MarkerWeight, Proposal, Register, Report};
use serde::Serialize;

use super::{sentence, unsigned_zero};

/// The whole answer, ready to be written.
#[derive(Serialize)]
pub struct Document<'a> {
    parameters: Vec<ParameterRow<'a>>,
    pairs: Vec<Pair<'a>>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct ParameterRow<'a> {
    name: &'a str,
    value: f64,
    source: &'a str,
}

#[derive(Serialize)]
struct Pair<'a> {
    missing: &'a str,
    remains: &'a str,
    log10_lr: Option<f64>,
    by_item: Vec<Item<'a>>,
    by_marker: Vec<MarkerRow<'a>>,
    prior: f64,
    posterior: f64,
    alternative: Option<AlternativeRow<'a>>,
    alternatives: Vec<AlternativeRow<'a>>,
    helps: HelpsRow<'a>,
}

#[derive(Serialize)]
struct Item<'a> {
    item: &'a str,
    hypotheses: Hypotheses<'a>,
    log10_lr: Option<f64>,
    parameters: Vec<ParameterRow<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct Hypotheses<'a> {
    h1: &'a str,
    h2: &'a str,
}

#[derive(Serialize)]
struct MarkerRow<'a> {
    marker: &'a str,
    log10_lr: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    undefined: bool,
    remains: &'a [String],
}

#[derive(Serialize)]
struct AlternativeRow<'a> {
    relation: &'a str,
    log10_lr: Option<f64>,
}

#[derive(Serialize)]
struct HelpsRow<'a> {
    markers_typed: usize,
    markers: usize,
    relatives_typed: usize,
    items_missing: &'a [&'static str],
    relatives: Vec<HelpfulRow<'a>>,
}

#[derive(Serialize)]
struct HelpfulRow<'a> {
    person: &'a str,
    kinship: f64,
}

/// The whole answer of a register.
#[must_use]
pub fn document<'a>(register: &'a Register, report: &'a Report) -> Document<'a> {
    Document {
        parameters: report.parameters.iter().map(ParameterRow::of).collect(),
        pairs: report.pairs.iter().map(|proposal| Pair::of(register, proposal)).collect(),
        warnings: report.warnings.iter().map(|warning| sentence(register, warning)).collect(),
    }
}

impl<'a> ParameterRow<'a> {
    fn of(parameter: &'a Parameter) -> Self {
        Self { name: &parameter.name, value: unsigned_zero(parameter.value), source: &parameter.source }
    }
}

impl<'a> Pair<'a> {
    fn of(register: &'a Register, proposal: &'a Proposal) -> Self {
        Self {
            missing: &register.missing[proposal.missing].id,
            remains: &register.remains[proposal.remains].id,
            log10_lr: finite(proposal.log10_lr),
            by_item: proposal.by_item.iter().map(Item::of).collect(),
            by_marker: proposal.by_marker.iter().map(MarkerRow::of).collect(),
            prior: proposal.prior.get(),
            posterior: proposal.posterior.get(),
            alternative: proposal.alternative.as_ref().map(AlternativeRow::of),
            alternatives: proposal.alternatives.iter().map(AlternativeRow::of).collect(),
            helps: HelpsRow::of(&proposal.helps),
        }
    }
}

impl<'a> Item<'a> {
    fn of(weight: &'a Weight) -> Self {
        let HypothesisPair { h1, h2 } = &weight.pair;
        Self {
            item: &weight.item,
            hypotheses: Hypotheses { h1, h2 },
            log10_lr: finite(weight.lr),
            parameters: weight.parameters.iter().map(ParameterRow::of).collect(),
            source: &weight.source,
        }
    }
}

impl<'a> MarkerRow<'a> {
    fn of(weight: &'a MarkerWeight) -> Self {
        Self {
            marker: &weight.marker,
            log10_lr: weight.log10_lr.and_then(finite),
            undefined: weight.log10_lr.is_none(),
            remains: &weight.remains,
        }
    }
}

impl<'a> AlternativeRow<'a> {
    fn of(alternative: &'a Alternative) -> Self {
        Self { relation: &alternative.relation, log10_lr: finite(alternative.log10_lr) }
    }
}

impl<'a> HelpsRow<'a> {
    fn of(helps: &'a Helps) -> Self {
        let relative = |relative: &'a HelpfulRelative| HelpfulRow { person: &relative.id, kinship: relative.kinship };
        Self {
            markers_typed: helps.markers_typed,
            markers: helps.markers,
            relatives_typed: helps.relatives_typed,
            items_missing: &helps.items_missing,
            relatives: helps.relatives.iter().map(relative).collect(),
        }
    }
}

/// An impossible hypothesis is `null`: JSON has no infinity.
fn finite(lr: Log10Lr) -> Option<f64> {
    Some(unsigned_zero(lr.get())).filter(|value| value.is_finite())
}
