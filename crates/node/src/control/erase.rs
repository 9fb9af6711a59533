//! `erase`: the keys of a record are dropped for good.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Certificate, Node, NodeError};

const ROUTE: &str = "landfall erase";

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The record, by name or id.
    pub record: String,
    /// Two administrators.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// It is done.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Told {
    /// What that did and what it cannot reach.
    pub certificate: Certificate,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    let record = node.found_by_any(&names, &ask.record, ROUTE).await?;
    let certificate = node.erase(record, &Key::signers(&names, &ask.by), &ask.reason).await?;
    Ok(Told { certificate })
}
