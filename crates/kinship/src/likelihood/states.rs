//! What an observation leaves possible: ordered allele pairs (paternal, maternal) with P(seen | pair).

use super::domain::Domain;
use crate::{Call, Observation};

/// Possible ordered pairs of one typed person.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct States {
    /// (paternal, maternal) allele.
    pub pairs: Vec<(usize, usize)>,
    /// P(what was seen | pair), the same order.
    pub weights: Vec<f64>,
}

impl States {
    /// The pairs that explain an observation; `None` for an untyped person, whom every pair explains.
    ///
    /// A call a/a is explained by a/a, by a and a silent allele, and by a beside an allele that dropped out.
    ///
    /// Source: relMix, one contributor (G. Dørum et al. 2015): P(a/b seen | a/b) = (1-d)², P(a/a seen | a/b) = d(1-d),
    /// P(a/a seen | a/a) = 1-d²; Familias: a/a seen is a/a or a/silent.
    pub fn of(observation: &Observation, domain: &Domain) -> Option<Self> {
        let d = observation.dropout;
        let mut states = Self::default();
        match observation.call {
            Call::Untyped => return None,
            Call::Genotype(a, b) if a != b => {
                let (a, b) = (domain.of(a), domain.of(b));
                let weight = (1.0 - d) * (1.0 - d);
                states.push_both(a, b, weight);
            }
            Call::Genotype(a, _) => {
                let a = domain.of(a);
                states.push_both(a, a, 1.0 - d * d);
                for x in (0..domain.size).filter(|&x| x != a) {
                    // a silent allele is never seen, so only the copy of `a` must not drop out
                    let weight = if domain.silent == Some(x) { 1.0 - d } else { d * (1.0 - d) };
                    states.push_both(a, x, weight);
                }
            }
            Call::Partial(a) => {
                let a = domain.of(a);
                (0..domain.size).for_each(|x| states.push_both(a, x, 1.0));
            }
        }
        Some(states)
    }

    fn push_both(&mut self, a: usize, b: usize, weight: f64) {
        if weight == 0.0 {
            return;
        }
        self.pairs.push((a, b));
        self.weights.push(weight);
        if a != b {
            self.pairs.push((b, a));
            self.weights.push(weight);
        }
    }

    /// Both orders of a pair as one state: for founders, where nothing tells them apart.
    pub fn without_phase(&self) -> Self {
        let mut merged = Self::default();
        for (&(a, b), &weight) in self.pairs.iter().zip(&self.weights) {
            if a <= b {
                merged.pairs.push((a, b));
                merged.weights.push(if a == b { weight } else { 2.0 * weight });
            }
        }
        merged
    }

    /// What two observations of one genome (identical twins, a person sampled twice) leave possible together.
    pub fn and(&self, other: &Self) -> Self {
        let mut both = Self::default();
        for (pair, weight) in self.pairs.iter().zip(&self.weights) {
            if let Some(at) = other.pairs.iter().position(|second| second == pair) {
                both.pairs.push(*pair);
                both.weights.push(weight * other.weights[at]);
            }
        }
        both
    }

    /// Whether all states are the same two alleles, so that what is passed on does not depend on the state.
    pub fn is_one_pair(&self) -> bool {
        let sorted = |&(a, b): &(usize, usize)| (a.min(b), a.max(b));
        self.pairs.windows(2).all(|two| sorted(&two[0]) == sorted(&two[1]))
    }
}
