//! Incidents of IOM's Missing Migrants Project, in the two layouts that are in the wild, as CSV or XLSX.
//!
//! What is odd is reported and kept as it was written, never repaired. What cannot be counted (a count that is no whole
//! number, a row without an id or a year, two different rows under one id) is a fault, and the file is refused whole:
//! a total that leaves rows out without a word would be worse than none. A column that neither layout has is left unread,
//! and that is said.
//!
//! Data: "IOM's Missing Migrants Project, missingmigrants.iom.int", CC BY 4.0.

mod checks;
mod coordinates;
mod country_box;
mod dates;
mod extract;
mod layout;
mod merge;
mod row;

use std::path::Path;

use crate::Faults;
use crate::table::{self, Extra, Limits};

pub use country_box::{BOXES, CountryBox};
pub use extract::{Extract, Flag, MmpRow};
pub use layout::{FIELDS, Field, Layout};
pub use merge::{Merged, Replaced, merge};

/// Limits of a list of incidents: some 20 years of the whole world are 25,000 rows and 10 MB.
pub const LIMITS: Limits = Limits {
    byte_count_max: 64 << 20,
    unpacked_byte_count_max: 512 << 20,
    row_count_max: 500_000,
    column_count_max: 64,
    cell_char_count_max: 32_767,
};

/// Reads a list of incidents from a file.
///
/// # Errors
/// All faults of the file at once.
pub fn read(path: &Path) -> Result<Extract, Faults> {
    extract::from_table(&table::read_with(path, &LIMITS, Extra::Unread)?, Extra::Unread)
}

/// Reads a list of incidents that will be written again, as [`read`]; a column that would be lost is a fault.
///
/// # Errors
/// As [`read`].
pub fn read_whole(path: &Path) -> Result<Extract, Faults> {
    extract::from_table(&table::read(path, &LIMITS)?, Extra::Refused)
}

/// Reads a list of incidents from the bytes of a file; `name` is the file as the user named it.
///
/// # Errors
/// As [`read`].
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Extract, Faults> {
    extract::from_table(&table::decode_with(name, bytes, &LIMITS, Extra::Unread)?, Extra::Unread)
}
