//! The reading verbs, as functions of a connection.

use journal::{Hash, Index, Log};
use rusqlite::{Connection, Params, Row};

use super::{rows, schema};
use crate::error::StoreError;
use crate::verbs::{ENTRIES_BYTES_MAX, Ends, Head, KeyRef, ROWS_MAX, Slot, Stored, WrappedKey};

/// The row of `meta` that says where both logs end.
pub(super) const ENDS: &str = "ends";

pub(super) fn head(connection: &Connection, log: Log) -> Result<Head, StoreError> {
    // one statement sees one state: size and checkpoint belong together
    let sql = "SELECT (SELECT max(idx) FROM entry WHERE log = ?1),
                      (SELECT note FROM checkpoint WHERE log = ?1 ORDER BY size DESC LIMIT 1)";
    let (last, checkpoint) = connection.query_row(sql, [rows::log_code(log)], |row| {
        Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    let size = match last.map(u64::try_from) {
        None => 0,
        Some(Ok(index)) => index + 1,
        Some(Err(_)) => return Err(StoreError::Damaged { table: "entry", what: "an index below 0".to_owned() }),
    };
    Ok(Head { size, checkpoint })
}

/// Written as `<changes> <audit> <tag in base64>`.
pub(super) fn ends(connection: &Connection) -> Result<Option<Ends>, StoreError> {
    let Some(text) = schema::meta(connection, ENDS)? else { return Ok(None) };
    let words: Vec<&str> = text.split(' ').collect();
    let read = || {
        let [changes, audit, tag] = words[..] else { return None };
        let tag = Hash::parse_base64(tag).ok()?.0;
        Some(Ends { changes: changes.parse().ok()?, audit: audit.parse().ok()?, tag })
    };
    let damaged = || StoreError::Damaged { table: "meta", what: format!("`{ENDS}` is `{text}`") };
    read().map(Some).ok_or_else(damaged)
}

pub(super) fn ends_text(ends: &Ends) -> String {
    format!("{} {} {}", ends.changes, ends.audit, Hash(ends.tag).base64())
}

pub(super) fn entries(connection: &Connection, log: Log, from: Index, limit: usize) -> Result<Vec<Stored>, StoreError> {
    let sql = "SELECT idx, leaf, record, version, bytes FROM entry WHERE log = ?1 AND idx >= ?2 ORDER BY idx LIMIT ?3";
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query((rows::log_code(log), rows::integer(from), limited(limit)))?;
    let mut entries = Vec::new();
    let mut bytes = 0;
    while bytes < ENTRIES_BYTES_MAX
        && let Some(row) = found.next()?
    {
        let entry = rows::stored(row)?;
        bytes += entry.bytes.len();
        entries.push(entry);
    }
    Ok(entries)
}

pub(super) fn leaves(
    connection: &Connection,
    log: Log,
    from: Index,
    limit: usize,
) -> Result<Vec<(Index, Hash)>, StoreError> {
    let sql = "SELECT idx, leaf FROM entry WHERE log = ?1 AND idx >= ?2 ORDER BY idx LIMIT ?3";
    collect(connection, sql, (rows::log_code(log), rows::integer(from), limited(limit)), rows::leaf)
}

pub(super) fn checkpoints(
    connection: &Connection,
    log: Log,
    from_size: u64,
    limit: usize,
) -> Result<Vec<(u64, String)>, StoreError> {
    let sql = "SELECT size, note FROM checkpoint WHERE log = ?1 AND size >= ?2 ORDER BY size LIMIT ?3";
    collect(connection, sql, (rows::log_code(log), rows::integer(from_size), limited(limit)), rows::checkpoint)
}

pub(super) fn wrapped_keys(connection: &Connection, from: KeyRef, limit: usize) -> Result<Vec<WrappedKey>, StoreError> {
    let sql = "SELECT idx, section, record, epoch, bytes, tag FROM wrapped_key
               WHERE (idx, section) >= (?1, ?2) AND tag <> zeroblob(32) ORDER BY idx, section LIMIT ?3";
    collect(connection, sql, (rows::integer(from.index), from.section, limited(limit)), rows::wrapped_key)
}

pub(super) fn wrapped_key(connection: &Connection, key: KeyRef) -> Result<Option<WrappedKey>, StoreError> {
    let sql = "SELECT idx, section, record, epoch, bytes, tag FROM wrapped_key
               WHERE idx = ?1 AND section = ?2 AND tag <> zeroblob(32)";
    let found = collect(connection, sql, (rows::integer(key.index), key.section), rows::wrapped_key)?;
    Ok(found.into_iter().next())
}

pub(super) fn slots(connection: &Connection) -> Result<Vec<Slot>, StoreError> {
    collect(connection, "SELECT name, bytes, tag FROM slot ORDER BY name", [], rows::slot)
}

fn collect<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    value: fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query(params)?;
    let mut values = Vec::new();
    while let Some(row) = found.next()? {
        values.push(value(row)?);
    }
    Ok(values)
}

fn limited(limit: usize) -> i64 {
    i64::try_from(limit.min(ROWS_MAX)).unwrap_or(i64::MAX)
}
