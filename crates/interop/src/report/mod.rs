//! The answer of `identify`, written: as one JSON document, as a table for people, as CSV, and its warnings in words.

mod document;
mod table;
mod warnings;

pub use document::{Document, document};
pub use table::{csv, text};
pub use warnings::sentence;

/// A number as it is written out: zero has no sign.
fn unsigned_zero(value: f64) -> f64 {
    // IEEE 754: the sum of zeros of either sign is +0
    value + 0.0
}
