//! Blobs on a disk: what is put is there, what is changed is named, what is left over is swept.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{collections::BTreeSet, fs, path::PathBuf};

use rstest::rstest;
use store::blobs::{BlobError, BlobHash, Blobs, SEALED_BYTE_COUNT_MAX, Swept};
use tempfile::TempDir;

fn some() -> (TempDir, Blobs) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&folder.path().join("blobs")).unwrap();
    (folder, blobs)
}

fn file_of(folder: &TempDir, hash: &BlobHash) -> PathBuf {
    let name = hash.to_string();
    folder.path().join("blobs").join(&name[..2]).join(&name[2..4]).join(&name)
}

/// SHA-256 of `abc` is in FIPS 180-2, appendix B.1.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[tokio::test]
async fn a_blob_is_named_by_the_sha256_of_its_bytes_two_folders_down() {
    let (folder, blobs) = some();
    let hash = blobs.put(b"abc".to_vec()).await.unwrap();
    assert_eq!(hash.to_string(), ABC);
    assert_eq!(fs::read(folder.path().join("blobs/ba/78").join(ABC)).unwrap(), b"abc");
    assert_eq!(blobs.get(&hash).await.unwrap(), b"abc");
}

#[tokio::test]
async fn putting_again_changes_nothing_and_a_new_start_finds_all() {
    let (folder, blobs) = some();
    let first = blobs.put(b"abc".to_vec()).await.unwrap();
    assert_eq!(blobs.put(b"abc".to_vec()).await.unwrap(), first);
    let mut both = vec![first, blobs.put(b"def".to_vec()).await.unwrap()];
    both.sort();
    drop(blobs);
    let blobs = Blobs::open(&folder.path().join("blobs")).unwrap();
    assert_eq!(blobs.list().await.unwrap(), both);
    assert_eq!(blobs.check().await.unwrap().intact_count, 2);
}

#[rstest]
#[case::flipped(|bytes: &mut Vec<u8>| bytes[1] ^= 4)]
#[case::cut(|bytes: &mut Vec<u8>| { bytes.pop(); })]
#[case::emptied(|bytes: &mut Vec<u8>| bytes.clear())]
#[case::longer(|bytes: &mut Vec<u8>| bytes.push(0))]
#[tokio::test]
async fn a_changed_blob_is_refused_and_named(#[case] change: fn(&mut Vec<u8>)) {
    let (folder, blobs) = some();
    let hash = blobs.put(b"abc".to_vec()).await.unwrap();
    let other = blobs.put(b"def".to_vec()).await.unwrap();
    let mut bytes = b"abc".to_vec();
    change(&mut bytes);
    fs::write(file_of(&folder, &hash), &bytes).unwrap();

    let error = blobs.get(&hash).await.unwrap_err();
    assert!(
        matches!(error, BlobError::Changed { hash: named, found } if named == hash && found == BlobHash::of(&bytes))
    );
    assert!(error.to_string().contains(ABC));
    let checked = blobs.check().await.unwrap();
    assert_eq!(checked.intact_count, 1);
    assert_eq!(checked.faults.iter().map(BlobError::hash).collect::<Vec<_>>(), [Some(hash)]);
    assert_eq!(blobs.get(&other).await.unwrap(), b"def");

    assert_eq!(blobs.put(b"abc".to_vec()).await.unwrap(), hash);
    assert_eq!(blobs.get(&hash).await.unwrap(), b"abc", "putting it again puts it right");
}

#[tokio::test]
async fn two_swapped_blobs_are_both_named() {
    let (folder, blobs) = some();
    let (a, b) = (blobs.put(b"abc".to_vec()).await.unwrap(), blobs.put(b"def".to_vec()).await.unwrap());
    fs::write(file_of(&folder, &a), b"def").unwrap();
    fs::write(file_of(&folder, &b), b"abc").unwrap();
    let named: BTreeSet<_> = blobs.check().await.unwrap().faults.iter().filter_map(BlobError::hash).collect();
    assert_eq!(named, BTreeSet::from([a, b]));
}

#[tokio::test]
async fn what_is_missing_is_named_and_deleting_twice_is_no_error() {
    let (_folder, blobs) = some();
    let hash = blobs.put(b"abc".to_vec()).await.unwrap();
    assert!(blobs.delete(&hash).await.unwrap());
    assert!(!blobs.delete(&hash).await.unwrap());
    assert!(matches!(blobs.get(&hash).await, Err(BlobError::Missing { hash: named }) if named == hash));
    assert_eq!(blobs.list().await.unwrap(), []);
}

#[tokio::test]
async fn more_than_a_blob_may_have_is_refused_both_ways() {
    let (folder, blobs) = some();
    let error = blobs.put(vec![0; SEALED_BYTE_COUNT_MAX + 1]).await.unwrap_err();
    assert!(matches!(error, BlobError::TooLarge { byte_count, .. } if byte_count == SEALED_BYTE_COUNT_MAX + 1));
    let hash = blobs.put(b"abc".to_vec()).await.unwrap();
    fs::File::options().write(true).open(file_of(&folder, &hash)).unwrap().set_len(1 << 40).unwrap();
    assert!(matches!(blobs.get(&hash).await, Err(BlobError::Overgrown { hash: named, .. }) if named == hash));
}

#[tokio::test]
async fn orphans_and_what_a_crash_left_are_swept_and_nothing_else() {
    let (folder, mut blobs) = some();
    let kept = blobs.put(b"abc".to_vec()).await.unwrap();
    let orphan = blobs.put(b"def".to_vec()).await.unwrap();
    let absent = BlobHash::of(b"an entry names it, it is not there");
    for (hash, number) in [(&kept, 1), (&orphan, 2)] {
        let mut half = file_of(&folder, hash).into_os_string();
        half.push(format!("#{number}"));
        fs::write(half, b"ab").unwrap();
    }
    let note = folder.path().join("blobs/note.txt");
    fs::write(&note, b"left by someone").unwrap();

    assert_eq!(blobs.list().await.unwrap().len(), 2, "half-written files are not listed");
    let swept = blobs.sweep(&BTreeSet::from([kept, absent])).await.unwrap();
    assert_eq!(swept, Swept { removed: vec![orphan], leftover_count: 2 });
    assert_eq!(blobs.sweep(&BTreeSet::from([kept])).await.unwrap(), Swept::default());
    assert_eq!(blobs.get(&kept).await.unwrap(), b"abc");
    assert!(note.exists());
}

#[rstest]
#[case::at_the_root("note.txt")]
#[case::in_a_wrong_folder("00/00/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
#[case::in_capitals("ba/78/BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
#[case::not_a_name("ba/78/abc")]
#[tokio::test]
async fn a_stranger_is_no_blob_and_is_named(#[case] path: &str) {
    let (folder, blobs) = some();
    let file = folder.path().join("blobs").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, b"abc").unwrap();
    assert_eq!(blobs.list().await.unwrap(), []);
    let checked = blobs.check().await.unwrap();
    assert_eq!(checked.intact_count, 0);
    assert!(matches!(checked.faults.as_slice(), [BlobError::Foreign { path: named }] if named == path));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_bytes_put_at_once_are_one_blob() {
    let (_folder, blobs) = some();
    let (one, two, other) =
        tokio::join!(blobs.put(b"abc".to_vec()), blobs.put(b"abc".to_vec()), blobs.put(b"def".to_vec()));
    assert_eq!(one.unwrap(), two.unwrap());
    let mut names = vec![BlobHash::of(b"abc"), other.unwrap()];
    names.sort();
    assert_eq!(blobs.list().await.unwrap(), names);
}

#[rstest]
#[case::empty("")]
#[case::short("ba78")]
#[case::capitals("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
#[case::a_path("../7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
#[case::not_ascii("éééééééééééééééééééééééééééééééé")]
fn other_texts_are_no_names(#[case] text: &str) {
    assert_eq!(text.parse::<BlobHash>().unwrap_err().0, text);
    assert_eq!(ABC.parse::<BlobHash>().unwrap(), BlobHash::of(b"abc"));
}
