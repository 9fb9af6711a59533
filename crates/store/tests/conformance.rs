//! The SQLite back end under the suite of all back ends, and what only it can show: reopening, its copy, its lock.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use journal::{Log, LogKey};
use store::conformance::{check_log, conformance};
use store::{Append, KeyRef, NewKey, Slot, SqliteStore, Store, StoreError, TagKey};

const NODE: &str = "node.example";

fn key() -> LogKey {
    LogKey::from_seed([7; 32])
}

fn create(path: &Path) -> SqliteStore {
    SqliteStore::create(path, key(), NODE).unwrap()
}

async fn fill(store: &SqliteStore) {
    for number in 0_u8..5 {
        let mut append = Append::new(Log::Changes, [number; 16], Some(0), vec![number; 2000]);
        append.keys = vec![NewKey { section: 0, epoch: 1, bytes: b"wrapped-key-bytes".to_vec() }];
        append.put_slots = vec![Slot::new(format!("holder/{number}"), b"slot-bytes".to_vec())];
        store.append(append).await.unwrap();
        store.append(Append::new(Log::Audit, [9; 16], None, vec![number])).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_every_promise() {
    let directory = tempfile::tempdir().unwrap();
    let made = AtomicUsize::new(0);
    let make = async || {
        let number = made.fetch_add(1, Ordering::Relaxed);
        create(&directory.path().join(format!("{number}.db")))
    };
    conformance(make, &key().public(), NODE).await.unwrap();
}

#[tokio::test]
async fn a_reopened_store_is_the_same_and_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let store = create(&path);
    fill(&store).await;
    let before = everything(&store).await;
    store.close().await.unwrap();
    let store = SqliteStore::open(&path, key(), NODE).unwrap();
    assert_eq!(everything(&store).await, before);
    let receipt = store.append(Append::new(Log::Changes, [1; 16], Some(1), vec![])).await.unwrap();
    assert_eq!((receipt.index, receipt.version), (5, 2));
    check_log(&store, Log::Changes, &key().public(), NODE).await.unwrap();
    let tags = TagKey::of(&key());
    let keys = store.wrapped_keys(KeyRef::FIRST, 10).await.unwrap();
    assert!(keys.iter().all(|key| tags.is_wrapped_key_true(key)));
    assert!(store.slots().await.unwrap().iter().all(|slot| tags.is_slot_true(slot)));
    let mut moved = keys[0].clone();
    moved.key.index = 1;
    assert!(!tags.is_wrapped_key_true(&moved));
}

async fn everything(store: &SqliteStore) -> String {
    let mut all = String::new();
    for log in Log::ALL {
        all += &format!("{:?} {:?}", store.head(log).await.unwrap(), store.entries(log, 0, 100).await.unwrap());
        all += &format!("{:?}", store.checkpoints(log, 0, 100).await.unwrap());
    }
    let keys = store.wrapped_keys(KeyRef::FIRST, 100).await.unwrap();
    all + &format!("{keys:?} {:?}", store.slots().await.unwrap())
}

#[tokio::test]
async fn a_copy_holds_the_journal_and_neither_keys_nor_slots() {
    let directory = tempfile::tempdir().unwrap();
    let store = create(&directory.path().join("journal.db"));
    fill(&store).await;
    let path = directory.path().join("copy.db");
    assert_eq!(store.copy_journal_to(&path).await.unwrap(), (5, 5));
    assert!(matches!(store.copy_journal_to(&path).await, Err(StoreError::Exists { .. })));
    let copy = SqliteStore::open_read_only(&path).unwrap();
    for log in Log::ALL {
        check_log(&copy, log, &key().public(), NODE).await.unwrap();
        assert_eq!(copy.entries(log, 0, 100).await.unwrap(), store.entries(log, 0, 100).await.unwrap());
        assert_eq!(copy.checkpoints(log, 0, 100).await.unwrap(), store.checkpoints(log, 0, 100).await.unwrap());
    }
    assert_eq!(copy.wrapped_keys(KeyRef::FIRST, 10).await.unwrap(), []);
    assert_eq!(copy.slots().await.unwrap(), []);
    assert!(matches!(copy.append(Append::new(Log::Audit, [0; 16], None, vec![])).await, Err(StoreError::ReadOnly)));
    let bytes = std::fs::read(&path).unwrap();
    for secret in [b"wrapped-key-bytes".as_slice(), b"slot-bytes"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
    drop(copy);
    let restored = SqliteStore::open(&path, key(), NODE).unwrap();
    restored.append(Append::new(Log::Audit, [0; 16], None, vec![])).await.unwrap();
}

#[tokio::test]
async fn a_second_writer_is_refused_and_a_reader_is_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let store = create(&path);
    fill(&store).await;
    assert!(matches!(SqliteStore::open(&path, key(), NODE), Err(StoreError::Held { .. })));
    let reader = SqliteStore::open_read_only(&path).unwrap();
    assert_eq!(reader.head(Log::Changes).await.unwrap().size, 5);
    drop(store);
    SqliteStore::open(&path, key(), NODE).unwrap();
}
