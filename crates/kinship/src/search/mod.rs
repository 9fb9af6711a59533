//! Family search: one missing person of a family against many profiles.
//!
//! For a family the distribution of the missing person's genotype given the relatives is computed once a marker and
//! kept as a table of log10 LR by observed genotype ([`FamilyTables`]). A profile then costs one look-up a marker.
//! [`search`] runs a table over [`PackedProfiles`]; [`search_many`] reads each tile of profiles once for many families.
//!
//! The scan works in two steps. A kernel adds up *deficits*, 8-bit numbers that say how far each genotype stays below the
//! best of its marker, rounded so that a profile is only ever judged too well (`bound`). What is left is summed in f64 in
//! marker order, so the hits and their bytes are those of the full f64 sum, whatever kernel the machine runs.

mod bound;
mod code;
mod family;
mod hits;
mod kernel;
mod packed;
mod scan;
mod table;

pub use code::{GenotypeCodes, SEARCH_ALLELE_COUNT_MAX};
pub use family::{FamilyError, SearchedFamily};
pub use hits::{Hit, SearchOptions};
pub use packed::{PackError, PackedProfiles, ProfilePacker};
pub use scan::{SearchError, log10_lrs, log10_lrs_into, search, search_many};
pub use table::{FamilyTables, GenotypeTable, LOG10_LR_ABS_MAX, TableError};
