//! Formats in and out, one folder a format; every fault of an input has its place.
//!
//! **Invariant**: a reader gathers all faults of a file before it gives up; it writes nothing and stops at named limits.

mod place;

pub use place::{Fault, Faults, Place};
