//! Frequency tables in both layouts: no bytes panic; what is read sums to 1 and reads back the same when written.
#![no_main]

use interop::frequencies;
use kinship::frequencies::{FrequencyOptions, PopulationName};
use libfuzzer_sys::fuzz_target;

fn read(bytes: Vec<u8>) -> Result<frequencies::FrequencyFile, interop::Faults> {
    let population = PopulationName::new("somewhere").expect("it has a name");
    frequencies::decode("f", bytes, population, FrequencyOptions::default())
}

fuzz_target!(|bytes: Vec<u8>| {
    let Ok(file) = read(bytes) else { return };
    for marker in file.table.markers() {
        let sum: f64 = marker.frequencies().iter().sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    }
    let again = read(frequencies::write_csv(&file.table).into_bytes()).expect("what is written can be read");
    for marker in file.table.markers() {
        let written = again.table.find(marker.name()).expect("every marker is written");
        assert!(marker.alleles().iter().all(|allele| written.get(allele.as_str()).is_some()));
    }
});
