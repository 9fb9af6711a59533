//! `remove-holder`: the keys are taken from somebody.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who leaves.
    pub holder: String,
    /// Who says so.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whether whoever left knew the key of the epoch: it is to be ended next.
    pub epoch_due: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    node.remove_holder(&ask.holder, &Key::signers(&names, &ask.by), &ask.reason).await?;
    Ok(Told { epoch_due: node.is_epoch_due_by_leave().await })
}
