//! JSON with places, and the text that it is in: no bytes panic; a fault has a line that exists.
#![no_main]

use interop::{json::Document, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: Vec<u8>| {
    let Ok(text) = text::decode("f", bytes, 1 << 20) else { return };
    match Document::parse("f", &text) {
        Ok(document) => {
            let place = document.place(interop::json::Span { start: 0, end: text.len() });
            assert_eq!((place.line, place.column), (Some(1), Some(1)));
        }
        Err(faults) => {
            let place = &faults.faults[0].place;
            let lines = text.split('\n').count();
            assert!(place.line.is_some_and(|line| (1..=lines).contains(&line)) && place.column.is_some());
        }
    }
});
