//! Wrapped keys, sealed sections and sealed seeds from an untrusted disk: none opens, none panics, none eats the memory.
#![no_main]

use libfuzzer_sys::fuzz_target;
use store::seal::{Binding, DataKey, KeyPair, SealError, Wrapper, open_section, open_seed};

/// Argon2 up to its limit would starve the fuzzer: version, then the cost in KiB.
fn cheap(bytes: &[u8]) -> bool {
    bytes.get(1..9).is_none_or(|cost| cost[..3] == [0; 3] && cost[4..7] == [0; 3])
}

fuzz_target!(|bytes: &[u8]| {
    let (epoch, role) = (KeyPair::derive(&[1; 32]), KeyPair::derive(&[2; 32]));
    let place = Binding { log: "changes", record: [0; 16], kind: "k", kind_version: 1, section: "s", owner: "o" };
    let wrapper = Wrapper::new();
    let label = place.to_bytes();
    assert!(wrapper.open_data_key(&epoch, &role, &label, bytes).is_err());
    assert!(wrapper.renew_outer(&epoch, &role.public(), &label, bytes).is_err());
    assert!(open_section(&DataKey::from_bytes([3; 32]), &place, bytes).is_err());
    if let Some(version) = bytes.first().filter(|version| **version != 1) {
        let refused = wrapper.open(&role, &label, bytes).err();
        assert_eq!(refused, Some(SealError::Version { found: *version, known: 1 }));
    }
    if cheap(bytes) {
        assert!(open_seed(bytes, "anna", b"passphrase").is_err());
    }
});
