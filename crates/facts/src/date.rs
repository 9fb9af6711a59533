//! A date of which only the year, or the year and month, may be known.

use std::{fmt, str::FromStr};

/// A Gregorian date, known to the day, the month or the year. What is not known is absent, never 1 January.
///
/// Invariant: the year is 1..=9999, the month exists, the day exists in that month; no day without a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a date; write `2023-06-14`, or `2023-06` or `2023` where the rest is not known")]
pub struct DateError {
    /// What was read.
    pub found: String,
}

impl PartialDate {
    /// A date; `None` where there is no such day or month, or a day without a month.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let fits = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => (1..=12).contains(&month) && (1..=month_length(year, month)).contains(&day),
        };
        (fits && (1..=9999).contains(&year)).then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1, where it is known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, from 1, where it is known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The earliest day it can be, in days since 1970-01-01.
    #[must_use]
    pub fn first_day(self) -> i32 {
        days_since_epoch(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The latest day it can be, in days since 1970-01-01.
    #[must_use]
    pub fn last_day(self) -> i32 {
        let month = self.month.unwrap_or(12);
        days_since_epoch(self.year, month, self.day.unwrap_or_else(|| month_length(self.year, month)))
    }

    /// The date of a day counted from 1970-01-01; `None` outside the years 1..=9999.
    #[must_use]
    pub fn from_day(day: i32) -> Option<Self> {
        // Howard Hinnant's civil_from_days: eras of 400 years that begin on 1 March
        let shifted = i64::from(day) + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok(), u8::try_from(day).ok())
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn month_length(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_since_epoch(year: u16, month: u8, day: u8) -> i32 {
    // Howard Hinnant's days_from_civil, the inverse of the above
    let year = i32::from(year) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let march_month = (i32::from(month) + 9) % 12;
    let day_of_year = (153 * march_month + 2) / 5 + i32::from(day) - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + of_era - 719_468
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(written: &str) -> Result<Self, DateError> {
        let read = || {
            let mut parts = written.trim().split('-');
            let number = |text: &str, digits: usize| {
                (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
                    .then(|| text.parse::<u16>().ok())?
            };
            let year = number(parts.next()?, 4)?;
            let mut two = || match parts.next() {
                None => Some(None),
                Some(text) => number(text, 2).map(|value| Some(value as u8)),
            };
            let (month, day) = (two()?, two()?);
            if parts.next().is_some() { None } else { Self::new(year, month, day) }
        };
        read().ok_or_else(|| DateError { found: written.trim().to_string() })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn a_partial_date_is_an_interval_of_days() {
        let days = |text: &str| text.parse::<PartialDate>().map(|date| (date.first_day(), date.last_day()));
        assert_eq!(days("1970-01-01"), Ok((0, 0)));
        assert_eq!(days("2000-03-01"), Ok((11_017, 11_017))); // by hand: 30 years of 365 days, 7 leap days, 31 + 29 days
        assert_eq!(days("1970"), Ok((0, 364)));
        assert_eq!(days("2024-02"), Ok((19_754, 19_782)));
    }

    #[test]
    fn days_and_dates_are_inverse() {
        for day in (-400_000..100_000).step_by(97) {
            let date = PartialDate::from_day(day).unwrap();
            assert_eq!((date.first_day(), date.last_day()), (day, day), "{date}");
            assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for written in ["", "23-06-14", "2023-13", "2023-02-29", "2023-6-1", "2023-06-14-01", "0000", "2023-00", "+023"]
        {
            assert!(written.parse::<PartialDate>().is_err(), "{written}");
        }
    }
}
