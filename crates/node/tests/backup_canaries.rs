//! Backups tell a thief nothing: what was put into any matching or sealed field of a register stands in no data backup, no
//! key backup and no file beside them, and neither does a passphrase, a share or a private key.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use node::door::Against;
use node::{Node, ShareSheet};
use rooms::kind::{Kind, Record};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use support::{PASSPHRASE, Place, anna, demo};

/// Words to look for, found by their first six bytes.
#[derive(Default)]
struct Canaries {
    by_start: HashMap<[u8; 6], BTreeSet<(Vec<u8>, String)>>,
    count: usize,
}

impl Canaries {
    /// A text in each of the spellings that it could lie in.
    fn add(&mut self, text: &str) {
        self.count += 1;
        let utf_16: Vec<u16> = text.encode_utf16().collect();
        self.add_bytes(text.as_bytes(), text);
        self.add_bytes(&utf_16.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>(), text);
        self.add_bytes(&utf_16.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<_>>(), text);
        for skip in 0..3 {
            // base64 at each of its three phases, without the letters that its neighbours share
            let padded = [vec![0; skip], text.as_bytes().to_vec()].concat();
            let coded = STANDARD.encode(&padded);
            self.add_bytes(&coded.as_bytes()[(skip * 4).div_ceil(3)..padded.len() / 3 * 4], text);
        }
    }

    fn add_bytes(&mut self, bytes: &[u8], name: &str) {
        if let Some(start) = bytes.first_chunk() {
            self.by_start.entry(*start).or_default().insert((bytes.to_vec(), name.to_owned()));
        }
    }

    /// Those that stand in these bytes.
    fn found_in(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let known = |at: usize| self.by_start.get(bytes[at..].first_chunk::<6>()?).map(|all| (at, all));
        let hits = (0..bytes.len()).filter_map(known).flat_map(|(at, all)| all.iter().map(move |it| (at, it)));
        hits.filter(|(at, (word, _))| bytes[*at..].starts_with(word)).map(|(_, (_, name))| name.as_str()).collect()
    }
}

/// Puts a canary into every field that takes one, and gives those that were taken.
fn salted<T: Serialize + DeserializeOwned>(content: &T, place: &str, canaries: &mut Canaries) -> T {
    let mut value = serde_json::to_value(content).unwrap();
    let mut taken = 0;
    for pointer in pointers(&value, String::new()) {
        let word = format!("canary{taken}of{}", place);
        let field = value.pointer_mut(&pointer).unwrap();
        let before = std::mem::replace(field, Value::String(word.clone()));
        let reads = serde_json::from_value::<T>(value.clone()).ok().and_then(|it| serde_json::to_value(&it).ok());
        if reads.as_ref() == Some(&value) {
            canaries.add(&word);
            taken += 1;
        } else {
            *value.pointer_mut(&pointer).unwrap() = before;
        }
    }
    serde_json::from_value(value).unwrap()
}

/// Every text and every empty field.
fn pointers(value: &Value, at: String) -> Vec<String> {
    match value {
        Value::String(_) | Value::Null => vec![at],
        Value::Array(all) => all.iter().enumerate().flat_map(|(key, it)| pointers(it, format!("{at}/{key}"))).collect(),
        Value::Object(all) => all.iter().flat_map(|(key, it)| pointers(it, format!("{at}/{key}"))).collect(),
        _ => Vec::new(),
    }
}

async fn add<K: Kind>(node: &Node, records: &[Record<K>], count: usize, canaries: &mut Canaries) {
    for (at, record) in records.iter().take(count).enumerate() {
        let place = format!("{}{at}", K::NAME);
        let matching = salted(&record.matching, &place, canaries);
        let sealed = salted(&record.sealed, &format!("{place}sealed"), canaries);
        node.append(&anna(), &Record { matching, sealed }, Against::Nothing).await.unwrap();
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[tokio::test]
async fn no_canary_is_in_a_backup_or_beside_one() {
    let place = Place::new();
    let shares = place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let (records, mut canaries) = (demo(), Canaries::default());
    add(&node, &records.missing, 8, &mut canaries).await;
    add(&node, &records.remains, 8, &mut canaries).await;
    add(&node, &records.families, 4, &mut canaries).await;
    add(&node, &records.samples, 4, &mut canaries).await;
    add(&node, &records.populations, 1, &mut canaries).await;
    assert!(canaries.count > 150, "{}", canaries.count);
    canaries.add(PASSPHRASE);
    shares.node_recovery.iter().chain(&shares.organisation_recovery).for_each(|share| canaries.add(share));
    let seed = fs::read_to_string(place.path.join("log.key")).unwrap();
    canaries.add(seed.trim_end());
    let raw: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&seed[2 * at..2 * at + 2], 16).unwrap()).collect();
    canaries.add_bytes(&raw, "the log's key");

    let out = place.path.parent().unwrap().join("out");
    fs::create_dir(&out).unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let backup = Node::backup(&place.path, &out).await.unwrap().path;
    Node::backup_keys(&place.path, &out.join("keys")).await.unwrap();
    Node::backup_keys(&place.path, &out.join("keys")).await.unwrap();
    node.close().await.unwrap();
    let sheets: Vec<ShareSheet> = shares.node_recovery[1..]
        .iter()
        .map(|text| ShareSheet { name: "sheet".to_owned(), text: text.clone() })
        .collect();
    let again = out.join("again");
    Node::restore(&backup, &out.join("keys"), &sheets, &again).await.unwrap();

    let mut stored = Vec::new();
    files(&out, &mut stored);
    assert!(stored.len() >= 8, "{stored:?}");
    for file in &stored {
        // the one file of a node whose content is a key
        if *file == again.join("log.key") {
            continue;
        }
        let found = canaries.found_in(&fs::read(file).unwrap());
        assert!(found.is_empty(), "{} holds {found:?}", file.display());
    }
    // the search finds what is there
    assert_eq!(canaries.found_in(&fs::read(again.join("log.key")).unwrap()).len(), 1);
    let some = serde_json::to_vec(&salted(&records.missing[0].matching, "missing-person0", &mut Canaries::default()));
    assert!(canaries.found_in(&some.unwrap()).len() > 3);
}
