//! The made-up register: who is missing, what is known of them, and what was found. All of it is invented.
//!
//! Genotypes fall down pedigrees with the mutation matrices of the likelihoods, samples lose alleles and markers, brothers are
//! lost in one boat, some remains are found twice, and some belong to a brother whom nobody reported.

mod families;
mod folder;
mod genes;
mod names;
mod people;
mod random;
mod register;
mod routes;
mod samples;
mod truth;

pub use folder::{fixed_files, made_files, populations};
pub use register::{DEMO, MadeUp, Sizes, make};
pub use truth::Truth;
#[cfg(test)]
pub use truth::Whose;
