//! Files of records: in by their bytes, sealed on the disk before their entry, out through the door, checked while locked.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::path::{Path, PathBuf};

use journal::audit::FindingKind;
use node::door::{Against, Appended};
use node::{Action, FileWords, Form, Node, NodeError, Role};
use rooms::header::{Purpose, RecordId};
use rooms::missing::kinds::{MissingPerson, Population};
use rstest::rstest;
use support::{PASSPHRASE, Place, acting, anna, demo};

/// A photo that says where and when it was taken: 36° 30' 9" N, 12° 15' E, on 2026-03-04.
const PHOTO: &[u8] = include_bytes!("../../store/tests/data/baseline.jpg");
const PURPOSE: Purpose = Purpose::Tracing;

fn words(name: &str) -> FileWords<'_> {
    FileWords { name, caption: Some("on the quay") }
}

/// A locked node of one missing person with `count` photos, all different.
async fn with_photos(place: &Place, count: u8) -> (Node, RecordId, Vec<Appended>) {
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let person = node.append(&anna(), &demo().missing[0], Against::Nothing).await.unwrap().record;
    let mut files = Vec::new();
    for _ in 0..count {
        files.push(node.attach(&anna(), person, PHOTO.to_vec(), words("amina.pdf")).await.unwrap());
    }
    (node, person, files)
}

fn blobs(node: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let mut all: Vec<PathBuf> = below(node.join("blobs")).into_iter().flat_map(below).flat_map(below).collect();
    all.sort();
    all
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn a_locked_node_takes_a_photo_and_a_member_opens_it_later() {
    let place = Place::new();
    let (node, person, files) = with_photos(&place, 1).await;
    let id = files[0].record;
    assert_eq!(blobs(&place.path).len(), 2, "the original and the form that is shown");
    for path in blobs(&place.path) {
        let bytes = std::fs::read(path).unwrap();
        assert!(!holds(&bytes, b"JFIF") && !holds(&bytes, b"Exif") && !holds(&bytes, b"2026"));
    }
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    let locked = node.open_attachment(&member, Form::Shown, PURPOSE, id).await;
    assert!(matches!(locked.err(), Some(NodeError::Locked)));
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let original = node.open_attachment(&member, Form::Original, PURPOSE, id).await.unwrap();
    assert_eq!(&*original.bytes, PHOTO);
    let told = &original.record.record;
    assert_eq!((told.matching.media_type.as_str(), told.matching.of), ("image/jpeg", person));
    assert_eq!((told.sealed.name.as_str(), told.sealed.caption.as_deref()), ("amina.pdf", Some("on the quay")));
    assert_eq!(told.sealed.taken.as_deref(), Some("2026:03:04 05:06:07 +02:00"));
    let point = told.sealed.place.as_ref().unwrap().point.unwrap();
    assert!(
        (point.latitude() - (36.0 + 30.0 / 60.0 + 9.0 / 3600.0)).abs() < 1e-9
            && (point.longitude() - 12.25).abs() < 1e-9
    );
    let shown = node.open_attachment(&member, Form::Shown, PURPOSE, id).await.unwrap();
    assert!(!holds(&shown.bytes, b"2026") && holds(&shown.bytes, &[0xff, 0xd8]) && shown.bytes.len() < PHOTO.len());
    let listed = node.attachments(&anna(), person).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].record.sealed.name, "", "a list tells nothing that is sealed");
    node.close().await.unwrap();
    let verification = Node::verify(&place.path).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
    assert_eq!(verification.sizes[1].1, 3, "two openings and a list stand in the audit of reads");
}

#[rstest]
#[case::program(b"#!/bin/sh\n", "photo.jpg", "shellscript")]
#[case::unknown(b"a plain text", "photo.jpg", "of no known kind")]
#[case::empty(b"", "photo.jpg", "is empty")]
#[case::cut(&PHOTO[..400], "photo.jpg", "damaged")]
#[tokio::test]
async fn a_file_is_what_its_bytes_are(#[case] bytes: &[u8], #[case] name: &str, #[case] why: &str) {
    let place = Place::new();
    let (node, person, _) = with_photos(&place, 0).await;
    let refused = node.attach(&anna(), person, bytes.to_vec(), words(name)).await.unwrap_err();
    assert!(matches!(refused, NodeError::NotTaken(_)) && refused.to_string().contains(why), "{refused}");
    assert_eq!(blobs(&place.path).len(), 0);
}

#[tokio::test]
async fn a_file_belongs_to_a_record_that_is_there_and_takes_files() {
    let place = Place::new();
    let (node, _, files) = with_photos(&place, 1).await;
    let before = blobs(&place.path);
    let nobody = RecordId::new(1_700_000_000_000, [7; 10]);
    let refused = node.attach(&anna(), nobody, PHOTO.to_vec(), words("a.jpg")).await;
    assert!(matches!(refused, Err(NodeError::NoSuchRecord)));
    let analyst = acting("anna", Role::ForensicAnalyst);
    let population = node.append(&analyst, &demo().populations[0], Against::Nothing).await.unwrap().record;
    for (who, of) in [(&analyst, population), (&anna(), files[0].record)] {
        let refused = node.attach(who, of, PHOTO.to_vec(), words("a.jpg")).await;
        assert!(matches!(refused, Err(NodeError::NotTaken(_))), "a photo of a table, or of a photo");
    }
    assert_eq!(blobs(&place.path), before);
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let opened = node.open::<Population>(&anna(), Action::Read, Purpose::Forensic, population).await;
    assert!(opened.is_ok());
    assert!(node.open::<MissingPerson>(&anna(), Action::Open, PURPOSE, files[0].record).await.is_err());
}

#[test]
fn a_file_that_is_too_long_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.wav");
    std::fs::File::create(&path).unwrap().set_len((64 << 20) + 1).unwrap();
    let refused = node::read_file(&path).unwrap_err();
    assert!(matches!(refused, NodeError::NotTaken(_)) && refused.to_string().contains("67108864"), "{refused}");
}

#[tokio::test]
async fn a_start_sweeps_what_no_entry_names_and_nothing_else() {
    let place = Place::new();
    let (node, _, files) = with_photos(&place, 2).await;
    node.close().await.unwrap();
    let named = blobs(&place.path);
    // a crash between a blob and its entry, and one in the middle of a blob
    let orphan =
        store::blobs::Blobs::open(&place.path.join("blobs")).unwrap().put(b"ciphertext".to_vec()).await.unwrap();
    let half = named[0].with_file_name(format!("{}#1", named[0].file_name().unwrap().to_str().unwrap()));
    std::fs::write(&half, b"half").unwrap();
    assert_eq!(blobs(&place.path).len(), named.len() + 2);
    assert!(Node::verify(&place.path).await.unwrap().is_ok(), "an orphan is no loss");
    let node = Node::open_directory(&place.path).await.unwrap();
    assert_eq!(blobs(&place.path), named, "{orphan} and {} are gone", half.display());
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    for file in files {
        node.open_attachment(&member, Form::Original, PURPOSE, file.record).await.unwrap();
    }
}

#[rstest]
#[case::flipped(FindingKind::Flipped, 1)]
#[case::dropped(FindingKind::Dropped, 1)]
#[case::swapped(FindingKind::Swapped, 2)]
#[case::transplanted(FindingKind::Transplanted, 1)]
#[case::truncated(FindingKind::Truncated, 1)]
#[tokio::test]
async fn what_is_wrong_with_a_blob_is_named_on_a_locked_node(#[case] kind: FindingKind, #[case] count: usize) {
    let place = Place::new();
    let (node, _, files) = with_photos(&place, 2).await;
    node.close().await.unwrap();
    let all = blobs(&place.path);
    let (first, second) = (&all[0], &all[1]);
    let (one, other) = (std::fs::read(first).unwrap(), std::fs::read(second).unwrap());
    match kind {
        FindingKind::Flipped => {
            let mut changed = one.clone();
            changed[100] ^= 4;
            std::fs::write(first, changed).unwrap();
        }
        FindingKind::Dropped => std::fs::remove_file(first).unwrap(),
        FindingKind::Swapped => {
            std::fs::write(first, &other).unwrap();
            std::fs::write(second, &one).unwrap();
        }
        FindingKind::Transplanted => std::fs::write(first, &other).unwrap(),
        _ => std::fs::write(first, &one[..one.len() - 1]).unwrap(),
    }
    let findings = Node::verify(&place.path).await.unwrap().findings;
    assert_eq!(findings.len(), count, "{findings:?}");
    let indices: Vec<u64> = files.iter().map(|file| file.index).collect();
    for finding in findings {
        assert_eq!((finding.log.as_str(), finding.kind), ("blobs", kind));
        assert!(indices.contains(&finding.index), "it says which entry names it");
    }
}
