//! `rebuild`: the view is folded anew from the whole log.

use serde::{Deserialize, Serialize};

use crate::layout::to_hex;
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// SHA-256 of the view before, in hexadecimal digits.
    pub before: String,
    /// SHA-256 of the view folded anew; the same, or something was wrong with the one before.
    pub after: String,
}

pub(crate) async fn perform(node: &Node, _ask: Ask) -> Result<Told, NodeError> {
    let before = to_hex(&node.view_hash().await?);
    Ok(Told { before, after: to_hex(&node.rebuild().await?) })
}
