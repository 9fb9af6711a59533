use std::{io, path::PathBuf};

use thiserror::Error;

use super::{BlobHash, MediaKind};

/// Why a blob could not be put, read or taken out.
#[derive(Debug, Error)]
pub enum BlobError {
    /// An entry names a blob that is not there.
    #[error("blob `{hash}` is missing: put it back from a backup")]
    Missing {
        /// The blob's name.
        hash: BlobHash,
    },
    /// The bytes kept under a name are not the ones it was given to.
    #[error("blob `{hash}` was changed: its bytes now have the hash `{found}`: put it back from a backup")]
    Changed {
        /// The blob's name.
        hash: BlobHash,
        /// What its bytes hash to now.
        found: BlobHash,
    },
    /// The file under a name is longer than any blob can be, so it was not read.
    #[error(
        "blob `{hash}` was changed: it has {byte_count} bytes, a blob has at most {byte_count_max}: put it back from a backup"
    )]
    Overgrown {
        /// The blob's name.
        hash: BlobHash,
        /// The length of the file.
        byte_count: u64,
        /// The most a blob may have.
        byte_count_max: u64,
    },
    /// More ciphertext than a blob may have.
    #[error("{byte_count} sealed bytes are too many for one blob: at most {byte_count_max}")]
    TooLarge {
        /// The length given.
        byte_count: usize,
        /// The most a blob may have.
        byte_count_max: usize,
    },
    /// Something among the blobs that no node wrote.
    #[error("`{path}` among the blobs is not a blob: look at it and take it away")]
    Foreign {
        /// Where it is, from the root of the blobs.
        path: String,
    },
    /// The store of the blobs refused.
    #[error("the blobs cannot be reached: {0}")]
    Storage(#[from] object_store::Error),
    /// The file system refused.
    #[error("`{path}` among the blobs: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
    /// The work was cut off because the node stops.
    #[error("the node stopped before the blob was written")]
    Stopped,
}

impl BlobError {
    /// The blob that this is about, where it is about one.
    pub fn hash(&self) -> Option<BlobHash> {
        match self {
            Self::Missing { hash } | Self::Changed { hash, .. } | Self::Overgrown { hash, .. } => Some(*hash),
            _ => None,
        }
    }
}

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MediaError {
    /// Nothing in it.
    #[error("`{name}` is empty: give a file with something in it")]
    Empty {
        /// The file's name, as given.
        name: String,
    },
    /// Longer than 64 MiB.
    #[error("`{name}` has {byte_count} bytes, at most {byte_count_max} are taken: give a shorter or smaller one")]
    TooLarge {
        /// The file's name, as given.
        name: String,
        /// Its length.
        byte_count: usize,
        /// The most that is taken.
        byte_count_max: usize,
    },
    /// Its bytes are of a kind that is not taken, or of none that is known.
    #[error("`{name}` is {found}: JPEG, PNG, WebP, HEIC, PDF, MP3, Ogg, M4A, WAV and MP4 are taken")]
    NotTaken {
        /// The file's name, as given.
        name: String,
        /// What its bytes are, or `of no known kind`.
        found: String,
    },
    /// It starts as a picture and does not go on as one.
    #[error("`{name}` is a damaged {kind}: {what}: copy it again from where it came")]
    Damaged {
        /// The file's name, as given.
        name: String,
        /// What it starts as.
        kind: MediaKind,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A picture that moves cannot be cleaned frame by frame.
    #[error("`{name}` is a picture that moves: give it as MP4")]
    Animated {
        /// The file's name, as given.
        name: String,
    },
}
