//! `landfall dvi` through the real program: the shape that people script against, the words, the refusals.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use rstest::rstest;
use serde_json::{Value, json};

fn case(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/dvi").join(set).join("data.json")
}

fn run(case: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).arg("dvi").arg(case).args(options).output().unwrap()
}

fn document(set: &str, options: &[&str]) -> Value {
    let output = run(&case(set), &[&["--json"], options].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one document")
}

fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!((found - expected).abs() <= 1e-6 * expected.abs(), "{found} {expected}");
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// example2 is small enough by hand: one marker, ten alleles of frequency 0.1, mother R1 = 2/2 of M2 whose father is M1, father
/// R2 = 3/3 of M3; V1 = 1/1, V2 = 1/2 (men), V3 = 3/4 (a woman).
///
/// LR(V2 = M2): a child of 2/2 is 1/2 with probability 0.1, anyone with 0.02: 5. LR(V1 = M1): the father of an untyped child is
/// anyone: 1. Together: a son of 1/1 and 2/2 is 1/2: 1 / 0.02 = 50. LR(V3 = M3): 0.1 / 0.02 = 5. So the best assignment is
/// 50 * 5 = 250 times as likely as "nobody".
#[test]
fn the_document_has_the_promised_shape() {
    let answer = document("example2", &[]);
    assert_eq!(
        keys(&answer),
        [
            "parameters",
            "pairwise_lr",
            "exclusions",
            "assignments_total",
            "assignments_possible",
            "joint",
            "marginal_posterior",
            "contradicted_families",
            "conclusions",
            "warnings"
        ]
    );
    assert_eq!(
        answer["parameters"],
        json!({"case": "example2", "mutation": "given", "prior": "assignments", "top": 200, "match": 10000.0, "probable": 1000.0, "exclude_markers": 2})
    );
    assert_eq!(keys(&answer["pairwise_lr"]), ["V1", "V2", "V3"]);
    assert_eq!(keys(&answer["pairwise_lr"]["V1"]), ["M1", "M2", "M3"]);
    close(&answer["pairwise_lr"]["V2"]["M2"], 5.0);
    close(&answer["pairwise_lr"]["V1"]["M1"], 1.0);
    assert_eq!(answer["pairwise_lr"]["V1"]["M2"], json!(0.0)); // 1/1 has no allele of 2/2
    assert_eq!(answer["pairwise_lr"]["V1"]["M3"], Value::Null); // sexes differ
    assert_eq!(answer["exclusions"]["V1"], json!({"M1": 0, "M2": 1, "M3": null}));
    assert_eq!(answer["assignments_total"], json!(14));
    // of 7 placements of two men in F1 the two with V1 = M2 are impossible, of 2 in F2 none
    assert_eq!(answer["assignments_possible"], json!(10));
    assert_eq!(answer["joint"].as_array().unwrap().len(), 10);
    let best = &answer["joint"][0];
    assert_eq!(best["assignment"], json!({"V1": "M1", "V2": "M2", "V3": "M3"}));
    close(&best["posterior"], 250.0 / 348.0); // (1 + 1 + 1 + 5 + 50) (1 + 5) = 348
    close(&answer["marginal_posterior"]["V3"]["M3"], 5.0 / 6.0);
    close(&answer["marginal_posterior"]["V3"]["*"], 1.0 / 6.0);
    assert_eq!(keys(&answer["marginal_posterior"]["V1"]), ["M1", "M2", "M3", "*"]);
    assert_eq!(answer["contradicted_families"], json!([]));
    assert_eq!(keys(&answer["conclusions"]), ["M1", "M2", "M3"]);
    assert_eq!(answer["conclusions"]["M3"]["conclusion"], "inconclusive");
    assert_eq!(answer["conclusions"]["M3"]["victims"], json!(["V3"]));
    close(&answer["conclusions"]["M3"]["lr"], 5.0);
    assert_eq!(answer["warnings"], json!([]));
}

/// The same case with every number of identified victims equally probable. Sexes allow 1, 5, 6 and 2 assignments of 0 to 3
/// (two men and two missing men: 1 + 4x + 2x²; one woman: 1 + x), so the weights of the possible ones are 1 : 1/5 : 1/6 : 1/2.
/// By number identified: 1; 1 + 1 + 5 (men) + 5 (woman) = 12; 50 + 7 * 5 = 85; 50 * 5 = 250.
#[test]
fn the_two_priors_differ_and_are_named() {
    let answer = document("example2", &["--prior", "identified"]);
    assert_eq!(answer["parameters"]["prior"], "identified");
    let sum = 1.0 + 12.0 / 5.0 + 85.0 / 6.0 + 250.0 / 2.0;
    let best = &answer["joint"][0];
    assert_eq!(best["assignment"], json!({"V1": "M1", "V2": "M2", "V3": "M3"}));
    close(&best["posterior"], 125.0 / sum);
    // V3 = M3: 5/5 alone, (1 + 1 + 5) * 5/6 with one man, 250/2 with two
    close(&answer["marginal_posterior"]["V3"]["M3"], (1.0 + 35.0 / 6.0 + 125.0) / sum);
    close(&answer["marginal_posterior"]["V3"]["*"], (1.0 + 7.0 / 5.0 + 50.0 / 6.0) / sum);
}

#[test]
fn contradicted_families_are_named_and_input_order_is_kept() {
    let answer = document("exclusionExample", &["--top", "3", "--mutation", "off"]);
    assert_eq!(answer["assignments_total"], json!(40_476_722_545_169_u64)); // results.json; below 2^53
    assert_eq!(answer["contradicted_families"], json!(["F5", "F6"]));
    assert_eq!(answer["pairwise_lr"]["V1"]["M5"], Value::Null);
    assert_eq!(
        answer["conclusions"]["M5"],
        json!({"conclusion": "inconclusive", "victims": [], "lr": null, "undefined": true})
    );
    assert_eq!(answer["assignments_possible"], json!(2)); // V5 is M13 or nobody: exclusion_matrix.csv has no other 0
    assert_eq!(answer["joint"].as_array().unwrap().len(), 2);
    let named: Vec<&str> = answer["warnings"].as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap()).collect();
    assert_eq!(named, ["contradicted-family", "contradicted-family"]);
    let names = keys(&answer["pairwise_lr"]);
    assert_eq!((names[1], names[9], names[15]), ("V2", "V10", "V16"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let once = run(&case("symmetricSibs"), &["--json"]).stdout;
    assert_eq!(once, run(&case("symmetricSibs"), &["--json"]).stdout);
}

#[test]
fn brothers_who_swap_are_ties_in_text_order() {
    let answer = document("fire", &["--top", "2"]);
    assert_eq!(answer["joint"][0]["assignment"], json!({"V1": "M1", "V2": "M2", "V3": "M3"}));
    assert_eq!(answer["joint"][1]["assignment"], json!({"V1": "M1", "V2": "M3", "V3": "M2"}));
    assert_eq!(answer["joint"][0]["posterior"], answer["joint"][1]["posterior"]);
    assert_eq!(answer["conclusions"]["M2"]["conclusion"], "symmetric");
    assert_eq!(answer["conclusions"]["M2"]["victims"], json!(["V2", "V3"]));
}

#[test]
fn people_get_a_table() {
    let output = run(&case("exclusionExample"), &["--mutation", "off"]);
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(stdout.contains("40476722545169 assignments that sexes allow"), "{stdout}");
    let row = stdout.lines().find(|line| line.starts_with("M13 ")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>()[..4], ["M13", "F13", "undisputed", "V5"]);
    assert!(stderr.contains("warning: the relatives of family `F5` are impossible together"), "{stderr}");
}

#[rstest]
#[case::match_of_one(&["--match", "1"], 2, "usage")]
#[case::probable_above_match(&["--probable", "1e5"], 2, "usage")]
#[case::not_a_number(&["--match", "nan"], 2, "usage")]
#[case::too_long_a_list(&["--top", "1000000"], 2, "usage")]
#[case::unknown_setting(&["--mutation", "maybe"], 2, "usage")]
fn bad_options_are_usage_errors(#[case] options: &[&str], #[case] exit: i32, #[case] code: &str) {
    let output = run(&case("example2"), &[&["--json"], options].concat());
    assert_eq!(output.status.code(), Some(exit));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["error"]["code"], code);
}

/// Changes example2 and runs it.
fn changed(change: impl Fn(&mut Value)) -> (Option<i32>, Value) {
    let mut json: Value = serde_json::from_str(&fs::read_to_string(case("example2")).unwrap()).unwrap();
    change(&mut json);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.json");
    fs::write(&path, json.to_string()).unwrap();
    let output = run(&path, &["--json"]);
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_victim_with_an_allele_of_frequency_0_is_bad_input() {
    let (exit, answer) = changed(|json| {
        json["markers"][0]["frequencies"][0] = json!(0.0);
        json["markers"][0]["frequencies"][9] = json!(0.2);
    });
    assert_eq!((exit, &answer["error"]["code"]), (Some(2), &json!("bad-case")));
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.contains("`V1`") && message.contains("`L1`"), "{message}");
    assert_eq!(answer["error"]["places"][0]["field"], "victims");
}

#[test]
fn a_missing_person_who_is_typed_is_bad_input() {
    let (exit, answer) = changed(|json| json["families"][0]["genotypes"]["M1"] = json!({"L1": ["1", "1"]}));
    assert_eq!((exit, &answer["error"]["code"]), (Some(2), &json!("bad-case")));
}

/// 26 untyped men against 26 families that miss one man each: nothing can be ruled out, 2^26 sets are too many.
#[test]
fn what_is_too_large_is_refused_with_a_reason() {
    let (exit, answer) = changed(|json| {
        let (victim, family) = (json["victims"][0].clone(), json["families"][0].clone());
        let copies = |one: &Value, name: &str, key: &str| -> Value {
            let copy = |at: usize| {
                let mut copy = one.clone();
                copy[key] = format!("{name}{at}").into();
                copy
            };
            (0..26).map(copy).collect()
        };
        json["victims"] = copies(&victim, "V", "id");
        let mut families = copies(&family, "F", "name");
        for (at, family) in families.as_array_mut().unwrap().iter_mut().enumerate() {
            family["individuals"] = json!([
                {"id": format!("N{at}"), "father": null, "mother": null, "sex": 1},
                {"id": "R1", "father": null, "mother": null, "sex": 2}
            ]);
            family["missing"] = json!([format!("N{at}")]);
        }
        json["families"] = families;
        json.as_object_mut().unwrap().remove("missing");
    });
    assert_eq!((exit, &answer["error"]["code"]), (Some(3), &json!("too-complex")));
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(message.contains("26 victims"), "{message}");
}
