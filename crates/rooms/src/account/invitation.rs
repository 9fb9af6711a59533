//! A link that was given to one person, and works once.

use serde::{Deserialize, Serialize};

use crate::{
    header::{OrgId, PersonRef, Purpose},
    kind::{Kind, Nothing},
};

/// A link to join an organisation, or to come back to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// SHA-256 of the link's token: 64 small hexadecimal digits. The token itself is kept nowhere.
    pub token: String,
    /// The organisation to join.
    pub organisation: OrgId,
    /// What the person is asked to do there, by the words of the roles, in order.
    pub roles: Vec<String>,
    /// The account that the link gives back, where it is one to set a new password.
    pub resets: Option<PersonRef>,
    /// Who made the link.
    pub inviter: PersonRef,
    /// Until when it works, in milliseconds since 1970.
    pub expires_unix_ms: u64,
    /// Whether it was used or taken back.
    pub state: LinkState,
}

/// Where a link stands. One that was used to join stays open here: the request that names it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkState {
    /// It works.
    Open,
    /// It was used to set a new password.
    Used,
    /// Another took its place, or it was taken back.
    Withdrawn,
}

impl Kind for Invitation {
    const NAME: &'static str = "invitation";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Oversight;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        self.token.clone()
    }
}
