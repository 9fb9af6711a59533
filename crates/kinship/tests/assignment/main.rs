//! Joint assignment of victims: by hand, by full enumeration, and against the published package's answers.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod by_enumeration;
mod by_hand;
mod conclusions;
mod reference;
mod reference_case;
mod reference_table;
