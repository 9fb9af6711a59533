//! `landfall import register` through the real program: whole or not at all, and twice is once.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use node_place::{NodePlace, answer, failure, landfall};
use rstest::rstest;
use serde_json::json;

const FILES: [(&str, &str); 6] = [
    (
        "families.csv",
        "family,person,father,mother,sex,role\nF1,mother,,,female,mother\nF1,father,,,male,\nF1,child,father,mother,female,missing\n",
    ),
    ("profiles.csv", "sample,of,marker,allele1,allele2\nS1,mother,TH01,8,8\nS2,R1,TH01,8,8\nS3,R2,TH01,9,9\n"),
    ("missing.csv", "id,family,person,name,circumstances\nM1,F1,child,Samira,she wore a red scarf\n"),
    ("remains.csv", "id,sex_bones\nR1,\nR2,female\n"),
    ("frequencies.csv", "Allele,TH01\n8,0.1\n9,0.9\n"),
    ("settings.toml", "theta = 0\nprior = 0.5\nthreshold = 0.01\n[mutation]\nmodel = \"none\"\n"),
];

fn register(place: &NodePlace) -> PathBuf {
    let folder = place.folder.path().join("register");
    fs::create_dir(&folder).unwrap();
    FILES.iter().for_each(|(file, text)| fs::write(folder.join(file), text).unwrap());
    folder
}

fn import(place: &NodePlace, folder: &Path) -> Output {
    let (folder, node, secret) =
        (folder.to_str().unwrap(), place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    landfall(&["import", "register", folder, "--node", node, "--passphrase-file", secret, "--json"])
}

fn rebuilt(place: &NodePlace) -> String {
    let told = answer(&place.run("rebuild", &["--passphrase-file", place.secret.to_str().unwrap(), "--json"]));
    assert_eq!((&told["before"], &told["same"]), (&told["after"], &true.into()));
    told["after"].as_str().unwrap().to_owned()
}

#[test]
fn twice_is_once_and_a_change_is_a_new_version() {
    let place = NodePlace::new();
    place.init(&[]);
    let folder = register(&place);
    let told = answer(&import(&place, &folder));
    // settings, population, family, three samples, one missing person, two remains
    assert_eq!((&told["new"], &told["changed"], &told["unchanged"]), (&json!(9), &json!(0), &json!(0)));
    let before = rebuilt(&place);
    let told = answer(&import(&place, &folder));
    assert_eq!((&told["new"], &told["changed"], &told["unchanged"]), (&json!(0), &json!(0), &json!(9)));
    assert_eq!(rebuilt(&place), before);
    // the sealed part counts too
    let changed = FILES[2].1.replace("red scarf", "blue scarf");
    fs::write(folder.join("missing.csv"), changed).unwrap();
    let told = answer(&import(&place, &folder));
    assert_eq!((&told["new"], &told["changed"], &told["unchanged"]), (&json!(0), &json!(1), &json!(8)));
    assert_ne!(rebuilt(&place), before);
}

#[test]
fn a_fault_is_named_by_file_line_column_and_field_and_nothing_is_taken() {
    let place = NodePlace::new();
    place.init(&[]);
    let folder = register(&place);
    let before = rebuilt(&place);
    fs::write(folder.join("remains.csv"), "id,sex_bones\nR1,\nR2,perhaps\n").unwrap();
    let output = import(&place, &folder);
    assert_eq!(failure(&output), (Some(2), "bad-register".to_owned()));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let fault = &answer["error"]["places"][0];
    assert!(fault["file"].as_str().unwrap().ends_with("remains.csv"), "{fault}");
    assert_eq!((&fault["line"], &fault["column"], &fault["field"]), (&json!(3), &json!(2), &json!("sex_bones")));
    assert_eq!(rebuilt(&place), before);
}

#[test]
fn a_node_that_opens_itself_asks_for_no_passphrase() {
    let place = NodePlace::new();
    place.init(&["--demo"]);
    let folder = register(&place);
    let (folder, node) = (folder.to_str().unwrap(), place.node.to_str().unwrap());
    assert_eq!(answer(&landfall(&["import", "register", folder, "--node", node, "--json"]))["new"], 9);
}

#[rstest]
#[case::no_passphrase(&[], 2, "no-passphrase")]
#[case::another_holder(&["--holder", "bilal", "--passphrase-file", "SECRET"], 4, "wrong-passphrase")]
#[case::two_holders(&["--holder", "admin", "--holder", "bilal", "--passphrase-file", "SECRET", "--passphrase-file", "SECRET"], 2, "usage")]
#[case::no_such_file(&["--passphrase-file", "nowhere"], 2, "passphrase-file")]
fn who_cannot_open_it_is_refused(#[case] options: &[&str], #[case] exit: i32, #[case] code: &str) {
    let place = NodePlace::new();
    place.init(&[]);
    let folder = register(&place);
    let (folder, node, secret) =
        (folder.to_str().unwrap(), place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    let options = options.iter().map(|option| if *option == "SECRET" { secret } else { option }).collect::<Vec<_>>();
    let output = landfall(&[&["import", "register", folder, "--node", node, "--json"], &options[..]].concat());
    assert_eq!(failure(&output), (Some(exit), code.to_owned()));
}

#[test]
fn where_no_node_is_it_says_how_to_make_one() {
    let place = NodePlace::new();
    let folder = register(&place);
    let output = import(&place, &folder);
    assert_eq!(failure(&output), (Some(2), "not-a-node".to_owned()));
    assert!(String::from_utf8(output.stderr).unwrap().contains("landfall init"));
}
