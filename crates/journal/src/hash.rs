//! The hash of the house, SHA-256, with the two prefixes that keep leaves and inner nodes apart.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// A leaf hash, a node hash or a root: 32 bytes of SHA-256. Shown as hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

/// Why a text is no hash.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// The text is not canonical base64.
    #[error("`{0}` is not base64: a hash is 32 bytes as 44 characters of base64")]
    NotBase64(String),
    /// The text holds another number of bytes.
    #[error("`{text}` holds {bytes} bytes: a hash has 32")]
    Length {
        /// The text.
        text: String,
        /// How many bytes it holds.
        bytes: usize,
    },
}

/// The hash of a leaf: SHA-256 of 0x00 and the entry's bytes (RFC 6962, section 2.1).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of an inner node: SHA-256 of 0x01 and both children (RFC 6962, section 2.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root of a log without entries: SHA-256 of nothing (RFC 6962, section 2.1).
pub fn empty_root() -> Hash {
    Hash(Sha256::new().finalize().into())
}

impl Hash {
    /// The 32 bytes as base64 with padding, as checkpoints and proofs write them.
    pub fn base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads what [`Hash::base64`] writes; no other form of it is taken.
    pub fn parse_base64(text: &str) -> Result<Hash, HashError> {
        let bytes = STANDARD.decode(text).map_err(|_| HashError::NotBase64(text.to_owned()))?;
        let bytes: [u8; 32] = bytes
            .try_into()
            .map_err(|found: Vec<u8>| HashError::Length { text: text.to_owned(), bytes: found.len() })?;
        Ok(Hash(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}
