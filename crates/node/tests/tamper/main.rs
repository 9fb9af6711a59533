//! Whatever is changed in a node is named by `verify`, on a node that stays locked: what it is, where, and what was done.
//! `LANDFALL_SOAK=1` does all of it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod made;
mod part;
mod raw;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;

use journal::audit::Finding;
use made::{Chance, copy, times};
use node::Node;
use part::{KINDS, Part};
use rstest::rstest;

/// What a check of a changed node found, which is never nothing.
async fn found(node: &Path, what: &str) -> Vec<Finding> {
    let verification = Node::verify(node).await.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(!verification.is_ok(), "{what}: nothing was found");
    verification.findings
}

#[track_caller]
fn assert_named(findings: &[Finding], part: &Part, kinds: &[&str], what: &str) {
    let named = part.named(findings);
    let fits = named.iter().any(|kind| kinds.contains(kind));
    assert!(fits, "{what}: {part:?} is not named as one of {kinds:?} in {findings:#?}");
}

fn of_kind(all: &[Part], kind: &str) -> Vec<Part> {
    all.iter().filter(|part| part.kind() == kind).cloned().collect()
}

#[rstest]
#[case::entries("entry", 4000)]
#[case::leaf_hashes("leaf", 1000)]
#[case::checkpoints("checkpoint", 2000)]
#[case::wrapped_keys("key", 1000)]
#[case::tags_of_keys("key-tag", 500)]
#[case::slots("slot", 500)]
#[case::tags_of_slots("slot-tag", 500)]
#[case::blobs("blob", 500)]
#[tokio::test]
async fn a_flipped_bit_is_named(#[case] kind: &str, #[case] full: usize) {
    let place = made::node().await;
    let parts = of_kind(&part::all(&place.path), kind);
    let mut chance = Chance(full as u64);
    for _ in 0..times(full) {
        let part = chance.of(&parts);
        let bytes = part.get(&place.path);
        let (at, bit) = (chance.below(bytes.len()), chance.below(8));
        let mut changed = bytes.clone();
        // of text the lowest seven bits, so that it stays text
        changed[at] ^= 1 << if kind == "checkpoint" { bit % 7 } else { bit };
        if std::str::from_utf8(&changed).is_err() && kind == "checkpoint" {
            continue;
        }
        part.put(&place.path, &changed);
        let what = format!("bit {bit} of byte {at}");
        let findings = found(&place.path, &what).await;
        // a changed length or line end looks like a cut
        assert_named(&findings, part, &["flipped", "truncated"], &what);
        part.put(&place.path, &bytes);
    }
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_row_that_is_gone_is_named() {
    let place = made::node().await;
    let parts = part::all(&place.path);
    let mut chance = Chance(2);
    for nth in 0..times(250) {
        let kind = ["entry", "checkpoint", "key", "slot", "blob"][nth % 5];
        let part = chance.of(&of_kind(&parts, kind)).clone();
        let (_at, node) = copy(&place.path);
        part.take(&node);
        let what = format!("{part:?} is gone");
        assert_named(&found(&node, &what).await, &part, &["dropped", "truncated", "missing-key"], &what);
    }
}

#[tokio::test]
async fn parts_that_changed_places_are_named() {
    let place = made::node().await;
    let parts = part::all(&place.path);
    let mut chance = Chance(3);
    for nth in 0..times(250) {
        let parts = of_kind(&parts, KINDS[nth % KINDS.len()]);
        let (one, other) = (chance.of(&parts).clone(), chance.of(&parts).clone());
        let (first, second) = (one.get(&place.path), other.get(&place.path));
        if first == second {
            continue;
        }
        let (_at, node) = copy(&place.path);
        one.put(&node, &second);
        other.put(&node, &first);
        let what = format!("{one:?} and {other:?} changed places");
        let findings = found(&node, &what).await;
        for part in [&one, &other] {
            assert_named(&findings, part, &["swapped", "transplanted", "flipped"], &what);
        }
    }
}

/// Of an entry: the whole row, with its leaf hash; of a key: with its tag.
fn with_what_signs_for_it(part: &Part) -> Vec<Part> {
    match part.clone() {
        Part::Entry(log, at) => vec![Part::Entry(log, at), Part::Leaf(log, at)],
        Part::Key(index, section) => vec![Part::Key(index, section), Part::KeyTag(index, section)],
        Part::Slot(name) => vec![Part::Slot(name.clone()), Part::SlotTag(name)],
        other => vec![other],
    }
}

/// From a node of the same name and shape, and from another row of the same node, log or record.
#[rstest]
#[case::of_another_node(true)]
#[case::of_the_same_node(false)]
#[tokio::test]
async fn a_part_of_elsewhere_is_named(#[case] other_node: bool) {
    let place = made::node().await;
    let sister = if other_node { made::node().await } else { support::Place::new() };
    let from = if other_node { &sister.path } else { &place.path };
    let (parts, others) = (part::all(&place.path), part::all(from));
    let mut chance = Chance(4);
    for nth in 0..times(150) {
        let kind = ["entry", "checkpoint", "key", "slot", "blob"][nth % 5];
        let whole = (nth / 5) % 2 == 0;
        let part = chance.of(&of_kind(&parts, kind)).clone();
        let other = chance.of(&of_kind(&others, kind)).clone();
        if !other_node && part == other {
            continue;
        }
        let (_at, node) = copy(&place.path);
        let (mut to, mut of) = (vec![part.clone()], vec![other.clone()]);
        if whole {
            (to, of) = (with_what_signs_for_it(&part), with_what_signs_for_it(&other));
        }
        for (to, of) in to.iter().zip(&of) {
            to.put(&node, &of.get(from));
        }
        let what = format!("{to:?} became what {of:?} is there");
        let findings = found(&node, &what).await;
        // a shorter one of another node cannot be told from a cut one
        assert_named(&findings, &part, &["transplanted", "flipped", "swapped", "truncated"], &what);
    }
}

#[tokio::test]
async fn bytes_that_were_cut_short_are_named() {
    let place = made::node().await;
    let parts = part::all(&place.path);
    let mut chance = Chance(5);
    for nth in 0..times(100) {
        let part = chance.of(&of_kind(&parts, ["entry", "checkpoint", "key", "slot", "blob"][nth % 5])).clone();
        let (_at, node) = copy(&place.path);
        let mut bytes = part.get(&node);
        bytes.truncate(chance.below(bytes.len()));
        part.put(&node, &bytes);
        let what = format!("{part:?} cut to {} bytes", bytes.len());
        assert_named(&found(&node, &what).await, &part, &["truncated", "flipped"], &what);
    }
}

/// The end of a log, with its checkpoints, and of the changes with their keys or without.
#[tokio::test]
async fn a_log_whose_end_is_gone_is_named() {
    let place = made::node().await;
    let parts = part::all(&place.path);
    let mut chance = Chance(6);
    for nth in 0..times(100) {
        let log = nth as i64 % 2;
        let ends = parts.iter().filter_map(|part| match part {
            Part::Entry(of, at) if *of == log => Some(*at),
            _ => None,
        });
        let size = ends.max().unwrap() + 1;
        let left = chance.below(size as usize) as i64;
        let (_at, node) = copy(&place.path);
        let database = part::database(&node);
        database.execute("delete from entry where log = ?1 and idx >= ?2", [log, left]).unwrap();
        database.execute("delete from checkpoint where log = ?1 and size > ?2", [log, left]).unwrap();
        if log == 0 && nth % 4 == 0 {
            database.execute("delete from wrapped_key where idx >= ?1", [left]).unwrap();
        }
        drop(database);
        let what = format!("{size} entries of log {log} cut to {left}, nth {nth}");
        assert_named(&found(&node, &what).await, &Part::Entry(log, left), &["truncated"], &what);
    }
}
