//! A register as the records of a node, and back.
//!
//! Law: `from_records(&records(folder)?)` is the register that [`read`](super::read) gives, to the last bit. Records become
//! tables again and go through the same reader, so that there is one set of rules.

mod gather;
mod write;

use std::path::Path;

use rooms::kind::Record;
use rooms::missing::kinds::{Family, MissingPerson, Population, RegisterSettings, Remains, Sample};

use super::{Files, RegisterFolder, decode};
use crate::Faults;

/// The records of a register. Each keeps the name that it had where it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Parameters of the computation.
    pub settings: Record<RegisterSettings>,
    /// Allele frequencies; the first by name is the one of families that name none.
    pub populations: Vec<Record<Population>>,
    /// Families, in the order of the register.
    pub families: Vec<Record<Family>>,
    /// Samples, in the order of the register.
    pub samples: Vec<Record<Sample>>,
    /// Missing people, in the order of the register; those too whom only a family marks.
    pub missing: Vec<Record<MissingPerson>>,
    /// Remains, in the order of the register.
    pub remains: Vec<Record<Remains>>,
}

/// The records of the register in a folder.
///
/// # Errors
/// As [`read`](super::read), whose checks all come first.
pub fn records(folder: &Path) -> Result<Records, Faults> {
    records_and_warnings(folder).map(|(records, _)| records)
}

/// The records of the register in a folder, and what was changed in the numbers of its tables, in words.
///
/// # Errors
/// As [`records`].
pub fn records_and_warnings(folder: &Path) -> Result<(Records, Vec<String>), Faults> {
    of_files(Files::open(folder)?)
}

/// The records of the register in the files of a folder.
fn of_files(files: Files) -> Result<(Records, Vec<String>), Faults> {
    let warnings = decode(files.clone())?.warnings;
    Ok((gather::records(files)?, warnings))
}

/// The register of records.
///
/// # Errors
/// Where the records do not fit together; the places are those of the tables that they make.
pub fn from_records(records: &Records) -> Result<RegisterFolder, Faults> {
    decode(write::files(records)?)
}

#[cfg(test)]
mod tests;
