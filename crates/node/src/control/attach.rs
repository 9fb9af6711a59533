//! `attach`: a file is added to a record; a locked node takes it too.

use std::path::{Path, PathBuf};

use rooms::header::RecordId;
use serde::{Deserialize, Serialize};

const ROUTE: &str = "landfall attach";

use crate::{Action, FileWords, Node, NodeError, read_file};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    record: String,
    file: PathBuf,
    name: String,
    caption: Option<String>,
    holder: Option<String>,
}

impl Ask {
    /// Asks to add a file to a record, which a locked node knows by its id only. The file keeps its name, sealed.
    ///
    /// # Errors
    /// Where the path names no file.
    pub fn new(
        record: String,
        file: &Path,
        caption: Option<String>,
        holder: Option<String>,
    ) -> Result<Self, NodeError> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = std::path::absolute(file).map_err(NodeError::file("found", file))?;
        Ok(Self { record, file, name, caption, holder })
    }
}

/// The file is in.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Its own record.
    pub attachment: RecordId,
    /// The record that it belongs to.
    pub record: RecordId,
    /// Its place in the log of changes.
    pub index: u64,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let handle = node.holder_named(ask.holder.as_deref()).await?;
    let (record, purpose) = node.found(&handle, &ask.record, ROUTE).await?;
    let who = node.acting(&handle, Action::Attach, Some(purpose), ROUTE).await?;
    let bytes = read_file(&ask.file)?.to_vec();
    let words = FileWords { name: &ask.name, caption: ask.caption.as_deref() };
    let appended = node.attach(&who, record, bytes, words).await?;
    Ok(Told { attachment: appended.record, record, index: appended.index })
}
