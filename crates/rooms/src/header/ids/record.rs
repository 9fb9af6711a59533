//! The id of a record.

use std::{fmt, str::FromStr};

use super::{IdError, serde_as_text};

/// Last time that an id can hold: 48 bits of milliseconds since 1970.
pub const UNIX_MS_MAX: u64 = (1 << 48) - 1;

/// The id of a record: a UUID of version 7 (RFC 9562, 5.7). It tells when the record was made and is never shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId([u8; 16]);

impl RecordId {
    /// An id from a time in milliseconds since 1970 and random bytes, of which the six bits of version and variant are
    /// overwritten. A time past [`UNIX_MS_MAX`] counts as that.
    #[must_use]
    pub fn new(unix_ms: u64, random: [u8; 10]) -> Self {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&unix_ms.min(UNIX_MS_MAX).to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = 0x70 | (bytes[6] & 0x0F);
        bytes[8] = 0x80 | (bytes[8] & 0x3F);
        Self(bytes)
    }

    /// An id from its bytes.
    ///
    /// # Errors
    /// Where version or variant are others.
    pub fn from_bytes(bytes: [u8; 16]) -> Result<Self, IdError> {
        let id = Self(bytes);
        let is_v7 = bytes[6] >> 4 == 7 && bytes[8] >> 6 == 0b10;
        if is_v7 { Ok(id) } else { Err(IdError::Record { found: id.to_string() }) }
    }

    /// Its bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordId({self})")
    }
}

impl FromStr for RecordId {
    type Err = IdError;

    fn from_str(written: &str) -> Result<Self, IdError> {
        let refused = || IdError::Record { found: written.to_owned() };
        let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_hexdigit).collect();
        if digits.len() != 32 {
            return Err(refused());
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| refused())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| refused())?;
        }
        let id = Self::from_bytes(bytes).map_err(|_| refused())?;
        // one spelling
        if id.to_string() == written { Ok(id) } else { Err(refused()) }
    }
}

serde_as_text!(RecordId);
