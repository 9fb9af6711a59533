//! Time and chance, which the pure crates do not have.

use std::time::{SystemTime, UNIX_EPOCH};

use rooms::header::{Hour, RecordId};

use crate::NodeError;

/// Milliseconds since 1970; a clock before that counts as 1970.
pub(crate) fn unix_ms() -> u64 {
    #[cfg(feature = "seeded")]
    if let Some(now_ms) = crate::seeded::now_ms() {
        return now_ms;
    }
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
}

/// The hour it is.
pub(crate) fn hour() -> Hour {
    Hour::of_unix_ms(unix_ms())
}

/// Fills bytes from the system's generator.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), NodeError> {
    #[cfg(feature = "seeded")]
    if crate::seeded::fill(bytes) {
        return Ok(());
    }
    getrandom::fill(bytes).map_err(|_| NodeError::Sealing("the system gave no randomness".to_owned()))
}

/// The id of a new record.
pub(crate) fn new_record() -> Result<RecordId, NodeError> {
    let mut bytes = [0; 10];
    random(&mut bytes)?;
    Ok(RecordId::new(unix_ms(), bytes))
}
