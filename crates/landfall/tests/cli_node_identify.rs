//! `landfall identify --node` through the real program: the folder's answer, and proposals that are kept once.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::PathBuf;

use node_place::{NodePlace, answer, failure, landfall};
use rstest::rstest;
use serde_json::{Value, json};

/// A mother 8/8 and her missing daughter; remains 8/8 and 8/9 may be her, and 9/9 cannot.
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

struct Compared {
    place: NodePlace,
    folder: PathBuf,
}

impl Compared {
    /// The register as a folder and in a node.
    fn new() -> Self {
        let place = NodePlace::new();
        place.init(&[]);
        let folder = place.folder.path().join("register");
        fs::create_dir(&folder).unwrap();
        FILES.iter().for_each(|(file, text)| fs::write(folder.join(file), text).unwrap());
        let compared = Self { place, folder };
        compared.import();
        compared
    }

    fn import(&self) {
        answer(&landfall(&[&["import", "register", self.folder.to_str().unwrap(), "--json"], &self.at()[..]].concat()));
    }

    fn at(&self) -> [&str; 4] {
        ["--node", self.place.node.to_str().unwrap(), "--passphrase-file", self.place.secret.to_str().unwrap()]
    }

    fn identify(&self, options: &[&str]) -> Value {
        answer(&landfall(&[&["identify", "--json"], &self.at()[..], options].concat()))
    }

    fn of_folder(&self, options: &[&str]) -> Value {
        answer(&landfall(&[&["identify", self.folder.to_str().unwrap(), "--json"], options].concat()))
    }

    fn proposals(&self) -> Vec<Value> {
        let secret = ["--passphrase-file", self.place.secret.to_str().unwrap(), "--kind", "proposal", "--json"];
        answer(&self.place.run("records", &secret))["records"].as_array().unwrap().clone()
    }
}

/// What is kept is told beside the folder's answer.
fn without_kept(mut answer: Value) -> (Value, Value) {
    let kept = answer.as_object_mut().unwrap().remove("proposals").unwrap();
    (answer, kept)
}

#[test]
fn the_answer_is_that_of_the_folder() {
    let compared = Compared::new();
    for options in [&[][..], &["--threshold", "0.9"], &["--top", "1"]] {
        let (report, _) = without_kept(compared.identify(options));
        assert_eq!(report, compared.of_folder(options), "{options:?}");
    }
    for form in [&["--csv"][..], &[]] {
        let folder = landfall(&[&["identify", compared.folder.to_str().unwrap()], form].concat());
        let node = landfall(&[&["identify"], &compared.at()[..], form].concat());
        assert_eq!(String::from_utf8(node.stdout).unwrap(), String::from_utf8(folder.stdout).unwrap());
    }
}

#[test]
fn proposals_are_kept_once_and_changed_numbers_are_a_new_version() {
    let compared = Compared::new();
    let (report, kept) = without_kept(compared.identify(&[]));
    assert_eq!(report["pairs"].as_array().unwrap().len(), 2);
    assert_eq!(kept, json!({ "new": 2, "changed": 0, "unchanged": 0 }));
    let (_, kept) = without_kept(compared.identify(&[]));
    assert_eq!(kept, json!({ "new": 0, "changed": 0, "unchanged": 2 }));
    assert_eq!(compared.proposals().iter().map(|it| &it["version"]).collect::<Vec<_>>(), [1, 1]);
    fs::write(compared.folder.join("frequencies.csv"), "Allele,TH01\n8,0.2\n9,0.8\n").unwrap();
    compared.import();
    let (_, kept) = without_kept(compared.identify(&[]));
    assert_eq!(kept, json!({ "new": 0, "changed": 2, "unchanged": 0 }));
    assert_eq!(compared.proposals().iter().map(|it| &it["version"]).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn a_proposal_names_its_records_its_numbers_and_the_machine() {
    let compared = Compared::new();
    let (report, _) = without_kept(compared.identify(&["--top", "1"]));
    let secret = compared.place.secret.to_str().unwrap();
    let id = compared.proposals()[0]["record"].as_str().unwrap().to_owned();
    let open = |record: &str| answer(&landfall(&[&["open", record, "--json"], &compared.at()[..]].concat()));
    let proposal = open(&id);
    assert_eq!((&proposal["author"], &proposal["kind"]), (&json!("identify"), &json!("proposal")));
    let content = &proposal["content"];
    assert_eq!((&content["missing"], &content["remains"]), (&open("M1")["record"], &open("R1")["record"]));
    let pair = &report["pairs"][0];
    assert_eq!((&content["log10_lr"], &content["posterior"]), (&pair["log10_lr"], &pair["posterior"]));
    assert_eq!(content["alternatives"], pair["alternatives"]);
    assert_eq!(content["parameters"].as_str().unwrap().len(), 64);
    assert!(answer(&compared.place.run("rebuild", &["--passphrase-file", secret, "--json"]))["same"] == true);
    assert_eq!(answer(&compared.place.run("verify", &["--json"]))["ok"], true);
}

#[rstest]
#[case::neither(&["identify"])]
#[case::both(&["identify", "FOLDER", "--node", "NODE"])]
#[case::a_secret_for_a_folder(&["identify", "FOLDER", "--passphrase-file", "SECRET"])]
fn either_a_folder_or_a_node(#[case] words: &[&str]) {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    assert_eq!(failure(&landfall(&words)), (Some(2), "usage".to_owned()));
}
