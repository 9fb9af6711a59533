//! What lies in the files of a node's journal.

use std::path::Path;

use rusqlite::Connection;

/// Bytes that a query gives, one column.
pub fn bytes(path: &Path, sql: &str) -> Vec<Vec<u8>> {
    let connection = Connection::open(path.join("journal.db")).unwrap();
    let mut rows = connection.prepare(sql).unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Whether bytes stand in one of the files of the journal.
pub fn is_on_disk(path: &Path, part: &[u8]) -> bool {
    ["journal.db", "journal.db-wal"].iter().any(|name| {
        let all = std::fs::read(path.join(name)).unwrap_or_default();
        all.windows(part.len()).any(|seen| seen == part)
    })
}
