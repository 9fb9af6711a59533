//! Rows as values: how the journal's words are written in columns, and what is told of a row that cannot be.

use journal::{Hash, Log};
use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::error::StoreError;
use crate::verbs::{KeyRef, Slot, Stored, WrappedKey};

/// How a log is written in its column.
pub(super) fn log_code(log: Log) -> i64 {
    match log {
        Log::Changes => 0,
        Log::Audit => 1,
    }
}

/// An index or a size as the database has it. What is beyond its integers is beyond every row.
pub(super) fn integer(index: u64) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

/// The columns `idx, leaf, record, version, bytes` of `entry`.
pub(super) fn stored(row: &Row<'_>) -> Result<Stored, StoreError> {
    let at = Column { table: "entry", row };
    Ok(Stored {
        index: at.whole(0)?,
        leaf: Hash(at.array(1)?),
        record: at.array(2)?,
        version: at.whole(3)?,
        bytes: at.bytes(4)?.to_vec(),
    })
}

/// The columns `idx, leaf` of `entry`.
pub(super) fn leaf(row: &Row<'_>) -> Result<(u64, Hash), StoreError> {
    let at = Column { table: "entry", row };
    Ok((at.whole(0)?, Hash(at.array(1)?)))
}

/// The columns `size, note` of `checkpoint`.
pub(super) fn checkpoint(row: &Row<'_>) -> Result<(u64, String), StoreError> {
    let at = Column { table: "checkpoint", row };
    Ok((at.whole(0)?, at.text(1)?))
}

/// The columns `idx, section, record, epoch, bytes, tag` of `wrapped_key`.
pub(super) fn wrapped_key(row: &Row<'_>) -> Result<WrappedKey, StoreError> {
    let at = Column { table: "wrapped_key", row };
    Ok(WrappedKey {
        key: KeyRef { index: at.whole(0)?, section: at.whole(1)? },
        record: at.array(2)?,
        epoch: u32::from_be_bytes(at.array(3)?),
        bytes: at.bytes(4)?.to_vec(),
        tag: at.array(5)?,
    })
}

/// The columns `name, bytes, tag` of `slot`.
pub(super) fn slot(row: &Row<'_>) -> Result<Slot, StoreError> {
    let at = Column { table: "slot", row };
    Ok(Slot { name: at.text(0)?, bytes: at.bytes(1)?.to_vec(), tag: at.array(2)? })
}

/// Reads columns without believing the schema: a flipped bit can make any value of any column.
struct Column<'r, 's> {
    table: &'static str,
    row: &'r Row<'s>,
}

impl<'r> Column<'r, '_> {
    fn whole<T: TryFrom<i64>>(&self, column: usize) -> Result<T, StoreError> {
        match self.row.get_ref(column)? {
            ValueRef::Integer(number) => T::try_from(number).map_err(|_| self.damaged(column, "a number out of range")),
            _ => Err(self.damaged(column, "no number")),
        }
    }

    fn bytes(&self, column: usize) -> Result<&'r [u8], StoreError> {
        match self.row.get_ref(column)? {
            ValueRef::Blob(bytes) => Ok(bytes),
            _ => Err(self.damaged(column, "no bytes")),
        }
    }

    fn array<const N: usize>(&self, column: usize) -> Result<[u8; N], StoreError> {
        self.bytes(column)?.try_into().map_err(|_| self.damaged(column, "of another length"))
    }

    fn text(&self, column: usize) -> Result<String, StoreError> {
        match self.row.get_ref(column)? {
            ValueRef::Text(text) => match std::str::from_utf8(text) {
                Ok(text) => Ok(text.to_owned()),
                Err(_) => Err(self.damaged(column, "no text")),
            },
            _ => Err(self.damaged(column, "no text")),
        }
    }

    fn damaged(&self, column: usize, how: &str) -> StoreError {
        let first = match self.row.get_ref(0) {
            Ok(ValueRef::Integer(number)) => number.to_string(),
            Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            _ => "unreadable".to_owned(),
        };
        let name = self.row.as_ref().column_name(column).unwrap_or("?").to_owned();
        StoreError::Damaged { table: self.table, what: format!("row `{first}`: {name} is {how}") }
    }
}
