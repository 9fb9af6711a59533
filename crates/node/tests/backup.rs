//! Backups: made beside a running node, checked before they have a name, ciphertext only, and keys in a file that takes
//! two custodians.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use node::door::Against;
use node::{BackupError, Node, NodeError};
use rstest::rstest;
use support::{Place, anna, demo};

impl Place {
    fn beside(&self, name: &str) -> PathBuf {
        self.path.parent().unwrap().join(name)
    }
}

async fn filled(count: usize) -> Place {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    for record in &demo().missing[..count] {
        node.append(&anna(), record, Against::Nothing).await.unwrap();
    }
    node.close().await.unwrap();
    place
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_backup_is_made_while_records_come_in() {
    let place = filled(3).await;
    let node = Arc::new(Node::open_directory(&place.path).await.unwrap());
    let writer = tokio::spawn({
        let node = Arc::clone(&node);
        async move {
            for record in demo().missing.iter().cycle().take(120) {
                node.append(&anna(), record, Against::Nothing).await.unwrap();
            }
        }
    });
    let to = place.beside("backups");
    let mut sizes = Vec::new();
    for _ in 0..3 {
        let backup = Node::backup(&place.path, &to).await.unwrap();
        assert!(backup.left_out.is_empty());
        assert_eq!(names(&backup.path), ["blobs", "journal.db", "manifest.json", "node.toml"]);
        assert!(Node::check_backup(&backup.path).await.unwrap().is_ok());
        sizes.push(backup.changes);
    }
    writer.await.unwrap();
    assert!(sizes.is_sorted() && sizes[0] >= 6, "{sizes:?}");
    assert_eq!(names(&to).len(), 3, "each backup has a folder of its own, and nothing else is left");
    Arc::into_inner(node).unwrap().close().await.unwrap();
    let last = Node::backup(&place.path, &to).await.unwrap();
    assert_eq!(last.changes, 126, "a stopped node is backed up too");
    let meant = Node::verify(&last.path).await;
    assert!(matches!(meant, Err(NodeError::Backup(BackupError::NoNode { .. }))), "{meant:?}");
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}

#[rstest]
#[case::a_flip_in_the_journal("journal.db", "flipped", "`journal.db` has other bytes")]
#[case::a_flip_in_the_settings("node.toml", "flipped", "`node.toml` has other bytes")]
#[case::a_file_that_is_gone("journal.db", "dropped", "`journal.db` is not there")]
#[case::a_file_cut_short("journal.db", "truncated", "`journal.db` is cut short")]
#[case::a_file_that_came("log.key", "transplanted", "`log.key` is no part of the backup")]
#[tokio::test]
async fn what_happened_to_a_backup_is_named(#[case] name: &str, #[case] kind: &str, #[case] what: &str) {
    let place = filled(3).await;
    let backup = Node::backup(&place.path, &place.beside("backups")).await.unwrap().path;
    let file = backup.join(name);
    let mut bytes = fs::read(&file).unwrap_or_default();
    match kind {
        "flipped" => {
            let at = bytes.len() - 2;
            bytes[at] ^= 1;
            fs::write(&file, &bytes).unwrap();
        }
        "dropped" => fs::remove_file(&file).unwrap(),
        "truncated" => fs::write(&file, &bytes[..bytes.len() - 4096]).unwrap(),
        _ => fs::write(&file, "it").unwrap(),
    }
    let Ok(verification) = Node::check_backup(&backup).await else {
        // a journal that is gone cannot be read at all, which is said too
        return assert!(kind == "dropped" || kind == "truncated");
    };
    let found = verification.findings;
    assert!(found.iter().any(|it| it.kind.as_str() == kind && it.what.starts_with(what)), "{found:?}");
}

/// Whole in itself, signed, and still not what was copied: the manifest tells.
#[tokio::test]
async fn an_older_journal_in_a_newer_backup_is_named() {
    let place = filled(3).await;
    let to = place.beside("backups");
    let older = Node::backup(&place.path, &to).await.unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.append(&anna(), &demo().missing[5], Against::Nothing).await.unwrap();
    node.close().await.unwrap();
    let newer = Node::backup(&place.path, &to).await.unwrap();
    fs::copy(older.path.join("journal.db"), newer.path.join("journal.db")).unwrap();
    let found = Node::check_backup(&newer.path).await.unwrap().findings;
    assert!(found.iter().any(|it| it.what == "the log changes does not end where the manifest says"), "{found:?}");
}

#[tokio::test]
async fn what_a_crash_left_is_swept_and_a_failure_leaves_nothing() {
    let place = filled(3).await;
    let to = place.beside("backups");
    let left = to.join(".landfall-backup-0123456789abcdef");
    fs::create_dir_all(&left).unwrap();
    fs::write(left.join("journal.db"), "half").unwrap();
    Node::backup(&place.path, &to).await.unwrap();
    assert!(!left.exists());
    assert_eq!(names(&to).len(), 1);

    for inside in ["", "backups", "blobs/ab"] {
        let refused = Node::backup(&place.path, &place.path.join(inside)).await;
        assert!(matches!(refused, Err(NodeError::Backup(BackupError::Inside { .. }))), "{inside}");
    }
    let connection = rusqlite::Connection::open(place.path.join("journal.db")).unwrap();
    connection.execute("update entry set bytes = x'00' where idx = 4", []).unwrap();
    drop(connection);
    assert!(Node::backup(&place.path, &to).await.is_err());
    assert_eq!(names(&to).len(), 1, "a journal that is damaged makes no backup, and leaves nothing half");
}

#[tokio::test]
async fn a_damaged_photo_is_told_and_does_not_keep_the_rest_from_being_saved() {
    let place = filled(1).await;
    // two blobs, one with its own name's bytes and one with others
    let good = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"; // SHA-256 of `foo`, FIPS 180 by sha256sum
    let bad = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"; // of `bar`
    for (name, bytes) in [(good, "foo"), (bad, "baz")] {
        let folder = place.path.join("blobs").join(&name[..2]).join(&name[2..4]);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }
    let backup = Node::backup(&place.path, &place.beside("backups")).await.unwrap();
    assert_eq!(backup.left_out.len(), 1);
    assert!(backup.left_out[0].contains(bad), "{}", backup.left_out[0]);
    assert!(backup.path.join("blobs/2c/26").join(good).is_file());
    assert!(Node::check_backup(&backup.path).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_key_backup_takes_the_place_of_the_one_before_and_leaves_nothing_of_it() {
    let place = filled(4).await;
    let file = place.beside("keys");
    let first = Node::backup_keys(&place.path, &file).await.unwrap();
    assert_eq!((first.changes, first.key_count, first.has_replaced), (7, 8, false));
    let mut kept_open = File::open(&file).unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.append(&anna(), &demo().missing[9], Against::Nothing).await.unwrap();
    let second = Node::backup_keys(&place.path, &file).await.unwrap();
    assert_eq!((second.changes, second.key_count, second.has_replaced), (8, 10, true));
    node.close().await.unwrap();
    let mut old = Vec::new();
    kept_open.read_to_end(&mut old).unwrap();
    assert!(old.len() > 4096 && old.iter().all(|byte| *byte == 0), "the old bytes were written over where they lay");
    assert_eq!(names(place.path.parent().unwrap()), ["keys", "node"]);
}

#[tokio::test]
async fn a_key_backup_never_takes_the_place_of_anything_else() {
    let place = filled(4).await;
    let copy = place.beside("copy");
    fs::create_dir(&copy).unwrap();
    for name in ["node.toml", "journal.db", "log.key"] {
        fs::copy(place.path.join(name), copy.join(name)).unwrap();
    }
    let node = Node::open_directory(&place.path).await.unwrap();
    node.append(&anna(), &demo().missing[9], Against::Nothing).await.unwrap();
    node.close().await.unwrap();
    let file = place.beside("keys");
    Node::backup_keys(&place.path, &file).await.unwrap();
    let before = fs::read(&file).unwrap();

    let older = Node::backup_keys(&copy, &file).await;
    assert!(matches!(older, Err(NodeError::Backup(BackupError::Newer { theirs: 8, ours: 7, .. }))), "{older:?}");
    let node = Node::open_directory(&copy).await.unwrap();
    node.append(&anna(), &demo().missing[10], Against::Nothing).await.unwrap();
    node.append(&anna(), &demo().missing[11], Against::Nothing).await.unwrap();
    node.close().await.unwrap();
    let forked = Node::backup_keys(&copy, &file).await.unwrap_err().to_string();
    assert!(forked.contains("whose history went another way"), "{forked}");
    let other = filled(9).await;
    let other = Node::backup_keys(&other.path, &file).await;
    assert!(matches!(other, Err(NodeError::Backup(BackupError::NotOurs { .. }))), "{other:?}");
    assert_eq!(fs::read(&file).unwrap(), before);

    let letter = place.beside("letter.txt");
    fs::write(&letter, "dear all").unwrap();
    for taken in [letter.as_path(), copy.as_path()] {
        let refused = Node::backup_keys(&place.path, taken).await;
        assert!(matches!(refused, Err(NodeError::Backup(BackupError::NotOurs { .. }))), "{refused:?}");
    }
    assert_eq!(fs::read(&letter).unwrap(), b"dear all");
    let inside = Node::backup_keys(&place.path, &place.path.join("keys")).await;
    assert!(matches!(inside, Err(NodeError::Backup(BackupError::Inside { .. }))), "{inside:?}");
}
