//! Where a node keeps its journal, its keyring and its blobs.
//!
//! One trait in the words of the journal, [`Store`], with a back end in SQLite and one suite that every back end
//! passes ([`conformance`]). What is acknowledged is durable; what is kept is ciphertext, hashes and signatures.
//!
//! Invariant: an entry, its leaf hash, the checkpoint that covers it and the keys that open it become durable in one
//! transaction, or none of them does. What is absent on purpose: any knowledge of rooms, kinds or people, and any
//! plain text.

pub mod blobs;
pub mod conformance;
pub mod error;
pub mod seal;
pub mod sqlite;
pub mod tag;
pub mod verbs;

pub use error::StoreError;
pub use sqlite::SqliteStore;
pub use tag::TagKey;
pub use verbs::{Append, Ends, Head, KeyRef, NewKey, Receipt, RecordBytes, Slot, Store, Stored, WrappedKey};
