//! The id of a record.

use std::{fmt, str::FromStr};

use super::{IdError, serde_as_text};

/// Last time that an id can hold: 48 bits of milliseconds since 1970.
pub const UNIX_MS_MAX: u64 = (1 << 48) - 1;

/// Characters of an id, where its bytes are written and where its hyphens stand.
const LENGTH: usize = 36;
const DIGITS_AT: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const HYPHENS_AT: [usize; 4] = [8, 13, 18, 23];
const DIGITS: &[u8; 16] = b"0123456789abcdef";

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
        let mut text = [b'-'; LENGTH];
        for (byte, at) in self.0.iter().zip(DIGITS_AT) {
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
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
        let text: &[u8; LENGTH] = written.as_bytes().try_into().map_err(|_| refused())?;
        let value = |at: usize| match text[at] {
            digit @ b'0'..=b'9' => Ok(digit - b'0'),
            // one spelling: small letters
            digit @ b'a'..=b'f' => Ok(digit - b'a' + 10),
            _ => Err(refused()),
        };
        let mut bytes = [0; 16];
        for (byte, at) in bytes.iter_mut().zip(DIGITS_AT) {
            *byte = value(at)? << 4 | value(at + 1)?;
        }
        if HYPHENS_AT.iter().any(|at| text[*at] != b'-') {
            return Err(refused());
        }
        Self::from_bytes(bytes).map_err(|_| refused())
    }
}

serde_as_text!(RecordId);
