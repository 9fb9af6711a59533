//! Disaster victim identification: which victim is which missing person, all at once and exactly.
//!
//! * [`DviCase`]: markers, victims, families with their missing people, validated
//! * [`solve`]: pairwise ratios, the joint posterior over all assignments, and a conclusion a missing person
//!
//! An assignment says of each victim which missing person of consistent sex they are, or nobody. Families meet only through
//! victims, so its likelihood is the product of the families' ratios, each computed once by the victims placed in that family
//! (`enumerate`), and everything over assignments is a walk from family to family that remembers the victims taken (`group`,
//! `walk`): sums for the normaliser and marginals (`joint`), maxima for generalised likelihood ratios (`conclude`), the best
//! ones by a best-first search (`best`). Founders are unrelated (theta 0): with a co-ancestry they would tie all families.
//!
//! # Source
//! M. D. Vigeland, T. Egeland, *Scientific Reports* 11 (2021) 13661.

mod best;
mod case;
mod conclude;
mod count;
mod enumerate;
mod error;
mod family_likelihood;
mod group;
mod joint;
#[cfg(test)]
mod laws;
mod mutation_use;
mod pairwise;
mod prior;
mod scaled;
mod solve;
mod symmetry;
mod table;
mod text_rank;
mod undisputed;
mod victims;
mod walk;

pub use case::{DviCase, DviCaseError, Family, MissingPerson, NOBODY, Victim};
pub use conclude::{Conclusion, Verdict};
pub use count::ExactCount;
pub use enumerate::SUB_ASSIGNMENT_COUNT_MAX;
pub use error::DviError;
pub use group::{COMBINATION_COUNT_MAX, STATE_COUNT_MAX};
pub use mutation_use::MutationUse;
pub use pairwise::PairwiseLr;
pub use prior::Prior;
pub use solve::{Assignment, Parameters, Solution, TOP_COUNT_MAX, solve, solve_with_progress};
pub use table::Pair;
pub use text_rank::TEXT_RANK_BITS_MAX;
