//! `hold`: a legal hold is put on a record or lifted.

use rooms::header::RecordId;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Node, NodeError};

const ROUTE: &str = "landfall hold";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The record, by name or id.
    pub record: String,
    /// Whether it is held from now on.
    pub is_held: bool,
    /// Who says so.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// The record.
    pub record: RecordId,
    /// Whether that changed anything.
    pub changed: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    let record = node.found_by_any(&names, &ask.record, ROUTE).await?;
    let changed = node.hold(record, ask.is_held, &Key::signers(&names, &ask.by), &ask.reason).await?;
    Ok(Told { record, changed })
}
