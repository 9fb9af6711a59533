//! The firewall: who may do what with which record, for which purpose.
//!
//! * [`Principal`], [`Action`], [`Subject`]: what is asked, as values that cannot be half filled
//! * [`Firewall`]: the policies of this program, which are part of the binary, and the files of an operator, which may only
//!   permit; [`Firewall::decide`] answers one question, [`Firewall::sitting`] many of one principal
//! * `policies/`: Cedar files, one folder a purpose, and `never/` for what no permit opens
//!
//! **Invariant**: what does not validate strictly is not loaded, and what errors while deciding is a denial. No decision looks
//! at the content of a record. What the policies promise is proved for every request of the schema in `tests/`.

mod action;
mod decision;
mod engine;
mod entities;
mod facts;
mod fault;
mod load;
mod names;
mod operator;
mod principal;
pub mod question;
mod sitting;
mod words;

pub use action::Action;
pub use decision::Decision;
pub use engine::Firewall;
pub use facts::{RecordFacts, Subject};
pub use fault::{FirewallError, PolicyFault};
pub use operator::{BUILT_IN, FILE_BYTE_COUNT_MAX, FILE_COUNT_MAX, PERMIT_COUNT_MAX, SCHEMA};
pub use principal::{Principal, Role, Status};
pub use question::Question;
pub use sitting::Sitting;
pub use words::UnknownWord;
