//! A locus, ready for computing.

use std::collections::HashSet;

use crate::{AlleleIndex, AlleleName, mutation::Mutation};

/// A locus: alleles, their frequencies in one population, and how they mutate.
///
/// Invariant: at least one allele; names unique; frequencies non-negative, as many as alleles (one more where there is
/// a silent allele, which stands last), with sum 1; mutation matrices of that same size.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    name: String,
    alleles: Vec<AlleleName>,
    frequencies: Vec<f64>,
    has_silent: bool,
    mutation: Option<Mutation>,
}

/// Why a marker was refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MarkerError {
    /// No alleles.
    #[error("marker `{marker}` has no alleles; give each allele with its frequency")]
    NoAlleles {
        /// Marker.
        marker: String,
    },
    /// An allele is listed twice.
    #[error("marker `{marker}` lists allele `{allele}` twice; keep one row with the summed frequency")]
    DuplicateAllele {
        /// Marker.
        marker: String,
        /// Allele.
        allele: String,
    },
    /// As many frequencies as alleles are needed.
    #[error("marker `{marker}` has {alleles} alleles and {frequencies} frequencies; give one frequency an allele")]
    Unequal {
        /// Marker.
        marker: String,
        /// Count of alleles.
        alleles: usize,
        /// Count of frequencies.
        frequencies: usize,
    },
    /// A frequency is negative, above 1, or not a number.
    #[error("marker `{marker}`: frequency of allele `{allele}` is {found}; expected a number from 0 to 1")]
    BadFrequency {
        /// Marker.
        marker: String,
        /// Allele.
        allele: String,
        /// What was read.
        found: f64,
    },
    /// The frequencies are not a distribution.
    #[error("marker `{marker}`: frequencies sum to {sum}; expected 1 (within 0.001), rescale the table first")]
    BadSum {
        /// Marker.
        marker: String,
        /// The sum found.
        sum: f64,
    },
    /// A mutation matrix does not fit the alleles.
    #[error("marker `{marker}`: a mutation matrix has {found} rows, expected {expected} (the silent allele counts)")]
    MatrixSize {
        /// Marker.
        marker: String,
        /// Rows found.
        found: usize,
        /// Rows expected.
        expected: usize,
    },
    /// Too many alleles for an index.
    #[error("marker `{marker}` has {found} alleles; at most {max} can be computed")]
    TooManyAlleles {
        /// Marker.
        marker: String,
        /// Count found.
        found: usize,
        /// The limit.
        max: usize,
    },
}

/// Most alleles of one marker.
pub const ALLELE_COUNT_MAX: usize = 4096;
/// How far from 1 the frequencies of a marker may sum before they are refused; what is left is rescaled.
pub const FREQUENCY_SUM_SLACK: f64 = 1e-3;

impl Marker {
    /// A marker without mutation and without a silent allele. Frequencies are rescaled to sum exactly 1.
    ///
    /// # Errors
    /// [`MarkerError`] naming marker and allele.
    pub fn new(name: &str, alleles: Vec<AlleleName>, frequencies: Vec<f64>) -> Result<Self, MarkerError> {
        Self::with_silent(name, alleles, frequencies, None)
    }

    /// A marker with a silent (null) allele of frequency `silent` beside the visible ones. All frequencies together sum to 1.
    ///
    /// # Errors
    /// [`MarkerError`] naming marker and allele.
    pub fn with_silent(
        name: &str,
        alleles: Vec<AlleleName>,
        mut frequencies: Vec<f64>,
        silent: Option<f64>,
    ) -> Result<Self, MarkerError> {
        let marker = name.to_string();
        if alleles.is_empty() {
            return Err(MarkerError::NoAlleles { marker });
        }
        if alleles.len() > ALLELE_COUNT_MAX {
            return Err(MarkerError::TooManyAlleles { marker, found: alleles.len(), max: ALLELE_COUNT_MAX });
        }
        let mut seen = HashSet::new();
        if let Some(twice) = alleles.iter().find(|allele| !seen.insert(*allele)) {
            return Err(MarkerError::DuplicateAllele { marker, allele: twice.to_string() });
        }
        if alleles.len() != frequencies.len() {
            return Err(MarkerError::Unequal { marker, alleles: alleles.len(), frequencies: frequencies.len() });
        }
        frequencies.extend(silent);
        for (index, &found) in frequencies.iter().enumerate() {
            if !(0.0..=1.0).contains(&found) {
                let allele = alleles.get(index).map_or("silent".to_string(), ToString::to_string);
                return Err(MarkerError::BadFrequency { marker, allele, found });
            }
        }
        let sum: f64 = frequencies.iter().sum();
        if (sum - 1.0).abs() > FREQUENCY_SUM_SLACK {
            return Err(MarkerError::BadSum { marker, sum });
        }
        if (sum - 1.0).abs() > 1e-12 {
            frequencies.iter_mut().for_each(|frequency| *frequency /= sum);
        }
        Ok(Self { name: marker, alleles, frequencies, has_silent: silent.is_some(), mutation: None })
    }

    /// The same marker with mutation matrices over all its alleles, the silent one included.
    ///
    /// # Errors
    /// [`MarkerError::MatrixSize`] where a matrix does not fit.
    pub fn with_mutation(mut self, mutation: Mutation) -> Result<Self, MarkerError> {
        for matrix in [&mutation.female, &mutation.male] {
            if matrix.size() != self.frequencies.len() {
                return Err(MarkerError::MatrixSize {
                    marker: self.name,
                    found: matrix.size(),
                    expected: self.frequencies.len(),
                });
            }
        }
        self.mutation = Some(mutation);
        Ok(self)
    }

    /// The same marker with mutation off.
    #[must_use]
    pub fn without_mutation(mut self) -> Self {
        self.mutation = None;
        self
    }

    /// Name of the locus.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Visible alleles in the order of the frequencies.
    #[must_use]
    pub fn alleles(&self) -> &[AlleleName] {
        &self.alleles
    }

    /// Frequencies of the alleles; where there is a silent allele its frequency stands last.
    #[must_use]
    pub fn frequencies(&self) -> &[f64] {
        &self.frequencies
    }

    /// The silent allele, if the marker has one.
    #[must_use]
    pub fn silent(&self) -> Option<AlleleIndex> {
        self.has_silent.then_some(AlleleIndex(self.alleles.len() as u16))
    }

    /// Mutation matrices of both sexes; `None` where alleles never mutate.
    #[must_use]
    pub fn mutation(&self) -> Option<&Mutation> {
        self.mutation.as_ref()
    }

    /// Finds a visible allele by its name.
    #[must_use]
    pub fn allele(&self, name: &str) -> Option<AlleleIndex> {
        let name = name.trim();
        self.alleles.iter().position(|allele| allele.as_str() == name).map(|index| AlleleIndex(index as u16))
    }
}
