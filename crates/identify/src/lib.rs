//! Ranked proposals of identity over a register held in memory.
//!
//! * [`Register`]: families with their missing people, remains, parameters
//! * [`identify()`]: every missing person against all remains; a family search by DNA, then sex and age
//! * [`Report`]: proposals with their weights, alternatives and warnings
//!
//! **Invariant**: pure, and the same register gives the same bits however many threads work. A proposal is never a
//! decision: it carries every number that a person needs to judge it, and the best close relative beside the total.

mod alternatives;
mod candidates;
mod details;
mod dna;
mod helps;
mod items;
mod parameters;
pub mod proposal;
pub mod register;
mod run;
mod same_person;

pub use candidates::Candidate;
pub use proposal::{Alternative, HelpfulRelative, Helps, MarkerWeight, ProfileOf, Proposal, Report, Warning};
pub use register::{
    Family, FamilyIndex, MissingIndex, MissingPerson, Population, Prior, Register, RegisterError, Remains,
    RemainsIndex, Settings,
};
pub use run::{IdentifyError, Progress, identify, identify_with, rank};
