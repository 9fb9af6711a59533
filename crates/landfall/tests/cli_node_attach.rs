//! `landfall attach` and `landfall attachment` through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::PathBuf;

use node_place::{NodePlace, answer, failure, landfall};
use rstest::rstest;
use serde_json::Value;

/// A photo that says where and when it was taken.
const PHOTO: &[u8] = include_bytes!("../../store/tests/data/baseline.jpg");

struct Attached {
    place: NodePlace,
    photo: PathBuf,
    person: String,
}

impl Attached {
    /// A node with one missing person, and a photo beside it.
    fn new() -> Self {
        let place = NodePlace::new();
        place.init(&[]);
        let folder = place.folder.path().join("register");
        let register = folder.to_str().unwrap();
        answer(&landfall(&["new", register, "--json"]));
        fs::write(
            folder.join("families.csv"),
            "family,person,father,mother,sex,role\nF1,mother,,,female,mother\nF1,child,,mother,female,missing\n",
        )
        .unwrap();
        fs::write(folder.join("missing.csv"), "id,family,person,name\nX1,F1,child,Samira\n").unwrap();
        let photo = place.folder.path().join("samira.jpg");
        fs::write(&photo, PHOTO).unwrap();
        let attached = Self { place, photo, person: String::new() };
        attached.run(&["import", "register", register], true);
        let secret =
            ["--passphrase-file", attached.place.secret.to_str().unwrap(), "--json", "--kind", "missing-person"];
        let listed = answer(&attached.place.run("records", &secret));
        let person = listed["records"][0]["record"].as_str().unwrap().replace('-', "");
        Self { person, ..attached }
    }

    fn output(&self, words: &[&str], with_secret: bool) -> std::process::Output {
        let (node, secret) = (self.place.node.to_str().unwrap(), self.place.secret.to_str().unwrap());
        let secret: &[&str] = if with_secret { &["--passphrase-file", secret] } else { &[] };
        landfall(&[words, &["--node", node, "--json"], secret].concat())
    }

    fn run(&self, words: &[&str], with_secret: bool) -> Value {
        answer(&self.output(words, with_secret))
    }

    fn attach(&self) -> String {
        let photo = self.photo.to_str().unwrap();
        let told = self.run(&["attach", "X1", photo, "--caption", "on the quay"], true);
        told["attachment"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_photo_goes_in_by_name_and_comes_out_shown_and_original() {
    let attached = Attached::new();
    let id = attached.attach();
    let (shown, original) = (attached.photo.with_file_name("shown.jpg"), attached.photo.with_file_name("original.jpg"));
    let told = attached.run(&["attachment", &id, "--out", shown.to_str().unwrap()], true);
    assert_eq!((told["name"].as_str(), told["media_type"].as_str()), (Some("samira.jpg"), Some("image/jpeg")));
    assert_eq!(told["caption"].as_str(), Some("on the quay"));
    attached.run(&["attachment", &id, "--original", "--out", original.to_str().unwrap()], true);
    assert_eq!(fs::read(&original).unwrap(), PHOTO);
    let shown_bytes = fs::read(&shown).unwrap();
    assert!(!shown_bytes.windows(4).any(|part| part == b"2026"), "its time is not told");
    // a file that is there stays
    let again = attached.output(&["attachment", &id, "--out", original.to_str().unwrap()], true);
    assert_eq!(failure(&again), (Some(2), "node".to_owned()));
    assert_eq!(fs::read(&original).unwrap(), PHOTO);
    let verified = answer(&attached.place.run("verify", &["--json"]));
    assert_eq!(verified["ok"], true);
    let opened = attached.run(&["open", &id, "--sealed"], true);
    assert!(opened["sealed"].get("original_key").is_none(), "the key of a blob is not printed: {opened}");
}

#[test]
fn a_locked_node_takes_a_photo_for_an_id() {
    let attached = Attached::new();
    let photo = attached.photo.to_str().unwrap();
    let told = attached.run(&["attach", &attached.person, photo], false);
    assert_eq!(told["record"].as_str().unwrap().replace('-', ""), attached.person);
    let by_name = attached.output(&["attach", "X1", photo], false);
    assert_eq!(failure(&by_name), (Some(2), "no-passphrase".to_owned()));
}

#[rstest]
#[case::no_picture(b"a plain text", "not-taken")]
#[case::empty(b"", "not-taken")]
fn what_is_no_file_of_a_known_kind_is_refused(#[case] bytes: &[u8], #[case] code: &str) {
    let attached = Attached::new();
    fs::write(&attached.photo, bytes).unwrap();
    let refused = attached.output(&["attach", "X1", attached.photo.to_str().unwrap()], true);
    assert_eq!(failure(&refused), (Some(2), code.to_owned()));
}
