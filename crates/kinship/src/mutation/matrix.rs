//! A mutation matrix, and the pair of them for both sexes.

/// Mutation matrix `[parent's allele][child's allele]`, row-major, dimensionless.
///
/// Invariant: square, entries in `0..=1`, each row sums to 1 (within 1e-6, then rescaled).
#[derive(Clone, Debug, PartialEq)]
pub struct TransitionMatrix {
    size: usize,
    entries: Vec<f64>,
}

/// Why numbers are not a mutation matrix.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TransitionError {
    /// Not square.
    #[error("a mutation matrix of {size} alleles has {found} entries, expected {expected}")]
    NotSquare {
        /// Alleles.
        size: usize,
        /// Entries found.
        found: usize,
        /// Entries expected.
        expected: usize,
    },
    /// An entry is no probability.
    #[error("mutation matrix, row {row}, column {column} (from 1): {found} is not a probability")]
    NotProbability {
        /// Row, from 1.
        row: usize,
        /// Column, from 1.
        column: usize,
        /// What was read.
        found: f64,
    },
    /// A row does not sum to 1.
    #[error("mutation matrix, row {row} (from 1) sums to {sum}, expected 1")]
    RowSum {
        /// Row, from 1.
        row: usize,
        /// The sum found.
        sum: f64,
    },
}

impl TransitionMatrix {
    /// Checks a row-major matrix of `size` alleles.
    ///
    /// # Errors
    /// [`TransitionError`] naming row and column.
    pub fn new(size: usize, entries: Vec<f64>) -> Result<Self, TransitionError> {
        if entries.len() != size * size {
            return Err(TransitionError::NotSquare { size, found: entries.len(), expected: size * size });
        }
        for (at, &found) in entries.iter().enumerate() {
            // a stabilised matrix may miss 0 or 1 by a rounding error
            if !(-1e-12..=1.0 + 1e-12).contains(&found) {
                return Err(TransitionError::NotProbability { row: at / size + 1, column: at % size + 1, found });
            }
        }
        for (row, values) in entries.chunks(size).enumerate() {
            let sum: f64 = values.iter().sum();
            if (sum - 1.0).abs() > 1e-6 {
                return Err(TransitionError::RowSum { row: row + 1, sum });
            }
        }
        let entries = entries.into_iter().map(|entry| entry.clamp(0.0, 1.0)).collect();
        Ok(Self { size, entries })
    }

    /// Nothing mutates.
    #[must_use]
    pub fn identity(size: usize) -> Self {
        let mut entries = vec![0.0; size * size];
        (0..size).for_each(|at| entries[at * size + at] = 1.0);
        Self { size, entries }
    }

    /// Count of alleles.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// All entries, row-major.
    #[must_use]
    pub fn entries(&self) -> &[f64] {
        &self.entries
    }

    /// Row of one parent's allele: the distribution of the child's allele.
    #[must_use]
    pub fn row(&self, parent: usize) -> &[f64] {
        &self.entries[parent * self.size..][..self.size]
    }

    /// P(child has `child` | parent transmits `parent`).
    ///
    /// # Source
    /// The definition of [`TransitionMatrix`].
    #[must_use]
    pub fn get(&self, parent: usize, child: usize) -> f64 {
        self.entries[parent * self.size + child]
    }

    /// Whether the alleles of `lump` may be taken as one: every row of `lump` has the same entry in each column outside it.
    ///
    /// # Source
    /// J. G. Kemeny, J. L. Snell, *Finite Markov Chains* (1976), theorem 6.3.2.
    #[must_use]
    pub fn is_lumpable(&self, lump: &[usize]) -> bool {
        let Some((&first, rest)) = lump.split_first() else { return true };
        (0..self.size).filter(|column| !lump.contains(column)).all(|column| {
            let entry = self.get(first, column);
            rest.iter().all(|&row| (self.get(row, column) - entry).abs() <= 1e-15 + 1e-13 * entry.abs())
        })
    }
}

/// Mutation matrices by the sex of the transmitting parent.
#[derive(Clone, Debug, PartialEq)]
pub struct Mutation {
    /// From mothers.
    pub female: TransitionMatrix,
    /// From fathers.
    pub male: TransitionMatrix,
}

impl Mutation {
    /// Whether the frequencies are a stationary distribution of both matrices, within 1e-9.
    ///
    /// # Source
    /// M. D. Vigeland, T. Egeland, pedmut; stationarity is `p M = p`.
    #[must_use]
    pub fn is_stationary(&self, frequencies: &[f64]) -> bool {
        [&self.female, &self.male].iter().all(|matrix| {
            (0..matrix.size()).all(|child| {
                let after: f64 = frequencies.iter().enumerate().map(|(parent, p)| p * matrix.get(parent, child)).sum();
                (after - frequencies[child]).abs() <= 1e-9
            })
        })
    }
}
