//! TopoJSON outlines: no bytes panic, and a topology that is taken draws every ring.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::map::topojson;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(topology) = topojson::decode(bytes) {
        for ring in topology.countries.iter().flat_map(|country| &country.rings).chain(&topology.land) {
            for position in topology.outline(ring) {
                assert!(position.iter().all(|degree| !degree.is_nan()), "a place is a number");
            }
        }
    }
});
