//! Allele frequencies of a population: tables (CSV, XLSX) and the text layout of Familias.
//!
//! A table has the alleles in its first column, headed `Allele`, and one column a marker; a blank cell says that the
//! allele was not seen. Familias' layout has for each marker a line with its name, then lines `allele<TAB>frequency`, then
//! a blank line. Which of them a file is, is read from its first line: a table's heading has a separator, a name has none.

mod familias;
mod table;

use std::{collections::HashSet, path::Path};

use kinship::{
    AlleleName,
    frequencies::{FrequencyCell, FrequencyError, FrequencyOptions, FrequencyTable, FrequencyWarning, PopulationName},
};

use crate::{
    Faults, Place,
    table::{FaultList, Limits},
    text,
};

pub use familias::write as write_familias;
pub use table::write as write_csv;

/// How much a frequency table may hold: a column a marker, so more columns than lists of people have.
pub const FREQUENCY_LIMITS: Limits = Limits {
    byte_count_max: 16 << 20,
    unpacked_byte_count_max: 64 << 20,
    row_count_max: 1 << 16,
    column_count_max: 4096,
    cell_char_count_max: 1000,
};

/// A table that was read, and what was changed in its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyFile {
    /// The table.
    pub table: FrequencyTable,
    /// What was changed.
    pub warnings: Vec<FrequencyWarning>,
}

/// The filled cells of a file with their places, and what was refused among them.
struct Cells {
    file: String,
    taken: Vec<FrequencyCell>,
    places: Vec<Place>,
    /// Markers with a cell that was refused: their sums say nothing.
    broken: HashSet<String>,
    faults: FaultList,
}

/// Reads a file.
///
/// # Errors
/// All faults of the file at once, with code `bad-frequencies`, or those of its bytes.
pub fn read(path: &Path, population: PopulationName, options: FrequencyOptions) -> Result<FrequencyFile, Faults> {
    let bytes = text::read_bytes(path, FREQUENCY_LIMITS.byte_count_max)?;
    decode(&path.display().to_string(), bytes, population, options)
}

/// Reads the bytes of a file; `name` is the file as the user named it.
///
/// # Errors
/// As [`read`].
pub fn decode(
    name: &str,
    bytes: Vec<u8>,
    population: PopulationName,
    options: FrequencyOptions,
) -> Result<FrequencyFile, Faults> {
    gather(name, bytes)?.check(population, options)
}

/// The filled cells of a file as they are written, marker by marker: before anything is checked against the others.
///
/// # Errors
/// All faults of single cells, or those of the bytes.
pub(crate) fn written_cells(name: &str, bytes: Vec<u8>) -> Result<Vec<FrequencyCell>, Faults> {
    let cells = gather(name, bytes)?;
    cells.faults.finish("bad-frequencies", cells.taken)
}

fn gather(name: &str, bytes: Vec<u8>) -> Result<Cells, Faults> {
    let mut cells = Cells::new(name);
    if is_familias(&bytes) {
        familias::read_into(&mut cells, &text::decode(name, bytes, FREQUENCY_LIMITS.byte_count_max)?);
    } else {
        table::read_into(&mut cells, &crate::table::decode(name, bytes, &FREQUENCY_LIMITS)?);
    }
    Ok(cells)
}

/// Whether the first line that is not blank has no separator, as a marker's name has none. A workbook has no lines.
fn is_familias(bytes: &[u8]) -> bool {
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF");
    let first = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.trim_ascii().is_empty());
    let has_separator = |line: &[u8]| line.trim_ascii().iter().any(|byte| matches!(byte, b',' | b';' | b'\t'));
    !is_workbook && first.is_some_and(|line| !has_separator(line))
}

impl Cells {
    fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            taken: Vec::new(),
            places: Vec::new(),
            broken: HashSet::new(),
            faults: FaultList::default(),
        }
    }

    /// Takes a filled cell, or notes what is wrong with it.
    fn take(&mut self, marker: &str, allele: (&str, Place), frequency: (&str, Place)) {
        let name = AlleleName::new(allele.0);
        if let Err(error) = &name {
            self.faults.push(error.to_string(), allele.1);
        }
        let number: Option<f64> = frequency.0.parse().ok();
        if number.is_none() {
            let comma = if frequency.0.contains(',') { "; decimals are written with a point" } else { "" };
            let message =
                format!("`{}` is no frequency; expected a number from 0 to 1, or nothing{comma}", frequency.0);
            self.faults.push(message, frequency.1.clone());
        }
        match (name, number) {
            (Ok(allele), Some(number)) => {
                self.taken.push(FrequencyCell { marker: marker.to_owned(), allele, frequency: number });
                self.places.push(frequency.1);
            }
            _ => _ = self.broken.insert(marker.to_owned()),
        }
    }

    /// Hands the cells to the table's own checks and gives each complaint its place.
    fn check(mut self, population: PopulationName, options: FrequencyOptions) -> Result<FrequencyFile, Faults> {
        const CODE: &str = "bad-frequencies";
        let (is_clean, has_cells) = (self.faults.is_empty(), !self.taken.is_empty());
        let errors = match FrequencyTable::new(population, self.taken.clone(), options) {
            Ok((table, warnings)) => return self.faults.finish(CODE, FrequencyFile { table, warnings }),
            Err(errors) => errors,
        };
        for error in &errors {
            let is_broken = error.cell().is_none() && error.marker().is_some_and(|marker| self.broken.contains(marker));
            if is_broken || (!is_clean && !has_cells) {
                continue;
            }
            self.faults.push(error.to_string(), self.place_of(error));
        }
        let refused = self.faults.finish(CODE, ()).err();
        Err(refused.unwrap_or_else(|| unreachable!("a table that is refused has an error, told now or while reading")))
    }

    /// The cell at fault; for a fault of a whole marker its heading without a line.
    fn place_of(&self, error: &FrequencyError) -> Place {
        if let Some(place) = error.cell().and_then(|cell| self.places.get(cell)) {
            return place.clone();
        }
        let first = error.marker().and_then(|marker| self.taken.iter().position(|cell| cell.marker == marker));
        match first.map(|cell| self.places[cell].clone()) {
            Some(place) => {
                Place { line: None, found: None, expected: Some("frequencies with sum 1".to_owned()), ..place }
            }
            None => Place { file: Some(self.file.clone()), ..Place::default() },
        }
    }
}

#[cfg(test)]
mod tests;
