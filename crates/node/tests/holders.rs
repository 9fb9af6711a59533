//! Who holds the keys of a node: who is let in and who leaves, by whose word, and what opens afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::collections::BTreeSet;

use node::door::Against;
use node::{Action, ApprovalFault, NewHolder, Node, NodeError};
use rooms::header::{Purpose, RecordId};
use rooms::missing::kinds::MissingPerson;
use rstest::rstest;
use rusqlite::Connection;
use support::{PASSPHRASE, Place, anna, demo};

const BILAL: &str = "bilal counts the boats";
const CAROL: &str = "carol keeps the book";
const WHY: &str = "as agreed on 3 November";

fn holder<'a>(handle: &'a str, passphrase: &'a str, is_administrator: bool, is_member: bool) -> NewHolder<'a> {
    NewHolder { handle, passphrase, is_administrator, is_member, roles: &[] }
}

/// A node of anna and bilal, both administrators and members.
async fn of_two() -> (Place, Node) {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.add_holder(holder("bilal", BILAL, true, true), &[("anna", PASSPHRASE)], WHY).await.unwrap();
    (place, node)
}

/// Appends somebody of whom something sealed is told.
async fn append(node: &Node) -> RecordId {
    let told = demo().missing.into_iter().find(|it| it.sealed != Default::default()).unwrap();
    node.append(&anna(), &told, Against::Nothing).await.unwrap().record
}

/// Whether a member opens what is sealed in a record.
async fn opens(node: &Node, (handle, passphrase): (&str, &str), record: RecordId) -> bool {
    let member = node.member(handle, passphrase).await.unwrap();
    let opened = node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, record).await.unwrap();
    opened.record.sealed != Default::default()
}

async fn verified(place: &Place) {
    let verification = Node::verify(&place.path).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
}

fn slots(place: &Place) -> BTreeSet<String> {
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    let mut rows = connection.prepare("select name from slot").unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[tokio::test]
async fn who_is_let_in_opens_the_node_and_what_was_sealed_before() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let before = append(&node).await;
    node.add_holder(holder("bilal", BILAL, true, true), &[("anna", PASSPHRASE)], WHY).await.unwrap();
    let names: Vec<String> = node.holders().await.into_iter().map(|it| it.handle).collect();
    assert_eq!(names, ["anna", "bilal"]);
    node.unlock("bilal", BILAL).await.unwrap();
    assert!(opens(&node, ("bilal", BILAL), before).await);
    let taken = node.add_holder(holder("bilal", "another", false, true), &[("anna", PASSPHRASE)], WHY).await;
    assert!(matches!(taken, Err(NodeError::NameTaken { .. })), "{taken:?}");
    let empty = node.add_holder(holder("dana", "", false, true), &[("anna", PASSPHRASE)], WHY).await;
    assert!(matches!(empty, Err(NodeError::EmptyPassphrase)), "{empty:?}");
    node.close().await.unwrap();
    verified(&place).await;
}

#[tokio::test]
async fn a_member_alone_opens_records_and_not_the_node() {
    let (place, node) = of_two().await;
    let record = append(&node).await;
    node.add_holder(holder("carol", CAROL, false, true), &[("anna", PASSPHRASE)], WHY).await.unwrap();
    assert!(matches!(node.unlock("carol", CAROL).await, Err(NodeError::HoldsNoKey { .. })));
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(opens(&node, ("carol", CAROL), record).await);
    // and the other way round
    let both = [("anna", PASSPHRASE), ("bilal", BILAL)];
    node.add_holder(holder("dana", CAROL, true, false), &both, WHY).await.unwrap();
    assert!(matches!(node.member("dana", CAROL).await, Err(NodeError::HoldsNoKey { .. })));
    node.lock().await.unwrap();
    node.unlock("dana", CAROL).await.unwrap();
    node.close().await.unwrap();
    verified(&place).await;
}

/// By whose word somebody is made administrator and member, or one of both.
#[rstest]
#[case::one_of_two_administrators(true, true, &["anna"], |it: &ApprovalFault| matches!(it, ApprovalFault::TooFew { found: 1, needed: 2 }))]
#[case::one_twice(true, false, &["anna", "anna"], |it: &ApprovalFault| matches!(it, ApprovalFault::Twice { .. }))]
#[case::an_administrator_and_a_member(true, false, &["anna", "carol"], |it: &ApprovalFault| matches!(it, ApprovalFault::NoAdministrator { .. }))]
#[case::no_member(false, true, &["dana"], |it: &ApprovalFault| matches!(it, ApprovalFault::NoMember { .. }))]
#[case::nobody(false, true, &[], |it: &ApprovalFault| matches!(it, ApprovalFault::Nobody | ApprovalFault::NoMember { .. }))]
#[tokio::test]
async fn whose_word_is_not_enough(
    #[case] is_administrator: bool,
    #[case] is_member: bool,
    #[case] by: &[&str],
    #[case] expected: fn(&ApprovalFault) -> bool,
) {
    let (_place, node) = of_two().await;
    let both = [("anna", PASSPHRASE), ("bilal", BILAL)];
    node.add_holder(holder("carol", CAROL, false, true), &[("anna", PASSPHRASE)], WHY).await.unwrap();
    node.add_holder(holder("dana", CAROL, true, false), &both, WHY).await.unwrap();
    let passphrase = |handle: &&str| if *handle == "anna" { PASSPHRASE } else { CAROL };
    let signers: Vec<(&str, &str)> = by.iter().map(|handle| (*handle, passphrase(handle))).collect();
    let added = node.add_holder(holder("erik", "sails", is_administrator, is_member), &signers, WHY).await;
    assert!(matches!(&added, Err(NodeError::Unapproved(fault)) if expected(fault)), "{added:?}");
    assert_eq!(node.holders().await.len(), 4);
}

#[tokio::test]
async fn a_reason_is_asked_for() {
    let (_place, node) = of_two().await;
    let added = node.add_holder(holder("carol", CAROL, false, true), &[("anna", PASSPHRASE)], "  ").await;
    assert!(matches!(added, Err(NodeError::Unapproved(ApprovalFault::NoReason))), "{added:?}");
}

#[tokio::test]
async fn who_leaves_opens_nothing_that_follows_and_those_who_stay_open_all() {
    let (place, node) = of_two().await;
    let both = [("anna", PASSPHRASE), ("bilal", BILAL)];
    node.add_holder(holder("carol", CAROL, true, true), &both, WHY).await.unwrap();
    let before = append(&node).await;
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let session = node.member("carol", CAROL).await.unwrap();
    assert!(!node.is_epoch_due_by_leave().await);
    node.remove_holder("carol", &both, "moved to another house").await.unwrap();
    assert!(node.is_epoch_due_by_leave().await, "an administrator knew the key of the epoch");
    let after = append(&node).await;

    // a session from before does not outlive it
    for record in [before, after] {
        let opened = node.open_sealed::<MissingPerson>(&session, Action::Open, Purpose::Tracing, record).await;
        assert!(matches!(opened, Err(NodeError::Refused { .. })), "{opened:?}");
    }
    assert!(matches!(node.member("carol", CAROL).await, Err(NodeError::WrongPassphrase { .. })));
    for stays in both {
        for record in [before, after] {
            assert!(opens(&node, stays, record).await);
        }
    }
    // whoever comes later opens both too
    node.add_holder(holder("dana", CAROL, false, true), &[("bilal", BILAL)], WHY).await.unwrap();
    assert!(opens(&node, ("dana", CAROL), before).await && opens(&node, ("dana", CAROL), after).await);
    let again = node.add_holder(holder("carol", CAROL, false, true), &[("anna", PASSPHRASE)], WHY).await;
    assert!(matches!(again, Err(NodeError::NameTaken { .. })), "{again:?}");
    node.close().await.unwrap();

    let slots = slots(&place);
    assert!(slots.iter().all(|name| !name.ends_with("/carol")), "{slots:?}");
    for due in ["role/harbour-aid/2/anna", "role/harbour-aid/2/@recovery", "role/harbour-aid/1/bilal"] {
        assert!(slots.contains(due), "{slots:?}");
    }
    verified(&place).await;
}

#[tokio::test]
async fn the_last_of_either_does_not_leave() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let last = node.remove_holder("anna", &[("anna", PASSPHRASE)], WHY).await;
    assert!(matches!(&last, Err(NodeError::LastHolder { what, .. }) if what.contains("administrator")), "{last:?}");
    node.add_holder(holder("dana", CAROL, true, false), &[("anna", PASSPHRASE)], WHY).await.unwrap();
    let last = node.remove_holder("anna", &[("anna", PASSPHRASE), ("dana", CAROL)], WHY).await;
    assert!(matches!(&last, Err(NodeError::LastHolder { what, .. }) if what.contains("harbour-aid")), "{last:?}");
    let nobody = node.remove_holder("erik", &[("anna", PASSPHRASE)], WHY).await;
    assert!(matches!(nobody, Err(NodeError::NoSuchHolder { .. })), "{nobody:?}");
    assert_eq!(node.holders().await.len(), 2);
}

#[tokio::test]
async fn a_passphrase_changes_and_the_old_bytes_leave_the_disk() {
    let (place, node) = of_two().await;
    let slot = || -> Vec<u8> {
        let connection = Connection::open(place.path.join("journal.db")).unwrap();
        connection.query_row("select bytes from slot where name = 'holder/anna'", [], |row| row.get(0)).unwrap()
    };
    let old = slot();
    let wrong = node.change_passphrase("anna", BILAL, "new words").await;
    assert!(matches!(wrong, Err(NodeError::WrongPassphrase { .. })));
    assert!(matches!(node.change_passphrase("anna", PASSPHRASE, "").await, Err(NodeError::EmptyPassphrase)));
    node.change_passphrase("anna", PASSPHRASE, "new words").await.unwrap();
    assert!(matches!(node.unlock("anna", PASSPHRASE).await, Err(NodeError::WrongPassphrase { .. })));
    node.unlock("anna", "new words").await.unwrap();
    node.member("anna", "new words").await.unwrap();
    for name in ["journal.db", "journal.db-wal"] {
        let bytes = std::fs::read(place.path.join(name)).unwrap_or_default();
        assert!(!bytes.windows(40).any(|seen| seen == &old[40..80]), "the old slot stands in {name}");
    }
    node.close().await.unwrap();
    verified(&place).await;
}
