//! `landfall serve` through the real program: a node, this machine only, the first line, and a clean stop.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;
mod served;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use node_place::{NodePlace, failure, landfall};
use rstest::rstest;
use served::Served;

fn refused(arguments: &[&str]) -> Output {
    landfall(&[&["serve"], arguments].concat())
}

/// Two incidents in the layout of the full download.
fn incidents() -> String {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/missing-migrants/missing-migrants-2014-2026.csv");
    let text = fs::read_to_string(demo).unwrap();
    text.lines().take(3).collect::<Vec<_>>().join("\n")
}

#[rstest]
#[case("0.0.0.0:1", 3, "not-loopback")]
#[case("0.0.0.0:8080", 3, "not-loopback")]
#[case("[::]:8080", 3, "not-loopback")]
#[case("192.168.0.1:80", 3, "not-loopback")]
#[case("here", 2, "usage")]
#[case("127.0.0.1:99999", 2, "usage")]
fn an_address_that_is_not_this_machine_s_is_refused(#[case] listen: &str, #[case] exit: i32, #[case] code: &str) {
    let place = NodePlace::new();
    let output = refused(&[place.node.to_str().unwrap(), "--listen", listen, "--json"]);
    assert_eq!(failure(&output), (Some(exit), code.to_owned()));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let message = document["error"]["message"].as_str().unwrap();
    assert!(message.contains(listen) && (exit == 2 || message.contains("--tls-cert")), "{message}");
}

#[test]
fn beyond_this_machine_it_needs_a_certificate_a_name_and_a_second_factor() {
    let place = NodePlace::new();
    place.init(&["--unattended"]);
    let node = place.node.to_str().unwrap();
    let tls = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"];
    let beyond = [node, "--listen", "0.0.0.0:0", "--json"];
    assert_eq!(failure(&refused(&beyond)), (Some(3), "not-loopback".to_owned()));
    assert_eq!(failure(&refused(&[&beyond[..], &tls].concat())), (Some(2), "usage".to_owned()));
    let named = [&beyond[..], &tls, &["--host", "landfall.example"]].concat();
    assert_eq!(failure(&refused(&named)), (Some(3), "not-set-up".to_owned()));
    let demo = NodePlace::new();
    demo.init(&["--demo"]);
    let named = [&[demo.node.to_str().unwrap(), "--listen", "0.0.0.0:0", "--json"][..], &tls, &["--host", "x.example"]];
    assert_eq!(failure(&refused(&named.concat())), (Some(3), "demo-beyond-loopback".to_owned()));
}

#[rstest]
#[case::a_register("families.csv", "landfall import register")]
#[case::a_register_as_a_workbook("families.xlsx", "landfall import register")]
#[case::incidents("incidents.csv", "landfall import mmp")]
#[case::something_else("notes.txt", "landfall import register")]
fn a_folder_that_is_no_node_is_told_what_makes_one(#[case] file: &str, #[case] words: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), "id\n").unwrap();
    let output = refused(&[folder.path().to_str().unwrap(), "--listen", "127.0.0.1:0", "--json"]);
    assert_eq!(failure(&output), (Some(2), "not-a-node".to_owned()));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("landfall init NODE") && said.contains(words), "{said}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, [file], "nothing is written into it");
}

#[test]
fn what_is_no_folder_has_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for (path, found) in [(file, "a file"), (folder.path().join("nowhere"), "nothing")] {
        let output = refused(&[path.to_str().unwrap(), "--json"]);
        assert_eq!(failure(&output), (Some(2), "not-a-node".to_owned()));
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let place = &answer["error"]["places"][0];
        assert_eq!((&place["file"], &place["found"]), (&path.display().to_string().into(), &found.into()));
    }
}

#[rstest]
#[case("TERM")]
#[case("INT")]
fn it_answers_until_it_is_told_to_stop(#[case] signal: &str) {
    let place = NodePlace::new();
    place.init(&[]);
    let extract = place.folder.path().join("extract.csv");
    fs::write(&extract, incidents()).unwrap();
    let node = place.node.to_str().unwrap();
    let imported = landfall(&["import", "mmp", extract.to_str().unwrap(), "--into", node]);
    assert_eq!(imported.status.code(), Some(0), "{}", String::from_utf8_lossy(&imported.stderr));
    let mut served = Served::start(&place.node);
    assert!(served.get("/health").ends_with("\r\n\r\nok\n"));
    // incidents are public, locked or not
    served.get_until("/en/situation", "2 recorded incidents");
    assert!(served.send("/en/unlock", "passphrase=guessed").starts_with("HTTP/1.1 403"));
    Command::new("kill").args([format!("-{signal}"), served.child.id().to_string()]).status().unwrap();
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
    assert!(!place.node.join("control.sock").exists());
    let wal = fs::metadata(place.node.join("journal.db-wal")).map_or(0, |file| file.len());
    assert_eq!(wal, 0, "the node is closed: all is in the database itself");
    assert!(served::is_verified(&place.node));
}
