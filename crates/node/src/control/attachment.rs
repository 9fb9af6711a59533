//! `attachment`: a file of a record is opened for a member, and written where they say.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rooms::header::RecordId;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Action, Form, Node, NodeError};

const ROUTE: &str = "landfall attachment";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    attachment: String,
    original: bool,
    out: PathBuf,
    key: Key,
}

impl Ask {
    /// Asks to write a file of a record to a new file: in the form that may be shown, or as it was given.
    ///
    /// # Errors
    /// Where the path names no file.
    pub fn new(attachment: String, form: Form, out: &Path, key: Key) -> Result<Self, NodeError> {
        let out = std::path::absolute(out).map_err(NodeError::file("found", out))?;
        Ok(Self { attachment, original: form == Form::Original, out, key })
    }
}

/// The file is out.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Its own record.
    pub attachment: RecordId,
    /// The record that it belongs to.
    pub record: RecordId,
    /// What it is.
    pub media_type: String,
    /// The name that it came with.
    pub name: String,
    /// What somebody wrote about it.
    pub caption: Option<String>,
    /// Length of what was written.
    pub byte_count: usize,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let handle = node.holder_named(ask.key.holder.as_deref()).await?;
    let member = node.member(&handle, ask.key.passphrase.as_str()).await?;
    let (id, purpose) = node.found(&handle, &ask.attachment, ROUTE).await?;
    let (form, action) = match ask.original {
        // with all that it tells: as much as the sealed part
        true => (Form::Original, Action::Open),
        false => (Form::Shown, Action::Download),
    };
    let member = member.acting_as(node.acting(&handle, action, Some(purpose), ROUTE).await?)?;
    let opened = node.open_attachment(&member, form, purpose, id).await?;
    write(&ask.out, &opened.bytes).map_err(NodeError::file("written", &ask.out))?;
    let (content, details) = (&opened.record.record.matching, &opened.record.record.sealed);
    Ok(Told {
        attachment: id,
        record: content.of,
        media_type: content.media_type.clone(),
        name: details.name.clone(),
        caption: details.caption.clone(),
        byte_count: opened.bytes.len(),
    })
}

/// For its owner alone, and never in the place of a file that is there.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
