//! Numbers for tables: plain `f64`, and a wide one that cannot underflow for the rare case in which `f64` might.

/// A non-negative number that tables are computed in.
pub(super) trait Num: Copy {
    const ZERO: Self;
    const ONE: Self;
    fn of(value: f64) -> Self;
    fn times(self, other: Self) -> Self;
    fn plus(self, other: Self) -> Self;
    /// Natural log; `-inf` for 0.
    fn ln(self) -> f64;
    /// Scales a table so that its greatest cell is in `[0.5, 1)`. Returns the binary exponent taken out and that of the
    /// smallest positive cell left, or `None` if all cells are 0.
    fn rescale(table: &mut [Self]) -> Option<(i64, i64)>;
}

impl Num for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn of(value: f64) -> Self {
        value
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        self * other
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn ln(self) -> f64 {
        self.ln()
    }

    fn rescale(table: &mut [Self]) -> Option<(i64, i64)> {
        let (mut low, mut high) = (f64::INFINITY, 0.0f64);
        for &cell in table.iter() {
            high = if cell > high { cell } else { high };
            low = if cell > 0.0 && cell < low { cell } else { low };
        }
        if high == 0.0 {
            return None;
        }
        let taken = exponent(high);
        if taken != 0 {
            let factor = power_of_two(-taken);
            table.iter_mut().for_each(|cell| *cell *= factor);
        }
        Some((taken, exponent(low) - taken))
    }
}

/// Binary exponent e with value in `[2^(e-1), 2^e)`; subnormals count as the smallest normal, which errs to the safe side.
fn exponent(value: f64) -> i64 {
    ((value.to_bits() >> 52) & 0x7ff) as i64 - 1022
}

/// `2^exponent` for a normal result; larger steps are cut to the range of normal numbers.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent.clamp(-1022, 1023) + 1023) as u64) << 52)
}

/// `mantissa * 2^exponent`, mantissa in `[0.5, 1)` or 0: the range of an `i64` of powers of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wide {
    mantissa: f64,
    exponent: i64,
}

impl Wide {
    fn normal(mantissa: f64, shift: i64) -> Self {
        if mantissa == 0.0 {
            return Self::ZERO;
        }
        // a product of two mantissas in [0.5, 1) is in [0.25, 1), a sum in [0.5, 2): never subnormal here
        let own = exponent(mantissa);
        Self { mantissa: mantissa * power_of_two(-own), exponent: shift + own }
    }
}

impl Num for Wide {
    const ZERO: Self = Self { mantissa: 0.0, exponent: 0 };
    const ONE: Self = Self { mantissa: 0.5, exponent: 1 };

    fn of(value: f64) -> Self {
        if value != 0.0 && value < f64::MIN_POSITIVE {
            return Self::normal(value * 2f64.powi(200), -200);
        }
        Self::normal(value, 0)
    }

    fn times(self, other: Self) -> Self {
        if self.mantissa == 0.0 || other.mantissa == 0.0 {
            return Self::ZERO;
        }
        Self::normal(self.mantissa * other.mantissa, self.exponent + other.exponent)
    }

    fn plus(self, other: Self) -> Self {
        if self.mantissa == 0.0 {
            return other;
        }
        if other.mantissa == 0.0 {
            return self;
        }
        let (high, low) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let gap = high.exponent - low.exponent;
        if gap > 1000 {
            return high;
        }
        Self::normal(high.mantissa + low.mantissa * power_of_two(-gap), high.exponent)
    }

    fn ln(self) -> f64 {
        self.mantissa.ln() + self.exponent as f64 * std::f64::consts::LN_2
    }

    fn rescale(table: &mut [Self]) -> Option<(i64, i64)> {
        table.iter().any(|cell| cell.mantissa > 0.0).then_some((0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_numbers_agree_with_plain_ones_where_both_can_be_written() {
        for (a, b) in [(0.3, 0.7), (1e-200, 3e-100), (1.0, 1e-17), (0.0, 0.4)] {
            let (wide_a, wide_b) = (Wide::of(a), Wide::of(b));
            assert!((Num::ln(wide_a.plus(wide_b)) - (a + b).ln()).abs() < 1e-12);
            let product = Num::ln(wide_a.times(wide_b));
            assert!(product == (a * b).ln() || (product - (a.ln() + b.ln())).abs() < 1e-10);
        }
    }

    #[test]
    fn rescaling_keeps_the_value_and_names_the_smallest_cell() {
        let mut table = [3e-300, 0.0, 6e-290];
        let (taken, low) = f64::rescale(&mut table).unwrap();
        assert!((0.5..1.0).contains(&table[2]));
        assert!((table[0].log2() + taken as f64 - 3e-300f64.log2()).abs() < 1e-9);
        assert!((table[0].log2() - low as f64).abs() <= 1.0);
        assert_eq!(f64::rescale(&mut [0.0, 0.0]), None);
    }
}
