//! `landfall import mmp` through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn import(file: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).args(["import", "mmp"]).arg(file).args(more).output().unwrap()
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document on stdout")
}

/// The rows of the demo from a line on, as a file of its own.
fn part_of_demo(folder: &Path, name: &str, lines: std::ops::Range<usize>) -> PathBuf {
    let text = fs::read_to_string(project("demo/missing-migrants/missing-migrants-2014-2026.csv")).unwrap();
    let mut all = text.lines();
    let header = all.next().unwrap();
    let rows: Vec<_> = all.skip(lines.start).take(lines.len()).collect();
    let file = folder.join(name);
    fs::write(&file, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    file
}

#[test]
fn the_demo_imports_with_zero_loss_and_a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("node").display().to_string();
    let demo = project("demo/missing-migrants/missing-migrants-2014-2026.csv");
    let first = import(&demo, &["--into", &into, "--json"]);
    assert_eq!(first.status.code(), Some(0));
    let report = document(&first);
    assert_eq!((&report["rows_read"], &report["rows_taken"]), (&json!(19_184), &json!(19_184)));
    let sums = &report["totals_by_year"];
    assert_eq!(sums["2014"], json!({ "incidents": 536, "dead": 1982, "missing": 3568, "total": 5550 }));
    assert_eq!(sums["2026"], json!({ "incidents": 238, "dead": 642, "missing": 1258, "total": 1900 }));
    assert_eq!((&report["into"]["changed"], &report["into"]["added"]), (&json!(true), &json!(19_184)));
    let written = fs::read(folder.path().join("node/incidents.csv")).unwrap();

    let second = import(&demo, &["--into", &into, "--json"]);
    let report = document(&second);
    assert_eq!((&report["into"]["changed"], &report["into"]["same"]), (&json!(false), &json!(19_184)));
    assert!(fs::read(folder.path().join("node/incidents.csv")).unwrap() == written);
    let names: Vec<_> = fs::read_dir(folder.path().join("node")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}"); // the list and the note on its source
}

#[test]
fn the_report_has_the_shape_that_scripts_rely_on() {
    let output = import(&project("reference/mmp/mmp-global-2026-05-06.csv"), &["--json"]);
    assert_eq!(output.status.code(), Some(0));
    let report = document(&output);
    let keys: Vec<_> = report.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["rows_read", "rows_taken", "rows_flagged", "totals_by_year"]);
    let flag = report["rows_flagged"][0].as_object().unwrap();
    assert_eq!(flag.keys().map(String::as_str).collect::<Vec<_>>(), ["line", "field", "found", "reason"]);
    assert_eq!(
        report["totals_by_year"],
        json!({ "2026": { "incidents": 238, "dead": 642, "missing": 1258, "total": 1900 } })
    );
}

#[test]
fn a_second_extract_is_laid_over_the_first_and_what_changed_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("node").display().to_string();
    let first = part_of_demo(folder.path(), "first.csv", 0..5);
    assert_eq!(import(&first, &["--into", &into]).status.code(), Some(0));
    let second = part_of_demo(folder.path(), "second.csv", 3..8);
    let text = fs::read_to_string(&second).unwrap().replacen("Mixed or unknown", "Drowning", 1);
    fs::write(&second, text).unwrap();

    let report = document(&import(&second, &["--into", &into, "--json"]));
    let kept = &report["into"];
    let counts = ["rows", "added", "same"].map(|key| kept[key].as_u64().unwrap());
    assert_eq!(counts[..2], [8, 3]);
    assert_eq!(counts[2] + kept["replaced"].as_array().unwrap().len() as u64, 2);
    let said = String::from_utf8(import(&second, &["--into", &into]).stdout).unwrap();
    assert!(said.contains("nothing changed"), "{said}");
}

#[test]
fn bad_input_is_told_with_its_place_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("node");
    let file = part_of_demo(folder.path(), "bad.csv", 0..3);
    let text = fs::read_to_string(&file).unwrap().replace(",2020,", ",two,").replace("Month", "Mnth");
    fs::write(&file, text).unwrap();
    let output = import(&file, &["--json", "--into", into.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let error = document(&output)["error"].clone();
    assert_eq!(error["code"], "bad-table");
    assert_eq!(error["places"].as_array().unwrap().len(), 2); // unknown `Mnth`, missing `Month`
    assert_eq!((&error["places"][0]["line"], &error["places"][0]["found"]), (&json!(1), &json!("Mnth")));
    assert!(!into.exists());

    for (name, bytes, code) in [
        ("empty.csv", b"".as_slice(), "empty-file"),
        ("wide.csv", b"\xFF\xFEM\0a\0i\0n\0".as_slice(), "bad-encoding"),
        ("noise.csv", b"\x89\x01\xF7\x13\xC8\n\x07".as_slice(), "bad-encoding"),
        ("torn.xlsx", b"PK\x03\x04torn".as_slice(), "bad-table"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let output = import(&file, &["--json", "--into", into.to_str().unwrap()]);
        assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &json!(code)), "{name}");
        assert!(!into.exists());
    }
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let output = import(Path::new("no-such-list.csv"), &["--json"]);
    assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &json!("no-such-file")));
}

#[test]
fn a_column_of_row_numbers_is_left_unread_and_no_column_of_the_folder_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(part_of_demo(folder.path(), "part.csv", 0..1)).unwrap();
    let row_numbers: String = text.lines().zip(["", "0"]).map(|(line, number)| format!("{number},{line}\n")).collect();
    let numbered = folder.path().join("numbered.csv");
    fs::write(&numbered, &row_numbers).unwrap();
    let output = import(&numbered, &["--json"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = json!({ "line": 1, "field": "column 1", "found": "", "reason": "column not known and not read" });
    assert_eq!(document(&output)["rows_flagged"][0], expected);

    fs::write(folder.path().join("incidents.csv"), &row_numbers).unwrap();
    let output = import(&numbered, &["--into", &folder.path().display().to_string(), "--json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("incidents.csv")).unwrap(), row_numbers);
}
