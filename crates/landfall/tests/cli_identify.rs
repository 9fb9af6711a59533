//! `landfall identify` through the real program: the shape that people script against, and numbers done by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// A mother 8/8 and her missing daughter; remains 8/8, 9/9 and 8/9; p(8) = 0.1. No mutation, no theta, even prior.
const FILES: [(&str, &str); 6] = [
    (
        "families.csv",
        "family,person,father,mother,sex,role\nF1,mother,,,female,mother\nF1,father,,,male,\nF1,child,father,mother,female,missing\n",
    ),
    (
        "profiles.csv",
        "sample,of,marker,allele1,allele2\nS1,mother,TH01,8,8\nS2,R1,TH01,8,8\nS3,R2,TH01,9,9\nS4,R3,TH01,8,9\n",
    ),
    ("missing.csv", "id,family,person\nM1,F1,child\n"),
    ("remains.csv", "id,sex_bones\nR1,\nR2,\nR3,female\n"),
    ("frequencies.csv", "Allele,TH01\n8,0.1\n9,0.9\n"),
    ("settings.toml", "theta = 0\nprior = 0.5\nthreshold = 0.01\n[mutation]\nmodel = \"none\"\n"),
];

fn folder(changed: &[(&str, Option<&str>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in FILES {
        let change = changed.iter().find(|(name, _)| *name == file);
        if let Some(text) = change.map_or(Some(text), |(_, text)| *text) {
            fs::write(folder.path().join(file), text).unwrap();
        }
    }
    folder
}

fn run(folder: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).arg("identify").arg(folder).args(options).output().unwrap()
}

fn document(folder: &Path, options: &[&str]) -> Value {
    let output = run(folder, &[&["--json"], options].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one document")
}

fn ids(answer: &Value) -> Vec<(&str, &str)> {
    let pairs = answer["pairs"].as_array().unwrap();
    pairs.iter().map(|pair| (pair["missing"].as_str().unwrap(), pair["remains"].as_str().unwrap())).collect()
}

#[test]
fn the_document_has_the_promised_shape_and_numbers() {
    let folder = folder(&[]);
    let answer = document(folder.path(), &[]);
    // R1: P(8/8 | mother 8/8) / P(8/8) = 0.1 / 0.01 = 10. R3: 0.9 / 0.18 = 5 for DNA and (0.95 * 0.999 + 0.05 * 0.001) / 0.5 for
    // sex, together 9.491. R2 cannot be her daughter.
    assert_eq!(ids(&answer), [("M1", "R1"), ("M1", "R3")]);
    let pair = &answer["pairs"][0];
    assert!((pair["log10_lr"].as_f64().unwrap() - 1.0).abs() < 1e-9);
    assert!((pair["posterior"].as_f64().unwrap() - 10.0 / 11.0).abs() < 1e-9);
    assert_eq!(pair["prior"], 0.5);
    let item = &pair["by_item"][0];
    assert_eq!(item["item"], "dna");
    assert_eq!((&item["hypotheses"]["h1"], &item["hypotheses"]["h2"]), (&"same person".into(), &"unrelated".into()));
    assert!(item["parameters"].is_array() && item["source"].is_string() && item["log10_lr"].is_number());
    assert_eq!(pair["by_marker"][0]["marker"], "TH01");
    // the mother's sibling explains 8/8 best: (1 + p)² / (4 p²) = 30.25
    assert_eq!(pair["alternative"]["relation"], "uncle or aunt, mother's side of the missing person");
    assert!((pair["alternative"]["log10_lr"].as_f64().unwrap() - 30.25f64.log10()).abs() < 1e-9);
    let third = &answer["pairs"][1];
    let expected = 5.0 * (0.95 * 0.999 + 0.05 * 0.001) / 0.5;
    assert!((third["log10_lr"].as_f64().unwrap() - f64::log10(expected)).abs() < 1e-9);
    assert!(answer["parameters"].as_array().unwrap().iter().any(|parameter| parameter["name"] == "prior"));
}

#[test]
fn threshold_and_top_replace_the_settings() {
    let folder = folder(&[]);
    assert_eq!(ids(&document(folder.path(), &["--top", "1"])), [("M1", "R1")]);
    assert_eq!(ids(&document(folder.path(), &["--threshold", "0.908"])), [("M1", "R1")]);
    assert_eq!(ids(&document(folder.path(), &["--threshold", "0.99"])), []);
}

#[test]
fn csv_has_one_row_a_pair() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["--csv"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows[0], "missing,remains,log10_lr,dna,sex,age,prior,posterior,alternative,alternative_log10_lr");
    assert!(rows[1].starts_with("M1,R1,") && rows[2].starts_with("M1,R3,"), "{text}");
    assert!(rows[1].contains("\"uncle or aunt, mother's side of the missing person\""), "{text}");
    assert_eq!(rows.len(), 3);
}

#[test]
fn the_text_prints_the_prior_and_the_next_best_explanation() {
    let folder = folder(&[("settings.toml", Some("theta = 0\nthreshold = 0\n"))]);
    let text = String::from_utf8(run(folder.path(), &[]).stdout).unwrap();
    // three remains, one missing person: 1 / (3 + 1)
    assert!(text.contains("prior of a pair 0.25 (3 candidates)"), "{text}");
    assert!(text.contains("next best explanation"), "{text}");
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let folder = folder(&[]);
    assert_eq!(run(folder.path(), &["--json"]).stdout, run(folder.path(), &["--json"]).stdout);
}

#[test]
fn bad_input_is_refused_with_its_places() {
    let folder = folder(&[("frequencies.csv", None)]);
    let output = run(folder.path(), &["--json"]);
    assert_eq!(output.status.code(), Some(2));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["error"]["code"], "bad-register");
    let file = answer["error"]["places"][0]["file"].as_str().unwrap();
    assert!(file.ends_with("frequencies.csv"), "{file}");
}

#[test]
fn zero_has_no_sign() {
    // R4 has no data, so every weight of it is 0; `-0` is a number from 0 to below 1
    let settings = "theta = -0\nprior = 0.5\nthreshold = 0\n[mutation]\nmodel = \"none\"\n";
    let folder =
        folder(&[("remains.csv", Some("id,sex_bones\nR1,\nR2,\nR3,\nR4,\n")), ("settings.toml", Some(settings))]);
    for form in ["--json", "--csv"] {
        let text = String::from_utf8(run(folder.path(), &[form]).stdout).unwrap();
        assert!(text.contains("R4"), "{text}");
        let is_signed_zero =
            |word: &&str| word.parse::<f64>().is_ok_and(|value| value == 0.0 && value.is_sign_negative());
        let signed: Vec<_> = text.split([',', ' ', '\n', ':']).filter(is_signed_zero).collect();
        assert!(signed.is_empty(), "{signed:?} in {text}");
    }
}

#[test]
fn a_threshold_of_zero_lists_no_pair_that_is_excluded_and_the_help_says_so() {
    let folder = folder(&[]);
    assert_eq!(ids(&document(folder.path(), &["--threshold", "0"])), [("M1", "R1"), ("M1", "R3")]);
    let help = run(folder.path(), &["--help"]);
    let words: Vec<_> = std::str::from_utf8(&help.stdout).unwrap().split_whitespace().collect();
    assert!(words.join(" ").contains("(posterior 0) are never listed"), "{words:?}");
}

#[test]
fn a_threshold_that_is_no_share_is_a_usage_error() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["--threshold", "2"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("expected a number from 0 to 1"));
}

#[test]
fn a_file_in_the_place_of_a_folder_has_its_place() {
    let folder = folder(&[]);
    let file = folder.path().join("families.csv");
    let output = run(&file, &["--json"]);
    assert_eq!(output.status.code(), Some(2));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let place = &answer["error"]["places"][0];
    assert_eq!(place["file"], file.display().to_string());
    assert_eq!((&place["field"], &place["found"]), (&"folder".into(), &"a file".into()));
    assert_eq!(place["expected"], "the folder of a register");
}
