//! `landfall new` through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn new(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).arg("new").arg(folder).arg("--json").output().unwrap()
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document on stdout")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const FILES: [&str; 6] =
    ["families.csv", "frequencies.csv", "missing.csv", "profiles.csv", "remains.csv", "settings.toml"];

#[test]
fn a_new_folder_reads_back_without_a_fault() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("a/register");
    let output = new(&folder);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(document(&output)["files"].as_array().unwrap().len(), 6);
    assert_eq!(names(&folder), FILES);
    let read = interop::register::read(&folder).unwrap();
    assert_eq!((read.register.missing.len(), read.register.remains.len()), (1, 1));
}

#[test]
fn nothing_is_overwritten() {
    let place = tempfile::tempdir().unwrap();
    for taken in ["missing.csv", "missing.xlsx", "settings.toml"] {
        let folder = place.path().join(taken);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(taken), "kept").unwrap();
        fs::write(folder.join("notes.txt"), "kept").unwrap();
        let output = new(&folder);
        assert_eq!(output.status.code(), Some(3));
        let error = &document(&output)["error"];
        assert_eq!(error["code"], "would-overwrite");
        assert!(error["message"].as_str().unwrap().contains(taken));
        let mut kept = [taken, "notes.txt"];
        kept.sort_unstable();
        assert_eq!(names(&folder), kept);
        assert_eq!(fs::read_to_string(folder.join(taken)).unwrap(), "kept");
    }
    let twice = place.path().join("twice");
    assert_eq!(new(&twice).status.code(), Some(0));
    let before: Vec<_> = FILES.map(|file| fs::read(twice.join(file)).unwrap()).into();
    assert_eq!(new(&twice).status.code(), Some(3));
    assert_eq!(before, FILES.map(|file| fs::read(twice.join(file)).unwrap()));
}

#[test]
fn where_no_folder_can_be_made_it_is_said() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "x").unwrap();
    let output = new(&place.path().join("file"));
    assert_eq!((output.status.code(), document(&output)["error"]["code"].clone()), (Some(2), "cannot-write".into()));
}
