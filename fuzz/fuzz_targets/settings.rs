//! Settings of a register: no text panics; every setting has a value that fits, and a fault has a line that exists.
#![no_main]

use interop::register::{self, SETTINGS};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match register::read_settings("settings.toml", text) {
        Ok(used) => {
            assert_eq!(used.len(), SETTINGS.len());
            assert!(used.iter().all(|used| used.setting.kind.takes(&used.value)));
        }
        Err(faults) => {
            let lines = text.split('\n').count();
            let exists = |line: Option<usize>| line.is_some_and(|line| (1..=lines).contains(&line));
            assert!(faults.faults.iter().all(|fault| fault.place.line.is_none() || exists(fault.place.line)));
        }
    }
});
