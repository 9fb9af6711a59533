//! A section sealed under its own data key: XChaCha20-Poly1305 with a random nonce.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{Binding, SealError, Secret, random};

/// The first byte of a sealed section.
const VERSION: u8 = 1;
/// Bytes of the nonce, random for every seal.
const NONCE: usize = 24;

/// The key of one section. Compared in constant time, wiped on drop, never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A new random key.
    pub fn generate() -> Result<DataKey, SealError> {
        random::bytes().map(DataKey)
    }

    /// The key with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> DataKey {
        DataKey(bytes)
    }

    /// The bytes of the key.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for DataKey {
    fn eq(&self, other: &DataKey) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for DataKey {}

/// Seals a section to its place: version, nonce, ciphertext with tag.
pub fn seal_section(key: &DataKey, binding: &Binding<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let nonce: [u8; NONCE] = random::bytes()?;
    let aad = binding.to_bytes();
    let sealed = XChaCha20Poly1305::new(&key.0.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad })
        .map_err(|_| SealError::Refused)?;
    let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// Opens a section at its place. The plain text is wiped when it is dropped.
pub fn open_section(key: &DataKey, binding: &Binding<'_>, sealed: &[u8]) -> Result<Secret<Vec<u8>>, SealError> {
    let (&version, rest) = sealed.split_first().ok_or(SealError::Damaged)?;
    if version != VERSION {
        return Err(SealError::Version { found: version, known: VERSION });
    }
    let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
    let aad = binding.to_bytes();
    XChaCha20Poly1305::new(&key.0.into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: &aad })
        .map(Secret::new)
        .map_err(|_| SealError::Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// draft-irtf-cfrg-xchacha-03, A.3.1.
    #[test]
    fn the_cipher_is_that_of_the_xchacha_draft() {
        let counting = |from: u8, count: u8| (from..from + count).collect::<Vec<u8>>();
        let key: [u8; 32] = counting(0x80, 32).try_into().unwrap();
        let nonce: [u8; NONCE] = counting(0x40, 24).try_into().unwrap();
        let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
            sunscreen would be it.";
        let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda\
            7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c\
            97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
        let sealed = XChaCha20Poly1305::new(&key.into())
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad })
            .unwrap();
        let hex: String = sealed.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, expected);
    }
}
