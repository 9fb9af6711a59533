//! The keys that sign checkpoints, in the form of C2SP signed-note.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// Signature type of a plain Ed25519 note signature (C2SP signed-note, "Signature types").
pub const ED25519: u8 = 0x01;
/// Signature type of a witness's timestamped cosignature (C2SP tlog-cosignature).
pub const COSIGNATURE: u8 = 0x04;

/// The secret key of a log. Wiped from memory when dropped; never shown.
pub struct LogKey(SigningKey);

/// The public key of a log or witness.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LogPublic(VerifyingKey);

/// Why something is no key, no key name, or no signature of that key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name has a character that would break a signature line.
    #[error("`{0}` is no key name: it needs a character, and has no white space and no `+`")]
    Name(String),
    /// The 32 bytes are not a point of the curve.
    #[error("these 32 bytes are no Ed25519 public key")]
    Point,
    /// The text is not `name+key id+base64`.
    #[error("`{0}` is no verifier key: write `name+key id+base64` as the log's owner gave it")]
    Verifier(String),
    /// The key id is not that of the name and key.
    #[error("key id `{found}` is not `{wanted}`, which is that of `{name}` and this key: copy the whole line again")]
    KeyId {
        /// Name in the text.
        name: String,
        /// Key id in the text.
        found: String,
        /// Key id that name and key make.
        wanted: String,
    },
    /// The key is of another kind.
    #[error("a key of type {0} is not known here: only Ed25519 (type 1) is")]
    Type(u8),
}

impl LogKey {
    /// The key of this seed (RFC 8032, section 5.1.5).
    pub fn from_seed(seed: [u8; 32]) -> LogKey {
        LogKey(SigningKey::from_bytes(&seed))
    }

    /// The seed, to be written to a file that only the node can read.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public key.
    pub fn public(&self) -> LogPublic {
        LogPublic(self.0.verifying_key())
    }

    /// The Ed25519 signature of `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LogKey(secret)")
    }
}

impl LogPublic {
    /// The key with these bytes, if they are one.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<LogPublic, KeyError> {
        VerifyingKey::from_bytes(&bytes).map(LogPublic).map_err(|_| KeyError::Point)
    }

    /// The 32 bytes.
    pub fn bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The four bytes that lead this key's signatures under `name` (C2SP signed-note, "Key ID").
    pub fn key_id(&self, name: &str) -> [u8; 4] {
        self.key_id_of(name, ED25519)
    }

    /// The same for a signature type.
    pub(crate) fn key_id_of(&self, name: &str, kind: u8) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(name.as_bytes())
            .chain_update([b'\n', kind])
            .chain_update(self.bytes())
            .finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    /// The verifier key, as one gives it to who checks: `name+key id+base64` (C2SP signed-note, "Verifier keys").
    pub fn verifier(&self, name: &str) -> Result<String, KeyError> {
        check_name(name)?;
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(&self.bytes());
        Ok(format!("{name}+{}+{}", hex(&self.key_id(name)), STANDARD.encode(bytes)))
    }

    /// Reads a verifier key: its name and its key.
    pub fn parse_verifier(text: &str) -> Result<(String, LogPublic), KeyError> {
        let broken = || KeyError::Verifier(text.to_owned());
        let (name, rest) = text.split_once('+').ok_or_else(broken)?;
        // base64 may hold a `+` of its own: only the first two cut
        let (id, key) = rest.split_once('+').ok_or_else(broken)?;
        check_name(name)?;
        let bytes = STANDARD.decode(key).map_err(|_| broken())?;
        let (kind, key) = bytes.split_first().ok_or_else(broken)?;
        if *kind != ED25519 {
            return Err(KeyError::Type(*kind));
        }
        let public = LogPublic::from_bytes(key.try_into().map_err(|_| broken())?)?;
        let wanted = hex(&public.key_id(name));
        if id != wanted {
            return Err(KeyError::KeyId { name: name.to_owned(), found: id.to_owned(), wanted });
        }
        Ok((name.to_owned(), public))
    }

    /// Whether `signature` is this key's signature of `message`; strict, so that one signature has one form.
    pub(crate) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Debug for LogPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogPublic({})", hex(&self.bytes()))
    }
}

/// Whether a text can name a key (C2SP signed-note: not empty, no white space, no `+`).
pub fn check_name(name: &str) -> Result<(), KeyError> {
    let broken = |c: char| c == '+' || c.is_whitespace() || c.is_control();
    if name.is_empty() || name.contains(broken) { Err(KeyError::Name(name.to_owned())) } else { Ok(()) }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: the example of golang.org/x/mod/sumdb/note (key, text and signature).
    const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const TEXT: &[u8] = b"If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n";
    const SIGNATURE: &str =
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    #[test]
    fn the_published_note_is_signed_and_verified_the_same() {
        let seed = STANDARD.decode(SEED).unwrap();
        let key = LogKey::from_seed(seed[1..].try_into().unwrap());
        let (name, public) = LogPublic::parse_verifier(VERIFIER).unwrap();
        assert_eq!(key.public().verifier(&name).unwrap(), VERIFIER);
        let signature = STANDARD.decode(SIGNATURE).unwrap();
        assert_eq!(signature[..4], public.key_id(&name));
        assert_eq!(key.sign(TEXT), signature[4..]);
        assert!(public.signed(TEXT, &signature[4..]));
        assert!(!public.signed(&TEXT[1..], &signature[4..]));
        assert!(!public.signed(TEXT, &signature[3..]));
    }

    /// Source: the example of <https://github.com/yaglo/signed_note> (an implementation in another language).
    #[test]
    fn a_note_of_another_implementation_verifies() {
        let verifier = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        let signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";
        let (name, public) = LogPublic::parse_verifier(verifier).unwrap();
        let signature = STANDARD.decode(signature).unwrap();
        assert_eq!((name.as_str(), &signature[..4]), ("example.com/foo", public.key_id(&name).as_slice()));
        assert!(public.signed(b"This is an example message.\n", &signature[4..]));
    }

    #[test]
    fn a_key_is_not_shown() {
        let key = LogKey::from_seed([0xab; 32]);
        assert_eq!(format!("{key:?}"), "LogKey(secret)");
    }
}
