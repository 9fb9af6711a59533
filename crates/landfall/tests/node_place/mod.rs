//! A folder with a node in it, worked on through the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The passphrase of every holder.
pub const PASSPHRASE: &str = "a lantern over the harbour";

pub struct NodePlace {
    pub folder: TempDir,
    pub node: PathBuf,
    pub secret: PathBuf,
}

impl NodePlace {
    /// A folder in which no node is yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (node, secret) = (folder.path().join("harbour"), folder.path().join("secret"));
        write_secret(&secret, &format!("{PASSPHRASE}\n"));
        Self { folder, node, secret }
    }

    /// `landfall init` with a cheap passphrase, so that tests are fast, and what it answers.
    pub fn init(&self, options: &[&str]) -> Value {
        let given =
            [&["--argon2-memory-kib", "64", "--passphrase-file", self.secret.to_str().unwrap(), "--json"], options];
        let output = self.run("init", &given.concat());
        answer(&output)
    }

    /// A command on the node: `landfall <command> NODE <options>`.
    pub fn run(&self, command: &str, options: &[&str]) -> Output {
        landfall(&[&[command, self.node.to_str().unwrap()], options].concat())
    }
}

/// The program, without a terminal.
pub fn landfall(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
    command.args(arguments).stdin(std::process::Stdio::null()).output().unwrap()
}

/// The one document of a command that did its work.
#[track_caller]
pub fn answer(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one document")
}

/// Exit code and code of a command that did not do its work.
#[track_caller]
pub fn failure(output: &Output) -> (Option<i32>, String) {
    let document: Value = serde_json::from_slice(&output.stdout).expect("one document");
    (output.status.code(), document["error"]["code"].as_str().unwrap().to_owned())
}

/// A file that only its owner reads.
pub fn write_secret(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}
