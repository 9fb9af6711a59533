//! Tables: one reader for CSV and XLSX, which gives rows with header names and a place for every cell.
//!
//! What the bytes are decides, not the name of the file: a ZIP archive is read as XLSX, everything else as text.
//! CSV is UTF-8 (with or without a byte order mark), separated by comma, semicolon or tab, quoted as RFC 4180 says.

mod builder;
mod columns;
mod comma_separated;
mod fault_list;
mod spreadsheet;

use std::path::Path;

use crate::{Faults, Place, text};

pub(crate) use columns::nearest;
pub use columns::{Bound, Column, Extra, Row};
pub use fault_list::{FAULT_COUNT_MAX, FaultList};

/// How much a table may hold. What is beyond a limit is a fault that names the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub byte_count_max: u64,
    /// Bytes of an XLSX file once unpacked, and of all cells of any table together.
    pub unpacked_byte_count_max: u64,
    /// Rows, without the header.
    pub row_count_max: usize,
    /// Columns.
    pub column_count_max: usize,
    /// Characters of one cell.
    pub cell_char_count_max: usize,
}

impl Default for Limits {
    /// Room for a list of a million rows; a cell may hold what a cell of a spreadsheet can hold (32,767 characters).
    fn default() -> Self {
        Self {
            byte_count_max: 64 << 20,
            unpacked_byte_count_max: 512 << 20,
            row_count_max: 1 << 20,
            column_count_max: 256,
            cell_char_count_max: 32_767,
        }
    }
}

/// All cells of a table together hold less than this, whatever the limits say: their ends are kept in 32 bits.
const TEXT_BYTE_COUNT_MAX: u64 = u32::MAX as u64;

/// A table: a header and rows of as many cells. Cells are trimmed; blank rows are left out.
///
/// The cells lie one after another in one text, so that a table of millions of rows costs little more than its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    name: String,
    headers: Vec<String>,
    header_line: usize,
    text: String,
    /// End of each cell in `text`, row by row; the text stays below [`TEXT_BYTE_COUNT_MAX`].
    ends: Vec<u32>,
    /// Line of each row.
    lines: Vec<usize>,
}

/// Reads a table from a file.
///
/// # Errors
/// All faults of the file: of its bytes, its header and its rows.
pub fn read(path: &Path, limits: &Limits) -> Result<Table, Faults> {
    read_with(path, limits, Extra::Refused)
}

/// Reads a table from a file, as [`read`]; `extra` says whether a column without a heading is a fault.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_with(path: &Path, limits: &Limits, extra: Extra) -> Result<Table, Faults> {
    decode_with(&path.display().to_string(), text::read_bytes(path, limits.byte_count_max)?, limits, extra)
}

/// Reads a table from the bytes of a file; `name` is the file as the user named it.
///
/// # Errors
/// As [`read`].
pub fn decode(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Table, Faults> {
    decode_with(name, bytes, limits, Extra::Refused)
}

/// Reads a table from the bytes of a file, as [`decode`]; `extra` says whether a column without a heading is a fault.
///
/// # Errors
/// As [`read`].
pub(crate) fn decode_with(name: &str, bytes: Vec<u8>, limits: &Limits, extra: Extra) -> Result<Table, Faults> {
    if spreadsheet::is_old_workbook(&bytes) {
        return Err(FaultList::one(
            "bad-table",
            "the file is a workbook of Excel 97 (`.xls`); save it as `.xlsx` or as CSV in UTF-8".to_owned(),
            Place { file: Some(name.to_owned()), expected: Some("CSV or XLSX".to_owned()), ..Place::default() },
        ));
    }
    if spreadsheet::is_archive(&bytes) {
        return spreadsheet::parse(name, &bytes, limits, extra);
    }
    comma_separated::parse(name, &text::decode(name, bytes, limits.byte_count_max)?, limits, extra)
}

impl Table {
    /// The file as the user named it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The headings, in the order of the file.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Rows below the header.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.lines.len()
    }

    /// The text of a cell, trimmed; both count from 0.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.headers.len() + column;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// Columns without a heading that hold something, each with its first row that does; both count from 0.
    fn unnamed(&self) -> Vec<(usize, usize)> {
        let first_filled = |column: usize| (0..self.row_count()).find(|&row| !self.cell(row, column).is_empty());
        let unnamed = self.headers.iter().enumerate().filter(|(_, header)| header.is_empty());
        unnamed.filter_map(|(column, _)| Some((column, first_filled(column)?))).collect()
    }

    /// The place of a cell under a heading that is data, such as a marker; the place of the heading where `row` is `None`.
    #[must_use]
    pub fn place(&self, row: Option<usize>, column: usize, expected: &str) -> Place {
        Place {
            file: Some(self.name.clone()),
            line: Some(row.map_or(self.header_line, |row| self.lines[row])),
            column: Some(column + 1),
            field: self.headers.get(column).cloned(),
            found: Some(row.map_or(self.headers[column].as_str(), |row| self.cell(row, column)).to_owned()),
            expected: Some(expected.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
