//! Who may write when.

use tokio::sync::{Mutex, RwLock};

/// Keeps writes and events of custody apart. The ceremony is taken before writing, and writing before the state.
#[derive(Default)]
pub(crate) struct Turns {
    /// One event of custody at a time, from what is asked to what is appended.
    pub(crate) ceremony: Mutex<()>,
    /// Shared by whoever seals and appends; held alone by an event that changes for whom things are sealed, or whether.
    pub(crate) writing: RwLock<()>,
}
