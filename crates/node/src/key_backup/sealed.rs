//! The sealed part of a key backup: pieces of about a megabyte, each sealed to its number, the last one named as last.
//!
//! The key of the pieces is drawn for one file and wrapped (HPKE) to the node's recovery key. What writes the file could
//! not open it again: that takes two shares.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use store::seal::{Binding, DataKey, KeyPair, PublicKey, Wrapper, open_section, seal_section};
use zeroize::{Zeroize, Zeroizing};

use super::header::{self, BYTE_COUNT, KeyHeader};
use super::items::Item;
use crate::{BackupError, NodeError};

/// A piece is sealed once it has so many bytes.
const PIECE: usize = 1 << 20;
/// The most that one piece may have: the largest entry, and what was there before it.
const PIECE_MAX: usize = 32 << 20;
/// The most that the wrapped key may have.
const WRAPPED_MAX: usize = 1024;

/// A key backup being written.
pub(super) struct Writer {
    file: File,
    path: PathBuf,
    key: DataKey,
    node: String,
    /// At its full length from the start: growing would leave copies behind.
    plain: Zeroizing<Vec<u8>>,
    number: u64,
}

impl Writer {
    pub(super) fn begin(path: &Path, header: &KeyHeader, to: PublicKey) -> Result<Self, NodeError> {
        let too_long = || NodeError::Unwritable("the checkpoint is too long for a key backup".to_owned());
        let head = header.to_bytes().ok_or_else(too_long)?;
        let sealing = |error: store::seal::SealError| NodeError::Sealing(error.to_string());
        let key = DataKey::generate().map_err(sealing)?;
        let wrapped = Wrapper::new().wrap(&to, &header::label(&head), key.as_bytes()).map_err(sealing)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(path)
            .map_err(NodeError::file("made", path))?;
        file.write_all(&head).and_then(|()| put(&mut file, &wrapped)).map_err(NodeError::file("written", path))?;
        let plain = Zeroizing::new(Vec::with_capacity(2 * PIECE));
        Ok(Self { file, path: path.to_owned(), key, node: header.node.clone(), plain, number: 0 })
    }

    pub(super) fn item(&mut self, item: &Item) -> Result<(), NodeError> {
        item.put(&mut self.plain);
        if self.plain.len() >= PIECE { self.piece(false) } else { Ok(()) }
    }

    /// Seals what is left and syncs the file.
    pub(super) fn finish(mut self) -> Result<(), NodeError> {
        self.piece(true)?;
        self.file.sync_all().map_err(NodeError::file("synced", &self.path))
    }

    fn piece(&mut self, is_last: bool) -> Result<(), NodeError> {
        let sealed = seal_section(&self.key, &place(&self.node, self.number, is_last), &self.plain)
            .map_err(|error| NodeError::Sealing(error.to_string()))?;
        put(&mut self.file, &sealed).map_err(NodeError::file("written", &self.path))?;
        self.plain.as_mut_slice().zeroize();
        self.plain.clear();
        self.number += 1;
        Ok(())
    }
}

/// A key backup being read.
pub(crate) struct Reader {
    pub(crate) header: KeyHeader,
    head: [u8; BYTE_COUNT],
    file: BufReader<File>,
    name: String,
}

/// The sealed part of one, with the key that opens it.
pub(crate) struct Items {
    file: BufReader<File>,
    name: String,
    node: String,
    key: DataKey,
    plain: Zeroizing<Vec<u8>>,
    at: usize,
    number: u64,
    is_last: bool,
}

impl Reader {
    /// Reads the clear head of a file.
    pub(crate) fn begin(path: &Path) -> Result<Self, NodeError> {
        let name = path.display().to_string();
        let bad = |why: String| BackupError::NotAKeyBackup { path: name.clone(), why };
        let mut file = BufReader::new(File::open(path).map_err(NodeError::file("opened", path))?);
        let mut head = [0; BYTE_COUNT];
        file.read_exact(&mut head).map_err(|error| bad(format!("its head is not readable: {error}")))?;
        let header = KeyHeader::from_bytes(&head).map_err(bad)?;
        Ok(Self { header, head, file, name })
    }

    /// Opens the sealed part with the pair that the shares joined to.
    pub(crate) fn open(mut self, pair: &KeyPair) -> Result<Items, NodeError> {
        let bad = |why: String| NodeError::from(BackupError::NotAKeyBackup { path: self.name.clone(), why });
        let wrapped = take(&mut self.file, WRAPPED_MAX).map_err(|error| bad(error.to_string()))?;
        let key = Wrapper::new().open(pair, &header::label(&self.head), &wrapped);
        let key = key.map_err(|error| bad(error.to_string()))?;
        let key =
            key.as_slice().try_into().map(DataKey::from_bytes).map_err(|_| bad("its key is damaged".to_owned()))?;
        Ok(Items {
            file: self.file,
            node: self.header.node,
            name: self.name,
            key,
            plain: Zeroizing::new(Vec::new()),
            at: 0,
            number: 0,
            is_last: false,
        })
    }
}

impl Items {
    /// The next item; `None` after the last.
    pub(crate) fn next_item(&mut self) -> Result<Option<Item>, NodeError> {
        while self.at == self.plain.len() {
            if self.is_last {
                return self.end();
            }
            self.piece()?;
        }
        let mut rest = &self.plain[self.at..];
        let item = Item::take(&mut rest).ok_or_else(|| self.bad("something in it is not readable"))?;
        self.at = self.plain.len() - rest.len();
        Ok(Some(item))
    }

    fn piece(&mut self) -> Result<(), NodeError> {
        let sealed = take(&mut self.file, PIECE_MAX).map_err(|_| self.bad("its end is not there"))?;
        let open = |is_last| open_section(&self.key, &place(&self.node, self.number, is_last), &sealed);
        let (plain, is_last) = match open(false) {
            Ok(plain) => (plain, false),
            Err(_) => (open(true).map_err(|error| self.bad(&error.to_string()))?, true),
        };
        (self.plain, self.at, self.is_last) = (plain.into(), 0, is_last);
        self.number += 1;
        Ok(())
    }

    fn end(&mut self) -> Result<Option<Item>, NodeError> {
        match self.file.read(&mut [0]) {
            Ok(0) => Ok(None),
            _ => Err(self.bad("something stands after its end")),
        }
    }

    fn bad(&self, why: &str) -> NodeError {
        BackupError::NotAKeyBackup { path: self.name.clone(), why: why.to_owned() }.into()
    }
}

/// Where a piece belongs: pieces that were swapped, dropped or taken from another file do not open.
fn place(node: &str, number: u64, is_last: bool) -> Binding<'_> {
    Binding {
        log: "key-backup",
        record: u128::from(number).to_be_bytes(),
        kind: "keys",
        kind_version: 1,
        section: if is_last { "last" } else { "piece" },
        owner: node,
    }
}

fn put(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(&(bytes.len() as u64).to_be_bytes())?;
    file.write_all(bytes)
}

fn take(file: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    file.read_exact(&mut length)?;
    let damaged = || io::Error::new(io::ErrorKind::InvalidData, "it is damaged");
    let length = usize::try_from(u64::from_be_bytes(length)).ok().filter(|length| *length <= most);
    let mut bytes = vec![0; length.ok_or_else(damaged)?];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use journal::{Checkpoint, LogKey};
    use rooms::header::Hour;
    use store::Slot;

    use super::*;

    fn header() -> KeyHeader {
        let key = LogKey::from_seed([1; 32]);
        let origin = "harbour/changes".to_owned();
        let checkpoint =
            Checkpoint { origin: origin.clone(), size: 0, root: journal::empty_root(), extensions: vec![] };
        let signed = checkpoint.sign(&key, &origin).unwrap().to_text();
        let recovery = KeyPair::derive(&[2; 32]).public().into();
        KeyHeader::new("harbour", &key.public().verifier("harbour").unwrap(), (0, &signed), recovery, Hour::default())
    }

    /// A key backup of three pieces, as head with wrapped key, and the pieces.
    fn written(path: &Path) -> (Vec<u8>, Vec<Vec<u8>>) {
        let mut writer = Writer::begin(path, &header(), KeyPair::derive(&[2; 32]).public()).unwrap();
        for number in 0..5 {
            writer.item(&Item::Slot(Slot::new(format!("slot/{number}"), vec![number; PIECE / 2]))).unwrap();
        }
        writer.finish().unwrap();
        let bytes = std::fs::read(path).unwrap();
        let (mut rest, mut parts) = (&bytes[BYTE_COUNT..], Vec::new());
        while let Some((length, _)) = rest.split_first_chunk::<8>() {
            let (part, left) = rest.split_at(8 + u64::from_be_bytes(*length) as usize);
            parts.push(part.to_vec());
            rest = left;
        }
        let wrapped = parts.remove(0);
        ([&bytes[..BYTE_COUNT], &wrapped].concat(), parts)
    }

    fn read(path: &Path, bytes: &[u8]) -> Result<usize, NodeError> {
        std::fs::write(path, bytes).unwrap();
        let mut items = Reader::begin(path)?.open(&KeyPair::derive(&[2; 32]))?;
        let mut count = 0;
        while items.next_item()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    #[test]
    fn pieces_that_are_gone_swapped_told_twice_or_from_another_file_are_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let (head, pieces) = written(&folder.path().join("keys"));
        let (_, others) = written(&folder.path().join("others"));
        let at = folder.path().join("read");
        let joined = |parts: &[&Vec<u8>]| parts.iter().fold(head.clone(), |all, part| [all, part.to_vec()].concat());
        let [one, two, last] = &pieces[..] else { panic!("{} pieces", pieces.len()) };
        assert_eq!(read(&at, &joined(&[one, two, last])).unwrap(), 5);
        for wrong in [
            joined(&[one, two]),
            joined(&[one]),
            joined(&[]),
            joined(&[one, last]),
            joined(&[two, one, last]),
            joined(&[one, two, two, last]),
            joined(&[one, two, last, last]),
            joined(&[one, &others[1], last]),
        ] {
            let refused = read(&at, &wrong);
            assert!(matches!(refused, Err(NodeError::Backup(BackupError::NotAKeyBackup { .. }))), "{refused:?}");
        }
    }
}
