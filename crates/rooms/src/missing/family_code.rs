//! The code with which a family follows its report: 25 random digits and one that finds a slip.
//!
//! Digits and no words or letters: they are known in every script, can be read out on a telephone and written down by who
//! reads little. 25 of them are 83 bits: nobody guesses one.
//!
//! **Invariant**: a code has no `Debug` and no `Display`, is wiped when it is dropped, and no error repeats what was typed.

use facts::{Digits, digit_value};
use zeroize::Zeroizing;

/// Digits that are random.
pub const SECRET_DIGITS: usize = 25;
/// Digits of a code, the last of which checks the others.
pub const CODE_DIGITS: usize = SECRET_DIGITS + 1;
/// Digits of a group; the last group has two.
pub const GROUP_DIGITS: usize = 4;
/// Groups of a code.
pub const GROUP_COUNT: usize = CODE_DIGITS.div_ceil(GROUP_DIGITS);

/// Longest text that is read as a code, in characters: every digit alone on a line.
const WRITTEN_MAX: usize = 200;

/// A totally anti-symmetric quasigroup: its check digit finds every wrong digit and every two neighbours that changed places.
///
/// # Source
/// H. Michael Damm, *Total anti-symmetrische Quasigruppen*, dissertation, Marburg 2004, the table of order 10; that it does
/// what it promises is tried for every state and every pair of digits in the tests.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// A family's code. It is a secret: whoever has it reads what the family reads.
pub struct FamilyCode(Zeroizing<[u8; CODE_DIGITS]>);

/// Why a text is no code. It names places, never digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FamilyCodeError {
    /// A character that is no digit, space, hyphen or dot.
    #[error("group {group} has something in it that is no digit; a code is {CODE_DIGITS} digits")]
    NotADigit {
        /// The group, from 1.
        group: usize,
    },
    /// A group with more or fewer digits than it has.
    #[error("group {group} has {found} digits instead of {expected}; read it again")]
    Group {
        /// The group, from 1.
        group: usize,
        /// Digits that were found.
        found: usize,
        /// Digits that the group has.
        expected: usize,
    },
    /// More or fewer digits, written in groups of another kind or in none.
    #[error("there are {found} digits; a code is {CODE_DIGITS} digits")]
    Length {
        /// Digits that were found.
        found: usize,
    },
    /// The digits do not belong together.
    #[error("one of the digits is wrong, or two have changed places; read the code again, group by group")]
    Check,
}

impl FamilyCode {
    /// A code from random bytes: each below 250 is a digit, so that all digits are equally likely. `None` where too many
    /// bytes were above, which happens once in a million times: draw again.
    #[must_use]
    pub fn from_entropy(entropy: &[u8; 32]) -> Option<Self> {
        let mut digits = Zeroizing::new([0; CODE_DIGITS]);
        let mut drawn = entropy.iter().filter(|byte| **byte < 250).map(|byte| byte % 10);
        for digit in digits.iter_mut().take(SECRET_DIGITS) {
            *digit = drawn.next()?;
        }
        digits[SECRET_DIGITS] = check_digit(&digits[..SECRET_DIGITS]);
        Some(Self(digits))
    }

    /// Reads a code as people write one: digits of any script, in groups or not.
    ///
    /// # Errors
    /// Where it is none; the first group that is seen to be wrong is named, and what would be right is not.
    pub fn read(written: &str) -> Result<Self, FamilyCodeError> {
        let mut digits = Zeroizing::new([0; CODE_DIGITS]);
        let mut count = 0;
        // where written groups end, counted in digits
        let mut ends = [0; CODE_DIGITS];
        let mut group_count = 0;
        let mut is_inside = false;
        for (at, character) in written.chars().enumerate() {
            if let Some(value) = digit_value(character) {
                if let Some(place) = digits.get_mut(count) {
                    *place = value;
                }
                (count, is_inside) = (count + 1, true);
            } else if is_separator(character) && at < WRITTEN_MAX {
                if let Some(end) = ends.get_mut(group_count).filter(|_| is_inside) {
                    (*end, group_count) = (count, group_count + 1);
                }
                is_inside = false;
            } else {
                return Err(FamilyCodeError::NotADigit { group: (count / GROUP_DIGITS + 1).min(GROUP_COUNT) });
            }
        }
        if let Some(end) = ends.get_mut(group_count).filter(|_| is_inside) {
            (*end, group_count) = (count, group_count + 1);
        }
        if count != CODE_DIGITS {
            return Err(wrong_length(&ends[..group_count], count));
        }
        if digits.iter().fold(0, |state, digit| step(state, *digit)) != 0 {
            return Err(FamilyCodeError::Check);
        }
        Ok(Self(digits))
    }

    /// The random digits, as numbers: what keys are made from.
    #[must_use]
    pub fn secret(&self) -> &[u8] {
        &self.0[..SECRET_DIGITS]
    }

    /// The code as it is shown, one text a group.
    #[must_use]
    pub fn groups(&self, digits: Digits) -> Vec<Zeroizing<String>> {
        let group = |group: &[u8]| Zeroizing::new(group.iter().map(|value| digits.write(*value)).collect());
        self.0.chunks(GROUP_DIGITS).map(group).collect()
    }
}

/// What stands between digits without meaning anything: blanks, hyphens and dashes, dots, marks of direction.
fn is_separator(character: char) -> bool {
    let is_dash = matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '_');
    let is_dot = matches!(character, '.' | ',' | '·' | '•' | '،' | '۔' | '。');
    let is_mark = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}');
    character.is_whitespace() || is_dash || is_dot || is_mark
}

/// The first group that differs from how a code is written; none, where it was written in other groups or in one.
fn wrong_length(ends: &[usize], count: usize) -> FamilyCodeError {
    let lengths = ends.iter().scan(0, |from, end| Some(end - std::mem::replace(from, *end)));
    let is_grouped = ends.len() > 1;
    let expected = |group: usize| GROUP_DIGITS.min(CODE_DIGITS - group * GROUP_DIGITS);
    let odd = lengths.take(GROUP_COUNT).enumerate().find(|(group, found)| *found != expected(*group));
    match odd {
        Some((group, found)) if is_grouped => {
            FamilyCodeError::Group { group: group + 1, found, expected: expected(group) }
        }
        _ => FamilyCodeError::Length { found: count },
    }
}

fn step(state: u8, digit: u8) -> u8 {
    DAMM[usize::from(state)][usize::from(digit)]
}

/// The digit that brings the state to zero: on the diagonal stand zeros, so it is the state itself.
fn check_digit(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |state, digit| step(state, *digit))
}

#[cfg(test)]
mod tests;
