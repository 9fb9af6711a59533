//! `invite`: a link that lets one person join.

use rooms::header::OrgId;
use serde::{Deserialize, Serialize};

use super::{Key, Passphrase};
use crate::accounts::Invite;
use crate::{Action, Node, NodeError, Role};

/// Asks for it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who invites.
    pub by: Key,
    /// The organisation to join; that of whoever invites where none is named.
    pub organisation: Option<OrgId>,
    /// What the person is to do there, in order.
    pub roles: Vec<Role>,
    /// Days that the link works.
    pub days: u32,
}

/// The link. It has no debug form of its own: whoever has it may join.
#[derive(Deserialize, Serialize)]
pub struct Told {
    /// Its path on the node's pages.
    pub path: Passphrase,
    /// Days that it works.
    pub days: u32,
}

impl std::fmt::Debug for Told {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a link of {} days", self.days)
    }
}

pub(crate) async fn perform(node: &Node, ask: Ask) -> Result<Told, NodeError> {
    let session = node.session_by(&ask.by, Action::Invite, "landfall invite").await?;
    let invite = Invite { organisation: ask.organisation, roles: ask.roles, days: ask.days };
    let link = node.invite(&session, invite).await?;
    Ok(Told { path: format!("/join/{}", link.as_str()).into(), days: ask.days })
}
