//! Ranked proposals of identity over a register held in memory.
//!
//! * [`Register`]: families with their missing people, remains, parameters
//! * [`Report`]: proposals with their weights, alternatives and warnings
//!
//! **Invariant**: pure, and the same register gives the same bits however many threads work. A proposal is never a
//! decision: it carries every number that a person needs to judge it, and the best close relative beside the total.

pub mod proposal;
pub mod register;

pub use proposal::{Alternative, HelpfulRelative, Helps, MarkerWeight, Proposal, Report, Warning};
pub use register::{
    Family, FamilyIndex, MissingIndex, MissingPerson, Population, Prior, Register, RegisterError, Remains,
    RemainsIndex, Settings,
};
