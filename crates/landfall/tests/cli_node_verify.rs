//! `landfall verify` through the real program: on a locked node, beside another process, exit 0 or 1, and one shape.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::process::Output;

use node_place::{NodePlace, answer, failure};
use rstest::rstest;
use serde_json::{Value, json};

fn verify(place: &NodePlace) -> Output {
    place.run("verify", &["--json"])
}

fn found(place: &NodePlace) -> Value {
    let output = verify(place);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one document");
    assert_eq!(output.status.code(), Some(1), "{document}");
    assert_eq!(document["ok"], false);
    for finding in document["findings"].as_array().unwrap() {
        let names: Vec<&String> = finding.as_object().unwrap().keys().collect();
        assert_eq!(names, ["log", "index", "kind", "what"]);
        let kinds = ["flipped", "dropped", "swapped", "transplanted", "truncated", "missing-key"];
        assert!(kinds.contains(&finding["kind"].as_str().unwrap()), "{finding}");
    }
    document["findings"].clone()
}

#[test]
fn a_locked_node_is_checked_without_a_passphrase() {
    let place = NodePlace::new();
    place.init(&[]);
    let document = answer(&verify(&place));
    // the events `node`, `organisation` and `holder`
    assert_eq!(document, json!({ "ok": true, "findings": [], "sizes": { "changes": 3, "audit": 0 } }));
    let text = place.run("verify", &[]);
    assert!(String::from_utf8(text.stdout).unwrap().starts_with("all is as it was written"));
}

#[rstest]
#[case::log_key_gone("log.key", "dropped")]
#[case::blobs_gone("blobs", "dropped")]
fn what_is_gone_is_named(#[case] file: &str, #[case] kind: &str) {
    let place = NodePlace::new();
    place.init(&[]);
    let path = place.node.join(file);
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap()
    } else {
        fs::remove_file(path).unwrap()
    }
    assert_eq!(found(&place)[0]["kind"], kind);
}

#[test]
fn a_journal_that_is_no_database_is_a_finding_and_not_bad_input() {
    let place = NodePlace::new();
    place.init(&[]);
    fs::write(
        place.node.join("journal.db"),
        "not a database, and longer than a header of one hundred bytes ".repeat(90),
    )
    .unwrap();
    assert_eq!(found(&place)[0]["log"], "store");
}

#[test]
fn a_flipped_byte_is_named() {
    let place = NodePlace::new();
    place.init(&["--name", "quay"]);
    let journal = place.node.join("journal.db");
    let mut bytes = fs::read(&journal).unwrap();
    let word = b"\"epoch_key\":\"";
    let at = bytes.windows(word.len()).position(|window| window == word).unwrap() + word.len();
    bytes[at] ^= 1;
    fs::write(&journal, bytes).unwrap();
    let findings = found(&place);
    assert_eq!(
        (&findings[0]["log"], &findings[0]["index"], &findings[0]["kind"]),
        (&json!("changes"), &json!(0), &json!("flipped"))
    );
}

#[test]
fn a_place_without_a_node_is_bad_input() {
    let place = NodePlace::new();
    assert_eq!(failure(&verify(&place)), (Some(2), "not-a-node".to_owned()));
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 1, "a check makes nothing");
}
