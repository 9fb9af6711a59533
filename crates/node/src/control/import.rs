//! `import`: the folder of a register is taken in, whole or not at all.

use std::path::{Path, PathBuf};

use interop::register;
use serde::{Deserialize, Serialize};

use crate::{Action, Node, NodeError};

const ROUTE: &str = "landfall import";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    folder: PathBuf,
    holder: Option<String>,
}

impl Ask {
    /// Asks to take in a folder in the name of a holder, who may be left out where the node has exactly one.
    ///
    /// # Errors
    /// Where the folder's name is empty.
    pub fn new(folder: &Path, holder: Option<String>) -> Result<Self, NodeError> {
        let folder = std::path::absolute(folder).map_err(NodeError::file("found", folder))?;
        Ok(Self { folder, holder })
    }
}

/// What the import did, counted in records.
#[derive(Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Were not there.
    pub new: usize,
    /// Were there with other content.
    pub changed: usize,
    /// Were there as they are.
    pub unchanged: usize,
    /// Families in the folder.
    pub families: usize,
    /// Missing people in the folder.
    pub missing: usize,
    /// Remains in the folder.
    pub remains: usize,
    /// What was changed in the numbers of its tables, in words.
    pub warnings: Vec<String>,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let who = node.acting_holder(ask.holder.as_deref(), Action::Import, None, ROUTE).await?;
    // it is long where the folder is large, and others are served meanwhile
    let reading = tokio::task::spawn_blocking(move || register::records_and_warnings(&ask.folder));
    let read = reading.await.map_err(|error| NodeError::Stopped { cause: error.to_string() })?;
    let (records, warnings) = read.map_err(NodeError::Register)?;
    let imported = node.import_register(&who, &records).await?;
    Ok(Told {
        new: imported.new,
        changed: imported.changed,
        unchanged: imported.unchanged,
        families: records.families.len(),
        missing: records.missing.len(),
        remains: records.remains.len(),
        warnings,
    })
}
