//! Evidence items other than DNA: each compares two records and gives a weight.
//!
//! * [`items`]: the list of items, one file each
//!
//! **Invariant**: an item compares "same person" against "unrelated" and says so in its weight; what is unknown on
//! either side weighs exactly 0; nothing scores with made-up points: the mean ratio of unrelated pairs is 1.

pub mod items;

pub use items::{age, sex};
