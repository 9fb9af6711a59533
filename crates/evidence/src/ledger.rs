//! Adding weights up, within one pair of hypotheses.

use crate::{HypothesisPair, Log10Lr, Probability, Weight};

/// Weights that compare one and the same pair of hypotheses, and their sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    pair: HypothesisPair,
    weights: Vec<Weight>,
}

/// Two weights speak about different hypotheses and may not be added.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error(
    "`{item}` compares `{found}`, this sum compares `{expected}`; keep a sum of its own for each pair of hypotheses"
)]
pub struct MixedHypotheses {
    /// The item refused.
    pub item: String,
    /// Its second hypothesis.
    pub found: String,
    /// The second hypothesis of the sum.
    pub expected: String,
}

impl Ledger {
    /// An empty sum for one pair of hypotheses.
    #[must_use]
    pub fn new(pair: HypothesisPair) -> Self {
        Self { pair, weights: Vec::new() }
    }

    /// Adds one weight.
    ///
    /// # Errors
    /// [`MixedHypotheses`] where the weight compares another pair.
    pub fn add(&mut self, weight: Weight) -> Result<(), MixedHypotheses> {
        if weight.pair != self.pair {
            return Err(MixedHypotheses { item: weight.item, found: weight.pair.h2, expected: self.pair.h2.clone() });
        }
        self.weights.push(weight);
        Ok(())
    }

    /// The pair of hypotheses that all weights compare.
    #[must_use]
    pub fn pair(&self) -> &HypothesisPair {
        &self.pair
    }

    /// The weights in the order in which they were added.
    #[must_use]
    pub fn weights(&self) -> &[Weight] {
        &self.weights
    }

    /// The sum of all weights.
    ///
    /// # Source
    /// I. J. Good (1950), ch. 6: weights of independent evidence add up.
    #[must_use]
    pub fn total(&self) -> Log10Lr {
        self.weights.iter().map(|weight| weight.lr).sum()
    }

    /// The probability of H1 after all weights.
    ///
    /// # Source
    /// Bayes' theorem, [`Probability::updated`].
    #[must_use]
    pub fn posterior(&self, prior: Probability) -> Probability {
        prior.updated(self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_against_a_sibling_is_not_added_to_weights_against_a_stranger() {
        let mut ledger = Ledger::new(HypothesisPair::unrelated());
        let other = Weight::new("dna", HypothesisPair::against("full sibling"), Log10Lr::NEUTRAL);
        assert!(ledger.add(other).is_err());
        assert!(ledger.weights().is_empty());
    }
}
