//! Age in years as an interval: what bones, teeth or a family's word allow.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Oldest age accepted, in years.
pub const AGE_YEARS_MAX: f64 = 130.0;

/// An interval of age in years, ends included.
///
/// Invariant: 0 ≤ first ≤ last ≤ [`AGE_YEARS_MAX`], both finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeRange {
    years_min: f64,
    years_max: f64,
}

/// Why a text or a pair of numbers is not an interval of age.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an age in years; write `24` or `20-30`, between 0 and 130, the younger first")]
pub struct AgeError(pub String);

impl AgeRange {
    /// From the youngest and the oldest age in years; `None` outside the invariant.
    #[must_use]
    pub fn new(years: RangeInclusive<f64>) -> Option<Self> {
        let (years_min, years_max) = (*years.start(), *years.end());
        (0.0 <= years_min && years_min <= years_max && years_max <= AGE_YEARS_MAX)
            .then_some(Self { years_min, years_max })
    }

    /// The interval in years.
    #[must_use]
    pub fn years(self) -> RangeInclusive<f64> {
        self.years_min..=self.years_max
    }
}

impl fmt::Display for AgeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.years_min == self.years_max {
            write!(f, "{}", self.years_min)
        } else {
            write!(f, "{}-{}", self.years_min, self.years_max)
        }
    }
}

impl FromStr for AgeRange {
    type Err = AgeError;

    fn from_str(text: &str) -> Result<Self, AgeError> {
        let error = || AgeError(text.to_owned());
        let number = |part: &str| part.trim().parse::<f64>().map_err(|_| error());
        let (first, last) = match text.split_once(['-', '–']) {
            Some((first, last)) => (number(first)?, number(last)?),
            None => (number(text)?, number(text)?),
        };
        Self::new(first..=last).ok_or_else(error)
    }
}

#[cfg(test)]
mod tests {
    use super::AgeRange;
    use rstest::rstest;

    #[rstest]
    #[case::one_age("24", Some((24.0, 24.0)))]
    #[case::range("20-30", Some((20.0, 30.0)))]
    #[case::infant("0.5 - 1", Some((0.5, 1.0)))]
    #[case::older_first("30-20", None)]
    #[case::beyond("20-300", None)]
    #[case::not_a_number("NaN", None)]
    #[case::word("adult", None)]
    fn an_age_is_an_interval(#[case] text: &str, #[case] expected: Option<(f64, f64)>) {
        let read = text.parse::<AgeRange>().ok().map(|age| (*age.years().start(), *age.years().end()));
        assert_eq!(read, expected);
    }

    #[test]
    fn what_is_written_reads_back() {
        for text in ["24", "20-30", "0.5-1"] {
            assert_eq!(text.parse::<AgeRange>().unwrap().to_string(), text);
        }
    }
}
