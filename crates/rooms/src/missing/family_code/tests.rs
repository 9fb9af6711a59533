use facts::Digits;
use proptest::prelude::*;
use rstest::rstest;

use super::{CODE_DIGITS, DAMM, FamilyCode, FamilyCodeError, SECRET_DIGITS, check_digit, step};

fn written(code: &FamilyCode, digits: Digits, between: &str) -> String {
    code.groups(digits).iter().map(|group| group.as_str()).collect::<Vec<_>>().join(between)
}

fn code(seed: u8) -> FamilyCode {
    FamilyCode::from_entropy(&std::array::from_fn(|at| seed.wrapping_mul(31).wrapping_add(at as u8 * 7) % 250)).unwrap()
}

fn is_code(digits: &[u8]) -> bool {
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    FamilyCode::read(&text).is_ok()
}

/// The published example: 572 has the check digit 4.
#[test]
fn the_check_digit_is_that_of_the_published_example() {
    assert_eq!(check_digit(&[5, 7, 2]), 4);
}

/// From every state: a digit in the place of another leads elsewhere, and so do two that changed places; from elsewhere the
/// same digits never lead to the same end. So nothing of the kind passes, wherever in a code of any length it happens.
#[test]
fn every_wrong_digit_and_every_two_that_changed_places_are_found() {
    for state in 0..10 {
        assert_eq!(step(state, state), 0, "the check digit is the state");
        for one in 0..10 {
            for other in (0..10).filter(|other| *other != one) {
                assert_ne!(step(state, one), step(state, other), "one digit for another");
                assert_ne!(step(one, state), step(other, state), "states stay apart");
                assert_ne!(step(step(state, one), other), step(step(state, other), one), "changed places");
            }
        }
    }
    assert!(DAMM.iter().flatten().all(|entry| *entry < 10));
}

#[test]
fn the_same_on_whole_codes_with_their_check_digit() {
    for seed in 0..50 {
        let code = code(seed);
        let digits: [u8; CODE_DIGITS] = *code.0;
        assert!(is_code(&digits));
        for at in 0..CODE_DIGITS {
            for value in (0..10).filter(|value| *value != digits[at]) {
                let mut wrong = digits;
                wrong[at] = value;
                assert!(!is_code(&wrong), "digit {at}");
            }
            if at + 1 < CODE_DIGITS && digits[at] != digits[at + 1] {
                let mut wrong = digits;
                wrong.swap(at, at + 1);
                assert!(!is_code(&wrong), "digits {at} and the next");
            }
        }
    }
}

#[test]
fn bytes_above_250_are_left_out_so_that_no_digit_is_likelier() {
    let mut entropy: [u8; 32] = [255; 32];
    assert!(FamilyCode::from_entropy(&entropy).is_none());
    for (at, byte) in entropy.iter_mut().skip(7).enumerate() {
        *byte = at as u8 + 220;
    }
    let drawn = FamilyCode::from_entropy(&entropy).unwrap();
    let expected: Vec<u8> = (0..SECRET_DIGITS as u8).map(|at| at % 10).collect();
    assert_eq!(drawn.secret(), expected);
    entropy[31] = 250;
    assert!(FamilyCode::from_entropy(&entropy).is_none(), "24 digits are none too few");
}

#[rstest]
#[case::blanks(" ")]
#[case::hyphens("-")]
#[case::dots(".")]
#[case::long_dashes(" – ")]
#[case::lines("\r\n")]
#[case::nothing("")]
#[case::no_break("\u{202f}")]
#[case::marks_of_direction("\u{200f} \u{200e}")]
fn a_code_is_read_however_it_is_grouped(#[case] between: &str) {
    for digits in [Digits::Latin, Digits::ArabicIndic, Digits::Persian] {
        let code = code(3);
        let again = FamilyCode::read(&format!("  {}\n", written(&code, digits, between))).unwrap();
        assert_eq!(again.secret(), code.secret());
    }
}

#[test]
fn scripts_may_be_mixed() {
    let latin = written(&code(5), Digits::Latin, " ");
    let mixed: String = latin
        .chars()
        .enumerate()
        .map(|(at, digit)| match digit.to_digit(10) {
            Some(value) if at % 3 == 0 => char::from_u32(0x966 + value).unwrap(),
            Some(value) if at % 3 == 1 => char::from_u32(0x9E6 + value).unwrap(),
            _ => digit,
        })
        .collect();
    assert_eq!(FamilyCode::read(&mixed).unwrap().secret(), code(5).secret());
}

#[rstest]
#[case::nothing("", FamilyCodeError::Length { found: 0 })]
#[case::a_letter("1234 5678 9O12 3456 7890 1234 56", FamilyCodeError::NotADigit { group: 3 })]
#[case::short_group("1234 567 8901 2345 6789 0123 45", FamilyCodeError::Group { group: 2, found: 3, expected: 4 })]
#[case::long_group("1234 5678 90123 4567 8901 2345 67", FamilyCodeError::Group { group: 3, found: 5, expected: 4 })]
#[case::short_end("1234 5678 9012 3456 7890 1234 5", FamilyCodeError::Group { group: 7, found: 1, expected: 2 })]
#[case::one_group_missing("1234 5678 9012 3456 7890 1234", FamilyCodeError::Length { found: 24 })]
#[case::one_group_more("1234 5678 9012 3456 7890 1234 56 7890", FamilyCodeError::Length { found: 30 })]
#[case::no_groups("12345", FamilyCodeError::Length { found: 5 })]
#[case::a_letter_at_the_end("12345678901234567890123456x", FamilyCodeError::NotADigit { group: 7 })]
#[case::wrong_digits("1234 5678 9012 3456 7890 1234 50", FamilyCodeError::Check)]
fn an_error_names_the_first_wrong_group_and_not_what_is_right(#[case] text: &str, #[case] expected: FamilyCodeError) {
    assert_eq!(FamilyCode::read(text).err(), Some(expected));
}

#[test]
fn no_error_repeats_what_was_typed() {
    for text in ["7391 8264 secret", "7391 82", "73918264"] {
        let error = FamilyCode::read(text).err().unwrap();
        assert!(!error.to_string().contains("7391") && !format!("{error:?}").contains("7391"));
    }
}

proptest! {
    #[test]
    fn what_is_drawn_is_read_back(entropy: [u8; 32]) {
        if let Some(code) = FamilyCode::from_entropy(&entropy) {
            let again = FamilyCode::read(&written(&code, Digits::ArabicIndic, " ")).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(again.secret(), code.secret());
        }
    }

    #[test]
    fn any_text_is_a_code_or_names_a_place_in_one(text: String) {
        match FamilyCode::read(&text).map(|code| written(&code, Digits::Latin, " ")) {
            Ok(again) => prop_assert!(FamilyCode::read(&again).is_ok()),
            Err(FamilyCodeError::NotADigit { group } | FamilyCodeError::Group { group, .. }) => prop_assert!((1..=7).contains(&group)),
            Err(_) => {}
        }
    }
}
