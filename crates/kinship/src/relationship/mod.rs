//! Named relationships and the closed-form likelihood of a pair, beside the general engine.
//!
//! The general engine (`likelihood`) computes any pedigree with mutation, drop-out and silent alleles; here is the pair
//! without them, straight from the identity coefficients. **Without mutation**: a parent and a child who share no allele
//! have likelihood 0. Where a marker has a mutation model the engine is the one to ask; under mutation the coefficients
//! alone do not fix the likelihood, since identical alleles may differ.
//!
//! ```
//! use kinship::{AlleleIndex, Call, relationship::{Relationship, pair_log10_lr}};
//!
//! let both = Call::Genotype(AlleleIndex(0), AlleleIndex(0));
//! let against = [&Relationship::ParentChild.jacquard(), &Relationship::Unrelated.jacquard()];
//! let lr = pair_log10_lr(against, both, both, &[0.1, 0.9], 0.0)?.map(|lr| lr.ratio());
//! assert!(lr.is_some_and(|lr| (lr - 10.0).abs() < 1e-9)); // p³ / p⁴ by hand
//! # Ok::<(), kinship::relationship::PairError>(())
//! ```

mod named;
mod pair;
mod sequence;

pub use named::{Relationship, UnknownRelationship};
pub use pair::{PairError, pair_likelihood, pair_log10_lr};
