//! Photos, documents and recordings: prepared before they are sealed, kept as ciphertext by its SHA-256.
//!
//! [`prepare`] looks at what is given in: its kind is read from its bytes, never from its name; the place and the time
//! in it are read out for the sealed tier; and for kinds that can be cleaned without touching a pixel a second form is
//! made to be shown. Both forms are then sealed by the caller, and [`Blobs`] takes the ciphertext alone: nothing here
//! ever sees a key.

mod checked;
mod error;
mod exif_facts;
mod hash;
mod keep;
mod media;
mod photo;

pub use checked::{Checked, Swept};
pub use error::{BlobError, MediaError};
pub use exif_facts::ExifPlace;
pub use hash::{BlobHash, BlobHashError};
pub use keep::{Blobs, SEALED_BYTE_COUNT_MAX};
pub use media::{MEDIA_BYTE_COUNT_MAX, MediaKind, Prepared, prepare};
