//! The alleles and frequencies for which a model is built, checked once.

use super::{ModelName, MutationError, TransitionMatrix};
use crate::AlleleName;

/// Invariant: at least one allele, as many frequencies, each non-negative, with sum 1.
pub(super) struct Setting<'a> {
    pub model: ModelName,
    pub alleles: &'a [AlleleName],
    pub frequencies: Vec<f64>,
}

impl<'a> Setting<'a> {
    pub fn new(model: ModelName, alleles: &'a [AlleleName], frequencies: &[f64]) -> Result<Self, MutationError> {
        if alleles.len() != frequencies.len() || alleles.is_empty() {
            return Err(MutationError::Unequal { alleles: alleles.len(), frequencies: frequencies.len() });
        }
        let sum: f64 = frequencies.iter().sum();
        let bad = frequencies.iter().position(|p| !(0.0..=1.0).contains(p) || sum <= 0.0);
        if let Some(at) = bad {
            return Err(MutationError::BadFrequency { allele: alleles[at].to_string(), found: frequencies[at] });
        }
        // a model's rate is an average over the visible alleles, whose frequencies may sum to less beside a silent one
        let exact = (sum - 1.0).abs() <= 1e-15;
        let frequencies = frequencies.iter().map(|p| if exact { *p } else { p / sum }).collect();
        Ok(Self { model, alleles, frequencies })
    }

    pub fn size(&self) -> usize {
        self.alleles.len()
    }

    pub fn name(&self, allele: usize) -> String {
        self.alleles[allele].to_string()
    }

    /// Refuses a single allele, which has nothing to mutate to.
    pub fn needs_two_alleles(&self) -> Result<(), MutationError> {
        if self.size() > 1 {
            return Ok(());
        }
        Err(MutationError::SingleAllele { model: self.model, allele: self.name(0) })
    }

    /// Refuses frequencies of 0.
    pub fn needs_positive_frequencies(&self) -> Result<(), MutationError> {
        match self.frequencies.iter().position(|&p| p <= 0.0) {
            None => Ok(()),
            Some(at) => Err(MutationError::ZeroFrequency { model: self.model, allele: self.name(at) }),
        }
    }

    /// Whole repeats and microvariant digits of all alleles, no two the same.
    pub fn repeats(&self) -> Result<Vec<(u32, u32)>, MutationError> {
        let mut repeats: Vec<(u32, u32)> = Vec::with_capacity(self.size());
        for allele in self.alleles {
            let Some(read) = allele.repeats() else {
                return Err(MutationError::NotRepeats { model: self.model, allele: allele.to_string() });
            };
            if let Some(first) = repeats.iter().position(|&other| other == read) {
                let (first, second) = (self.name(first), allele.to_string());
                return Err(MutationError::SameRepeats { model: self.model, first, second });
            }
            repeats.push(read);
        }
        Ok(repeats)
    }

    /// Whole repeats of all alleles; a microvariant is refused.
    pub fn whole_repeats(&self) -> Result<Vec<u32>, MutationError> {
        let repeats = self.repeats()?;
        match repeats.iter().position(|&(_, micro)| micro != 0) {
            Some(at) => Err(MutationError::NotWhole { model: self.model, allele: self.name(at) }),
            None => Ok(repeats.into_iter().map(|(whole, _)| whole).collect()),
        }
    }
}

/// A matrix from its entries off the diagonal; each diagonal entry is what its row leaves.
pub(super) fn from_off_diagonal(
    size: usize,
    entry: impl Fn(usize, usize) -> f64,
) -> Result<TransitionMatrix, MutationError> {
    let mut entries = vec![0.0; size * size];
    for (parent, row) in entries.chunks_mut(size).enumerate() {
        let others = (0..size).filter(|&child| child != parent);
        others.for_each(|child| row[child] = entry(parent, child));
        row[parent] = 1.0 - row.iter().sum::<f64>();
    }
    Ok(TransitionMatrix::new(size, entries)?)
}
