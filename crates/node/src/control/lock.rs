//! `lock`: the private keys and what they opened are wiped from memory.

use serde::{Deserialize, Serialize};

use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whether it was locked already.
    pub was_locked: bool,
}

pub(crate) async fn perform(node: &Node, _ask: Ask) -> Result<Told, NodeError> {
    let was_locked = node.is_locked().await;
    node.lock().await?;
    Ok(Told { was_locked })
}
