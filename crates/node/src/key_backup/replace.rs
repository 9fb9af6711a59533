//! Putting a key backup in the place of the one before, whose bytes are then written over: what was erased since must
//! not lie on in an old copy.
//!
//! While that goes on the old file has a second, hidden name, so that a crash in between is made good the next time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::layout;

/// Bytes written over at once.
const PIECE: usize = 1 << 16;

/// How often the lock is tried: a file that got its name between opening and locking is not the one to lock.
const ATTEMPTS: usize = 8;

/// A key backup that is being replaced: nobody else replaces it meanwhile. What is not finished is taken away.
pub(super) struct Replacing {
    /// The file itself.
    file: PathBuf,
    /// The new one while it is written, locked.
    pub(super) new: PathBuf,
    /// The old one while it is written over.
    old: PathBuf,
    folder: PathBuf,
    is_done: bool,
    _lock: File,
}

impl Replacing {
    /// Takes the place of the new file, and makes good what a crash left: an old file that was not yet written over is.
    /// `None` where another process is at it.
    pub(super) fn begin(file: &Path) -> io::Result<Option<Self>> {
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let hidden = |what: &str| folder.join(format!(".{name}.{what}"));
        let (new, old) = (hidden("new"), hidden("old"));
        let Some(lock) = hold(&new)? else { return Ok(None) };
        let replacing = Self { file: file.to_owned(), new, old, folder, is_done: false, _lock: lock };
        replacing.sweep()?;
        Ok(Some(replacing))
    }

    fn sweep(&self) -> io::Result<()> {
        let old = match OpenOptions::new().write(true).open(&self.old) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let is_in_place = fs::metadata(&self.file).map(inode).ok() == Some(inode(old.metadata()?));
        if !is_in_place {
            write_over(old)?;
        }
        fs::remove_file(&self.old)?;
        layout::sync_directory(&self.folder)
    }

    /// Gives the new file its name, and writes the old one over.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let old = match OpenOptions::new().write(true).open(&self.file) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        // some disks know no second names: there a crash in the next moments would leave the old bytes unnamed
        let is_named = old.is_some() && fs::hard_link(&self.file, &self.old).is_ok();
        layout::sync_directory(&self.folder)?;
        fs::rename(&self.new, &self.file)?;
        self.is_done = true;
        layout::sync_directory(&self.folder)?;
        if let Some(old) = old {
            write_over(old)?;
        }
        if is_named {
            fs::remove_file(&self.old)?;
            layout::sync_directory(&self.folder)?;
        }
        Ok(())
    }
}

impl Drop for Replacing {
    fn drop(&mut self) {
        if !self.is_done {
            // the name is this process's alone while it holds the lock; what stays is taken over by the next
            _ = fs::remove_file(&self.new);
        }
    }
}

/// Opens a file of its own under a name, and locks it; `None` where another process holds it.
fn hold(path: &Path) -> io::Result<Option<File>> {
    for _ in 0..ATTEMPTS {
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // some network disks know no locks: there one at a time is the operator's care
            Err(TryLockError::Error(_)) => return Ok(Some(file)),
            Ok(()) => {}
        }
        // the one before may have given it its name, or taken it away, before the lock was free
        if fs::metadata(path).map(inode).ok() == Some(inode(file.metadata()?)) {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

fn inode(facts: fs::Metadata) -> (u64, u64) {
    (facts.dev(), facts.ino())
}

/// Writes zeros over a file through its open descriptor, where it lies.
fn write_over(mut file: File) -> io::Result<()> {
    let mut left = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let zeros = vec![0; PIECE];
    file.seek(SeekFrom::Start(0))?;
    while left > 0 {
        let count = left.min(PIECE);
        file.write_all(&zeros[..count])?;
        left -= count;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Read;
    use std::path::Path;

    use super::Replacing;

    fn bytes_of(mut file: File) -> Vec<u8> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn begin(file: &Path) -> Replacing {
        Replacing::begin(file).unwrap().unwrap()
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn the_old_bytes_are_written_over_where_they_lay() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys");
        fs::write(&file, "old old old").unwrap();
        let kept_open = File::open(&file).unwrap();
        let replacing = begin(&file);
        fs::write(&replacing.new, "new").unwrap();
        replacing.finish().unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(bytes_of(kept_open), [0; 11]);
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn a_crash_between_the_steps_is_made_good() {
        let folder = tempfile::tempdir().unwrap();
        let [file, new, old] = ["keys", ".keys.new", ".keys.old"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        let kept_open = File::open(&file).unwrap();
        // before the rename: the old file stays what it is
        fs::hard_link(&file, &old).unwrap();
        fs::write(&new, "ne").unwrap();
        drop(begin(&file));
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(names(folder.path()), 1);
        // after it: the old bytes go
        fs::hard_link(&file, &old).unwrap();
        fs::write(&new, "new").unwrap();
        fs::rename(&new, &file).unwrap();
        drop(begin(&file));
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(bytes_of(kept_open), [0; 3]);
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys");
        let first = begin(&file);
        fs::write(&first.new, "first").unwrap();
        assert!(Replacing::begin(&file).unwrap().is_none());
        assert_eq!(fs::read(&first.new).unwrap(), b"first", "what the first has written is still there");
        first.finish().unwrap();
        begin(&file);
        assert_eq!(fs::read(&file).unwrap(), b"first");
        assert_eq!(names(folder.path()), 1);
    }
}
