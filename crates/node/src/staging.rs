//! A directory on its way: filled beside its place under a hidden name, and given its name when it is whole and synced.
//!
//! It is held by a lock for as long as it is being filled, so that what a crash left is known from what is at work.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::layout;
use crate::{NodeError, clock};

/// How often a name is tried anew; another process may take it for a leftover in the moment before it is locked.
const ATTEMPTS: usize = 8;

/// A directory that is being filled. It is taken away when this is dropped before it is finished.
pub(crate) struct Staging {
    root: PathBuf,
    parent: PathBuf,
    _held: File,
    is_finished: bool,
}

impl Staging {
    /// Sweeps what crashes left under this prefix in `parent`, and makes a new directory there.
    pub(crate) fn begin(parent: &Path, prefix: &str) -> Result<Self, NodeError> {
        sweep(parent, prefix).map_err(NodeError::file("swept", parent))?;
        for _ in 0..ATTEMPTS {
            let mut random = [0; 8];
            clock::random(&mut random)?;
            let root = parent.join(format!("{prefix}{}", layout::to_hex(&random)));
            DirBuilder::new().mode(0o700).create(&root).map_err(NodeError::file("made", &root))?;
            if let Some(held) = hold(&root).map_err(NodeError::file("held", &root))? {
                return Ok(Self { root, parent: parent.to_owned(), _held: held, is_finished: false });
            }
        }
        Err(NodeError::file("made", parent)(io::Error::from(io::ErrorKind::WouldBlock)))
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Syncs all that is in it, gives it its name and makes that last. An empty directory of that name gives way.
    pub(crate) fn finish(mut self, path: &Path) -> Result<(), NodeError> {
        sync_all(&self.root).map_err(NodeError::file("synced", &self.root))?;
        fs::rename(&self.root, path).map_err(NodeError::file("given its name", path))?;
        self.is_finished = true;
        layout::sync_directory(&self.parent).map_err(NodeError::file("synced", &self.parent))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_finished {
            // what cannot be taken away now is swept the next time
            _ = fs::remove_dir_all(&self.root);
        }
    }
}

/// Takes the lock of a directory; `None` where another has it, or has just swept the directory away.
fn hold(root: &Path) -> io::Result<Option<File>> {
    let opened = match File::open(root) {
        Ok(opened) => opened,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match opened.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        // some network disks lock no directories: what lies there is then never swept, and nothing else is lost
        Err(TryLockError::Error(_)) => Ok(Some(opened)),
        Ok(()) => Ok(root.exists().then_some(opened)),
    }
}

fn sweep(parent: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_ours = name.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() == 16 && rest.bytes().all(|digit| digit.is_ascii_hexdigit()) && path.is_dir()
        });
        if is_ours
            && let Ok(opened) = File::open(&path)
            && opened.try_lock().is_ok()
        {
            fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}

/// Syncs every file below a directory, and each directory after what it names.
fn sync_all(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() { sync_all(&path)? } else { File::open(&path)?.sync_all()? }
    }
    layout::sync_directory(directory)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Staging;

    #[test]
    fn what_a_crash_left_is_swept_and_what_is_at_work_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".it.0123456789abcdef");
        let other = folder.path().join(".it.not-ours");
        fs::create_dir_all(left.join("below")).unwrap();
        fs::create_dir(&other).unwrap();
        let first = Staging::begin(folder.path(), ".it.").unwrap();
        assert!(!left.exists() && other.exists());
        let second = Staging::begin(folder.path(), ".it.").unwrap();
        assert!(first.root().exists() && second.root().exists());
        fs::write(second.root().join("file"), "x").unwrap();
        second.finish(&folder.path().join("it")).unwrap();
        drop(first);
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".it.not-ours", "it"]);
    }
}
