//! What a custodian types in: a share that reads is written the same, and an error has a place within the sheet.
#![no_main]

use libfuzzer_sys::fuzz_target;
use store::seal::{ShareError, ShareText};

fuzz_target!(|text: &str| {
    match ShareText::parse(text) {
        Ok(share) => {
            assert!((1..=3).contains(&share.number()));
            let again = ShareText::parse(share.words());
            assert!(again.is_ok_and(|again| again.words() == share.words() && again.set() == share.set()));
        }
        Err(ShareError::Letter { word, letter }) => assert!((1..=12).contains(&word) && (1..=8).contains(&letter)),
        Err(ShareError::Word { word }) => assert!((1..=12).contains(&word)),
        Err(_) => {}
    }
});
