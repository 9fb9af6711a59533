//! Holders of keys, legal hold, erasure and epochs through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use node_place::{NodePlace, answer, failure, landfall, write_secret};
use rstest::rstest;
use serde_json::{Value, json};

const WHY: &str = "asked by the family";

/// A node of anna and bilal with two missing people, and where the passphrase of others is.
struct Custody {
    place: NodePlace,
    other: PathBuf,
}

impl Custody {
    fn new() -> Self {
        let place = NodePlace::new();
        let secret = place.secret.to_str().unwrap().to_owned();
        place.init(&["--holder", "anna", "--holder", "bilal", "--passphrase-file", &secret]);
        let folder = place.folder.path().join("register");
        answer(&landfall(&["new", folder.to_str().unwrap(), "--json"]));
        fs::write(
            folder.join("families.csv"),
            "family,person,father,mother,sex,role\nF1,mother,,,female,mother\nF1,child,,mother,female,missing\n\
             F1,second,,mother,male,missing\n",
        )
        .unwrap();
        fs::write(folder.join("missing.csv"), "id,family,person,name\nX1,F1,child,Samira\nX2,F1,second,Idris\n")
            .unwrap();
        let other = place.folder.path().join("other");
        write_secret(&other, "the lighthouse at noon\n");
        let custody = Self { place, other };
        answer(&custody.by(&["import", "register", folder.to_str().unwrap()], &["anna"]));
        custody
    }

    fn path(&self, name: &str) -> String {
        self.place.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// A command in the name of holders, all of whom have the passphrase of the place.
    fn by(&self, words: &[&str], holders: &[&str]) -> Output {
        let secret = self.place.secret.to_str().unwrap();
        let by = holders.iter().flat_map(|name| ["--holder", name, "--passphrase-file", secret]);
        let node = ["--node", self.place.node.to_str().unwrap(), "--json"];
        landfall(&words.iter().copied().chain(node).chain(by).collect::<Vec<_>>())
    }

    /// The same for a command that takes the node behind its name.
    fn at(&self, words: &[&str], holders: &[&str]) -> Output {
        let secret = self.place.secret.to_str().unwrap();
        let by = holders.iter().flat_map(|name| ["--holder", name, "--passphrase-file", secret]);
        let node = ["--json", self.place.node.to_str().unwrap()];
        landfall(&words.iter().copied().chain(node).chain(by).collect::<Vec<_>>())
    }

    fn verified(&self) {
        let verified = answer(&self.place.run("verify", &["--json"]));
        assert_eq!(verified["ok"], true, "{verified}");
    }
}

#[test]
fn a_record_is_held_released_and_erased_with_a_certificate() {
    let custody = Custody::new();
    let hold = answer(&custody.by(&["hold", "X1", "--on", "--reason", "court order"], &["bilal"]));
    assert_eq!(hold["changed"], true);
    let certificate = custody.path("certificate");
    let erase = ["erase", "missing-person/X1", "--reason", WHY, "--certificate", &certificate];
    assert_eq!(failure(&custody.by(&erase, &["anna", "bilal"])), (Some(3), "legal-hold".to_owned()));
    assert!(!fs::exists(&certificate).unwrap() && !fs::exists(custody.path("certificate.json")).unwrap());
    let lift = ["hold", "X1", "--off", "--reason", "the order ended"];
    assert_eq!(failure(&custody.by(&lift, &["anna"])), (Some(3), "not-approved".to_owned()));
    answer(&custody.by(&lift, &["anna", "bilal"]));

    let told = answer(&custody.by(&erase, &["anna", "bilal"]));
    let document = &told["certificate"];
    let written: Value = serde_json::from_slice(&fs::read(custody.path("certificate.json")).unwrap()).unwrap();
    assert_eq!(written, if document.is_null() { told.clone() } else { document.clone() });
    assert_eq!(written["erased"][0]["kind"], "missing-person");
    assert_eq!(written["approved"]["asked"]["reason"], WHY);
    let text = fs::read_to_string(&certificate).unwrap();
    assert!(text.contains("Not recalled") && text.contains("anna and bilal"), "{text}");
    assert!(!text.contains("Samira") && !written.to_string().contains("Samira"));
    custody.verified();
    let gone = custody.by(&["open", "X1"], &["anna"]);
    assert_eq!(failure(&gone), (Some(2), "no-such-record".to_owned()));
    answer(&custody.by(&["open", "X2"], &["anna"]));
    // a certificate that is there is not written over, and nothing is erased for it
    let again = custody.by(&["erase", "X2", "--reason", WHY, "--certificate", &certificate], &["anna", "bilal"]);
    assert_eq!(failure(&again), (Some(2), "cannot-write".to_owned()));
    answer(&custody.by(&["open", "X2"], &["anna"]));
}

#[rstest]
#[case::one_of_two(&["erase", "X1", "--reason", WHY], &["anna"], 3, "not-approved")]
#[case::one_twice(&["erase", "X1", "--reason", WHY], &["anna", "anna"], 3, "not-approved")]
#[case::nobody_such(&["erase", "X1", "--reason", WHY], &["anna", "carol"], 4, "wrong-passphrase")]
#[case::no_such_record(&["erase", "X9", "--reason", WHY], &["anna", "bilal"], 2, "no-such-record")]
#[case::no_reason(&["erase", "X1", "--reason", " "], &["anna", "bilal"], 3, "not-approved")]
#[case::nobody_named(&["erase", "X1", "--reason", WHY], &[], 2, "no-passphrase")]
#[case::neither_on_nor_off(&["hold", "X1", "--reason", WHY], &["anna"], 2, "usage")]
#[case::nobody_of_that_name(&["holder", "remove", "dana"], &["anna", "bilal"], 2, "no-such-holder")]
#[test]
fn what_is_refused(#[case] words: &[&str], #[case] by: &[&str], #[case] exit: i32, #[case] code: &str) {
    let custody = Custody::new();
    assert_eq!(failure(&custody.by(words, by)), (Some(exit), code.to_owned()));
    answer(&custody.by(&["open", "X1"], &["anna"]));
    custody.verified();
}

#[test]
fn holders_come_and_go_and_change_their_passphrase() {
    let custody = Custody::new();
    let (other, node) = (custody.other.to_str().unwrap(), custody.place.node.to_str().unwrap());
    let add = ["holder", "add", "carol", "--new-passphrase-file", other];
    assert_eq!(failure(&custody.by(&add, &["anna"])), (Some(3), "not-approved".to_owned()));
    answer(&custody.by(&add, &["anna", "bilal"]));
    assert_eq!(failure(&custody.by(&add, &["anna", "bilal"])), (Some(2), "name-taken".to_owned()));
    let member = ["holder", "add", "dana", "--only", "member", "--new-passphrase-file", other];
    let told = answer(&custody.by(&member, &["anna"]));
    assert_eq!(told, json!({ "holder": "dana", "administrator": false, "member": true }));
    let listed = answer(&landfall(&["holder", "list", node, "--json"]));
    let names: Vec<&str> =
        listed["holders"].as_array().unwrap().iter().map(|it| it["handle"].as_str().unwrap()).collect();
    assert_eq!(names, ["anna", "bilal", "carol", "dana"]);

    let secret = custody.place.secret.to_str().unwrap();
    let change = ["holder", "passphrase", "--node", node, "--holder", "carol", "--passphrase-file", other];
    let told = answer(&landfall(&[&change[..], &["--new-passphrase-file", secret, "--json"]].concat()));
    assert_eq!(told["holder"], "carol");
    answer(&custody.by(&["open", "X1", "--sealed"], &["carol"]));

    let told = answer(&custody.by(&["holder", "remove", "carol"], &["anna", "bilal"]));
    assert_eq!(told["epoch_due"], true);
    assert_eq!(failure(&custody.by(&["open", "X1"], &["carol"])), (Some(4), "wrong-passphrase".to_owned()));
    custody.verified();
    answer(&custody.at(&["epoch"], &["anna", "bilal"]));
    assert_eq!(answer(&landfall(&["holder", "list", node, "--json"]))["epoch_due"], false);
    custody.verified();
    let text = landfall(&["holder", "list", node]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("bilal  own  administrator and member"), "{text:?}");
}

#[test]
fn an_epoch_ends_now_or_by_an_order() {
    let custody = Custody::new();
    assert_eq!(failure(&custody.at(&["epoch"], &["anna"])), (Some(3), "not-approved".to_owned()));
    assert_eq!(answer(&custody.at(&["epoch"], &["anna", "bilal"]))["epoch"], 2);
    answer(&custody.by(&["open", "X1"], &["bilal"]));
    custody.verified();
    for (word, code) in [("30", "usage"), ("0d", "usage"), ("4000d", "usage"), ("-1d", "usage")] {
        let every = format!("--every={word}");
        assert_eq!(failure(&custody.at(&["epoch", &every], &["anna", "bilal"])), (Some(2), code.to_owned()), "{word}");
    }
    assert_eq!(answer(&custody.at(&["epoch", "--every", "30d"], &["anna", "bilal"]))["every_days"], 30);
    let listed = answer(&custody.at(&["holder", "list"], &[]));
    assert_eq!(listed["epoch_every_days"], 30);
    assert_eq!(answer(&custody.at(&["epoch", "--never"], &["anna", "bilal"]))["every_days"], Value::Null);
    custody.verified();
}

/// Killed at some moment, from before anything until it was done: it goes on or begins anew, and nothing is lost.
#[rstest]
#[case::epoch(&["epoch"], true)]
#[case::erasure(&["erase", "X1", "--reason", WHY], false)]
fn killed_at_any_moment(#[case] words: &[&str], #[case] is_epoch: bool) {
    let custody = Custody::new();
    let secret = custody.place.secret.to_str().unwrap();
    let node = custody.place.node.to_str().unwrap();
    let both = ["--holder", "anna", "--passphrase-file", secret, "--holder", "bilal", "--passphrase-file", secret];
    let place: &[&str] = if is_epoch { &[node] } else { &["--node", node] };
    for step in 0.. {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
        command.args([words, place, &both].concat()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(step * 9));
        let ended = child.try_wait().unwrap();
        // who ended by themselves cannot be killed any more
        _ = child.kill();
        child.wait().unwrap();
        custody.verified();
        answer(&custody.by(&["open", "X2", "--sealed"], &["anna"]));
        let first = custody.by(&["open", "X1"], &["bilal"]);
        assert!(first.status.code() == Some(0) || (!is_epoch && failure(&first).1 == "no-such-record"));
        custody.verified();
        if ended.is_some() {
            break;
        }
    }
    assert_eq!(custody.by(&["open", "X1"], &["bilal"]).status.success(), is_epoch);
    answer(&custody.at(&["epoch"], &["anna", "bilal"]));
    custody.verified();
}
