//! `landfall records` and `landfall open` through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::process::Output;

use node_place::{NodePlace, answer, failure, landfall};
use rstest::rstest;
use serde_json::{Value, json};

/// A node with the rows of `landfall new` and one told story.
fn place() -> NodePlace {
    let place = NodePlace::new();
    place.init(&[]);
    let folder = place.folder.path().join("register");
    let register = folder.to_str().unwrap();
    answer(&landfall(&["new", register, "--json"]));
    fs::write(
        folder.join("families.csv"),
        "family,person,father,mother,sex,role\nF1,mother,,,female,mother\nF1,child,,mother,female,missing\n",
    )
    .unwrap();
    fs::write(
        folder.join("missing.csv"),
        "id,family,person,name,circumstances\nX1,F1,child,Samira,she wore a red scarf\n",
    )
    .unwrap();
    fs::write(folder.join("remains.csv"), "id,sex_bones\nX1,\nR2,female\n").unwrap();
    fs::write(folder.join("profiles.csv"), "sample,of,marker,allele1,allele2\nS1,R2,TH01,8,8\n").unwrap();
    let (node, secret) = (place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    answer(&landfall(&["import", "register", register, "--node", node, "--passphrase-file", secret, "--json"]));
    place
}

fn records(place: &NodePlace, options: &[&str]) -> Vec<Value> {
    let secret = ["--passphrase-file", place.secret.to_str().unwrap(), "--json"];
    answer(&place.run("records", &[&secret, options].concat()))["records"].as_array().unwrap().clone()
}

fn open(place: &NodePlace, record: &str, options: &[&str]) -> Output {
    let (node, secret) = (place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    landfall(&[&["open", record, "--node", node, "--passphrase-file", secret, "--json"], options].concat())
}

#[test]
fn the_list_has_ids_names_versions_states_and_holds() {
    let place = place();
    let remains = records(&place, &["--kind", "remains"]);
    assert_eq!(remains.len(), 2);
    let names: Vec<&String> = remains[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["record", "kind", "name", "version", "state", "hold"]);
    assert_eq!(remains[1]["name"], "R2");
    assert_eq!(
        (&remains[1]["version"], &remains[1]["state"], &remains[1]["hold"]),
        (&json!(1), &json!("open"), &json!(false))
    );
    assert_eq!(remains[1]["record"].as_str().unwrap().replace('-', "").len(), 32);
    assert!(records(&place, &[]).len() > remains.len());
    let secret = place.secret.to_str().unwrap();
    let unknown = place.run("records", &["--passphrase-file", secret, "--json", "--kind", "holder"]);
    assert_eq!(failure(&unknown), (Some(2), "unknown-kind".to_owned()));
}

#[test]
fn a_record_opens_by_name_and_by_id_and_its_sealed_part_to_a_member() {
    let place = place();
    let opened = answer(&open(&place, "missing-person/X1", &[]));
    assert_eq!((&opened["content"]["name"], &opened["sealed"]), (&json!("Samira"), &Value::Null));
    let id = opened["record"].as_str().unwrap();
    for id in [id.to_owned(), id.replace('-', "")] {
        let sealed = answer(&open(&place, &id, &["--sealed"]));
        assert_eq!(sealed["sealed"], json!({ "circumstances": "she wore a red scarf" }));
    }
}

#[rstest]
#[case::ambiguous("X1", 2, "ambiguous")]
#[case::nothing("M-0007", 2, "no-such-record")]
#[case::an_event("00000000-0000-7000-8000-000000000000", 2, "no-such-record")]
fn a_word_that_names_not_one_record_is_refused(#[case] record: &str, #[case] exit: i32, #[case] code: &str) {
    assert_eq!(failure(&open(&place(), record, &[])), (Some(exit), code.to_owned()));
}

#[test]
fn every_reading_is_told_in_the_audit() {
    let place = place();
    let reads = || answer(&place.run("verify", &["--json"]))["sizes"]["audit"].as_u64().unwrap();
    let before = reads();
    answer(&open(&place, "R2", &[]));
    // that the name was looked up, and that the record was opened
    assert_eq!(reads(), before + 2);
    failure(&open(&place, "M-0007", &[]));
    assert_eq!(reads(), before + 3);
}
