//! `passphrase`: a holder's keys are sealed under another passphrase.

use serde::{Deserialize, Serialize};

use super::{Key, Passphrase};
use crate::{Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who, with the passphrase until now.
    pub key: Key,
    /// The passphrase from now on.
    pub new: Passphrase,
}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Whose it was.
    pub holder: String,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let holder = node.holder_named(ask.key.holder.as_deref()).await?;
    node.change_passphrase(&holder, ask.key.passphrase.as_str(), ask.new.as_str()).await?;
    Ok(Told { holder })
}
