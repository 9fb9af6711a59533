//! The file of a snapshot: sealed parts, each of which opens only in its place and in its file.
//!
//! ```text
//! "LFSNAP1\n" | 32 random bytes | for each part: u32 length, sealed bytes
//! ```
//! The key is drawn from the epoch's *private* key and the random bytes: only a node that was unlocked can have written
//! what opens. A public key would keep the disk as silent, but anybody could seal to it, and a view must not come from
//! anybody. The key goes with the epoch, as all its wrapped keys do.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use store::seal::{Binding, DataKey, KeyPair, open_section, seal_section};
use zeroize::Zeroizing;

use crate::layout;

const MAGIC: &[u8; 8] = b"LFSNAP1\n";
const SALT: usize = 32;
const PURPOSE: &[u8] = b"landfall/snapshot/1";

/// Once a part has so many bytes it is sealed: what is in memory beside the view is a few of them.
pub(super) const PART_BYTE_COUNT: usize = 1 << 20;
/// The longest sealed part that is read: one item may be as long as an entry.
const PART_BYTE_COUNT_MAX: u32 = 64 << 20;

/// Whose snapshot it is; bound into each part.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) node: &'a str,
    pub(super) version: u16,
    pub(super) salt: [u8; SALT],
}

impl Place<'_> {
    fn with<T>(&self, part: u32, is_last: bool, work: impl FnOnce(&Binding<'_>) -> T) -> T {
        let mut record = [0; 16];
        record.copy_from_slice(&self.salt[..16]);
        let section = if is_last { format!("part/{part}/last") } else { format!("part/{part}") };
        work(&Binding {
            log: "snapshot",
            record,
            kind: self.node,
            kind_version: self.version,
            section: &section,
            owner: "",
        })
    }

    pub(super) fn key(&self, epoch: &KeyPair) -> Option<DataKey> {
        epoch.draw_key(PURPOSE, &self.salt).ok()
    }

    /// Opens a part that was read.
    pub(super) fn open(&self, key: &DataKey, part: &Part) -> Option<Zeroizing<Vec<u8>>> {
        let opened = self.with(part.number, part.is_last, |binding| open_section(key, binding, &part.sealed));
        opened.ok().map(Zeroizing::from)
    }
}

/// A file being written under another name; it is taken away again where it is not finished.
pub(super) struct Writing<'a> {
    place: Place<'a>,
    key: DataKey,
    file: BufWriter<File>,
    temporary: PathBuf,
    parts: u32,
    is_finished: bool,
}

impl<'a> Writing<'a> {
    pub(super) fn begin(path: &Path, place: Place<'a>, key: DataKey) -> io::Result<Self> {
        let temporary = path.with_extension("tmp");
        let options = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
        let mut writing = Self { place, key, file: BufWriter::new(options), temporary, parts: 0, is_finished: false };
        writing.file.write_all(MAGIC)?;
        writing.file.write_all(&writing.place.salt)?;
        Ok(writing)
    }

    pub(super) fn part(&mut self, plain: &[u8], is_last: bool) -> io::Result<()> {
        let sealed = self.place.with(self.parts, is_last, |binding| seal_section(&self.key, binding, plain));
        let sealed = sealed.map_err(io::Error::other)?;
        self.file.write_all(&u32::try_from(sealed.len()).map_err(io::Error::other)?.to_be_bytes())?;
        self.file.write_all(&sealed)?;
        self.parts += 1;
        Ok(())
    }

    /// The whole file gets its name, or the one before keeps it.
    pub(super) fn finish(mut self, path: &Path) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        fs::rename(&self.temporary, path)?;
        self.is_finished = true;
        sync_folder_of(path)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            // what stays is sealed, and the next writing begins by cutting it
            _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A sealed part as it was read.
pub(super) struct Part {
    pub(super) number: u32,
    pub(super) is_last: bool,
    sealed: Vec<u8>,
}

/// A file being read, part by part.
pub(super) struct Reading {
    file: BufReader<File>,
    left: u64,
    parts: u32,
    pub(super) salt: [u8; SALT],
}

impl Reading {
    /// Opens a snapshot; `None` where its beginning is not that of one.
    pub(super) fn begin(path: &Path) -> io::Result<Option<Self>> {
        let file = File::open(path)?;
        let left = file.metadata()?.len();
        let mut file = BufReader::with_capacity(1 << 16, file);
        let mut head = [0; MAGIC.len() + SALT];
        if left < head.len() as u64 {
            return Ok(None);
        }
        file.read_exact(&mut head)?;
        let (magic, salt) = head.split_at(MAGIC.len());
        let salt = salt.try_into().map_err(io::Error::other)?;
        Ok((magic == MAGIC).then_some(Self { file, left: left - head.len() as u64, parts: 0, salt }))
    }

    /// The next part; `None` where the file does not go on as one of ours. The last one is told as such by where it ends.
    pub(super) fn part(&mut self) -> io::Result<Option<Part>> {
        let mut length = [0; 4];
        if self.left < 4 {
            return Ok(None);
        }
        self.file.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length > PART_BYTE_COUNT_MAX || u64::from(length) > self.left - 4 {
            return Ok(None);
        }
        let mut sealed = vec![0; length as usize];
        self.file.read_exact(&mut sealed)?;
        self.left -= 4 + u64::from(length);
        self.parts += 1;
        Ok(Some(Part { number: self.parts - 1, is_last: self.left == 0, sealed }))
    }
}

/// Takes a snapshot away: first the bytes without which its key cannot be drawn again, then its name.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    for path in [path.to_owned(), path.with_extension("tmp")] {
        match OpenOptions::new().write(true).open(&path) {
            Ok(mut file) => {
                file.write_all(&[0; MAGIC.len() + SALT])?;
                file.sync_all()?;
                fs::remove_file(&path)?;
                sync_folder_of(&path)?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    layout::sync_directory(path.parent().unwrap_or_else(|| Path::new(".")))
}
