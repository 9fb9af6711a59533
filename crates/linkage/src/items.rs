//! The evidence items: one file each, one line each.
//!
//! An item is an ordered list of levels from *missing* to *else*, its parameters with their source, and a comparison of
//! two records that gives an `evidence::Weight` for the pair "same person" against "unrelated".

pub mod age;
pub mod sex;
