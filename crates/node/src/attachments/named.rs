//! The blobs that an entry names, in a clear section of it.
//!
//! Why in clear: a blob is checked and swept on a node that stays locked, so its name must be readable without a key. It
//! tells a thief nothing that the folder of blobs does not: the name is a hash of ciphertext, the length is that of the
//! file beside it. Why in the entry and not in a table of its own: the entry is what the log hashes and signs, so that a
//! name cannot be taken away or changed unseen. To which record a file belongs stays in the matching section.

use std::collections::{BTreeMap, BTreeSet};

use journal::Index;
use journal::audit::FindingKind;
use serde::{Deserialize, Serialize};
use store::blobs::{BlobError, BlobHash, Blobs};

use crate::NodeError;

/// The public section of an attachment.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedBlobs {
    pub(crate) blobs: Vec<NamedBlob>,
}

/// A blob, and how long it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedBlob {
    blob: HashText,
    /// Length of the ciphertext: tells a blob that was cut from one that was changed.
    byte_count: u64,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
struct HashText(BlobHash);

impl From<HashText> for String {
    fn from(hash: HashText) -> Self {
        hash.0.to_string()
    }
}

impl TryFrom<String> for HashText {
    type Error = store::blobs::BlobHashError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl NamedBlob {
    pub(crate) fn new(hash: BlobHash, byte_count: u64) -> Self {
        Self { blob: HashText(hash), byte_count }
    }

    pub(crate) fn hash(&self) -> BlobHash {
        self.blob.0
    }

    pub(crate) fn byte_count(&self) -> u64 {
        self.byte_count
    }
}

impl NamedBlobs {
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, NodeError> {
        serde_json::to_vec(self).map_err(|error| NodeError::Unwritable(error.to_string()))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// Something wrong with a blob that an entry names.
pub(crate) struct BlobFinding {
    pub(crate) index: Index,
    pub(crate) kind: FindingKind,
    pub(crate) what: String,
}

/// Reads every blob that an entry names and says what is wrong with it. Blobs that no entry names are not looked at: a
/// crash leaves them, and the next start sweeps them.
pub(crate) async fn check(blobs: &Blobs, named: &BTreeMap<NamedBlob, Index>) -> Vec<BlobFinding> {
    let mut changed = Vec::new();
    let mut found = Vec::new();
    for (blob, index) in named {
        let fault = match blobs.get(&blob.hash()).await {
            Ok(_) => continue,
            Err(error) => error,
        };
        match fault {
            BlobError::Missing { .. } => {
                found.push(BlobFinding { index: *index, kind: FindingKind::Dropped, what: fault.to_string() });
            }
            BlobError::Changed { found: now, .. } => changed.push((blob, *index, now, fault)),
            _ => found.push(BlobFinding { index: *index, kind: FindingKind::Flipped, what: fault.to_string() }),
        }
    }
    let known: BTreeSet<BlobHash> = named.keys().map(NamedBlob::hash).collect();
    let lies_as: BTreeMap<BlobHash, BlobHash> = changed.iter().map(|(blob, _, now, _)| (blob.hash(), *now)).collect();
    for (blob, index, now, fault) in &changed {
        let (kind, what) = match lies_as.get(now) {
            Some(back) if *back == blob.hash() => {
                (FindingKind::Swapped, format!("blob `{}` and blob `{now}` stand in each other's place", blob.hash()))
            }
            _ if known.contains(now) => {
                (FindingKind::Transplanted, format!("in the place of blob `{}` stands blob `{now}`", blob.hash()))
            }
            _ => match blobs.byte_count(&blob.hash()).await {
                Ok(there) if there < blob.byte_count => (
                    FindingKind::Truncated,
                    format!("blob `{}` ends after {there} of its {} bytes", blob.hash(), blob.byte_count),
                ),
                _ => (FindingKind::Flipped, fault.to_string()),
            },
        };
        found.push(BlobFinding { index: *index, kind, what });
    }
    found
}
