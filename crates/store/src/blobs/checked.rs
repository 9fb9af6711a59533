use super::{BlobError, BlobHash};

/// What was found when each blob was read and hashed again.
#[derive(Debug, Default)]
pub struct Checked {
    /// Blobs that are what their name says.
    pub intact_count: u64,
    /// The others, each with its name, then what is not a blob at all.
    pub faults: Vec<BlobError>,
}

/// What was taken out by a sweep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Blobs that no entry names.
    pub removed: Vec<BlobHash>,
    /// Half-written files that a crash left behind.
    pub leftover_count: usize,
}
