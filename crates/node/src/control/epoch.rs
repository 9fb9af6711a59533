//! `epoch`: the epoch ends and the next begins.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Two administrators.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// It is done: the old key is destroyed.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// The number of the new epoch.
    pub epoch: u32,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    let epoch = node.end_epoch(&Key::signers(&names, &ask.by), &ask.reason).await?;
    Ok(Told { epoch })
}
