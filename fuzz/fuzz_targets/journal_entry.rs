//! Entries from an untrusted disk: no bytes panic, an entry has one encoding, and an error has a place within the bytes.
#![no_main]

use journal::entry::{self, EntryError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match entry::decode(bytes) {
        Ok(parts) => {
            let again = entry::encode(&parts);
            assert_eq!(again.as_deref(), Ok(bytes));
        }
        Err(EntryError::Magic) => assert!(bytes.len() >= 4 && !bytes.starts_with(b"LFE1")),
        Err(EntryError::Cut { offset, wanted, left }) => {
            assert_eq!(offset + left, bytes.len());
            assert!(wanted > left);
        }
        Err(EntryError::Trailing { offset, left }) => assert!(left > 0 && offset + left == bytes.len()),
        Err(EntryError::Limit { offset, found, limit, .. }) => assert!(offset < bytes.len() && found > limit),
        Err(EntryError::Name { offset, .. } | EntryError::Twice { offset, .. } | EntryError::Tier { offset, .. }) => {
            assert!(offset <= bytes.len())
        }
    }
});
