//! A data backup: both logs into a file of their own, read back and checked before it is called one.

use std::path::Path;

use journal::{Log, Tree};
use rusqlite::Connection;

use super::{connection, files, read, rows, schema};
use crate::error::StoreError;
use crate::verbs::ROWS_MAX;

/// Copies what was acknowledged when it began. Rows never change, so each batch may read a state of its own and the
/// writer is not held up.
pub(super) fn copy_journal(from: &Connection, path: &Path) -> Result<(u64, u64), StoreError> {
    files::create_new(path)?;
    let copied = fill(from, path);
    if copied.is_err() {
        // half a backup must not be taken for one; the error that is told is the first
        let _ = std::fs::remove_file(path);
    }
    copied
}

fn fill(from: &Connection, path: &Path) -> Result<(u64, u64), StoreError> {
    let to = connection::to_fill(path)?;
    schema::migrate(&to)?;
    schema::put_meta(&to, "node", &schema::meta(from, "node")?.unwrap_or_default())?;
    let mut sizes = [0; 2];
    for (log, size) in Log::ALL.into_iter().zip(&mut sizes) {
        let head = read::head(from, log)?;
        *size = head.size;
        copy_entries(from, &to, log, head.size)?;
        copy_checkpoints(from, &to, log, head.size)?;
        check(&to, log, head.size, head.checkpoint.as_deref())?;
    }
    to.close().map_err(|(_, error)| error)?;
    files::sync_names(path)?;
    Ok((sizes[0], sizes[1]))
}

fn copy_entries(from: &Connection, to: &Connection, log: Log, size: u64) -> Result<(), StoreError> {
    let mut next = 0;
    while next < size {
        let entries = read::entries(from, log, next, ROWS_MAX)?;
        if entries.is_empty() {
            return Err(StoreError::Frontier { log, what: format!("entry {next} is not there") });
        }
        to.execute_batch("BEGIN")?;
        let mut add =
            to.prepare("INSERT INTO entry (log, idx, record, version, leaf, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for entry in entries.iter().take_while(|entry| entry.index < size) {
            add.execute((
                rows::log_code(log),
                rows::integer(entry.index),
                entry.record.as_slice(),
                entry.version,
                entry.leaf.0.as_slice(),
                entry.bytes.as_slice(),
            ))?;
        }
        to.execute_batch("COMMIT")?;
        next = entries.last().map_or(size, |entry| entry.index + 1);
    }
    Ok(())
}

fn copy_checkpoints(from: &Connection, to: &Connection, log: Log, size: u64) -> Result<(), StoreError> {
    let mut next = 0;
    while next <= size {
        let checkpoints = read::checkpoints(from, log, next, ROWS_MAX)?;
        to.execute_batch("BEGIN")?;
        let mut add = to.prepare("INSERT INTO checkpoint (log, size, note) VALUES (?1, ?2, ?3)")?;
        for (at, note) in checkpoints.iter().take_while(|(at, _)| *at <= size) {
            add.execute((rows::log_code(log), rows::integer(*at), note.as_str()))?;
        }
        to.execute_batch("COMMIT")?;
        match checkpoints.last() {
            Some((at, _)) => next = at + 1,
            None => break,
        }
    }
    Ok(())
}

/// Reads the copy back: the root of its entries' own hashes must be the one that was signed.
fn check(copy: &Connection, log: Log, size: u64, checkpoint: Option<&str>) -> Result<(), StoreError> {
    let mut tree = Tree::new();
    loop {
        let entries = read::entries(copy, log, tree.len(), ROWS_MAX)?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            tree.push(journal::leaf_hash(&entry.bytes));
        }
    }
    let signed = match checkpoint.map(journal::SignedCheckpoint::parse).transpose() {
        Ok(signed) => signed.map_or((0, journal::empty_root()), |signed| {
            let said = signed.unverified();
            (said.size, said.root)
        }),
        Err(error) => return Err(StoreError::Frontier { log, what: error.to_string() }),
    };
    if signed == (size, tree.root()) && tree.len() == size {
        Ok(())
    } else {
        Err(StoreError::Frontier { log, what: format!("the copy of {size} entries has another root") })
    }
}
