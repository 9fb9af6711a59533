//! A node as its users meet it: made once, locked or unlocked, a register taken in, records read through the door.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use node::door::Against;
use node::{Action, Imported, Node, NodeError};
use rooms::header::Purpose;
use rooms::kind::Record;
use rooms::missing::kinds::{MissingPerson, Narrative};
use support::{PASSPHRASE, Place, anna, demo, demo_folder, options};

fn told() -> Record<MissingPerson> {
    let mut record = demo().missing[0].clone();
    record.sealed = serde_json::from_value::<Narrative>(serde_json::json!({"narrative": "he sang on the quay"}))
        .unwrap_or_else(|_| {
            demo().missing.iter().map(|it| it.sealed.clone()).find(|it| *it != Narrative::default()).unwrap()
        });
    record
}

/// Fails with the first difference alone: a register is too long to be printed.
#[track_caller]
fn assert_same_register(found: &identify::Register, expected: &identify::Register) {
    same(&found.populations, &expected.populations);
    same(&found.families, &expected.families);
    same(&found.missing, &expected.missing);
    same(&found.remains, &expected.remains);
    same(&[&found.settings], &[&expected.settings]);
}

#[track_caller]
fn same<T: PartialEq + std::fmt::Debug>(found: &[T], expected: &[T]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        if found == expected {
            continue;
        }
        let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
        let at = found.bytes().zip(expected.bytes()).position(|(one, other)| one != other).unwrap_or(0);
        let near = |text: &str| text.chars().skip(at.saturating_sub(100)).take(300).collect::<String>();
        panic!("found {}\nexpected {}", near(&found), near(&expected));
    }
}

#[tokio::test]
async fn a_node_is_made_once() {
    let place = Place::new();
    let initialised = place.init(false).await;
    assert_eq!(initialised.node_recovery.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    assert!(matches!(Node::init(&place.path, &options(false)).await, Err(NodeError::NotEmpty { .. })));
    let beside = std::fs::read_dir(place.path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "nothing is left beside the node");
    let verification = Node::verify(&place.path).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
}

#[tokio::test]
async fn several_first_holders_open_it_each_with_their_own_passphrase() {
    let place = Place::new();
    let other = "the lighthouse at noon";
    let holders = vec![("anna", PASSPHRASE), ("bilal", other)];
    let twice = node::InitOptions { holders: vec![("anna", PASSPHRASE), ("anna", other)], ..options(false) };
    assert!(matches!(Node::init(&place.path, &twice).await, Err(NodeError::HolderTwice { .. })));
    let nobody = node::InitOptions { holders: Vec::new(), ..options(false) };
    assert!(matches!(Node::init(&place.path, &nobody).await, Err(NodeError::NoHolder)));
    Node::init(&place.path, &node::InitOptions { holders, ..options(false) }).await.unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    assert!(matches!(node.unlock("bilal", PASSPHRASE).await, Err(NodeError::WrongPassphrase { .. })));
    for (holder, passphrase) in [("anna", PASSPHRASE), ("bilal", other)] {
        node.unlock(holder, passphrase).await.unwrap();
        node.member(holder, passphrase).await.unwrap();
        node.lock().await.unwrap();
    }
    node.close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}

#[tokio::test]
async fn an_unusable_name_makes_nothing() {
    let place = Place::new();
    let bad = node::InitOptions { organisation: "Harbour Aid", ..options(false) };
    assert!(matches!(Node::init(&place.path, &bad).await, Err(NodeError::BadName { .. })));
    assert!(!place.path.exists());
}

#[tokio::test]
async fn only_the_right_passphrase_unlocks() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    for (handle, passphrase) in [("anna", "a lantern"), ("bert", PASSPHRASE), ("anna", "")] {
        assert!(matches!(node.unlock(handle, passphrase).await, Err(NodeError::WrongPassphrase { .. })));
        assert!(matches!(node.member(handle, passphrase).await, Err(NodeError::WrongPassphrase { .. })));
        assert!(node.is_locked().await);
    }
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(!node.is_locked().await && !node.is_unattended());
    node.lock().await.unwrap();
    assert!(matches!(node.register(&anna()).await, Err(NodeError::Locked)));
}

#[tokio::test]
async fn a_locked_node_takes_a_record_that_opens_later() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let record = told();
    let appended = node.append(&anna(), &record, Against::Nothing).await.unwrap();
    assert_eq!(appended.version, 1);
    let (action, purpose) = (Action::Open, Purpose::Tracing);
    let open = node.open::<MissingPerson>(&anna(), action, purpose, appended.record).await;
    assert!(matches!(open, Err(NodeError::Locked)));
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let opened = node.open::<MissingPerson>(&anna(), action, purpose, appended.record).await.unwrap();
    assert_eq!(opened.record, Record::of(record.matching.clone()), "the sealed part stays closed");
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    let opened = node.open_sealed::<MissingPerson>(&member, action, purpose, appended.record).await.unwrap();
    assert_eq!(opened.record, record);
    let stale = node.append(&anna(), &record, Against::Version(appended.record, 0)).await;
    assert!(matches!(stale, Err(NodeError::Conflict { expected: 0, actual: 1 })), "{stale:?}");
    let again = node.append(&anna(), &record, Against::Version(appended.record, 1)).await.unwrap();
    assert_eq!(again.version, 2);
    node.close().await.unwrap();
    let verification = Node::verify(&place.path).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
    assert_eq!(verification.sizes[1].1, 2, "each opening has its line in the audit of reads");
}

#[tokio::test]
async fn a_register_comes_in_once_and_goes_out_as_it_came() {
    let place = Place::new();
    place.init(true).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    assert!(node.is_unattended() && node.is_demo() && !node.is_locked().await);
    let records = demo();
    let first = node.import_register(&anna(), &records).await.unwrap();
    assert_eq!((first.changed, first.unchanged), (0, 0));
    let again = node.import_register(&anna(), &records).await.unwrap();
    assert_eq!(again, Imported { unchanged: first.new, ..Imported::default() });
    let mut folder = interop::register::read(&demo_folder()).unwrap();
    // sealed: machines compare without it
    folder.register.missing.iter_mut().for_each(|person| person.circumstances = None);
    assert_same_register(&node.register(&anna()).await.unwrap(), &folder.register);

    let mut changed = records.clone();
    changed.missing[3].matching.route = Some("another".to_owned());
    changed.missing[4].sealed = told().sealed;
    let third = node.import_register(&anna(), &changed).await.unwrap();
    assert_eq!((third.new, third.changed), (0, 2));

    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    assert_eq!(node.view_hash().await.unwrap(), hash);
    node.lock().await.unwrap();
    assert_ne!(node.view_hash().await.unwrap(), hash);
    node.close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}
