//! The room of the missing: the situation, the register, hypotheses.

pub mod about;
pub mod downloads;
mod family;
pub mod filter;
pub mod hypotheses;
pub mod hypotheses_of;
pub mod hypothesis;
pub mod incident;
pub mod incidents;
pub(crate) mod names;
pub mod people;
pub mod person;
pub mod points;
pub mod remains;
pub mod remains_list;
pub mod sight;
pub mod situation;
mod weight_words;
pub(crate) mod words;
