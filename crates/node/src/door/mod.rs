//! The one door: who, what, what for; decided on the record's facts, told in the audit, and only then opened.
//!
//! Each way in has its file: [opening](Node::open) one record, [listing](Node::list) many, [counting](Node::count) them,
//! [writing](Node::append), and [showing](Node::show) what was read before. All ask the firewall through one function, one
//! record at a time. Who could read no record of that purpose at all is refused before anything is looked up; a record that
//! somebody may not see and one that is not there give the same answer and the same line.
//!
//! There is no other way to a record. What lies in the store is out of reach:
//!
//! ```compile_fail
//! async fn around(node: &node::Node) {
//!     let _ = node.store.entries(journal::Log::Changes, 0, 1).await;
//! }
//! ```
//!
//! So is what lies in memory:
//!
//! ```compile_fail
//! async fn around(node: &node::Node) {
//!     let _ = node.state.read().await;
//! }
//! ```
//!
//! Nobody can make what came through the door without going through it, and no view of records is to be had without a
//! principal:
//!
//! ```compile_fail
//! fn forged() -> node::door::Permitted {
//!     node::door::Permitted { names: Default::default() }
//! }
//! ```
//!
//! ```compile_fail
//! async fn nobody(node: &node::Node, id: rooms::header::RecordId) {
//!     use rooms::missing::kinds::MissingPerson;
//!     let _ = node.open::<MissingPerson>(node::Action::Read, rooms::header::Purpose::Tracing, id).await;
//! }
//! ```
//!
//! A member, who opens what is sealed, comes only from a passphrase or a session:
//!
//! ```compile_fail
//! fn forged(principal: node::Principal) -> node::Member {
//!     node::Member { principal, roles: Vec::new() }
//! }
//! ```

mod asking;
mod count;
mod facts;
mod line;
mod list;
mod open;
mod policies;
mod reach;
mod shelf;
mod show;
mod tell;
mod who;
mod write;

use journal::Index;
use rooms::header::{Header, RecordId};
use rooms::kind::{Kind, Record};

pub(crate) use asking::{Asking, Standing};
pub use line::{AuditLine, Outcome};
pub(crate) use open::opened;
pub(crate) use policies::load as load_policies;
pub(crate) use shelf::Shelf;
pub use show::Permitted;
pub(crate) use tell::{Asked, ENTRIES_TOLD_MAX};
pub(crate) use who::principals;
pub(crate) use write::kept;

#[cfg(doc)]
use crate::Node;

/// What a change is made against.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Against {
    /// Nothing: the record is new.
    Nothing,
    /// A version of a record.
    Version(RecordId, u32),
}

/// A change that is durable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Appended {
    /// The record.
    pub record: RecordId,
    /// Its version from now on.
    pub version: u32,
    /// Its place in the log of changes.
    pub index: Index,
}

/// A record that came through the door.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened<K: Kind> {
    /// What stands in clear.
    pub header: Header,
    /// Its version.
    pub version: u32,
    /// Its place in the log of changes.
    pub index: Index,
    /// Its content; the sealed part is there only where a member opened it.
    pub record: Record<K>,
}
