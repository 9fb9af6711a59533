//! Every reference case of kinds a to f through the real program, against the numbers of independent programs.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Tolerances of `reference/kinship/README.md`.
const LN_LIKELIHOOD_TOLERANCE: f64 = 1e-9;
const LR_TOLERANCE: f64 = 1e-8;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/kinship/cases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    cases.sort();
    cases
}

fn kind(case: &Path) -> char {
    case.file_name().unwrap().to_str().unwrap().chars().next().unwrap()
}

fn answer(case: &Path) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_landfall")).arg("kinship").arg(case).arg("--json").output().unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("one document"))
}

/// The file's number: `"-inf"` for the logarithm of 0.
fn wanted(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| {
        assert_eq!(value, "-inf");
        f64::NEG_INFINITY
    })
}

/// Our logarithm: `null` for the logarithm of 0.
fn found_log(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| {
        assert_eq!(value, &Value::Null);
        f64::NEG_INFINITY
    })
}

struct Comparison {
    differences: Vec<String>,
    count: usize,
}

impl Comparison {
    fn check(&mut self, what: impl Fn() -> String, found: f64, wanted: f64, tolerance: f64) {
        self.count += 1;
        let agrees = found == wanted || (found - wanted).abs() <= tolerance * wanted.abs();
        if !agrees {
            self.differences.push(format!("{}: found {found}, wanted {wanted}", what()));
        }
    }

    fn compare(&mut self, name: &str, case: &Value, answer: &Value) {
        let markers: Vec<&str> =
            case["markers"].as_array().unwrap().iter().map(|marker| marker["name"].as_str().unwrap()).collect();
        let expected = &case["expected"];
        for (hypothesis, wanted_ln) in expected["ln_likelihood"].as_object().unwrap() {
            let found = &answer["ln_likelihood"][hypothesis];
            let what = |marker: &str| format!("{name}, ln L({hypothesis}), {marker}");
            let per_marker = wanted_ln["per_marker"].as_array().unwrap();
            assert_eq!(found["per_marker"].as_array().unwrap().len(), per_marker.len());
            for (at, ln) in per_marker.iter().enumerate() {
                let found = found_log(&found["per_marker"][at]);
                self.check(|| what(markers[at]), found, wanted(ln), LN_LIKELIHOOD_TOLERANCE);
            }
            self.check(
                || what("total"),
                found_log(&found["total"]),
                wanted(&wanted_ln["total"]),
                LN_LIKELIHOOD_TOLERANCE,
            );
        }
        let (wanted_lrs, found_lrs) = (expected["lr"].as_array().unwrap(), answer["lr"].as_array().unwrap());
        assert_eq!(wanted_lrs.len(), found_lrs.len(), "{name}");
        for (wanted_lr, found) in wanted_lrs.iter().zip(found_lrs) {
            assert_eq!(wanted_lr["numerator"], found["numerator"], "{name}");
            assert_eq!(wanted_lr["denominator"], found["denominator"], "{name}");
            let what = |marker: &str| format!("{name}, LR of {}, {marker}", wanted_lr["numerator"]);
            for (at, lr) in wanted_lr["per_marker"].as_array().unwrap().iter().enumerate() {
                let found = found["per_marker"][at].as_f64().unwrap();
                self.check(|| what(markers[at]), found, wanted(lr), LR_TOLERANCE);
            }
            self.check(|| what("total"), found["total"].as_f64().unwrap(), wanted(&wanted_lr["total"]), LR_TOLERANCE);
            // a logarithm near 0 is compared through the ratio that it stands for
            let (found, wanted) = (found_log(&found["log10_total"]), wanted(&wanted_lr["log10_total"]));
            self.check(|| what("log10"), 10f64.powf(found), 10f64.powf(wanted), LR_TOLERANCE);
        }
    }
}

#[test]
fn every_computed_case_agrees_with_independent_programs() {
    let mut comparison = Comparison { differences: Vec::new(), count: 0 };
    let mut case_count = 0;
    for path in cases().iter().filter(|path| ('a'..='f').contains(&kind(path))) {
        let case: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let (exit, answer) = answer(path);
        let name = case["id"].as_str().unwrap();
        assert_eq!(exit, Some(0), "{name}: {answer:#}");
        assert_eq!(answer["id"], case["id"]);
        comparison.compare(name, &case, &answer);
        case_count += 1;
    }
    assert!(comparison.differences.is_empty(), "{}", comparison.differences.join("\n"));
    assert_eq!(case_count, 70, "19 a, 8 b, 23 c, 10 d, 6 e, 4 f");
    assert!(comparison.count > 1000, "{} numbers compared", comparison.count);
}

#[test]
fn x_and_linked_markers_are_bad_input_with_a_reason() {
    let mut case_count = 0;
    for path in cases().iter().filter(|path| ('g'..='h').contains(&kind(path))) {
        let (exit, answer) = answer(path);
        assert_eq!(exit, Some(2), "{}", path.display());
        assert_eq!(answer["error"]["code"], "bad-case");
        let message = answer["error"]["message"].as_str().unwrap();
        let says = if kind(path) == 'g' { "chromosome `X` are not computed yet" } else { "linked markers" };
        assert!(message.contains(says), "{message}");
        assert!(answer["error"]["places"].as_array().unwrap().iter().all(|place| place["line"].is_u64()));
        case_count += 1;
    }
    assert_eq!(case_count, 14);
}
