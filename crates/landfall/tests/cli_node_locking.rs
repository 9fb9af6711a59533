//! A served node through the real program: locked, unlocked from the page and from the command line, filled, locked again.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod memory;
mod node_place;
mod served;

use std::path::{Path, PathBuf};

use node_place::{NodePlace, PASSPHRASE, answer, failure, landfall};
use served::{Served, is_verified};

fn register() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/tests/fixture").canonicalize().unwrap()
}

fn take_in(place: &NodePlace) -> std::process::Output {
    take_in_by(place, &[])
}

fn take_in_by(place: &NodePlace, holder: &[&str]) -> std::process::Output {
    let (node, secret) = (place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    let register = register();
    let asked =
        ["import", "register", register.to_str().unwrap(), "--node", node, "--passphrase-file", secret, "--json"];
    landfall(&[&asked, holder].concat())
}

#[track_caller]
fn status(place: &NodePlace) -> serde_json::Value {
    answer(&place.run("status", &["--json"]))
}

#[test]
fn a_node_is_unlocked_on_its_page_and_locked_by_a_command() {
    let place = NodePlace::new();
    place.init(&[]);
    assert!(answer(&take_in(&place))["new"].as_u64().unwrap() > 10);
    let served = Served::start(&place.node);
    let locked = served.get("/en/missing");
    assert!(locked.starts_with("HTTP/1.1 503") && !locked.to_lowercase().contains("retry-after"), "{locked}");
    assert!(locked.contains("href=\"/en/unlock\""));
    let told = status(&place);
    assert_eq!((&told["locked"], &told["unattended"], &told["demo"]), (&true.into(), &false.into(), &false.into()));
    assert!(told["served"]["address"].as_str().unwrap().starts_with("http://127.0.0.1:"));

    assert!(served.send("/en/unlock", "holder=admin&passphrase=wrong").starts_with("HTTP/1.1 403"));
    assert!(status(&place)["locked"].as_bool().unwrap());
    let form = format!("holder=&passphrase={}", PASSPHRASE.replace(' ', "+"));
    let opened = served.send("/fr/unlock", &form);
    assert!(opened.starts_with("HTTP/1.1 303") && opened.contains("location: /fr/missing"), "{opened}");
    assert!(!served.get("/en/missing").contains("This register is locked"), "the pages know before the answer");
    served.get_until("/en/missing", "M1");
    assert_eq!(status(&place)["locked"], false);

    answer(&place.run("lock", &["--json"]));
    for page in ["/en/missing", "/en/missing/M1", "/en/remains", "/en/hypotheses"] {
        assert!(served.get(page).starts_with("HTTP/1.1 503"), "{page} is gone when the command ends");
    }
    let secret = place.secret.to_str().unwrap();
    let again = answer(&place.run("unlock", &["--passphrase-file", secret, "--json"]));
    assert_eq!(again["was_locked"], true);
    served.get_until("/en/hypotheses/M1/R1", "M1");
    drop(served);
    assert!(is_verified(&place.node));
}

#[test]
fn what_a_served_node_takes_in_is_shown() {
    let place = NodePlace::new();
    place.init(&["--unattended"]);
    let served = Served::start(&place.node);
    let empty = served.get_until("/en/missing", "landfall import register");
    assert!(empty.contains("notice-danger") && empty.contains("This node opens itself."));
    assert!(answer(&take_in(&place))["new"].as_u64().unwrap() > 10);
    served.get_until("/en/remains", "R1");
    let told = status(&place);
    assert_eq!((&told["locked"], &told["unattended"]), (&false.into(), &true.into()));
    // locked by hand it stays locked, whoever could open it
    answer(&place.run("lock", &["--json"]));
    assert!(served.get("/en/remains").starts_with("HTTP/1.1 503"));
}

#[test]
fn a_stopped_node_has_nothing_to_unlock() {
    let place = NodePlace::new();
    place.init(&[]);
    let unlock = place.run("unlock", &["--passphrase-file", place.secret.to_str().unwrap(), "--json"]);
    assert_eq!(failure(&unlock), (Some(2), "not-served".to_owned()));
    assert_eq!(answer(&place.run("lock", &["--json"]))["was_locked"], true);
    let told = status(&place);
    assert!(told["served"].is_null() && told["locked"].as_bool().unwrap());
    let beside = place.folder.path().to_str().unwrap();
    assert_eq!(failure(&landfall(&["status", beside, "--json"])), (Some(2), "not-a-node".to_owned()));
}

#[test]
fn a_killed_server_is_followed_by_the_next() {
    let place = NodePlace::new();
    place.init(&["--unattended"]);
    drop(Served::start(&place.node));
    assert!(place.node.join("control.sock").exists(), "nobody tidied it");
    assert!(status(&place)["served"].is_null());
    let served = Served::start(&place.node);
    assert!(!status(&place)["served"].is_null());
    let second = landfall(&["serve", place.node.to_str().unwrap(), "--listen", "127.0.0.1:0", "--json"]);
    assert_eq!(failure(&second), (Some(3), "in-use".to_owned()));
    drop(served);
}

/// A word that only the register holds: part of the longest name in it.
const CANARY: &str = "Mohammad Zaman Khan";

#[test]
fn a_lock_leaves_nothing_in_the_server_s_memory() {
    let place = NodePlace::new();
    place.init(&[]);
    answer(&take_in(&place));
    let served = Served::start(&place.node);
    let process = served.child.id();
    assert_eq!(memory::count(process, CANARY), 0);
    let form = format!("holder=admin&passphrase={}", PASSPHRASE.replace(' ', "+"));
    assert!(served.send("/en/unlock", &form).starts_with("HTTP/1.1 303"));
    served.get_until("/en/missing", CANARY);
    served.get_until("/ar/missing/M6", CANARY);
    assert!(memory::count(process, CANARY) > 0, "the test sees into the memory");
    for words in [PASSPHRASE, &PASSPHRASE.replace(' ', "+")] {
        assert_eq!(memory::count(process, words), 0, "the passphrase is gone already");
    }
    answer(&place.run("lock", &["--json"]));
    assert_eq!(memory::count(process, CANARY), 0);
    assert!(served.get("/en/missing/M6").starts_with("HTTP/1.1 503"));
}

#[test]
fn what_is_erased_is_shown_no_more() {
    let place = NodePlace::new();
    let secret = place.secret.to_str().unwrap();
    place.init(&["--unattended", "--holder", "anna", "--holder", "bilal", "--passphrase-file", secret]);
    answer(&take_in_by(&place, &["--holder", "anna"]));
    let served = Served::start(&place.node);
    served.get_until("/en/missing/M6", CANARY);
    let node = place.node.to_str().unwrap();
    let by = ["--holder", "anna", "--holder", "bilal", "--passphrase-file", secret, "--passphrase-file", secret];
    let asked = ["erase", "missing-person/M6", "--node", node, "--reason", "the family asked", "--json"];
    answer(&landfall(&[&asked[..], &by].concat()));
    let gone = served.get("/en/missing/M6");
    assert!(!gone.contains(CANARY) && !gone.starts_with("HTTP/1.1 200"), "{gone}");
    assert!(served.get_until("/en/missing", "M5").contains("6 missing people"));
    assert!(served.get("/en/missing/M6").starts_with("HTTP/1.1 404"));
    assert_eq!(memory::count(served.child.id(), CANARY), 0);
}

#[test]
fn a_lock_in_the_middle_of_a_comparison_leaves_nothing_either() {
    let place = NodePlace::new();
    place.init(&[]);
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/register").canonicalize().unwrap();
    let (node, secret) = (place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    let asked =
        ["import", "register", register.to_str().unwrap(), "--node", node, "--passphrase-file", secret, "--json"];
    answer(&landfall(&asked));
    let mut served = Served::start(&place.node);
    answer(&place.run("unlock", &["--passphrase-file", secret, "--json"]));
    served.get_until("/en/missing", "Steps done");
    assert!(memory::count(served.child.id(), "Boubacar Diallo") > 0);
    answer(&place.run("lock", &["--json"]));
    assert_eq!(memory::count(served.child.id(), "Boubacar Diallo"), 0);
    // nor does a comparison hold up the end
    answer(&place.run("unlock", &["--passphrase-file", secret, "--json"]));
    served.get_until("/en/missing", "Steps done");
    std::process::Command::new("kill").args(["-TERM", &served.child.id().to_string()]).status().unwrap();
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}

#[test]
fn reading_and_comparing_go_through_the_server_and_stop_where_it_is_locked() {
    let place = NodePlace::new();
    place.init(&[]);
    answer(&take_in(&place));
    let (node, secret) = (place.node.to_str().unwrap(), place.secret.to_str().unwrap());
    let stopped = landfall(&["identify", "--node", node, "--passphrase-file", secret, "--json"]);
    let served = Served::start(&place.node);
    let asked: [&[&str]; 4] =
        [&["records", node], &["open", "R1", "--node", node], &["identify", "--node", node], &["rebuild", node]];
    // a rebuild folds what a locked node knows
    for words in &asked[..3] {
        let locked = landfall(&[*words, &["--json"]].concat());
        assert_eq!(failure(&locked), (Some(4), "locked".to_owned()), "{words:?}");
    }
    answer(&place.run("unlock", &["--passphrase-file", secret, "--json"]));
    for words in asked {
        answer(&landfall(&[words, &["--json"]].concat()));
    }
    let mut told = answer(&landfall(&["identify", "--node", node, "--json"]));
    let mut before = answer(&stopped);
    assert_eq!(told["proposals"]["new"], 0, "the proposals were there before the server was");
    assert_eq!(told["proposals"]["unchanged"], before["proposals"]["new"]);
    [&mut told, &mut before].into_iter().for_each(|it| it["proposals"] = serde_json::Value::Null);
    assert_eq!(told, before);
    // a sealed part takes a member's passphrase from whoever asks
    let sealed = landfall(&["open", "R1", "--node", node, "--sealed", "--json"]);
    assert_eq!(failure(&sealed), (Some(2), "no-passphrase".to_owned()));
    let opened = ["open", "R1", "--node", node, "--sealed", "--passphrase-file", secret, "--json"];
    assert!(answer(&landfall(&opened))["sealed"].is_object());
    assert!(is_verified(&place.node), "beside the server");
    answer(&place.run("checkpoint", &["--json"]));
    drop(served);
    assert!(is_verified(&place.node));
}
