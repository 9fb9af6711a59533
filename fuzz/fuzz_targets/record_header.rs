//! Headers, ids and hours of records: no text panics, and what is taken reads back from how it is shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rooms::header::{Handle, Header, Hour, RecordId};

fuzz_target!(|written: &str| {
    if let Ok(header) = Header::from_bytes(written.as_bytes()) {
        assert_eq!(header.to_bytes().ok().as_deref(), Some(written.as_bytes()));
    }
    if let Ok(hour) = written.parse::<Hour>() {
        assert_eq!(hour.to_string(), written);
    }
    if let Ok(id) = written.parse::<RecordId>() {
        assert_eq!(id.to_string(), written);
    }
    if let Ok(handle) = written.parse::<Handle>() {
        assert_eq!(handle.to_string(), written);
    }
});
