//! `landfall checkpoint` and `landfall witness` through the real program: an old copy put back and two histories are seen.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use node_place::{NodePlace, answer, failure, landfall};
use serde_json::{Value, json};

/// A demo node of one register, and the key that its `init` printed.
struct Followed {
    place: NodePlace,
    key: String,
    state: PathBuf,
}

impl Followed {
    fn new() -> Self {
        let place = NodePlace::new();
        let key = place.init(&["--demo"])["log_key"].as_str().unwrap().to_owned();
        let state = place.folder.path().join("witness.json");
        Self { place, key, state }
    }

    fn grow(&self, node: &Path, remains: usize) {
        let folder = self.place.folder.path().join(format!("register-{remains}"));
        answer(&landfall(&["new", folder.to_str().unwrap(), "--json"]));
        let rows: String = (0..remains).map(|at| format!("Z{at},\n")).collect();
        std::fs::write(folder.join("remains.csv"), format!("id,sex_bones\nR1,\nR2,\nR3,\n{rows}")).unwrap();
        answer(&landfall(&[
            "import",
            "register",
            folder.to_str().unwrap(),
            "--node",
            node.to_str().unwrap(),
            "--json",
        ]));
        std::fs::remove_dir_all(folder).unwrap();
    }

    fn copy(&self) -> PathBuf {
        let copy = self.place.folder.path().join("copy");
        let done = Command::new("cp").arg("-r").arg(&self.place.node).arg(&copy).status().unwrap();
        assert!(done.success());
        copy
    }

    fn witness(&self, checkpoint: &str, options: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
        command.args(["witness", "-", "--json", "--state"]).arg(&self.state).args(options);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(checkpoint.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn pinned(&self) -> Output {
        self.witness(&checkpoint(&self.place.node, &[]), &["--key", &self.key])
    }
}

fn checkpoint(node: &Path, options: &[&str]) -> String {
    let output = landfall(&[&["checkpoint", node.to_str().unwrap()], options].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn verdict(output: &Output) -> (Option<i32>, String) {
    let document: Value = serde_json::from_slice(&output.stdout).expect("one document");
    (output.status.code(), document["outcome"].as_str().unwrap_or_else(|| panic!("{document}")).to_owned())
}

#[test]
fn a_log_that_grows_is_followed() {
    let followed = Followed::new();
    let first = followed.pinned();
    assert_eq!(verdict(&first), (Some(0), "first".to_owned()));
    let size = answer(&first)["size"].to_string();
    assert_eq!(verdict(&followed.witness(&checkpoint(&followed.place.node, &[]), &[])).1, "same");
    followed.grow(&followed.place.node, 5);
    let grown = followed.witness(&checkpoint(&followed.place.node, &["--since", &size]), &[]);
    assert_eq!(verdict(&grown), (Some(0), "grown".to_owned()));
    assert_eq!(answer(&grown)["remembered"].to_string(), size);
}

#[test]
fn a_longer_log_without_its_proof_is_unproved_and_both_are_kept() {
    let followed = Followed::new();
    followed.pinned();
    followed.grow(&followed.place.node, 5);
    let checkpoint = checkpoint(&followed.place.node, &[]);
    assert_eq!(verdict(&followed.witness(&checkpoint, &[])), (Some(1), "unproved".to_owned()));
    let kept = std::fs::read_to_string(&followed.state).unwrap();
    assert!(kept.contains("ours") && kept.contains("theirs"), "{kept}");
}

#[test]
fn an_old_copy_put_back_is_a_rollback() {
    let followed = Followed::new();
    let copy = followed.copy();
    followed.grow(&followed.place.node, 5);
    followed.pinned();
    assert_eq!(verdict(&followed.witness(&checkpoint(&copy, &[]), &[])), (Some(1), "rollback".to_owned()));
}

#[test]
fn two_histories_are_a_conflict_and_both_are_kept() {
    let followed = Followed::new();
    let copy = followed.copy();
    let before = answer(&followed.pinned())["size"].to_string();
    followed.grow(&followed.place.node, 5);
    followed.grow(&copy, 5);
    let [one, other] = [&followed.place.node, &copy].map(|node| checkpoint(node, &["--since", &before]));
    assert_eq!(verdict(&followed.witness(&one, &[])), (Some(0), "grown".to_owned()));
    assert_eq!(verdict(&followed.witness(&other, &[])), (Some(1), "conflict".to_owned()));
    let kept: Value = serde_json::from_slice(&std::fs::read(&followed.state).unwrap()).unwrap();
    let state = kept["logs"][0]["state"].as_str().unwrap();
    let roots = [&one, &other].map(|text| text.split_once("\n\n").unwrap().1.lines().nth(2).unwrap());
    assert!(roots.iter().all(|root| state.contains(root)) && roots[0] != roots[1], "{state}");
    // a longer one of the other history has a proof, and of another log than the remembered one
    followed.grow(&copy, 7);
    let longer = checkpoint(&copy, &["--since", &before]);
    assert_eq!(verdict(&followed.witness(&longer, &[])), (Some(1), "unproved".to_owned()));
}

#[test]
fn one_state_file_follows_several_logs_and_nodes() {
    let followed = Followed::new();
    followed.pinned();
    let other = Followed::new();
    let other = Followed { state: followed.state.clone(), ..other };
    let refused = other.witness(&checkpoint(&other.place.node, &[]), &["--key", &other.key]);
    assert_eq!(failure(&refused), (Some(3), "another-key".to_owned()), "both nodes are called `harbour`");
    let renamed = NodePlace::new();
    let key = renamed.init(&["--demo", "--name", "quay"])["log_key"].as_str().unwrap().to_owned();
    let renamed = Followed { place: renamed, key, state: followed.state.clone() };
    assert_eq!(verdict(&renamed.pinned()), (Some(0), "first".to_owned()));
    assert_eq!(verdict(&followed.witness(&checkpoint(&followed.place.node, &[]), &[])), (Some(0), "same".to_owned()));
    let kept: Value = serde_json::from_slice(&std::fs::read(&followed.state).unwrap()).unwrap();
    let origins: Vec<&Value> = kept["logs"].as_array().unwrap().iter().map(|log| &log["origin"]).collect();
    assert_eq!(origins, [&json!("harbour/changes"), &json!("quay/changes")]);
}

#[test]
fn what_is_not_signed_by_the_pinned_key_changes_nothing() {
    let followed = Followed::new();
    let text = checkpoint(&followed.place.node, &[]);
    assert_eq!(failure(&followed.witness(&text, &[])), (Some(2), "no-key".to_owned()));
    assert_eq!(failure(&followed.witness(&text, &["--key", "harbour"])), (Some(2), "usage".to_owned()));
    assert_eq!(failure(&followed.witness("no checkpoint\n", &["--key", &followed.key])).1, "bad-checkpoint");
    assert!(!followed.state.exists());
    followed.pinned();
    let before = std::fs::read(&followed.state).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1] = "1";
    let forged = lines.join("\n") + "\n";
    assert_eq!(failure(&followed.witness(&forged, &[])), (Some(1), "not-signed".to_owned()));
    assert_eq!(std::fs::read(&followed.state).unwrap(), before);
}

#[test]
fn a_damaged_state_is_not_written_over() {
    let followed = Followed::new();
    followed.pinned();
    let mut state = std::fs::read(&followed.state).unwrap();
    state.truncate(state.len() / 2);
    std::fs::write(&followed.state, &state).unwrap();
    assert_eq!(failure(&followed.pinned()), (Some(2), "bad-state".to_owned()));
    assert_eq!(std::fs::read(&followed.state).unwrap(), state);
}

#[test]
fn two_at_once_lose_nothing() {
    let followed = Followed::new();
    let nodes: Vec<Followed> = ["one", "two", "three", "four"]
        .iter()
        .map(|name| {
            let place = NodePlace::new();
            let key = place.init(&["--demo", "--name", name])["log_key"].as_str().unwrap().to_owned();
            Followed { place, key, state: followed.state.clone() }
        })
        .collect();
    std::thread::scope(|scope| {
        nodes.iter().for_each(|node| _ = scope.spawn(|| assert_eq!(verdict(&node.pinned()).0, Some(0))));
    });
    let kept: Value = serde_json::from_slice(&std::fs::read(&followed.state).unwrap()).unwrap();
    assert_eq!(kept["logs"].as_array().unwrap().len(), nodes.len());
}
