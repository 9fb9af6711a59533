//! `people`: who has an account here, and who waits.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::accounts::PersonLine;
use crate::{Action, Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who asks.
    pub by: Key,
}

/// The colleagues.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// By organisation and name.
    pub people: Vec<PersonLine>,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let session = node.session_by(&ask.by, Action::Invite, "landfall people").await?;
    Ok(Told { people: node.people(&session).await? })
}
