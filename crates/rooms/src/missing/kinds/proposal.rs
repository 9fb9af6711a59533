//! A proposal of the machine: these remains may be that missing person. People decide; a proposal never does.

use serde::{Deserialize, Serialize};

use crate::{
    header::{Purpose, RecordId},
    kind::{Kind, Nothing},
};

/// The numbers of one pair, as they were computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The record of the missing person.
    pub missing: RecordId,
    /// The record of the remains.
    pub remains: RecordId,
    /// log10 of the likelihood ratio: same person against unrelated.
    pub log10_lr: f64,
    /// Probability after the evidence.
    pub posterior: f64,
    /// Every alternative that was tried, strongest first.
    pub alternatives: Vec<ProposedAlternative>,
    /// SHA-256 of all parameters of the computation with their sources: 64 small hexadecimal digits.
    pub parameters: String,
    /// The program that computed it, with its version.
    pub engine: String,
}

/// Another explanation of the same evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedAlternative {
    /// "full sibling of the missing person".
    pub relation: String,
    /// log10 of its likelihood ratio against unrelated; none where it is impossible.
    pub log10_lr: Option<f64>,
}

impl Proposal {
    /// Whether another proposal says the same: the program that computed it does not count.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        Self { engine: other.engine.clone(), ..self.clone() } == *other
    }
}

impl Kind for Proposal {
    const NAME: &'static str = "proposal";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Forensic;
    type Sealed = Nothing;

    /// One proposal a pair.
    fn source_id(&self) -> String {
        format!("{}+{}", self.missing, self.remains)
    }
}
