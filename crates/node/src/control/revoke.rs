//! `revoke`: an account is taken away.

use serde::{Deserialize, Serialize};

use super::Key;
use super::confirm::Told as Word;
use crate::accounts::Confirmed;
use crate::{Action, Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Whose.
    pub person: String,
    /// Who gives their word.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// What became of it.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whether it is done, or how many gave their word.
    pub word: Word,
    /// Whether whoever left knew the key of the epoch: it is to be ended next.
    pub epoch_due: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let mut word = None;
    for key in &ask.by {
        let session = node.session_by(key, Action::Revoke, "landfall revoke").await?;
        let revoked = node.revoke(&session, &ask.person, &ask.reason).await?;
        let is_done = revoked == Confirmed::Done;
        word = Some(revoked.into());
        if is_done {
            break;
        }
    }
    Ok(Told { word: word.ok_or(NodeError::NoHolder)?, epoch_due: node.is_epoch_due_by_leave().await })
}
