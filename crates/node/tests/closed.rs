//! One record whose key or content is damaged stays closed, is counted and named, and keeps no other shut.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use interop::register::Records;
use node::control::{self, status};
use node::door::Against;
use node::{Action, Node, NodeError};
use rooms::header::{Purpose, RecordId};
use rooms::kind::Record;
use rooms::missing::kinds::{MissingPerson, Remains};
use rstest::rstest;
use rusqlite::Connection;
use support::{PASSPHRASE, Place, anna, demo};

/// A node with three remains, and the records of those with their places in the log.
async fn three(place: &Place) -> Vec<(RecordId, u64)> {
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    node.import_register(&anna(), &register()).await.unwrap();
    let remains = node.list::<Remains>(&anna(), Action::List, Purpose::Forensic).await.unwrap();
    let places = remains.iter().map(|it| (it.header.record, it.index)).collect();
    node.close().await.unwrap();
    // the next start reads the journal
    std::fs::remove_file(place.path.join("snapshot")).unwrap();
    places
}

fn register() -> Records {
    let mut records = demo();
    records.samples.clear();
    records.remains.truncate(3);
    records
}

#[rstest]
#[case::damaged_key("update wrapped_key set bytes = randomblob(length(bytes)) where record = ?1 and section = 0")]
#[case::lost_key("delete from wrapped_key where record = ?1 and section = 0")]
#[case::damaged_content(
    "update entry set bytes = cast(substr(bytes, 1, length(bytes) - 1) || x'00' as blob) where record = ?1"
)]
#[tokio::test]
async fn what_does_not_open_keeps_nothing_else_shut(#[case] damage: &str) {
    let place = Place::new();
    let [kept, (harmed, index), also_kept] = three(&place).await[..] else { panic!() };
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    assert_eq!(connection.execute(damage, [harmed.to_bytes()]).unwrap(), 1);
    drop(connection);
    let node = Node::open_directory(&place.path).await.unwrap();
    assert_eq!(node.closed_count().await, 0, "a locked node does not know");
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert_eq!(node.closed_count().await, 1);
    let listed = node.list::<Remains>(&anna(), Action::List, Purpose::Forensic).await.unwrap();
    let listed: Vec<RecordId> = listed.iter().map(|it| it.header.record).collect();
    assert_eq!(listed, [kept.0, also_kept.0]);
    let closed = node.open::<Remains>(&anna(), Action::Read, Purpose::Forensic, harmed).await;
    assert!(matches!(closed, Err(NodeError::NoSuchRecord)));
    let warnings = node.register_folder(&anna()).await.unwrap().warnings;
    assert!(warnings.iter().any(|it| it.contains("1 records do not open")), "{warnings:?}");
    let control::Answer::Status(told) = control::perform(&node, status::Ask { holder: None }.into()).await else {
        panic!()
    };
    assert_eq!(told.closed, 1);
    // what follows is written and read as ever
    let record = Record::of(MissingPerson { id: "M999".to_owned(), ..MissingPerson::default() });
    let appended = node.append(&anna(), &record, Against::Nothing).await.unwrap();
    node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, appended.record).await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), node.view_hash().await.unwrap());
    node.lock().await.unwrap();
    assert_eq!(node.closed_count().await, 0);
    node.close().await.unwrap();
    let findings = Node::verify(&place.path).await.unwrap().findings;
    assert!(findings.iter().all(|it| it.index == index), "{findings:?}");
    assert!(!findings.is_empty());
}
