//! A register as a folder of tables: families, profiles, missing people, remains, frequencies and settings.
//!
//! Every table may be CSV or XLSX. The definitions of the columns and of the settings are data: the reader reads by them,
//! [`templates`] writes by them, so that what a template offers is what the reader takes.

mod cells;
mod columns;
mod families;
mod files;
mod loci;
mod people;
mod profiles;
mod records;
mod settings;
mod templates;

use std::path::Path;

use identify::Register;

use crate::table::FaultList;
use crate::{Faults, Place};

pub use columns::{FAMILIES, MISSING, PROFILES, REMAINS};
pub use files::{Files, not_a_folder};
pub use records::{Records, from_records, records, records_and_warnings};
pub use settings::{SETTINGS, Setting, SettingKind, UsedSetting, read_settings};
pub use templates::{Template, templates};

/// A register as it was read.
#[derive(Clone, Debug)]
pub struct RegisterFolder {
    /// The register, checked.
    pub register: Register,
    /// Every setting with its value and where that is from.
    pub settings: Vec<UsedSetting>,
    /// What was changed in the numbers of the tables, in words.
    pub warnings: Vec<String>,
}

/// Reads the register in a folder.
///
/// # Errors
/// All faults of all its files at once.
pub fn read(folder: &Path) -> Result<RegisterFolder, Faults> {
    decode(Files::open(folder)?)
}

/// Reads a register from the files of a folder.
///
/// # Errors
/// As [`read`].
pub fn decode(mut files: Files) -> Result<RegisterFolder, Faults> {
    let mut faults = FaultList::default();
    let settings = settings::of_folder(&mut files, &mut faults);
    let tables = loci::read_tables(&mut files, settings.options, &mut faults);
    let families = families::read(&mut files, &tables, &mut faults);
    let remains = people::read_remains(&mut files, &mut faults);
    let missing = people::read_missing(&mut files, &families, &mut faults);
    let profiles = profiles::read(&mut files, &families, &remains, &tables, &mut faults);
    let folder = files.folder().to_owned();
    let built = loci::build(&tables, &profiles, &settings, &mut faults);
    faults.finish("bad-register", ())?;
    let mut warnings = tables.warnings;
    warnings.extend(built.warnings);
    let mut register = Register {
        populations: built.populations,
        families: families.families,
        missing: missing.people,
        remains: remains.people,
        settings: settings.identify,
    };
    profiles::fill(&mut register, &profiles);
    checked(&folder, &register)?;
    Ok(RegisterFolder { register, settings: settings.used, warnings })
}

/// The register's own checks, which hold whatever it was read from; the readers have found these faults with their lines.
fn checked(folder: &str, register: &Register) -> Result<(), Faults> {
    let mut faults = FaultList::default();
    for error in register.check().err().unwrap_or_default() {
        faults.push(error.to_string(), Place { file: Some(folder.to_owned()), ..Place::default() });
    }
    faults.finish("bad-register", ())
}

#[cfg(test)]
mod tests;
