//! DNA: what the relatives say about the genotype of one of theirs, and what remains weigh against it.

pub mod genotype;
pub mod pedigrees;
pub mod samples;
pub mod tables;
