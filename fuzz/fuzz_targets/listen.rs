//! The address to listen on: without encryption none that is read can be reached from another machine.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::Listen;

fuzz_target!(|text: &str| {
    if let Ok(listen) = Listen::read(text, None) {
        assert!(!listen.is_beyond());
    }
});
