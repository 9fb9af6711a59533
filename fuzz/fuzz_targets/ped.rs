//! Pedigree files and their layouts: no text panics; what is written reads back the same.
#![no_main]

use interop::ped;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, Option<&str>)| {
    let (text, columns) = input;
    let layout =
        columns.and_then(|columns| ped::read_map("a.map", columns).or_else(|_| ped::read_dat("a.dat", columns)).ok());
    let Ok(file) = ped::read("a.ped", text, layout.as_ref()) else { return };
    for family in &file.families {
        assert_eq!(family.calls.len(), family.pedigree.persons().len());
        assert!(family.calls.iter().all(|calls| calls.len() == file.markers.len()));
    }
    let Ok(written) = ped::write(&file) else { return };
    let again = ped::read("a.ped", &written, Some(&ped::Layout::plink(file.markers.clone()))).expect("it reads back");
    assert_eq!(ped::write(&again).as_ref(), Ok(&written));
});
