//! Missing Migrants lists: no bytes panic; what is taken is written and read back as the same bytes.
#![no_main]

use interop::mmp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: Vec<u8>| {
    let Ok(extract) = mmp::decode("f", bytes) else { return };
    assert!(extract.rows.len() <= extract.row_count_read);
    let written = extract.to_csv();
    let again = mmp::decode("f", written.clone()).expect("what is written can be read");
    assert_eq!(again.to_csv(), written);
});
