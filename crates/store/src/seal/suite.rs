//! The one HPKE suite of the house (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.

use hpke::aead::{AeadCtxR, AeadCtxS};
use hpke::{OpModeR, OpModeS};

/// The key encapsulation.
pub(super) type Kem = hpke::kem::X25519HkdfSha256;
/// The key derivation.
pub(super) type Kdf = hpke::kdf::HkdfSha256;
/// The cipher.
pub(super) type Aead = hpke::aead::ChaCha20Poly1305;
/// A sender's context.
pub(super) type Sender = AeadCtxS<Aead, Kdf, Kem>;
/// A receiver's context.
pub(super) type Receiver = AeadCtxR<Aead, Kdf, Kem>;
/// A public key.
pub(super) type Public = <Kem as hpke::Kem>::PublicKey;
/// A private key.
pub(super) type Private = <Kem as hpke::Kem>::PrivateKey;
/// What a sender puts in front of a message so that the receiver finds the same context.
pub(super) type Encapsulated = <Kem as hpke::Kem>::EncappedKey;

/// Base mode, as a sender: writes come from a node that may be locked, so a sender has no key of its own.
pub(super) const SENDER: OpModeS<'static, Kem> = OpModeS::Base;
/// Base mode, as a receiver.
pub(super) const RECEIVER: OpModeR<'static, Kem> = OpModeR::Base;
/// Bytes of an encapsulated key.
pub(super) const ENCAPSULATED: usize = 32;
