//! A person who holds keys: one seed, from which the pair that opens and the key that signs are derived.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{KeyPair, PublicKey, SealError, random};

/// The 32 secret bytes of a holder. Compared in constant time, wiped on drop, never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A new random seed.
    pub fn generate() -> Result<Seed, SealError> {
        random::bytes().map(Seed)
    }

    /// The seed with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Seed {
        Seed(bytes)
    }

    /// The bytes of the seed.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Seed {
    fn eq(&self, other: &Seed) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Seed {}

/// What all may know of a holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The holder's name on this node.
    pub handle: String,
    /// Keys are wrapped to this.
    pub sealing: PublicKey,
    /// Signatures verify with this (Ed25519).
    pub signing: [u8; 32],
}

impl Holder {
    /// Whether the holder signed the message.
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.signing)
            .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }
}

/// The secret part of a holder, in memory only while they are signed in. Wiped on drop, never shown.
pub struct HolderSecret {
    handle: String,
    sealing: KeyPair,
    signing: SigningKey,
}

impl HolderSecret {
    /// The keys of a seed, by HKDF-SHA256 with a name for each.
    pub fn from_seed(handle: &str, seed: &Seed) -> Result<HolderSecret, SealError> {
        let sealing = KeyPair::derive(&*expand(seed, b"landfall/holder/x25519/1")?);
        let signing = SigningKey::from_bytes(&*expand(seed, b"landfall/holder/ed25519/1")?);
        Ok(HolderSecret { handle: handle.to_owned(), sealing, signing })
    }

    /// The part that all may know.
    pub fn holder(&self) -> Holder {
        Holder {
            handle: self.handle.clone(),
            sealing: self.sealing.public(),
            signing: self.signing.verifying_key().to_bytes(),
        }
    }

    /// The pair that opens what was wrapped to the holder.
    pub fn pair(&self) -> &KeyPair {
        &self.sealing
    }

    /// Signs a message (Ed25519).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }
}

fn expand(seed: &Seed, name: &[u8]) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let mut out = Zeroizing::new([0; 32]);
    // 32 bytes are far below what HKDF can give: the error cannot come
    Hkdf::<Sha256>::new(None, &seed.0).expand(name, out.as_mut_slice()).map_err(|_| SealError::Damaged)?;
    Ok(out)
}
