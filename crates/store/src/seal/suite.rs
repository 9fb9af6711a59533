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

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use hpke::rand_core::{TryCryptoRng, TryRng};
    use hpke::{Deserializable, Kem as _, Serializable};

    use super::*;

    // RFC 9180, A.2 and A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode
    const INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
    const IKM_E: &str = "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b";
    const IKM_R: &str = "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df";
    const SK_R: &str = "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb";
    const PK_R: &str = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
    const ENC: &str = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
    const PLAIN: &[u8] = b"Beauty is truth, truth beauty";
    const SEALED: [(&str, &str); 2] = [
        ("Count-0", "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"),
        ("Count-1", "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c"),
    ];
    const EXPORTS: [(&[u8], &str); 3] = [
        (b"", "4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e"),
        (&[0], "8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69"),
        (b"TestContext", "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53"),
    ];

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    /// Gives the vector's key material instead of randomness.
    struct Scripted(Vec<u8>);

    impl TryRng for Scripted {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            unreachable!("key material is read as bytes")
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            unreachable!("key material is read as bytes")
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
            out.copy_from_slice(&self.0);
            Ok(())
        }
    }

    impl TryCryptoRng for Scripted {}

    #[test]
    fn the_recipient_pair_of_rfc_9180_a_2_is_derived() {
        let (private, public) = Kem::derive_keypair(&hex(IKM_R));
        assert_eq!(public.to_bytes().as_slice(), hex(PK_R));
        let read = Private::from_bytes(&hex(SK_R)).unwrap();
        assert!(private.to_bytes() == read.to_bytes());
    }

    #[test]
    fn a_sender_seals_and_exports_as_rfc_9180_a_2() {
        let public = Public::from_bytes(&hex(PK_R)).unwrap();
        let mut script = Scripted(hex(IKM_E));
        let (encapsulated, mut context): (Encapsulated, Sender) =
            hpke::setup_sender_with_rng(&SENDER, &public, &hex(INFO), &mut script).unwrap();
        assert_eq!(encapsulated.to_bytes().as_slice(), hex(ENC));
        for (aad, sealed) in SEALED {
            assert_eq!(context.seal(PLAIN, aad.as_bytes()).unwrap(), hex(sealed), "{aad}");
        }
        for (name, value) in EXPORTS {
            let mut out = [0; 32];
            context.export(name, &mut out).unwrap();
            assert_eq!(out.as_slice(), hex(value), "{name:?}");
        }
    }

    #[test]
    fn a_receiver_opens_and_exports_as_rfc_9180_a_2() {
        let private = Private::from_bytes(&hex(SK_R)).unwrap();
        let encapsulated = Encapsulated::from_bytes(&hex(ENC)).unwrap();
        let mut context: Receiver = hpke::setup_receiver(&RECEIVER, &private, &encapsulated, &hex(INFO)).unwrap();
        for (aad, sealed) in SEALED {
            assert_eq!(context.open(&hex(sealed), aad.as_bytes()).unwrap(), PLAIN, "{aad}");
        }
        for (name, value) in EXPORTS {
            let mut out = [0; 32];
            context.export(name, &mut out).unwrap();
            assert_eq!(out.as_slice(), hex(value), "{name:?}");
        }
    }
}
