//! The header of a record: the only part of it that stands in clear on a disk, and nothing else does.
//!
//! **Invariant**: a header has exactly one spelling in bytes; what is not spelled so is refused, so that the hash of a stored
//! header is the hash of what it says.

mod hour;
mod ids;
mod purpose;

use serde::{Deserialize, Serialize};

pub use hour::{Hour, HourError};
pub use ids::{Handle, IdError, KindName, OrgId, PersonRef, RecordId, UNIX_MS_MAX};
pub use purpose::{Purpose, Sector};

/// Most bytes of a header: a dozen ids and purposes are below one KB.
pub const HEADER_BYTE_COUNT_MAX: usize = 16 << 10;

/// What stands in clear in front of a version of a record. Everybody in it is a pseudonym.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// What kind of record it is.
    pub kind: KindName,
    /// The published version of that kind in which the sections are written.
    pub kind_version: u16,
    /// Version of the record, from 1; an edit names the version it was made against.
    pub version: u32,
    /// The record's own id; never shown.
    pub record: RecordId,
    /// The organisation whose key seals the record.
    pub owner: OrgId,
    /// What the record is kept for.
    pub purpose: Purpose,
    /// When it was written, to the hour: a finer time would tell who sat at the desk.
    pub hour: Hour,
    /// Where it stands, coarsely.
    pub state: State,
    /// Purposes for which the person has consented to a use.
    pub consent: Vec<Purpose>,
    /// Organisations that hold the record jointly with the owner.
    pub joint: Vec<OrgId>,
    /// Legal hold: it wins over an erasure.
    pub hold: bool,
    /// Who wrote this version.
    pub author: PersonRef,
    /// Who proposed what it says, where that is a machine or another person than the author.
    pub proposer: Option<PersonRef>,
    /// Who reviewed it, in that order.
    pub reviewers: Vec<PersonRef>,
}

/// Where a record stands, coarsely: a finer state would tell its story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Somebody may still work on it.
    #[default]
    Open,
    /// The work on it has ended.
    Closed,
    /// It was not taken.
    Refused,
}

/// Why bytes are no header.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// Not the JSON of a header.
    #[error("the header is not readable ({0}); it was written by a newer program, or changed")]
    Unreadable(#[from] serde_json::Error),
    /// Readable, and not as it is written here.
    #[error("the header is not in its one spelling; it was not written by this program, or changed")]
    NotCanonical,
    /// Longer than a header is.
    #[error("the header has {found} bytes; at most {HEADER_BYTE_COUNT_MAX} are read")]
    TooLong {
        /// Bytes that were found.
        found: usize,
    },
}

impl Header {
    /// The one spelling: JSON without blanks, fields in the order of the type.
    ///
    /// # Errors
    /// Where the header is longer than one may be.
    pub fn to_bytes(&self) -> Result<Vec<u8>, HeaderError> {
        within_limit(serde_json::to_vec(self)?)
    }

    /// Reads the one spelling.
    ///
    /// # Errors
    /// Where the bytes are no header, are too long, or spell one in another way.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, HeaderError> {
        if bytes.len() > HEADER_BYTE_COUNT_MAX {
            return Err(HeaderError::TooLong { found: bytes.len() });
        }
        let header: Self = serde_json::from_slice(bytes)?;
        if header.to_bytes()? == bytes { Ok(header) } else { Err(HeaderError::NotCanonical) }
    }
}

fn within_limit(bytes: Vec<u8>) -> Result<Vec<u8>, HeaderError> {
    if bytes.len() > HEADER_BYTE_COUNT_MAX { Err(HeaderError::TooLong { found: bytes.len() }) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests;
