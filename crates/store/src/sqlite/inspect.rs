//! What is wrong with the database file itself, told without the journal: its header, its schema, and what SQLite's own
//! check of trees, indexes and free pages finds. Nothing is written.
//!
//! The bytes that no structure holds (free space within pages, free pages, counters of the header) are read by nobody
//! and may be anything.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use super::{connection, schema};
use crate::error::StoreError;

/// The most lines of SQLite's check that are told.
const LINES_MAX: usize = 20;

/// The bytes of the database's header (<https://sqlite.org/fileformat.html#the_database_header>).
const HEADER: usize = 100;

/// Parts of the header that are the same in every file this store makes: offset, bytes, what they are.
const FIXED: &[(usize, &[u8], &str)] = &[
    (0, b"SQLite format 3\0", "the first words"),
    (20, &[0, 64, 32, 32], "the shares of a page"),
    (44, &[0, 0, 0, 4], "the schema format"),
    (48, &[0; 8], "the settings"),
    (56, &[0, 0, 0, 1], "the text encoding"),
    (60, &[0; 12], "the settings"),
    (72, &[0; 20], "the reserved bytes"),
];

/// The file formats for writing and reading: a rollback journal (a copy that was not opened yet), a write-ahead log.
const FORMATS: [[u8; 2]; 2] = [[1, 1], [2, 2]];

/// Something that is wrong with a database file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// There is none.
    Missing,
    /// It ends before its end.
    Cut(String),
    /// It is not as SQLite or this store wrote it.
    Changed(String),
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the database is not there"),
            Self::Cut(what) | Self::Changed(what) => f.write_str(what),
        }
    }
}

/// All that is wrong with the file, most telling first.
pub(super) fn inspect(path: &Path, node_name: &str) -> Result<Vec<FileFault>, StoreError> {
    connection::check_library()?;
    if !path.is_file() {
        return Ok(vec![FileFault::Missing]);
    }
    let mut faults = header_faults(path)?;
    match database_faults(path, node_name) {
        Ok(lines) => faults.extend(lines.into_iter().map(FileFault::Changed)),
        Err(StoreError::Database(error)) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
            return Err(StoreError::Busy);
        }
        Err(error) => faults.push(FileFault::Changed(format!("the database does not read: {error}"))),
    }
    Ok(faults)
}

fn header_faults(path: &Path) -> Result<Vec<FileFault>, StoreError> {
    let told = |source| StoreError::File { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(told)?;
    let bytes = file.metadata().map_err(told)?.len();
    let mut header = [0; HEADER];
    if bytes < HEADER as u64 {
        return Ok(vec![FileFault::Cut(format!("the database has {bytes} bytes: its header alone has {HEADER}"))]);
    }
    file.read_exact(&mut header).map_err(told)?;
    let mut faults = Vec::new();
    for (at, wanted, what) in FIXED {
        if header[*at..at + wanted.len()] != **wanted {
            faults.push(FileFault::Changed(format!("{what} of the database's header are changed (byte {at})")));
        }
    }
    if !FORMATS.iter().any(|format| header[18..20] == *format) {
        faults.push(FileFault::Changed("the file format in the database's header is changed (byte 18)".to_owned()));
    }
    faults.extend(length_fault(path, bytes, &header));
    Ok(faults)
}

/// Whether the file is as long as its header says. Pages that are still in the write-ahead log need not be there.
fn length_fault(path: &Path, bytes: u64, header: &[u8; HEADER]) -> Option<FileFault> {
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        page if page >= 512 && page.is_power_of_two() => u64::from(page),
        page => return Some(FileFault::Changed(format!("{page} in the database's header is no size of a page"))),
    };
    let pages = u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let is_carried_over = std::fs::metadata(log).map_or(true, |log| log.len() == 0);
    let is_cut = !bytes.is_multiple_of(page) || (is_carried_over && bytes < pages * page);
    is_cut.then(|| FileFault::Cut(format!("the database has {bytes} bytes, its header tells of {}", pages * page)))
}

fn database_faults(path: &Path, node_name: &str) -> Result<Vec<String>, StoreError> {
    let connection = connection::to_read(path)?;
    let mut faults = schema::faults(&connection)?;
    let found = schema::meta(&connection, "node")?.unwrap_or_default();
    if found != node_name {
        faults.push(format!("the database names the node `{found}`, not `{node_name}`"));
    }
    faults.extend(structure_faults(&connection)?);
    Ok(faults)
}

/// SQLite's own check: the trees, each index against its table, the constraints, the list of free pages.
fn structure_faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut check = connection.prepare(&format!("PRAGMA integrity_check({LINES_MAX})"))?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").map(|line| line.replace('\n', "; ")).collect())
}
