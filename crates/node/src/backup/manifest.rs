//! `manifest.json` of a data backup: which files it has, with their hashes, and where both logs end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::NodeError;
use crate::backup::BackupError;
use crate::layout::to_hex;

/// The form of a data backup that this program writes and reads.
pub(super) const FORMAT: u32 = 1;
/// The name of the manifest in a backup.
pub(super) const NAME: &str = "manifest.json";
/// The most that a manifest may have: a line for each of a million blobs.
const BYTE_COUNT_MAX: u64 = 256 << 20;
/// Bytes hashed at once.
const PIECE: usize = 1 << 16;

/// What a data backup says of itself.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(super) format: u32,
    /// The node's name.
    pub(crate) node: String,
    /// When it was begun, in UTC: `20261125T094206Z`.
    pub(super) made: String,
    pub(crate) logs: Vec<LogEnd>,
    /// All files but this one, by path.
    pub(super) files: Vec<FileLine>,
    /// What was damaged at the node and is not in here, in words.
    pub(super) left_out: Vec<String>,
}

/// Where a log ends in the copy.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogEnd {
    pub(crate) log: String,
    pub(crate) size: u64,
    /// The signed checkpoint of that size; none where the log is empty.
    pub(super) checkpoint: Option<String>,
}

/// One file of the backup.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileLine {
    /// Below the backup's folder, with `/`.
    pub(super) path: String,
    pub(super) byte_count: u64,
    pub(super) sha256: String,
}

impl Manifest {
    /// Reads the manifest of a backup.
    pub(crate) fn load(backup: &Path) -> Result<Self, NodeError> {
        let path = backup.join(NAME);
        let bad = |why: String| BackupError::NotABackup { path: path.display().to_string(), why };
        let mut bytes = Vec::new();
        let opened = File::open(&path).map_err(|error| bad(error.to_string()))?;
        opened.take(BYTE_COUNT_MAX).read_to_end(&mut bytes).map_err(|error| bad(error.to_string()))?;
        let manifest: Self = serde_json::from_slice(&bytes).map_err(|error| bad(error.to_string()))?;
        if manifest.format != FORMAT {
            let why = format!("it has form {}, and this program reads form {FORMAT}", manifest.format);
            return Err(bad(why).into());
        }
        Ok(manifest)
    }

    /// How long a log is in the copy.
    pub(crate) fn size(&self, log: journal::Log) -> u64 {
        self.logs.iter().find(|end| end.log == log.as_str()).map_or(0, |end| end.size)
    }
}

impl FileLine {
    /// The line of a file as it lies on the disk now.
    pub(super) fn of(backup: &Path, file: &Path) -> io::Result<Self> {
        let below = file.strip_prefix(backup).unwrap_or(file);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let (byte_count, sha256) = hash(file)?;
        Ok(Self { path: parts.join("/"), byte_count, sha256 })
    }

    /// Where the file lies; `None` for a path that leads out of the backup.
    pub(super) fn place(&self, backup: &Path) -> Option<PathBuf> {
        let below = Path::new(&self.path);
        let is_inside = below.components().all(|part| matches!(part, Component::Normal(_)));
        (is_inside && !self.path.is_empty()).then(|| backup.join(below))
    }
}

/// All files below a folder but the manifest itself, in order.
pub(super) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.retain(|path| *path != folder.join(NAME));
    found.sort();
    Ok(found)
}

/// Length and SHA-256 of a file, read piece by piece.
fn hash(file: &Path) -> io::Result<(u64, String)> {
    let mut opened = File::open(file)?;
    let mut piece = vec![0; PIECE];
    let (mut hasher, mut byte_count) = (Sha256::new(), 0);
    loop {
        match opened.read(&mut piece) {
            Ok(0) => return Ok((byte_count, to_hex(&hasher.finalize()))),
            Ok(count) => {
                hasher.update(&piece[..count]);
                byte_count += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rstest::rstest;

    use super::FileLine;

    #[rstest]
    #[case::plain("journal.db", true)]
    #[case::below("blobs/ab/cd", true)]
    #[case::up("../log.key", false)]
    #[case::up_inside("blobs/../../x", false)]
    #[case::absolute("/etc/passwd", false)]
    #[case::empty("", false)]
    fn a_manifest_names_nothing_outside_of_its_folder(#[case] path: &str, #[case] is_inside: bool) {
        let line = FileLine { path: path.to_owned(), byte_count: 0, sha256: String::new() };
        assert_eq!(line.place(Path::new("/backup")).is_some(), is_inside);
    }
}
