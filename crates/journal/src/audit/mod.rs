//! What an audit of a stored log names: its entries, their stored leaf hashes and its signed checkpoints are held
//! against one another.

mod finding;

pub use finding::{Finding, FindingKind};
