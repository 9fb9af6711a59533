//! The files of this project, and what cargo says about its crates.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Folders that are made, not written: nothing in them is ours to judge.
const MADE: [&str; 6] = [".git", "target", "node_modules", "dist", "artifacts", "corpus"];

/// A file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the project's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The project's root folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below `folder` that ends in one of `endings` (all, where there are none), by path.
///
/// # Errors
/// What the file system says, with the path; a file that is not UTF-8 is one of them.
pub fn files(folder: &str, endings: &[&str]) -> io::Result<Vec<File>> {
    let mut paths = Vec::new();
    gather(&root().join(folder), &mut paths)?;
    paths.sort();
    let wanted = |path: &PathBuf| endings.is_empty() || endings.iter().any(|end| path.to_string_lossy().ends_with(end));
    paths.into_iter().filter(wanted).map(read).collect()
}

/// The text of one file.
///
/// # Errors
/// What the file system says, with the path.
pub fn text(path: &str) -> io::Result<String> {
    read(root().join(path)).map(|file| file.text)
}

/// Names of the folders directly inside `folder`, sorted.
///
/// # Errors
/// What the file system says.
pub fn folders(folder: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join(folder))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// What `cargo metadata` prints, without asking the network.
///
/// # Errors
/// Where cargo cannot run, or says no: its own words.
pub fn metadata(arguments: &[&str]) -> io::Result<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .args(arguments)
        .current_dir(root())
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(io::Error::other(format!("cargo metadata: {said}; run `cargo fetch --locked` once")));
    }
    serde_json::from_slice(&output.stdout).map_err(io::Error::other)
}

fn gather(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            if !MADE.iter().any(|made| name == *made) {
                gather(&entry.path(), into)?;
            }
        } else {
            into.push(entry.path());
        }
    }
    Ok(())
}

fn read(path: PathBuf) -> io::Result<File> {
    let text =
        std::fs::read_to_string(&path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    let path = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    Ok(File { path, text })
}
