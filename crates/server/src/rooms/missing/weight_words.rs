//! A weight in words and number together.

use crate::chart::waterfall::Way;
use crate::locale::{Args, Locale, numbers};

/// A weight with its sign: `+3.2`; an exclusion in a word.
#[must_use]
pub fn weight(t: &Locale, log10: f64) -> String {
    if log10 == f64::NEG_INFINITY { t.text("excludes") } else { numbers::signed(t.lang(), log10, 1) }
}

/// "for", "against" or "says nothing".
#[must_use]
pub fn way(t: &Locale, log10: f64) -> String {
    t.text(&format!("weight-{}", Way::of(log10).key()))
}

/// How strong the weight is, and which way it leads.
///
/// # Source
/// ENFSI Guideline for Evaluative Reporting in Forensic Science (2015), table of verbal equivalents: 2-10 weak, 10-100
/// moderate, 100-1,000 moderately strong, 1,000-10,000 strong, 10,000-1,000,000 very strong, beyond extremely strong.
#[must_use]
pub fn strength(t: &Locale, log10: f64) -> String {
    let level = match log10.abs() {
        size if size == f64::INFINITY => "excluded",
        size if size < 0.301 => "none",
        size if size < 1.0 => "weak",
        size if size < 2.0 => "moderate",
        size if size < 3.0 => "moderately-strong",
        size if size < 4.0 => "strong",
        size if size < 6.0 => "very-strong",
        _ => "extremely-strong",
    };
    let way = if log10 < 0.0 { "against" } else { "for" };
    t.say(if way == "for" { "strength-for" } else { "strength-against" }, &Args::new().word("level", level))
}

/// How many times more, or less, probable: `1,600` or `3.2 × 10⁹`.
#[must_use]
pub fn times(t: &Locale, log10: f64) -> String {
    let size = log10.abs();
    if size < 6.0 {
        let ratio = 10f64.powf(size);
        let step = 10f64.powf((size.floor() - 1.0).max(-1.0));
        let rounded = (ratio / step).round() * step;
        return numbers::decimal(t.lang(), rounded, usize::from(rounded < 10.0 && rounded.fract() > 0.04));
    }
    let (mut exponent, mut mantissa) = (size.floor(), 10f64.powf(size.fract()));
    if mantissa >= 9.95 {
        (exponent, mantissa) = (exponent + 1.0, 1.0);
    }
    let raised: String = format!("{exponent:.0}").chars().map(superscript).collect();
    let mark = if t.lang().dir() == "rtl" { "\u{200e}" } else { "" };
    format!("{mark}{} × 10{raised}{mark}", numbers::decimal(t.lang(), mantissa, 1))
}

/// A probability after the evidence. No finite evidence makes a certainty, though a computer's numbers round to one.
#[must_use]
pub fn probability(t: &Locale, value: f64) -> String {
    /// Shown as "more than 99.9%".
    const NEARLY_ONE: f64 = 0.999_999;
    t.percent(value.min(NEARLY_ONE))
}

fn superscript(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    }
}

/// What was found, in one sentence, given the other explanation's name.
#[must_use]
pub fn sentence(t: &Locale, log10: f64) -> String {
    if log10 == f64::NEG_INFINITY {
        return t.text("ratio-excluded");
    }
    let key = match Way::of(log10) {
        Way::For => "ratio-for",
        Way::Against => "ratio-against",
        Way::Nothing => "ratio-nothing",
    };
    t.say(key, &Args::new().word("times", times(t, log10)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{probability, strength, times, weight};
    use crate::locale::{Lang, Locale};

    #[rstest]
    #[case(3.2, "1,600")] // 10^3.2 = 1584.9
    #[case(0.302, "2")]
    #[case(0.4, "2.5")] // 2.51
    #[case(-2.0, "100")]
    #[case(9.5, "3.2 × 10⁹")] // 3.162
    #[case::rounded_up(11.999_9, "1.0 × 10¹²")]
    fn a_ratio_has_two_digits(#[case] log10: f64, #[case] expected: &str) {
        assert_eq!(times(Locale::of(Lang::En), log10), expected);
    }

    #[rstest]
    #[case(0.2, "hardly says anything")]
    #[case(0.9, "weak, for")]
    #[case(-2.5, "moderately strong, against")]
    #[case(6.0, "extremely strong, for")]
    fn strength_follows_the_guideline(#[case] log10: f64, #[case] expected: &str) {
        assert_eq!(strength(Locale::of(Lang::En), log10), expected);
    }

    #[test]
    fn no_evidence_makes_a_certainty() {
        assert_eq!(probability(Locale::of(Lang::En), 1.0), ">99.9%");
        assert_eq!(probability(Locale::of(Lang::En), 0.893), "89%");
    }

    #[test]
    fn an_exclusion_is_a_word() {
        assert_eq!(weight(Locale::of(Lang::En), f64::NEG_INFINITY), "excludes");
    }
}
