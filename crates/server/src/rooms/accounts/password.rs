//! What a new password must be: long enough, and none that everybody tries. Nothing is asked of its letters.

use crate::locale::{Args, Locale};

/// Fewest characters.
///
/// # Source
/// NIST SP 800-63B-4, section 3.1.1: at least 15 where a password is the only factor, 8 where it is one of two; a second
/// factor may still be missing here for a while.
pub const LENGTH_MIN: usize = 12;

/// What is long enough and tried first all the same; parts of it that come back are found by [`is_repeated`].
///
/// Written by hand: keyboard rows, and the words of leaked lists drawn out to twelve characters. It is short on purpose, for
/// the length and the pauses between attempts do the work.
const COMMON: [&str; 24] = [
    "123456789012", "1234567890123", "qwertyuiop12", "qwertyuiop123", "qwertyuiopas", "qwertyuiop[]", "1q2w3e4r5t6y",
    "1qaz2wsx3edc", "q1w2e3r4t5y6", "zaq12wsxcde3", "password1234", "passw0rd1234", "password12345", "administrator",
    "changemenow1", "letmein12345", "welcome12345", "iloveyou1234", "correcthorse", "unbelievable", "motdepasse12",
    "contraseña12", "contrasena12", "azertyuiop12",
];

/// Why a password cannot be taken, in the reader's words; `None` where it can.
pub fn fault(t: &Locale, name: &str, password: &str) -> Option<String> {
    let length = password.chars().count();
    if length == 0 {
        return Some(t.text("password-empty"));
    }
    if length < LENGTH_MIN {
        let args = Args::new().count("length", length).count("min", LENGTH_MIN);
        return Some(t.say("password-short", &args));
    }
    let plain = password.to_lowercase();
    let name = name.trim().to_lowercase();
    if name.chars().count() > 2 && plain.contains(&name) {
        return Some(t.text("password-name"));
    }
    let is_common = COMMON.iter().any(|common| plain.starts_with(common)) || plain.contains("landfall");
    (is_common || is_repeated(&plain) || is_row(&plain)).then(|| t.text("password-common"))
}

/// Whether it is a short piece over and over.
fn is_repeated(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    (1..=4).any(|piece| letters.iter().skip(piece).zip(&letters).all(|(one, before)| one == before))
}

/// Whether each character follows the one before: `abcdefghijkl`, `210987654321`.
fn is_row(plain: &str) -> bool {
    let steps: Vec<i64> =
        plain.chars().zip(plain.chars().skip(1)).map(|(one, next)| i64::from(u32::from(next)) - i64::from(u32::from(one))).collect();
    let breaks = steps.iter().filter(|step| step.abs() != 1).count();
    breaks * 6 < steps.len()
}

/// How strong a password that was taken is, in words.
pub fn strength(t: &Locale, password: &str) -> String {
    let key = match password.chars().count() {
        0..=15 => "password-strength-enough",
        16..=23 => "password-strength-good",
        _ => "password-strength-strong",
    };
    t.text(key)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::fault;
    use crate::locale::{Lang, Locale};

    #[rstest]
    #[case::words("a lantern over the harbour", None)]
    #[case::no_composition_is_asked("zwölf kleine boote", None)]
    #[case::arabic("فانوس فوق الميناء القديم", None)]
    #[case::short("elevenchars", Some("11"))]
    #[case::nothing("", Some("Choose"))]
    #[case::the_name_in_it("my Nadia 2026 password", Some("your name"))]
    #[case::common("Password1234!", Some("tried first"))]
    #[case::over_and_over("abcabcabcabcabc", Some("tried first"))]
    #[case::one_letter("aaaaaaaaaaaaaa", Some("tried first"))]
    #[case::a_row("abcdefghijklmnop", Some("tried first"))]
    #[case::counted("123456789abc", Some("tried first"))]
    fn a_password_is_long_and_not_everybody_s(#[case] password: &str, #[case] expected: Option<&str>) {
        let found = fault(Locale::of(Lang::En), "nadia", password);
        match expected {
            None => assert_eq!(found, None),
            Some(words) => assert!(found.clone().is_some_and(|found| found.contains(words)), "{found:?}"),
        }
    }
}
