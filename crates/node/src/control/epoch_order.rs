//! `epoch-order`: how often an epoch ends by itself.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// After so many days; `None`: never.
    pub every_days: Option<u32>,
    /// Two administrators.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    node.order_epochs(ask.every_days, &Key::signers(&names, &ask.by), &ask.reason).await?;
    Ok(Told {})
}
