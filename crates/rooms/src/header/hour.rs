//! A time to the hour, in UTC.

use std::{fmt, str::FromStr};

use facts::PartialDate;
use serde::{Deserialize, Serialize};

const HOURS_A_DAY: u32 = 24;
/// The last hour that can be written: `9999-12-31T23Z`.
const HOUR_MAX: u32 = 70_389_527;

/// Hours since 1970-01-01T00Z, written `2026-11-25T06Z`; up to the end of the year 9999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hour(u32);

/// Why a text or a number is no hour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an hour; write `2026-11-25T06Z`, in UTC, from 1970 to 9999")]
pub struct HourError {
    /// What was read.
    pub found: String,
}

impl Hour {
    /// The hour of a time in milliseconds since 1970; what is later than the year 9999 counts as its last hour.
    #[must_use]
    pub fn of_unix_ms(ms: u64) -> Self {
        Self(u32::try_from(ms / 3_600_000).unwrap_or(HOUR_MAX).min(HOUR_MAX))
    }

    /// Hours since 1970.
    #[must_use]
    pub const fn since_epoch(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Hour {
    type Error = HourError;

    fn try_from(hours: u32) -> Result<Self, HourError> {
        if hours <= HOUR_MAX { Ok(Self(hours)) } else { Err(HourError { found: hours.to_string() }) }
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = i32::try_from(self.0 / HOURS_A_DAY).ok().and_then(PartialDate::from_day).ok_or(fmt::Error)?;
        write!(f, "{day}T{:02}Z", self.0 % HOURS_A_DAY)
    }
}

impl FromStr for Hour {
    type Err = HourError;

    fn from_str(written: &str) -> Result<Self, HourError> {
        let read = || {
            let (date, hour) = written.strip_suffix('Z')?.split_once('T')?;
            let date: PartialDate = date.parse().ok()?;
            date.day()?;
            let hour: u32 = hour.parse().ok().filter(|hour| *hour < HOURS_A_DAY)?;
            let hours = Self(u32::try_from(date.first_day()).ok()? * HOURS_A_DAY + hour);
            // one spelling: no sign, no blank, two digits
            (hours.to_string() == written).then_some(hours)
        };
        read().ok_or_else(|| HourError { found: written.to_owned() })
    }
}

impl TryFrom<String> for Hour {
    type Error = HourError;

    fn try_from(written: String) -> Result<Self, HourError> {
        written.parse()
    }
}

impl From<Hour> for String {
    fn from(hour: Hour) -> Self {
        hour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{HOUR_MAX, Hour};

    #[test]
    fn hours_read_back_and_the_last_one_is_the_last() {
        // by hand: 2000-03-01 is day 11,017
        assert_eq!("2000-03-01T05Z".parse(), Ok(Hour(11_017 * 24 + 5)));
        assert_eq!(Hour::of_unix_ms(3_599_999).to_string(), "1970-01-01T00Z");
        assert_eq!(Hour::of_unix_ms(u64::MAX).to_string(), "9999-12-31T23Z");
        assert!(Hour::try_from(HOUR_MAX + 1).is_err());
        for hours in (0..=HOUR_MAX).step_by(99_991) {
            assert_eq!(Hour(hours).to_string().parse(), Ok(Hour(hours)));
        }
    }

    #[test]
    fn another_spelling_is_refused() {
        for written in [
            "2026-11-25T24Z",
            "2026-11-25T6Z",
            "2026-11-25T+6Z",
            " 2026-11-25T06Z",
            "2026-11T06Z",
            "1969-12-31T23Z",
            "",
        ] {
            assert!(written.parse::<Hour>().is_err(), "{written}");
        }
    }
}
