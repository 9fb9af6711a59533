//! The distribution of one person's genotype together with everything that was observed.

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
