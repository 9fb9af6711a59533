//! What a start refuses: a log that is not what was signed, another node's, another key's, a locked or missing file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use journal::audit::{Audit, FindingKind};
use journal::{Log, LogKey};
use store::sqlite::FileFault;
use store::{Append, SqliteStore, Store, StoreError};

const NODE: &str = "node.example";

fn key() -> LogKey {
    LogKey::from_seed([7; 32])
}

async fn made(path: &Path) {
    let store = SqliteStore::create(path, key(), NODE).unwrap();
    for number in 0..3 {
        store.append(Append::new(Log::Changes, [1; 16], Some(number), vec![number as u8])).await.unwrap();
    }
    store.close().await.unwrap();
}

#[rstest::rstest]
#[case::leaf("UPDATE entry SET leaf = zeroblob(32) WHERE idx = 1")]
#[case::last_entry("DELETE FROM entry WHERE idx = 2")]
#[case::inner_entry("DELETE FROM entry WHERE idx = 1")]
#[case::swapped("UPDATE entry SET idx = CASE idx WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE idx END")]
#[case::checkpoints("DELETE FROM checkpoint")]
#[case::old_checkpoint("DELETE FROM checkpoint WHERE size = 3")]
#[case::forged_checkpoint(
    "UPDATE checkpoint SET note = replace(note, char(10) || '3' || char(10), char(10) || '4' || char(10))"
)]
#[case::no_checkpoint("UPDATE checkpoint SET note = 'x'")]
#[tokio::test]
async fn a_log_that_was_not_signed_takes_no_write(#[case] change: &str) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    made(&path).await;
    rusqlite::Connection::open(&path).unwrap().execute_batch(change).unwrap();
    let refused = SqliteStore::open(&path, key(), NODE).unwrap_err();
    assert!(matches!(refused, StoreError::Frontier { log: Log::Changes, .. }), "{refused}");
    assert!(refused.to_string().contains("`landfall verify`"), "{refused}");
    SqliteStore::open_read_only(&path).unwrap().entries(Log::Changes, 0, 10).await.unwrap();
}

#[tokio::test]
async fn another_name_key_or_place_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let missing = SqliteStore::open(&path, key(), NODE).unwrap_err();
    assert!(matches!(missing, StoreError::Missing { .. }));
    assert!(std::fs::read_dir(directory.path()).unwrap().next().is_none(), "nothing is made by looking");
    made(&path).await;
    assert!(matches!(SqliteStore::create(&path, key(), NODE), Err(StoreError::Exists { .. })));
    assert!(matches!(SqliteStore::open(&path, key(), "other"), Err(StoreError::OtherNode { .. })));
    let other_key = SqliteStore::open(&path, LogKey::from_seed([8; 32]), NODE).unwrap_err();
    assert!(matches!(other_key, StoreError::Frontier { .. }), "{other_key}");
    SqliteStore::open(&path, key(), NODE).unwrap();
}

#[tokio::test]
async fn a_lock_of_another_program_refuses_and_does_not_stop() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let store = SqliteStore::create(&path, key(), NODE).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let append = Append::new(Log::Changes, [1; 16], Some(0), vec![1]);
    assert!(matches!(store.append(append.clone()).await, Err(StoreError::Busy)));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.append(append).await.unwrap().index, 0);
}

/// What an audit of the changes log names that the store's checkpoints lack.
async fn audited(path: &Path) -> Vec<(String, u64, FindingKind)> {
    let store = SqliteStore::open_read_only(path).unwrap();
    let mut audit = Audit::new(Log::Changes, &Log::Changes.origin(NODE), key().public());
    for (size, text) in store.checkpoints(Log::Changes, 0, 100).await.unwrap() {
        audit.checkpoint(size, &text);
    }
    for entry in store.entries(Log::Changes, 0, 100).await.unwrap() {
        audit.leaf(entry.index, entry.leaf);
        audit.entry(entry.index, &entry.bytes);
    }
    let findings = audit.findings(&|_| None).into_iter().filter(|finding| finding.log == "checkpoints");
    findings.map(|finding| (finding.log, finding.index, finding.kind)).collect()
}

#[tokio::test]
async fn a_checkpoint_that_is_taken_out_of_the_middle_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    made(&path).await;
    // the chain goes on over a new start
    let store = SqliteStore::open(&path, key(), NODE).unwrap();
    store.append(Append::new(Log::Changes, [1; 16], Some(3), vec![3])).await.unwrap();
    store.close().await.unwrap();
    assert_eq!(audited(&path).await, []);
    for size in [1, 2, 3] {
        let taken = directory.path().join(format!("without-{size}.db"));
        std::fs::copy(&path, &taken).unwrap();
        let take = format!("DELETE FROM checkpoint WHERE size = {size}");
        rusqlite::Connection::open(&taken).unwrap().execute_batch(&take).unwrap();
        assert_eq!(audited(&taken).await, [("checkpoints".to_owned(), size, FindingKind::Dropped)]);
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_file_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let faults = async || SqliteStore::inspect(&path, NODE).await.unwrap();
    assert_eq!(faults().await, [FileFault::Missing]);
    made(&path).await;
    assert_eq!(faults().await, []);
    let told = SqliteStore::inspect(&path, "other").await.unwrap();
    assert!(matches!(&told[..], [FileFault::Changed(what)] if what.contains("`node.example`")), "{told:?}");
    rusqlite::Connection::open(&path).unwrap().execute_batch("DROP INDEX wrapped_key_by_record").unwrap();
    let told = faults().await;
    assert!(matches!(&told[..], [FileFault::Changed(what)] if what.contains("`wrapped_key_by_record`")), "{told:?}");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 4096]).unwrap();
    assert!(matches!(faults().await[0], FileFault::Cut(_)));
}

#[tokio::test]
async fn a_copy_and_a_store_that_is_written_to_are_sound() {
    let directory = tempfile::tempdir().unwrap();
    let (path, copy) = (directory.path().join("journal.db"), directory.path().join("copy.db"));
    let store = SqliteStore::create(&path, key(), NODE).unwrap();
    for number in 0..40 {
        store.append(Append::new(Log::Changes, [1; 16], Some(number), vec![7; 5000])).await.unwrap();
    }
    assert_eq!(SqliteStore::inspect(&path, NODE).await.unwrap(), []);
    store.copy_journal_to(&copy).await.unwrap();
    assert_eq!(SqliteStore::inspect(&copy, NODE).await.unwrap(), []);
}
