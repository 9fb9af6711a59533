//! The rooms of the mission: typed records, the rules on them, and the views folded from them.
//!
//! * [`account`]: invitations, requests to join, approvals, tokens of programs
//! * [`attachment`]: a file that belongs to a record
//! * [`header`]: what stands in clear in front of every record
//! * [`kind`]: what a kind of record is, and how its versions are kept
//! * [`missing`]: the register of missing people and the situation of deadly incidents
//! * [`shared`]: what several rooms need, once: consents and agreements
//!
//! **Invariant**: pure. No file, clock or network; a view is a fold of records, and the same records give the same view.

pub mod account;
pub mod attachment;
pub mod header;
pub mod kind;
pub mod missing;
pub mod shared;
