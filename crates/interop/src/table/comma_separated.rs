//! CSV: RFC 4180 with the separators that spreadsheets write.

use std::io::Read as _;

use super::builder::Builder;
use super::{Extra, Limits, Table};
use crate::Faults;

/// A last record of its own, put behind the text: where it does not come out whole, a quote was left open.
const SENTINEL: &str = "\u{1e}";

/// Reads the text of a CSV file.
pub(super) fn parse(name: &str, text: &str, limits: &Limits, extra: Extra) -> Result<Table, Faults> {
    let mut builder = Builder::new(name, limits, extra);
    let tail = format!("\n{SENTINEL}");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes().chain(tail.as_bytes()));
    let mut lines = Lines { bytes: text.as_bytes(), at: 0, line: 1 };
    let mut record = csv::StringRecord::new();
    loop {
        let start = reader.position().byte();
        // the text is UTF-8 and held in memory: there is neither an encoding nor an input to fail
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        let line = lines.of_record_at(usize::try_from(start).unwrap_or(usize::MAX));
        let is_end = reader.position().byte() > text.len() as u64 + 1;
        if !is_end {
            builder.row(line, record.iter(), false)?;
        } else if record.len() != 1 || record.get(0) != Some(SENTINEL) {
            let message = "a quote `\"` is opened in this row and never closed; close it, or double it inside a cell";
            builder.fault(line, None, message.to_owned(), Some("\"".to_owned()));
        }
    }
    builder.finish()
}

/// The separator that stands most often in the header, outside quotes; a comma where none does.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    let is_table = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let header = text.split(['\n', '\r']).find(is_table).unwrap_or_default();
    for byte in header.bytes() {
        is_quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!is_quoted && byte == *separator);
        }
    }
    let mut best = counts[0];
    for other in &counts[1..] {
        if other.1 > best.1 {
            best = *other;
        }
    }
    best.0
}

/// Counts lines up to the start of a record. The reader's own count stands before the blank lines that it skips.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of_record_at(&mut self, start: usize) -> usize {
        let blank = self.bytes.get(start..).unwrap_or_default();
        let start = start + blank.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        while self.at < start.min(self.bytes.len()) {
            let next = self.bytes.get(self.at + 1);
            self.line += match self.bytes[self.at] {
                b'\n' => 1,
                b'\r' if next != Some(&b'\n') => 1,
                _ => 0,
            };
            self.at += 1;
        }
        self.line
    }
}
