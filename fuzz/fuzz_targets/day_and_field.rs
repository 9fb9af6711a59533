//! Words of agreements: a day and a field are read in one spelling, which is the one they are written in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rooms::shared::{Day, Field};

fuzz_target!(|text: &str| {
    match text.parse::<Day>() {
        Ok(day) => assert_eq!(day.to_string(), text),
        Err(refused) => assert_eq!(refused.found, text),
    }
    match text.parse::<Field>() {
        Ok(field) => assert_eq!(field.to_string(), text),
        Err(refused) => assert_eq!(refused.found, text),
    }
});
