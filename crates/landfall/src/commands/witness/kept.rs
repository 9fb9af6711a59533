//! The state file of a witness: one state for each log that it follows.

use std::path::Path;

use journal::LogPublic;
use journal::witness::State;
use serde::{Deserialize, Serialize};

use crate::commands::durable;
use crate::output::{Exit, Failure};

/// The layout that is written.
const FORMAT: u32 = 1;

/// The states, by the origin of their log.
#[derive(Default)]
pub struct Kept {
    logs: Vec<(String, State)>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: u32,
    logs: Vec<LogDocument>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct LogDocument {
    /// `<node>/changes`.
    origin: String,
    /// The state as `journal` writes it.
    state: String,
}

impl Kept {
    /// Reads a state file; one that is not there is empty.
    ///
    /// # Errors
    /// Where it cannot be read, or is none: then nothing is written over it.
    pub fn load(path: &Path) -> Result<Self, Failure> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(bad(path, &error.to_string())),
        };
        let document: Document = serde_json::from_slice(&bytes).map_err(|error| bad(path, &error.to_string()))?;
        if document.format != FORMAT {
            return Err(bad(path, &format!("it has format {}, and this program reads {FORMAT}", document.format)));
        }
        let state = |log: LogDocument| {
            let state = State::parse(&log.state).map_err(|error| bad(path, &error.to_string()))?;
            Ok((log.origin, state))
        };
        Ok(Self { logs: document.logs.into_iter().map(state).collect::<Result<_, Failure>>()? })
    }

    /// The state of a log, which begins with the key that is pinned: by `--key`, or before by another log of that node.
    ///
    /// # Errors
    /// Where no key is pinned, another one is, or the log is none of that key's node.
    pub fn follow(&mut self, origin: &str, key: Option<(String, LogPublic)>) -> Result<&mut State, Failure> {
        let node = node_of(origin);
        let known = self.logs.iter().find(|(known, _)| node_of(known) == node).map(|(_, state)| state.public);
        let given = match key {
            Some((name, _)) if name != node && name != origin => {
                let message = format!("the checkpoint is of `{origin}`, and the key is of `{name}`");
                return Err(Failure::new(Exit::BadInput, "another-node", message));
            }
            key => key.map(|(_, public)| public),
        };
        let public = match (known, given) {
            (Some(known), Some(given)) if known != given => {
                let message = format!("this witness has pinned another key for `{node}`; a node never changes its key");
                return Err(Failure::new(Exit::Refused, "another-key", message));
            }
            (Some(public), _) | (None, Some(public)) => public,
            (None, None) => {
                let message =
                    format!("nothing is known of `{origin}` yet; pin its key the first time with `--key VKEY`");
                return Err(Failure::new(Exit::BadInput, "no-key", message));
            }
        };
        let at = match self.logs.iter().position(|(known, _)| known == origin) {
            Some(at) => at,
            None => {
                // a node signs each log under the log's origin
                self.logs.push((origin.to_owned(), State::new(origin, public)));
                self.logs.len() - 1
            }
        };
        Ok(&mut self.logs[at].1)
    }

    /// Writes the state file, whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), Failure> {
        let cannot = |why: String| {
            let message = format!("`{}` cannot be written ({why}); what came is not remembered", path.display());
            Failure::new(Exit::BadInput, "cannot-write", message)
        };
        let log = |(origin, state): &(String, State)| {
            let state = state.to_text().map_err(|error| cannot(error.to_string()))?;
            Ok(LogDocument { origin: origin.clone(), state })
        };
        let logs = self.logs.iter().map(log).collect::<Result<_, Failure>>()?;
        let bytes = serde_json::to_vec_pretty(&Document { format: FORMAT, logs });
        let bytes = bytes.map_err(|error| cannot(error.to_string()))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name =
            path.file_name().and_then(|name| name.to_str()).ok_or_else(|| cannot("it has no name".to_owned()))?;
        durable::replace(folder, name, &bytes).map_err(|error| cannot(error.to_string()))?;
        Ok(())
    }
}

/// The name of the node that a log belongs to.
fn node_of(origin: &str) -> &str {
    origin.rsplit_once('/').map_or(origin, |(node, _)| node)
}

fn bad(path: &Path, why: &str) -> Failure {
    let message = format!(
        "`{}` is no state of a witness ({why}); nothing was written over it: name another file, or bring back a good copy",
        path.display()
    );
    Failure::new(Exit::BadInput, "bad-state", message)
}
