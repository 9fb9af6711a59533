//! Every flip, drop, swap, transplant and truncation of a random log is named, at its place.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use journal::audit::{Audit, FindingKind};
use journal::{Checkpoint, EntryParts, Hash, Log, LogKey, SectionPart, SignedCheckpoint, Tree, entry, leaf_hash};
use proptest::prelude::*;

const NAME: &str = "node.example/changes";

#[derive(Clone, Debug)]
struct Stored {
    checkpoints: Vec<(u64, String)>,
    leaves: Vec<(u64, Hash)>,
    entries: Vec<(u64, Vec<u8>)>,
}

/// An entry from which no flipped bit leads to another one: such a flip would rightly be named a transplant.
fn bytes(at: u64) -> Vec<u8> {
    let section = SectionPart { name: "a".to_owned(), tier: 2, bytes: leaf_hash(&at.to_be_bytes()).0.to_vec() };
    entry::encode(&EntryParts { header: b"{}".to_vec(), sections: vec![section] }).unwrap()
}

/// A log with a checkpoint after each of these commits.
fn stored(commits: &[u64]) -> Stored {
    let key = LogKey::from_seed([7; 32]);
    let mut stored = Stored { checkpoints: Vec::new(), leaves: Vec::new(), entries: Vec::new() };
    let (mut tree, mut last): (Tree, Option<SignedCheckpoint>) = (Tree::new(), None);
    for commit in commits {
        for _ in 0..*commit {
            let (at, bytes) = (tree.len(), bytes(tree.len()));
            tree.push(leaf_hash(&bytes));
            stored.leaves.push((at, leaf_hash(&bytes)));
            stored.entries.push((at, bytes));
        }
        let now = Checkpoint { origin: NAME.to_owned(), size: tree.len(), root: tree.root(), extensions: Vec::new() };
        let now = if let Some(last) = &last { now.after(last) } else { now };
        let signed = now.sign(&key, NAME).unwrap();
        stored.checkpoints.push((tree.len(), signed.to_text()));
        last = Some(signed);
    }
    stored
}

fn named(stored: &Stored) -> Vec<(String, u64, FindingKind)> {
    let mut audit = Audit::new(Log::Changes, NAME, LogKey::from_seed([7; 32]).public());
    stored.checkpoints.iter().for_each(|(size, text)| audit.checkpoint(*size, text));
    stored.leaves.iter().for_each(|(at, leaf)| audit.leaf(*at, *leaf));
    stored.entries.iter().for_each(|(at, bytes)| audit.entry(*at, bytes));
    let foreign = leaf_hash(&bytes(1_000_000));
    let findings = audit.findings(&|hash| (*hash == foreign).then_some(3));
    findings.into_iter().map(|finding| (finding.log, finding.index, finding.kind)).collect()
}

fn only(place: &str, index: u64, kind: FindingKind) -> Vec<(String, u64, FindingKind)> {
    vec![(place.to_owned(), index, kind)]
}

fn both(a: u64, b: u64) -> Vec<(String, u64, FindingKind)> {
    let mut both = [a, b];
    both.sort();
    both.map(|at| ("changes".to_owned(), at, FindingKind::Swapped)).to_vec()
}

prop_compose! {
    /// A log of at least 3 entries, two places in it, and a bit.
    fn logs()(commits in prop::collection::vec(1_u64..6, 3..12), a in any::<prop::sample::Index>(),
        step in any::<prop::sample::Index>(), bit in any::<prop::sample::Index>())
        -> (Stored, usize, usize, prop::sample::Index) {
        let stored = stored(&commits);
        let size = stored.entries.len();
        let a = a.index(size);
        (stored, a, (a + 1 + step.index(size - 1)) % size, bit)
    }
}

proptest! {
    // each case signs and checks some ten checkpoints, which is slow without optimisation
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_sound_log_has_no_findings((log, ..) in logs()) {
        prop_assert_eq!(named(&log), vec![]);
    }

    #[test]
    fn a_flipped_entry_or_leaf_is_named((log, a, _, bit) in logs()) {
        let mut entry = log.clone();
        let at = bit.index(entry.entries[a].1.len() * 8);
        entry.entries[a].1[at / 8] ^= 1 << (at % 8);
        let found = named(&entry);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&(found[0].0.as_str(), found[0].1), &("changes", a as u64));
        // a flip of a length makes an entry look cut
        prop_assert!(matches!(found[0].2, FindingKind::Flipped | FindingKind::Truncated));
        let mut leaf = log.clone();
        leaf.leaves[a].1.0[bit.index(32)] ^= 1;
        prop_assert_eq!(named(&leaf), only("changes", a as u64, FindingKind::Flipped));
        // both together: in the range that the next checkpoint bounds
        let mut pair = log.clone();
        pair.entries[a].1 = bytes(77_777);
        pair.leaves[a].1 = leaf_hash(&pair.entries[a].1);
        let from = log.checkpoints.iter().map(|(size, _)| *size).filter(|size| *size <= a as u64).max().unwrap_or(0);
        prop_assert_eq!(named(&pair), only("changes", from, FindingKind::Flipped));
    }

    #[test]
    fn a_dropped_entry_is_named((log, a, ..) in logs(), with_leaf in any::<bool>()) {
        let mut log = log;
        let kind = if a + 1 == log.entries.len() { FindingKind::Truncated } else { FindingKind::Dropped };
        log.entries.remove(a);
        if with_leaf { log.leaves.remove(a); }
        prop_assert_eq!(named(&log), only("changes", a as u64, kind));
    }

    #[test]
    fn swapped_entries_are_named((log, a, b, _) in logs(), with_leaf in any::<bool>()) {
        let mut log = log;
        let kept = log.entries[a].1.clone();
        log.entries[a].1 = std::mem::replace(&mut log.entries[b].1, kept);
        if with_leaf {
            let kept = log.leaves[a].1;
            log.leaves[a].1 = std::mem::replace(&mut log.leaves[b].1, kept);
        }
        prop_assert_eq!(named(&log), both(a as u64, b as u64));
    }

    #[test]
    fn a_transplanted_entry_is_named((log, a, b, _) in logs(), with_leaf in any::<bool>(), foreign in any::<bool>()) {
        let mut log = log;
        log.entries[a].1 = if foreign { bytes(1_000_000) } else { log.entries[b].1.clone() };
        if with_leaf { log.leaves[a].1 = leaf_hash(&log.entries[a].1); }
        let found = named(&log);
        prop_assert!(found.contains(&("changes".to_owned(), a as u64, FindingKind::Transplanted)), "{:?}", found);
    }

    #[test]
    fn a_cut_entry_and_a_cut_log_are_named((log, a, _, bit) in logs(), with_leaf in any::<bool>()) {
        let mut entry = log.clone();
        let length = bit.index(entry.entries[a].1.len());
        entry.entries[a].1.truncate(length);
        if with_leaf { entry.leaves[a].1 = leaf_hash(&entry.entries[a].1); }
        prop_assert_eq!(named(&entry), only("changes", a as u64, FindingKind::Truncated));
        let mut tail = log.clone();
        tail.entries.truncate(a);
        if with_leaf { tail.leaves.truncate(a); }
        prop_assert_eq!(named(&tail), only("changes", a as u64, FindingKind::Truncated));
    }

    #[test]
    fn what_is_done_to_a_checkpoint_is_named((log, a, b, bit) in logs()) {
        let count = log.checkpoints.len();
        let (a, b) = (a % count, b % count);
        let size = log.checkpoints[a].0;
        let mut flipped = log.clone();
        let mut text = flipped.checkpoints[a].1.clone().into_bytes();
        let at = bit.index(text.len());
        text[at] ^= 1;
        flipped.checkpoints[a].1 = String::from_utf8_lossy(&text).into_owned();
        prop_assert_eq!(named(&flipped), only("checkpoints", size, FindingKind::Flipped));
        let mut cut = log.clone();
        let length = log.checkpoints[a].1.char_indices().map(|(at, _)| at).nth(bit.index(150)).unwrap();
        cut.checkpoints[a].1.truncate(length);
        prop_assert_eq!(named(&cut), only("checkpoints", size, FindingKind::Truncated));
        let mut dropped = log.clone();
        dropped.checkpoints.remove(a);
        // without the last one, the entries that it covered have none
        prop_assert_eq!(named(&dropped), only("checkpoints", size, FindingKind::Dropped));
        if a != b {
            let mut copied = log.clone();
            copied.checkpoints[a].1 = log.checkpoints[b].1.clone();
            prop_assert!(named(&copied).contains(&("checkpoints".to_owned(), size, FindingKind::Transplanted)));
            let mut swapped = copied;
            swapped.checkpoints[b].1 = log.checkpoints[a].1.clone();
            let found = named(&swapped);
            prop_assert_eq!(found.len(), 2);
            prop_assert!(found.iter().all(|(_, _, kind)| *kind == FindingKind::Swapped));
        }
    }
}
