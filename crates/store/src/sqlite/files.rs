//! The files beside the database: the lock that keeps a second writer out, and what must be synced for a name to last.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// The advisory lock of the one writing process; let go when dropped, or when the process ends in any way.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes `<path>.lock`, without waiting.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let file = private(OpenOptions::new().create(true).truncate(false).write(true))
            .open(&path)
            .map_err(|source| StoreError::File { path: path.clone(), source })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Held { path }),
            Err(TryLockError::Error(source)) => Err(StoreError::File { path, source }),
        }
    }
}

/// Makes an empty file that only this user reads; one that exists is never touched.
pub(super) fn create_new(path: &Path) -> Result<(), StoreError> {
    match private(OpenOptions::new().create_new(true).write(true)).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::Exists { path: path.to_owned() })
        }
        Err(source) => Err(StoreError::File { path: path.to_owned(), source }),
    }
}

/// Syncs the directory that names this file, and the one that names that directory.
pub(super) fn sync_names(path: &Path) -> Result<(), StoreError> {
    let path = std::path::absolute(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
    for directory in path.ancestors().skip(1).take(2) {
        File::open(directory)
            .and_then(|opened| opened.sync_all())
            .map_err(|source| StoreError::File { path: directory.to_owned(), source })?;
    }
    Ok(())
}

/// Makes the cut of the write-ahead log last: SQLite does not, and a power cut could bring back what was in it.
pub(super) fn sync_log(database: &Path) -> std::io::Result<()> {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    File::open(name)?.sync_all()
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
