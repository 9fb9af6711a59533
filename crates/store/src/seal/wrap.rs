//! Secrets wrapped to a public key, at the price of one key agreement per thousand.
//!
//! An X25519 agreement costs more than everything else in a write. A sender therefore keeps one HPKE context a
//! recipient for a while and takes a fresh key for every wrap by Export (RFC 9180, 5.3). Every exported key is used
//! once: its export context holds a count that never repeats within a context. A receiver keeps contexts by their
//! encapsulated key.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hpke::{Deserializable, Serializable};
use zeroize::Zeroizing;

use super::binding::put;
use super::suite::{self, ENCAPSULATED, Encapsulated, Receiver, Sender};
use super::{KeyPair, PublicKey, SealError, Secret, stack};

/// The first byte of a wrapped secret.
const VERSION: u8 = 1;
/// Separates our contexts from any other use of the same key pair.
const INFO: &[u8] = b"landfall/wrap/1";
/// A sender's context is given up after this many wraps.
const WRAPS: u16 = 1024;
/// A sender's context is given up after this time.
const AGE: Duration = Duration::from_secs(60);
/// A receiver forgets all contexts when it holds this many.
const RECEIVED: usize = 4096;

/// Wraps secrets to public keys and opens them, keeping contexts between calls.
///
/// What it keeps would open what was wrapped through it: [`Wrapper::forget`] it on lock, erasure and a new epoch.
#[derive(Default)]
pub struct Wrapper {
    senders: Mutex<HashMap<PublicKey, Sending>>,
    receivers: Mutex<HashMap<Place, Arc<Receiver>>>,
}

/// A recipient and the encapsulated key of a sender's context.
type Place = (PublicKey, [u8; ENCAPSULATED]);

struct Sending {
    context: Sender,
    encapsulated: [u8; ENCAPSULATED],
    used: u16,
    since: Instant,
}

impl Wrapper {
    /// A wrapper that keeps nothing yet.
    pub fn new() -> Wrapper {
        Wrapper::default()
    }

    /// Wraps a secret to a recipient: version, encapsulated key, count, ciphertext with tag. It opens under the same
    /// label only.
    pub fn wrap(&self, to: &PublicKey, label: &[u8], secret: &[u8]) -> Result<Vec<u8>, SealError> {
        let (key, head) = self.sending_key(to, label)?;
        let sealed = ChaCha20Poly1305::new(&(*key).into())
            .encrypt(&Nonce::default(), Payload { msg: secret, aad: &associated(&head, label) })
            .map_err(|_| SealError::Refused)?;
        Ok([head.as_slice(), &sealed].concat())
    }

    /// Opens what was wrapped to this pair under this label.
    pub fn open(&self, pair: &KeyPair, label: &[u8], wrapped: &[u8]) -> Result<Secret<Vec<u8>>, SealError> {
        let (&version, _) = wrapped.split_first().ok_or(SealError::Damaged)?;
        if version != VERSION {
            return Err(SealError::Version { found: version, known: VERSION });
        }
        let (head, sealed) = wrapped.split_first_chunk::<HEAD>().ok_or(SealError::Damaged)?;
        let key = self.receiving_key(pair, head, label)?;
        ChaCha20Poly1305::new(&(*key).into())
            .decrypt(&Nonce::default(), Payload { msg: sealed, aad: &associated(head, label) })
            .map(Secret::new)
            .map_err(|_| SealError::Refused)
    }

    /// Drops every kept context.
    pub fn forget(&self) {
        held(&self.senders).clear();
        held(&self.receivers).clear();
    }

    /// Drops the contexts of one pair.
    pub fn forget_pair(&self, public: &PublicKey) {
        held(&self.senders).remove(public);
        held(&self.receivers).retain(|(of, _), _| of != public);
    }

    fn sending_key(&self, to: &PublicKey, label: &[u8]) -> Result<(Zeroizing<[u8; 32]>, [u8; HEAD]), SealError> {
        let mut senders = held(&self.senders);
        let stale = senders.get(to).is_none_or(|kept| kept.used >= WRAPS || kept.since.elapsed() >= AGE);
        if stale {
            senders.insert(*to, Sending::to(to)?);
        }
        let kept = senders.get_mut(to).ok_or(SealError::Refused)?;
        let head = head(&kept.encapsulated, kept.used);
        kept.used += 1;
        let mut key = Zeroizing::new([0; 32]);
        kept.context.export(&export_context(&head, label), key.as_mut_slice()).map_err(|_| SealError::Refused)?;
        Ok((key, head))
    }

    fn receiving_key(&self, pair: &KeyPair, head: &[u8; HEAD], label: &[u8]) -> Result<Zeroizing<[u8; 32]>, SealError> {
        let mut encapsulated = [0; ENCAPSULATED];
        encapsulated.copy_from_slice(&head[1..=ENCAPSULATED]);
        let place = (pair.public(), encapsulated);
        let mut receivers = held(&self.receivers);
        let context = match receivers.get(&place) {
            Some(context) => Arc::clone(context),
            None => {
                if receivers.len() >= RECEIVED {
                    receivers.clear();
                }
                let context = Arc::new(receiving(pair, &encapsulated)?);
                receivers.insert(place, Arc::clone(&context));
                context
            }
        };
        // the export is the dear part: several threads open at once
        drop(receivers);
        let mut key = Zeroizing::new([0; 32]);
        context.export(&export_context(head, label), key.as_mut_slice()).map_err(|_| SealError::Refused)?;
        Ok(key)
    }
}

impl Sending {
    fn to(public: &PublicKey) -> Result<Sending, SealError> {
        let (encapsulated, context) =
            hpke::setup_sender(&suite::SENDER, &public.read()?, INFO).map_err(|_| SealError::PublicKey)?;
        Ok(Sending { context, encapsulated: encapsulated.to_bytes().into(), used: 0, since: Instant::now() })
    }
}

fn receiving(pair: &KeyPair, encapsulated: &[u8]) -> Result<Receiver, SealError> {
    let receiver = agreed(pair, encapsulated);
    stack::wipe();
    receiver
}

#[inline(never)]
fn agreed(pair: &KeyPair, encapsulated: &[u8]) -> Result<Receiver, SealError> {
    let encapsulated = Encapsulated::from_bytes(encapsulated).map_err(|_| SealError::Damaged)?;
    hpke::setup_receiver(&suite::RECEIVER, pair.private(), &encapsulated, INFO).map_err(|_| SealError::Refused)
}

/// Version, encapsulated key and count.
const HEAD: usize = 1 + ENCAPSULATED + 2;

fn head(encapsulated: &[u8; ENCAPSULATED], count: u16) -> [u8; HEAD] {
    let mut out = [0; HEAD];
    out[0] = VERSION;
    out[1..=ENCAPSULATED].copy_from_slice(encapsulated);
    out[1 + ENCAPSULATED..].copy_from_slice(&count.to_be_bytes());
    out
}

fn export_context(head: &[u8; HEAD], label: &[u8]) -> Vec<u8> {
    let mut out = head[1 + ENCAPSULATED..].to_vec();
    put(&mut out, label);
    out
}

fn associated(head: &[u8; HEAD], label: &[u8]) -> Vec<u8> {
    let mut out = head.to_vec();
    put(&mut out, label);
    out
}

/// A panic elsewhere leaves a map of whole contexts, which is as good as before.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
