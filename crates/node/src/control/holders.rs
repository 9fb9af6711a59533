//! `holders`: who holds keys of the node.

use serde::{Deserialize, Serialize};

use crate::{HeldBy, Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {}

/// The holders.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// By name.
    pub holders: Vec<HeldBy>,
    /// Whether an administrator left who knew the key of the epoch.
    pub epoch_due: bool,
    /// How often an epoch ends by itself, in days.
    pub epoch_every_days: Option<u32>,
}

pub(crate) async fn perform(node: &Node, _ask: Ask) -> Result<Told, NodeError> {
    let (holders, epoch_due) = (node.holders().await, node.is_epoch_due_by_leave().await);
    Ok(Told { holders, epoch_due, epoch_every_days: node.epoch_order().await })
}
