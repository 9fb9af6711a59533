//! What was dropped is in no file of the store when that is acknowledged: not in the database, nor in its free space, nor
//! in its log. Where it cannot be, that is said.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use journal::{Log, LogKey};
use rusqlite::Connection;
use store::{Append, KeyRef, NewKey, Receipt, Slot, SqliteStore, Store, StoreError, WrappedKey};

const NODE: &str = "node.example";
/// About as long as a data key wrapped twice.
const WRAPPED: usize = 176;
const RECORDS: u32 = 300;

fn create(path: &Path) -> SqliteStore {
    SqliteStore::create(path, LogKey::from_seed([7; 32]), NODE).unwrap()
}

/// The last byte of a piece. As the end of the number of a page, which may follow half a piece, it would mislead.
const END: u8 = 0xf7;

/// Eight bytes that stand in no other key.
fn piece(epoch: u32, number: u32) -> [u8; 8] {
    let [.., high, low] = epoch.to_be_bytes();
    let number = number.to_be_bytes();
    [b'k', high, low, b'n', number[1], number[2], number[3], END]
}

/// A wrapped key: its piece again and again. Records have keys of different lengths, so that SQLite would move rows.
fn wrapped(epoch: u32, number: u32) -> Vec<u8> {
    piece(epoch, number).repeat(WRAPPED / 8 * (1 + number as usize % 8))
}

/// The id of a record; they do not come in the order of their ids.
fn record(number: u32) -> [u8; 16] {
    let mut record = [9; 16];
    record[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
    record
}

fn row(epoch: u32, number: u32) -> WrappedKey {
    let key = KeyRef { index: u64::from(number), section: 0 };
    WrappedKey { key, record: record(number), epoch, bytes: wrapped(epoch, number), tag: [0; 32] }
}

/// The pieces that stand in any file of the directory.
fn pieces(directory: &Path) -> HashSet<[u8; 8]> {
    let mut found = HashSet::new();
    for file in std::fs::read_dir(directory).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let is_piece = |it: &&[u8]| it[0] == b'k' && it[3] == b'n' && it[7] == END;
        found.extend(bytes.windows(8).filter(is_piece).map(|it| <[u8; 8]>::try_from(it).unwrap()));
    }
    found
}

fn is_in_a_file(directory: &Path, needle: &[u8]) -> bool {
    let mut files = std::fs::read_dir(directory).unwrap();
    files.any(|file| std::fs::read(file.unwrap().path()).unwrap().windows(needle.len()).any(|it| it == needle))
}

/// Records 0 to [`RECORDS`], each with a key.
async fn fill(store: &SqliteStore) {
    for number in 0..RECORDS {
        let mut append = Append::new(Log::Changes, record(number), Some(0), vec![1; 300]);
        append.keys = vec![NewKey { section: 0, epoch: 1, bytes: wrapped(1, number) }];
        assert!(store.append(append).await.unwrap().is_forgotten, "it dropped nothing");
    }
}

async fn erase(store: &SqliteStore, records: Vec<[u8; 16]>) -> Receipt {
    let mut erase = Append::new(Log::Changes, [1; 16], None, b"erased".to_vec());
    erase.drop_keys_of = records;
    store.append(erase).await.unwrap()
}

/// Numbers that are the same in every run (Knuth's MMIX generator).
fn next(state: &mut u64, most: u32) -> u32 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as u32 % most
}

#[tokio::test]
async fn keys_that_were_dropped_are_in_no_file_whatever_came_before() {
    let directory = tempfile::tempdir().unwrap();
    let store = create(&directory.path().join("journal.db"));
    fill(&store).await;
    let mut living: BTreeMap<u32, u32> = (0..RECORDS).map(|number| (number, 1)).collect();
    let mut state = 7;
    for round in 2..150 {
        let some: Vec<u32> = (0..1 + next(&mut state, 40)).map(|_| next(&mut state, RECORDS)).collect();
        let some: HashSet<u32> = some.into_iter().collect();
        match next(&mut state, 3) {
            // keys come back, as from a key backup
            0 => {
                let back: Vec<u32> = some.into_iter().filter(|number| !living.contains_key(number)).collect();
                store.restore_keys(back.iter().map(|number| row(round, *number)).collect()).await.unwrap();
                living.extend(back.into_iter().map(|number| (number, round)));
            }
            1 => {
                let kept: Vec<u32> = some.into_iter().filter(|number| living.contains_key(number)).collect();
                store.rewrap(kept.iter().map(|number| row(round, *number)).collect()).await.unwrap();
                living.extend(kept.into_iter().map(|number| (number, round)));
            }
            _ => {
                assert!(erase(&store, some.iter().map(|number| record(*number)).collect()).await.is_forgotten);
                living.retain(|number, _| !some.contains(number));
                let kept: HashSet<_> = living.iter().map(|(number, epoch)| piece(*epoch, *number)).collect();
                assert_eq!(pieces(directory.path()), kept, "round {round}");
            }
        }
    }
    let rows = store.wrapped_keys(KeyRef::FIRST, 10_000).await.unwrap();
    let told: BTreeMap<u32, u32> = rows.iter().map(|row| (row.key.index as u32, row.epoch)).collect();
    assert_eq!(told, living);
    assert!(rows.iter().all(|row| row.bytes == wrapped(row.epoch, row.key.index as u32)));
}

#[tokio::test]
async fn slots_that_were_dropped_or_replaced_are_in_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let store = create(&directory.path().join("journal.db"));
    let slot = |epoch, number| Slot::new(format!("epoch/{number}"), wrapped(epoch, number));
    store.change_slots((0..80).map(|number| slot(1, number)).collect(), vec![]).await.unwrap();
    let mut living: BTreeMap<u32, u32> = (0..80).map(|number| (number, 1)).collect();
    let mut state = 7;
    for round in 2..120 {
        let mut some = |most| (0..1 + next(&mut state, 12)).map(|_| next(&mut state, most)).collect::<HashSet<u32>>();
        let (gone, new) = (some(80), some(120));
        let put: Vec<Slot> = new.iter().map(|number| slot(round, *number)).collect();
        let dropped: Vec<String> = gone.iter().map(|number| format!("epoch/{number}")).collect();
        if round % 2 == 0 {
            store.change_slots(put, dropped).await.unwrap();
        } else {
            let mut append = Append::new(Log::Changes, [1; 16], None, vec![]);
            (append.put_slots, append.drop_slots) = (put, dropped);
            assert!(store.append(append).await.unwrap().is_forgotten);
        }
        living.retain(|number, _| !gone.contains(number));
        living.extend(new.into_iter().map(|number| (number, round)));
        let kept: HashSet<_> = living.iter().map(|(number, epoch)| piece(*epoch, *number)).collect();
        assert_eq!(pieces(directory.path()), kept, "round {round}");
    }
    let told = store.slots().await.unwrap();
    assert_eq!(told.len(), living.len());
    let name = |number: &u32| format!("epoch/{number}");
    for (number, epoch) in &living {
        assert!(told.iter().any(|slot| slot.name == name(number) && slot.bytes == wrapped(*epoch, *number)));
    }
}

/// Another process that reads from the state of now, until it is dropped.
fn reader(path: &Path) -> Connection {
    let reader = Connection::open(path).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM wrapped_key", [], |row| row.get(0)).unwrap();
    reader
}

#[tokio::test]
async fn what_a_reader_keeps_is_told_and_goes_with_the_next_commit() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let store = create(&path);
    fill(&store).await;
    let reader = reader(&path);
    assert!(!erase(&store, vec![record(5)]).await.is_forgotten);
    assert_eq!(store.wrapped_key(row(1, 5).key).await.unwrap(), None, "nobody reads it from now on");
    assert!(is_in_a_file(directory.path(), &piece(1, 5)));
    assert!(!store.forget().await.unwrap());
    let other = Append::new(Log::Changes, [2; 16], None, vec![]);
    assert!(store.append(other.clone()).await.unwrap().is_forgotten, "of what this one dropped");
    drop(reader);
    store.append(other).await.unwrap();
    assert!(!is_in_a_file(directory.path(), &piece(1, 5)));
    assert!(store.forget().await.unwrap());
    store.close().await.unwrap();
}

#[tokio::test]
async fn what_a_reader_keeps_until_the_close_is_told_there_and_goes_at_the_next_start() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let store = create(&path);
    fill(&store).await;
    let reader = reader(&path);
    assert!(!erase(&store, vec![record(5)]).await.is_forgotten);
    assert!(matches!(store.close().await, Err(StoreError::NotForgotten)));
    assert!(is_in_a_file(directory.path(), &piece(1, 5)));
    drop(reader);
    let store = SqliteStore::open(&path, LogKey::from_seed([7; 32]), NODE).unwrap();
    assert!(!is_in_a_file(directory.path(), &piece(1, 5)));
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_reader_is_no_reason_not_to_close_where_nothing_was_dropped() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    let store = create(&path);
    fill(&store).await;
    let _reader = reader(&path);
    store.close().await.unwrap();
}
