//! What is wrong with a new password, in the reader's words, and how strong one is that was taken.

use node::{PASSWORD_BYTE_COUNT_MAX, PASSWORD_CHAR_COUNT_MIN, PasswordFault, check_new_password};

use crate::locale::{Args, Locale};

/// Why a password cannot be taken; `None` where it can.
pub fn fault(t: &Locale, name: &str, password: &str) -> Option<String> {
    let found = match check_new_password(password, name.trim()) {
        Ok(()) => return None,
        Err(found) => found,
    };
    Some(match found {
        PasswordFault::TooShort { found: 0 } => t.text("password-empty"),
        PasswordFault::TooShort { found } => {
            t.say("password-short", &Args::new().count("length", found).count("min", PASSWORD_CHAR_COUNT_MIN))
        }
        PasswordFault::TooLong => t.say("password-long", &Args::new().count("max", PASSWORD_BYTE_COUNT_MAX)),
        PasswordFault::Common => t.text("password-common"),
        PasswordFault::SaysTheName => t.text("password-name"),
    })
}

/// What helps to choose one.
pub fn hint(t: &Locale) -> String {
    t.say("password-hint", &Args::new().count("min", PASSWORD_CHAR_COUNT_MIN))
}

/// How strong a password that was taken is, in words: by its length, which is what counts.
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
    #[case::the_name("nadia-nadia-nadia", Some("your name"))]
    #[case::common("Password1234", Some("tried first"))]
    #[case::one_letter("aaaaaaaaaaaaaa", Some("tried first"))]
    fn why_a_password_is_not_taken_is_said(#[case] password: &str, #[case] expected: Option<&str>) {
        let found = fault(Locale::of(Lang::En), "nadia", password);
        match expected {
            None => assert_eq!(found, None),
            Some(words) => assert!(found.clone().is_some_and(|found| found.contains(words)), "{found:?}"),
        }
    }
}
