//! Bad input to `landfall kinship`: one JSON document on stdout, exit code 2, every fault with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use rstest::rstest;
use serde_json::Value;

const GOOD: &str = r#"{
  "schema": "landfall-kinship-case/1",
  "id": "made-up",
  "theta": 0,
  "hypotheses": [
    {"name": "father", "individuals": [
      {"id": "AF", "father": null, "mother": null, "sex": 1},
      {"id": "MO", "father": null, "mother": null, "sex": 2},
      {"id": "CH", "father": "AF", "mother": "MO", "sex": 2}
    ]},
    {"name": "unrelated", "individuals": [
      {"id": "AF", "father": null, "mother": null, "sex": 1},
      {"id": "CH", "father": null, "mother": null, "sex": 2}
    ]}
  ],
  "markers": [
    {"name": "TH01", "chromosome": "autosomal", "alleles": ["6", "9.3"], "frequencies": [0.25, 0.75],
     "mutation": {"female": {"model": "equal", "rate": 0.001}, "male": {"model": "equal", "rate": 0.002}},
     "genotypes": {"AF": ["6", "6"], "CH": ["6", "9.3"]}}
  ]
}"#;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0); // tests run side by side in one process
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("kinship-{name}-{}-{count}", std::process::id());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn landfall(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// The one document on stdout of a run with `--json`.
fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("stdout is one JSON document and nothing else")
}

fn error_of(name: &str, bytes: &[u8]) -> Value {
    let folder = Folder::new(name);
    let path = folder.file("case.json", bytes);
    let output = landfall(&["kinship", path.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let document = document(&output);
    assert_eq!(document.as_object().unwrap().keys().collect::<Vec<_>>(), ["error"]);
    let error = document["error"].clone();
    assert_eq!(error.as_object().unwrap().keys().collect::<Vec<_>>(), ["code", "message", "places"]);
    for place in error["places"].as_array().unwrap() {
        let fields: Vec<_> = place.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["file", "line", "column", "field", "found", "expected"]);
        assert_eq!(place["file"], path.to_str().unwrap());
    }
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "people read it on stderr");
    error
}

#[test]
fn the_good_case_is_good() {
    let folder = Folder::new("good");
    let path = folder.file("case.json", GOOD);
    let output = landfall(&["--json", "kinship", path.to_str().unwrap(), "--reference", "father"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let answer = document(&output);
    let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "ln_likelihood", "lr", "warnings"]);
    assert_eq!(
        (&answer["lr"][0]["numerator"], &answer["lr"][0]["denominator"]),
        (&"unrelated".into(), &"father".into())
    );
    // equal mutation is stationary for equal frequencies only, and the mother is not typed
    assert_eq!(answer["warnings"][0]["code"], "not-stationary");
    let text = landfall(&["kinship", path.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("LR of `father` against `unrelated`"));
}

#[rstest]
#[case::empty("empty", b"", "empty-file", "empty")]
#[case::utf16_with_mark("utf16", b"\xFF\xFE{\0}\0", "bad-encoding", "UTF-16")]
#[case::utf16_without_mark("utf16b", b"\0{\0\"\0a\0\"\0}", "bad-encoding", "UTF-16")]
#[case::latin1("latin1", b"{\"id\": \"Jos\xE9\"}", "bad-encoding", "UTF-8")]
#[case::cut_off("cut", b"{\"schema\": \"landfall-kin", "bad-json", "not JSON")]
#[case::a_table("table", b"id,father,mother\n1,2,3\n", "bad-json", "not JSON")]
#[case::no_object("list", b"[1, 2]", "bad-case", "an object")]
#[case::another_schema("schema", b"{\"schema\": \"landfall-dvi-case/1\"}", "bad-case", "schema `landfall-dvi-case/1`")]
#[case::no_schema("noschema", b"{\"id\": \"a\"}", "bad-case", "field `schema` is missing")]
fn what_is_no_case_is_named(#[case] name: &str, #[case] bytes: &[u8], #[case] code: &str, #[case] says: &str) {
    let error = error_of(name, bytes);
    assert_eq!(error["code"], code);
    assert!(error["message"].as_str().unwrap().contains(says), "{error:#}");
}

#[test]
fn noise_is_refused_at_its_first_byte_and_by_its_size() {
    // a linear congruential generator after Knuth; every byte value occurs
    let mut state = 20_261_125_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    })
    .take(5_000_000)
    .collect();
    assert_eq!(error_of("noise", &noise)["code"], "bad-encoding");
    let error = error_of("much-noise", &vec![b'['; 17 << 20]);
    assert_eq!(error["code"], "too-large");
    assert!(error["message"].as_str().unwrap().contains("16777216 bytes"), "{error:#}");
    let error = error_of("brackets", &vec![b'['; 5_000_000]);
    assert_eq!(error["code"], "bad-json");
}

/// Each row changes the good case in one way, and says what the answer must point to.
#[rstest]
#[case::unknown_field(
    r#""sex": 2},"#,
    r#""sex": 2, "sexx": 1},"#,
    "hypotheses[0].individuals[1].sexx",
    8,
    "is not known here"
)]
#[case::missing_field(r#""id": "made-up","#, "", "", 1, "field `id` is missing")]
#[case::wrong_type(r#""theta": 0"#, r#""theta": "none""#, "theta", 4, "found a string")]
#[case::theta_range(r#""theta": 0"#, r#""theta": 1.5"#, "theta", 4, "out of range")]
#[case::theta_one(r#""theta": 0"#, r#""theta": 1"#, "theta", 4, "below 1")]
#[case::field_twice(r#""theta": 0,"#, r#""theta": 0, "theta": 0,"#, "theta", 4, "stands twice")]
#[case::unknown_allele(r#""AF": ["6", "6"]"#, r#""AF": ["6", "7"]"#, "markers[0].genotypes.AF[1]", 19, "allele `7`")]
#[case::three_alleles(r#"["6", "6"]"#, r#"["6", "6", "9.3"]"#, "markers[0].genotypes.AF", 19, "mixture")]
#[case::one_allele(r#"["6", "6"]"#, r#"["6"]"#, "markers[0].genotypes.AF", 19, "twice for a homozygote")]
#[case::number_for_allele(r#"["6", "6"]"#, r#"["6", 6]"#, "markers[0].genotypes.AF[1]", 19, "found a number")]
#[case::allele_twice(r#"["6", "9.3"],"#, r#"["6", "6"],"#, "markers[0].alleles[1]", 17, "stands twice")]
#[case::reserved_name(r#"["6", "9.3"],"#, r#"["6", "9.3", "-"],"#, "markers[0].alleles[2]", 17, "not known")]
#[case::sum("[0.25, 0.75]", "[0.25, 0.7]", "markers[0].frequencies", 17, "sum to 0.95")]
#[case::count("[0.25, 0.75]", "[1]", "markers[0].frequencies", 17, "2 alleles and 1 frequencies")]
#[case::frequency_range("[0.25, 0.75]", "[-0.25, 1.25]", "markers[0].frequencies[0]", 17, "out of range")]
#[case::too_big_a_number("[0.25, 0.75]", "[1e999, 0.75]", "markers[0].frequencies[0]", 17, "out of range")]
#[case::rate(r#""rate": 0.001"#, r#""rate": 2"#, "markers[0].mutation.female.rate", 18, "out of range")]
#[case::model(
    r#""equal", "rate": 0.002"#,
    r#""equall", "rate": 0.002"#,
    "markers[0].mutation.male.model",
    18,
    "`equall`"
)]
#[case::no_such_model(
    r#""equal", "rate": 0.001"#,
    r#""dawid", "range": 0.5, "rate": 0.001"#,
    "markers[0].mutation.female",
    18,
    "microvariant"
)]
#[case::no_range(
    r#""equal", "rate": 0.001"#,
    r#""stepwise", "rate": 0.001"#,
    "markers[0].mutation.female",
    18,
    "field `range`"
)]
#[case::chromosome("autosomal", "X", "markers[0].chromosome", 17, "chromosome `X`")]
#[case::wrong_sex(
    r#""father": "AF", "mother": "MO""#,
    r#""father": "MO", "mother": "MO""#,
    "hypotheses[0].individuals[2].father",
    9,
    "wrong sex"
)]
#[case::unknown_parent(
    r#""father": "AF", "mother": "MO""#,
    r#""father": "GF", "mother": "MO""#,
    "hypotheses[0].individuals[2].father",
    9,
    "`GF`"
)]
#[case::id_twice(r#"{"id": "MO""#, r#"{"id": "AF""#, "hypotheses[0].individuals[1].id", 8, "stands twice")]
#[case::cycle(
    r#"{"id": "AF", "father": null, "mother": null, "sex": 1},
      {"id": "MO", "father""#,
    r#"{"id": "AF", "father": null, "mother": "CH", "sex": 1},
      {"id": "MO", "father""#,
    "hypotheses[0].individuals[0].id",
    7,
    "their own ancestor"
)]
#[case::hypothesis_twice(r#""name": "unrelated""#, r#""name": "father""#, "hypotheses[1].name", 11, "stands twice")]
#[case::stranger(
    r#""genotypes": {"#,
    r#""genotypes": {"X": ["6", "6"], "#,
    "markers[0].genotypes.X",
    19,
    "does not stand in hypothesis"
)]
#[case::dropout_for_nobody(
    r#""mutation": {"female""#,
    r#""dropout": {"MO": 0.1}, "mutation": {"female""#,
    "markers[0].dropout.MO",
    18,
    "no genotype"
)]
fn a_fault_has_line_field_and_remedy(
    #[case] good: &str,
    #[case] bad: &str,
    #[case] field: &str,
    #[case] line: u64,
    #[case] says: &str,
) {
    assert!(GOOD.contains(good), "the row changes nothing");
    let error = error_of("one-fault", GOOD.replacen(good, bad, 1).as_bytes());
    assert_eq!(error["code"], "bad-case", "{error:#}");
    let places = error["places"].as_array().unwrap();
    let is_there = |place: &&Value| place["field"].as_str().unwrap_or_default() == field && place["line"] == line;
    let place = places.iter().find(is_there).unwrap_or_else(|| panic!("no place {field} in line {line}: {error:#}"));
    assert!(place["column"].is_u64() && place["expected"].is_string());
    assert!(error["message"].as_str().unwrap().contains(says), "{error:#}");
}

#[test]
fn all_faults_come_at_once_in_the_order_of_the_file() {
    let bad = GOOD
        .replacen(r#""theta": 0"#, r#""theta": -1"#, 1)
        .replacen(r#""mother": "MO", "sex": 2"#, r#""mother": "MUM", "sex": 2"#, 1)
        .replacen("[0.25, 0.75]", "[0.5, 0.75]", 1)
        .replacen(r#""rate": 0.002"#, r#""rate": "little""#, 1);
    let error = error_of("all-faults", bad.as_bytes());
    let fields: Vec<_> =
        error["places"].as_array().unwrap().iter().map(|place| place["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["theta", "hypotheses[0].individuals[2].mother", "markers[0].frequencies"]);
    assert_eq!(error["message"].as_str().unwrap().lines().count(), 3);
}

#[test]
fn usage_errors_are_documents_too() {
    for arguments in
        [&["kinship", "--json"][..], &["kinship", "a", "--jason", "--json"], &["--json", "fly"], &["--json"]]
    {
        let output = landfall(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(document(&output)["error"]["code"], "usage", "{arguments:?}");
        assert_eq!(document(&output)["error"]["places"], Value::Array(vec![]));
    }
    let output = landfall(&["kinship"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}

#[test]
fn what_cannot_be_opened_and_what_is_not_there_is_said() {
    let folder = Folder::new("not-there");
    let absent = folder.0.join("absent.json");
    let output = landfall(&["kinship", absent.to_str().unwrap(), "--json"]);
    assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &"no-such-file".into()));
    let output = landfall(&["kinship", folder.0.to_str().unwrap(), "--json"]);
    assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &"cannot-read".into()));
    let path = folder.file("case.json", GOOD);
    let output = landfall(&["kinship", path.to_str().unwrap(), "--reference", "nobody", "--json"]);
    assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &"usage".into()));
}

/// Theta above 0 with an inbred founder has no joint model: bad input, not a number.
#[test]
fn what_has_no_model_is_refused() {
    let bad = GOOD.replacen(r#""theta": 0"#, r#""theta": 0.01"#, 1).replacen(
        r#""sex": 1},"#,
        r#""sex": 1, "founder_inbreeding": 0.25},"#,
        1,
    );
    let error = error_of("no-model", bad.as_bytes());
    assert_eq!((&error["code"], &error["places"][0]["field"]), (&"bad-case".into(), &"theta".into()));
}

/// Likelihoods of 0 are null; a ratio of 0 is 0; with an impossible denominator it is null and undefined.
#[test]
fn impossible_hypotheses_have_no_logarithm() {
    let without_mutation = GOOD.replacen(
        r#"{"female": {"model": "equal", "rate": 0.001}, "male": {"model": "equal", "rate": 0.002}}"#,
        "null",
        1,
    );
    let impossible = without_mutation.replacen(r#""CH": ["6", "9.3"]"#, r#""CH": ["9.3", "9.3"]"#, 1);
    let folder = Folder::new("impossible");
    let path = folder.file("case.json", impossible);
    let answer = document(&landfall(&["kinship", path.to_str().unwrap(), "--json"]));
    assert_eq!(answer["ln_likelihood"]["father"], serde_json::json!({"total": null, "per_marker": [null]}));
    assert_eq!((&answer["lr"][0]["total"], &answer["lr"][0]["log10_total"]), (&0.0.into(), &Value::Null));
    assert_eq!(answer["lr"][0].get("undefined"), None);
    let answer = document(&landfall(&["kinship", path.to_str().unwrap(), "--json", "--reference", "father"]));
    assert_eq!((&answer["lr"][0]["total"], &answer["lr"][0]["undefined"]), (&Value::Null, &true.into()));
    assert_eq!(answer["lr"][0]["per_marker"], serde_json::json!([null]));
}

/// Whoever reads only the first lines, as `head` does, gets no complaint.
#[cfg(unix)]
#[test]
fn a_broken_pipe_is_quiet() {
    let folder = Folder::new("pipe");
    let path = folder.file("case.json", GOOD);
    let mut child = Command::new(env!("CARGO_BIN_EXE_landfall"))
        .args(["kinship", path.to_str().unwrap(), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
