//! The alleles that one computation tells apart, with their frequencies and mutation matrices.

use crate::{AlleleIndex, Call, Marker, Observation, mutation::TransitionMatrix};

/// Alleles of a marker, unobserved ones lumped into one where that is exact.
pub(super) struct Domain {
    /// Count of alleles told apart.
    pub size: usize,
    /// Frequency of each.
    pub frequencies: Vec<f64>,
    /// Mutation from mothers, row-major, parent's allele first.
    pub female: Vec<f64>,
    /// Mutation from fathers.
    pub male: Vec<f64>,
    /// Silent allele, if the marker has one.
    pub silent: Option<usize>,
    /// From the marker's alleles to ours.
    of: Vec<usize>,
}

impl Domain {
    /// All alleles of the marker, or the observed ones and one for the rest.
    ///
    /// Alleles may be taken as one where they play the same part: without mutation always, with mutation if both sexes'
    /// matrices are lumpable (Kemeny & Snell 1976). The silent allele is never lumped.
    pub fn new(marker: &Marker, observations: &[Observation], may_lump: bool) -> Self {
        let count = marker.frequencies().len();
        let silent = marker.silent().map(AlleleIndex::index);
        let mut keep = vec![!may_lump; count];
        for observation in observations {
            match observation.call {
                Call::Untyped => {}
                Call::Genotype(a, b) => {
                    keep[a.index()] = true;
                    keep[b.index()] = true;
                }
                Call::Partial(a) => keep[a.index()] = true,
            }
        }
        if let Some(silent) = silent {
            keep[silent] = true;
        }
        let lump: Vec<usize> = (0..count).filter(|&allele| !keep[allele]).collect();
        let lumpable = |matrix: &TransitionMatrix| is_lumpable(matrix, &lump, &keep);
        let exact = marker.mutation().is_none_or(|m| lumpable(&m.female) && lumpable(&m.male));
        if lump.len() < 2 || !exact {
            return Self::whole(marker, silent);
        }
        Self::lumped(marker, &keep, silent)
    }

    fn whole(marker: &Marker, silent: Option<usize>) -> Self {
        let size = marker.frequencies().len();
        let identity = || TransitionMatrix::identity(size).entries().to_vec();
        let (female, male) = marker
            .mutation()
            .map_or_else(|| (identity(), identity()), |m| (m.female.entries().to_vec(), m.male.entries().to_vec()));
        Self { size, frequencies: marker.frequencies().to_vec(), female, male, silent, of: (0..size).collect() }
    }

    fn lumped(marker: &Marker, keep: &[bool], silent: Option<usize>) -> Self {
        let rest = keep.iter().filter(|keep| **keep).count();
        let size = rest + 1;
        let mut next = 0;
        let of: Vec<usize> = keep
            .iter()
            .map(|&kept| {
                if !kept {
                    return rest;
                }
                next += 1;
                next - 1
            })
            .collect();
        let mut frequencies = vec![0.0; size];
        for (allele, frequency) in marker.frequencies().iter().enumerate() {
            frequencies[of[allele]] += frequency;
        }
        let lump = |matrix: Option<&TransitionMatrix>| {
            let Some(matrix) = matrix else { return TransitionMatrix::identity(size).entries().to_vec() };
            let mut entries = vec![0.0; size * size];
            let mut done = vec![false; size];
            for (row, &to) in of.iter().enumerate() {
                if std::mem::replace(&mut done[to], true) {
                    continue; // rows of the lump agree outside it, and so in their sum within it
                }
                for (column, entry) in matrix.row(row).iter().enumerate() {
                    entries[to * size + of[column]] += entry;
                }
            }
            entries
        };
        Self {
            size,
            frequencies,
            female: lump(marker.mutation().map(|m| &m.female)),
            male: lump(marker.mutation().map(|m| &m.male)),
            silent: silent.map(|silent| of[silent]),
            of,
        }
    }

    /// Our index of the marker's allele.
    pub fn of(&self, allele: AlleleIndex) -> usize {
        self.of[allele.index()]
    }
}

/// Theorem 6.3.2 of Kemeny & Snell (1976): every row of the lump has the same entry in each column outside it.
fn is_lumpable(matrix: &TransitionMatrix, lump: &[usize], keep: &[bool]) -> bool {
    let Some((&first, rest)) = lump.split_first() else { return true };
    let model = matrix.row(first);
    rest.iter().all(|&row| {
        let entries = matrix.row(row);
        keep.iter()
            .enumerate()
            .all(|(column, &outside)| !outside || (entries[column] - model[column]).abs() <= 1e-14 * model[column])
    })
}
