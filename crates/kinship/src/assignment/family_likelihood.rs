//! Likelihoods of one family with some victims in the places of its missing people.

use std::collections::HashMap;

use super::{DviCase, DviError, Pair, victims::VictimGenotypes};
use crate::{Marker, Observation, PersonIndex, likelihood::Engine};

/// Likelihoods kept a marker before all are dropped; 32 bytes each.
const KEPT_COUNT_MAX: usize = 1 << 18;

/// One family under one setting of mutation. Keeps each marker's likelihood by the genotypes placed, so that victims of one
/// genotype, and victims untyped at the marker, cost nothing again.
#[derive(Clone)]
pub(super) struct FamilyLikelihood<'a> {
    case: &'a DviCase,
    family: usize,
    markers: &'a [Marker],
    victims: &'a VictimGenotypes,
    engine: Engine,
    /// `[marker][person]`
    relatives: Vec<Vec<Observation>>,
    /// Which place among the family's missing people somebody has.
    places: HashMap<PersonIndex, u32>,
    kept: Vec<HashMap<u128, f64>>,
    /// `[marker]`: ln P(relatives)
    ln_own: Vec<f64>,
}

impl<'a> FamilyLikelihood<'a> {
    pub(super) fn new(
        case: &'a DviCase,
        family: usize,
        markers: &'a [Marker],
        victims: &'a VictimGenotypes,
    ) -> Result<Self, DviError> {
        let of = &case.families()[family];
        let relatives: Vec<Vec<Observation>> =
            (0..markers.len()).map(|marker| of.observations.iter().map(|row| row[marker]).collect()).collect();
        let mut likelihood = Self {
            case,
            family,
            markers,
            victims,
            engine: Engine::new(&of.pedigree),
            relatives,
            places: of.missing.iter().zip(0..).map(|(&person, place)| (person, place)).collect(),
            kept: vec![HashMap::new(); markers.len()],
            ln_own: Vec::new(),
        };
        likelihood.ln_own = (0..markers.len()).map(|marker| likelihood.at(marker, &[])).collect::<Result<_, _>>()?;
        Ok(likelihood)
    }

    /// ln P(relatives), `-inf` where the family contradicts itself.
    pub(super) fn ln_own(&self) -> f64 {
        self.ln_own.iter().sum()
    }

    /// ln of P(relatives and victims | the victims are who `pairs` says) : P(relatives) P(victims | unrelated); `None` for a
    /// ratio of 0. The family must not contradict itself.
    pub(super) fn ln_ratio(&mut self, pairs: &[Pair]) -> Result<Option<f64>, DviError> {
        // what is known already may rule it out for free
        for marker in 0..self.markers.len() {
            if self.recall(marker, pairs) == Some(f64::NEG_INFINITY) {
                return Ok(None);
            }
        }
        let mut ln_ratio = 0.0;
        for marker in 0..self.markers.len() {
            let ln = self.at(marker, pairs)?;
            if ln == f64::NEG_INFINITY {
                return Ok(None);
            }
            ln_ratio += ln - self.ln_own[marker];
        }
        let unrelated: f64 = pairs.iter().map(|pair| self.victims.ln_unrelated(pair.victim)).sum();
        Ok(Some(ln_ratio - unrelated))
    }

    /// Count of markers at which relatives and victims are impossible together, the family's own contradictions included.
    pub(super) fn impossible_count(&mut self, pairs: &[Pair]) -> Result<u32, DviError> {
        let mut count = 0;
        for marker in 0..self.markers.len() {
            count += u32::from(self.at(marker, pairs)? == f64::NEG_INFINITY);
        }
        Ok(count)
    }

    fn recall(&self, marker: usize, pairs: &[Pair]) -> Option<f64> {
        self.kept[marker].get(&self.key(marker, pairs)?).copied()
    }

    fn at(&mut self, marker: usize, pairs: &[Pair]) -> Result<f64, DviError> {
        let key = self.key(marker, pairs);
        if let Some(&ln) = key.and_then(|key| self.kept[marker].get(&key)) {
            return Ok(ln);
        }
        let case = self.case;
        let observations = &mut self.relatives[marker];
        for pair in pairs {
            observations[case.missing()[pair.missing].person] = self.victims.observation(pair.victim, marker);
        }
        let ln = self.engine.ln_likelihood(&self.markers[marker], observations, 0.0);
        for pair in pairs {
            observations[case.missing()[pair.missing].person] = Observation::default();
        }
        let ln =
            ln.map_err(|source| DviError::Likelihood { family: case.families()[self.family].name.clone(), source })?;
        if let Some(key) = key {
            if self.kept[marker].len() >= KEPT_COUNT_MAX {
                self.kept[marker].clear();
            }
            self.kept[marker].insert(key, ln);
        }
        Ok(ln)
    }

    /// The genotypes placed, as one number; `None` where it does not fit.
    fn key(&self, marker: usize, pairs: &[Pair]) -> Option<u128> {
        let bits = usize::BITS - self.victims.distinct(marker).leading_zeros();
        if self.places.len() as u32 * bits > u128::BITS {
            return None;
        }
        let mut key = 0;
        for pair in pairs {
            let place = self.places.get(&self.case.missing()[pair.missing].person)?;
            key |= u128::from(self.victims.number(pair.victim, marker)) << (place * bits);
        }
        Some(key)
    }
}
