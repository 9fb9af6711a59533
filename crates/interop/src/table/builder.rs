//! A table as it grows row by row, with its limits.

use super::{Extra, FaultList, Limits, TEXT_BYTE_COUNT_MAX, Table};
use crate::{Faults, Place};

/// Builds a [`Table`]: the first row that is neither blank nor a comment (`# …`) is the header.
pub(super) struct Builder<'a> {
    table: Table,
    limits: &'a Limits,
    extra: Extra,
    faults: FaultList,
}

impl<'a> Builder<'a> {
    pub(super) fn new(name: &str, limits: &'a Limits, extra: Extra) -> Self {
        let table = Table {
            name: name.to_owned(),
            headers: Vec::new(),
            header_line: 0,
            text: String::new(),
            ends: Vec::new(),
            lines: Vec::new(),
        };
        Self { table, limits, extra, faults: FaultList::default() }
    }

    /// Adds a row. `is_padded`: the format leaves blank cells at the end of a row out, so a short row is no fault.
    ///
    /// # Errors
    /// Where a limit ends the reading, or where the list of faults is full: 100 MB of noise are not read to their end.
    pub(super) fn row<'t>(
        &mut self,
        line: usize,
        cells: impl Iterator<Item = &'t str> + Clone,
        is_padded: bool,
    ) -> Result<(), Faults> {
        let filled = cells.clone().enumerate().filter(|(_, text)| !text.trim().is_empty()).last();
        let Some((last, _)) = filled else { return Ok(()) };
        if self.table.headers.is_empty() && is_comment(cells.clone()) {
            return Ok(());
        }
        if self.faults.is_full() {
            return std::mem::take(&mut self.faults).finish("bad-table", ());
        }
        if last >= self.limits.column_count_max {
            let found = format!("{} columns", last + 1);
            return self.stop(line, found, format!("at most {} columns", self.limits.column_count_max));
        }
        self.check_cells(line, cells.clone());
        if self.table.headers.is_empty() {
            self.table.headers = cells.take(last + 1).map(|text| text.trim().to_owned()).collect();
            self.table.header_line = line;
            return Ok(());
        }
        let (width, count) = (self.table.headers.len(), cells.clone().count());
        if last >= width || (count < width && !is_padded) {
            self.ragged(line, count.max(last + 1));
            return Ok(());
        }
        if self.table.lines.len() >= self.limits.row_count_max {
            let expected = format!("at most {} rows", self.limits.row_count_max);
            return self.stop(line, "more rows".to_owned(), expected);
        }
        let most = self.limits.unpacked_byte_count_max.min(TEXT_BYTE_COUNT_MAX);
        let size = self.table.text.len() + cells.clone().map(|cell| cell.trim().len()).sum::<usize>();
        if size as u64 > most {
            return self.stop(line, "more text".to_owned(), format!("at most {most} bytes in all cells"));
        }
        self.table.lines.push(line);
        for cell in cells.chain(std::iter::repeat("")).take(width) {
            self.table.text.push_str(cell.trim());
            // the sum above fits into 32 bits, and so does each of its parts
            self.table.ends.push(self.table.text.len() as u32);
        }
        Ok(())
    }

    /// Adds a fault of the text at a line.
    pub(super) fn fault(&mut self, line: usize, column: Option<usize>, message: String, found: Option<String>) {
        let field = column.and_then(|column| self.table.headers.get(column - 1)).cloned();
        let place = Place { line: Some(line), column, field, found, ..self.place() };
        self.faults.push(message, place);
    }

    /// The table, or all its faults.
    pub(super) fn finish(mut self) -> Result<Table, Faults> {
        if self.table.headers.is_empty() && self.faults.is_empty() {
            let place = Place { expected: Some("a header and rows".to_owned()), ..self.place() };
            return Err(FaultList::one(
                "empty-file",
                "the table is empty; it needs a header and rows".to_owned(),
                place,
            ));
        }
        if self.extra == Extra::Refused {
            self.check_headings();
        }
        self.faults.finish("bad-table", self.table)
    }

    fn check_headings(&mut self) {
        for (column, row) in self.table.unnamed() {
            let place = Place {
                line: Some(self.table.lines[row]),
                column: Some(column + 1),
                found: Some(self.table.cell(row, column).to_owned()),
                expected: Some("a heading above the cell".to_owned()),
                ..self.place()
            };
            self.faults.push(format!("column {} has no heading; name it or empty it", column + 1), place);
        }
    }

    fn check_cells<'t>(&mut self, line: usize, cells: impl Iterator<Item = &'t str>) {
        for (at, cell) in cells.enumerate() {
            let chars = cell.len() > self.limits.cell_char_count_max;
            if chars && cell.chars().count() > self.limits.cell_char_count_max {
                let found = Some(format!("{} characters", cell.chars().count()));
                let max = self.limits.cell_char_count_max;
                let message = format!("the cell has more than {max} characters; is a quote `\"` not closed?");
                self.fault(line, Some(at + 1), message, found);
            }
            if let Some(control) = cell.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
                let found = Some(format!("U+{:04X}", u32::from(control)));
                let message = "the cell holds a control character; is this file a table?".to_owned();
                self.fault(line, Some(at + 1), message, found);
            }
        }
    }

    fn ragged(&mut self, line: usize, count: usize) {
        let width = self.table.headers.len();
        let message =
            format!("the row has {count} cells, the header has {width}; is a separator missing or one too many?");
        let place = Place {
            line: Some(line),
            found: Some(format!("{count} cells")),
            expected: Some(format!("{width} cells")),
            ..self.place()
        };
        self.faults.push(message, place);
    }

    /// Ends the reading with all faults so far and the limit that was passed.
    fn stop(&mut self, line: usize, found: String, expected: String) -> Result<(), Faults> {
        let message =
            format!("the table has {found}, expected {expected}; split the file, or check that it is a table");
        let place = Place { line: Some(line), found: Some(found), expected: Some(expected), ..self.place() };
        let mut faults = std::mem::take(&mut self.faults);
        faults.push(message, place);
        faults.finish("too-large", ())
    }

    fn place(&self) -> Place {
        Place { file: Some(self.table.name.clone()), ..Place::default() }
    }
}

/// Whether a row above the header explains the table: its first filled cell begins with `#`.
fn is_comment<'t>(mut cells: impl Iterator<Item = &'t str>) -> bool {
    cells.find(|cell| !cell.trim().is_empty()).is_some_and(|cell| cell.trim_start().starts_with('#'))
}
