//! Connections, and the settings that durability and secrecy rest on: each is read back after it is set.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::error::StoreError;

/// The least version of the library: 3.51.3 mended a race between a checkpoint and a reset of the write-ahead log that
/// could corrupt the database (<https://sqlite.org/wal.html#walresetbug>).
const LIBRARY: (i32, &str) = (3_051_003, "3.51.3");

/// How long a connection waits for a lock of another program.
pub(super) const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Settings of every connection: no page is read around the checks of the pager, no temporary file holds a row.
const ALWAYS: &[(&str, &str)] =
    &[("mmap_size", "0"), ("cell_size_check", "1"), ("trusted_schema", "0"), ("temp_store", "2")];

/// Settings of a connection that writes. The write-ahead log is carried over by the writer itself, for SQLite's own
/// automatic checkpoint keeps its failures to itself.
const WRITING: &[(&str, &str)] =
    &[("secure_delete", "1"), ("fullfsync", "1"), ("checkpoint_fullfsync", "1"), ("wal_autocheckpoint", "0")];

/// Refuses a library older than what the durability was shown with.
pub(super) fn check_library() -> Result<(), StoreError> {
    check_library_version(rusqlite::version_number(), rusqlite::version())
}

fn check_library_version(number: i32, name: &str) -> Result<(), StoreError> {
    if number >= LIBRARY.0 {
        Ok(())
    } else {
        Err(StoreError::LibraryTooOld { found: name.to_owned(), needed: LIBRARY.1 })
    }
}

/// A connection that reads, and cannot write.
pub(super) fn to_read(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    set(&connection, "query_only", "1")?;
    Ok(connection)
}

/// A connection that writes through a write-ahead log, synced at each commit.
pub(super) fn to_write(path: &Path) -> Result<Connection, StoreError> {
    let connection = to_fill(path)?;
    set(&connection, "journal_mode", "wal")?;
    set(&connection, "synchronous", synchronous())?;
    Ok(connection)
}

/// A connection that fills a new file which nobody else reads yet; it keeps the plain rollback journal.
pub(super) fn to_fill(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    for (pragma, value) in WRITING {
        set(&connection, pragma, value)?;
    }
    set(&connection, "synchronous", "2")?;
    Ok(connection)
}

/// Carries the write-ahead log over into the database and cuts it to nothing. `false`: somebody is reading from it, and
/// did not end while this waited.
pub(super) fn truncate_log(connection: &Connection, wait: Duration) -> Result<bool, rusqlite::Error> {
    connection.busy_timeout(wait)?;
    let cut = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0));
    connection.busy_timeout(BUSY_WAIT)?;
    cut
}

/// Carries over what it can without waiting for anybody.
pub(super) fn carry_over(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    // after a failed write nothing may be carried over behind our back when the connection closes
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    for (pragma, value) in ALWAYS {
        set(&connection, pragma, value)?;
    }
    Ok(connection)
}

/// Sets a pragma and reads it back. The setting is stepped to its end: one that writes commits there, and only there tells
/// of a commit that failed.
fn set(connection: &Connection, pragma: &'static str, wanted: &str) -> Result<(), StoreError> {
    let mut setting = connection.prepare(&format!("PRAGMA {pragma} = {wanted}"))?;
    let mut rows = setting.query([])?;
    while rows.next()?.is_some() {}
    let found = connection.query_row(&format!("PRAGMA {pragma}"), [], |row| {
        Ok(match row.get_ref(0)? {
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            other => format!("{other:?}"),
        })
    })?;
    if found == wanted { Ok(()) } else { Err(StoreError::Setting { pragma, wanted: wanted.to_owned(), found }) }
}

/// `FULL`: the log is synced before a commit is answered.
#[cfg(not(debug_assertions))]
fn synchronous() -> &'static str {
    "2"
}

/// `FULL`, unless the suite that cuts the power asks for less to show that it would notice.
#[cfg(debug_assertions)]
fn synchronous() -> &'static str {
    if std::env::var("LANDFALL_TEST_SYNCHRONOUS").is_ok_and(|value| value == "normal") {
        eprintln!("warning: LANDFALL_TEST_SYNCHRONOUS=normal: a power cut will lose acknowledged records");
        "1"
    } else {
        "2"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::older(3_051_002, false)]
    #[case::the_least(3_051_003, true)]
    #[case::newer(3_052_000, true)]
    fn an_old_library_is_refused(#[case] number: i32, #[case] taken: bool) {
        assert_eq!(check_library_version(number, "it").is_ok(), taken);
    }

    #[test]
    fn the_bundled_library_will_do() {
        check_library().unwrap();
    }

    #[test]
    fn a_setting_that_does_not_take_is_an_error() {
        let connection = Connection::open_in_memory().unwrap();
        let refused = set(&connection, "journal_mode", "wal");
        assert!(
            matches!(refused, Err(StoreError::Setting { pragma: "journal_mode", ref found, .. }) if found == "memory")
        );
    }
}
