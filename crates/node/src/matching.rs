//! The plain bytes of a matching section: what the node itself notes beside the kind's content.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{NodeError, clock};

/// Notes of the node, then the content of the kind.
pub(crate) struct Matching {
    /// The import that this row came with and its place there: it counts once that import is told as whole.
    pub(crate) import: Option<([u8; 16], u32)>,
    /// Tells whether another import's sealed part is the same, without opening this one.
    pub(crate) sealed: Fingerprint,
    pub(crate) content: Zeroizing<Vec<u8>>,
}

/// A salted hash of a sealed part. It stands in the matching tier only, and never in clear.
#[derive(Clone, Copy)]
pub(crate) struct Fingerprint {
    salt: [u8; 16],
    hash: [u8; 32],
}

impl Fingerprint {
    pub(crate) fn of(sealed: Option<&[u8]>) -> Result<Self, NodeError> {
        let mut salt = [0; 16];
        clock::random(&mut salt)?;
        Ok(Self { salt, hash: hash(&salt, sealed) })
    }

    pub(crate) fn fits(&self, sealed: Option<&[u8]>) -> bool {
        hash(&self.salt, sealed) == self.hash
    }
}

fn hash(salt: &[u8; 16], sealed: Option<&[u8]>) -> [u8; 32] {
    let hasher = Sha256::new().chain_update(salt).chain_update([u8::from(sealed.is_some())]);
    hasher.chain_update(sealed.unwrap_or_default()).finalize().into()
}

impl Matching {
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // full length at once, so that growing leaves no copy behind
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 + 20 + 48 + self.content.len()));
        bytes.push(u8::from(self.import.is_some()));
        if let Some((import, place)) = &self.import {
            bytes.extend_from_slice(import);
            bytes.extend_from_slice(&place.to_be_bytes());
        }
        bytes.extend_from_slice(&self.sealed.salt);
        bytes.extend_from_slice(&self.sealed.hash);
        bytes.extend_from_slice(&self.content);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (flag, rest) = bytes.split_first()?;
        let (import, rest) = match flag {
            0 => (None, rest),
            1 => {
                let (import, rest) = rest.split_first_chunk::<16>()?;
                let (place, rest) = rest.split_first_chunk::<4>()?;
                (Some((*import, u32::from_be_bytes(*place))), rest)
            }
            _ => return None,
        };
        let (salt, rest) = rest.split_first_chunk::<16>()?;
        let (hash, content) = rest.split_first_chunk::<32>()?;
        let sealed = Fingerprint { salt: *salt, hash: *hash };
        Some(Self { import, sealed, content: Zeroizing::new(content.to_vec()) })
    }
}
