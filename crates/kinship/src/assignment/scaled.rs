//! Non-negative numbers far beyond the range of a float, for sums over assignments.

use std::f64::consts::LN_2;

/// One step of the scale, in bits.
const STEP_BITS: f64 = 512.0;
/// 2^512 and its inverse.
const STEP: f64 = f64::from_bits((1023 + 512) << 52);
const STEP_INVERSE: f64 = f64::from_bits((1023 - 512) << 52);
/// The digits stay between 2^-256 and 2^256, so that neither a product nor a sum of two leaves a float's range.
const DIGITS_MAX: f64 = f64::from_bits((1023 + 256) << 52);
const DIGITS_MIN: f64 = f64::from_bits((1023 - 256) << 52);

/// `digits * 2^(512 scale)`: a float's precision without its limits.
///
/// Likelihood ratios of one case run from 1e-140 to 1e90 a family; sums of their products in the log domain would cost an
/// exponential and a logarithm a term, this costs a few comparisons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaled {
    digits: f64,
    scale: i32,
}

impl Scaled {
    pub(super) const ZERO: Self = Self { digits: 0.0, scale: 0 };
    pub(super) const ONE: Self = Self { digits: 1.0, scale: 0 };

    /// `exp(ln)`; `-inf` gives zero.
    pub(super) fn from_ln(ln: f64) -> Self {
        if ln == f64::NEG_INFINITY {
            return Self::ZERO;
        }
        let scale = (ln / (STEP_BITS * LN_2)).round();
        Self { digits: (ln - scale * STEP_BITS * LN_2).exp(), scale: scale as i32 }.settled()
    }

    pub(super) fn ln(self) -> f64 {
        self.digits.ln() + f64::from(self.scale) * STEP_BITS * LN_2
    }

    pub(super) fn is_zero(self) -> bool {
        self.digits == 0.0
    }

    fn settled(mut self) -> Self {
        if self.digits >= DIGITS_MAX {
            self.digits *= STEP_INVERSE;
            self.scale += 1;
        } else if self.digits < DIGITS_MIN {
            if self.digits == 0.0 {
                return Self::ZERO;
            }
            self.digits *= STEP;
            self.scale -= 1;
        }
        self
    }

    pub(super) fn times(self, other: Self) -> Self {
        Self { digits: self.digits * other.digits, scale: self.scale + other.scale }.settled()
    }

    pub(super) fn plus(self, other: Self) -> Self {
        if self.scale == other.scale {
            return Self { digits: self.digits + other.digits, scale: self.scale }.settled();
        }
        let (large, small) = match (self.is_zero(), other.is_zero()) {
            (true, _) => return other,
            (_, true) => return self,
            _ if self.scale > other.scale => (self, other),
            _ => (other, self),
        };
        if large.scale - small.scale > 1 {
            return large; // less than 2^-512 of the larger
        }
        Self { digits: large.digits + small.digits * STEP_INVERSE, scale: large.scale }.settled()
    }
}

#[cfg(test)]
mod tests {
    use super::Scaled;

    #[test]
    fn it_adds_and_multiplies_beyond_a_float() {
        let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{a} {b}");
        for ln in [-5000.0, -700.0, -178.0, -1.0, 0.0, 1.0, 177.0, 178.0, 709.0, 5000.0] {
            close(Scaled::from_ln(ln).ln(), ln);
            close(Scaled::from_ln(ln).times(Scaled::from_ln(1234.5)).ln(), ln + 1234.5);
            close(Scaled::from_ln(ln).plus(Scaled::from_ln(ln)).ln(), ln + 2f64.ln());
            close(Scaled::from_ln(ln).plus(Scaled::from_ln(ln - 3.0)).ln(), ln + (-3f64).exp().ln_1p());
            close(Scaled::from_ln(ln).plus(Scaled::ZERO).ln(), ln);
            assert!(Scaled::from_ln(ln).times(Scaled::ZERO).is_zero());
        }
        // either side of a step of the scale: ln 2^256 is 177.44
        close(Scaled::from_ln(177.0).plus(Scaled::from_ln(178.0)).ln(), 178.0 + (-1f64).exp().ln_1p());
        assert!(Scaled::from_ln(f64::NEG_INFINITY).is_zero());
        assert_eq!(Scaled::ONE.ln(), 0.0);
    }
}
