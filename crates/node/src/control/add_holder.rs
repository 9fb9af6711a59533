//! `add-holder`: somebody is let in by those who hold the same keys.

use serde::{Deserialize, Serialize};

use super::{Key, Passphrase};
use crate::{NewHolder, Node, NodeError, Role};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The new holder's name.
    pub holder: String,
    /// Their passphrase.
    pub passphrase: Passphrase,
    /// Whether they administer the node.
    pub is_administrator: bool,
    /// Whether they are a member of the organisation of those who let them in.
    pub is_member: bool,
    /// What they may act as, in this order; none named: what goes with their powers.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The organisation that they come to; without it, that of those who let them in.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Who lets them in.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// It is done.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    let new = NewHolder {
        handle: &ask.holder,
        passphrase: ask.passphrase.as_str(),
        is_administrator: ask.is_administrator,
        is_member: ask.is_member,
        roles: &ask.roles,
    };
    let signers = Key::signers(&names, &ask.by);
    node.add_holder_to(ask.organisation.as_deref(), new, &signers, &ask.reason).await?;
    Ok(Told {})
}
