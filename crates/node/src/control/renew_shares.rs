//! `renew-shares`: other recovery shares take the place of those that were used.

use serde::{Deserialize, Serialize};

use super::Passphrase;
use crate::{Node, NodeError, ShareSheet};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What stands on two of the old sheets, each with its name.
    pub shares: Vec<(String, Passphrase)>,
    /// The organisation whose shares these are; without it, the node's.
    pub organisation: Option<String>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// The new shares, kept nowhere.
#[derive(Deserialize, Serialize)]
pub struct Told {
    /// Three texts, any two of which open what the old ones did.
    pub shares: Vec<Passphrase>,
}

impl std::fmt::Debug for Told {
    /// How many there are: a log line must not show them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("shares", &self.shares.len()).finish()
    }
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let sheet = |(name, text): &(String, Passphrase)| ShareSheet { name: name.clone(), text: text.as_str().to_owned() };
    let shares: Vec<ShareSheet> = ask.shares.iter().map(sheet).collect();
    let renewed = node.renew_shares(&shares, ask.organisation.as_deref(), &ask.reason).await?;
    Ok(Told { shares: renewed.into_iter().map(Passphrase::from).collect() })
}
