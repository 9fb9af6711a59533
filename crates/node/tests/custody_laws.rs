//! Whatever is done to a node in whatever order: its view is the fold of its log, what lives opens, what was erased does
//! not, and `verify` finds nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;
#[path = "support/two.rs"]
mod two;

use std::collections::BTreeMap;

use interop::register::Records;
use node::door::Against;
use node::{Node, NodeError};
use rooms::header::RecordId;
use rstest::rstest;
use support::{PASSPHRASE, Place, anna};
use two::{BOTH, WHY, append, findings, of_two, open, opened, told};

const STEPS: usize = 45;

/// A node and what is known of it.
struct World {
    place: Place,
    node: Node,
    /// Versions of those who live.
    living: BTreeMap<RecordId, u32>,
    held: Vec<RecordId>,
    erased: Vec<RecordId>,
    is_locked: bool,
    state: u64,
}

impl World {
    /// Numbers that are the same in every run (Knuth's MMIX generator).
    fn next(&mut self, below: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % below
    }

    fn any(&mut self) -> Option<RecordId> {
        let count = self.living.len();
        (count > 0).then(|| self.next(count)).and_then(|at| self.living.keys().nth(at).copied())
    }

    async fn step(&mut self) {
        if self.is_locked && self.next(3) == 0 {
            self.node.unlock("bilal", two::BILAL).await.unwrap();
            self.is_locked = false;
        }
        match self.next(12) {
            0..=3 => {
                let person = &told()[self.next(5)];
                let record = self.node.append(&anna(), person, Against::Nothing).await.unwrap().record;
                self.living.insert(record, 1);
            }
            4..=5 => {
                let Some(record) = self.any() else { return };
                let version = self.living[&record];
                let person = &told()[self.next(5)];
                self.node.append(&anna(), person, Against::Version(record, version)).await.unwrap();
                self.living.insert(record, version + 1);
            }
            6 => self.import().await,
            7..=8 => self.erase().await,
            9 => match self.node.end_epoch(&BOTH, WHY).await {
                Err(NodeError::Locked) => assert!(self.is_locked),
                ended => assert!(ended.is_ok() && !self.is_locked, "{ended:?}"),
            },
            10 => {
                self.node.lock().await.unwrap();
                self.is_locked = true;
            }
            _ => {
                let Some(record) = self.any() else { return };
                let is_held = !self.held.contains(&record);
                assert!(self.node.hold(record, is_held, &BOTH, WHY).await.unwrap());
                self.held.retain(|it| *it != record);
                self.held.extend(is_held.then_some(record));
            }
        }
    }

    async fn import(&mut self) {
        let mut missing = told()[..6].to_vec();
        let at = self.next(6);
        missing[at].matching.route = Some(format!("route {}", self.next(1000)));
        let imported = self.node.import_register(&anna(), &Records { missing, ..Records::default() }).await;
        if self.is_locked {
            assert!(matches!(imported, Err(NodeError::Locked)));
            return;
        }
        imported.unwrap();
        for it in self.node.records(&anna(), Some("missing-person")).await.unwrap() {
            self.living.insert(it.record, it.version);
        }
    }

    async fn erase(&mut self) {
        let Some(record) = self.any() else { return };
        match self.node.erase(record, &BOTH, WHY).await {
            Ok(_) => {
                assert!(!self.is_locked && !self.held.contains(&record));
                self.living.remove(&record);
                self.erased.push(record);
            }
            Err(NodeError::Locked) => assert!(self.is_locked),
            Err(NodeError::Unapproved(_)) => assert!(self.held.contains(&record)),
            Err(other) => panic!("{other}"),
        }
    }

    async fn check(&mut self) {
        let hash = self.node.view_hash().await.unwrap();
        assert_eq!(self.node.rebuild().await.unwrap(), hash);
        if self.is_locked {
            return;
        }
        let names: Vec<RecordId> = self.living.keys().copied().collect();
        for record in names {
            open(&self.node, record).await.unwrap();
        }
        for record in &self.erased {
            assert!(matches!(open(&self.node, *record).await, Err(NodeError::NoSuchRecord)));
        }
    }

    async fn start_again(self) -> Self {
        let hash = self.node.view_hash().await.unwrap();
        self.node.close().await.unwrap();
        assert_eq!(findings(&self.place.path).await, [""; 0]);
        let node = if self.is_locked {
            Node::open_directory(&self.place.path).await.unwrap()
        } else {
            opened(&self.place.path).await
        };
        assert_eq!(node.view_hash().await.unwrap(), hash);
        Self { node, ..self }
    }
}

#[rstest]
#[tokio::test]
async fn the_view_is_the_fold_of_the_log(#[values(1, 2, 3, 4, 5, 6, 7, 8)] seed: u64) {
    let (place, node) = of_two().await;
    let living: BTreeMap<RecordId, u32> = append(&node, 3).await.into_iter().map(|it| (it, 1)).collect();
    let (held, erased) = (Vec::new(), Vec::new());
    let mut world = World { place, node, living, held, erased, is_locked: false, state: seed };
    for step in 1..=STEPS {
        world.step().await;
        if step % 5 == 0 {
            world.check().await;
        }
        if step % 15 == 0 {
            world = world.start_again().await;
        }
    }
    if world.is_locked {
        world.node.unlock("anna", PASSPHRASE).await.unwrap();
        world.is_locked = false;
    }
    world.check().await;
    assert!(!world.erased.is_empty() && !world.living.is_empty(), "the run did something");
}
