//! Tokens: random bytes as text, told once. The node keeps their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{NodeError, clock};

/// Random bytes of a token: nobody guesses 256 bits, so their hash needs no salt and nothing hard.
const BYTE_COUNT: usize = 32;

/// A token that is told once. It is wiped when it is dropped, and has no debug form.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A new one.
    pub(crate) fn random() -> Result<Self, NodeError> {
        let mut bytes = Zeroizing::new([0; BYTE_COUNT]);
        clock::random(bytes.as_mut_slice())?;
        Ok(Self::of(bytes.as_slice()))
    }

    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes)))
    }

    pub(super) fn behind(prefix: &str, secret: &Self) -> Self {
        Self(Zeroizing::new([prefix, secret.as_str()].concat()))
    }

    pub(super) fn text(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text to be given away: letters, digits, `-` and `_`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is kept of a token.
pub(super) fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

pub(super) fn bytes_of(token: &str) -> Option<Zeroizing<Vec<u8>>> {
    URL_SAFE_NO_PAD.decode(token).ok().map(Zeroizing::new)
}
