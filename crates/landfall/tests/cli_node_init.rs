//! `landfall init` through the real program: what it makes, what it tells once, and what it refuses.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::os::unix::fs::PermissionsExt;

use node_place::{NodePlace, PASSPHRASE, answer, failure, landfall, write_secret};
use rstest::rstest;
use serde_json::Value;

#[test]
fn a_node_is_made_with_what_was_left_out_filled_in() {
    let place = NodePlace::new();
    let made = place.init(&[]);
    assert_eq!((&made["name"], &made["organisation"]), (&"harbour".into(), &"own".into()));
    assert_eq!(made["holders"], serde_json::json!(["admin"]));
    assert_eq!((&made["demo"], &made["unattended"]), (&false.into(), &false.into()));
    assert!(made["log_key"].as_str().unwrap().starts_with("harbour+"));
    let shares = ["node", "organisation"].map(|of| made["shares"][of].as_array().unwrap().clone());
    let different: std::collections::BTreeSet<_> = shares.iter().flatten().map(Value::to_string).collect();
    assert_eq!(different.len(), 6);
    assert!(place.node.join("journal.db").exists() && !place.node.join("unattended.key").exists());
}

#[test]
fn the_shares_are_written_for_their_owner_alone() {
    let place = NodePlace::new();
    let folder = place.folder.path().join("shares");
    let made = place.init(&["--shares", folder.to_str().unwrap()]);
    let files = made["shares"]["files"].as_array().unwrap();
    assert_eq!(files.len(), 6);
    for file in files {
        let file = file.as_str().unwrap();
        assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_to_string(file).unwrap().split_whitespace().count(), 12, "{file}");
    }
}

#[test]
fn shares_are_never_written_over_and_no_node_is_made_then() {
    let place = NodePlace::new();
    let folder = place.folder.path().join("shares");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("organisation-share-2.txt"), "another's").unwrap();
    let secret = place.secret.to_str().unwrap();
    let output = place.run("init", &["--passphrase-file", secret, "--shares", folder.to_str().unwrap(), "--json"]);
    assert_eq!(failure(&output), (Some(3), "cannot-write-shares".to_owned()));
    assert!(!place.node.exists());
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["organisation-share-2.txt"]);
}

#[test]
fn several_holders_take_their_passphrases_in_order() {
    let place = NodePlace::new();
    let second = place.folder.path().join("second");
    write_secret(&second, "the lighthouse at noon");
    let (first, second) = (place.secret.to_str().unwrap(), second.to_str().unwrap());
    let options = ["--holder", "anna", "--holder", "bilal", "--argon2-memory-kib", "64", "--json"];
    let short = place.run("init", &[&options[..], &["--passphrase-file", first]].concat());
    assert_eq!(failure(&short), (Some(2), "usage".to_owned()));
    let files = ["--passphrase-file", first, "--passphrase-file", second];
    let made = answer(&place.run("init", &[&options[..], &files].concat()));
    assert_eq!(made["holders"], serde_json::json!(["anna", "bilal"]));
}

#[test]
fn unattended_says_what_it_gives_up() {
    let place = NodePlace::new();
    let output = place.run(
        "init",
        &["--unattended", "--argon2-memory-kib", "64", "--passphrase-file", place.secret.to_str().unwrap()],
    );
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("whoever takes or copies this disk reads all names"), "{said}");
    assert!(place.node.join("unattended.key").exists());
}

#[rstest]
#[case::too_short("eleven char", "weak-passphrase")]
#[case::empty("\n", "empty-passphrase")]
fn a_weak_passphrase_makes_no_node(#[case] passphrase: &str, #[case] code: &str) {
    let place = NodePlace::new();
    write_secret(&place.secret, passphrase);
    let output = place.run("init", &["--passphrase-file", place.secret.to_str().unwrap(), "--json"]);
    assert_eq!(failure(&output), (Some(2), code.to_owned()));
    assert!(!place.node.exists());
}

#[test]
fn without_terminal_and_file_the_option_is_named() {
    let place = NodePlace::new();
    let output = place.run("init", &["--json"]);
    assert_eq!(failure(&output), (Some(2), "no-passphrase".to_owned()));
    assert!(String::from_utf8(output.stderr).unwrap().contains("--passphrase-file"));
    assert!(!place.node.exists());
}

#[test]
fn a_passphrase_that_others_can_read_is_remarked() {
    let place = NodePlace::new();
    std::fs::set_permissions(&place.secret, std::fs::Permissions::from_mode(0o644)).unwrap();
    let secret = place.secret.to_str().unwrap();
    let output = place.run("init", &["--argon2-memory-kib", "64", "--passphrase-file", secret]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stderr).unwrap().contains("can be read by others"));
}

#[test]
fn the_passphrase_is_said_nowhere() {
    let place = NodePlace::new();
    let output = place
        .run("init", &["--argon2-memory-kib", "64", "--passphrase-file", place.secret.to_str().unwrap(), "--json"]);
    for said in [&output.stdout, &output.stderr] {
        assert!(!String::from_utf8_lossy(said).contains(PASSPHRASE));
    }
}

#[rstest]
#[case::name(&["--name", "a/b"], 2, "bad-name")]
#[case::organisation(&["--organisation", "Harbour Aid"], 2, "bad-name")]
#[case::holder(&["--holder", "@recovery"], 2, "bad-name")]
#[case::cheaper_than_argon2_can(&["--argon2-memory-kib", "7"], 2, "usage")]
fn what_cannot_be_is_refused_and_makes_nothing(#[case] options: &[&str], #[case] exit: i32, #[case] code: &str) {
    let place = NodePlace::new();
    let secret = ["--passphrase-file", place.secret.to_str().unwrap(), "--json"];
    let output = place.run("init", &[options, &secret].concat());
    assert_eq!(failure(&output), (Some(exit), code.to_owned()));
    assert!(!place.node.exists());
}

#[test]
fn a_node_is_never_made_over_something() {
    let place = NodePlace::new();
    place.init(&[]);
    let secret = place.secret.to_str().unwrap();
    let again = place.run("init", &["--passphrase-file", secret, "--json"]);
    assert_eq!(failure(&again), (Some(2), "not-empty".to_owned()));
    let file = landfall(&["init", secret, "--passphrase-file", secret, "--json"]);
    assert_eq!(failure(&file), (Some(2), "not-empty".to_owned()));
}
