//! An age as it is told or estimated: a range of years.

use std::{fmt, str::FromStr};

/// Oldest age that is computed with; an open range ("18 and over") ends here. Years.
pub const AGE_YEARS_MAX: f64 = 120.0;

/// Years lived, from `min` to `max`, both as completed years are spoken of: `30-35` includes a person of 35 and 11 months.
///
/// Invariant: `0 <= min <= max <= AGE_YEARS_MAX`, both finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeRange {
    min: f64,
    max: f64,
}

/// Why a text is not an age.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an age in years; write `34`, `30-45` or `18+`, from 0 to 120")]
pub struct AgeError {
    /// What was read.
    pub found: String,
}

impl AgeRange {
    /// A range of years; `None` where it is empty, negative or beyond [`AGE_YEARS_MAX`].
    #[must_use]
    pub fn new(min: f64, max: f64) -> Option<Self> {
        (min >= 0.0 && min <= max && max <= AGE_YEARS_MAX).then_some(Self { min, max })
    }

    /// Youngest age, in years.
    ///
    /// # Source
    /// Accessor of the value defined on [`AgeRange`].
    #[must_use]
    pub const fn min(self) -> f64 {
        self.min
    }

    /// Oldest age, in years.
    ///
    /// # Source
    /// Accessor of the value defined on [`AgeRange`].
    #[must_use]
    pub const fn max(self) -> f64 {
        self.max
    }

    /// Whether nothing is said about the oldest age.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.max >= AGE_YEARS_MAX
    }
}

impl FromStr for AgeRange {
    type Err = AgeError;

    fn from_str(written: &str) -> Result<Self, AgeError> {
        let found = || AgeError { found: written.trim().to_string() };
        let years = |text: &str| text.trim().parse::<f64>().ok().filter(|years| years.is_finite());
        let text = written.trim();
        let range = if let Some(min) = text.strip_suffix('+') {
            years(min).map(|min| (min, AGE_YEARS_MAX))
        } else if let Some((min, max)) = text.split_once(['-', '–']) {
            years(min).zip(years(max))
        } else {
            years(text).map(|age| (age, age))
        };
        range.and_then(|(min, max)| Self::new(min, max)).ok_or_else(found)
    }
}

impl fmt::Display for AgeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_open() {
            write!(f, "{}+", self.min)
        } else if self.min == self.max {
            write!(f, "{}", self.min)
        } else {
            write!(f, "{}-{}", self.min, self.max)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AgeRange;

    #[test]
    fn an_age_is_read_and_written_alike() {
        for written in ["34", "30-45", "18+", "0-1", "2.5"] {
            assert_eq!(written.parse::<AgeRange>().map(|age| age.to_string()), Ok(written.to_string()));
        }
    }

    #[test]
    fn what_is_not_an_age_is_refused() {
        for written in ["", "young", "45-30", "-3", "121", "NaN", "inf", "1-2-3"] {
            assert!(written.parse::<AgeRange>().is_err(), "{written}");
        }
    }
}
