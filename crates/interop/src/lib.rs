//! Formats in and out, one folder a format; every fault of an input has its place.
//!
//! **Invariant**: a reader gathers all faults of a file before it gives up; it writes nothing and stops at named limits.

pub mod dvi_case;
pub mod frequencies;
pub mod json;
pub mod kinship_case;
pub mod mmp;
pub mod ped;
mod place;
pub mod register;
pub mod report;
pub mod table;
pub mod text;

pub use place::{Fault, Faults, Place};
