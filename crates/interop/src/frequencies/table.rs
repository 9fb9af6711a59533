//! Frequencies as a table: first column the allele, one column a marker, blank where an allele was not seen.

use std::{collections::HashMap, fmt::Write};

use kinship::{AlleleName, frequencies::FrequencyTable};

use super::Cells;
use crate::table::Table;

const ALLELE: &str = "Allele";

/// Reads the filled cells, column by column.
pub(super) fn read_into(cells: &mut Cells, table: &Table) {
    let headers = table.headers();
    if !headers.first().is_some_and(|first| first.eq_ignore_ascii_case(ALLELE)) {
        let found = headers.first().map_or("", String::as_str);
        let message = format!("the first column is `{found}`, expected `{ALLELE}`; then one column a marker");
        cells.faults.push(message, table.place(None, 0, ALLELE));
        return;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (column, marker) in headers.iter().enumerate().skip(1) {
        // a cell under a blank heading was refused by the table itself
        if marker.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(marker, column) {
            let message =
                format!("marker `{marker}` stands twice, in columns {} and {}; keep one", first + 1, column + 1);
            cells.faults.push(message, table.place(None, column, "each marker once"));
            continue;
        }
        for row in (0..table.row_count()).filter(|&row| !table.cell(row, column).is_empty()) {
            let allele = (table.cell(row, 0), table.place(Some(row), 0, "an allele"));
            let frequency = (table.cell(row, column), table.place(Some(row), column, "a number from 0 to 1"));
            cells.take(marker, allele, frequency);
        }
    }
}

/// The table as CSV. Alleles that are repeat numbers stand first, in their order, then the others as they come.
#[must_use]
pub fn write(table: &FrequencyTable) -> String {
    let mut alleles: Vec<&AlleleName> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for allele in table.markers().iter().flat_map(|marker| marker.alleles()) {
        if seen.insert(allele) {
            alleles.push(allele);
        }
    }
    alleles.sort_by_key(|allele| allele.repeats().map_or((true, (0, 0)), |repeats| (false, order(allele, repeats))));
    let mut text = ALLELE.to_string();
    for marker in table.markers() {
        let _ = write!(text, ",{}", quoted(marker.name()));
    }
    text.push('\n');
    for allele in alleles {
        text.push_str(&quoted(allele.as_str()));
        for marker in table.markers() {
            text.push(',');
            if let Some(frequency) = marker.get(allele.as_str()) {
                let _ = write!(text, "{frequency}");
            }
        }
        text.push('\n');
    }
    text
}

/// Repeats, then the microvariant as it is written: 9.3 before 9.12.
fn order(allele: &AlleleName, (whole, _): (u32, u32)) -> (u32, u32) {
    let micro = allele.as_str().split_once('.').map_or("0", |(_, micro)| micro);
    (whole, micro.parse().unwrap_or(u32::MAX))
}

/// A cell as RFC 4180 wants it.
fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains([',', '"', '\n', '\r', ';', '\t']);
    if is_plain { cell.to_string() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
