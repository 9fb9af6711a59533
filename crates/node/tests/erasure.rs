//! An erased record opens nowhere, at once and for good; whoever wants that must be two, and a legal hold wins.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/disk.rs"]
mod disk;
mod support;
#[path = "support/two.rs"]
mod two;

use disk::{bytes, is_on_disk};
use journal::{LogPublic, SignedCheckpoint, leaf_hash, verify_inclusion};
use node::door::Against;
use node::{Action, ApprovalFault, Certificate, FileWords, NodeError, Role};
use rooms::header::{Purpose, RecordId};
use rooms::kind::Record;
use rooms::missing::kinds::{MissingPerson, Proposal};
use rusqlite::Connection;
use support::{PASSPHRASE, acting, anna, demo};
use two::{BILAL, BOTH, WHY, append, findings, of_two, open, opened, told};

/// A photo that the store's own tests look at.
const PHOTO: &[u8] = include_bytes!("../../store/tests/data/baseline.jpg");

#[tokio::test]
async fn what_is_erased_opens_nowhere() {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    let second = node.append(&anna(), &told()[4], Against::Version(records[1], 1)).await.unwrap();
    assert_eq!(second.version, 2);
    let session = node.member("anna", PASSPHRASE).await.unwrap();
    open(&node, records[1]).await.unwrap();
    let record = records[1].to_string().replace('-', "");
    // what is dropped is overwritten with zeros in its place
    let of = format!("from wrapped_key where record = x'{record}' and bytes <> zeroblob(length(bytes))");
    let keys = bytes(&place.path, &format!("select bytes {of}"));
    assert_eq!(keys.len(), 4, "two versions of two sections");

    let certificate = node.erase(records[1], &BOTH, WHY).await.unwrap();
    assert_eq!(certificate.erased.len(), 1);
    assert_eq!((certificate.erased[0].versions, certificate.erased[0].keys), (2, 4));
    assert!(bytes(&place.path, &format!("select bytes {of}")).is_empty());
    assert!(!certificate.to_text().contains("another process"));
    for key in keys {
        assert!(!is_on_disk(&place.path, &key), "a wrapped key is still on the disk");
    }
    let gone = node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, records[1]).await;
    assert!(matches!(gone, Err(NodeError::NoSuchRecord)), "{gone:?}");
    let gone = node.open_sealed::<MissingPerson>(&session, Action::Open, Purpose::Tracing, records[1]).await;
    assert!(matches!(gone, Err(NodeError::NoSuchRecord)), "{gone:?}");
    let further = node.append(&anna(), &told()[4], Against::Version(records[1], 2)).await;
    assert!(matches!(further, Err(NodeError::NoSuchRecord)), "{further:?}");
    assert!(matches!(node.erase(records[1], &BOTH, WHY).await, Err(NodeError::NoSuchRecord)));
    let file = FileWords { name: "photo.jpg", caption: None };
    assert!(matches!(node.attach(&anna(), records[1], PHOTO.to_vec(), file).await, Err(NodeError::NoSuchRecord)));
    assert_eq!(node.list::<MissingPerson>(&anna(), Action::List, Purpose::Tracing).await.unwrap().len(), 2);
    for stays in [records[0], records[2]] {
        open(&node, stays).await.unwrap();
    }
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    assert_eq!(opened(&place.path).await.view_hash().await.unwrap(), hash);
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn a_reader_that_keeps_the_keys_in_the_log_is_told() {
    let (place, node) = of_two().await;
    let records = append(&node, 2).await;
    let record = records[1].to_string().replace('-', "");
    let key = bytes(&place.path, &format!("select bytes from wrapped_key where record = x'{record}'")).swap_remove(0);
    // a check or a backup by another process
    let reader = Connection::open(place.path.join("journal.db")).unwrap();
    reader.execute_batch("begin").unwrap();
    let _: i64 = reader.query_row("select count(*) from wrapped_key", [], |row| row.get(0)).unwrap();
    let certificate = node.erase(records[1], &BOTH, WHY).await.unwrap();
    assert!(is_on_disk(&place.path, &key));
    assert!(certificate.not_recalled[0].contains("Another process reads"), "{}", certificate.to_text());
    assert!(certificate.gone.iter().all(|it| !it.contains("from its disk")));
    drop(reader);
    // the next write takes them out
    append(&node, 1).await;
    assert!(!is_on_disk(&place.path, &key));
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn two_different_administrators_are_needed_and_a_hold_wins() {
    let (place, node) = of_two().await;
    let record = append(&node, 1).await[0];
    let refused = |it: Result<Certificate, NodeError>| match it {
        Err(NodeError::Unapproved(fault)) => fault,
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused(node.erase(record, &BOTH[..1], WHY).await), ApprovalFault::TooFew { found: 1, .. }));
    let twice = [BOTH[0], BOTH[0]];
    assert!(matches!(refused(node.erase(record, &twice, WHY).await), ApprovalFault::Twice { .. }));
    assert_eq!(refused(node.erase(record, &BOTH, "").await), ApprovalFault::NoReason);
    let wrong = node.erase(record, &[BOTH[0], ("bilal", "anything")], WHY).await;
    assert!(matches!(wrong, Err(NodeError::WrongPassphrase { .. })));

    assert!(node.hold(record, true, &BOTH[..1], "order of the court of Palermo").await.unwrap());
    assert!(!node.hold(record, true, &BOTH[..1], WHY).await.unwrap(), "it is held already");
    assert!(matches!(refused(node.erase(record, &BOTH, WHY).await), ApprovalFault::Held { .. }));
    // it outlives an edit, a rebuild and a start
    node.append(&anna(), &told()[3], Against::Version(record, 1)).await.unwrap();
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    let node = opened(&place.path).await;
    assert_eq!(node.view_hash().await.unwrap(), hash);
    let header = node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, record).await.unwrap().header;
    assert!(header.hold);
    assert!(matches!(refused(node.erase(record, &BOTH, WHY).await), ApprovalFault::Held { .. }));
    let lifted = node.hold(record, false, &BOTH[..1], WHY).await;
    assert!(matches!(lifted, Err(NodeError::Unapproved(ApprovalFault::TooFew { .. }))), "{lifted:?}");
    assert!(node.hold(record, false, &BOTH, "the order ended").await.unwrap());
    node.erase(record, &BOTH, WHY).await.unwrap();
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn a_locked_node_erases_nothing() {
    let (_place, node) = of_two().await;
    let record = append(&node, 1).await[0];
    node.lock().await.unwrap();
    assert!(matches!(node.erase(record, &BOTH, WHY).await, Err(NodeError::Locked)));
    // a hold is put on a locked node too
    assert!(node.hold(record, true, &BOTH[1..], WHY).await.unwrap());
}

#[tokio::test]
async fn the_files_of_a_record_go_with_it() {
    let (place, node) = of_two().await;
    let records = append(&node, 2).await;
    let mut files = Vec::new();
    for record in &records {
        let words = FileWords { name: "photo.jpg", caption: None };
        files.push(node.attach(&anna(), *record, PHOTO.to_vec(), words).await.unwrap().record);
    }
    let blobs = || walk(&place.path.join("blobs"));
    assert_eq!(blobs(), 4);
    // a hold on the file alone holds the record that it belongs to
    node.hold(files[0], true, &BOTH, WHY).await.unwrap();
    let held = node.erase(records[0], &BOTH, WHY).await;
    assert!(matches!(held, Err(NodeError::Unapproved(ApprovalFault::Held { .. }))), "{held:?}");
    node.hold(files[0], false, &BOTH, WHY).await.unwrap();
    let certificate = node.erase(records[0], &BOTH, WHY).await.unwrap();
    let erased: Vec<(RecordId, &str)> = certificate.erased.iter().map(|it| (it.record, it.kind.as_str())).collect();
    assert_eq!(erased, [(records[0], "missing-person"), (files[0], "attachment")]);
    assert_eq!(blobs(), 2);
    assert_eq!(node.attachments(&anna(), records[1]).await.unwrap().len(), 1);
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn the_proposals_about_somebody_go_with_them() {
    let (place, node) = of_two().await;
    let people = append(&node, 2).await;
    let analyst = acting("anna", Role::ForensicAnalyst);
    let remains = node.append(&analyst, &demo().remains[0], Against::Nothing).await.unwrap().record;
    let mut proposals = Vec::new();
    for missing in &people {
        let proposal = Proposal {
            missing: *missing,
            remains,
            log10_lr: 3.0,
            posterior: 0.5,
            alternatives: Vec::new(),
            parameters: String::new(),
            engine: "by hand".to_owned(),
        };
        proposals.push(node.append(&analyst, &Record::of(proposal), Against::Nothing).await.unwrap().record);
    }
    let certificate = node.erase(people[0], &BOTH, WHY).await.unwrap();
    let erased: Vec<(RecordId, &str)> = certificate.erased.iter().map(|it| (it.record, it.kind.as_str())).collect();
    assert_eq!(erased, [(people[0], "missing-person"), (proposals[0], "proposal")]);
    let left = node.list::<Proposal>(&anna(), Action::List, Purpose::Forensic).await.unwrap();
    assert_eq!(left.iter().map(|it| it.header.record).collect::<Vec<_>>(), [proposals[1]]);
    node.erase(remains, &BOTH, WHY).await.unwrap();
    assert!(node.list::<Proposal>(&anna(), Action::List, Purpose::Forensic).await.unwrap().is_empty());
    open(&node, people[1]).await.unwrap();
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn a_family_of_an_import_goes_and_its_members_stay_and_are_named() {
    let (place, node) = of_two().await;
    let mut records = demo();
    records.families.truncate(2);
    let family = records.families[0].matching.id.clone();
    records.missing.retain(|it| records.families.iter().any(|known| known.matching.id == it.matching.family));
    records.samples.retain(|it| serde_json::to_string(&it.matching).unwrap().contains(&format!("\"{family}\"")));
    (records.remains, records.populations) = (Vec::new(), Vec::new());
    let members = records.missing.iter().filter(|it| it.matching.family == family).count();
    let samples = records.samples.len();
    assert!(members > 0 && samples > 0);
    node.import_register(&anna(), &records).await.unwrap();
    let id = node.find(&anna(), &format!("family/{family}")).await.unwrap();

    let certificate = node.erase(id, &BOTH, WHY).await.unwrap();
    assert_eq!(certificate.erased.len(), 1);
    let stays = |kind: &str| certificate.stays.iter().filter(|it| it.kind == kind).count();
    assert_eq!((stays("missing-person"), stays("sample"), stays("family")), (members, samples, 0));
    assert!(certificate.to_text().contains("Stays, though"));
    let listed = node.list::<MissingPerson>(&anna(), Action::List, Purpose::Tracing).await.unwrap();
    assert_eq!(listed.len(), records.missing.len());
    assert!(matches!(node.find(&anna(), &format!("family/{family}")).await, Err(NodeError::NoSuchRecord)));
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    assert_eq!(opened(&place.path).await.view_hash().await.unwrap(), hash);
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn the_certificate_proves_itself_without_the_node() {
    let (_place, node) = of_two().await;
    let records = append(&node, 5).await;
    let made = node.erase(records[2], &BOTH, WHY).await.unwrap();
    let certificate: Certificate = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
    assert_eq!(certificate, made);
    let (name, key) = LogPublic::parse_verifier(&certificate.log_key).unwrap();
    let checkpoint = SignedCheckpoint::parse(&certificate.evidence.checkpoint).unwrap();
    let signed = checkpoint.verify(&key, "harbour/changes").unwrap();
    assert_eq!((name.as_str(), signed.origin.as_str()), ("harbour", "harbour/changes"));
    let digits = certificate.evidence.entry.as_bytes().chunks(2);
    let entry: Vec<u8> = digits.map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap()).collect();
    let proof: Vec<_> = certificate.evidence.proof.iter().map(|it| journal::Hash::parse_base64(it).unwrap()).collect();
    verify_inclusion(leaf_hash(&entry), certificate.evidence.index, signed.size, &proof, signed.root).unwrap();
    let said = String::from_utf8_lossy(&entry).into_owned();
    for part in [&records[2].to_string(), WHY, "anna", "bilal"] {
        assert!(said.contains(part), "{part}");
    }
    assert!(!said.contains(&records[1].to_string()));
    let text = certificate.to_text();
    for part in [&records[2].to_string(), WHY, "anna and bilal", "Not recalled", "partners", "epoch", "harbour/changes"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[tokio::test]
async fn a_key_that_is_gone_without_an_erasure_and_one_that_came_back_are_named() {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    node.close().await.unwrap();
    let hex = |at: usize| records[at].to_string().replace('-', "");
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    let beside = place.path.with_file_name("kept.db");
    let attach = format!("attach '{}' as beside;", beside.display());
    let keep = format!("create table beside.kept as select * from wrapped_key where record = x'{}'", hex(0));
    connection.execute_batch(&(attach.clone() + &keep)).unwrap();
    drop(connection);
    let node = opened(&place.path).await;
    node.erase(records[0], &BOTH, WHY).await.unwrap();
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);

    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    connection.execute_batch(&(attach + "replace into wrapped_key select * from beside.kept")).unwrap();
    drop(connection);
    let back = findings(&place.path).await;
    assert_eq!(back.len(), 2, "{back:?}");
    assert!(back.iter().all(|it| it.contains("transplanted") && it.contains("was erased")), "{back:?}");
    // and it opens nothing for whoever comes through the door
    let node = opened(&place.path).await;
    assert!(matches!(open(&node, records[0]).await, Err(NodeError::NoSuchRecord)));
    node.close().await.unwrap();

    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    let lose = format!("delete from wrapped_key where record in (x'{}', x'{}')", hex(0), hex(1));
    connection.execute_batch(&lose).unwrap();
    drop(connection);
    let lost = findings(&place.path).await;
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost.iter().all(|it| it.contains("missing-key") && it.contains("no erasure")), "{lost:?}");
}

#[tokio::test]
async fn two_erasures_at_once() {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    let (who, changed) = (anna(), &told()[3]);
    let (one, other, again, edit) = tokio::join!(
        node.erase(records[0], &BOTH, WHY),
        node.erase(records[1], &[("bilal", BILAL), ("anna", PASSPHRASE)], "the other one"),
        node.erase(records[0], &BOTH, "once more"),
        node.append(&who, changed, Against::Version(records[1], 1)),
    );
    other.unwrap();
    let first = [one.is_ok(), again.is_ok()];
    assert!(first == [true, false] || first == [false, true], "one of the two erased it");
    assert!(matches!(edit, Ok(_) | Err(NodeError::NoSuchRecord)), "{edit:?}");
    assert_eq!(node.list::<MissingPerson>(&anna(), Action::List, Purpose::Tracing).await.unwrap().len(), 1);
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}
