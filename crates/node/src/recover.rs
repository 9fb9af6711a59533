//! The last way in: two recovery shares make a new administrator, or a new member of an organisation.
//!
//! The shares of the node open what administrators hold and no sealed section; those of an organisation open its sealed
//! sections and no node. The event in the log says that it came by recovery, with a signature of the shares, so that it
//! cannot be passed off as anything else, and nobody without two shares can append it.

use rooms::header::{OrgId, PersonRef};
use store::seal::{HolderSecret, KeyPair, Seed, Wrapper, seal_seed};
use store::{Slot, Store};

use crate::ceremony::Wraps;
use crate::custody::{Event, Verb, Warrant};
use crate::keys::{
    HolderFacts, KeyText, PublicKeys, RECOVERY, epoch_slot, holder_slot, matching_slot, role_slot, roles_of,
    unwrap_pair,
};
use crate::shares::{ShareSheet, check_pair, join_sheets};
use crate::{BackupError, Node, NodeError, clock};

/// Who comes in by two shares.
pub struct Recovery<'a> {
    /// The shares: of the node, or of the organisation named.
    pub shares: &'a [ShareSheet],
    /// The name of a new holder, or of one who still has their passphrase.
    pub handle: &'a str,
    /// Their passphrase.
    pub passphrase: &'a str,
    /// The organisation whose shares these are; `None`: those of the node.
    pub organisation: Option<&'a str>,
    /// Why, in words that may stand in clear.
    pub reason: &'a str,
}

/// Who came in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recovered {
    /// Their name.
    pub handle: String,
    /// Their organisation.
    pub organisation: String,
    /// Whether they administer the node.
    pub is_administrator: bool,
    /// Whether they are a member of the organisation.
    pub is_member: bool,
}

/// A holder on their way in.
struct Coming {
    facts: HolderFacts,
    /// The seed under the passphrase, where they are new.
    slot: Option<Slot>,
}

impl Node {
    /// Makes a holder by two recovery shares. The node may be locked, and stays so.
    ///
    /// # Errors
    /// Where the shares are not two of the key that was asked for, or the name is taken.
    pub async fn recover(&self, recovery: Recovery<'_>) -> Result<Recovered, NodeError> {
        let seed = join_sheets(recovery.shares)?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        let keys = self.state.read().await.view.keys.clone();
        let organisation = recovery.organisation.map(|name| known_organisation(&keys, name)).transpose()?;
        let pair = KeyPair::derive(seed.as_bytes());
        check_whose(&pair, &keys, organisation.as_ref())?;
        let mut coming = self.coming(&keys, &recovery, organisation.as_ref()).await?;
        let mut slots = handed_on(&keys, &pair, &coming.facts, organisation.as_ref(), &self.store.slots().await?)?;
        slots.extend(coming.slot.take());
        coming.facts.warrant =
            self.warrant_of(&seed, (Verb::AddHolder, coming.facts.subjects()), recovery.reason).await?;
        let facts = coming.facts;
        let author = facts.handle.clone();
        let event = Event::Holder(facts.clone());
        self.append_event(&event, &author, clock::hour(), |append| append.put_slots = slots).await?;
        self.wrapper.forget_pair(&pair.public());
        Ok(Recovered {
            handle: facts.handle.to_string(),
            organisation: facts.organisation.to_string(),
            is_administrator: facts.is_administrator,
            is_member: facts.is_member,
        })
    }

    /// The holder as they will be: a known one with one power more, or a new one with this power alone.
    async fn coming(
        &self,
        keys: &PublicKeys,
        recovery: &Recovery<'_>,
        organisation: Option<&OrgId>,
    ) -> Result<Coming, NodeError> {
        let handle = recovery.handle.to_owned();
        let name = PersonRef::new(&handle).map_err(|_| NodeError::BadName { what: "holder", name: handle.clone() })?;
        if recovery.passphrase.is_empty() {
            return Err(NodeError::EmptyPassphrase);
        }
        if keys.retired.contains(&name) {
            return Err(NodeError::NameTaken { handle });
        }
        if let Some(known) = keys.holders.get(&name) {
            if self.holder(&handle, recovery.passphrase).await.is_err() {
                return Err(BackupError::HolderTaken { handle }.into());
            }
            if organisation.is_some_and(|wanted| *wanted != known.organisation) {
                let organisation = known.organisation.to_string();
                return Err(BackupError::HolderElsewhere { handle, organisation }.into());
            }
            let mut roles = known.roles();
            let gained = roles_of(organisation.is_none(), organisation.is_some());
            roles.extend(gained.into_iter().filter(|role| !known.roles().contains(role)));
            let facts = HolderFacts {
                is_administrator: known.is_administrator || organisation.is_none(),
                is_member: known.is_member || organisation.is_some(),
                roles,
                ..known.clone()
            };
            return Ok(Coming { facts, slot: None });
        }
        let seed = Seed::generate().map_err(failed)?;
        let secret = HolderSecret::from_seed(&handle, &seed).map_err(failed)?;
        let sealed = seal_seed(&seed, &handle, recovery.passphrase.as_bytes(), self.cost()).map_err(failed)?;
        let own = keys.own()?;
        let facts = HolderFacts {
            handle: name,
            organisation: organisation.unwrap_or(own).clone(),
            sealing_key: secret.pair().public().into(),
            signing_key: KeyText(secret.holder().signing),
            is_administrator: organisation.is_none(),
            is_member: organisation.is_some(),
            roles: roles_of(organisation.is_none(), organisation.is_some()),
            first_key: None,
            warrant: Warrant::Founding,
        };
        Ok(Coming { facts, slot: Some(Slot::new(holder_slot(&handle), sealed)) })
    }

    /// The word of those who brought the shares, on the state that the log has now.
    pub(crate) async fn warrant_of(
        &self,
        seed: &Seed,
        (verb, subjects): (Verb, Vec<String>),
        reason: &str,
    ) -> Result<Warrant, NodeError> {
        let asked = self.asked(verb, subjects, reason).await?;
        let secret = HolderSecret::from_seed(RECOVERY, seed).map_err(failed)?;
        Ok(Warrant::of_recovery(asked, &secret))
    }
}

/// Refuses shares of anything but the node, or the organisation named.
pub(crate) fn check_whose(pair: &KeyPair, keys: &PublicKeys, organisation: Option<&OrgId>) -> Result<(), NodeError> {
    match organisation {
        None => check_pair(pair, keys.node()?.recovery_key, "the node", keys)?,
        Some(name) => {
            check_pair(pair, keys.organisation(name)?.recovery_key, &format!("organisation `{name}`"), keys)?;
        }
    }
    Ok(())
}

pub(crate) fn known_organisation(keys: &PublicKeys, name: &str) -> Result<OrgId, NodeError> {
    let unknown = || NodeError::UnknownOrganisation { organisation: name.to_owned() };
    let organisation = OrgId::new(name).map_err(|_| unknown())?;
    keys.organisation(&organisation).map(|_| organisation)
}

/// The private keys that the shares open, wrapped to who comes in: all that are in use, older ones of a role too.
fn handed_on(
    keys: &PublicKeys,
    pair: &KeyPair,
    facts: &HolderFacts,
    organisation: Option<&OrgId>,
    slots: &[Slot],
) -> Result<Vec<Slot>, NodeError> {
    let (mut wraps, wrapper) = (Wraps::default(), Wrapper::new());
    let mut hand_on = |slot: &dyn Fn(&str) -> String| {
        let key = unwrap_pair(&wrapper, pair, RECOVERY, slots, &slot(RECOVERY))?;
        wraps.add_to(slot(facts.handle.as_str()), facts.sealing_key.public(), &key.secret_bytes())
    };
    match organisation {
        None => {
            for epoch in keys.epochs() {
                hand_on(&|to| epoch_slot(epoch, to))?;
                hand_on(&|to| matching_slot(epoch, to))?;
            }
        }
        Some(name) => {
            for role in 1..=keys.organisation(name)?.role {
                hand_on(&|to| role_slot(name, role, to))?;
            }
        }
    }
    Ok(wraps.take())
}

fn failed(error: store::seal::SealError) -> NodeError {
    NodeError::Sealing(error.to_string())
}
