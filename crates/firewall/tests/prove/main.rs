//! What the policies promise, proved for every request of the schema by two solvers; `make prove` runs these alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod allowed;
mod asked;
mod caught;
mod in_words;
mod invariants;
mod law;
mod material;
mod mutants;
mod prover;
mod solvers;
mod subset;
mod table;
#[path = "../tables/mod.rs"]
mod tables;
mod told;
