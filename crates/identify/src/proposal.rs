//! What `identify` answers: proposals for people to judge, with every number that led to them.

use evidence::{HypothesisPair, Log10Lr, Parameter, Probability, Weight};
use kinship::PersonIndex;

use crate::register::{FamilyIndex, MissingIndex, RemainsIndex};

/// The answer for a register. Indices point into the register that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Parameters of the whole computation, with their sources.
    pub parameters: Vec<Parameter>,
    /// Prior of every pair.
    pub prior: Probability,
    /// The larger of the number of missing people and of remains; the prior is `1 / (candidates + 1)` unless stated.
    pub candidates: usize,
    /// Pairs compared.
    pub pairs_compared: usize,
    /// Proposals at or above the threshold, by posterior from the top, then by missing person's id, then by remains' id.
    pub pairs: Vec<Proposal>,
    /// What a person must look at before they trust a proposal.
    pub warnings: Vec<Warning>,
}

impl Default for Report {
    /// The answer for a register without anybody.
    fn default() -> Self {
        Self {
            parameters: Vec::new(),
            prior: Probability::one_of(0),
            candidates: 0,
            pairs_compared: 0,
            pairs: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// One pair: "these remains are this missing person".
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Which missing person.
    pub missing: MissingIndex,
    /// Which remains.
    pub remains: RemainsIndex,
    /// The hypotheses that all weights of `by_item` compare: same person, or unrelated.
    pub hypotheses: HypothesisPair,
    /// Sum of `by_item`.
    pub log10_lr: Log10Lr,
    /// DNA, sex, age: in this order, also where an item says nothing.
    pub by_item: Vec<Weight>,
    /// The DNA weight of each marker, in the register's order.
    pub by_marker: Vec<MarkerWeight>,
    /// Before the evidence.
    pub prior: Probability,
    /// After the evidence.
    pub posterior: Probability,
    /// The strongest of `alternatives`; `None` where none could be tried.
    pub alternative: Option<Alternative>,
    /// Every alternative tried, strongest first.
    pub alternatives: Vec<Alternative>,
    /// What is missing, and what would help most.
    pub helps: Helps,
}

/// The weight of one marker.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkerWeight {
    /// Name of the marker.
    pub marker: String,
    /// log10 LR; 0 where the remains were not typed there. `None` where the ratio is undefined (the family's own data are impossible).
    pub log10_lr: Option<Log10Lr>,
    /// What was seen in the remains: allele names, one for a partial call, none where untyped.
    pub remains: Vec<String>,
    /// What was seen in each typed relative: the relative's place in the pedigree, and allele names.
    pub relatives: Vec<(PersonIndex, Vec<String>)>,
}

/// Another explanation of the same evidence, weighed against "unrelated" as the proposal itself is.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// "full sibling of the missing person", "another missing person of the family: M2", ...
    pub relation: String,
    /// P(evidence | these remains are that relative) / P(evidence | unrelated), log10. DNA alone for relatives of whom nothing
    /// else is known; all items for another missing person.
    pub log10_lr: Log10Lr,
    /// The other missing person, where the alternative is one.
    pub missing: Option<MissingIndex>,
}

/// What is not known of a pair, and what would help most to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Helps {
    /// Markers of the register that were typed in the remains.
    pub markers_typed: usize,
    /// Markers of the register.
    pub markers: usize,
    /// Relatives of whom at least one marker was typed.
    pub relatives_typed: usize,
    /// Items without data: "sex", "age of the missing person", "age at death".
    pub items_missing: Vec<&'static str>,
    /// Untyped relatives who are not missing, most helpful first.
    pub relatives: Vec<HelpfulRelative>,
}

/// A relative whose sample would help.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpfulRelative {
    /// Their place in the family's pedigree.
    pub person: PersonIndex,
    /// Their id in the pedigree.
    pub id: String,
    /// Kinship coefficient with the missing person: 0.25 for a parent, child or full sibling.
    pub kinship: f64,
}

/// Whose profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileOf {
    /// Remains.
    Remains(RemainsIndex),
    /// A person of a family.
    Person {
        /// Family, as an index into the register.
        family: FamilyIndex,
        /// Their place in the pedigree.
        person: PersonIndex,
    },
}

/// Something that a person must look at.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// Two profiles are likely of one person (or of identical twins): the same remains found twice, one relative in two
    /// families, a sample mixed up, or contamination.
    SamePerson {
        /// The first.
        first: ProfileOf,
        /// The second.
        second: ProfileOf,
        /// log10 LR of one person against two unrelated ones.
        log10_lr: Log10Lr,
    },
    /// The DNA of a family could not be computed; its pairs were weighed by the other items alone.
    FamilyNotComputed {
        /// Family, as an index into the register.
        family: FamilyIndex,
        /// Why.
        reason: String,
    },
    /// The typed people of a family contradict the pedigree at these markers: no pair of the family was weighed there.
    FamilyContradictsItself {
        /// Family, as an index into the register.
        family: FamilyIndex,
        /// Names of the markers.
        markers: Vec<String>,
    },
    /// A proposal's remains were found before the person was last seen, and the other evidence still makes it likely.
    FoundBeforeLastSeen {
        /// Which missing person.
        missing: MissingIndex,
        /// Which remains.
        remains: RemainsIndex,
    },
    /// The mutation model is not stationary: an untyped relative who is drawn changes the result a little. The pedigree is
    /// computed as drawn under all hypotheses.
    MutationNotStationary {
        /// Names of the markers.
        markers: Vec<String>,
    },
}
