//! `confirm`: somebody who accepted an invitation gets their keys.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::accounts::Confirmed;
use crate::{Action, Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who waits.
    pub person: String,
    /// Who gives their word.
    pub by: Vec<Key>,
}

/// What became of it.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whether it is done; otherwise another word is needed.
    pub done: bool,
    /// How many gave their word.
    pub found: usize,
    /// How many are needed.
    pub needed: usize,
}

impl From<Confirmed> for Told {
    fn from(confirmed: Confirmed) -> Self {
        match confirmed {
            Confirmed::Done => Self { done: true, found: 0, needed: 0 },
            Confirmed::Waiting { found, needed } => Self { done: false, found, needed },
        }
    }
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let mut told = None;
    for key in &ask.by {
        let session = node.session_by(key, Action::Confirm, "landfall confirm").await?;
        let confirmed = node.confirm(&session, &ask.person).await?;
        let is_done = confirmed == Confirmed::Done;
        told = Some(confirmed.into());
        if is_done {
            break;
        }
    }
    told.ok_or(NodeError::NoHolder)
}
