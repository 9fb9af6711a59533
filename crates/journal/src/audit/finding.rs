//! What an audit names.

use std::fmt;

use crate::log::Index;

/// One thing that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Finding {
    /// Where: `changes`, `audit`, `checkpoints`, or another store of the node.
    pub log: String,
    /// Which entry; for a checkpoint its size.
    pub index: Index,
    /// What was done to it.
    pub kind: FindingKind,
    /// In words, for a person.
    pub what: String,
}

/// What was done to a part of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// Its bytes are others than were written.
    Flipped,
    /// It is not there.
    Dropped,
    /// It stands in the place of another, and that one in its place.
    Swapped,
    /// A copy of another stands in its place.
    Transplanted,
    /// Its end is not there.
    Truncated,
    /// Its key is not there, and no erasure says why.
    MissingKey,
}

impl FindingKind {
    /// The kind's word.
    pub fn as_str(self) -> &'static str {
        match self {
            FindingKind::Flipped => "flipped",
            FindingKind::Dropped => "dropped",
            FindingKind::Swapped => "swapped",
            FindingKind::Transplanted => "transplanted",
            FindingKind::Truncated => "truncated",
            FindingKind::MissingKey => "missing-key",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
