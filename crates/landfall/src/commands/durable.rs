//! Files that are there whole or not at all, whatever moment the power goes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file of a folder, which is made where it is not there: to a temporary file beside it, onto the disk, then
/// renamed. Returns `false`, and touches nothing, where the file holds these bytes already.
///
/// # Errors
/// Where the folder or the file cannot be written. The old file is whole then, and the temporary one removed.
pub fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<bool> {
    let file = folder.join(name);
    match fs::read(&file) {
        Ok(held) if held == bytes => return Ok(false),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(folder)?;
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let outcome = write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &file));
    if outcome.is_err() {
        // what cannot be removed is left behind under its own name; the first error is the one to tell
        let _ = fs::remove_file(&temporary);
    }
    outcome?;
    // the new name is on the disk only once the folder is
    File::open(folder)?.sync_all()?;
    Ok(true)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn the_same_bytes_are_not_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("made");
        assert!(replace(&inner, "a.csv", b"1").unwrap());
        assert!(!replace(&inner, "a.csv", b"1").unwrap());
        assert!(replace(&inner, "a.csv", b"2").unwrap());
        assert_eq!(std::fs::read(inner.join("a.csv")).unwrap(), b"2");
        assert_eq!(std::fs::read_dir(&inner).unwrap().count(), 1);
    }

    #[test]
    fn where_a_folder_cannot_be_made_the_error_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "x").unwrap();
        assert!(replace(&folder.path().join("file"), "a.csv", b"1").is_err());
    }
}
