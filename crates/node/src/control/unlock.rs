//! `unlock`: an administrator's passphrase takes the private keys into memory.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who unlocks.
    pub key: Key,
}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whether it was locked before; the passphrase was right either way.
    pub was_locked: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let was_locked = node.is_locked().await;
    node.unlock_by(&ask.key).await?;
    Ok(Told { was_locked })
}
