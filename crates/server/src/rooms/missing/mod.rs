//! The room of the missing: the situation, the register, hypotheses.

pub mod about;
pub mod downloads;
pub mod filter;
pub mod incident;
pub mod incidents;
mod names;
pub mod points;
pub mod situation;
