//! Putting a key backup in the place of the one before, whose bytes are then written over: what was erased since must
//! not lie on in an old copy.
//!
//! While that goes on the old file has a second, hidden name, so that a crash in between is made good the next time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::layout;

/// Bytes written over at once.
const PIECE: usize = 1 << 16;

/// The hidden names beside a key backup.
pub(super) struct Names {
    /// The file itself.
    pub(super) file: PathBuf,
    /// The new one while it is written.
    pub(super) new: PathBuf,
    /// The old one while it is written over.
    old: PathBuf,
    folder: PathBuf,
}

impl Names {
    pub(super) fn of(file: &Path) -> Self {
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let hidden = |what: &str| folder.join(format!(".{name}.{what}"));
        Self { file: file.to_owned(), new: hidden("new"), old: hidden("old"), folder }
    }

    /// Makes good what a crash left: a half new file goes, an old one that was not yet written over is.
    pub(super) fn sweep(&self) -> io::Result<()> {
        match fs::remove_file(&self.new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let old = match OpenOptions::new().write(true).open(&self.old) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let of = |it: fs::Metadata| (it.dev(), it.ino());
        let is_in_place = fs::metadata(&self.file).map(of).ok() == Some(of(old.metadata()?));
        if !is_in_place {
            write_over(old)?;
        }
        fs::remove_file(&self.old)?;
        layout::sync_directory(&self.folder)
    }

    /// Gives the new file its name, and writes the old one over.
    pub(super) fn replace(&self) -> io::Result<()> {
        let old = match OpenOptions::new().write(true).open(&self.file) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        // some disks know no second names: there a crash in the next moments would leave the old bytes unnamed
        let is_named = old.is_some() && fs::hard_link(&self.file, &self.old).is_ok();
        layout::sync_directory(&self.folder)?;
        fs::rename(&self.new, &self.file)?;
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

    use super::Names;

    fn bytes_of(mut file: File) -> Vec<u8> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_old_bytes_are_written_over_where_they_lay() {
        let folder = tempfile::tempdir().unwrap();
        let names = Names::of(&folder.path().join("keys"));
        fs::write(&names.file, "old old old").unwrap();
        let kept_open = File::open(&names.file).unwrap();
        fs::write(&names.new, "new").unwrap();
        names.replace().unwrap();
        assert_eq!(fs::read(&names.file).unwrap(), b"new");
        assert_eq!(bytes_of(kept_open), [0; 11]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_crash_between_the_steps_is_made_good() {
        let folder = tempfile::tempdir().unwrap();
        let names = Names::of(&folder.path().join("keys"));
        fs::write(&names.file, "old").unwrap();
        let kept_open = File::open(&names.file).unwrap();
        // before the rename: the old file stays what it is
        fs::hard_link(&names.file, &names.old).unwrap();
        fs::write(&names.new, "ne").unwrap();
        names.sweep().unwrap();
        assert_eq!(fs::read(&names.file).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // after it: the old bytes go
        fs::hard_link(&names.file, &names.old).unwrap();
        fs::write(&names.new, "new").unwrap();
        fs::rename(&names.new, &names.file).unwrap();
        names.sweep().unwrap();
        assert_eq!(fs::read(&names.file).unwrap(), b"new");
        assert_eq!(bytes_of(kept_open), [0; 3]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
