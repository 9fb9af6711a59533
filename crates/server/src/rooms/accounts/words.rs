//! Roles, statuses, moments and addresses as these pages say them.

use firewall::{Role, Status};

use crate::form::Choice;
use crate::frame::Framing;
use crate::locale::{Args, Locale};

/// A role's name.
pub fn role(t: &Locale, role: Role) -> String {
    t.text(&format!("role-{}", role.as_str()))
}

/// Names of several roles in one line.
pub fn roles(t: &Locale, of: &[Role]) -> Option<String> {
    let names: Vec<String> = of.iter().map(|one| role(t, *one)).collect();
    (!names.is_empty()).then(|| names.join(&t.text("list-separator")))
}

/// A role and what it opens, in one sentence each.
pub fn roles_told(t: &Locale, of: &[Role]) -> Vec<String> {
    let told = |one: &Role| {
        let sees = t.text(&format!("role-{}-sees", one.as_str()));
        t.say("role-told", &Args::new().word("role", role(t, *one)).word("sees", sees))
    };
    of.iter().map(told).collect()
}

/// Roles to choose from.
pub fn role_choices(t: &Locale, among: &[Role], chosen: &[Role]) -> Vec<Choice> {
    let choice = |one: &Role| Choice {
        value: one.as_str().to_owned(),
        label: role(t, *one),
        hint: Some(t.text(&format!("role-{}-sees", one.as_str()))),
        is_chosen: chosen.contains(one),
    };
    among.iter().map(choice).collect()
}

/// A kind of records in words; one of a newer program keeps its word.
pub fn kind(t: &Locale, word: &str) -> String {
    t.find(&format!("kind-{word}")).unwrap_or_else(|| word.to_owned())
}

/// A status in words.
pub fn status(t: &Locale, status: Status) -> String {
    t.text(&format!("status-{}", status.as_str()))
}

/// A moment in words, to the minute, in the time of no country.
pub fn moment(t: &Locale, unix_ms: u64) -> String {
    let seconds = i64::try_from(unix_ms / 1000).unwrap_or(i64::MAX);
    let (days, in_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let time = format!("{:02}:{:02}", in_day / 3600, in_day % 3600 / 60);
    t.say("moment", &Args::new().word("date", day(t, days)).word("time", time))
}

/// A day in words.
pub fn date(t: &Locale, unix_ms: u64) -> String {
    day(t, i64::try_from(unix_ms / 86_400_000).unwrap_or(0))
}

/// # Source
/// Hinnant, "chrono-Compatible Low-Level Date Algorithms": the civil date of a count of days since 1970.
fn day(t: &Locale, days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    t.date(i32::try_from(year).ok(), u8::try_from(month).ok(), u8::try_from(day).ok())
}

/// A browser by its own words about itself, shortened to what a person knows it by.
pub fn browser(t: &Locale, agent: &str) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let name = find(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let on = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (name, on) {
        (Some(name), Some(on)) => t.say("browser-on", &Args::new().word("browser", name).word("system", on)),
        (Some(name), None) => name.to_owned(),
        _ => t.text("browser-unknown"),
    }
}

/// A secret in groups of four that an eye can keep.
pub fn groups(secret: &str) -> Vec<String> {
    let letters: Vec<char> = secret.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.chunks(4).map(|group| group.iter().collect()).collect()
}

/// An address of a page with a name in it and the name of that page.
pub fn link(framing: &Framing, path: &str, key: &str) -> (String, String) {
    (framing.link(path), framing.t.text(key))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{browser, date, groups, moment};
    use crate::locale::{Lang, Locale};

    #[rstest]
    #[case(0, "1 January 1970, 00:00 UTC")]
    #[case(951_782_400_000, "29 February 2000, 00:00 UTC")]
    #[case(1_795_701_900_000, "26 November 2026, 14:05 UTC")]
    fn moments_are_words(#[case] unix_ms: u64, #[case] expected: &str) {
        assert_eq!(moment(Locale::of(Lang::En), unix_ms), expected);
        assert!(expected.starts_with(&date(Locale::of(Lang::En), unix_ms)));
    }

    #[rstest]
    #[case("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    #[case("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome on Android")]
    #[case("<script>", "a browser that does not say its name")]
    fn a_browser_is_named_as_people_know_it(#[case] agent: &str, #[case] expected: &str) {
        assert_eq!(browser(Locale::of(Lang::En), agent), expected);
    }

    #[test]
    fn a_secret_stands_in_groups_of_four() {
        assert_eq!(groups("ABCD EFGHI"), ["ABCD", "EFGH", "I"]);
    }
}
