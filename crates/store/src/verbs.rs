//! What a back end can do, in the words of the journal: fifteen verbs and the plain values they take and give.

use std::future::Future;
use std::path::Path;

use journal::{Hash, Index, Log};

use crate::error::StoreError;

/// The inner id of a record (a UUIDv7 in bytes); it orders nothing here.
pub type RecordBytes = [u8; 16];

/// The longest entry in bytes that [`Store::append`] takes: larger things are blobs.
pub const ENTRY_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The longest wrapped key or slot in bytes.
pub const SEALED_KEY_BYTES_MAX: usize = 64 * 1024;

/// The longest name of a slot in bytes.
pub const SLOT_NAME_BYTES_MAX: usize = 512;

/// The most rows one reading verb gives, whatever limit it was asked for.
pub const ROWS_MAX: usize = 10_000;

/// Once entries of so many bytes were read, [`Store::entries`] gives no more in one answer.
pub const ENTRIES_BYTES_MAX: usize = 64 * 1024 * 1024;

/// One place where a node keeps its journal and its keyring.
///
/// Every verb is native `async` and asks for no particular runtime; a future that is dropped after its verb has begun
/// does not undo it. Reading verbs see all that was acknowledged before they were called.
pub trait Store: Send + Sync + 'static {
    /// Appends one entry, with all that belongs to it, as one atomic unit. It is durable when this returns.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the record is at another version; nothing of this append is kept, and others
    /// committed with it are untouched. [`StoreError::Stopped`] when a write failed, now or before: what it holds
    /// about this append is then known only after the next start.
    fn append(&self, append: Append) -> impl Future<Output = Result<Receipt, StoreError>> + Send;

    /// The size of a log and its latest signed checkpoint (`None` while the log is empty).
    fn head(&self, log: Log) -> impl Future<Output = Result<Head, StoreError>> + Send;

    /// Where both logs end, as the last append left it told; `None` where that is not told (in a copy of the journal).
    fn ends(&self) -> impl Future<Output = Result<Option<Ends>, StoreError>> + Send;

    /// Entries from `from` on, in the order of the log, at most `limit` (and at most [`ROWS_MAX`], and no more once
    /// [`ENTRIES_BYTES_MAX`] were read): only an empty answer means that there are no more.
    fn entries(
        &self,
        log: Log,
        from: Index,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Stored>, StoreError>> + Send;

    /// Signed checkpoints as `(size, text)`, of `from_size` and larger, smallest first, at most `limit`.
    fn checkpoints(
        &self,
        log: Log,
        from_size: u64,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<(u64, String)>, StoreError>> + Send;

    /// Leaf hashes as they are stored, from `from` on, at most `limit`: what a proof is made of, without the entries.
    fn leaves(
        &self,
        log: Log,
        from: Index,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<(Index, Hash)>, StoreError>> + Send;

    /// Rows of the keyring from `from` on, by index and section, at most `limit`.
    fn wrapped_keys(
        &self,
        from: KeyRef,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<WrappedKey>, StoreError>> + Send;

    /// One row of the keyring, or `None` when it is not there (erased, or lost: the journal says which).
    fn wrapped_key(&self, key: KeyRef) -> impl Future<Output = Result<Option<WrappedKey>, StoreError>> + Send;

    /// Puts new epochs and bytes in the place of old ones, all or none. Bytes of the same length take the very place of
    /// the old ones; of another length they move rows, which may leave a copy in free space. Tags are made anew; the given ones are unread.
    ///
    /// # Errors
    /// [`StoreError::UnknownKey`] when one of them is not in the keyring, or belongs to another record: it may have
    /// been erased meanwhile, so the caller reads the keyring again.
    fn rewrap(&self, keys: Vec<WrappedKey>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Puts rows of a key backup back, all or none; rows that are there stay. Tags are made anew.
    ///
    /// # Errors
    /// [`StoreError::UnknownKey`] when one of them is of no entry of this journal, or of one of another record.
    fn restore_keys(&self, keys: Vec<WrappedKey>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// All slots, by name.
    fn slots(&self) -> impl Future<Output = Result<Vec<Slot>, StoreError>> + Send;

    /// Drops slots by name, then puts others (a slot of the same name is replaced), all or none. A name that is not
    /// there is dropped already. Tags are made by the store; the given ones are unread.
    fn change_slots(&self, put: Vec<Slot>, drop: Vec<String>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Tries again to take out of the files what was dropped, replaced or rewrapped before. `false`: another process
    /// still reads from a state of before, and keeps it.
    fn forget(&self) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Writes a data backup to a file that must not exist yet: both logs up to their latest checkpoints, read back
    /// and checked against them; never the keyring, never slots. Appends go on meanwhile. Gives the sizes of the
    /// changes and of the audit log in the copy.
    fn copy_journal_to(&self, path: &Path) -> impl Future<Output = Result<(u64, u64), StoreError>> + Send;

    /// Finishes what was begun, leaves the store tidy on its medium and lets go of it.
    ///
    /// # Errors
    /// [`StoreError::NotForgotten`] when all is well but for what [`Store::forget`] could not take out either.
    fn close(self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// One entry to append, and what must become true with it or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// The log it goes to.
    pub log: Log,
    /// The record it is about.
    pub record: RecordBytes,
    /// The version this was decided against: 0 for a record that must be new, `None` for what is appended whatever
    /// stands there (audit lines).
    pub expected_version: Option<u32>,
    /// The entry, exactly as it will be kept and hashed.
    pub bytes: Vec<u8>,
    /// The wrapped data keys of its sections (changes only).
    pub keys: Vec<NewKey>,
    /// Records whose keyring rows are deleted, all of them, before `keys` are added: an erasure.
    pub drop_keys_of: Vec<RecordBytes>,
    /// Slots put, as by [`Store::change_slots`].
    pub put_slots: Vec<Slot>,
    /// Names of slots dropped, before any is put.
    pub drop_slots: Vec<String>,
}

impl Append {
    /// An append of one entry alone, without keys or slots.
    pub fn new(log: Log, record: RecordBytes, expected_version: Option<u32>, bytes: Vec<u8>) -> Self {
        Self {
            log,
            record,
            expected_version,
            bytes,
            keys: Vec::new(),
            drop_keys_of: Vec::new(),
            put_slots: Vec::new(),
            drop_slots: Vec::new(),
        }
    }
}

/// A wrapped data key that comes with an entry; its place in the keyring is the entry's index and the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// Which section of the entry it opens, counted from 0.
    pub section: u8,
    /// The epoch under whose key it is wrapped.
    pub epoch: u32,
    /// The wrapped key.
    pub bytes: Vec<u8>,
}

/// What an append became. Having it means that the entry is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its place in the log.
    pub index: Index,
    /// The version of its record from now on: the first is 1.
    pub version: u32,
    /// The size of the checkpoint that first covers it.
    pub size: u64,
    /// Whether the keys and slots that it dropped are in no file of the store any more (true where it dropped none).
    /// `false`: they are dropped for all who read from now on, but another process reads from a state of before, and its
    /// bytes stay until that ends: each following commit, [`Store::forget`] and the next start take them out.
    pub is_forgotten: bool,
}

/// How long a log is, and what signs for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The count of entries.
    pub size: u64,
    /// The text of the latest signed checkpoint; `None` while the log is empty.
    pub checkpoint: Option<String>,
}

/// Where both logs end, told apart from them: a log whose end was taken away, its checkpoints too, is told from a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The count of entries of the log of changes.
    pub changes: u64,
    /// The count of entries of the audit of reads.
    pub audit: u64,
    /// [`TagKey::ends`](crate::TagKey::ends) over both.
    pub tag: [u8; 32],
}

/// An entry as it lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the log.
    pub index: Index,
    /// The leaf hash stored beside it; whether it is the hash of `bytes` is for a check to say.
    pub leaf: Hash,
    /// The record it is about, as the store has it for versions.
    pub record: RecordBytes,
    /// The version of the record that it made.
    pub version: u32,
    /// The exact bytes.
    pub bytes: Vec<u8>,
}

/// The place of a data key: a section of an entry of the changes log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyRef {
    /// The entry, in the changes log.
    pub index: Index,
    /// Its section, counted from 0.
    pub section: u8,
}

impl KeyRef {
    /// The place before which there is none: where reading the keyring begins.
    pub const FIRST: Self = Self { index: 0, section: 0 };

    /// The place right after this one: where reading goes on.
    pub fn next(self) -> Self {
        match self.section.checked_add(1) {
            Some(section) => Self { section, ..self },
            None => Self { index: self.index + 1, section: 0 },
        }
    }
}

/// A row of the keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which section of which entry it opens.
    pub key: KeyRef,
    /// The record of that entry.
    pub record: RecordBytes,
    /// The epoch under whose key it is wrapped.
    pub epoch: u32,
    /// The wrapped key.
    pub bytes: Vec<u8>,
    /// [`TagKey::wrapped_key`](crate::TagKey::wrapped_key) over all of the above.
    pub tag: [u8; 32],
}

/// A wrapped private key of a holder, a role or an epoch, by name (`holder/anna`, `role/ORG/1/anna`, `epoch/3/anna`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// The wrapped private key.
    pub bytes: Vec<u8>,
    /// [`TagKey::slot`](crate::TagKey::slot) over both.
    pub tag: [u8; 32],
}

impl Slot {
    /// A slot to be put; the store makes its tag.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes, tag: [0; 32] }
    }
}
