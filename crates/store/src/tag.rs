//! Tags of keyring rows and slots: a locked node can tell that none was changed or moved, without opening any.
//!
//! HMAC-SHA256 (RFC 2104) under a key drawn by HKDF (RFC 5869) from the log key, over all fields of the row, each
//! variable one behind its length. A tag does not tell that a row is missing: that is seen from the journal.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use journal::LogKey;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::verbs::{Ends, Slot, WrappedKey};

/// What the key for tags is drawn for; another purpose of the log key has another text.
const PURPOSE: &[u8] = b"landfall store tag v1";

/// The key that makes and checks tags. It is drawn from the log key and wiped with its last owner.
#[derive(Clone)]
pub struct TagKey(Zeroizing<[u8; 32]>);

impl TagKey {
    /// The key for tags of the node that signs with this log key.
    pub fn of(log_key: &LogKey) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        let drawn = Hkdf::<Sha256>::new(None, Zeroizing::new(log_key.seed()).as_ref()).expand(PURPOSE, key.as_mut());
        debug_assert!(drawn.is_ok(), "32 bytes are within what HKDF gives");
        Self(key)
    }

    /// The tag of a keyring row, over all its fields but the tag.
    pub fn wrapped_key(&self, row: &WrappedKey) -> [u8; 32] {
        self.tag(&[
            b"wrapped key",
            &row.key.index.to_be_bytes(),
            &[row.key.section],
            &row.record,
            &row.epoch.to_be_bytes(),
            &row.bytes,
        ])
    }

    /// The tag of a slot, over its name and bytes.
    pub fn slot(&self, slot: &Slot) -> [u8; 32] {
        self.tag(&[b"slot", slot.name.as_bytes(), &slot.bytes])
    }

    /// The tag of what says where both logs end.
    pub fn ends(&self, ends: &Ends) -> [u8; 32] {
        self.tag(&[b"ends", &ends.changes.to_be_bytes(), &ends.audit.to_be_bytes()])
    }

    /// Whether what says where both logs end is as this node wrote it.
    pub fn are_ends_true(&self, ends: &Ends) -> bool {
        self.ends(ends).ct_eq(&ends.tag).into()
    }

    /// Whether a keyring row is as this node wrote it.
    pub fn is_wrapped_key_true(&self, row: &WrappedKey) -> bool {
        self.wrapped_key(row).ct_eq(&row.tag).into()
    }

    /// Whether a slot is as this node wrote it.
    pub fn is_slot_true(&self, slot: &Slot) -> bool {
        self.slot(slot).ct_eq(&slot.tag).into()
    }

    fn tag(&self, fields: &[&[u8]]) -> [u8; 32] {
        // HMAC takes a key of any length, so the error arm is never taken; it must not become an empty tag
        let mut mac = match Hmac::<Sha256>::new_from_slice(self.0.as_ref()) {
            Ok(mac) => mac,
            Err(_) => unreachable!("hmac takes a key of any length"),
        };
        for field in fields {
            mac.update(&(field.len() as u64).to_be_bytes());
            mac.update(field);
        }
        mac.finalize().into_bytes().into()
    }
}
