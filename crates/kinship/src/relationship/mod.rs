//! Named relationships and the closed-form likelihood of a pair, beside the general engine.
//!
//! The general engine (`likelihood`) computes any pedigree with mutation, drop-out and silent alleles; here is the pair
//! without them, straight from the identity coefficients. **Without mutation**: a parent and a child who share no allele
//! have likelihood 0. Where a marker has a mutation model the engine is the one to ask; under mutation the coefficients
//! alone do not fix the likelihood, since identical alleles may differ.

mod named;
mod pair;
mod sequence;

pub use named::{Relationship, UnknownRelationship};
pub use pair::{PairError, pair_likelihood, pair_log10_lr};
