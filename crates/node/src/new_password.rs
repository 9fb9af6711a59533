//! What is asked of a new password: length, and that it is not one of those that everybody tries first.
//!
//! There are no rules about kinds of characters (OWASP ASVS 5.0, 6.2.5), and nothing is cut or changed before it is hashed
//! (6.2.8); small letters are used for the comparison alone.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewest characters of a new password.
pub const PASSWORD_CHAR_COUNT_MIN: usize = 12;
/// Most bytes of one: more is no password, and hashing it would be work for nothing.
pub const PASSWORD_BYTE_COUNT_MAX: usize = 1024;

/// In small letters; see `crates/node/data/README.md`.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../data/common-passwords.txt").lines().collect());

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Too short.
    #[error("the password has {found} characters; use at least {PASSWORD_CHAR_COUNT_MIN}, such as four or five words")]
    TooShort {
        /// How many characters it has.
        found: usize,
    },
    /// Longer than one may be.
    #[error("the password is longer than {PASSWORD_BYTE_COUNT_MAX} bytes; use a shorter one")]
    TooLong,
    /// One that everybody tries first.
    #[error(
        "this password is among those that are tried first; use four or five words that have nothing to do with each other"
    )]
    Common,
    /// The name itself, alone or repeated.
    #[error("the password says the name; use one that has nothing to do with it")]
    SaysTheName,
}

/// Whether a new password will do for somebody of that name.
///
/// # Errors
/// Where it is too short or too long, common, or little more than the name.
pub fn check_new_password(password: &str, name: &str) -> Result<(), PasswordFault> {
    let found = password.chars().count();
    if found < PASSWORD_CHAR_COUNT_MIN {
        return Err(PasswordFault::TooShort { found });
    }
    if password.len() > PASSWORD_BYTE_COUNT_MAX {
        return Err(PasswordFault::TooLong);
    }
    let small = zeroize::Zeroizing::new(password.to_lowercase());
    if COMMON.contains(small.as_str()) || is_one_character(&small) {
        return Err(PasswordFault::Common);
    }
    let name = name.to_lowercase();
    let rest = zeroize::Zeroizing::new(if name.is_empty() { small.to_string() } else { small.replace(&name, "") });
    if rest.chars().filter(|letter| letter.is_alphanumeric()).count() < 6 && rest.len() < small.len() {
        return Err(PasswordFault::SaysTheName);
    }
    Ok(())
}

fn is_one_character(password: &str) -> bool {
    let mut letters = password.chars();
    let first = letters.next();
    letters.all(|letter| Some(letter) == first)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{COMMON, PasswordFault, check_new_password};

    #[rstest]
    #[case::four_words("harbour lamp seven otter", Ok(()))]
    #[case::arabic("مرفأ مصباح سبعة قندس", Ok(()))]
    #[case::twelve("lamp otter 7", Ok(()))]
    #[case::short("lamp otter", Err(PasswordFault::TooShort { found: 10 }))]
    #[case::common("1qaz2wsx3edc", Err(PasswordFault::Common))]
    #[case::common_in_capitals("QWERTY123456", Err(PasswordFault::Common))]
    #[case::one_character("aaaaaaaaaaaaaaaa", Err(PasswordFault::Common))]
    #[case::the_name("anna-harbour", Err(PasswordFault::SaysTheName))]
    #[case::the_name_and_a_year("Anna-Harbour2026", Err(PasswordFault::SaysTheName))]
    fn a_new_password_is_looked_at(#[case] password: &str, #[case] expected: Result<(), PasswordFault>) {
        assert_eq!(check_new_password(password, "anna-harbour"), expected);
    }

    #[test]
    fn the_list_is_as_long_as_the_standard_asks() {
        // OWASP ASVS 5.0, 6.2.4: at least the 3,000 most used that fit the rule of length
        assert!(COMMON.len() >= 3000, "{}", COMMON.len());
        assert!(COMMON.iter().all(|word| word.chars().count() >= super::PASSWORD_CHAR_COUNT_MIN));
    }
}
