//! The probability of the genotypes of a pedigree at one marker, exact, by variable elimination.
//!
//! The variables are the two *alleles* of each person, not genotypes: a transmission factors through the parent's
//! pair, so loops need no special case and stepwise mutation over 30 alleles stays cheap. The steps:
//!
//! 1. [`domain`]: unobserved alleles are lumped where both sexes' matrices allow it
//! 2. [`states`]: what each observation leaves possible, as ordered allele pairs with weights
//! 3. [`graph`]: variables and factors; people who are untyped and have no typed descendant drop out
//! 4. [`plan`]: an elimination order, kept for later markers with the same typing pattern
//! 5. [`program`] and [`run`]: the order as array operations, scaled after each step
//!
//! With theta the founder alleles are one Balding-Nichols sequence over all founders ([`theta`]).
//!
//! # Source
//! S. L. Lauritzen, N. A. Sheehan, *Statistical Science* 18 (2003) 489-514 (graphical models for genetic analysis);
//! the trial of orders and shapes is described in `docs/decisions`.

mod case;
mod detached;
mod domain;
mod engine;
mod graph;
mod joint;
mod keys;
mod live;
mod plan;
mod program;
mod run;
mod states;
mod theta;
mod wide;

pub use engine::Engine;
pub use joint::GenotypeJoint;

use crate::{Marker, Observation, Pedigree};

/// Why a likelihood was not computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LikelihoodError {
    /// One observation a person is needed.
    #[error("{found} observations for {expected} people; give one a person, untyped people included")]
    ObservationCount {
        /// Count given.
        found: usize,
        /// People in the pedigree.
        expected: usize,
    },
    /// An allele is not one of the marker's.
    #[error("marker `{marker}`: `{person}` has an allele that the marker does not list")]
    UnknownAllele {
        /// Marker.
        marker: String,
        /// Person.
        person: String,
    },
    /// A drop-out probability outside `[0, 1)`.
    #[error("marker `{marker}`: drop-out of `{person}` is {found}; expected a probability below 1")]
    Dropout {
        /// Marker.
        marker: String,
        /// Person.
        person: String,
        /// What was given.
        found: f64,
    },
    /// Theta outside `[0, 1)`.
    #[error("theta is {found}; expected a number from 0 to below 1, such as 0.01")]
    Theta {
        /// What was given.
        found: f64,
    },
    /// Theta says how related founders are, and so does founder inbreeding: one of the two must go.
    #[error("`{person}` is an inbred founder and theta is above 0; the two have no joint model, set one of them to 0")]
    ThetaWithInbreeding {
        /// The founder.
        person: String,
    },
    /// The sum over partitions of founder alleles would be too long.
    #[error(
        "theta above 0 with {found} founder alleles that nobody typed; up to {max} can be summed exactly, type a founder or set theta to 0"
    )]
    TooManyFounderAlleles {
        /// Untyped founder alleles that matter.
        found: usize,
        /// The limit.
        max: usize,
    },
    /// The pedigree is too entangled for memory.
    #[error(
        "marker `{marker}`: the pedigree needs a table of {cells:.1e} cells, the limit is {max:.1e}; type more relatives or split it"
    )]
    TooEntangled {
        /// Marker.
        marker: String,
        /// Cells needed.
        cells: f64,
        /// The limit.
        max: f64,
    },
}

/// Natural log of P(observations at one marker | pedigree); `-inf` where they are impossible.
///
/// The pedigree is computed as drawn: no untyped founder is trimmed, which matters for mutation models that are not
/// stationary. `theta` is the co-ancestry of the founders, in `[0, 1)`.
///
/// # Errors
/// [`LikelihoodError`].
///
/// # Source
/// Elimination after Lauritzen & Sheehan (2003); theta after D. J. Balding, R. A. Nichols, *Forensic Sci. Int.* 64 (1994).
pub fn ln_likelihood(
    pedigree: &Pedigree,
    marker: &Marker,
    observations: &[Observation],
    theta: f64,
) -> Result<f64, LikelihoodError> {
    Engine::new(pedigree).ln_likelihood(marker, observations, theta)
}
