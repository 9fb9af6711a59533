//! Every role at every verb of the command line, on one node: what each may do, and what it is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use node_place::{NodePlace, answer, failure, landfall};
use serde_json::Value;

/// The name that stands in the body of the missing person who is opened.
const BODY: &str = "Ibrahima Diallo";

/// Exit codes of the verbs, in the order of [`Roles::tried`].
const TABLE: &[(&str, [i32; 11])] = &[
    // records, open M2, open R1, open M2 --sealed, attach M2, attach R1, import, identify, status, hold, epoch
    ("tracing-officer", [0, 0, 0, 0, 0, 3, 3, 0, 0, 3, 3]),
    ("forensic-analyst", [0, 0, 0, 3, 3, 0, 3, 0, 0, 3, 3]),
    ("case-worker", [3, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3]),
    ("monitor", [0, 2, 2, 2, 2, 2, 3, 3, 0, 3, 3]),
    ("editor", [3, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3]),
    ("coordinator", [3, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3]),
    ("auditor", [3, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3]),
    // an epoch takes two of them: refused too, and not by the firewall
    ("administrator", [3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 3]),
];

struct Roles {
    place: NodePlace,
    photo: PathBuf,
    register: PathBuf,
    /// The id of a missing person: who may find nothing names them so.
    id: String,
}

impl Roles {
    /// A node that opens itself, with a register, and one holder in each role, named like it.
    fn new() -> Self {
        let place = NodePlace::new();
        place.init(&["--holder", "anna", "--demo", "--sector", "civil-society", "--country", "GR"]);
        let from = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let photo = place.folder.path().join("photo.jpg");
        fs::copy(from("../store/tests/data/baseline.jpg"), &photo).unwrap();
        let register = from("../../web/tests/fixture");
        let mut roles = Self { place, photo, register, id: String::new() };
        for (role, _) in TABLE {
            let power = if *role == "administrator" { "administrator" } else { "member" };
            let secret = roles.secret();
            let new = ["holder", "add", role, "--only", power, "--role", role, "--new-passphrase-file", &secret];
            answer(&roles.by(&new, "anna", true));
        }
        answer(&roles.by(&["import", "register", roles.register.to_str().unwrap()], "anna", false));
        let opened = answer(&roles.by(&["open", "M2"], "anna", false));
        assert!(opened.to_string().contains(BODY), "{opened}");
        roles.id = opened["record"].as_str().unwrap().to_owned();
        roles
    }

    fn secret(&self) -> String {
        self.place.secret.to_str().unwrap().to_owned()
    }

    fn by(&self, words: &[&str], holder: &str, with_passphrase: bool) -> Output {
        let secret = self.secret();
        let key: &[&str] = if with_passphrase { &["--passphrase-file", &secret] } else { &[] };
        let node = ["--node", self.place.node.to_str().unwrap(), "--json", "--holder", holder];
        landfall(&[words, &node, key].concat())
    }

    fn at(&self, words: &[&str], holder: &str, with_passphrase: bool) -> Output {
        let secret = self.secret();
        let key: &[&str] = if with_passphrase { &["--passphrase-file", &secret] } else { &[] };
        landfall(&[words, &[self.place.node.to_str().unwrap(), "--json", "--holder", holder], key].concat())
    }

    /// All verbs of the table in the name of one holder.
    fn tried(&self, holder: &str) -> Vec<Output> {
        let (photo, register) = (self.photo.to_str().unwrap(), self.register.to_str().unwrap());
        vec![
            self.at(&["records"], holder, false),
            self.by(&["open", "M2"], holder, false),
            self.by(&["open", "R1"], holder, false),
            self.by(&["open", "M2", "--sealed"], holder, true),
            self.by(&["attach", "M2", photo], holder, false),
            self.by(&["attach", "R1", photo], holder, false),
            self.by(&["import", "register", register], holder, false),
            self.by(&["identify"], holder, false),
            self.at(&["status"], holder, false),
            self.by(&["hold", &self.id, "--on", "--reason", "a court asked"], holder, true),
            self.at(&["epoch", "--reason", "a try"], holder, true),
        ]
    }
}

fn code(output: &Output) -> String {
    let document: Value = serde_json::from_slice(&output.stdout).expect("one document");
    document["error"]["code"].as_str().unwrap_or("done").to_owned()
}

#[test]
fn each_role_does_its_own_work_and_no_other() {
    let roles = Roles::new();
    for (role, expected) in TABLE {
        let outputs = roles.tried(role);
        let found: Vec<i32> = outputs.iter().map(|output| output.status.code().unwrap()).collect();
        let codes: Vec<String> = outputs.iter().map(code).collect();
        assert_eq!(found, expected, "{role}: {codes:?}");
        for (output, exit) in outputs.iter().zip(expected) {
            if *exit == 3 {
                assert!(["refused", "not-approved"].contains(&code(output).as_str()), "{role}: {codes:?}");
            }
            if *exit != 0 {
                let told = [&output.stdout[..], &output.stderr].concat();
                assert!(!String::from_utf8_lossy(&told).contains(BODY), "{role} is told a body");
            }
        }
        if *role == "monitor" {
            // agreements are for monitors too, and none is on file: what is there for others answers as what is nowhere
            let listed: Value = serde_json::from_slice(&outputs[0].stdout).unwrap();
            assert_eq!(listed["records"], serde_json::json!([]));
            let [there, nowhere] = ["M2", "M9"].map(|word| roles.by(&["open", word], role, false));
            let told = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!((told(&there), there.status), (told(&nowhere), nowhere.status));
        }
        let counts = &serde_json::from_slice::<Value>(&outputs[8].stdout).unwrap()["records"];
        let may_count = ["tracing-officer", "forensic-analyst"].contains(role);
        assert_eq!(counts["missing-person"].as_u64().is_some(), may_count, "{role}: {counts}");
    }
    // whoever has left is refused at the next command, whatever they were
    answer(&roles.by(&["holder", "remove", "tracing-officer"], "anna", true));
    for output in roles.tried("tracing-officer").iter().take(8) {
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let verified = answer(&roles.place.run("verify", &["--json"]));
    assert_eq!(verified["ok"], true, "{verified}");
}

#[test]
fn a_further_organisation_works_on_its_own_records() {
    let roles = Roles::new();
    let secret = roles.secret();
    let node = roles.place.node.to_str().unwrap();
    // of one administrator by the word of one; here there are two
    let add = ["organisation", "add", "--name", "other-aid", "--sector", "ombudsman", "--country", "ES"];
    let one = roles.at(&add, "anna", true);
    assert_eq!(failure(&one), (Some(3), "not-approved".to_owned()));
    let both = [&add[..], &["--holder", "administrator", "--passphrase-file", &secret]].concat();
    let added = answer(&roles.at(&both, "anna", true));
    assert_eq!(added["shares"].as_array().unwrap().len(), 3);
    let listed = answer(&landfall(&["organisation", "list", node, "--json"]));
    let names: Vec<&str> =
        listed["organisations"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["other-aid", "own"]);
    let first = ["holder", "add", "olga", "--only", "member", "--organisation", "other-aid", "--new-passphrase-file"];
    let first = [&first[..], &[&secret, "--holder", "administrator", "--passphrase-file", &secret]].concat();
    answer(&roles.by(&first, "anna", true));
    let records = answer(&roles.at(&["records"], "olga", false));
    assert_eq!(records["records"].as_array().unwrap().len(), 0, "nothing of the other organisation");
    for record in ["M2", roles.id.as_str()] {
        let opened = roles.by(&["open", record], "olga", false);
        assert_eq!(failure(&opened), (Some(2), "no-such-record".to_owned()));
    }
}
