//! The distribution of one person's genotype together with everything that was observed.

use super::states::States;

/// Joint probability of a person's ordered genotype and all observations.
#[derive(Clone, Debug, PartialEq)]
pub struct GenotypeJoint {
    pub(super) size: usize,
    pub(super) cells: Vec<f64>,
    pub(super) ln_scale: f64,
}

impl GenotypeJoint {
    /// Count of alleles: all of the marker, its silent allele last.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Relative probability of the pair (paternal, maternal) with everything observed; the greatest is near 1.
    ///
    /// # Source
    /// [`super::Engine::genotype_joint`].
    #[must_use]
    pub fn cell(&self, paternal: usize, maternal: usize) -> f64 {
        self.cells[paternal * self.size + maternal]
    }

    /// Natural log of the factor that turns a cell into a probability.
    ///
    /// # Source
    /// [`super::Engine::genotype_joint`].
    #[must_use]
    pub fn ln_scale(&self) -> f64 {
        self.ln_scale
    }

    /// Natural log of the sum of all cells: the probability of what was observed.
    ///
    /// # Source
    /// The law of total probability.
    #[must_use]
    pub fn ln_total(&self) -> f64 {
        self.cells.iter().sum::<f64>().ln() + self.ln_scale
    }
}

/// Summands of a joint distribution, each with its own scale.
pub(super) struct Terms {
    size: usize,
    terms: Vec<(f64, Vec<f64>)>,
}

impl Terms {
    pub fn new(size: usize) -> Self {
        Self { size, terms: Vec::new() }
    }

    /// Adds cells times `exp(ln)`: a table of pairs, or one over a single allele that both of a pair are.
    pub fn add(&mut self, ln: f64, cells: &[f64], is_pair: bool) {
        if ln == f64::NEG_INFINITY {
            return;
        }
        let mut table = cells.to_vec();
        if !is_pair {
            table = vec![0.0; self.size * self.size];
            cells.iter().enumerate().for_each(|(allele, cell)| table[allele * self.size + allele] = *cell);
        }
        self.terms.push((ln, table));
    }

    /// The sum, with what was seen of the person.
    pub fn joint(&self, seen: Option<&States>) -> GenotypeJoint {
        let size = self.size;
        let ln_scale = self.terms.iter().map(|term| term.0).fold(f64::NEG_INFINITY, f64::max);
        let mut cells = vec![0.0; size * size];
        for (ln, term) in &self.terms {
            let scale = (ln - ln_scale).exp();
            cells.iter_mut().zip(term).for_each(|(cell, value)| *cell += scale * value);
        }
        if let Some(seen) = seen {
            let mut allowed = vec![0.0; size * size];
            seen.pairs.iter().zip(&seen.weights).for_each(|(&(a, b), weight)| allowed[a * size + b] = *weight);
            cells.iter_mut().zip(&allowed).for_each(|(cell, weight)| *cell *= weight);
        }
        GenotypeJoint { size, cells, ln_scale }
    }
}
