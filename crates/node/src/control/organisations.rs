//! `organisations`: whose records the node keeps.

use serde::{Deserialize, Serialize};

use crate::{Node, NodeError, OrganisationLine};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {}

/// The organisations.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// By name.
    pub organisations: Vec<OrganisationLine>,
}

pub(crate) async fn perform(node: &Node, _ask: Ask) -> Result<Told, NodeError> {
    Ok(Told { organisations: node.organisations().await })
}
