//! Families: following a report with a code, and the officer's side of it.

pub mod code;
pub mod follow;
mod shown;
