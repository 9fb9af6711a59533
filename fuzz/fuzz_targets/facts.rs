//! Dates and ages: no text panics, and what is taken reads back from how it is shown.
#![no_main]

use facts::{AgeRange, PartialDate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|written: &str| {
    if let Ok(date) = written.parse::<PartialDate>() {
        assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
    }
    if let Ok(age) = written.parse::<AgeRange>() {
        assert_eq!(age.to_string().parse::<AgeRange>(), Ok(age));
    }
});
