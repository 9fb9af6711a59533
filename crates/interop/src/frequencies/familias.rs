//! Frequencies in the text layout of Familias: a marker's name, `allele<TAB>frequency` lines, a blank line.

use std::fmt::Write;

use kinship::frequencies::FrequencyTable;

use super::Cells;
use crate::Place;

/// Reads the frequencies of all markers.
pub(super) fn read_into(cells: &mut Cells, text: &str) {
    let file = cells.file.clone();
    let mut markers: Vec<&str> = Vec::new();
    // marker of the block that the line stands in
    let mut block: Option<&str> = None;
    for (at, line) in text.lines().enumerate() {
        let place = |field: &str, found: &str, expected: &str| Place {
            file: Some(file.clone()),
            line: Some(at + 1),
            column: None,
            field: Some(field.to_owned()),
            found: Some(found.to_owned()),
            expected: Some(expected.to_owned()),
        };
        let line = line.trim();
        if line.is_empty() {
            block = None;
            continue;
        }
        if let Some(control) = line.chars().find(|letter| letter.is_control() && *letter != '\t') {
            let found = format!("U+{:04X}", u32::from(control));
            let message = "the line holds a control character; is this file a frequency table?".to_owned();
            cells.faults.push(message, place("line", &found, "text"));
            continue;
        }
        let Some(marker) = block else {
            if line.contains('\t') {
                let message =
                    format!("`{line}` follows a blank line, where a marker's name is expected; put the name above");
                cells.faults.push(message, place("marker", line, "a marker's name"));
            } else if markers.contains(&line) {
                let message = format!("marker `{line}` stands twice; keep one of its blocks");
                cells.faults.push(message, place("marker", line, "each marker once"));
            }
            markers.push(line);
            block = Some(line);
            continue;
        };
        match split(line) {
            Some((allele, frequency)) => {
                let at_allele = (allele, place(marker, allele, "an allele"));
                let at_frequency = (frequency, place(marker, frequency, "a number from 0 to 1"));
                cells.take(marker, at_allele, at_frequency);
            }
            None => {
                let message = format!(
                    "`{line}` has no frequency; expected allele, tab, frequency, or a blank line before a new marker"
                );
                cells.faults.push(message, place(marker, line, "allele, tab, frequency"));
                cells.broken.insert(marker.to_owned());
            }
        }
    }
}

/// Allele and frequency: at the tab, or before the last word where somebody's editor made spaces of tabs.
fn split(line: &str) -> Option<(&str, &str)> {
    let parts = line.split_once('\t').or_else(|| line.rsplit_once(char::is_whitespace));
    parts.map(|(allele, frequency)| (allele.trim(), frequency.trim()))
}

/// The table in this layout.
#[must_use]
pub fn write(table: &FrequencyTable) -> String {
    let mut text = String::new();
    for marker in table.markers() {
        let _ = writeln!(text, "{}", marker.name());
        for (allele, frequency) in marker.alleles().iter().zip(marker.frequencies()) {
            let _ = writeln!(text, "{allele}\t{frequency}");
        }
        text.push('\n');
    }
    text
}
