use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use rooms::header::{Header, Hour, KindName, OrgId, PersonRef, Purpose, RecordId, State};
use store::blobs::BlobHash;

use super::*;
use crate::attachments::NamedBlob;
use crate::matching::Matching;
use crate::view::Row;

// outside tests what these hold is never printed
impl fmt::Debug for Matching {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.import, *self.content)
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { index, version, header, matching, order } = self;
        write!(f, "{index} {version} {header:?} {matching:?} {order:?}")
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, keys: _, accounts: _, blobs, next, events, versions, pending, relations: _ } = self;
        write!(f, "{rows:?} {blobs:?} {next} {events:?} {versions:?} {pending:?}")
    }
}

fn word() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[a-z0-9-]{1,40}").unwrap()
}

fn purpose() -> impl Strategy<Value = Purpose> {
    prop::sample::select(&Purpose::ALL[..])
}

fn person() -> impl Strategy<Value = PersonRef> {
    word().prop_map(|it| PersonRef::new(&it).unwrap())
}

fn organisation() -> impl Strategy<Value = OrgId> {
    word().prop_map(|it| OrgId::new(&it).unwrap())
}

fn header() -> impl Strategy<Value = Header> {
    let first = (word(), any::<u16>(), any::<u32>(), any::<(u64, [u8; 10])>(), organisation(), purpose());
    let state = prop::sample::select(&[State::Open, State::Closed, State::Refused][..]);
    let second = (0u32..70_000_000, state, vec(purpose(), 0..3), vec(organisation(), 0..3), any::<bool>());
    let people = (person(), option::of(person()), vec(person(), 0..3));
    (first, second, people).prop_map(|(first, second, people)| {
        let (kind, kind_version, version, (time, random), owner, purpose) = first;
        let (hour, state, consent, joint, hold) = second;
        let (author, proposer, reviewers) = people;
        let (kind, record) = (KindName::new(&kind).unwrap(), RecordId::new(time, random));
        let hour = Hour::try_from(hour).unwrap();
        #[rustfmt::skip]
        let header = Header {
            kind, kind_version, version, record, owner, purpose, hour, state, consent, joint, hold, author, proposer, reviewers,
        };
        header
    })
}

fn matching() -> impl Strategy<Value = Matching> {
    (option::of(any::<([u8; 16], u32)>()), vec(any::<u8>(), 0..200)).prop_map(|(import, content)| {
        let sealed = crate::matching::Fingerprint::of(Some(&content)).unwrap();
        Matching { import, sealed, content: Zeroizing::new(content) }
    })
}

fn row() -> impl Strategy<Value = Row> {
    (any::<(u64, u32, u64, u32)>(), header(), option::of(matching())).prop_map(|(numbers, header, matching)| {
        let (index, version, since, place) = numbers;
        Row { index, version, header, matching, order: (since, place) }
    })
}

fn view() -> impl Strategy<Value = View> {
    let blob = any::<([u8; 32], u64)>().prop_map(|(hash, count)| NamedBlob::new(BlobHash(hash), count));
    let pending = btree_map(any::<[u8; 16]>(), vec(row(), 1..3), 0..3);
    let blobs = btree_map(any::<[u8; 16]>(), vec(blob, 1..3), 0..3);
    let others = btree_map(any::<[u8; 16]>(), any::<u32>(), 0..4);
    let all = (vec(row(), 0..8), pending, blobs, vec(any::<u64>(), 0..4), others, any::<u64>());
    all.prop_map(|(rows, pending, blobs, events, others, next)| {
        let rows: BTreeMap<[u8; 16], Row> = rows.into_iter().map(|row| (row.header.record.to_bytes(), row)).collect();
        // a record in the view has a version, and it may be a newer one than its row's
        let mut versions: BTreeMap<[u8; 16], u32> = rows.iter().map(|(id, row)| (*id, row.version)).collect();
        if let Some(first) = versions.values_mut().next() {
            *first = first.wrapping_add(1);
        }
        versions.extend(others);
        View { rows, blobs, next, events, versions, pending, ..View::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(view in view(), root: [u8; 32], salt: [u8; 32]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("snapshot");
        let epoch = KeyPair::derive(&[5; 32]);
        let place = Place { node: "harbour", version: VERSION, salt };
        write(&path, place, &epoch, &view, Hash(root)).unwrap();
        let (read, read_root) = load(&path, "harbour", &epoch).unwrap().unwrap();
        prop_assert_eq!(read.hash().unwrap(), view.hash().unwrap());
        prop_assert_eq!((read.next, read_root), (view.next, Hash(root)));
        prop_assert!(load(&path, "lantern", &epoch).unwrap().is_err(), "another node's");
        prop_assert!(load(&path, "harbour", &KeyPair::derive(&[6; 32])).unwrap().is_err(), "another epoch's");
        prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        file::remove(&path).unwrap();
        prop_assert!(!path.exists());
    }
}

/// A view of several parts, so that their order and the end of the file count.
#[test]
fn parts_open_only_in_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("snapshot");
    let epoch = KeyPair::derive(&[5; 32]);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut tree = || row().new_tree(&mut runner).unwrap().current();
    let content = Zeroizing::new(vec![7; PART_BYTE_COUNT]);
    let rows = (0..4).map(|_| {
        let sealed = crate::matching::Fingerprint::of(None).unwrap();
        let row = Row { matching: Some(Matching { import: None, sealed, content: content.clone() }), ..tree() };
        (row.header.record.to_bytes(), row)
    });
    let view = View { rows: rows.collect(), ..View::default() };
    write(&path, Place { node: "harbour", version: VERSION, salt: [1; 32] }, &epoch, &view, Hash([0; 32])).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let (head, mut rest) = bytes.split_at(40);
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        let (part, after) = rest.split_at(4 + length);
        parts.push(part);
        rest = after;
    }
    assert_eq!(parts.len(), 5);
    let opens = |parts: &[&[u8]]| {
        std::fs::write(&path, [head, &parts.concat()].concat()).unwrap();
        load(&path, "harbour", &epoch).unwrap().is_ok()
    };
    assert!(opens(&parts));
    assert!(!opens(&parts[..4]), "its end is gone");
    assert!(!opens(&[parts[0], parts[2], parts[1], parts[3], parts[4]]), "two are swapped");
    assert!(!opens(&[parts[0], parts[1], parts[1], parts[3], parts[4]]), "one is there twice");
    assert!(!opens(&[&parts[..], &[parts[4]]].concat()), "something follows");
}
