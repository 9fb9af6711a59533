//! The name of a record in addresses and exports.

use std::{fmt, str::FromStr};

use super::{IdError, serde_as_text};

/// Crockford's base 32 in small letters: no `i`, `l`, `o`, `u`.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LETTER_COUNT: usize = 26;

/// 16 random bytes, shown as 26 letters: what stands for a record in addresses and exports. It says nothing about it.
///
/// The 128 bits stand in the low end of the 130 that 26 letters hold, so that the first letter is `0` to `7`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Handle([u8; 16]);

impl Handle {
    /// A handle from random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = u128::from_be_bytes(self.0);
        (0..LETTER_COUNT).rev().try_for_each(|at| {
            let letter = LETTERS[(number >> (5 * at) & 31) as usize];
            write!(f, "{}", char::from(letter))
        })
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({self})")
    }
}

impl FromStr for Handle {
    type Err = IdError;

    fn from_str(written: &str) -> Result<Self, IdError> {
        let refused = || IdError::Handle { found: written.to_owned() };
        if written.len() != LETTER_COUNT || written.as_bytes()[0] > b'7' {
            return Err(refused());
        }
        let digit = |byte: u8| LETTERS.iter().position(|letter| *letter == byte);
        let add = |number: u128, byte: u8| Some(number << 5 | digit(byte)? as u128);
        let number = written.bytes().try_fold(0, add).ok_or_else(refused)?;
        Ok(Self(number.to_be_bytes()))
    }
}

serde_as_text!(Handle);
