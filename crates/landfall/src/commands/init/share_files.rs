//! Recovery shares as files, each only its owner reads. Their places are taken before the node is made.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::output::{Exit, Failure};

/// Six empty files that wait for their shares; they are taken away where no node was made.
pub struct ShareFiles {
    folder: PathBuf,
    files: Vec<(PathBuf, File)>,
    is_written: bool,
}

impl ShareFiles {
    /// Takes the places.
    ///
    /// # Errors
    /// Where the folder cannot be written, or holds such a file already.
    pub fn prepare(folder: &Path) -> Result<Self, Failure> {
        let mut taken = Self { folder: folder.to_owned(), files: Vec::new(), is_written: false };
        fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
        for name in ["node", "organisation"].iter().flat_map(|of| (1..=3).map(move |at| format!("{of}-share-{at}.txt")))
        {
            let path = folder.join(name);
            // an empty file is one that a crash left: it waits for a share like a new one
            let is_left =
                fs::metadata(&path).is_ok_and(|it| it.is_file() && it.len() == 0 && it.mode() & 0o777 == 0o600);
            let file = OpenOptions::new().write(true).create_new(!is_left).mode(0o600).open(&path);
            taken.files.push((path.clone(), file.map_err(|error| refused(&path, &error))?));
        }
        Ok(taken)
    }

    /// Writes the shares, onto the disk.
    ///
    /// # Errors
    /// Where the disk refuses; the shares have to be shown then.
    pub fn write(mut self, node: &[String; 3], organisation: &[String; 3]) -> Result<Vec<PathBuf>, Failure> {
        for ((path, file), share) in self.files.iter_mut().zip(node.iter().chain(organisation)) {
            let written = writeln!(file, "{share}").and_then(|()| file.sync_all());
            written.map_err(|error| refused(path, &error))?;
        }
        File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(|error| refused(&self.folder, &error))?;
        self.is_written = true;
        Ok(self.files.iter().map(|(path, _)| path.clone()).collect())
    }
}

impl Drop for ShareFiles {
    fn drop(&mut self) {
        if !self.is_written {
            // what cannot be removed is an empty file; the first error is the one to tell
            self.files.iter().for_each(|(path, _)| _ = fs::remove_file(path));
        }
    }
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    let message = format!("`{}` cannot be written ({error}); name another folder for the shares", path.display());
    let exit = if error.kind() == io::ErrorKind::AlreadyExists { Exit::Refused } else { Exit::BadInput };
    Failure::new(exit, "cannot-write-shares", message)
}
