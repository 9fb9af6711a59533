//! The weight of evidence as a number.

use std::ops::Add;

/// Weight of evidence: log10 of P(evidence | H1) / P(evidence | H2). Unit: powers of ten; +3 is a thousand to one.
///
/// Invariant: never NaN and never `+inf`, so a sum is never NaN. `-inf` is an exclusion.
///
/// # Source
/// I. J. Good, *Probability and the Weighing of Evidence* (1950), ch. 6.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Log10Lr(f64);

impl Log10Lr {
    /// Evidence that says nothing either way.
    pub const NEUTRAL: Self = Self(0.0);
    /// Evidence that cannot occur under H1.
    pub const EXCLUSION: Self = Self(f64::NEG_INFINITY);

    /// Returns `None` for NaN and for `+inf`: no finite data can prove identity.
    ///
    /// # Source
    /// The invariant of [`Log10Lr`].
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (value < f64::INFINITY).then_some(Self(value))
    }

    /// The weight of evidence whose natural-log likelihoods are given, each `-inf` or finite.
    ///
    /// Returns `None` where the ratio is undefined: both are impossible, or only H2 is.
    ///
    /// # Source
    /// The definition of [`Log10Lr`], by a difference of logs.
    #[must_use]
    pub fn from_ln(ln_h1: f64, ln_h2: f64) -> Option<Self> {
        if ln_h2 == f64::NEG_INFINITY {
            return None;
        }
        Self::new((ln_h1 - ln_h2) / std::f64::consts::LN_10)
    }

    /// The weight of a plain ratio in `0..inf`.
    ///
    /// # Source
    /// The definition of [`Log10Lr`].
    #[must_use]
    pub fn from_ratio(ratio: f64) -> Option<Self> {
        (ratio >= 0.0).then(|| Self::new(ratio.log10())).flatten()
    }

    /// The number itself, in powers of ten.
    ///
    /// # Source
    /// Accessor of the value defined on [`Log10Lr`].
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The likelihood ratio, `10^self`; may overflow to `+inf` beyond 308 powers of ten.
    ///
    /// # Source
    /// The definition of [`Log10Lr`], inverted.
    #[must_use]
    pub fn ratio(self) -> f64 {
        10f64.powf(self.0)
    }

    /// Whether the evidence is impossible under H1.
    #[must_use]
    pub fn is_exclusion(self) -> bool {
        self.0 == f64::NEG_INFINITY
    }
}

impl Add for Log10Lr {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Log10Lr {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        Self(items.map(|lr| lr.0).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::Log10Lr;

    #[test]
    fn what_would_break_a_sum_is_refused() {
        assert_eq!(Log10Lr::new(f64::NAN), None);
        assert_eq!(Log10Lr::new(f64::INFINITY), None);
        assert_eq!(Log10Lr::from_ln(0.0, f64::NEG_INFINITY), None);
        assert_eq!(Log10Lr::from_ln(f64::NEG_INFINITY, f64::NEG_INFINITY), None);
        assert_eq!(Log10Lr::from_ratio(-1.0), None);
    }

    #[test]
    fn an_exclusion_stays_one_in_a_sum() {
        let total: Log10Lr = [Log10Lr::EXCLUSION, Log10Lr(12.0)].into_iter().sum();
        assert!(total.is_exclusion());
        assert_eq!(Log10Lr::from_ratio(0.0), Some(Log10Lr::EXCLUSION));
    }

    #[test]
    fn a_thousand_to_one_is_three() {
        let by_ratio = Log10Lr::from_ratio(1000.0).map(Log10Lr::get).unwrap();
        let by_ln = Log10Lr::from_ln(1000f64.ln(), 0.0).map(Log10Lr::get).unwrap();
        assert!((by_ratio - 3.0).abs() < 1e-12 && (by_ln - 3.0).abs() < 1e-12);
    }
}
