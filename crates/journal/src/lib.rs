//! An append-only log as a Merkle tree: entries as exact bytes, signed checkpoints, proofs of inclusion and
//! consistency, what a witness checks, and what an audit of a stored log names. Pure: no input or output, no clock.
//!
//! A log is a list of entries (byte strings). Its leaf hashes make the tree of RFC 6962, whose root is signed at each
//! commit in a checkpoint (C2SP tlog-checkpoint). Who holds a checkpoint can later be shown that an entry is in the
//! log, and that the log only grew.

mod hash;
mod log;
mod tree;

pub mod audit;
pub mod checkpoint;
pub mod entry;
pub mod key;
pub mod note;
pub mod proof;
pub mod witness;

pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use entry::{EntryError, EntryParts, SectionPart};
pub use hash::{Hash, HashError, empty_root, leaf_hash, node_hash};
pub use key::{KeyError, LogKey, LogPublic};
pub use log::{Index, Log, LogError};
pub use proof::{ProofError, consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};
pub use tree::{Tree, root};
