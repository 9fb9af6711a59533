//! X25519 key pairs: of holders, roles and epochs.

use std::fmt;

use hkdf::Hkdf;
use hpke::{Deserializable, Kem as _, Serializable};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::suite::{Kem, Private, Public};
use super::{DataKey, SealError, Secret, random, stack};

/// The public part of a key pair: anyone may seal to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> PublicKey {
        PublicKey(bytes)
    }

    /// The bytes of the key.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    pub(super) fn read(&self) -> Result<Public, SealError> {
        Public::from_bytes(&self.0).map_err(|_| SealError::PublicKey)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// A private key with its public part. The private part is wiped on drop and never shown.
#[derive(Clone)]
pub struct KeyPair {
    /// Where it lies it stays, and is wiped: a value that is moved leaves its bytes behind.
    private: Box<Private>,
    public: PublicKey,
}

impl KeyPair {
    /// A new random pair.
    pub fn generate() -> Result<KeyPair, SealError> {
        let material = Zeroizing::new(random::bytes::<32>()?);
        Ok(KeyPair::derive(&material))
    }

    /// The pair that RFC 9180 (7.1.3, DeriveKeyPair) makes of 32 secret bytes.
    pub fn derive(material: &[u8; 32]) -> KeyPair {
        let pair = derive_pair(material);
        stack::wipe();
        pair
    }

    /// The pair of a private key that [`KeyPair::secret_bytes`] gave.
    pub fn from_secret_bytes(bytes: &[u8; 32]) -> Result<KeyPair, SealError> {
        let pair = read_pair(bytes);
        stack::wipe();
        pair
    }

    /// The private key as bytes, to be wrapped.
    pub fn secret_bytes(&self) -> Secret<[u8; 32]> {
        let mut out = Secret::new([0; 32]);
        self.private.write_exact(out.as_mut_slice());
        out
    }

    /// A key for a purpose of the pair's owner alone, drawn from the private key and a salt by HKDF-SHA256.
    pub fn draw_key(&self, purpose: &[u8], salt: &[u8; 32]) -> Result<DataKey, SealError> {
        let mut key = Zeroizing::new([0; 32]);
        let drawn = Hkdf::<Sha256>::new(Some(salt), self.secret_bytes().as_slice()).expand(purpose, key.as_mut_slice());
        // 32 bytes are far below what HKDF can give: the error cannot come
        drawn.map_err(|_| SealError::Damaged)?;
        Ok(DataKey::from_bytes(*key))
    }

    /// The public part.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    pub(super) fn private(&self) -> &Private {
        &self.private
    }
}

#[inline(never)]
fn read_pair(bytes: &[u8; 32]) -> Result<KeyPair, SealError> {
    let private = Box::new(Private::from_bytes(bytes).map_err(|_| SealError::Damaged)?);
    let public = PublicKey(Kem::sk_to_pk(&private).to_bytes().into());
    Ok(KeyPair { private, public })
}

#[inline(never)]
fn derive_pair(material: &[u8; 32]) -> KeyPair {
    let (private, public) = Kem::derive_keypair(material);
    KeyPair { private: Box::new(private), public: PublicKey(public.to_bytes().into()) }
}

impl PartialEq for KeyPair {
    fn eq(&self, other: &KeyPair) -> bool {
        self.private.ct_eq(&other.private).into()
    }
}

impl Eq for KeyPair {}
