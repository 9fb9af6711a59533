//! The view from a snapshot and what came after it is the view from the journal; a snapshot that is not ours is ignored.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::path::PathBuf;
use std::sync::OnceLock;

use interop::register::Records;
use node::door::Against;
use node::{FileWords, Node, NodeError, Signer, SnapshotUse};
use proptest::prelude::*;
use rooms::header::RecordId;
use rooms::missing::kinds::MissingPerson;
use rstest::rstest;
use support::{PASSPHRASE, Place, anna};

const PHOTO: &[u8] = include_bytes!("../../store/tests/data/baseline.jpg");

/// The demo's register, read once.
fn demo() -> &'static Records {
    static DEMO: OnceLock<Records> = OnceLock::new();
    DEMO.get_or_init(support::demo)
}

const SIGNERS: [Signer<'static>; 2] = [("anna", PASSPHRASE), ("bert", PASSPHRASE)];

/// A node of two administrators.
async fn init(place: &Place) {
    let holders = vec![("anna", PASSPHRASE), ("bert", PASSPHRASE)];
    Node::init(&place.path, &node::InitOptions { holders, ..support::options(false) }).await.unwrap();
}

/// What may happen to a node.
#[derive(Clone, Debug)]
enum Step {
    Append(usize),
    /// The n-th of the records that are there gets another route.
    Edit(usize),
    Import(usize),
    Attach(usize),
    Hold(usize, bool),
    Erase(usize),
    Epoch,
    /// A snapshot now, whatever came before.
    Save,
    /// Locked and unlocked again: from the newest snapshot.
    Lock,
    /// Closed and opened again.
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0usize..6).prop_map(Step::Append),
        3 => (0usize..20).prop_map(Step::Edit),
        2 => (0usize..5).prop_map(Step::Import),
        1 => (0usize..20).prop_map(Step::Attach),
        1 => (0usize..20, any::<bool>()).prop_map(|(which, is_held)| Step::Hold(which, is_held)),
        2 => (0usize..20).prop_map(Step::Erase),
        1 => Just(Step::Epoch),
        3 => Just(Step::Save),
        2 => Just(Step::Lock),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..20)
}

/// A few records of the demo, some of them changed with each import.
fn records(turn: usize) -> Records {
    let mut records = demo().clone();
    records.samples.clear();
    records.remains.truncate(2);
    records.missing.truncate(4 + turn);
    records.missing[turn % 4].matching.route = Some(format!("route {turn}"));
    records
}

async fn play(place: &Place, steps: &[Step]) -> (Node, bool) {
    let mut node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let mut there: Vec<(RecordId, u32, rooms::kind::Record<MissingPerson>)> = Vec::new();
    let mut is_saved = false;
    for step in steps {
        match step {
            Step::Append(which) => {
                let mut record = demo().missing[*which].clone();
                // of a name and a family of its own: an import would be refused beside a second one of the same name
                record.matching.id = format!("X{}", there.len());
                record.matching.family = format!("no family {}", there.len());
                let appended = node.append(&anna(), &record, Against::Nothing).await.unwrap();
                there.push((appended.record, appended.version, record));
            }
            Step::Edit(which) if !there.is_empty() => {
                let count = there.len();
                let (id, version, record) = &mut there[which % count];
                record.matching.route = Some(format!("by version {version}"));
                let against = Against::Version(*id, *version);
                *version = match node.append(&anna(), record, against).await {
                    Ok(appended) => appended.version,
                    // an import changed it meanwhile
                    Err(NodeError::Conflict { actual, .. }) => actual,
                    Err(error) => panic!("{error}"),
                };
            }
            Step::Import(turn) => drop(node.import_register(&anna(), &records(*turn)).await.unwrap()),
            Step::Attach(which) if !there.is_empty() => {
                let words = FileWords { name: "photo", caption: None };
                node.attach(&anna(), there[which % there.len()].0, PHOTO.to_vec(), words).await.unwrap();
            }
            Step::Hold(which, is_held) if !there.is_empty() => {
                node.hold(there[which % there.len()].0, *is_held, &SIGNERS, "asked").await.unwrap();
            }
            Step::Erase(which) if !there.is_empty() => {
                let which = which % there.len();
                // one that is held stays
                if node.erase(there[which].0, &SIGNERS, "asked").await.is_ok() {
                    there.remove(which);
                    assert!(!place.path.join("snapshot").exists(), "it held what was erased");
                    is_saved = false;
                }
            }
            Step::Epoch => {
                node.end_epoch(&SIGNERS, "asked").await.unwrap();
                assert!(!place.path.join("snapshot").exists(), "its key is gone");
                is_saved = false;
            }
            Step::Edit(_) | Step::Attach(_) | Step::Hold(..) | Step::Erase(_) => {}
            Step::Save => {
                node.save_snapshot().await.unwrap();
                is_saved = true;
            }
            Step::Lock => {
                node.lock().await.unwrap();
                node.unlock("anna", PASSPHRASE).await.unwrap();
                is_saved |= matches!(node.snapshot().await, SnapshotUse::Loaded { .. });
            }
            Step::Reopen => {
                node.close().await.unwrap();
                node = Node::open_directory(&place.path).await.unwrap();
                node.unlock("anna", PASSPHRASE).await.unwrap();
            }
        }
    }
    (node, is_saved)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_view_from_a_snapshot_is_the_view_from_the_journal(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let place = Place::new();
            init(&place).await;
            let (node, is_saved) = play(&place, &steps).await;
            let live = node.view_hash().await.unwrap();
            // dropped as a kill drops it: what was saved stays behind what came after
            drop(node);
            let node = Node::open_directory(&place.path).await.unwrap();
            node.unlock("anna", PASSPHRASE).await.unwrap();
            let is_loaded = matches!(node.snapshot().await, SnapshotUse::Loaded { .. });
            prop_assert!(is_loaded || !is_saved, "a snapshot that was written is taken");
            prop_assert_eq!(node.view_hash().await.unwrap(), live);
            prop_assert_eq!(node.rebuild().await.unwrap(), live);
            Ok(())
        })?;
    }
}

/// A closed node with a snapshot of some records, and the hash of its view.
async fn saved(place: &Place) -> ([u8; 32], PathBuf) {
    init(place).await;
    let steps = [Step::Import(1), Step::Append(5), Step::Attach(0)];
    let (node, _) = play(place, &steps).await;
    let hash = node.view_hash().await.unwrap();
    node.close().await.unwrap();
    let path = place.path.join("snapshot");
    assert!(path.is_file(), "a close writes it");
    (hash, path)
}

#[derive(Clone, Copy)]
enum Harm {
    Flip,
    Cut,
    CutAtAPart,
    Empty,
    OfAnotherNode,
    OfALongerLog,
}

#[rstest]
#[case::flipped(Harm::Flip)]
#[case::cut(Harm::Cut)]
#[case::cut_at_a_part(Harm::CutAtAPart)]
#[case::empty(Harm::Empty)]
#[case::of_another_node(Harm::OfAnotherNode)]
#[case::of_a_longer_log(Harm::OfALongerLog)]
#[tokio::test]
async fn what_is_no_snapshot_of_this_log_is_ignored(#[case] harm: Harm) {
    let place = Place::new();
    let (mut hash, path) = saved(&place).await;
    let good = std::fs::read(&path).unwrap();
    let bad = match harm {
        Harm::Flip => {
            let mut bad = good.clone();
            bad[good.len() / 2] ^= 1;
            bad
        }
        Harm::Cut => good[..good.len() - 1].to_vec(),
        Harm::CutAtAPart => good[..40].to_vec(),
        Harm::Empty => Vec::new(),
        Harm::OfAnotherNode => {
            let other = Place::new();
            let (_, path) = saved(&other).await;
            std::fs::read(path).unwrap()
        }
        Harm::OfALongerLog => {
            // an old copy of the journal under a newer snapshot, and another history after it
            let old = std::fs::read(place.path.join("journal.db")).unwrap();
            let (node, _) = play(&place, &[Step::Append(0), Step::Append(1), Step::Save]).await;
            node.close().await.unwrap();
            let newer = std::fs::read(&path).unwrap();
            std::fs::write(place.path.join("journal.db"), old).unwrap();
            std::fs::remove_file(&path).unwrap();
            let (node, _) = play(&place, &[Step::Append(2), Step::Append(3)]).await;
            hash = node.view_hash().await.unwrap();
            node.close().await.unwrap();
            newer
        }
    };
    std::fs::write(&path, bad).unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let used = node.snapshot().await;
    assert!(matches!(used, SnapshotUse::Ignored { .. }), "{used}");
    assert_eq!(node.view_hash().await.unwrap(), hash);
    node.close().await.unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(matches!(node.snapshot().await, SnapshotUse::Loaded { .. }), "it was made anew");
}

#[tokio::test]
async fn an_older_snapshot_of_this_log_is_what_it_was() {
    let place = Place::new();
    let (_, path) = saved(&place).await;
    let older = std::fs::read(&path).unwrap();
    let (node, _) = play(&place, &[Step::Append(0), Step::Import(2), Step::Save]).await;
    let hash = node.view_hash().await.unwrap();
    node.close().await.unwrap();
    std::fs::write(&path, older).unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(matches!(node.snapshot().await, SnapshotUse::Loaded { .. }));
    assert_eq!(node.view_hash().await.unwrap(), hash);
}

#[tokio::test]
async fn a_locked_node_neither_reads_nor_writes_one() {
    let place = Place::new();
    let (_, path) = saved(&place).await;
    let before = std::fs::read(&path).unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.append(&anna(), &demo().missing[0], Against::Nothing).await.unwrap();
    node.save_snapshot().await.unwrap();
    node.close().await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_node_without_one_is_folded_from_its_journal() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert_eq!(node.snapshot().await, SnapshotUse::Absent);
}
