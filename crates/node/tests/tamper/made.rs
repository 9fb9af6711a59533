//! Nodes of one shape, each made once, and copies of them to be changed.

use std::path::{Path, PathBuf};

use node::door::Against;
use node::{Action, FileWords, Node};
use rooms::header::Purpose;
use rooms::missing::kinds::MissingPerson;
use tempfile::TempDir;

use crate::support::{PASSPHRASE, Place, anna, demo};

const PHOTO: &[u8] = include_bytes!("../../../store/tests/data/baseline.jpg");

/// A stopped node: records of one and of two versions, photos, lines of the audit of reads.
pub async fn node() -> Place {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let mut records = Vec::new();
    for record in &demo().missing[..14] {
        records.push(node.append(&anna(), record, Against::Nothing).await.unwrap().record);
    }
    for (nth, record) in records[..4].iter().enumerate() {
        node.append(&anna(), &demo().missing[nth], Against::Version(*record, 1)).await.unwrap();
        node.attach(&anna(), *record, PHOTO.to_vec(), FileWords { name: "photo.jpg", caption: None }).await.unwrap();
    }
    node.unlock("anna", PASSPHRASE).await.unwrap();
    for record in &records[..6] {
        node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, *record).await.unwrap();
    }
    node.close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
    place
}

/// A copy of a node's directory.
pub fn copy(node: &Path) -> (TempDir, PathBuf) {
    let at = tempfile::tempdir().unwrap();
    let to = at.path().join("node");
    copy_folder(node, &to);
    (at, to)
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

/// Numbers that are the same in every run (Knuth's MMIX generator).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A tenth by default; `LANDFALL_SOAK=1` does all.
pub fn times(full: usize) -> usize {
    if std::env::var_os("LANDFALL_SOAK").is_some() { full } else { full / 10 }
}
