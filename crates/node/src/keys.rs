//! Which keys a node has, where their private parts lie wrapped, and the ones in memory while it is unlocked.

use std::collections::BTreeMap;

use rooms::header::{OrgId, PersonRef};
use serde::{Deserialize, Serialize};
use store::seal::{KeyPair, PublicKey};
use store::{Slot, seal};

use crate::NodeError;
use crate::retold::{RESTORED, RestoredFacts};

/// Who stands for the recovery shares in a slot's name; no person's reference has an `@`.
pub(crate) const RECOVERY: &str = "@recovery";
/// Who stands for the file that opens a node without a person.
pub(crate) const UNATTENDED: &str = "@unattended";

/// The public section of the event `node`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NodeFacts {
    pub(crate) name: String,
    pub(crate) epoch: u32,
    pub(crate) epoch_key: KeyText,
    pub(crate) matching_key: KeyText,
    pub(crate) recovery_key: KeyText,
    /// The key of the file that opens the node without a person, where there is one.
    pub(crate) unattended_key: Option<KeyText>,
}

/// The public section of the event `organisation`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationFacts {
    pub(crate) organisation: OrgId,
    /// Counts the role's keys; a member who leaves makes a new one for what follows.
    pub(crate) role: u32,
    pub(crate) role_key: KeyText,
    pub(crate) recovery_key: KeyText,
}

/// The public section of the event `holder`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolderFacts {
    pub(crate) handle: PersonRef,
    pub(crate) organisation: OrgId,
    pub(crate) sealing_key: KeyText,
    pub(crate) signing_key: KeyText,
    pub(crate) is_administrator: bool,
    pub(crate) is_member: bool,
    /// Whether recovery shares made the holder what they are, and nobody who held the keys.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) by_recovery: bool,
}

/// 32 bytes of a public key, written as hexadecimal digits.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct KeyText(pub(crate) [u8; 32]);

impl From<KeyText> for String {
    fn from(key: KeyText) -> Self {
        crate::layout::to_hex(&key.0)
    }
}

impl TryFrom<String> for KeyText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let key =
            crate::layout::from_hex(&text).ok_or_else(|| format!("`{text}` is not a key of 64 hexadecimal digits"))?;
        Ok(Self(*key))
    }
}

impl From<PublicKey> for KeyText {
    fn from(key: PublicKey) -> Self {
        Self(key.to_bytes())
    }
}

impl KeyText {
    pub(crate) fn public(self) -> PublicKey {
        PublicKey::from_bytes(self.0)
    }
}

/// Where a holder's seed lies, sealed under their passphrase.
pub(crate) fn holder_slot(handle: &str) -> String {
    format!("holder/{handle}")
}

pub(crate) fn epoch_slot(epoch: u32, to: &str) -> String {
    format!("epoch/{epoch}/{to}")
}

pub(crate) fn matching_slot(epoch: u32, to: &str) -> String {
    format!("matching/{epoch}/{to}")
}

pub(crate) fn role_slot(organisation: &OrgId, role: u32, to: &str) -> String {
    format!("role/{organisation}/{role}/{to}")
}

/// Where the seed of the log's key lies for the node's recovery shares.
pub(crate) fn log_slot() -> String {
    format!("log/{RECOVERY}")
}

/// What a locked node knows of its keys: the fold of the public sections.
#[derive(Clone, Debug, Default)]
pub(crate) struct PublicKeys {
    pub(crate) node: Option<NodeFacts>,
    pub(crate) organisations: BTreeMap<OrgId, OrganisationFacts>,
    pub(crate) holders: BTreeMap<PersonRef, HolderFacts>,
}

impl PublicKeys {
    /// Takes in an event's public section; kinds that say nothing of keys are passed over.
    pub(crate) fn fold(&mut self, kind: &str, public: &[u8]) -> Result<(), NodeError> {
        let unreadable =
            |error: serde_json::Error| NodeError::damaged(format!("an event `{kind}` is unreadable ({error})"));
        match kind {
            "node" => self.node = Some(serde_json::from_slice(public).map_err(unreadable)?),
            "organisation" => {
                let facts: OrganisationFacts = serde_json::from_slice(public).map_err(unreadable)?;
                self.organisations.insert(facts.organisation.clone(), facts);
            }
            "holder" => {
                let facts: HolderFacts = serde_json::from_slice(public).map_err(unreadable)?;
                self.holders.insert(facts.handle.clone(), facts);
            }
            RESTORED => {
                let facts: RestoredFacts = serde_json::from_slice(public).map_err(unreadable)?;
                for (_, entry) in facts.entries()? {
                    self.fold(entry.header.kind.as_str(), entry.public().unwrap_or_default())?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn node(&self) -> Result<&NodeFacts, NodeError> {
        self.node.as_ref().ok_or_else(|| NodeError::damaged("the journal has no event `node`"))
    }

    pub(crate) fn organisation(&self, organisation: &OrgId) -> Result<&OrganisationFacts, NodeError> {
        let unknown = || NodeError::UnknownOrganisation { organisation: organisation.to_string() };
        self.organisations.get(organisation).ok_or_else(unknown)
    }

    /// The slots that must be there: what the events promised to wrap.
    pub(crate) fn slots_due(&self) -> Vec<String> {
        let mut due = Vec::new();
        if let Some(node) = &self.node {
            let administrators = self.holders.values().filter(|it| it.is_administrator).map(|it| it.handle.as_str());
            let unattended = node.unattended_key.map(|_| UNATTENDED);
            for to in administrators.chain(unattended).chain([RECOVERY]) {
                due.extend([epoch_slot(node.epoch, to), matching_slot(node.epoch, to)]);
            }
            due.push(log_slot());
        }
        for facts in self.organisations.values() {
            let members = self.holders.values().filter(|it| it.is_member && it.organisation == facts.organisation);
            for to in members.map(|it| it.handle.as_str()).chain([RECOVERY]) {
                due.push(role_slot(&facts.organisation, facts.role, to));
            }
        }
        due.extend(self.holders.keys().map(|handle| holder_slot(handle.as_str())));
        due
    }
}

/// The private keys of an unlocked node. They are wiped when this is dropped.
pub(crate) struct Unlocked {
    pub(crate) epoch: KeyPair,
    pub(crate) matching: KeyPair,
}

impl Unlocked {
    /// Unwraps both keys with the pair of whoever they were wrapped to.
    pub(crate) fn with(
        wrapper: &seal::Wrapper,
        pair: &KeyPair,
        to: &str,
        slots: &[Slot],
        epoch: u32,
    ) -> Result<Self, NodeError> {
        let key = |name: String| unwrap_pair(wrapper, pair, to, slots, &name);
        Ok(Self { epoch: key(epoch_slot(epoch, to))?, matching: key(matching_slot(epoch, to))? })
    }
}

/// Unwraps the private key in a slot; the slot's name is its label, so a slot that was moved does not open.
pub(crate) fn unwrap_pair(
    wrapper: &seal::Wrapper,
    pair: &KeyPair,
    to: &str,
    slots: &[Slot],
    name: &str,
) -> Result<KeyPair, NodeError> {
    let slot = slots
        .iter()
        .find(|slot| slot.name == name)
        .ok_or_else(|| NodeError::HoldsNoKey { handle: to.to_owned(), what: name.to_owned() })?;
    let damaged = |error: seal::SealError| NodeError::damaged(format!("the key in `{name}` does not open ({error})"));
    let secret = wrapper.open(pair, name.as_bytes(), &slot.bytes).map_err(damaged)?;
    let bytes: &[u8; 32] = secret.as_slice().try_into().map_err(|_| damaged(seal::SealError::Damaged))?;
    KeyPair::from_secret_bytes(bytes).map_err(damaged)
}
