//! DVI cases: no text panics; what is read is whole, what is refused has a place.
#![no_main]

use interop::dvi_case;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match dvi_case::read("data.json", text) {
        Ok(file) => {
            let markers = file.case.markers().len();
            assert!(file.case.victims().iter().all(|victim| victim.observations.len() == markers));
            for family in file.case.families() {
                assert_eq!(family.observations.len(), family.pedigree.persons().len());
                assert!(family.observations.iter().all(|row| row.len() == markers));
            }
        }
        Err(faults) => {
            assert!(!faults.faults.is_empty());
            assert_eq!(faults.faults[0].place.file.as_deref(), Some("data.json"));
            assert!(faults.faults[0].place.line.is_some());
        }
    }
});
