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
    #[error(
        "a mutation matrix of {size} alleles has {found} entries, expected {expected}; give one row and one column an allele"
    )]
    NotSquare {
        /// Alleles.
        size: usize,
        /// Entries found.
        found: usize,
        /// Entries expected.
        expected: usize,
    },
    /// An entry is no probability.
    #[error(
        "mutation matrix, row {row}, column {column} (from 1): `{found}` is not a probability; expected a number from 0 to 1"
    )]
    NotProbability {
        /// Row, from 1.
        row: usize,
        /// Column, from 1.
        column: usize,
        /// What was read.
        found: f64,
    },
    /// A row does not sum to 1.
    #[error("mutation matrix, row {row} (from 1) sums to {sum}; expected 1, rows are parents' alleles")]
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
    pub fn new(size: usize, mut entries: Vec<f64>) -> Result<Self, TransitionError> {
        if size == 0 || entries.len() != size * size {
            return Err(TransitionError::NotSquare { size, found: entries.len(), expected: size * size });
        }
        for (at, &found) in entries.iter().enumerate() {
            // a stabilised matrix may miss 0 or 1 by a rounding error
            if !(-1e-12..=1.0 + 1e-12).contains(&found) {
                return Err(TransitionError::NotProbability { row: at / size + 1, column: at % size + 1, found });
            }
        }
        for (row, values) in entries.chunks_mut(size).enumerate() {
            values.iter_mut().for_each(|entry| *entry = entry.clamp(0.0, 1.0));
            let sum: f64 = values.iter().sum();
            if (sum - 1.0).abs() > 1e-6 {
                return Err(TransitionError::RowSum { row: row + 1, sum });
            }
            // rows exact to the last digits stay as they were written
            if (sum - 1.0).abs() > 1e-12 {
                values.iter_mut().for_each(|entry| *entry /= sum);
            }
        }
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

    /// Share of meioses that mutate in a population with these `frequencies`: `1 - sum p_i M[i,i]`.
    ///
    /// Added up off the diagonal, so that a rate of 1e-9 keeps its digits.
    ///
    /// # Source
    /// I. Simonsson, P. Mostad, *FSI: Genetics* 23 (2016) 217-225.
    #[must_use]
    pub fn overall_rate(&self, frequencies: &[f64]) -> f64 {
        let leaves = |parent: usize| -> f64 {
            let row = self.row(parent);
            row[..parent].iter().chain(&row[parent + 1..]).sum()
        };
        frequencies.iter().enumerate().map(|(parent, p)| p * leaves(parent)).sum()
    }

    /// The same matrix with one more allele at the end, which never mutates and to which nothing mutates.
    ///
    /// # Source
    /// The silent allele of Familias: T. Egeland, D. Kling, P. Mostad (2016).
    #[must_use]
    pub fn extended_by_silent(&self) -> Self {
        let size = self.size + 1;
        let mut extended = Self::identity(size);
        for parent in 0..self.size {
            extended.entries[parent * size..][..self.size].copy_from_slice(self.row(parent));
        }
        extended
    }

    /// Whether the alleles of `lump` may be taken as one: every row of `lump` has the same entry in each column outside it.
    ///
    /// # Source
    /// J. G. Kemeny, J. L. Snell, *Finite Markov Chains* (1976), theorem 6.3.2.
    #[must_use]
    pub fn is_lumpable(&self, lump: &[usize]) -> bool {
        let Some((&first, rest)) = lump.split_first() else { return true };
        let mut inside = vec![false; self.size];
        lump.iter().for_each(|&allele| inside[allele] = true);
        (0..self.size).filter(|&column| !inside[column]).all(|column| {
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
    /// Whether the alleles of `lump` may be taken as one in mothers *and* in fathers.
    ///
    /// # Source
    /// J. G. Kemeny, J. L. Snell, *Finite Markov Chains* (1976), theorem 6.3.2, for each sex: one lumpable matrix is not enough.
    #[must_use]
    pub fn is_lumpable(&self, lump: &[usize]) -> bool {
        self.female.is_lumpable(lump) && self.male.is_lumpable(lump)
    }

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
