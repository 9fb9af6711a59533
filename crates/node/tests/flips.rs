//! A changed bit in what is stored is named by `verify`, on a node that stays locked.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::path::Path;

use journal::Log;
use journal::witness::Submission;
use node::door::Against;
use node::{Action, Node};
use rooms::header::Purpose;
use rooms::missing::kinds::MissingPerson;
use rstest::rstest;
use rusqlite::Connection;
use support::{PASSPHRASE, Place, anna, demo};

async fn filled() -> Place {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let mut last = None;
    for record in &demo().missing[..12] {
        last = Some(node.append(&anna(), record, Against::Nothing).await.unwrap().record);
    }
    node.unlock("anna", PASSPHRASE).await.unwrap();
    for _ in 0..5 {
        node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, last.unwrap()).await.unwrap();
    }
    node.close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
    place
}

/// The bytes of a column, which is text for checkpoints; no two rows have the same.
fn cells(path: &Path, table: &str, column: &str) -> Vec<Vec<u8>> {
    let connection = Connection::open(path.join("journal.db")).unwrap();
    let mut rows = connection.prepare(&format!("select cast({column} as blob) from {table}")).unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Puts other bytes in the place of some, in the type that the column has.
fn put(path: &Path, table: &str, column: &str, old: &[u8], new: &[u8]) {
    let connection = Connection::open(path.join("journal.db")).unwrap();
    let sql = format!(
        "update {table} set {column} = iif(typeof({column}) = 'text', cast(?2 as text), ?2) where cast({column} as blob) = ?1"
    );
    assert_eq!(connection.execute(&sql, [old, new]).unwrap(), 1);
}

/// Numbers that are the same in every run (Knuth's MMIX generator).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[rstest]
#[case::records("entry", "record", 20)]
#[tokio::test]
async fn every_flip_is_named(#[case] table: &str, #[case] column: &str, #[case] count: usize) {
    let place = filled().await;
    let cells = cells(&place.path, table, column);
    let mut state = 7;
    for _ in 0..count {
        let bytes = &cells[next(&mut state) % cells.len()];
        let mut changed = bytes.clone();
        let at = next(&mut state) % changed.len();
        // the lowest seven bits, so that text stays text
        changed[at] ^= 1 << (next(&mut state) % 7);
        put(&place.path, table, column, bytes, &changed);
        let verification = Node::verify(&place.path).await;
        let found = verification.map_or(1, |it| it.findings.len());
        assert!(found > 0, "a flip of byte {at} in a row of {table}.{column} was not seen");
        put(&place.path, table, column, &changed, bytes);
    }
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}

async fn view_hash(path: &Path) -> [u8; 32] {
    let node = Node::open_directory(path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let hash = node.view_hash().await.unwrap();
    node.close().await.unwrap();
    hash
}

/// Puts these bytes in the place of the closed node's database.
fn write(path: &Path, bytes: &[u8]) {
    for name in ["journal.db-wal", "journal.db-shm"] {
        _ = std::fs::remove_file(path.join(name));
    }
    std::fs::write(path.join("journal.db"), bytes).unwrap();
}

#[tokio::test]
async fn a_flip_anywhere_in_the_database_is_named_or_changes_nothing() {
    let place = filled().await;
    let before = view_hash(&place.path).await;
    let whole = std::fs::read(place.path.join("journal.db")).unwrap();
    let (mut state, mut named) = (7, 0);
    for _ in 0..1000 {
        let bit = next(&mut state) % (whole.len() * 8);
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        write(&place.path, &changed);
        if Node::verify(&place.path).await.unwrap().is_ok() {
            assert_eq!(view_hash(&place.path).await, before, "bit {bit} was not named, and changes what is read");
        } else {
            named += 1;
        }
    }
    assert!(named > 300, "only {named} of 1000 flips were named: too many to be free space");
    write(&place.path, &whole);
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_database_that_does_not_open_is_named() {
    let place = filled().await;
    let whole = std::fs::read(place.path.join("journal.db")).unwrap();
    let mut noise = whole.clone();
    noise[..4096].fill(0xaa);
    let cases: [(&str, &[u8], &str); 6] = [
        ("no byte", b"", "truncated"),
        ("a part of the header", &whole[..50], "truncated"),
        ("the first page", &whole[..4096], "truncated"),
        ("half a page less", &whole[..whole.len() - 2048], "truncated"),
        ("a page less", &whole[..whole.len() - 4096], "truncated"),
        ("noise for its first page", &noise, "flipped"),
    ];
    for (what, bytes, kind) in cases {
        write(&place.path, bytes);
        let findings = Node::verify(&place.path).await.unwrap().findings;
        let of_the_store = findings.iter().filter(|it| it.log == "store").map(|it| it.kind.as_str());
        assert!(of_the_store.collect::<Vec<_>>().contains(&kind), "{what}: {findings:?}");
    }
    std::fs::remove_file(place.path.join("journal.db")).unwrap();
    let findings = Node::verify(&place.path).await.unwrap().findings;
    assert_eq!(findings.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["dropped"]);
}

#[rstest]
#[case::keyring("wrapped_key")]
#[case::slots("slot")]
#[tokio::test]
async fn a_key_that_is_gone_is_a_loss(#[case] table: &str) {
    let place = filled().await;
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    connection.execute(&format!("delete from {table} where tag = (select max(tag) from {table})"), []).unwrap();
    drop(connection);
    let findings = Node::verify(&place.path).await.unwrap().findings;
    assert_eq!(findings.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["missing-key"]);
}

#[tokio::test]
async fn a_checkpoint_comes_with_the_proof_that_the_log_grew() {
    let place = filled().await;
    let text = Node::checkpoint(&place.path, Log::Changes, Some(5)).await.unwrap();
    let submission = Submission::parse(&text).unwrap();
    let now = submission.checkpoint.unverified();
    assert_eq!((submission.old, now.size, now.origin.as_str()), (5, 15, "harbour/changes"));
    assert!(!submission.proof.is_empty());
    let alone = Node::checkpoint(&place.path, Log::Changes, None).await.unwrap();
    assert_eq!(alone, submission.checkpoint.to_text());
    assert!(Node::checkpoint(&place.path, Log::Changes, Some(99)).await.is_err());
}
