//! The hypotheses of one record, for its page and for the queue.

use identify::{Proposal, Register};

use super::filter::percent_encoded;
use super::{weight_words, words};
use crate::content::Identification;
use crate::frame::Framing;
use crate::locale::Locale;

/// A hypothesis in a list.
pub struct HypothesisRow {
    /// Address of its page.
    pub href: String,
    /// The missing person's name.
    pub name: String,
    /// The missing person's record.
    pub missing: String,
    /// The remains' record.
    pub remains: String,
    /// The sum of all weights.
    pub weight: String,
    /// Its strength in words.
    pub strength: String,
    /// The posterior.
    pub posterior: String,
    /// The strongest other explanation.
    pub alternative: Option<String>,
    /// Its weight.
    pub alternative_weight: String,
}

/// One row.
#[must_use]
pub fn row(framing: &Framing, register: &Register, proposal: &Proposal) -> HypothesisRow {
    let t = framing.t;
    let (missing, remains) = (&register.missing[proposal.missing], &register.remains[proposal.remains]);
    let total = proposal.log10_lr.get();
    let alternative = proposal.alternative.as_ref();
    HypothesisRow {
        href: address(framing, &missing.id, &remains.id),
        name: words::name(missing),
        missing: missing.id.clone(),
        remains: remains.id.clone(),
        weight: weight_words::weight(t, total),
        strength: weight_words::strength(t, total),
        posterior: weight_words::probability(t, proposal.posterior.get()),
        alternative: alternative.map(|other| relation(t, &other.relation)),
        alternative_weight: alternative.map(|other| weight_words::weight(t, other.log10_lr.get())).unwrap_or_default(),
    }
}

/// All rows that a choice keeps, in the order of the report.
#[must_use]
pub fn rows(
    framing: &Framing,
    identification: &Identification,
    keep: impl Fn(&Proposal) -> bool,
) -> Vec<HypothesisRow> {
    let kept = identification.report.pairs.iter().filter(|proposal| keep(proposal));
    kept.map(|proposal| row(framing, &identification.register, proposal)).collect()
}

/// Address of a hypothesis.
#[must_use]
pub fn address(framing: &Framing, missing: &str, remains: &str) -> String {
    framing.link(&format!("/hypotheses/{}/{}", percent_encoded(missing), percent_encoded(remains)))
}

/// A relation in the reader's language; one that no translation knows stays in the report's words.
#[must_use]
pub fn relation(t: &Locale, written: &str) -> String {
    if let Some(id) = written.strip_prefix("another missing person of the family: ") {
        return t.say("relation-another-missing", &crate::locale::Args::new().recorded("id", id));
    }
    let name = written.strip_suffix(" of the missing person").unwrap_or(written);
    let key = name.replace([',', '\''], "").replace(' ', "-");
    t.find(&format!("relation-{key}")).unwrap_or_else(|| written.to_owned())
}
