//! Folders of a register: no files panic; what is read is whole and passes its own checks.
//!
//! The bytes are the files of a folder, each behind a line `=== <name>`.
#![no_main]

use interop::register::{self, Files};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: Vec<u8>| {
    match register::decode(Files::new("folder", files(&bytes))) {
        Ok(folder) => {
            assert_eq!(folder.register.check(), Ok(()));
            let markers = folder.register.populations[0].markers.len();
            assert!(folder.register.remains.iter().all(|remains| remains.observations.len() == markers));
        }
        Err(faults) => {
            assert!(!faults.faults.is_empty());
            assert!(faults.faults.iter().all(|fault| fault.place.file.is_some()));
        }
    }
});

fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"=== "), files.last_mut()) {
            (Some(name), _) => files.push((String::from_utf8_lossy(name.trim_ascii()).into_owned(), Vec::new())),
            (None, Some((_, bytes))) => bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    files
}
