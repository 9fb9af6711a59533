//! Dates as the project writes them: ISO in the full download, month first in the web export.

use facts::PartialDate;

/// English names of the months, as both layouts write them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Short names of the days of the week, from Thursday: 1970-01-01 was one.
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// A day that was read, and whether the day of the week beside it is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadDay {
    pub(super) date: PartialDate,
    pub(super) is_weekday_wrong: bool,
}

/// Reads `2026-01-31`, `2026-01-31 12:00:00`, `01/31/2026` and `Sat, 01/31/2026 - 12:00`: the month is always first.
pub(super) fn read_day(written: &str) -> Option<ReadDay> {
    let (weekday, rest) = match written.split_once(", ") {
        Some((weekday, rest)) => (Some(weekday), rest),
        None => (None, written),
    };
    let day = rest.split([' ', 'T']).next().unwrap_or_default();
    let time = rest[day.len()..].trim_start_matches([' ', 'T', '-']);
    if !time.is_empty() && !is_time(time) {
        return None;
    }
    let date = if day.contains('/') { month_first(day)? } else { day.parse().ok().filter(is_full)? };
    let known = weekday.map(|weekday| WEEKDAYS.iter().position(|name| *name == weekday));
    let actual = usize::try_from(date.first_day().rem_euclid(7)).ok();
    Some(ReadDay { date, is_weekday_wrong: known.is_some_and(|known| known != actual) })
}

fn is_full(date: &PartialDate) -> bool {
    date.day().is_some()
}

fn is_time(text: &str) -> bool {
    text.len() <= 12 && text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || b":.Z".contains(&byte))
}

fn month_first(text: &str) -> Option<PartialDate> {
    let number = |part: Option<&str>| part.filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse::<u16>().ok();
    let mut parts = text.split('/');
    let (month, day, year) = (number(parts.next())?, number(parts.next())?, number(parts.next())?);
    let small = |value: u16| u8::try_from(value).ok();
    parts.next().is_none().then(|| PartialDate::new(year, Some(small(month)?), Some(small(day)?)))?
}

/// Reads the name of a month, 1 to 12; three letters are enough.
pub(super) fn read_month(written: &str) -> Option<u8> {
    let is_name = |name: &&str| name.eq_ignore_ascii_case(written) || name[..3].eq_ignore_ascii_case(written);
    let at = MONTHS.iter().position(is_name)?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{read_day, read_month};
    use rstest::rstest;

    #[rstest]
    #[case::web_export("Fri, 01/02/2026 - 12:00", Some(("2026-01-02", false)))] // 2 January 2026 is a Friday
    #[case::weekday_of_day_first("Sun, 01/02/2026 - 12:00", Some(("2026-01-02", true)))] // 1 February 2026 is a Sunday
    #[case::month_first("12/31/2025", Some(("2025-12-31", false)))]
    #[case::no_thirteenth_month("31/12/2025", None)]
    #[case::iso("2014-01-06", Some(("2014-01-06", false)))]
    #[case::sheet("2014-01-06 00:00:00", Some(("2014-01-06", false)))]
    #[case::month_only("2014-01", None)]
    #[case::no_such_day("2014-02-30", None)]
    #[case::words("early January", None)]
    #[case::something_behind("2014-01-06 or later", None)]
    fn a_day_is_read_month_first(#[case] written: &str, #[case] expected: Option<(&str, bool)>) {
        let read = read_day(written).map(|day| (day.date.to_string(), day.is_weekday_wrong));
        assert_eq!(read, expected.map(|(date, wrong)| (date.to_owned(), wrong)));
    }

    #[test]
    fn months_are_names() {
        assert_eq!((read_month("January"), read_month("DEC"), read_month("Brumaire")), (Some(1), Some(12), None));
    }
}
