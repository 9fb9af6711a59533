//! A few bytes under a secret that is random already: no passphrase, so nothing hard to compute.
//!
//! The bytes: version, nonce, ciphertext with tag. The key is drawn by HKDF-SHA256 from the secret, with a purpose of its
//! own for each use; the purpose and the place are bound in as associated data, so bytes that were moved do not open.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::binding::put;
use super::{SealError, Secret, random};

/// The first byte of a letter.
const VERSION: u8 = 1;
/// Bytes of the nonce, random for every seal.
const NONCE: usize = 24;

/// Seals bytes under a secret of at least 128 random bits, for one purpose and one place.
pub fn seal_letter(secret: &[u8], purpose: &str, place: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let nonce: [u8; NONCE] = random::bytes()?;
    let key = draw(secret, purpose)?;
    let sealed = XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &associated(purpose, place) })
        .map_err(|_| SealError::Refused)?;
    Ok([&[VERSION][..], &nonce, &sealed].concat())
}

/// Opens what [`seal_letter`] sealed, under the same secret, purpose and place.
pub fn open_letter(secret: &[u8], purpose: &str, place: &str, sealed: &[u8]) -> Result<Secret<Vec<u8>>, SealError> {
    let (&version, rest) = sealed.split_first().ok_or(SealError::Damaged)?;
    if version != VERSION {
        return Err(SealError::Version { found: version, known: VERSION });
    }
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
    let key = draw(secret, purpose)?;
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &associated(purpose, place) })
        .map(Secret::new)
        .map_err(|_| SealError::Refused)
}

/// A tag over parts, each behind its length, under a key drawn from the secret (HMAC-SHA256, RFC 2104).
pub fn tag_letter(secret: &[u8], purpose: &str, parts: &[&[u8]]) -> Result<[u8; 32], SealError> {
    let key = draw(secret, purpose)?;
    // HMAC takes a key of any length: the error cannot come
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice()).map_err(|_| SealError::Damaged)?;
    let mut bytes = Vec::new();
    parts.iter().for_each(|part| put(&mut bytes, part));
    mac.update(&bytes);
    Ok(mac.finalize().into_bytes().into())
}

/// Whether a tag is that of the parts; it takes the same time wherever they differ.
pub fn is_letter_tag(secret: &[u8], purpose: &str, parts: &[&[u8]], tag: &[u8]) -> bool {
    tag_letter(secret, purpose, parts).is_ok_and(|known| known.ct_eq(tag).into())
}

fn draw(secret: &[u8], purpose: &str) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are far below what HKDF can give: the error cannot come
    Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), key.as_mut_slice()).map_err(|_| SealError::Damaged)?;
    Ok(key)
}

fn associated(purpose: &str, place: &str) -> Vec<u8> {
    let mut out = b"landfall/letter/1".to_vec();
    put(&mut out, purpose.as_bytes());
    put(&mut out, place.as_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_opens_under_its_secret_purpose_and_place_alone() {
        let sealed = seal_letter(&[7; 16], "totp", "totp/anna", b"twenty bytes").unwrap();
        assert_eq!(open_letter(&[7; 16], "totp", "totp/anna", &sealed).unwrap().as_slice(), b"twenty bytes");
        let wrong: [(&[u8], &str, &str); 3] =
            [(&[8; 16], "totp", "totp/anna"), (&[7; 16], "seed", "totp/anna"), (&[7; 16], "totp", "totp/bilal")];
        for (secret, purpose, place) in wrong {
            assert!(open_letter(secret, purpose, place, &sealed).is_err(), "{purpose} {place}");
        }
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open_letter(&[7; 16], "totp", "totp/anna", &changed).is_err(), "byte {at}");
        }
        assert!(open_letter(&[7; 16], "totp", "totp/anna", &[]).is_err());
    }

    #[test]
    fn a_tag_is_of_its_parts_alone() {
        let tag = tag_letter(&[7; 32], "device", &[b"anna", b"xy"]).unwrap();
        assert!(is_letter_tag(&[7; 32], "device", &[b"anna", b"xy"], &tag));
        assert!(!is_letter_tag(&[7; 32], "device", &[b"annax", b"y"], &tag));
        assert!(!is_letter_tag(&[7; 32], "other", &[b"anna", b"xy"], &tag));
        assert!(!is_letter_tag(&[7; 32], "device", &[b"anna", b"xy"], &tag[..31]));
    }
}
