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
use node::{Approved, Hex};
use rooms::header::Header;
use rstest::rstest;
use serde_json::{Value, json};
use store::seal::{HolderSecret, open_seed};
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

/// Two administrators who sign for a state of the log that it never had: their word is theirs, and the log is another.
#[tokio::test]
async fn a_word_for_a_log_that_never_was_is_named() {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    node.erase(records[0], &BOTH, WHY).await.unwrap();
    node.close().await.unwrap();
    let secrets = BOTH.map(|(handle, passphrase)| {
        let slot = bytes(&place.path, &format!("select bytes from slot where name = 'holder/{handle}'")).swap_remove(0);
        HolderSecret::from_seed(handle, &open_seed(&slot, handle, passphrase.as_bytes()).unwrap()).unwrap()
    });
    for (root, is_found) in [(Hex([3; 32]), true), (Hex(root_now(&place.path)), false)] {
        let copy = place.path.with_file_name(format!("copy-{is_found}"));
        std::fs::create_dir_all(copy.join("blobs")).unwrap();
        for name in ["node.toml", "log.key", "journal.db"] {
            std::fs::copy(place.path.join(name), copy.join(name)).unwrap();
        }
        forge(&copy, |it| {
            let mut word: Approved = serde_json::from_value(it["warrant"]["people"].clone()).unwrap();
            (word.asked.subjects, word.asked.size, word.asked.root) = (vec![records[1].to_string()], 8, root);
            for (approval, secret) in word.approvals.iter_mut().zip(&secrets) {
                approval.signature = Hex(secret.sign(&word.asked.to_bytes()));
            }
            it["warrant"]["people"] = serde_json::to_value(word).unwrap();
            it["records"] = json!([records[1]]);
        })
        .await;
        let found = findings(&copy).await;
        let expected = "changes 8 flipped: the approval does not hold: it names a root for 8 entries";
        assert_eq!(found.len(), usize::from(is_found), "{found:?}");
        assert!(found.iter().all(|it| it.starts_with(expected)), "{found:?}");
    }
}

/// The root that was signed last.
fn root_now(path: &Path) -> [u8; 32] {
    let notes = bytes(path, "select cast(note as blob) from checkpoint where log = 0 order by size");
    let note = String::from_utf8(notes.last().unwrap().clone()).unwrap();
    journal::SignedCheckpoint::parse(&note).unwrap().unverified().root.0
}
