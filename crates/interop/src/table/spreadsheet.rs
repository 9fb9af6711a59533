//! XLSX: the first sheet that holds something, as the text that a person reads in it.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Xlsx};

use super::builder::Builder;
use super::{Extra, FaultList, Limits, Table};
use crate::{Faults, Place};

/// Whether bytes begin like a ZIP archive, as XLSX files do.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether bytes begin like an OLE document, as the workbooks of Excel 97 do.
pub(super) fn is_old_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Reads the bytes of an XLSX file.
pub(super) fn parse(name: &str, bytes: &[u8], limits: &Limits, extra: Extra) -> Result<Table, Faults> {
    if bytes.len() as u64 > limits.byte_count_max {
        let expected = format!("at most {} bytes", limits.byte_count_max);
        return Err(refused(name, "too-large", &format!("the file has more than {expected}; split it"), expected));
    }
    check_unpacked(name, bytes, limits.unpacked_byte_count_max)?;
    let broken = |error: &dyn std::fmt::Display| {
        let message = format!("the file is no whole XLSX workbook ({error}); save it again as `.xlsx`, or as CSV");
        refused(name, "bad-table", &message, "an XLSX workbook".to_owned())
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    for sheet in workbook.sheet_names() {
        let mut builder = Builder::new(name, limits, extra);
        // a sheet that holds a chart has no cells to read
        let Ok(mut cells) = workbook.worksheet_cells_reader(&sheet) else { continue };
        let mut row = SheetRow::default();
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let (line, column) = (cell.get_position().0 as usize + 1, cell.get_position().1 as usize);
            if line != row.line {
                row.flush(&mut builder)?;
                row = SheetRow { line, cells: std::mem::take(&mut row.cells) };
                row.cells.clear();
            }
            row.put(column, cell.get_value(), &mut builder);
        }
        row.flush(&mut builder)?;
        match builder.finish() {
            Err(faults) if faults.code == "empty-file" => {}
            outcome => return outcome,
        }
    }
    let message = "the workbook has no sheet with a header and rows".to_owned();
    Err(refused(name, "empty-file", &message, "a header and rows".to_owned()))
}

/// The cells of one row of a sheet, blank ones filled in.
#[derive(Default)]
struct SheetRow {
    line: usize,
    cells: Vec<String>,
}

impl SheetRow {
    fn put(&mut self, column: usize, value: &DataRef<'_>, builder: &mut Builder<'_>) {
        let text = match value {
            DataRef::Error(error) => {
                let message = format!("the cell holds the error `{error}`; mend the formula or empty the cell");
                builder.fault(self.line, Some(column + 1), message, Some(error.to_string()));
                return;
            }
            value => cell_text(value),
        };
        if text.trim().is_empty() {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }

    fn flush(&self, builder: &mut Builder<'_>) -> Result<(), Faults> {
        builder.row(self.line, self.cells.iter().map(String::as_str), true)
    }
}

/// What a person reads in the cell: `12` and never `12.0`, a date as `2026-01-31`.
fn cell_text(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(date) => date_text(date),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number as a spreadsheet shows it: 15 digits count, so that 0.1 + 0.2 reads `0.3`.
fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    // minus nothing is shown as nothing
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// `2026-01-31`, with `12:30:00` behind it where the cell has a time; a duration or a time alone as `36:00:00`.
fn date_text(date: ExcelDateTime) -> String {
    let seconds = (date.as_f64() * 86_400.0).round();
    if date.is_duration() || (0.0..86_400.0).contains(&seconds) {
        let seconds = seconds.clamp(0.0, 1e12) as u64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// Unpacks every part to nowhere: a small archive may hold a thousand times its size, whatever it says of itself.
fn check_unpacked(name: &str, bytes: &[u8], byte_count_max: u64) -> Result<(), Faults> {
    let broken = |error: &dyn std::fmt::Display| {
        let message = format!("the file is no whole XLSX workbook ({error}); save it again as `.xlsx`, or as CSV");
        refused(name, "bad-table", &message, "an XLSX workbook".to_owned())
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = byte_count_max;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|error| broken(&error))?;
        if size > left {
            let expected = format!("at most {byte_count_max} bytes once unpacked");
            let message = format!("the workbook has more than {expected}; is it a workbook?");
            return Err(refused(name, "too-large", &message, expected));
        }
        left -= size;
    }
    Ok(())
}

fn refused(name: &str, code: &'static str, message: &str, expected: String) -> Faults {
    let place = Place { file: Some(name.to_owned()), expected: Some(expected), ..Place::default() };
    FaultList::one(code, message.to_owned(), place)
}

#[cfg(test)]
mod tests {
    use super::number_text;
    use rstest::rstest;

    #[rstest]
    #[case::whole(12.0, "12")]
    #[case::microvariant(9.3, "9.3")]
    #[case::sum(0.1 + 0.2, "0.3")]
    #[case::negative(-5.0, "-5")]
    #[case::nothing(-0.0, "0")]
    #[case::large(1e15, "1000000000000000")]
    #[case::small(0.000_25, "0.00025")]
    fn a_number_reads_as_it_is_shown(#[case] number: f64, #[case] text: &str) {
        assert_eq!(number_text(number), text);
    }
}
