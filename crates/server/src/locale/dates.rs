//! Dates with the month in words. What is not known of a date is left out, never filled with a first of January.

use facts::PartialDate;

use super::{Args, Locale};

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

impl Locale {
    /// A partial date, or "date not known".
    #[must_use]
    pub fn partial_date(&self, date: Option<PartialDate>) -> String {
        let year = date.map(|date| i32::from(date.year()));
        self.date(year, date.and_then(PartialDate::month), date.and_then(PartialDate::day))
    }

    /// A date known to the year, the month or the day; "date not known" where not even the year is.
    #[must_use]
    pub fn date(&self, year: Option<i32>, month: Option<u8>, day: Option<u8>) -> String {
        let Some(year) = year else { return self.text("date-unknown") };
        let Some(month) = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))) else {
            return year.to_string();
        };
        let args = Args::new().word("month", self.text(month)).word("year", year.to_string());
        match day {
            Some(day) => self.say("date-day", &args.count("day", usize::from(day))),
            None => self.say("date-month", &args),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use crate::locale::{Lang, Locale};

    #[rstest]
    #[case(Lang::En, "2026-02-03", "3 February 2026")]
    #[case(Lang::Fr, "2026-02-01", "1er février 2026")]
    #[case(Lang::Fr, "2026-02-11", "11 février 2026")]
    #[case(Lang::Es, "2026-02-03", "3 de febrero de 2026")]
    #[case(Lang::Ar, "2026-02-03", "3 فبراير 2026")]
    #[case::month_only(Lang::Es, "2026-02", "febrero de 2026")]
    #[case::year_only(Lang::Fr, "2026", "2026")]
    #[case::not_a_date(Lang::En, "", "date not known")]
    fn months_are_words(#[case] lang: Lang, #[case] iso: &str, #[case] expected: &str) {
        assert_eq!(Locale::of(lang).partial_date(iso.parse().ok()), expected);
    }
}
