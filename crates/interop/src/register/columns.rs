//! The columns of a register's tables. Both the reader and the templates go by them.

use crate::table::{Column, Limits};

/// A table of the folder.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableFile {
    /// Name without ending.
    pub(super) name: &'static str,
    /// What stands in it.
    pub(super) about: &'static str,
    /// Its columns.
    pub(super) columns: &'static [Column],
    /// Whether a register needs it.
    pub(super) is_required: bool,
    /// How much it may hold.
    pub(super) limits: Limits,
}

const PEOPLE_LIMITS: Limits = Limits {
    byte_count_max: 256 << 20,
    unpacked_byte_count_max: 1 << 30,
    row_count_max: 4_000_000,
    column_count_max: 64,
    cell_char_count_max: 32_767,
};

/// A million people of 50 markers are 50 million rows.
const PROFILE_LIMITS: Limits = Limits {
    byte_count_max: 2 << 30,
    unpacked_byte_count_max: 2 << 30,
    row_count_max: 50_000_000,
    column_count_max: 64,
    cell_char_count_max: 1000,
};

pub(super) const FAMILIES_FILE: TableFile = TableFile {
    name: "families",
    about: "who belongs to which family, one row a person",
    columns: &FAMILIES,
    is_required: true,
    limits: PEOPLE_LIMITS,
};

pub(super) const PROFILES_FILE: TableFile = TableFile {
    name: "profiles",
    about: "DNA profiles of relatives and of remains, one row a marker",
    columns: &PROFILES,
    is_required: true,
    limits: PROFILE_LIMITS,
};

pub(super) const MISSING_FILE: TableFile = TableFile {
    name: "missing",
    about: "what is told of missing people, one row a person",
    columns: &MISSING,
    is_required: false,
    limits: PEOPLE_LIMITS,
};

pub(super) const REMAINS_FILE: TableFile = TableFile {
    name: "remains",
    about: "what was read of remains, one row each",
    columns: &REMAINS,
    is_required: true,
    limits: PEOPLE_LIMITS,
};

/// Columns of `families`.
pub const FAMILIES: [Column; 8] = [
    needed("family", "name of the family", "F1"),
    needed("person", "name of the person, unique in the family", "F1-child"),
    needed("father", "person of the same family, or empty", ""),
    needed("mother", "person of the same family, or empty", ""),
    needed("sex", "male, female or unknown", "female"),
    needed("role", "in the family's words; `missing` marks who is sought", "missing"),
    optional(
        "population",
        "name of the population: NAME of a file frequencies-NAME.csv; empty for frequencies.csv",
        "",
    ),
    optional("twin_of", "the identical twin in the same family, or empty", ""),
];

/// Columns of `profiles`.
pub const PROFILES: [Column; 6] = [
    needed("sample", "name of the sample", "S1"),
    needed(
        "of",
        "a person (`family/person`, or the person alone where only one family has the name), or remains",
        "R1",
    ),
    needed("marker", "marker as in the frequency table, or Amelogenin with X and Y", "TH01"),
    needed("allele1", "first allele; empty where nothing was read", "7"),
    needed("allele2", "second allele: the same again for a homozygote, `-` where it is not known", "9.3"),
    optional("dropout", "probability that an allele was missed in this sample, from 0 to below 1", ""),
];

/// Columns of `missing`.
pub const MISSING: [Column; 14] = [
    needed("id", "name of the record, unique", "M1"),
    needed("family", "family in families.csv", "F1"),
    needed("person", "person of that family", "F1-child"),
    optional("name", "name as the family writes it, in any script", "Amina (made up)"),
    optional("sex_family", "sex as the family tells it: male, female or unknown", "female"),
    optional("sex_documents", "sex in documents: male, female or unknown", ""),
    optional("born", "birth date as far as known: 2001-05-14, 2001-05 or 2001", "2001"),
    optional("age_last_seen", "age when last seen, instead of a birth date: 24, 20-30 or 18+", ""),
    optional("last_seen", "when last seen or heard of: 2023-06-14, 2023-06 or 2023", "2023-06-14"),
    optional("place", "where last seen, in words", "Sfax, Tunisia"),
    optional("lat", "latitude of that place in degrees", "34.74"),
    optional("lon", "longitude of that place in degrees", "10.76"),
    optional("route", "route in words", "Central Mediterranean"),
    optional("circumstances", "anything else that was told", ""),
];

/// Columns of `remains`.
pub const REMAINS: [Column; 11] = [
    needed("id", "name of the record, unique", "R1"),
    optional("sex_documents", "sex in papers found with the remains: male, female or unknown", ""),
    optional("sex_amelogenin", "sex by amelogenin, where it does not stand in profiles.csv", ""),
    optional("sex_bones", "sex by pelvis or skull: male, female or unknown", "female"),
    optional("age_at_death", "age at death as estimated: 24, 20-30 or 18+", "18-25"),
    optional("found", "when found: 2023-06-21, 2023-06 or 2023", "2023-06-21"),
    optional("place", "where found, in words", "Lampedusa, Italy"),
    optional("lat", "latitude of that place in degrees", "35.5"),
    optional("lon", "longitude of that place in degrees", "12.6"),
    optional("route", "route in words", "Central Mediterranean"),
    optional("circumstances", "anything else that was noted", ""),
];

const fn needed(name: &'static str, meaning: &'static str, example: &'static str) -> Column {
    Column { name, is_required: true, meaning, example }
}

const fn optional(name: &'static str, meaning: &'static str, example: &'static str) -> Column {
    Column { is_required: false, ..needed(name, meaning, example) }
}

/// Position of a column by its name, at compile time: a name that the list does not have does not compile.
pub(super) const fn at(columns: &[Column], name: &str) -> usize {
    let mut index = 0;
    while index < columns.len() {
        if is_same(columns[index].name.as_bytes(), name.as_bytes()) {
            return index;
        }
        index += 1;
    }
    panic!("the list has no such column")
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}
