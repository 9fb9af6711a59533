//! Numbers as each language writes them.

use super::Lang;

/// How one language writes numbers.
///
/// # Source
/// Unicode CLDR 46, `numbers`: separators, `minimumGroupingDigits` (2 in Spanish), percent patterns. Arabic without a
/// region takes Latin digits there, with left-to-right marks around sign and percent.
struct Marks {
    group: &'static str,
    decimal: &'static str,
    grouped_from_digits: usize,
    before_sign: &'static str,
    percent: &'static str,
}

const fn marks(lang: Lang) -> Marks {
    match lang {
        Lang::En => Marks { group: ",", decimal: ".", grouped_from_digits: 4, before_sign: "", percent: "%" },
        Lang::Fr => {
            Marks { group: "\u{202f}", decimal: ",", grouped_from_digits: 4, before_sign: "", percent: "\u{a0}%" }
        }
        Lang::Es => Marks { group: ".", decimal: ",", grouped_from_digits: 5, before_sign: "", percent: "\u{a0}%" },
        Lang::Ar => Marks {
            group: ",",
            decimal: ".",
            grouped_from_digits: 4,
            before_sign: "\u{200e}",
            percent: "\u{200e}%\u{200e}",
        },
    }
}

/// A number with a fixed count of decimals.
#[must_use]
pub fn decimal(lang: Lang, value: f64, decimals: usize) -> String {
    let marks = marks(lang);
    let written = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let is_zero = written.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let mut text = String::new();
    if value < 0.0 && !is_zero {
        text.push_str(marks.before_sign);
        text.push('-');
    }
    push_grouped(&mut text, whole, &marks);
    if !fraction.is_empty() {
        text.push_str(marks.decimal);
        text.push_str(fraction);
    }
    text
}

/// A whole number.
#[must_use]
pub fn whole(lang: Lang, value: i64) -> String {
    let marks = marks(lang);
    let mut text = String::new();
    if value < 0 {
        text.push_str(marks.before_sign);
        text.push('-');
    }
    push_grouped(&mut text, &value.unsigned_abs().to_string(), &marks);
    text
}

/// A number that always shows its sign, for weights: `+3.2`, `-1.4`. Zero has none.
#[must_use]
pub fn signed(lang: Lang, value: f64, decimals: usize) -> String {
    let written = decimal(lang, value, decimals);
    let shows_zero = !written.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0');
    if value > 0.0 && !shows_zero { format!("{}+{written}", marks(lang).before_sign) } else { written }
}

/// A share between 0 and 1 as a percentage. Something small is never written as nothing, nor nearly all as all.
#[must_use]
pub fn percent(lang: Lang, share: f64) -> String {
    let marks = marks(lang);
    let value = share * 100.0;
    // halves go up, as ICU rounds
    let to_one = |value: f64| format!("{:.1}", (value * 10.0).round() / 10.0);
    let (bound, shown) = match value {
        value if value > 0.0 && value < 0.1 => ("<", "0.1".to_owned()),
        value if value < 100.0 && value > 99.9 => (">", "99.9".to_owned()),
        value if value == 0.0 || value == 100.0 || (9.95..99.45).contains(&value) => ("", value.round().to_string()),
        value => ("", to_one(value).trim_end_matches(".0").to_owned()),
    };
    let shown = shown.replace('.', marks.decimal);
    let before = if bound.is_empty() { "" } else { marks.before_sign };
    format!("{before}{bound}{shown}{}", marks.percent)
}

fn push_grouped(text: &mut String, digits: &str, marks: &Marks) {
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) && digits.len() >= marks.grouped_from_digits {
            text.push_str(marks.group);
        }
        text.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Lang, decimal, percent, signed, whole};

    // Expected texts: Intl.NumberFormat of ICU in Node 20, for the same values.
    #[rstest]
    #[case(Lang::En, 1234, "1,234")]
    #[case(Lang::En, 1_234_567, "1,234,567")]
    #[case(Lang::Fr, 12345, "12\u{202f}345")]
    #[case(Lang::Es, 1234, "1234")]
    #[case(Lang::Es, 12345, "12.345")]
    #[case(Lang::Ar, 12345, "12,345")]
    #[case(Lang::Ar, -5, "\u{200e}-5")]
    #[case(Lang::En, i64::MIN, "-9,223,372,036,854,775,808")]
    fn whole_numbers_are_grouped_by_language(#[case] lang: Lang, #[case] value: i64, #[case] expected: &str) {
        assert_eq!(whole(lang, value), expected);
    }

    #[rstest]
    #[case(Lang::En, -5.25, 2, "-5.25")]
    #[case(Lang::Fr, 1_234_567.891, 3, "1\u{202f}234\u{202f}567,891")]
    #[case(Lang::Es, 1_234_567.891, 3, "1.234.567,891")]
    #[case(Lang::Ar, -5.25, 2, "\u{200e}-5.25")]
    #[case::no_negative_zero(Lang::En, -0.001, 1, "0.0")]
    fn decimals_take_the_language_s_mark(
        #[case] lang: Lang,
        #[case] value: f64,
        #[case] decimals: usize,
        #[case] expected: &str,
    ) {
        assert_eq!(decimal(lang, value, decimals), expected);
    }

    #[rstest]
    #[case(Lang::En, 0.125, "13%")]
    #[case(Lang::En, 0.034, "3.4%")]
    #[case(Lang::En, 0.01, "1%")]
    #[case(Lang::En, 0.0, "0%")]
    #[case(Lang::En, 1.0, "100%")]
    #[case::small_is_not_nothing(Lang::En, 0.000_01, "<0.1%")]
    #[case::nearly_all_is_not_all(Lang::En, 0.999_99, ">99.9%")]
    #[case(Lang::Fr, 0.5, "50\u{a0}%")]
    #[case(Lang::Ar, 0.5, "50\u{200e}%\u{200e}")]
    fn shares_are_never_rounded_to_nothing_or_all(#[case] lang: Lang, #[case] share: f64, #[case] expected: &str) {
        assert_eq!(percent(lang, share), expected);
    }

    #[rstest]
    #[case(Lang::En, 3.21, "+3.2")]
    #[case(Lang::En, -1.44, "-1.4")]
    #[case(Lang::En, 0.01, "0.0")]
    #[case(Lang::Ar, 3.21, "\u{200e}+3.2")]
    fn a_weight_shows_its_sign(#[case] lang: Lang, #[case] value: f64, #[case] expected: &str) {
        assert_eq!(signed(lang, value, 1), expected);
    }
}
