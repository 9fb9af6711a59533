//! A seized disk tells nothing: what was put into a matching or a sealed field is in no file of a stopped node.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use node::Node;
use node::door::Against;
use serde_json::Value;
use support::{PASSPHRASE, Place, anna, demo};

/// Every text of a JSON value that is long enough to be nobody else's.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().count() >= 6 => found.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|value| texts(value, found)),
        Value::Object(all) => all.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn spellings(text: &str) -> Vec<Vec<u8>> {
    let utf_16: Vec<u16> = text.encode_utf16().collect();
    let mut all = vec![text.as_bytes().to_vec()];
    all.push(utf_16.iter().flat_map(|unit| unit.to_le_bytes()).collect());
    all.push(utf_16.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    // base64 at each of its three phases, without the letters that its neighbours share
    for skip in 0..3 {
        let padded = [vec![0; skip], text.as_bytes().to_vec()].concat();
        let coded = STANDARD.encode(&padded);
        let end = padded.len() / 3 * 4;
        all.push(coded.as_bytes()[(skip * 4).div_ceil(3)..end].to_vec());
    }
    all.into_iter().filter(|bytes| bytes.len() >= 6).collect()
}

fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

#[tokio::test]
async fn no_canary_is_on_the_disk() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let mut records = demo();
    records.missing.truncate(40);
    let mut canaries = Vec::new();
    for record in &mut records.missing {
        record.matching.name = Some(format!("canary name {}", record.matching.id));
        record.matching.route = Some(format!("canary route {}", record.matching.id));
        texts(&serde_json::to_value(&record.matching).unwrap(), &mut canaries);
        texts(&serde_json::to_value(&record.sealed).unwrap(), &mut canaries);
        node.append(&anna(), record, Against::Nothing).await.unwrap();
    }
    node.unlock("anna", PASSPHRASE).await.unwrap();
    node.close().await.unwrap();
    canaries.push(PASSPHRASE.to_owned());
    canaries.sort();
    canaries.dedup();
    let mut stored = Vec::new();
    files(&place.path, &mut stored);
    assert!(canaries.len() > 80 && stored.len() >= 3);
    for canary in &canaries {
        for spelling in spellings(canary) {
            for (name, bytes) in &stored {
                assert!(!bytes.windows(spelling.len()).any(|seen| seen == spelling), "`{canary}` stands in {name}");
            }
        }
    }
}
