//! Files that are taken in before they are sealed: whatever their bytes say, the original is kept, and the shown form
//! is a file of the same kind that tells neither place nor time and is not changed by being cleaned again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use store::blobs::{BlobHash, MediaError, prepare};

fuzz_target!(|bytes: Vec<u8>| {
    if let Ok(text) = str::from_utf8(&bytes)
        && let Ok(hash) = text.parse::<BlobHash>()
    {
        assert_eq!(hash.to_string(), text);
    }
    match prepare(bytes.clone(), "f") {
        Ok(prepared) => {
            assert_eq!(prepared.original, bytes);
            let Some(shown) = prepared.shown else { return };
            let again = prepare(shown.clone(), "f").expect("what is shown can be taken in");
            assert_eq!(again.kind, prepared.kind);
            assert!(again.exif_place.is_none() && again.taken.is_none());
            assert!(again.shown.is_some_and(|twice| twice == shown));
        }
        Err(error) => assert!(error.to_string().contains("`f`") && !matches!(error, MediaError::TooLarge { .. })),
    }
});
