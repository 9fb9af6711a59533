//! Backups tell a thief nothing: what was put into any matching or sealed field of a register stands in no data backup, no
//! key backup and no file beside them, and neither does a passphrase, a share or a private key.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/canary.rs"]
mod canary;
mod support;

use std::fs;

use canary::{Canaries, files, role_for, salted};
use node::door::Against;
use node::{Node, ShareSheet};
use rooms::kind::{Kind, Record};
use support::{PASSPHRASE, Place, acting, demo};

async fn add<K: Kind>(node: &Node, records: &[Record<K>], count: usize, canaries: &mut Canaries) {
    for (at, record) in records.iter().take(count).enumerate() {
        let place = format!("{}{at}", K::NAME);
        let matching = salted(&record.matching, &place, canaries);
        let sealed = salted(&record.sealed, &format!("{place}sealed"), canaries);
        node.append(&acting("anna", role_for(K::PURPOSE)), &Record { matching, sealed }, Against::Nothing)
            .await
            .unwrap();
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
