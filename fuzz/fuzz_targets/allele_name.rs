//! Allele names: no text panics, what is taken is trimmed and reads back as itself.
#![no_main]

use kinship::AlleleName;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|written: &str| {
    let Ok(name) = AlleleName::new(written) else {
        assert!(written.trim().is_empty());
        return;
    };
    assert_eq!(name.as_str(), written.trim());
    assert_eq!(AlleleName::new(name.as_str()).as_ref(), Ok(&name));
    if let Some((_, micro)) = name.repeats() {
        assert!(micro == 0 || micro % 10 != 0, "trailing zeros say nothing: 9.30 is 9.3");
    }
});
