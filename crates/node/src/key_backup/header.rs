//! The clear head of a key backup: of which node, of which moment, sealed to which key. None of it is a secret.

use journal::{LogPublic, SignedCheckpoint};
use rooms::header::Hour;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::keys::KeyText;

/// Bytes of the head, filled up with blanks: its length tells nothing.
pub(super) const BYTE_COUNT: usize = 4096;
/// The form that this program writes and reads.
const FORM: &str = "landfall key backup 1";

/// What stands in clear.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyHeader {
    form: String,
    /// The node's name.
    pub(crate) node: String,
    /// The log's public key as a verifier key.
    pub(crate) log_key: String,
    /// Entries of the log of changes when the keys were read.
    pub(crate) size: u64,
    /// The signed checkpoint of that size.
    pub(crate) checkpoint: String,
    /// The key whose shares open it.
    pub(crate) recovery_key: KeyText,
    pub(super) hour: Hour,
}

impl KeyHeader {
    pub(super) fn new(
        node: &str,
        log_key: &str,
        (size, checkpoint): (u64, &str),
        recovery_key: KeyText,
        hour: Hour,
    ) -> Self {
        Self {
            form: FORM.to_owned(),
            node: node.to_owned(),
            log_key: log_key.to_owned(),
            size,
            checkpoint: checkpoint.to_owned(),
            recovery_key,
            hour,
        }
    }

    /// The head as bytes; `None` where the checkpoint has so many lines of others that it does not fit.
    pub(super) fn to_bytes(&self) -> Option<[u8; BYTE_COUNT]> {
        let text = serde_json::to_vec(self).ok()?;
        let mut bytes = [b' '; BYTE_COUNT];
        bytes[BYTE_COUNT - 1] = b'\n';
        bytes[..BYTE_COUNT - 1].get_mut(..text.len())?.copy_from_slice(&text);
        Some(bytes)
    }

    /// Takes a head apart and checks that the node it names has signed it.
    pub(super) fn from_bytes(bytes: &[u8; BYTE_COUNT]) -> Result<Self, String> {
        let header: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("its head is not readable: {error}"))?;
        if header.form != FORM {
            return Err(format!("it has the form `{}`, and this program reads `{FORM}`", header.form));
        }
        let (name, public) = LogPublic::parse_verifier(&header.log_key).map_err(|error| error.to_string())?;
        let checkpoint = SignedCheckpoint::parse(&header.checkpoint).map_err(|error| error.to_string())?;
        let signed = checkpoint.verify(&public, &checkpoint.unverified().origin).map_err(|error| error.to_string())?;
        if name != header.node || signed.size != header.size {
            return Err("its head does not fit its own checkpoint".to_owned());
        }
        Ok(header)
    }
}

/// What binds the sealed part to the head before it.
pub(super) fn label(head: &[u8; BYTE_COUNT]) -> Vec<u8> {
    let mut label = b"landfall/key-backup/1".to_vec();
    label.extend_from_slice(&Sha256::digest(head));
    label
}
