//! `add-organisation`: a further organisation is taken in.

use rooms::header::Sector;
use serde::{Deserialize, Serialize};

use super::{Key, Passphrase};
use crate::{NewOrganisation, Node, NodeError};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Its name.
    pub name: String,
    /// The part of society that it belongs to.
    pub sector: Sector,
    /// Where it is, as two capital letters.
    pub country: Option<String>,
    /// Who takes it in.
    pub by: Vec<Key>,
    /// Why, in words that may stand in clear.
    pub reason: String,
}

/// Its recovery shares, kept nowhere.
#[derive(Deserialize, Serialize)]
pub struct Told {
    /// Three texts, any two of which bring back a member.
    pub shares: Vec<Passphrase>,
}

impl std::fmt::Debug for Told {
    /// How many there are: a log line must not show them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("shares", &self.shares.len()).finish()
    }
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let names = node.names_of(&ask.by).await?;
    let new = NewOrganisation { name: &ask.name, sector: ask.sector, country: ask.country.as_deref() };
    let shares = node.add_organisation(new, &Key::signers(&names, &ask.by), &ask.reason).await?;
    Ok(Told { shares: shares.into_iter().map(Passphrase::from).collect() })
}
