//! Whoever has the disk has the log's key, and can append an event of custody; `verify` says that its approval does not
//! hold, from the log alone.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/disk.rs"]
mod disk;
mod support;
#[path = "support/two.rs"]
mod two;

use std::path::Path;

use disk::{bytes, is_on_disk};
use journal::{EntryParts, Log, LogKey, SectionPart, entry};
use rooms::header::Header;
use rstest::rstest;
use serde_json::{Value, json};
use store::{Append, SqliteStore, Store};
use two::{BOTH, WHY, append, findings, of_two, open, opened};

/// Appends a copy of the event `erasure` with its public section changed, as a thief could.
async fn forge(path: &Path, change: impl FnOnce(&mut Value)) {
    let text = std::fs::read_to_string(path.join("log.key")).unwrap();
    let digits = text.trim().as_bytes().chunks(2);
    let seed: Vec<u8> = digits.map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap()).collect();
    let all = bytes(path, "select bytes from entry where log = 0 order by idx");
    let parts = all.iter().map(|it| entry::decode(it).unwrap());
    let is_erasure = |it: &EntryParts| Header::from_bytes(&it.header).unwrap().kind.as_str() == "erasure";
    let parts = parts.rev().find(is_erasure).unwrap();
    let mut public: Value = serde_json::from_slice(&parts.sections[0].bytes).unwrap();
    change(&mut public);
    let mut header = Header::from_bytes(&parts.header).unwrap();
    let mut id = header.record.to_bytes();
    id[15] ^= 1;
    header.record = rooms::header::RecordId::from_bytes(id).unwrap();
    let sections = vec![SectionPart { bytes: serde_json::to_vec(&public).unwrap(), ..parts.sections[0].clone() }];
    let forged = entry::encode(&EntryParts { header: header.to_bytes().unwrap(), sections }).unwrap();
    let key = LogKey::from_seed(seed.try_into().unwrap());
    let store = SqliteStore::open(&path.join("journal.db"), key, "harbour").unwrap();
    let victim: Value = public["records"][0].clone();
    let victim: rooms::header::RecordId = serde_json::from_value(victim).unwrap();
    let append = Append::new(Log::Changes, id, Some(0), forged);
    store.append(Append { drop_keys_of: vec![victim.to_bytes()], ..append }).await.unwrap();
    store.close().await.unwrap();
}

type Forgery = fn(&mut Value);

#[rstest]
#[case::a_word_used_twice(|it: &mut Value| it["records"] = json!(["VICTIM"]), "something else")]
#[case::its_question_changed(|it: &mut Value| {
    it["records"] = json!(["VICTIM"]);
    it["warrant"]["people"]["asked"]["subjects"] = json!(["VICTIM"]);
    it["warrant"]["people"]["asked"]["size"] = json!(1000);
}, "is not over this")]
#[case::the_same_again(|it: &mut Value| it["records"] = it["records"].clone(), "changed what holders of keys have decided")]
#[case::one_signature_taken_out(|it: &mut Value| drop(it["warrant"]["people"]["approvals"].as_array_mut().unwrap().pop()), "changed what holders")]
#[case::nobody(|it: &mut Value| it["warrant"] = json!("founding"), "nobody approved")]
#[case::an_order(|it: &mut Value| it["warrant"] = json!({"order": {"entry": 3}}), "no standing order")]
#[tokio::test]
async fn a_forged_erasure_is_named(#[case] change: Forgery, #[case] expected: &str) {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    node.erase(records[0], &BOTH, WHY).await.unwrap();
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
    let keys = bytes(&place.path, "select bytes from wrapped_key order by idx");
    let victim = records[1].to_string();
    forge(&place.path, |it| {
        change(it);
        *it = serde_json::from_str(&it.to_string().replace("VICTIM", &victim)).unwrap();
    })
    .await;
    let found = findings(&place.path).await;
    let start = "changes 8 flipped: the approval does not hold";
    assert!(!found.is_empty() && found.iter().all(|it| it.starts_with(start)), "{found:?}");
    assert!(found.iter().any(|it| it.contains(expected)), "{found:?}");
    // the node still opens: what is written is written, and says who did not agree
    let node = opened(&place.path).await;
    open(&node, records[2]).await.unwrap();
    assert!(keys.iter().any(|key| is_on_disk(&place.path, key)), "the keys of others stay");
    node.close().await.unwrap();
}
