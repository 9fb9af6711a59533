//! What can go wrong in a store, told to the one who must act on it.

use std::path::PathBuf;

use journal::Log;

use crate::verbs::KeyRef;

/// Why a verb of the store was refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The record stands at another version than the append was made against; nothing of it was kept.
    #[error("the record is at version {actual}, the change was made against version {expected}: read it again")]
    Conflict {
        /// The version the append named.
        expected: u32,
        /// The version the record has.
        actual: u32,
    },
    /// A write failed, now or earlier, and this store takes no more: whether the last ones lasted shows at the start.
    #[error("the journal has stopped writing after a failed write ({cause}): mend the disk, then start again")]
    Stopped {
        /// The first failure.
        cause: String,
    },
    /// All was written, but what was dropped stands in a file still.
    #[error("another process reads the journal and keeps what was erased in its log: end it, then start the node once")]
    NotForgotten,
    /// The store was closed.
    #[error("the journal is closed")]
    Closed,
    /// The store was opened only to read.
    #[error("the journal was opened only to read")]
    ReadOnly,
    /// Another process writes to this store.
    #[error("`{path}` is held by another process: stop it first")]
    Held {
        /// The lock file.
        path: PathBuf,
    },
    /// Another program has the database locked; nothing was written, and the same append may be tried again.
    #[error("another program has locked the journal: end it, then try again")]
    Busy,
    /// There is something where a new store was to be made.
    #[error("`{path}` exists already: name a new place")]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// There is no store there.
    #[error("`{path}` is not there: `landfall init` makes a node")]
    Missing {
        /// The place.
        path: PathBuf,
    },
    /// The database library is older than what the durability of this store was shown with.
    #[error("sqlite {found} is too old, {needed} or newer is needed: use the program with its bundled library")]
    LibraryTooOld {
        /// The version of the library in use.
        found: String,
        /// The least version.
        needed: &'static str,
    },
    /// A setting that durability or secrecy rests on did not take.
    #[error("the database did not take `{pragma} = {wanted}`, it answers `{found}`: use a local disk")]
    Setting {
        /// The pragma.
        pragma: &'static str,
        /// What was asked for.
        wanted: String,
        /// What it reads back as.
        found: String,
    },
    /// The file was made by another version of this program.
    #[error("the file has schema version {found}, this program knows {known}: use a newer program")]
    Schema {
        /// The version in the file.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file belongs to another node.
    #[error("the journal is that of node `{found}`, not of `{wanted}`: check which folder is meant")]
    OtherNode {
        /// The name in the file.
        found: String,
        /// The name asked for.
        wanted: String,
    },
    /// The log on the medium is not the one its latest checkpoint signs for: no write is taken on top of it.
    #[error("the {} log does not match its latest checkpoint ({what}): run `landfall verify`", log.as_str())]
    Frontier {
        /// The log.
        log: Log,
        /// What differs.
        what: String,
    },
    /// A stored row cannot be what was written.
    #[error("a row of `{table}` is damaged ({what}): run `landfall verify`")]
    Damaged {
        /// The table.
        table: &'static str,
        /// Which row and how.
        what: String,
    },
    /// A keyring row to rewrap is not there, or is of another record.
    #[error("no key is kept for entry {}, section {}: read the keyring again", .0.index, .0.section)]
    UnknownKey(KeyRef),
    /// Keys came with an entry that cannot have any.
    #[error("keys belong to entries of the changes log, each section once")]
    MisplacedKeys,
    /// Something is longer than its limit.
    #[error("{what} has {bytes} bytes, at most {bytes_max} are taken: keep large things as blobs")]
    TooLong {
        /// What.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The limit.
        bytes_max: usize,
    },
    /// A file call failed.
    #[error("`{path}`: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database failed at reading or at start.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
}
