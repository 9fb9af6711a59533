//! log10 LR by observed genotype: one table a marker, one list of tables a family.

use evidence::Log10Lr;

use super::GenotypeCodes;
use crate::{Call, Marker};

/// Largest finite weight, either way, that one marker may carry; a double's logarithm never comes near it.
pub const LOG10_LR_ABS_MAX: f64 = 1e4;

/// log10 LR of one marker by the code of what was observed.
///
/// Invariant: an entry a code; 0 where untyped; each `-inf` (an exclusion) or at most [`LOG10_LR_ABS_MAX`] in size.
#[derive(Clone, Debug, PartialEq)]
pub struct GenotypeTable {
    codes: GenotypeCodes,
    log10_lr: Vec<f64>,
}

/// Why a table was refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// Too many alleles for a code of 16 bits.
    #[error("a marker of {found} alleles cannot be searched; at most {max} can, lump rare alleles first", max = super::SEARCH_ALLELE_COUNT_MAX)]
    TooManyAlleles {
        /// Count of alleles.
        found: usize,
    },
    /// The table does not have an entry a code.
    #[error("a table of {allele_count} alleles has {found} entries; expected {expected}, one a code")]
    EntryCount {
        /// Count of alleles.
        allele_count: usize,
        /// Entries found.
        found: usize,
        /// Entries expected.
        expected: usize,
    },
    /// An entry is not a weight.
    #[error("entry {code} of a table is {found}; expected `-inf` or a number within {LOG10_LR_ABS_MAX} of 0")]
    NotWeight {
        /// Code of the observation.
        code: usize,
        /// The entry.
        found: f64,
    },
    /// Untyped has a weight.
    #[error("an untyped marker weighs {found}; expected 0, since it says nothing")]
    UntypedWeighs {
        /// The entry.
        found: f64,
    },
}

impl GenotypeTable {
    /// A table from its entries in the order of [`GenotypeCodes`].
    ///
    /// # Errors
    /// [`TableError`] where the entries are too few, too many or not weights.
    pub fn new(allele_count: usize, log10_lr: Vec<f64>) -> Result<Self, TableError> {
        let codes = GenotypeCodes::new(allele_count).ok_or(TableError::TooManyAlleles { found: allele_count })?;
        let (found, expected) = (log10_lr.len(), codes.count());
        if found != expected {
            return Err(TableError::EntryCount { allele_count, found, expected });
        }
        let is_weight = |entry: f64| entry == f64::NEG_INFINITY || entry.abs() <= LOG10_LR_ABS_MAX;
        if let Some((code, &found)) = log10_lr.iter().enumerate().find(|&(_, &entry)| !is_weight(entry)) {
            return Err(TableError::NotWeight { code, found });
        }
        if log10_lr[0] != 0.0 {
            return Err(TableError::UntypedWeighs { found: log10_lr[0] });
        }
        Ok(Self { codes, log10_lr })
    }

    /// A marker of which nothing is known in the family: every observation weighs nothing.
    ///
    /// # Errors
    /// [`TableError::TooManyAlleles`].
    pub fn neutral(marker: &Marker) -> Result<Self, TableError> {
        let found = marker.alleles().len();
        let codes = GenotypeCodes::new(found).ok_or(TableError::TooManyAlleles { found })?;
        Ok(Self { codes, log10_lr: vec![0.0; codes.count()] })
    }

    /// The codes of this marker.
    #[must_use]
    pub const fn codes(&self) -> GenotypeCodes {
        self.codes
    }

    /// log10 LR by code.
    #[must_use]
    pub fn entries(&self) -> &[f64] {
        &self.log10_lr
    }

    /// Weight of one call; `None` where an allele is not in the table.
    ///
    /// # Source
    /// The entry of the table; [`FamilyTables::of_family`] says how a family's tables are computed.
    #[must_use]
    pub fn weight(&self, call: Call) -> Option<Log10Lr> {
        self.codes.encode(call).and_then(|code| Log10Lr::new(self.log10_lr[usize::from(code)]))
    }
}

/// The tables of one family, a marker each, in the order of the markers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FamilyTables {
    markers: Vec<GenotypeTable>,
}

impl FamilyTables {
    /// Tables in the order of the markers.
    #[must_use]
    pub const fn new(markers: Vec<GenotypeTable>) -> Self {
        Self { markers }
    }

    /// The tables in the order of the markers.
    #[must_use]
    pub fn markers(&self) -> &[GenotypeTable] {
        &self.markers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AlleleIndex;

    #[test]
    fn what_is_no_weight_is_refused() {
        // two alleles: untyped, 0/0, 0/1, 1/1, 0/-, 1/-
        let table = |entries: [f64; 6]| GenotypeTable::new(2, entries.to_vec());
        assert!(table([0.0, f64::NEG_INFINITY, 1.0, -2.0, 0.5, 0.0]).is_ok());
        assert!(matches!(table([0.0, f64::NAN, 1.0, 1.0, 1.0, 1.0]), Err(TableError::NotWeight { code: 1, .. })));
        assert!(matches!(table([0.0, 1.0, f64::INFINITY, 1.0, 1.0, 1.0]), Err(TableError::NotWeight { code: 2, .. })));
        assert_eq!(table([1.0; 6]), Err(TableError::UntypedWeighs { found: 1.0 }));
        let short = TableError::EntryCount { allele_count: 2, found: 5, expected: 6 };
        assert_eq!(GenotypeTable::new(2, vec![0.0; 5]), Err(short));
    }

    #[test]
    fn a_call_finds_its_entry() {
        let table = GenotypeTable::new(2, vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        let weight = |call| table.weight(call).map(Log10Lr::get);
        assert_eq!(weight(Call::Genotype(AlleleIndex(1), AlleleIndex(0))), Some(2.0));
        assert_eq!(weight(Call::Partial(AlleleIndex(1))), Some(5.0));
        assert_eq!(weight(Call::Partial(AlleleIndex(2))), None);
        assert_eq!(weight(Call::Untyped), Some(0.0));
    }
}
