//! Views of the room: pure folds of its records.

mod situation;
mod tally;

pub use situation::{CauseGroup, Group, MainGroup, Situation, Unknown, Year, main_groups};
pub use tally::{Share, Sum, Tally};
