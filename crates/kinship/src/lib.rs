//! Kinship from DNA: alleles, frequencies, mutation, pedigrees and their exact likelihoods.
//!
//! * [`Marker`]: a locus with its alleles, frequencies and mutation matrices
//! * [`Pedigree`]: who descends from whom, validated
//! * [`frequencies`]: a population's table, checked and rescaled once, and the markers of a case
//! * [`mutation`]: models and their matrices, or why there is none
//! * [`ibd`], [`relationship`]: identity coefficients of any pair, named relationships, and a pair in closed form
//! * `likelihood`: the probability of the genotypes of a pedigree, by variable elimination
//!
//! **Invariant**: pure. No file, clock, randomness or log; the same input gives the same bits. Nothing here clips a
//! model that does not exist: it is refused with the reason.

mod allele;
pub mod assignment;
pub mod frequencies;
mod genotype;
pub mod ibd;
pub mod likelihood;
mod marker;
pub mod mutation;
mod pedigree;
pub mod relationship;
pub mod search;

pub use allele::{AlleleIndex, AlleleName, AlleleNameError};
pub use genotype::{Call, Observation};
pub use marker::{Marker, MarkerError};
pub use pedigree::{Pedigree, PedigreeError, Person, PersonDraft, PersonIndex};
