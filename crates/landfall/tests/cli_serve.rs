//! `landfall serve` through the real program: this machine only, the first line, and a clean stop.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use rstest::rstest;
use tempfile::TempDir;

fn serve(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
    command.arg("serve").args(arguments);
    command
}

fn refused(arguments: &[&str]) -> Output {
    serve(arguments).output().unwrap()
}

/// A folder with two incidents in the layout of the full download.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/missing-migrants/missing-migrants-2014-2026.csv");
    let text = fs::read_to_string(demo).unwrap();
    let head: Vec<&str> = text.lines().take(3).collect();
    fs::write(folder.path().join("incidents.csv"), head.join("\n")).unwrap();
    folder
}

#[rstest]
#[case("0.0.0.0:8080", 3, "not-loopback")]
#[case("[::]:8080", 3, "not-loopback")]
#[case("192.168.0.1:80", 3, "not-loopback")]
#[case("here", 2, "usage")]
#[case("127.0.0.1:99999", 2, "usage")]
fn an_address_that_is_not_this_machine_s_is_refused(#[case] listen: &str, #[case] exit: i32, #[case] code: &str) {
    let folder = folder();
    let output = refused(&[folder.path().to_str().unwrap(), "--listen", listen, "--json"]);
    assert_eq!(output.status.code(), Some(exit));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["error"]["code"], code);
    assert!(document["error"]["message"].as_str().unwrap().contains(listen));
}

#[test]
fn a_folder_without_anything_to_show_is_bad_input() {
    let empty = tempfile::tempdir().unwrap();
    let output = refused(&[empty.path().to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("landfall new"));
    let missing = empty.path().join("nowhere");
    assert_eq!(refused(&[missing.to_str().unwrap()]).status.code(), Some(2));
}

/// Starts the server on a free port and answers with the address of its first line.
fn start(folder: &Path) -> (Child, String) {
    let mut child =
        serve(&[folder.to_str().unwrap(), "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://127.0.0.1:").expect("the first line says where");
    (child, format!("127.0.0.1:{address}"))
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[rstest]
#[case("TERM")]
#[case("INT")]
fn it_answers_until_it_is_told_to_stop(#[case] signal: &str) {
    let folder = folder();
    let (mut child, address) = start(folder.path());
    assert!(get(&address, "/health").ends_with("\r\n\r\nok\n"));
    assert!(get(&address, "/en/situation").contains("2 recorded incidents"));
    let before: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(before, ["incidents.csv"], "nothing is written to the folder");
}

#[test]
fn a_file_in_the_place_of_a_folder_has_its_place() {
    let folder = folder();
    let file = folder.path().join("incidents.csv");
    let output = refused(&[file.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(2));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let place = &answer["error"]["places"][0];
    assert_eq!(place["file"], file.display().to_string());
    assert_eq!((&place["field"], &place["found"]), (&"folder".into(), &"a file".into()));
    assert_eq!(place["expected"], "the folder of a register");
}
