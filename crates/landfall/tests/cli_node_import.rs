//! `landfall import register` through the real program: whole or not at all, and twice is once.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use journal::Log;
use node::Node;
use node_place::{NodePlace, answer, failure, landfall};
use rstest::rstest;
use serde_json::{Value, json};

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

/// From the first row to the last in so many steps.
const ROUNDS: u64 = 20;
/// So many must be cut in the middle; a fast machine is often done before the kill comes.
const CUTS_MIN: u64 = 6;
const ROUNDS_MAX: u64 = 100;
/// Several group commits long.
const REMAINS: u64 = 150;

fn write_round(folder: &Path, round: u64) {
    // every row is another one in every round
    let rows: String = (0..REMAINS).map(|at| format!("R{at},round {round}\n")).collect();
    fs::write(folder.join("remains.csv"), format!("id,route\n{rows}")).unwrap();
}

fn big_register(place: &NodePlace) -> PathBuf {
    let folder = place.folder.path().join("register");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("families.csv"), "family,person,father,mother,sex,role\nF1,child,,,female,missing\n")
        .unwrap();
    fs::write(folder.join("profiles.csv"), "sample,of,marker,allele1,allele2\nS1,R0,TH01,8,9\n").unwrap();
    fs::write(folder.join("missing.csv"), "id,family,person\nM1,F1,child\n").unwrap();
    fs::write(folder.join("frequencies.csv"), "Allele,TH01\n8,0.1\n9,0.9\n").unwrap();
    write_round(&folder, 0);
    folder
}

fn words<'a>(place: &'a NodePlace, folder: &'a Path) -> [&'a str; 6] {
    ["import", "register", folder.to_str().unwrap(), "--node", place.node.to_str().unwrap(), "--json"]
}

/// An import that runs until it is killed.
fn begin(place: &NodePlace, folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
    command.args(words(place, folder)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn size(place: &NodePlace) -> u64 {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(Node::size(&place.node, Log::Changes)).unwrap()
}

/// What can be seen: every record with its version.
fn view(place: &NodePlace) -> Value {
    answer(&place.run("records", &["--json"]))["records"].clone()
}

#[test]
fn killed_at_any_moment_it_is_whole_or_not_there() {
    let place = NodePlace::new();
    place.init(&["--demo"]);
    let folder = big_register(&place);
    answer(&landfall(&words(&place, &folder)));
    let (mut before, mut cut_count) = (view(&place), 0);
    for round in 1..=ROUNDS_MAX {
        if round > ROUNDS && cut_count >= CUTS_MIN {
            break;
        }
        write_round(&folder, round);
        let (start, mut import) = (size(&place), begin(&place, &folder));
        // from the first row to the last and the event that makes them count
        let until = start + (REMAINS + 1) * ((round - 1) % ROUNDS) / (ROUNDS - 1);
        while size(&place) < until && import.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        import.kill().unwrap();
        import.wait().unwrap();

        assert_eq!(answer(&place.run("verify", &["--json"]))["ok"], true, "round {round}");
        let (now, written) = (view(&place), size(&place) - start);
        cut_count += u64::from(0 < written && written < REMAINS);
        let again = answer(&landfall(&words(&place, &folder)));
        let told = [&again["new"], &again["changed"]];
        let expected = if now == before { json!(REMAINS) } else { json!(0) };
        assert_eq!(told, [&json!(0), &expected], "round {round}, {written} rows written");
        before = view(&place);
        assert_eq!(before == now, expected == 0, "round {round}");
    }
    assert!(cut_count >= CUTS_MIN, "only {cut_count} imports were cut in the middle");
}
