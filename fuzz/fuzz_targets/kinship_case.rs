//! Kinship cases: no text panics; what is read is whole, what is refused has a place.
#![no_main]

use interop::kinship_case;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match kinship_case::read("case.json", text) {
        Ok(case) => {
            assert!(!case.hypotheses.is_empty() && !case.markers.is_empty());
            assert!((0.0..1.0).contains(&case.theta));
            for typed in &case.markers {
                for hypothesis in &case.hypotheses {
                    let observations = typed.observations(&hypothesis.pedigree);
                    assert_eq!(observations.len(), hypothesis.pedigree.persons().len());
                    // whoever is typed stands in every hypothesis
                    assert!(typed.people.iter().all(|(id, _)| hypothesis.pedigree.find(id).is_some()));
                }
            }
        }
        Err(faults) => {
            assert!(!faults.faults.is_empty());
            assert_eq!(faults.faults[0].place.file.as_deref(), Some("case.json"));
            assert!(faults.faults[0].place.line.is_some());
        }
    }
});
