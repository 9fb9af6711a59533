//! Where things lie in a node's directory, and how its small secret files are written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

/// The paths of one node.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    root: PathBuf,
}

impl Layout {
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Format version, name and public key: what a locked node may show.
    pub(crate) fn settings(&self) -> PathBuf {
        self.root.join("node.toml")
    }

    /// The seed of the log's signing key; needs no unlocking, since a locked node takes writes.
    pub(crate) fn log_key(&self) -> PathBuf {
        self.root.join("log.key")
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.root.join("journal.db")
    }

    pub(crate) fn blobs(&self) -> PathBuf {
        self.root.join("blobs")
    }

    /// Permits of the operator.
    pub(crate) fn policies(&self) -> PathBuf {
        self.root.join("policies")
    }

    /// The view, sealed: spares a start the opening of every section.
    pub(crate) fn snapshot(&self) -> PathBuf {
        self.root.join("snapshot")
    }

    /// The seed that opens the node without a person; there only where the operator chose so, and in demos.
    pub(crate) fn unattended_key(&self) -> PathBuf {
        self.root.join("unattended.key")
    }
}

/// Writes a new file that only its owner reads, and syncs it.
pub(crate) fn write_secret(path: &Path, seed: &[u8; 32]) -> io::Result<()> {
    let mut text = Zeroizing::new(to_hex(seed));
    text.push('\n');
    write_new(path, text.as_bytes(), 0o600)
}

/// Writes a new file and syncs it.
pub(crate) fn write_new(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Reads a seed of 64 hexadecimal digits.
pub(crate) fn read_secret(path: &Path) -> io::Result<Zeroizing<[u8; 32]>> {
    let text = Zeroizing::new(fs::read_to_string(path)?);
    from_hex(text.trim_end())
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "expected 64 hexadecimal digits"))
}

/// Makes the names in a directory last.
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

pub(crate) fn from_hex(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut seed = Zeroizing::new([0; 32]);
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, pair) in seed.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(seed)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::{read_secret, to_hex, write_secret};

    #[test]
    fn a_secret_is_its_owners_alone_and_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.key");
        let seed: [u8; 32] = std::array::from_fn(|index| index as u8 * 7);
        write_secret(&path, &seed).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(*read_secret(&path).unwrap(), seed);
        assert!(write_secret(&path, &seed).is_err(), "a secret is never written over");
        std::fs::write(&path, &to_hex(&seed)[1..]).unwrap();
        assert!(read_secret(&path).is_err());
    }
}
