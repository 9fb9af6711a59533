//! Facts about people and remains, as types that cannot hold what is not a fact.
//!
//! **Invariant**: what is unknown is `None` or a named case, never a zero, a blank or 1 January.

mod sex;

pub use sex::Sex;
