//! A date that is known to the day: what begins and ends by the calendar.

use std::{fmt, str::FromStr};

use facts::PartialDate;
use serde::{Deserialize, Serialize};

use crate::header::Hour;

const HOURS_A_DAY: u32 = 24;

/// A day in UTC, written `2026-11-25`: days since 1970-01-01, of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a day; write `2026-11-25`")]
pub struct DayError {
    /// What was read.
    pub found: String,
}

impl Day {
    /// The day of an hour.
    #[must_use]
    pub fn of(hour: Hour) -> Self {
        // an hour ends with the year 9999, so its day fits
        Self((hour.since_epoch() / HOURS_A_DAY) as i32)
    }

    /// The day so many days later; `None` after the year 9999.
    #[must_use]
    pub fn plus(self, days: u16) -> Option<Self> {
        let day = self.0 + i32::from(days);
        PartialDate::from_day(day).map(|_| Self(day))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        PartialDate::from_day(self.0).ok_or(fmt::Error)?.fmt(f)
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(written: &str) -> Result<Self, DayError> {
        let read: Option<PartialDate> = written.parse().ok();
        // one spelling, and nothing left open
        let read = read.filter(|date| date.day().is_some() && date.to_string() == written);
        read.map(|date| Self(date.first_day())).ok_or_else(|| DayError { found: written.to_owned() })
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(written: String) -> Result<Self, DayError> {
        written.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Day;
    use crate::header::Hour;

    #[test]
    fn a_day_ends_at_midnight() {
        let day = |hour: &str| Day::of(hour.parse::<Hour>().unwrap());
        assert_eq!(day("2026-11-30T23Z").to_string(), "2026-11-30");
        assert_eq!(day("2026-12-01T00Z").to_string(), "2026-12-01");
        assert_eq!(day("2026-11-30T23Z").plus(1), Some(day("2026-12-01T00Z")));
        assert!(day("2026-11-30T23Z") < day("2026-12-01T00Z"));
    }

    #[test]
    fn what_leaves_the_day_open_is_none() {
        for written in ["2026-11", "2026", " 2026-11-25", "2026-11-31", "tomorrow", ""] {
            assert!(written.parse::<Day>().is_err(), "{written}");
        }
    }
}
