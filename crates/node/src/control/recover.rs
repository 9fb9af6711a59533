//! `recover`: two recovery shares make a new administrator, or a new member of an organisation.

use serde::{Deserialize, Serialize};

use super::Passphrase;
use crate::{Node, NodeError, Recovery, ShareSheet};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What stands on the sheets, each with its name.
    pub shares: Vec<(String, Passphrase)>,
    /// The holder's name.
    pub holder: String,
    /// Their passphrase.
    pub passphrase: Passphrase,
    /// The organisation whose shares these are; without it, the node's.
    pub organisation: Option<String>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// Who came in.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Told {
    /// Their name.
    pub holder: String,
    /// Their organisation.
    pub organisation: String,
    /// Whether they administer the node.
    pub administrator: bool,
    /// Whether they are a member of the organisation.
    pub member: bool,
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let sheet = |(name, text): &(String, Passphrase)| ShareSheet { name: name.clone(), text: text.as_str().to_owned() };
    let shares: Vec<ShareSheet> = ask.shares.iter().map(sheet).collect();
    let recovered = node
        .recover(Recovery {
            shares: &shares,
            handle: &ask.holder,
            passphrase: ask.passphrase.as_str(),
            organisation: ask.organisation.as_deref(),
            reason: &ask.reason,
        })
        .await?;
    Ok(Told {
        holder: recovered.handle,
        organisation: recovered.organisation,
        administrator: recovered.is_administrator,
        member: recovered.is_member,
    })
}
