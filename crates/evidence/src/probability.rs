//! Probabilities and the step from prior to posterior.

use crate::Log10Lr;

/// A probability. Invariant: in `0..=1`, never NaN.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Probability(f64);

impl Probability {
    /// Returns `None` outside `0..=1` and for NaN.
    ///
    /// # Source
    /// The invariant of [`Probability`].
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// The prior of one pair where one of `candidates` people, or none of them, is sought: `1 / (candidates + 1)`.
    ///
    /// # Source
    /// Flat over "this one" and "nobody listed"; B. Budowle et al., *Investigative Genetics* 2:3 (2011) on stating priors.
    #[must_use]
    pub fn one_of(candidates: usize) -> Self {
        Self(1.0 / (candidates as f64 + 1.0))
    }

    /// The number itself.
    ///
    /// # Source
    /// Accessor of the value defined on [`Probability`].
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The posterior after evidence of weight `lr`: odds times ratio, computed in logs so that nothing overflows.
    ///
    /// # Source
    /// Bayes' theorem in odds form; I. J. Good (1950), ch. 6.
    #[must_use]
    pub fn updated(self, lr: Log10Lr) -> Self {
        if self.0 == 0.0 || self.0 == 1.0 {
            return self;
        }
        let ln_odds = (self.0 / (1.0 - self.0)).ln() + lr.get() * std::f64::consts::LN_10;
        Self(1.0 / (1.0 + (-ln_odds).exp()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_odds_and_a_ratio_of_nine_give_nine_tenths() {
        let half = Probability::new(0.5).unwrap();
        let lr = Log10Lr::from_ratio(9.0).unwrap();
        assert!((half.updated(lr).get() - 0.9).abs() < 1e-12);
    }

    #[test]
    fn an_exclusion_leaves_nothing_and_certainty_stays() {
        let half = Probability::new(0.5).unwrap();
        assert_eq!(half.updated(Log10Lr::EXCLUSION).get(), 0.0);
        let sure = Probability::new(1.0).unwrap();
        assert_eq!(sure.updated(Log10Lr::EXCLUSION), sure);
    }

    #[test]
    fn outside_the_unit_interval_is_refused() {
        assert_eq!(Probability::new(1.0 + 1e-9), None);
        assert_eq!(Probability::new(f64::NAN), None);
        assert_eq!(Probability::one_of(0).get(), 1.0);
    }
}
