//! Mutation: from a parent's transmitted allele to the child's.

mod matrix;

pub use matrix::{Mutation, TransitionError, TransitionMatrix};
