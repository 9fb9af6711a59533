//! `export`: the records of a kind that somebody may take out, to a file or in the answer.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rooms::header::Purpose;
use serde::{Deserialize, Serialize};

use crate::{Action, Ended, Format, Node, NodeError};

const ROUTE: &str = "landfall export";

/// Most bytes that an answer holds; more goes to a file.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    kind: String,
    purpose: Purpose,
    format: String,
    out: Option<PathBuf>,
    holder: Option<String>,
}

impl Ask {
    /// Asks for the records of a kind, to a new file where one is named.
    ///
    /// # Errors
    /// Where the path names no file, or the form is none.
    pub fn new(
        (purpose, kind): (Purpose, String),
        format: String,
        out: Option<&Path>,
        holder: Option<String>,
    ) -> Result<Self, NodeError> {
        let out = out.map(|out| std::path::absolute(out).map_err(NodeError::file("found", out))).transpose()?;
        format.parse::<Format>().map_err(|error| NodeError::NotTaken(error.to_string()))?;
        Ok(Self { kind, purpose, format, out, holder })
    }
}

/// What left.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Records.
    pub count: usize,
    /// Why it ended before its end.
    pub ended: Option<Ended>,
    /// The export itself, where no file was named.
    pub text: Option<String>,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let format: Format = ask.format.parse().unwrap_or_default();
    let who = node.acting_holder(ask.holder.as_deref(), Action::Export, Some(ask.purpose), ROUTE).await?;
    let mut export = node.export(&who, ask.purpose, &ask.kind, format).await?;
    let mut to = To::of(ask.out)?;
    while let Some(bytes) = export.next(node).await? {
        to.write(&bytes)?;
    }
    let text = to.finish()?;
    Ok(Told { count: export.sent_count(), ended: export.ended(), text })
}

/// Where it goes.
enum To {
    Answer(Vec<u8>),
    File(File, PathBuf),
}

impl To {
    fn of(out: Option<PathBuf>) -> Result<Self, NodeError> {
        let Some(path) = out else { return Ok(Self::Answer(Vec::new())) };
        // for its owner alone, and never in the place of a file that is there
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        Ok(Self::File(file.map_err(NodeError::file("written", &path))?, path))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), NodeError> {
        match self {
            Self::Answer(text) if text.len() + bytes.len() > ANSWER_BYTES_MAX => {
                Err(NodeError::NotTaken("this is too much for an answer; name a file with `--out`".to_owned()))
            }
            Self::Answer(text) => {
                text.extend_from_slice(bytes);
                Ok(())
            }
            Self::File(file, path) => file.write_all(bytes).map_err(NodeError::file("written", path)),
        }
    }

    fn finish(self) -> Result<Option<String>, NodeError> {
        match self {
            Self::Answer(text) => {
                String::from_utf8(text).map(Some).map_err(|error| NodeError::Unwritable(error.to_string()))
            }
            Self::File(file, path) => file.sync_all().map(|()| None).map_err(NodeError::file("written", &path)),
        }
    }
}
