//! The store of a node on one machine: one SQLite file, one writer thread, a few readers.
//!
//! A write-ahead log synced at each commit (`synchronous=FULL`), group commit, one signed checkpoint a log and group.
//! Each start carries the write-ahead log over before it writes, and refuses a log that is not what was signed.

mod connection;
mod copy;
mod files;
mod inspect;
mod job;
mod read;
mod reader;
mod rows;
mod schema;
mod signer;
mod statements;
mod writer;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use journal::{Hash, Index, Log, LogKey};
use tokio::sync::oneshot;

use self::files::WriterLock;
pub use self::inspect::FileFault;
use self::job::Job;
use self::reader::Readers;
use self::signer::Signer;
use self::writer::Writer;
pub use self::writer::WriterTimes;
use crate::error::StoreError;
use crate::verbs::{
    Append, ENTRY_BYTES_MAX, Ends, Head, KeyRef, Receipt, SEALED_KEY_BYTES_MAX, SLOT_NAME_BYTES_MAX, Slot, Store,
    Stored, WrappedKey,
};

/// A journal and its keyring in one SQLite file. Dropping it finishes what was begun, like [`Store::close`].
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    // before the writer, so that at a drop no reader is left to keep the write-ahead log from being cut
    readers: Readers,
    writer: Option<Writer>,
}

impl SqliteStore {
    /// Makes a new, empty store; its name is durable when this returns.
    ///
    /// # Errors
    /// [`StoreError::Exists`], [`StoreError::Held`], and what the disk says.
    pub fn create(path: &Path, key: LogKey, node_name: &str) -> Result<Self, StoreError> {
        connection::check_library()?;
        let lock = WriterLock::take(path)?;
        files::create_new(path)?;
        let connection = connection::to_write(path)?;
        schema::migrate(&connection)?;
        schema::put_meta(&connection, "node", node_name)?;
        cut_log(&connection)?;
        files::sync_names(path)?;
        Self::start(path, connection, lock, key, node_name)
    }

    /// Opens a store to read and write.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Held`] by another process, [`StoreError::OtherNode`],
    /// [`StoreError::Frontier`] when a log is not what its latest checkpoint signs for, and what the disk says.
    pub fn open(path: &Path, key: LogKey, node_name: &str) -> Result<Self, StoreError> {
        connection::check_library()?;
        check_there(path)?;
        let lock = WriterLock::take(path)?;
        let connection = connection::to_write(path)?;
        cut_log(&connection)?;
        // SQLite has just made its log, if there was none, and keeps to itself whether the name of it lasts
        files::sync_names(path)?;
        schema::migrate(&connection)?;
        schema::check_node(&connection, node_name)?;
        Self::start(path, connection, lock, key, node_name)
    }

    /// Opens a store, or a backup of its journal, only to read. Nothing is checked but the schema: this is how a
    /// damaged store is looked at, beside a running writer too.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Schema`], and what the disk says.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        connection::check_library()?;
        check_there(path)?;
        schema::version(&connection::to_read(path)?)?;
        Ok(Self { path: path.to_owned(), readers: Readers::start(path)?, writer: None })
    }

    /// What is wrong with a database file itself: a damaged one may not even open. Entries, checkpoints and keys are
    /// checked from what reads; this tells that they are read from sound trees, and nothing but them.
    ///
    /// # Errors
    /// Where another program keeps the file from being read.
    pub async fn inspect(path: &Path, node_name: &str) -> Result<Vec<FileFault>, StoreError> {
        let (place, node_name) = (path.to_owned(), node_name.to_owned());
        on_a_thread("store check", path, move || inspect::inspect(&place, &node_name)).await
    }

    /// How the writer spent its time since the start (all zero when opened only to read).
    pub fn writer_times(&self) -> WriterTimes {
        self.writer.as_ref().map(Writer::times).unwrap_or_default()
    }

    fn start(
        path: &Path,
        connection: rusqlite::Connection,
        lock: WriterLock,
        key: LogKey,
        node_name: &str,
    ) -> Result<Self, StoreError> {
        let signer = Signer::from_stored(&connection, key, node_name)?;
        let readers = Readers::start(path)?;
        let writer = Some(Writer::start(connection, lock, signer, path)?);
        Ok(Self { path: path.to_owned(), readers, writer })
    }

    async fn write<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Job + Send,
    ) -> Result<T, StoreError> {
        self.writer.as_ref().ok_or(StoreError::ReadOnly)?.run(job).await
    }
}

impl Store for SqliteStore {
    async fn append(&self, append: Append) -> Result<Receipt, StoreError> {
        check_append(&append)?;
        // hashed here, not by the one writer
        let leaf = journal::leaf_hash(&append.bytes);
        self.write(|reply| Job::Append { append, leaf, reply }).await
    }

    async fn head(&self, log: Log) -> Result<Head, StoreError> {
        self.readers.read(move |connection| read::head(connection, log)).await
    }

    async fn ends(&self) -> Result<Option<Ends>, StoreError> {
        self.readers.read(read::ends).await
    }

    async fn entries(&self, log: Log, from: Index, limit: usize) -> Result<Vec<Stored>, StoreError> {
        self.readers.read(move |connection| read::entries(connection, log, from, limit)).await
    }

    async fn checkpoints(&self, log: Log, from_size: u64, limit: usize) -> Result<Vec<(u64, String)>, StoreError> {
        self.readers.read(move |connection| read::checkpoints(connection, log, from_size, limit)).await
    }

    async fn leaves(&self, log: Log, from: Index, limit: usize) -> Result<Vec<(Index, Hash)>, StoreError> {
        self.readers.read(move |connection| read::leaves(connection, log, from, limit)).await
    }

    async fn wrapped_keys(&self, from: KeyRef, limit: usize) -> Result<Vec<WrappedKey>, StoreError> {
        self.readers.read(move |connection| read::wrapped_keys(connection, from, limit)).await
    }

    async fn wrapped_key(&self, key: KeyRef) -> Result<Option<WrappedKey>, StoreError> {
        self.readers.read(move |connection| read::wrapped_key(connection, key)).await
    }

    async fn rewrap(&self, keys: Vec<WrappedKey>) -> Result<(), StoreError> {
        keys.iter().try_for_each(|key| check_sealed(&key.bytes))?;
        self.write(|reply| Job::Rewrap { keys, reply }).await
    }

    async fn restore_keys(&self, keys: Vec<WrappedKey>) -> Result<(), StoreError> {
        keys.iter().try_for_each(|key| check_sealed(&key.bytes))?;
        self.write(|reply| Job::RestoreKeys { keys, reply }).await
    }

    async fn slots(&self) -> Result<Vec<Slot>, StoreError> {
        self.readers.read(read::slots).await
    }

    async fn change_slots(&self, put: Vec<Slot>, drop: Vec<String>) -> Result<(), StoreError> {
        put.iter().try_for_each(check_slot)?;
        self.write(|reply| Job::ChangeSlots { put, drop, reply }).await
    }

    async fn forget(&self) -> Result<bool, StoreError> {
        self.write(|reply| Job::Forget { reply }).await
    }

    async fn copy_journal_to(&self, path: &Path) -> Result<(u64, u64), StoreError> {
        let (from, to) = (self.path.clone(), path.to_owned());
        let copy = move || connection::to_read(&from).and_then(|from| copy::copy_journal(&from, &to));
        on_a_thread("store copy", path, copy).await
    }

    async fn close(self) -> Result<(), StoreError> {
        drop(self.readers);
        match self.writer {
            Some(writer) => writer.close().await,
            None => Ok(()),
        }
    }
}

/// Runs long work on a thread of its own: it must not keep others from reading.
async fn on_a_thread<T: Send + 'static>(
    name: &str,
    path: &Path,
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let (reply, answer) = oneshot::channel();
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || drop(reply.send(work())))
        .map_err(|source| StoreError::File { path: path.to_owned(), source })?;
    answer.await.map_err(|_| StoreError::Closed)?
}

fn check_there(path: &Path) -> Result<(), StoreError> {
    if path.is_file() { Ok(()) } else { Err(StoreError::Missing { path: path.to_owned() }) }
}

/// Before the first write of a start, all of the write-ahead log must stand in the database.
fn cut_log(connection: &rusqlite::Connection) -> Result<(), StoreError> {
    if connection::truncate_log(connection, connection::BUSY_WAIT)? { Ok(()) } else { Err(StoreError::Busy) }
}

fn check_append(append: &Append) -> Result<(), StoreError> {
    check_length("an entry", append.bytes.len(), ENTRY_BYTES_MAX)?;
    let sections: HashSet<u8> = append.keys.iter().map(|key| key.section).collect();
    if sections.len() != append.keys.len() || (append.log == Log::Audit && !append.keys.is_empty()) {
        return Err(StoreError::MisplacedKeys);
    }
    append.keys.iter().try_for_each(|key| check_sealed(&key.bytes))?;
    append.put_slots.iter().try_for_each(check_slot)
}

fn check_sealed(bytes: &[u8]) -> Result<(), StoreError> {
    check_length("a wrapped key", bytes.len(), SEALED_KEY_BYTES_MAX)
}

fn check_slot(slot: &Slot) -> Result<(), StoreError> {
    check_length("a slot's name", slot.name.len(), SLOT_NAME_BYTES_MAX)?;
    check_length("a slot", slot.bytes.len(), SEALED_KEY_BYTES_MAX)
}

fn check_length(what: &'static str, bytes: usize, bytes_max: usize) -> Result<(), StoreError> {
    if bytes <= bytes_max { Ok(()) } else { Err(StoreError::TooLong { what, bytes, bytes_max }) }
}
