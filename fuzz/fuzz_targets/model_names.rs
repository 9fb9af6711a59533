//! Names of mutation models and relationships: no text panics, and a name reads back as itself.
#![no_main]

use kinship::mutation::{ModelName, Stabilisation};
use kinship::relationship::Relationship;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|written: &str| {
    if let Ok(model) = written.parse::<ModelName>() {
        assert_eq!(model.to_string().parse::<ModelName>(), Ok(model));
    }
    if let Ok(variant) = written.parse::<Stabilisation>() {
        assert_eq!(variant.to_string().parse::<Stabilisation>(), Ok(variant));
    }
    if let Ok(relationship) = written.parse::<Relationship>() {
        assert_eq!(relationship.to_string().parse::<Relationship>(), Ok(relationship));
    }
});
