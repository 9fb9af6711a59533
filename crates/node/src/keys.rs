//! Which keys a node has, where their private parts lie wrapped, and the ones in memory while it is unlocked.

use std::collections::{BTreeMap, BTreeSet};

use firewall::{Principal, Role};
use journal::Index;
use rooms::header::{Header, Hour, OrgId, PersonRef, Sector};
use serde::{Deserialize, Serialize};
use store::seal::{KeyPair, PublicKey};
use store::{Slot, seal};

use crate::NodeError;
use crate::custody::{Event, StandingOrder, Warrant};

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
    /// Verifies what the recovery shares sign: they make administrators when none is left.
    pub(crate) recovery_signing_key: KeyText,
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
    /// Verifies what the recovery shares sign: they make members when none is left.
    pub(crate) recovery_signing_key: KeyText,
    /// The part of society that it belongs to.
    #[serde(default = "civil_society", skip_serializing_if = "is_civil_society")]
    pub(crate) sector: Sector,
    /// Where it is (ISO 3166, two letters).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
    /// By whose word; the organisation that a node is made for needs none.
    #[serde(default, skip_serializing_if = "Warrant::is_founding")]
    pub(crate) warrant: Warrant,
}

impl OrganisationFacts {
    /// What is signed for: the name, what it is, where it is, and the keys.
    pub(crate) fn subjects(&self) -> Vec<String> {
        vec![
            self.organisation.to_string(),
            self.sector.as_str().to_owned(),
            self.country.clone().unwrap_or_else(|| "no country".to_owned()),
            self.role_key.into(),
            self.recovery_key.into(),
            self.recovery_signing_key.into(),
        ]
    }

    /// Whether this is the same organisation with another key to seal to, and nothing else.
    pub(crate) fn is_renewed(&self, known: &Self) -> bool {
        *self == Self { role_key: self.role_key, ..known.clone() }
    }
}

/// What an organisation is of which the log does not say so.
fn civil_society() -> Sector {
    Sector::CivilSociety
}

fn is_civil_society(sector: &Sector) -> bool {
    *sector == civil_society()
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
    /// What they may act as, in the order given; of older entries it follows from their powers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) roles: Vec<Role>,
    /// The key that is made for the first member of an organisation, to whom nobody could hand one on: in the same event,
    /// so that both are true or neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first_key: Option<Box<OrganisationFacts>>,
    /// By whose word; the holders that a node is made with need none.
    #[serde(default, skip_serializing_if = "Warrant::is_founding")]
    pub(crate) warrant: Warrant,
}

impl HolderFacts {
    /// What they may act as.
    pub(crate) fn roles(&self) -> Vec<Role> {
        match self.roles.is_empty() {
            true => roles_of(self.is_administrator, self.is_member),
            false => self.roles.clone(),
        }
    }

    /// What is signed for: the name, the powers, the keys, and the roles where there are any.
    pub(crate) fn subjects(&self) -> Vec<String> {
        let power = |has: bool, word: &str| if has { word.to_owned() } else { format!("no {word}") };
        let mut subjects = vec![
            self.handle.to_string(),
            self.organisation.to_string(),
            power(self.is_administrator, "administrator"),
            power(self.is_member, "member"),
            self.sealing_key.into(),
            self.signing_key.into(),
        ];
        subjects.extend(self.roles.iter().map(|role| format!("role {role}")));
        subjects
    }

    /// Whether this is the same holder, with at least the same powers and roles.
    pub(crate) fn extends(&self, known: &Self) -> bool {
        let is_same = self.handle == known.handle
            && self.organisation == known.organisation
            && self.sealing_key == known.sealing_key
            && self.signing_key == known.signing_key;
        let roles = self.roles();
        is_same
            && self.is_administrator >= known.is_administrator
            && self.is_member >= known.is_member
            && known.roles().iter().all(|role| roles.contains(role))
    }
}

/// What somebody with these powers acts as, where nothing else is said.
pub(crate) fn roles_of(is_administrator: bool, is_member: bool) -> Vec<Role> {
    let administrator = is_administrator.then_some(Role::Administrator);
    let member = is_member.then_some([Role::TracingOfficer, Role::ForensicAnalyst]);
    administrator.into_iter().chain(member.into_iter().flatten()).collect()
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
#[derive(Clone, Debug)]
pub(crate) struct PublicKeys {
    pub(crate) node: Option<NodeFacts>,
    pub(crate) organisations: BTreeMap<OrgId, OrganisationFacts>,
    /// The organisation that the node was made for.
    pub(crate) own: Option<OrgId>,
    pub(crate) holders: BTreeMap<PersonRef, HolderFacts>,
    /// Names of holders who left; no name is given twice, since signatures stand under it.
    pub(crate) retired: BTreeSet<PersonRef>,
    /// The epoch before, while keys are still wrapped under it.
    pub(crate) closing: Option<u32>,
    /// When the epoch began.
    pub(crate) epoch_since: Hour,
    /// Whether somebody left who knew the epoch's key.
    pub(crate) is_epoch_due: bool,
    pub(crate) order: Option<StandingOrder>,
    pub(crate) erased: BTreeSet<[u8; 16]>,
    pub(crate) held: BTreeSet<[u8; 16]>,
    /// The last entry that somebody approved of.
    pub(crate) last_custody: Option<Index>,
    /// Whether the log holds nothing yet but what made the node.
    pub(crate) is_founding: bool,
}

impl Default for PublicKeys {
    fn default() -> Self {
        Self {
            node: None,
            organisations: BTreeMap::new(),
            own: None,
            holders: BTreeMap::new(),
            retired: BTreeSet::new(),
            closing: None,
            epoch_since: Hour::default(),
            is_epoch_due: false,
            order: None,
            erased: BTreeSet::new(),
            held: BTreeSet::new(),
            last_custody: None,
            is_founding: true,
        }
    }
}

impl PublicKeys {
    /// Takes in an entry; kinds that say nothing of keys are passed over.
    pub(crate) fn fold(&mut self, index: Index, header: &Header, event: Option<Event>) {
        let Some(event) = event else {
            self.is_founding = false;
            return;
        };
        if event.warrant().is_some_and(|warrant| !warrant.is_founding()) {
            (self.last_custody, self.is_founding) = (Some(index), false);
        }
        match event {
            Event::Node(facts) => (self.node, self.epoch_since) = (Some(facts), header.hour),
            Event::Organisation(facts) => {
                self.own.get_or_insert_with(|| facts.organisation.clone());
                self.keep(facts);
            }
            Event::Holder(mut facts) => {
                facts.first_key.take().into_iter().for_each(|it| self.keep(*it));
                self.holders.insert(facts.handle.clone(), facts);
            }
            Event::HolderRemoved(facts) => {
                let facts = *facts;
                let left = self.holders.remove(&facts.handle);
                self.is_epoch_due |= left.is_some_and(|left| left.is_administrator);
                self.retired.insert(facts.handle);
                facts.organisation.into_iter().for_each(|it| self.keep(it));
            }
            Event::Epoch(facts) => {
                if let Some(node) = &mut self.node {
                    self.closing = Some(node.epoch);
                    (node.epoch, node.epoch_key) = (facts.epoch, facts.epoch_key);
                }
                (self.epoch_since, self.is_epoch_due) = (header.hour, false);
            }
            Event::EpochClosed(facts) => self.closing = self.closing.filter(|closing| *closing != facts.epoch),
            Event::EpochOrder(facts) => self.order = StandingOrder::of(index, &facts),
            Event::Erasure(facts) => self.erased.extend(facts.records.iter().map(|record| record.to_bytes())),
            Event::Hold(facts) if facts.is_held => drop(self.held.insert(facts.record.to_bytes())),
            Event::Hold(facts) => drop(self.held.remove(&facts.record.to_bytes())),
            Event::SharesRenewed(facts) => {
                let (key, signing_key) = (facts.recovery_key, facts.recovery_signing_key);
                let known = facts.organisation.and_then(|name| self.organisations.get_mut(&name));
                match (known, &mut self.node) {
                    (Some(of), _) => (of.recovery_key, of.recovery_signing_key) = (key, signing_key),
                    (None, Some(node)) => (node.recovery_key, node.recovery_signing_key) = (key, signing_key),
                    (None, None) => {}
                }
            }
            Event::Restored(facts) => {
                for (told, entry) in facts.entries().unwrap_or_default() {
                    let event = entry.event().ok().flatten();
                    self.fold(told, &entry.header, event);
                }
                // what was asked of the log that was is not asked of this one
                (self.last_custody, self.is_founding) = (Some(index), false);
            }
        }
    }

    /// By whose word it came stands in the log.
    fn keep(&mut self, facts: OrganisationFacts) {
        let facts = OrganisationFacts { warrant: Warrant::Founding, ..facts };
        self.organisations.insert(facts.organisation.clone(), facts);
    }

    pub(crate) fn administrators(&self) -> impl Iterator<Item = &HolderFacts> {
        self.holders.values().filter(|holder| holder.is_administrator)
    }

    pub(crate) fn members(&self, organisation: &OrgId) -> impl Iterator<Item = &HolderFacts> {
        self.holders.values().filter(move |holder| holder.is_member && holder.organisation == *organisation)
    }

    /// Whether somebody is a member of their organisation by now.
    pub(crate) fn is_member(&self, who: &Principal) -> bool {
        self.holders.get(&who.handle).is_some_and(|it| it.is_member && it.organisation == who.organisation)
    }

    /// The organisation that the node was made for.
    pub(crate) fn own(&self) -> Result<&OrgId, NodeError> {
        self.own.as_ref().ok_or_else(|| NodeError::damaged("the log has no event `organisation`"))
    }

    /// The part of society that an organisation belongs to.
    pub(crate) fn sector(&self, organisation: &OrgId) -> Sector {
        self.organisations.get(organisation).map_or_else(civil_society, |facts| facts.sector)
    }

    /// The epochs under whose keys data keys are wrapped: today's, and the one before until it is closed.
    pub(crate) fn epochs(&self) -> impl Iterator<Item = u32> {
        self.closing.into_iter().chain(self.node.as_ref().map(|node| node.epoch))
    }

    /// Everybody to whom a new epoch is wrapped, with their key.
    pub(crate) fn epoch_recipients(&self) -> Vec<(String, PublicKey)> {
        let people = self.administrators().map(|it| (it.handle.to_string(), it.sealing_key.public()));
        let node = self.node.iter().flat_map(|node| {
            let file = node.unattended_key.map(|key| (UNATTENDED.to_owned(), key.public()));
            file.into_iter().chain([(RECOVERY.to_owned(), node.recovery_key.public())])
        });
        people.chain(node).collect()
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
        for epoch in self.epochs() {
            for (to, _) in self.epoch_recipients() {
                due.extend([epoch_slot(epoch, &to), matching_slot(epoch, &to)]);
            }
        }
        due.extend(self.node.as_ref().map(|_| log_slot()));
        for facts in self.organisations.values() {
            for to in self.members(&facts.organisation).map(|it| it.handle.as_str()).chain([RECOVERY]) {
                due.extend((1..=facts.role).map(|role| role_slot(&facts.organisation, role, to)));
            }
        }
        due.extend(self.holders.keys().map(|handle| holder_slot(handle.as_str())));
        due
    }

    /// Whether a slot of that name may be there: not one of an epoch that is closed, nor of a holder who left.
    pub(crate) fn may_be_there(&self, slot: &str) -> bool {
        let mut parts = slot.split('/');
        let (what, to) = (parts.next(), slot.rsplit('/').next().unwrap_or_default());
        if self.retired.iter().any(|left| left.as_str() == to) {
            return false;
        }
        match what {
            Some("epoch" | "matching") => {
                let epoch = parts.next().and_then(|number| number.parse::<u32>().ok());
                epoch.is_some_and(|epoch| self.epochs().any(|open| open == epoch))
            }
            _ => true,
        }
    }
}

/// The private keys of an unlocked node. They are wiped when this is dropped.
pub(crate) struct Unlocked {
    /// By epoch: today's, while an epoch ends the one before too, and the next from just before it is told.
    pub(crate) epochs: BTreeMap<u32, KeyPair>,
    pub(crate) matching: KeyPair,
}

impl Unlocked {
    /// Unwraps the keys with the pair of whoever they were wrapped to.
    pub(crate) fn with(
        wrapper: &seal::Wrapper,
        pair: &KeyPair,
        to: &str,
        slots: &[Slot],
        keys: &PublicKeys,
    ) -> Result<Self, NodeError> {
        let key = |name: String| unwrap_pair(wrapper, pair, to, slots, &name);
        let today = keys.node()?.epoch;
        let epochs = keys.epochs().map(|epoch| Ok((epoch, key(epoch_slot(epoch, to))?)));
        Ok(Self { epochs: epochs.collect::<Result<_, NodeError>>()?, matching: key(matching_slot(today, to))? })
    }

    /// The key under which a data key is wrapped.
    pub(crate) fn epoch(&self, epoch: u32) -> Result<&KeyPair, NodeError> {
        let ended = || NodeError::damaged(format!("a key is wrapped under epoch {epoch}, whose key is gone"));
        self.epochs.get(&epoch).ok_or_else(ended)
    }

    /// Drops the keys of epochs that are closed. Says whether there were any.
    pub(crate) fn close(&mut self, keys: &PublicKeys) -> bool {
        let count = self.epochs.len();
        let first = keys.epochs().min().unwrap_or(0);
        self.epochs.retain(|epoch, _| *epoch >= first);
        self.epochs.len() < count
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

#[cfg(test)]
mod tests;
