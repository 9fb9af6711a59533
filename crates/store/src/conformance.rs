//! The suite every back end passes: what [`Store`] promises, shown on an empty store that was just made.
//!
//! It panics at the first broken promise, as tests do; a verb that fails where it should not is a [`Fault`].

mod appending;
mod backup;
mod keyring;

use journal::{CheckpointError, Log, LogPublic, ProofError, SignedCheckpoint};

use crate::error::StoreError;
use crate::verbs::{Append, ROWS_MAX, RecordBytes, Store};

/// What stood in the way of looking at a promise.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A verb failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A checkpoint is none, or is not signed by the node.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A proof proves nothing.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A task of the suite ended early.
    #[error(transparent)]
    Task(#[from] tokio::task::JoinError),
}

/// Whether a promise was looked at to its end.
type Promise = Result<(), Fault>;

/// Runs all of it. `make` gives a new, empty store each time, of a node named `node` whose log key is `public`.
pub async fn conformance<S: Store>(make: impl AsyncFn() -> S, public: &LogPublic, node: &str) -> Result<(), Fault> {
    appending::reads_back_exact_bytes(&make().await).await?;
    appending::a_conflict_is_refused_alone(&make().await).await?;
    appending::a_receipt_is_covered_by_a_signed_checkpoint(&make().await, public, node).await?;
    appending::every_checkpoint_grows_from_the_one_before(&make().await, public, node).await?;
    appending::many_writers_are_each_acknowledged_once(make().await, public, node).await?;
    keyring::erased_keys_are_gone_and_others_stay(&make().await).await?;
    keyring::a_rewrap_is_all_or_nothing(&make().await).await?;
    keyring::keys_come_back_from_a_key_backup(&make().await).await?;
    keyring::slots_are_put_and_dropped(&make().await).await?;
    keyring::misplaced_and_long_things_are_refused(&make().await).await?;
    backup::a_copy_is_made_once(&make().await).await?;
    Ok(())
}

/// Appends a few entries of one record: what stands before a promise is looked at.
async fn append_versions(store: &impl Store, log: Log, record: RecordBytes, count: u32) -> Promise {
    for version in 0..count {
        let bytes = format!("{log} entry {version} of {}", record[0]).into_bytes();
        store.append(Append::new(log, record, Some(version), bytes)).await?;
    }
    Ok(())
}

/// Checks the latest checkpoint of a log against its leaves, and the leaves against the entries.
pub async fn check_log(store: &impl Store, log: Log, public: &LogPublic, node: &str) -> Result<(), Fault> {
    let head = store.head(log).await?;
    let leaves: Vec<_> = store.leaves(log, 0, ROWS_MAX).await?;
    let entries = store.entries(log, 0, ROWS_MAX).await?;
    assert_eq!(head.size, leaves.len() as u64);
    assert_eq!(entries.len(), leaves.len());
    for ((at, entry), (index, leaf)) in entries.iter().enumerate().zip(&leaves) {
        assert_eq!((at as u64, at as u64), (entry.index, *index));
        assert_eq!((journal::leaf_hash(&entry.bytes), entry.leaf), (*leaf, *leaf));
    }
    let signed = SignedCheckpoint::parse(&head.checkpoint.unwrap_or_default())?;
    let checkpoint = signed.verify(public, &log.origin(node))?;
    let hashes: Vec<_> = leaves.into_iter().map(|(_, leaf)| leaf).collect();
    assert_eq!((checkpoint.size, checkpoint.root), (head.size, journal::root(&hashes)));
    Ok(())
}
