//! A date as far as it is known: a day, a month, a year, or about a year.

use std::fmt;
use std::str::FromStr;

/// Half the width of `about YEAR`, in years: the interval is the year ± 2. A convention of this project; whoever knows
/// better writes the year range into the record instead.
pub const ABOUT_YEARS: i16 = 2;

/// Years that a date may have. Wide enough for birth dates of the living, narrow enough to catch `0204`.
pub const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

/// A date of which the month or the day may be unknown (proleptic Gregorian calendar). What is unknown is not there:
/// a year is never turned into its 1 January.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    known: Known,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Known {
    About,
    Year,
    Month(u8),
    Day(u8, u8),
}

/// A whole day, for the ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not one of the forms.
    #[error("`{0}` is not a date; write `2023-06-14`, `2023-06`, `2023` or `about 1985`")]
    Form(String),
    /// A form, but no such day, month or year.
    #[error("`{0}` does not exist in the calendar; check the year (1800 to 2200), the month and the day")]
    NoSuchDay(String),
}

impl PartialDate {
    /// A full day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let exists = YEARS.contains(&year) && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, known: Known::Day(month, day) })
    }

    /// A month; `None` where there is no such month.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { year, known: Known::Month(month) })
    }

    /// A year; `None` outside [`YEARS`].
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        YEARS.contains(&year).then_some(Self { year, known: Known::Year })
    }

    /// About a year: ± [`ABOUT_YEARS`].
    #[must_use]
    pub fn about(year: i16) -> Option<Self> {
        YEARS.contains(&year).then_some(Self { year, known: Known::About })
    }

    /// The year written, whatever else is known.
    #[must_use]
    pub fn year_written(self) -> i16 {
        self.year
    }

    /// The month, where it is known.
    #[must_use]
    pub fn month_known(self) -> Option<u8> {
        match self.known {
            Known::Month(month) | Known::Day(month, _) => Some(month),
            Known::About | Known::Year => None,
        }
    }

    /// The day, where the whole date is known.
    #[must_use]
    pub fn day_known(self) -> Option<Day> {
        match self.known {
            Known::Day(month, day) => Some(Day { year: self.year, month, day }),
            Known::About | Known::Year | Known::Month(_) => None,
        }
    }

    /// First and last day that the date may be.
    #[must_use]
    pub fn interval(self) -> (Day, Day) {
        let year = self.year;
        let years = |first, last| (Day { year: first, month: 1, day: 1 }, Day { year: last, month: 12, day: 31 });
        match self.known {
            Known::About => years(year - ABOUT_YEARS, year + ABOUT_YEARS),
            Known::Year => years(year, year),
            Known::Month(month) => (Day { year, month, day: 1 }, Day { year, month, day: days_in_month(year, month) }),
            Known::Day(month, day) => (Day { year, month, day }, Day { year, month, day }),
        }
    }

    /// Whether two dates may be of one day: their intervals meet.
    #[must_use]
    pub fn may_equal(self, other: Self) -> bool {
        let ((first, last), (other_first, other_last)) = (self.interval(), other.interval());
        first <= other_last && other_first <= last
    }
}

impl Day {
    /// Days since 1970-01-01, negative before; for distances between days.
    ///
    /// Years are counted from March, so that the leap day is the last of its year; a cycle of 400 years has 146,097 days.
    #[must_use]
    pub fn since_epoch(self) -> i32 {
        let year = i32::from(self.year) - i32::from(self.month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month_from_march = (i32::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }
}

fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known {
            Known::About => write!(f, "about {:04}", self.year),
            Known::Year => write!(f, "{:04}", self.year),
            Known::Month(month) => write!(f, "{:04}-{month:02}", self.year),
            Known::Day(month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    /// Reads `2023-06-14`, `2023-06`, `2023` and `about 1985`; nothing else, least of all `03/04/2023`, which is two days.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let form = || DateError::Form(text.to_owned());
        let trimmed = text.trim();
        if let Some(year) = trimmed.strip_prefix("about ") {
            return Self::about(digits(year.trim(), 4).ok_or_else(form)?)
                .ok_or_else(|| DateError::NoSuchDay(text.to_owned()));
        }
        let mut parts = trimmed.split('-');
        let year = parts.next().and_then(|part| digits(part, 4)).ok_or_else(form)?;
        let month = parts.next().map(|part| digits(part, 2).ok_or_else(form)).transpose()?;
        let day = parts.next().map(|part| digits(part, 2).ok_or_else(form)).transpose()?;
        if parts.next().is_some() {
            return Err(form());
        }
        let date = match (month, day) {
            (Some(month), Some(day)) => Self::day(year, month, day),
            (Some(month), None) => Self::month(year, month),
            (None, _) => Self::year(year),
        };
        date.ok_or_else(|| DateError::NoSuchDay(text.to_owned()))
    }
}

/// A number of exactly so many ASCII digits.
fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{DateError, Day, PartialDate};
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::full_day("2023-06-14", "2023-06-14/2023-06-14")]
    #[case::month_only("2023-06", "2023-06-01/2023-06-30")]
    #[case::leap_month("2024-02", "2024-02-01/2024-02-29")]
    #[case::century_without_leap("1900-02", "1900-02-01/1900-02-28")]
    #[case::year_only("2023", "2023-01-01/2023-12-31")]
    #[case::about("about 1985", "1983-01-01/1987-12-31")]
    fn a_partial_date_is_an_interval(#[case] written: &str, #[case] interval: &str) {
        let read = written.parse::<PartialDate>().map(|date| {
            let (first, last) = date.interval();
            (date.to_string(), format!("{first}/{last}"))
        });
        assert_eq!(read, Ok((written.to_owned(), interval.to_owned())));
    }

    #[rstest]
    #[case::two_days_at_once("03/04/2023", false)]
    #[case::short_year("23-04-01", false)]
    #[case::blank("", false)]
    #[case::too_many_parts("2023-01-01-01", false)]
    #[case::no_such_day("2023-02-29", true)]
    #[case::month_13("2023-13", true)]
    #[case::year_zero("0204", true)]
    fn what_is_no_date_is_refused(#[case] written: &str, #[case] has_the_form: bool) {
        let found = written.parse::<PartialDate>();
        assert_eq!(matches!(found, Err(DateError::NoSuchDay(_))), has_the_form, "{found:?}");
        assert!(found.is_err());
    }

    #[rstest]
    #[case::epoch(1970, 1, 1, 0)]
    #[case::day_before(1969, 12, 31, -1)]
    #[case::leap_day(2000, 2, 29, 11_016)] // 30 years of 365 + 7 leap days (1972 to 1996) + 59
    #[case::after_it(2000, 3, 1, 11_017)]
    fn days_are_counted_from_1970(#[case] year: i16, #[case] month: u8, #[case] day: u8, #[case] since: i32) {
        assert_eq!(Day { year, month, day }.since_epoch(), since);
    }

    #[test]
    fn a_month_may_be_a_day_of_it() {
        let read = |text: &str| text.parse::<PartialDate>().unwrap();
        assert!(read("2023-06").may_equal(read("2023-06-14")));
        assert!(!read("2023-06").may_equal(read("2023-07-01")));
        assert!(read("about 1985").may_equal(read("1987-12-31")));
    }

    proptest! {
        #[test]
        fn every_day_follows_the_day_before(year in 1800i16..=2200, month in 1u8..=12, day in 1u8..=31) {
            if let Some(date) = PartialDate::day(year, month, day) {
                prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
                let next = PartialDate::day(year, month, day + 1)
                    .or_else(|| PartialDate::day(year, month + 1, 1))
                    .or_else(|| PartialDate::day(year + 1, 1, 1));
                if let Some(next) = next {
                    prop_assert_eq!(next.interval().0.since_epoch(), date.interval().0.since_epoch() + 1);
                }
            }
        }
    }
}
