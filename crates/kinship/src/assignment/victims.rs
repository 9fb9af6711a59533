//! What is known of the victims by themselves.

use facts::Sex;

use super::{DviCase, DviError};
use crate::{Call, Observation, Pedigree, PersonDraft, likelihood::Engine};

/// The victims' genotypes by number, and how probable each is in someone unrelated.
pub(super) struct VictimGenotypes {
    /// `[marker][number]`; number 0 is untyped.
    distinct: Vec<Vec<Observation>>,
    /// `[victim][marker]`
    numbers: Vec<Vec<u16>>,
    /// `[victim]`: ln of the probability of all genotypes, and by marker.
    ln_unrelated: Vec<f64>,
}

impl VictimGenotypes {
    /// # Errors
    /// Where a victim's genotype has probability 0: no ratio against "unrelated" exists then.
    pub(super) fn new(case: &DviCase) -> Result<Self, DviError> {
        let stranger = PersonDraft { id: "victim".into(), sex: Sex::Unknown, ..PersonDraft::default() };
        // one person without parents is always a pedigree
        let alone = Pedigree::new(vec![stranger]).unwrap_or_default();
        let mut engine = Engine::new(&alone);
        let mut distinct = vec![vec![Observation::default()]; case.markers().len()];
        let mut numbers = Vec::with_capacity(case.victims().len());
        let mut ln_unrelated = Vec::with_capacity(case.victims().len());
        for victim in case.victims() {
            let mut row = Vec::with_capacity(distinct.len());
            let mut ln_sum = 0.0;
            for ((marker, &seen), known) in case.markers().iter().zip(&victim.observations).zip(&mut distinct) {
                let seen = if seen.call == Call::Untyped { Observation::default() } else { seen };
                let number = known.iter().position(|&other| other == seen).unwrap_or_else(|| {
                    known.push(seen);
                    known.len() - 1
                });
                row.push(number as u16);
                let ln = engine
                    .ln_likelihood(marker, &[seen], 0.0)
                    .map_err(|source| DviError::Likelihood { family: victim.id.clone(), source })?;
                if ln == f64::NEG_INFINITY {
                    let (victim, marker) = (victim.id.clone(), marker.name().to_string());
                    return Err(DviError::ImpossibleVictim { victim, marker });
                }
                ln_sum += ln;
            }
            numbers.push(row);
            ln_unrelated.push(ln_sum);
        }
        Ok(Self { distinct, numbers, ln_unrelated })
    }

    pub(super) fn number(&self, victim: usize, marker: usize) -> u16 {
        self.numbers[victim][marker]
    }

    pub(super) fn observation(&self, victim: usize, marker: usize) -> Observation {
        self.distinct[marker][usize::from(self.numbers[victim][marker])]
    }

    /// Count of different genotypes at a marker, "untyped" included.
    pub(super) fn distinct(&self, marker: usize) -> usize {
        self.distinct[marker].len()
    }

    /// ln P(all genotypes of the victim | unrelated to everybody).
    pub(super) fn ln_unrelated(&self, victim: usize) -> f64 {
        self.ln_unrelated[victim]
    }
}
