//! Kinds of records: typed content in two parts, of which each is sealed to other readers.
//!
//! **Invariant**: a published version of a kind is never edited. What was written in an older one is read by its upcast; a
//! golden file of each version keeps the promise.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::header::Purpose;

/// Names of the two sections of an entry, as they are bound into its encryption.
pub const MATCHING: &str = "matching";
/// See [`MATCHING`].
pub const SEALED: &str = "sealed";

/// A kind of record. The type itself is the matching part: what machines compare and lists show.
pub trait Kind: Sized + Clone + Debug + PartialEq + Serialize + DeserializeOwned {
    /// Its name in headers.
    const NAME: &'static str;
    /// The version that is written.
    const VERSION: u16;
    /// What such records are kept for.
    const PURPOSE: Purpose;
    /// The sealed part: what only members of the owner organisation open, one record at a time.
    type Sealed: Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned;

    /// The name of the record where it came from (`M001`): what comes twice is told by it.
    fn source_id(&self) -> String;

    /// Reads the matching part as a version wrote it. A kind with older versions changes their content into today's first.
    ///
    /// # Errors
    /// Where the version is not known or the content is another.
    fn upcast(version: u16, matching: Value) -> Result<Self, KindError> {
        of_version::<Self, Self>(version, matching)
    }

    /// Reads the sealed part as a version wrote it.
    ///
    /// # Errors
    /// As [`Kind::upcast`].
    fn upcast_sealed(version: u16, sealed: Value) -> Result<Self::Sealed, KindError> {
        of_version::<Self, Self::Sealed>(version, sealed)
    }
}

/// A record: both its parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record<K: Kind> {
    /// What is compared and listed.
    pub matching: K,
    /// What is sealed to the owner organisation; its default says that there is nothing.
    pub sealed: K::Sealed,
}

/// The sealed part of kinds that have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Why content is not that of a kind.
#[derive(Debug, thiserror::Error)]
pub enum KindError {
    /// Another version than any that is known.
    #[error("`{kind}` of version {found} is not known here, the newest is {newest}; open it with a newer program")]
    Version {
        /// The kind.
        kind: &'static str,
        /// The version of the record.
        found: u16,
        /// The newest known version.
        newest: u16,
    },
    /// Not the content of the kind.
    #[error("the record is no `{kind}` ({reason}); it was changed, or written by another program")]
    Content {
        /// The kind.
        kind: &'static str,
        /// What is wrong.
        reason: serde_json::Error,
    },
}

impl KindError {
    /// Content that reads as the kind and says what cannot be.
    pub(crate) fn content<K: Kind>(fault: impl std::fmt::Display) -> Self {
        Self::Content { kind: K::NAME, reason: serde::de::Error::custom(fault) }
    }
}

pub(crate) fn of_version<K: Kind, T: DeserializeOwned>(version: u16, content: Value) -> Result<T, KindError> {
    if version == K::VERSION {
        serde_json::from_value(content).map_err(|reason| KindError::Content { kind: K::NAME, reason })
    } else {
        Err(KindError::Version { kind: K::NAME, found: version, newest: K::VERSION })
    }
}

impl<K: Kind> Record<K> {
    /// A record without a sealed part.
    #[must_use]
    pub fn of(matching: K) -> Self {
        Self { matching, sealed: K::Sealed::default() }
    }

    /// The bytes of the matching section.
    ///
    /// # Errors
    /// Where a number is none.
    pub fn matching_bytes(&self) -> Result<Vec<u8>, KindError> {
        bytes::<K>(&self.matching)
    }

    /// The bytes of the sealed section; `None` where there is nothing to seal.
    ///
    /// # Errors
    /// As [`Record::matching_bytes`].
    pub fn sealed_bytes(&self) -> Result<Option<Vec<u8>>, KindError> {
        if self.sealed == K::Sealed::default() { Ok(None) } else { bytes::<K>(&self.sealed).map(Some) }
    }

    /// A record from its sections; without the sealed one where that was not opened or is not there.
    ///
    /// # Errors
    /// Where a section is not the kind's.
    pub fn from_sections(version: u16, matching: &[u8], sealed: Option<&[u8]>) -> Result<Self, KindError> {
        let content =
            |bytes| serde_json::from_slice(bytes).map_err(|reason| KindError::Content { kind: K::NAME, reason });
        let sealed = match sealed {
            Some(bytes) => K::upcast_sealed(version, content(bytes)?)?,
            None => K::Sealed::default(),
        };
        Ok(Self { matching: K::upcast(version, content(matching)?)?, sealed })
    }
}

fn bytes<K: Kind>(content: &impl Serialize) -> Result<Vec<u8>, KindError> {
    serde_json::to_vec(content).map_err(|reason| KindError::Content { kind: K::NAME, reason })
}
