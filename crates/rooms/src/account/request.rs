//! Somebody who accepted an invitation, and waits for a colleague's word.

use serde::{Deserialize, Serialize};

use crate::{
    header::{OrgId, PersonRef, Purpose, RecordId},
    kind::{Kind, Nothing},
};

/// The public keys of somebody who wants to join, signed by the keys themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRequest {
    /// The name, under which they sign in and sign. No name is given twice.
    pub handle: PersonRef,
    /// The organisation to join.
    pub organisation: OrgId,
    /// What they were asked to do there, by the words of the roles, in order.
    pub roles: Vec<String>,
    /// Keys are wrapped to this: 64 small hexadecimal digits.
    pub sealing_key: String,
    /// Signatures verify with this (Ed25519): 64 small hexadecimal digits.
    pub signing_key: String,
    /// The link that was used.
    pub invitation: RecordId,
    /// The account whose place this one takes, where its keys were lost.
    pub replaces: Option<PersonRef>,
    /// By the signing key, over all of the above but the link: 128 small hexadecimal digits.
    pub signature: String,
    /// Whether it was declined.
    pub state: RequestState,
}

/// Where a request stands. One that was granted stays open here: the holder's event says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// It waits, or was granted.
    Open,
    /// A colleague declined it.
    Declined,
}

impl Kind for AccountRequest {
    const NAME: &'static str = "account-request";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Oversight;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        self.handle.to_string()
    }
}
