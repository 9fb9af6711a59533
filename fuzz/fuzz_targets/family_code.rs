//! What a family types in: what reads as a code is written and read the same, and an error has a place within it.
#![no_main]

use facts::Digits;
use libfuzzer_sys::fuzz_target;
use rooms::missing::family_code::{FamilyCode, FamilyCodeError, GROUP_COUNT};

fuzz_target!(|text: &str| {
    match FamilyCode::read(text) {
        Ok(code) => {
            for digits in [Digits::Latin, Digits::ArabicIndic, Digits::Persian] {
                let groups: Vec<String> = code.groups(digits).iter().map(|group| group.to_string()).collect();
                let again = FamilyCode::read(&groups.join(" "));
                assert!(again.is_ok_and(|again| again.secret() == code.secret()));
            }
        }
        Err(FamilyCodeError::NotADigit { group } | FamilyCodeError::Group { group, .. }) => {
            assert!((1..=GROUP_COUNT).contains(&group));
        }
        Err(_) => {}
    }
});
