//! A register from `landfall new`, spoilt in many ways, through `landfall identify`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rstest::rstest;
use serde_json::Value;

fn landfall(command: &str, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).arg(command).arg(folder).arg("--json").output().unwrap()
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document on stdout")
}

/// A folder of templates in a place of its own.
fn register() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("register");
    assert_eq!(landfall("new", &folder).status.code(), Some(0));
    (place, folder)
}

#[test]
fn the_templates_are_a_register_that_is_computed() {
    let (_place, folder) = register();
    let output = landfall("identify", &folder);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(document(&output)["pairs"].is_array());
}

#[rstest]
#[case::wrong_column("families.csv", "family,person", "family,persn", "persn")]
#[case::allele_not_in_the_table("profiles.csv", "7,9.3", "7,99", "99")]
#[case::three_alleles("profiles.csv", "7,9.3", "7/8/9,9.3", "7/8/9")]
#[case::own_ancestor("families.csv", "F1-child,,,", "F1-child,,F1-child,", "F1-child")]
#[case::setting("settings.toml", "# theta = ", "tehta = ", "tehta")]
fn one_fault_is_told_with_file_line_and_field(
    #[case] file: &str,
    #[case] good: &str,
    #[case] bad: &str,
    #[case] found: &str,
) {
    let (_place, folder) = register();
    let text = fs::read_to_string(folder.join(file)).unwrap();
    assert!(text.contains(good), "{text}");
    fs::write(folder.join(file), text.replacen(good, bad, 1)).unwrap();
    let output = landfall("identify", &folder);
    assert_eq!(output.status.code(), Some(2));
    let error = &document(&output)["error"];
    let place = &error["places"][0];
    assert!(place["file"].as_str().unwrap().ends_with(file), "{error}");
    let line_of = |text: &str| text.lines().position(|line| line.contains(bad)).map(|at| at + 1);
    let actual = line_of(&fs::read_to_string(folder.join(file)).unwrap());
    assert_eq!(place["line"].as_u64().map(|line| line as usize), actual, "{error}");
    assert!(place["field"].is_string() && error["message"].as_str().unwrap().contains(found), "{error}");
}

#[test]
fn the_same_id_twice_is_a_fault() {
    let (_place, folder) = register();
    let text = fs::read_to_string(folder.join("remains.csv")).unwrap();
    let last = text.lines().last().unwrap();
    fs::write(folder.join("remains.csv"), format!("{text}{last}\n")).unwrap();
    let error = &document(&landfall("identify", &folder))["error"];
    assert!(error["message"].as_str().unwrap().contains("id `R1` stands on line"), "{error}");
}

#[rstest]
#[case::no_frequencies("frequencies.csv", None, "the folder has no `frequencies.csv`")]
#[case::empty("families.csv", Some(b"".as_slice()), "the file is empty")]
#[case::utf16("profiles.csv", Some(b"\xFF\xFEs\0a\0".as_slice()), "UTF-16")]
#[case::noise("remains.csv", Some(b"\x89\x01\xF7\x00\x13\xC8".as_slice()), "UTF-8")]
fn a_file_that_is_none_is_told(#[case] file: &str, #[case] bytes: Option<&[u8]>, #[case] says: &str) {
    let (_place, folder) = register();
    match bytes {
        // 100 MB where there is something to repeat
        Some(bytes) => fs::write(folder.join(file), bytes.repeat(100_000_000 / bytes.len().max(1))).unwrap(),
        None => fs::remove_file(folder.join(file)).unwrap(),
    }
    let before = names(&folder);
    let output = landfall("identify", &folder);
    assert_eq!(output.status.code(), Some(2));
    let error = &document(&output)["error"];
    assert!(error["message"].as_str().unwrap().contains(says), "{error}");
    assert!(error["places"][0]["file"].as_str().unwrap().ends_with(file), "{error}");
    assert_eq!(names(&folder), before);
}

#[test]
fn faults_of_all_files_are_told_at_once() {
    let (_place, folder) = register();
    fs::remove_file(folder.join("frequencies.csv")).unwrap();
    fs::write(folder.join("settings.toml"), "theta = 2\nx = 1\n").unwrap();
    fs::write(folder.join("remains.csv"), "id,fuond\nR1,2023\n").unwrap();
    let error = &document(&landfall("identify", &folder))["error"];
    assert_eq!(error["places"].as_array().unwrap().len(), 4, "{error}");
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let place = tempfile::tempdir().unwrap();
    let output = landfall("identify", &place.path().join("nowhere"));
    assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &Value::from("no-such-folder")));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
