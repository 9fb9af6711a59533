//! Records by the words that people have for them.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use interop::register::Records;
use node::{Node, NodeError};
use rooms::kind::Record;
use rooms::missing::kinds::{MissingPerson, Remains};
use support::{PASSPHRASE, Place, anna, demo};

/// `X1` is a missing person and remains; `M1` a missing person only.
fn records() -> Records {
    let missing = |id: &str| Record::of(MissingPerson { id: id.to_owned(), ..MissingPerson::default() });
    Records {
        missing: vec![missing("M1"), missing("X1")],
        remains: vec![Record::of(Remains { id: "X1".to_owned(), ..Remains::default() })],
        ..Records::default()
    }
}

#[tokio::test]
async fn a_record_is_found_by_name_kind_and_id() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    node.import_register(&anna(), &records()).await.unwrap();
    let listed = node.records(&anna(), None).await.unwrap();
    let id = |kind: &str, name: &str| listed.iter().find(|it| it.kind == kind && it.name == name).unwrap().record;
    let person = id("missing-person", "M1");
    let plain = person.to_string().replace('-', "");
    for word in ["M1", "missing-person/M1", &person.to_string(), &plain, &plain.to_uppercase()] {
        assert_eq!(node.find(&anna(), word).await.unwrap(), person, "{word}");
    }
    let ambiguous = node.find(&anna(), "X1").await.unwrap_err();
    assert!(matches!(&ambiguous, NodeError::Ambiguous { meant, .. } if meant == "`missing-person/X1`, `remains/X1`"));
    assert_eq!(node.find(&anna(), "remains/X1").await.unwrap(), id("remains", "X1"));
    for word in ["M2", "remains/M1", "family/", "", &"0".repeat(32), "node"] {
        assert!(matches!(node.find(&anna(), word).await, Err(NodeError::NoSuchRecord)), "{word}");
    }
    node.lock().await.unwrap();
    assert_eq!(node.find(&anna(), &plain).await.unwrap(), person, "an id stands in clear");
    assert!(matches!(node.find(&anna(), "M1").await, Err(NodeError::Locked)));
    assert!(matches!(node.records(&anna(), None).await, Err(NodeError::Locked)));
}

#[tokio::test]
async fn the_list_has_every_record_once_by_kind_and_in_order() {
    let place = Place::new();
    place.init(true).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let records = demo();
    node.import_register(&anna(), &records).await.unwrap();
    let listed = node.records(&anna(), None).await.unwrap();
    let count = 1 + records.populations.len() + records.families.len() + records.samples.len();
    assert_eq!(listed.len(), count + records.missing.len() + records.remains.len());
    let remains = node.records(&anna(), Some("remains")).await.unwrap();
    let names: Vec<&str> = remains.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, records.remains.iter().map(|it| it.matching.id.as_str()).collect::<Vec<_>>());
    assert!(listed.iter().all(|it| it.version == 1 && !it.hold));
    assert!(matches!(node.records(&anna(), Some("holder")).await, Err(NodeError::UnknownKind { .. })));
}
