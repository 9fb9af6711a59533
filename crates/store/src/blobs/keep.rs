use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use object_store::{ObjectStore as _, ObjectStoreExt as _, PutPayload, local::LocalFileSystem, path::Path as Location};

use super::{BlobError, BlobHash, Checked, MEDIA_BYTE_COUNT_MAX, Swept};

/// The most ciphertext one blob may have: the largest file, and room for the nonce, the tag and a small header.
pub const SEALED_BYTE_COUNT_MAX: usize = MEDIA_BYTE_COUNT_MAX + 4096;

/// Ciphertexts by their SHA-256, in two levels of folders (`ab/cd/abcd…`), each on the disk before it is acknowledged.
///
/// Calls are made inside a tokio runtime: reading and writing happen on its blocking threads.
#[derive(Debug)]
pub struct Blobs {
    root: PathBuf,
    files: LocalFileSystem,
}

impl Blobs {
    /// The blobs below `root`, which is made if it is not there.
    pub fn open(root: &Path) -> Result<Self, BlobError> {
        fs::create_dir_all(root).map_err(|source| at(root, source))?;
        let root = root.canonicalize().map_err(|source| at(root, source))?;
        sync_folder(&root)?;
        if let Some(parent) = root.parent() {
            sync_folder(parent)?;
        }
        let files = LocalFileSystem::new_with_prefix(&root)?.with_fsync(true);
        Ok(Self { root, files })
    }

    /// Keeps `sealed` and returns its name. When this returns, the bytes and each folder entry above them are on the
    /// disk, so an entry that names them may be written. Putting the same bytes again changes nothing, and puts a
    /// damaged copy right.
    pub async fn put(&self, sealed: Vec<u8>) -> Result<BlobHash, BlobError> {
        if sealed.len() > SEALED_BYTE_COUNT_MAX {
            return Err(BlobError::TooLarge { byte_count: sealed.len(), byte_count_max: SEALED_BYTE_COUNT_MAX });
        }
        let hash = BlobHash::of(&sealed);
        match self.get(&hash).await {
            Ok(_) => {}
            Err(error) if error.hash().is_some() => {
                self.files.put(&location(&hash), PutPayload::from(sealed)).await?;
            }
            Err(error) => return Err(error),
        }
        // The store syncs the file and the folders it made itself. A folder that another put made a moment ago, or a
        // file whose put was killed before its sync, it takes as given: so the whole way up is synced here.
        let file = self.files.path_to_filesystem(&location(&hash))?;
        let root = self.root.clone();
        blocking(move || sync_up_to(&root, &file)).await?;
        Ok(hash)
    }

    /// The ciphertext of that name, hashed again: changed bytes are refused.
    pub async fn get(&self, hash: &BlobHash) -> Result<Vec<u8>, BlobError> {
        let found = match self.files.get(&location(hash)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Err(BlobError::Missing { hash: *hash }),
            Err(error) => return Err(error.into()),
        };
        let (byte_count, byte_count_max) = (found.meta.size, SEALED_BYTE_COUNT_MAX as u64);
        if byte_count > byte_count_max {
            return Err(BlobError::Overgrown { hash: *hash, byte_count, byte_count_max });
        }
        let sealed = Vec::from(found.bytes().await?);
        match BlobHash::of(&sealed) {
            same if same == *hash => Ok(sealed),
            found => Err(BlobError::Changed { hash: *hash, found }),
        }
    }

    /// How long the file of that name is, without reading it.
    pub async fn byte_count(&self, hash: &BlobHash) -> Result<u64, BlobError> {
        match self.files.head(&location(hash)).await {
            Ok(found) => Ok(found.size),
            Err(object_store::Error::NotFound { .. }) => Err(BlobError::Missing { hash: *hash }),
            Err(error) => Err(error.into()),
        }
    }

    /// The names of all blobs, in order. What a crash left half-written is not among them.
    pub async fn list(&self) -> Result<Vec<BlobHash>, BlobError> {
        Ok(self.survey().await?.0)
    }

    /// Takes a blob out; false if it was not there.
    pub async fn delete(&self, hash: &BlobHash) -> Result<bool, BlobError> {
        match self.files.delete(&location(hash)).await {
            Ok(()) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads and hashes every blob, one at a time, and names each that is not what it was; then each thing among them
    /// that is not a blob. An error is returned only when the folders themselves cannot be read.
    pub async fn check(&self) -> Result<Checked, BlobError> {
        let (hashes, strangers) = self.survey().await?;
        let mut checked = Checked::default();
        for hash in &hashes {
            match self.get(hash).await {
                Ok(_) => checked.intact_count += 1,
                Err(fault) => checked.faults.push(fault),
            }
        }
        checked.faults.extend(strangers.into_iter().map(|path| BlobError::Foreign { path }));
        Ok(checked)
    }

    /// Takes out the blobs that are not in `keep`, which were put before an entry that never came, and what crashes
    /// left half-written.
    ///
    /// It borrows the blobs alone, since a blob just put, whose entry is still to come, looks like an orphan: it is
    /// called at the start of a node, before anything is written.
    pub async fn sweep(&mut self, keep: &BTreeSet<BlobHash>) -> Result<Swept, BlobError> {
        let mut swept = Swept::default();
        for hash in self.list().await? {
            if !keep.contains(&hash) && self.delete(&hash).await? {
                swept.removed.push(hash);
            }
        }
        let root = self.root.clone();
        swept.leftover_count = blocking(move || sweep_leftovers(&root)).await?;
        Ok(swept)
    }

    /// The names of all blobs, and the paths of all else, both in order.
    async fn survey(&self) -> Result<(Vec<BlobHash>, Vec<String>), BlobError> {
        let (mut hashes, mut strangers) = (Vec::new(), Vec::new());
        let mut folders = vec![(0, None)];
        while let Some((depth, folder)) = folders.pop() {
            let listed = self.files.list_with_delimiter(folder.as_ref()).await?;
            for file in listed.objects {
                let hash = file.location.filename().and_then(|name| name.parse::<BlobHash>().ok());
                match hash.filter(|hash| location(hash) == file.location) {
                    Some(hash) => hashes.push(hash),
                    None => strangers.push(file.location.to_string()),
                }
            }
            for below in listed.common_prefixes {
                match depth {
                    0 | 1 => folders.push((depth + 1, Some(below))),
                    _ => strangers.push(below.to_string()),
                }
            }
        }
        hashes.sort_unstable();
        strangers.sort_unstable();
        Ok((hashes, strangers))
    }
}

fn location(hash: &BlobHash) -> Location {
    let [first, second, ..] = hash.0;
    Location::from(format!("{first:02x}/{second:02x}/{hash}"))
}

/// Removes what the store leaves when it is stopped between writing and renaming: `<name>#<number>`.
fn sweep_leftovers(root: &Path) -> Result<usize, BlobError> {
    let mut count = 0;
    for folder in folders_in(root)?.iter().map(|first| folders_in(first)) {
        for folder in folder? {
            let before = count;
            for file in entries_of(&folder)?.into_iter().filter(|path| is_leftover(path)) {
                fs::remove_file(&file).map_err(|source| at(&file, source))?;
                count += 1;
            }
            if count > before {
                sync_folder(&folder)?;
            }
        }
    }
    Ok(count)
}

fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.split_once('#')).is_some_and(|(hash, number)| {
        hash.parse::<BlobHash>().is_ok() && !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, BlobError> {
    Ok(entries_of(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

fn entries_of(folder: &Path) -> Result<Vec<PathBuf>, BlobError> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    entries.map_err(|source| at(folder, source))
}

fn sync_up_to(root: &Path, file: &Path) -> Result<(), BlobError> {
    File::open(file).and_then(|opened| opened.sync_all()).map_err(|source| at(file, source))?;
    for folder in file.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
        sync_folder(folder)?;
    }
    Ok(())
}

/// Only Unix lets a folder be opened and synced; elsewhere its entries are the file system's own affair.
fn sync_folder(folder: &Path) -> Result<(), BlobError> {
    if !cfg!(unix) {
        return Ok(());
    }
    File::open(folder).and_then(|opened| opened.sync_all()).map_err(|source| at(folder, source))
}

fn at(path: &Path, source: io::Error) -> BlobError {
    BlobError::Io { path: path.to_owned(), source }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BlobError> + Send + 'static,
) -> Result<T, BlobError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| BlobError::Stopped)?
}
