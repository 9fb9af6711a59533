//! A file that belongs to a record: a photo, a document, a recording.
//!
//! The record of it says what the file is and under which names its sealed forms lie; the forms themselves are blobs,
//! outside the journal. What tells where, when and by whom the file was made is in the sealed part.

mod key;

use facts::Place;
use serde::{Deserialize, Serialize};

pub use key::BlobKey;

use crate::{
    header::{Purpose, RecordId},
    kind::Kind,
    missing::kinds::place,
};

/// What is told of a file without opening it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The record that it belongs to.
    pub of: RecordId,
    /// What it is, read from its bytes: `image/jpeg`.
    pub media_type: String,
    /// The file as it was given.
    pub original: SealedForm,
    /// The form without place, time and maker that may be shown; none where they cannot be taken out.
    pub shown: Option<SealedForm>,
}

/// One sealed form of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedForm {
    /// SHA-256 of its ciphertext, which is the name it lies under: 64 small hexadecimal digits.
    pub blob: String,
    /// Its length before it was sealed.
    pub byte_count: u64,
}

/// What only members of the owner organisation open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentDetails {
    /// The name that the file came with.
    pub name: String,
    /// What somebody wrote about it.
    pub caption: Option<String>,
    /// When it says it was taken, as written in it.
    pub taken: Option<String>,
    /// Where it says it was taken.
    #[serde(with = "place")]
    pub place: Option<Place>,
    /// The map datum of that place as written in it.
    pub datum: Option<String>,
    /// Opens the original.
    pub original_key: BlobKey,
    /// Opens the form that may be shown.
    pub shown_key: Option<BlobKey>,
}

impl Kind for Attachment {
    const NAME: &'static str = "attachment";
    const VERSION: u16 = 1;
    /// The header of an attachment has the purpose of its record; this one is for attachments as such.
    const PURPOSE: Purpose = Purpose::Tracing;
    type Sealed = AttachmentDetails;

    fn source_id(&self) -> String {
        self.original.blob.clone()
    }
}
