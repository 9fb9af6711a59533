//! Pedigree files of the linkage tradition (PLINK, Merlin): `.ped`, with marker names from `.map` or `.dat`.
//!
//! A line is a person: family, id, father, mother, sex (1 male, 2 female, 0 unknown), then, with [`Layout::plink`], a
//! phenotype, then two alleles a marker, as two columns or as `1/2` in one. `0` stands for nobody and for an allele that is
//! not known. Lines that begin with `#` are passed over. Phenotypes are kept as they are written.
//!
//! PLINK takes a parent who has no row of their own for absent; here every parent has a row, since it is the pedigree that
//! is computed. Twin columns of Merlin (`Z`) are refused: leaving them out would change likelihoods.

mod layout;
mod reader;
mod writer;

use kinship::{AlleleName, Call, Marker, Pedigree};

pub use layout::{Item, Layout, read_dat, read_map};
pub use reader::read;
pub use writer::{PedWriteError, write, write_map};

/// Largest file that is read.
pub const PED_BYTE_COUNT_MAX: u64 = 16 << 20;
/// Most people of one family.
pub const PERSON_COUNT_MAX: usize = 5000;

/// Families with their calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PedFile {
    /// Markers in the order of the columns.
    pub markers: Vec<String>,
    /// Families in the order in which they first occur.
    pub families: Vec<PedFamily>,
}

/// One family; ids are unique within it.
#[derive(Clone, Debug, PartialEq)]
pub struct PedFamily {
    /// Name.
    pub name: String,
    /// Who descends from whom, in the order of the rows.
    pub pedigree: Pedigree,
    /// Phenotype of each person as written; `None` where the file has no such column.
    pub phenotypes: Vec<Option<String>>,
    /// Calls, `[person][marker]`.
    pub calls: Vec<Vec<PedCall>>,
}

/// Two alleles as written; `None` for one that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PedCall(pub Option<AlleleName>, pub Option<AlleleName>);

impl PedCall {
    /// The call at a marker, or the allele that the marker does not list.
    ///
    /// # Errors
    /// The first such allele.
    pub fn at(&self, marker: &Marker) -> Result<Call, &AlleleName> {
        let index = |allele: &'_ Option<AlleleName>| allele.as_ref().map(|allele| marker.allele(allele.as_str()));
        match (index(&self.0), index(&self.1)) {
            (Some(None), _) => self.0.as_ref().map_or(Ok(Call::Untyped), Err),
            (_, Some(None)) => self.1.as_ref().map_or(Ok(Call::Untyped), Err),
            (Some(Some(one)), Some(Some(other))) => Ok(Call::Genotype(one, other)),
            (Some(Some(one)), None) | (None, Some(Some(one))) => Ok(Call::Partial(one)),
            (None, None) => Ok(Call::Untyped),
        }
    }
}

#[cfg(test)]
mod tests;
