//! The statements of the writer, compiled once: most of a small append's cost would be compiling them.

use rusqlite::{Connection, Statement};

/// Every statement that the writer runs.
pub(super) struct Statements<'c> {
    pub(super) begin: Statement<'c>,
    pub(super) commit: Statement<'c>,
    pub(super) save: Statement<'c>,
    pub(super) undo: Statement<'c>,
    pub(super) release: Statement<'c>,
    pub(super) version: Statement<'c>,
    pub(super) add_entry: Statement<'c>,
    pub(super) add_checkpoint: Statement<'c>,
    pub(super) put_ends: Statement<'c>,
    pub(super) put_key: Statement<'c>,
    pub(super) put_key_back: Statement<'c>,
    pub(super) rewrap: Statement<'c>,
    pub(super) is_entry_of: Statement<'c>,
    pub(super) is_key_kept: Statement<'c>,
    pub(super) drop_keys: Statement<'c>,
    pub(super) slots: Statement<'c>,
    pub(super) put_slot: Statement<'c>,
    pub(super) wipe_slots: Statement<'c>,
}

impl<'c> Statements<'c> {
    /// Compiles them.
    pub(super) fn new(connection: &'c Connection) -> Result<Self, rusqlite::Error> {
        let of = |sql| connection.prepare(sql);
        Ok(Self {
            begin: of("BEGIN IMMEDIATE")?,
            commit: of("COMMIT")?,
            save: of("SAVEPOINT job")?,
            undo: of("ROLLBACK TO job")?,
            release: of("RELEASE job")?,
            version: of("SELECT max(version) FROM entry WHERE log = ?1 AND record = ?2")?,
            add_entry: of(
                "INSERT INTO entry (log, idx, record, version, leaf, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?,
            add_checkpoint: of("INSERT INTO checkpoint (log, size, note) VALUES (?1, ?2, ?3)")?,
            put_ends: of("INSERT OR REPLACE INTO meta (name, value) VALUES ('ends', ?1)")?,
            put_key: of("INSERT INTO wrapped_key (idx, section, record, epoch, bytes, tag)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
            put_key_back: of("INSERT INTO wrapped_key (idx, section, record, epoch, bytes, tag)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (idx, section)
                 DO UPDATE SET record = ?3, epoch = ?4, bytes = ?5, tag = ?6")?,
            rewrap: of("UPDATE wrapped_key SET epoch = ?4, bytes = ?5, tag = ?6
                 WHERE idx = ?1 AND section = ?2 AND record = ?3 AND tag <> zeroblob(32)")?,
            is_entry_of: of("SELECT 1 FROM entry WHERE log = 0 AND idx = ?1 AND record = ?2")?,
            is_key_kept: of("SELECT 1 FROM wrapped_key WHERE idx = ?1 AND section = ?2 AND tag <> zeroblob(32)")?,
            drop_keys: of("UPDATE wrapped_key SET bytes = zeroblob(length(bytes)), tag = zeroblob(32)
                 WHERE record = ?1")?,
            slots: of("SELECT name, bytes, tag FROM slot")?,
            put_slot: of("INSERT INTO slot (name, bytes, tag) VALUES (?1, ?2, ?3)")?,
            wipe_slots: of("DELETE FROM slot")?,
        })
    }
}
