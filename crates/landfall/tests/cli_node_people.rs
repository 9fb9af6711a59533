//! Invitations, confirming and revoking through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use node_place::{NodePlace, answer, failure, landfall, write_secret};
use serde_json::json;

#[test]
fn an_operator_invites_looks_and_revokes_without_a_browser() {
    let place = NodePlace::new();
    let (node, secret) = (place.node.to_str().unwrap().to_owned(), place.secret.to_str().unwrap().to_owned());
    let two = ["--holder", "anna", "--holder", "bilal", "--passphrase-file", &secret];
    place.init(&two);
    let anna = ["--holder", "anna", "--passphrase-file", &secret];

    let invited = answer(&place.run("invite", &[&["--role", "tracing-officer", "--json"], &anna[..]].concat()));
    let path = invited["path"].as_str().unwrap();
    assert!(path.starts_with("/join/") && path.len() == 49 && invited["days"] == 7, "{invited}");
    let again = answer(&place.run("invite", &[&["--role", "tracing-officer", "--json"], &anna[..]].concat()));
    assert_ne!(again["path"], invited["path"]);
    let wrong = place.run("invite", &[&["--role", "spy", "--json"], &anna[..]].concat());
    assert_eq!(failure(&wrong), (Some(2), "usage".to_owned()));
    let wrong = place.run("invite", &[&["--role", "visitor", "--json"], &anna[..]].concat());
    assert_eq!(failure(&wrong), (Some(2), "not-a-role".to_owned()));

    let people = answer(&place.run("people", &[&["--json"], &anna[..]].concat()));
    let names: Vec<_> = people["people"].as_array().unwrap().iter().map(|it| it["handle"].clone()).collect();
    assert_eq!(names, [json!("anna"), json!("bilal")]);
    assert_eq!(people["people"][0]["status"], "confirmed");

    let at = |words: &[&str], by: &[&str]| landfall(&[words, &["--node", &node, "--json"], by].concat());
    assert_eq!(failure(&at(&["confirm", "carim"], &anna)), (Some(2), "nobody-waits".to_owned()));
    assert_eq!(failure(&at(&["revoke", "anna"], &anna)), (Some(3), "oneself".to_owned()));
    let told = answer(&at(&["revoke", "bilal"], &anna));
    assert_eq!(told["word"], json!({ "done": false, "found": 1, "needed": 2 }));
    let people = answer(&place.run("people", &[&["--json"], &anna[..]].concat()));
    assert_eq!(people["people"][1]["approved_by"], json!(["anna"]));
    let other = place.folder.path().join("other");
    write_secret(&other, "not her passphrase\n");
    let wrong = ["--holder", "anna", "--passphrase-file", other.to_str().unwrap()];
    assert_eq!(failure(&at(&["revoke", "bilal"], &wrong)), (Some(4), "wrong-passphrase".to_owned()));
}
