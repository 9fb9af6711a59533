//! `landfall can` through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::process::{Command, Output};

use rstest::rstest;
use serde_json::{Value, json};

fn can(words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landfall")).arg("can").args(words.split_whitespace()).output().unwrap()
}

fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document on stdout")
}

#[rstest]
#[case::enforcement("immigration-enforcement tracing-officer read missing-person tracing", "", 3, "never/enforcement")]
#[case::counting("immigration-enforcement case-worker count screening protection", "", 3, "never/enforcement")]
#[case::public_numbers("immigration-enforcement visitor count violations knowledge", "", 0, "knowledge/everybody")]
#[case::police("police monitor read testimony documentation", "--consent yes", 3, "never/enforcement")]
#[case::institute("forensic-institute forensic-analyst read profile forensic", "", 0, "forensic/own")]
#[case::own_screening("civil-society case-worker read screening protection", "", 0, "protection/own")]
#[case::others_screening(
    "civil-society case-worker read screening protection",
    "--relation none",
    3,
    "never/other_organisations"
)]
#[case::expired("civil-society tracing-officer read missing-person tracing", "--relation ended", 3, "never/ended")]
#[case::partner(
    "civil-society tracing-officer read missing-person tracing",
    "--relation agreement",
    0,
    "tracing/partners"
)]
#[case::joint("civil-society tracing-officer write missing-person tracing", "--relation joint", 0, "tracing/joint")]
#[case::consulate(
    "consulate tracing-officer read missing-person tracing",
    "--relation none --consent yes",
    0,
    "tracing/consulates"
)]
#[case::flagged(
    "consulate tracing-officer read missing-person tracing",
    "--relation none --consent yes --at-risk",
    3,
    "never/consulates"
)]
#[case::own_identification(
    "forensic-institute forensic-analyst approve identification forensic",
    "--author self",
    3,
    "never/own_work"
)]
#[case::family("public family read-log missing-person tracing", "", 0, "tracing/families")]
#[case::withdrawn(
    "civil-society tracing-officer read missing-person tracing",
    "--consent withdrawn",
    3,
    "never/withdrawn"
)]
#[case::revoked(
    "civil-society tracing-officer read missing-person tracing",
    "--status revoked",
    3,
    "never/unconfirmed"
)]
#[case::deliver("police forensic-analyst deliver remains forensic", "--relation none", 0, "forensic/deliveries")]
#[case::node("civil-society administrator operate node knowledge", "", 0, "node/administrators")]
#[case::odd_kind("civil-society tracing-officer read no-such-kind-Ω tracing", "", 0, "tracing/own")]
fn a_question_has_one_answer(#[case] asked: &str, #[case] more: &str, #[case] exit: i32, #[case] policy: &str) {
    let options = ["--sector", "--role", "--action", "--kind", "--purpose"];
    let words: Vec<String> =
        options.iter().zip(asked.split(' ')).map(|(option, word)| format!("{option} {word}")).collect();
    let output = can(&format!("{} {more} --json", words.join(" ")));
    assert_eq!(output.status.code(), Some(exit), "{}", String::from_utf8_lossy(&output.stderr));
    let document = document(&output);
    assert_eq!(document["decision"], if exit == 0 { "allow" } else { "deny" });
    let determining = document["determining"].as_array().unwrap();
    assert!(determining.contains(&json!(policy)), "{document}");
    let forbids = determining.iter().filter(|name| name.as_str().unwrap().starts_with("never/")).count();
    assert_eq!(forbids, if exit == 0 { 0 } else { determining.len() }, "what forbids decided alone: {document}");
    assert_eq!(document["errors"], json!([]));
    assert_eq!(document.as_object().unwrap().len(), 3, "{document}");
}

const READ: &str =
    "--sector civil-society --role tracing-officer --action read --kind missing-person --purpose tracing";

#[test]
fn what_nothing_permits_names_no_policy() {
    let words = "--sector civil-society --role editor --action read --kind testimony --purpose documentation --json";
    let output = can(words);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(document(&output), json!({ "decision": "deny", "determining": [], "errors": [] }));
}

#[test]
fn people_get_a_sentence_and_the_policies_in_plain_words() {
    let output = can(READ);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        text,
        "allowed: tracing-officer of civil-society may read `missing-person` for tracing\n  tracing/own: Tracing officers work with \
         the tracing records of their own organisation. A1.\n"
    );
    let text = String::from_utf8(can(&READ.replace("civil-society", "police")).stdout).unwrap();
    assert!(text.starts_with("denied: tracing-officer of police may not read"), "{text}");
    assert!(text.contains("never/enforcement: Police, immigration enforcement and carriers"), "{text}");
}

#[rstest]
#[case::sector("civil-society", "civil-servants", "immigration-enforcement")]
#[case::role("tracing-officer", "king", "case-worker")]
#[case::action("--action read", "--action peek", "read-log")]
#[case::purpose("--purpose tracing", "--purpose profit", "oversight")]
fn an_unknown_word_is_answered_with_the_known_ones(#[case] known: &str, #[case] unknown: &str, #[case] named: &str) {
    let output = can(&format!("{} --json", READ.replace(known, unknown)));
    assert_eq!(output.status.code(), Some(2));
    let error = &document(&output)["error"];
    assert_eq!(error["code"], "usage");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(unknown.split(' ').next_back().unwrap()) && message.contains(named), "{message}");
}

#[rstest]
#[case("--relation cousin", "agreement")]
#[case("--consent maybe", "withdrawn")]
#[case("--status famous", "invited")]
#[case("--author nobody", "self")]
fn an_unknown_word_of_an_option_too(#[case] more: &str, #[case] named: &str) {
    let output = can(&format!("{READ} {more} --json"));
    assert_eq!(output.status.code(), Some(2));
    assert!(document(&output)["error"]["message"].as_str().unwrap().contains(named));
}

#[test]
fn a_record_has_a_purpose_and_the_node_needs_none() {
    let output = can("--sector civil-society --role tracing-officer --action read --kind x --json");
    assert_eq!(output.status.code(), Some(2));
    assert!(document(&output)["error"]["message"].as_str().unwrap().contains("oversight"));
    assert_eq!(can("--sector civil-society --role auditor --action read-audit").status.code(), Some(0));
}

#[test]
fn an_operators_files_are_asked_too() {
    let folder = tempfile::tempdir().unwrap();
    let asked = READ.replace("tracing-officer", "coordinator");
    let with = format!("{asked} --policies {} --json", folder.path().display());
    assert_eq!(can(&with).status.code(), Some(3), "an empty folder permits nothing");
    let file = folder.path().join("ours.cedar");
    std::fs::write(&file, "// Coordinators step in.\npermit (principal, action, resource);\n").unwrap();
    let output = can(&with);
    assert_eq!((output.status.code(), document(&output)["determining"].clone()), (Some(0), json!(["operator/ours"])));
    let police = with.replace("civil-society", "police");
    assert_eq!(document(&can(&police))["determining"], json!(["never/enforcement"]));

    std::fs::write(&file, "permit (principal, action, resource)\nwhen { resource.kind };\n").unwrap();
    let output = can(&with);
    let error = &document(&output)["error"];
    assert_eq!((output.status.code(), &error["code"]), (Some(2), &json!("bad-policy")));
    assert_eq!((&error["places"][0]["line"], &error["places"][0]["file"]), (&json!(2), &json!("operator/ours")));
    let output = can(&format!("{asked} --policies {}/none --json", folder.path().display()));
    assert_eq!((output.status.code(), &document(&output)["error"]["code"]), (Some(2), &json!("cannot-read")));
}
