//! One form of a file, sealed under its own key and kept by the hash of its ciphertext.

use rooms::attachment::{BlobKey, SealedForm};
use rooms::header::Header;
use store::blobs::{BlobError, BlobHash, Blobs};
use store::seal::{DataKey, open_section, seal_section};
use zeroize::Zeroizing;

use super::{Form, NamedBlob};
use crate::{NodeError, sections};

/// A form that is on the disk.
pub(super) struct Kept {
    pub(super) form: SealedForm,
    pub(super) named: NamedBlob,
    pub(super) key: BlobKey,
}

/// The name by which a form is bound to its record.
fn section(form: Form) -> &'static str {
    match form {
        Form::Shown => "blob.shown",
        Form::Original => "blob.original",
    }
}

pub(super) async fn seal(
    blobs: &Blobs,
    header: &Header,
    form: Form,
    plain: Zeroizing<Vec<u8>>,
) -> Result<Kept, NodeError> {
    let failed = |error: store::seal::SealError| NodeError::Sealing(error.to_string());
    let key = DataKey::generate().map_err(failed)?;
    let sealed = seal_section(&key, &sections::binding(header, section(form)), &plain).map_err(failed)?;
    let byte_count = plain.len() as u64;
    drop(plain);
    let sealed_count = sealed.len() as u64;
    let hash = blobs.put(sealed).await.map_err(unwritten)?;
    Ok(Kept {
        form: SealedForm { blob: hash.to_string(), byte_count },
        named: NamedBlob::new(hash, sealed_count),
        key: BlobKey::new(*key.as_bytes()),
    })
}

pub(super) async fn open(
    blobs: &Blobs,
    header: &Header,
    form: Form,
    sealed: &SealedForm,
    key: &BlobKey,
) -> Result<Zeroizing<Vec<u8>>, NodeError> {
    let hash: BlobHash = sealed.blob.parse().map_err(|_| NodeError::damaged("an attachment names no blob"))?;
    let bytes = blobs.get(&hash).await.map_err(|error| NodeError::damaged(error.to_string()))?;
    let key = DataKey::from_bytes(*key.as_bytes());
    let opened = open_section(&key, &sections::binding(header, section(form)), &bytes);
    opened.map(Zeroizing::from).map_err(|error| NodeError::damaged(format!("blob `{hash}`: {error}")))
}

fn unwritten(error: BlobError) -> NodeError {
    NodeError::Store(error.to_string())
}
