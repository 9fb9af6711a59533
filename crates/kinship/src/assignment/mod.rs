//! Disaster victim identification: which victim is which missing person, all at once and exactly.
//!
//! * [`DviCase`]: markers, victims, families with their missing people, validated

mod case;

pub use case::{DviCase, DviCaseError, Family, MissingPerson, NOBODY, Victim};
