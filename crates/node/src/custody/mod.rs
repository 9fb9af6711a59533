//! Custody: who holds a node's keys, and what they must agree on before it forgets a record or ends an epoch.
//!
//! Each such event stands in the log with the signatures it rests on, so that anybody can check it without a key.

mod approval;
mod asking;
mod certificate;
mod epoch;
mod erasure;
mod facts;
mod firewalled;
mod hex;
mod hold;
mod holders;
mod naming;
mod order;
mod organisation;
mod seen;
mod turns;
mod warrant;
mod word;

pub use approval::{Approval, ApprovalFault, Approved, Asked, Verb};
pub use certificate::{Certificate, Erased, Evidence, Named};
pub use hex::Hex;
pub use holders::{HeldBy, NewHolder, Signer};
pub use organisation::{NewOrganisation, OrganisationLine};

pub(crate) use asking::Claims;
pub(crate) use facts::{Event, HolderRemovedFacts, SharesRenewedFacts};
pub(crate) use holders::{Present, handed_on, next_role, refuse_last};
pub(crate) use order::StandingOrder;
pub(crate) use organisation::{next_role_for, usable};
pub(crate) use seen::Seen;
pub(crate) use turns::Turns;
pub(crate) use warrant::Warrant;
pub(crate) use word::Word;
