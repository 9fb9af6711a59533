//! Mutation: from a parent's transmitted allele to the child's.
//!
//! A [`MutationSpec`] names a model with its rate; [`MutationSpec::build`] gives the [`TransitionMatrix`] for the alleles
//! of a marker, or the reason why there is none. Whole-repeat models differ in what a gap means: one-step honours gaps,
//! Dawid's model counts ranks.
//!
//! ```
//! use kinship::{AlleleName, mutation::{MutationModel, MutationSpec}};
//!
//! let alleles: Vec<AlleleName> = ["9", "9.3", "10"].iter().filter_map(|name| AlleleName::new(name).ok()).collect();
//! let model = MutationModel::Stepwise { range: 0.1, microvariant_rate: 0.00001 };
//! let matrix = MutationSpec::new(model, 0.002).build(&alleles, &[0.3, 0.5, 0.2])?;
//! assert_eq!(matrix.get(0, 2), 0.002);
//! assert_eq!(matrix.get(0, 1), 0.00001);
//! # Ok::<(), kinship::mutation::MutationError>(())
//! ```

mod dawid;
mod equal;
mod error;
mod matrix;
mod model;
mod onestep;
mod proportional;
mod setting;
mod stabilise;
mod stationary;
mod stepwise;

pub use error::MutationError;
pub use matrix::{Mutation, TransitionError, TransitionMatrix};
pub use model::{ModelName, MutationBySex, MutationModel, MutationSpec, UnknownModel};
pub use stabilise::{Stabilisation, UnknownStabilisation};
