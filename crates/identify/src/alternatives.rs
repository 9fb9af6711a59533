//! Other explanations: the remains are a close relative of the missing person, or another missing person of the family.

use evidence::Log10Lr;
use kinship::{Observation, likelihood::LikelihoodError};

use crate::{
    dna::{
        pedigrees::Relative,
        tables::{PersonShares, drawn_shares},
    },
    proposal::Alternative,
    register::{MissingIndex, Register},
};

/// Genotype shares of the close relatives of one missing person, computed once and used for each of their pairs.
#[derive(Debug)]
pub struct RelativeShares {
    relatives: Vec<(Relative, PersonShares)>,
}

impl RelativeShares {
    /// Draws each relative into the family's pedigree and computes their genotypes. A relative whom the pedigree cannot take, or
    /// whose likelihood is out of reach, is left out.
    #[must_use]
    pub fn new(register: &Register, missing: MissingIndex) -> Self {
        let missing = &register.missing[missing];
        let family = &register.families[missing.family];
        let shares = |relative: Relative| -> Option<(Relative, PersonShares)> {
            let (drawn, person) = relative.added_to(&family.pedigree, missing.person)?;
            let markers = register.markers(family);
            let shares: Result<PersonShares, LikelihoodError> =
                drawn_shares(family, markers, &drawn, person, register.settings.theta);
            shares.ok().map(|shares| (relative, shares))
        };
        Self { relatives: Relative::ALL.into_iter().filter_map(shares).collect() }
    }

    /// The weight of remains against "unrelated" if they are each of these relatives.
    #[must_use]
    pub fn alternatives(&self, seen: &[Observation]) -> Vec<Alternative> {
        let weigh = |(relative, shares): &(Relative, PersonShares)| Alternative {
            relation: format!("{} of the missing person", relative.name()),
            log10_lr: total(shares, seen),
            missing: None,
        };
        self.relatives.iter().map(weigh).collect()
    }
}

/// Sum of the weights of all markers; a marker without an answer says nothing.
///
/// # Source
/// Weights of unlinked markers add up: I. J. Good (1950), ch. 6.
#[must_use]
pub fn total(shares: &PersonShares, seen: &[Observation]) -> Log10Lr {
    let weights = shares.iter().zip(seen).filter_map(|(shares, seen)| shares.as_ref()?.weigh(seen));
    weights.sum()
}
