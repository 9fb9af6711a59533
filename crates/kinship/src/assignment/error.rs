//! Why a case was not solved.

use crate::likelihood::LikelihoodError;

/// Why a DVI case was not solved. Nothing is approximated: what cannot be computed exactly is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DviError {
    /// A pedigree likelihood was refused.
    #[error("family `{family}`: {source}")]
    Likelihood {
        /// Family, or victim.
        family: String,
        /// Why.
        source: LikelihoodError,
    },
    /// A victim's own genotype has probability 0.
    #[error(
        "victim `{victim}` has a genotype of probability 0 at marker `{marker}`; set a minimum frequency for its alleles"
    )]
    ImpossibleVictim {
        /// Victim.
        victim: String,
        /// Marker.
        marker: String,
    },
    /// Too many ways to place victims in one family.
    #[error(
        "family `{family}` allows more than {max} placements of victims; identify undisputed victims first, or split the family"
    )]
    TooManySubAssignments {
        /// Family.
        family: String,
        /// The limit.
        max: usize,
    },
    /// Too many victims are wanted by several families at once.
    #[error(
        "{victims} victims are possible in families that compete for them, more than {max} sets to keep in mind; identify undisputed victims first, or switch mutation off where families allow it"
    )]
    TooManyStates {
        /// Victims of the group.
        victims: usize,
        /// The limit.
        max: usize,
    },
    /// Too long a walk through competing families.
    #[error(
        "{victims} victims are possible in families that compete for them, more than {max} combinations to look at; identify undisputed victims first, or switch mutation off where families allow it"
    )]
    TooManyCombinations {
        /// Victims of the group.
        victims: usize,
        /// The limit.
        max: u64,
    },
    /// Texts of assignments cannot be numbered.
    #[error(
        "assignments of {victims} victims in competing families have texts beyond {max} bits, so ties cannot be ordered; ask for no list of assignments"
    )]
    TooManyTexts {
        /// Victims of the group.
        victims: usize,
        /// The limit.
        max: u32,
    },
    /// A parameter is outside its range.
    #[error("{name} is {found}; expected {expected}")]
    BadParameter {
        /// Parameter.
        name: &'static str,
        /// What was given.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
}
