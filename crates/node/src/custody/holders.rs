//! Who holds keys: holders are added and leave, by the word of those who hold the same keys.

use std::sync::Arc;

use firewall::{Action, Role};
use rooms::header::{OrgId, PersonRef};
use serde::{Deserialize, Serialize};
use store::seal::{Cost, HolderSecret, KeyPair, PublicKey, Seed, Wrapper, seal_seed};
use store::{Slot, Store};

use super::ApprovalFault;
use super::approval::{Approval, Approved, Verb};
use super::facts::{Event, HolderRemovedFacts};
use super::organisation::next_role_for;
use super::warrant::Warrant;
use crate::ceremony::Wraps;
use crate::keys::{
    HolderFacts, KeyText, OrganisationFacts, PublicKeys, RECOVERY, epoch_slot, holder_slot, matching_slot, role_slot,
    roles_of, unwrap_pair,
};
use crate::recover::known_organisation;
use crate::{Node, NodeError, clock, settings};

/// A holder's name and passphrase, as they were typed.
pub type Signer<'a> = (&'a str, &'a str);

/// Somebody who is to hold keys.
#[derive(Clone, Copy)]
pub struct NewHolder<'a> {
    /// Their name: small letters, digits and hyphens.
    pub handle: &'a str,
    /// Their passphrase.
    pub passphrase: &'a str,
    /// Whether they administer the node.
    pub is_administrator: bool,
    /// Whether they are a member of the organisation of those who add them.
    pub is_member: bool,
    /// What they may act as, in this order; none named: what goes with their powers.
    pub roles: &'a [Role],
}

/// A holder of keys, as everybody may see them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct HeldBy {
    /// Their name.
    pub handle: String,
    /// Their organisation.
    pub organisation: String,
    /// Whether they administer the node.
    pub is_administrator: bool,
    /// Whether they are a member of the organisation.
    pub is_member: bool,
    /// What they may act as.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// The holders whose passphrases were right, with their secrets.
pub(crate) struct Present {
    people: Vec<(PersonRef, Arc<HolderSecret>)>,
}

impl Present {
    /// One who is signed in.
    pub(crate) fn of(handle: PersonRef, secret: Arc<HolderSecret>) -> Self {
        Self { people: vec![(handle, secret)] }
    }

    /// Who stands for the event: whoever was named first.
    pub(super) fn author(&self) -> Result<&PersonRef, NodeError> {
        self.people.first().map(|(handle, _)| handle).ok_or_else(|| ApprovalFault::Nobody.into())
    }

    pub(super) fn handles(&self) -> impl Iterator<Item = &PersonRef> {
        self.people.iter().map(|(handle, _)| handle)
    }

    fn secret_of(&self, is_wanted: impl Fn(&PersonRef) -> bool) -> Option<(&PersonRef, &HolderSecret)> {
        self.people.iter().find(|(handle, _)| is_wanted(handle)).map(|(handle, secret)| (handle, secret.as_ref()))
    }
}

impl Node {
    pub(super) async fn present(&self, signers: &[Signer<'_>]) -> Result<Present, NodeError> {
        let mut people: Vec<(PersonRef, Arc<HolderSecret>)> = Vec::new();
        for (handle, passphrase) in signers {
            let wrong = || NodeError::WrongPassphrase { handle: (*handle).to_owned() };
            let by = PersonRef::new(handle).map_err(|_| wrong())?;
            if people.iter().any(|(known, _)| *known == by) {
                return Err(ApprovalFault::Twice { by }.into());
            }
            people.push((by, Arc::new(self.holder(handle, passphrase).await?)));
        }
        Ok(Present { people })
    }

    /// The word of all who are present, given now. The caller holds the ceremony.
    pub(super) async fn warranted(
        &self,
        present: &Present,
        (verb, subjects): (Verb, Vec<String>),
        reason: &str,
    ) -> Result<Warrant, NodeError> {
        let asked = self.asked(verb, subjects, reason).await?;
        let approvals = present.people.iter().map(|(by, secret)| Approval::sign(&asked, by, secret)).collect();
        Ok(Warrant::People(Approved { asked, approvals }))
    }

    /// All holders of keys, by name.
    pub async fn holders(&self) -> Vec<HeldBy> {
        let state = self.state.read().await;
        let holders = state.view.keys.holders.values().map(|it| HeldBy {
            handle: it.handle.to_string(),
            organisation: it.organisation.to_string(),
            is_administrator: it.is_administrator,
            is_member: it.is_member,
            roles: it.roles(),
        });
        holders.collect()
    }

    /// Whether an administrator left who knew the key of the epoch: it is to be ended.
    pub async fn is_epoch_due_by_leave(&self) -> bool {
        self.state.read().await.view.keys.is_epoch_due
    }

    /// Makes somebody a holder of keys, by the word of those who hold them: for an administrator two administrators as
    /// soon as there are two, for a member a member of that organisation.
    ///
    /// # Errors
    /// Where a passphrase is wrong, the word of those named is not enough, or the name is taken.
    pub async fn add_holder(&self, new: NewHolder<'_>, signers: &[Signer<'_>], reason: &str) -> Result<(), NodeError> {
        self.add_holder_to(None, new, signers, reason).await
    }

    /// The same into an organisation that is named; its first member is let in by the administrators who took it in.
    ///
    /// # Errors
    /// As [`Node::add_holder`], and where there is no such organisation.
    pub async fn add_holder_to(
        &self,
        organisation: Option<&str>,
        new: NewHolder<'_>,
        signers: &[Signer<'_>],
        reason: &str,
    ) -> Result<(), NodeError> {
        let bad = || NodeError::BadName { what: "holder", name: new.handle.to_owned() };
        let handle = PersonRef::new(new.handle).map_err(|_| bad())?;
        if new.passphrase.is_empty() {
            return Err(NodeError::EmptyPassphrase);
        }
        let present = self.present(signers).await?;
        self.may_govern(&present, Action::Confirm).await?;
        let seed = Seed::generate().map_err(failed)?;
        let secret = HolderSecret::from_seed(new.handle, &seed).map_err(failed)?;
        let sealed = seal_seed(&seed, new.handle, new.passphrase.as_bytes(), self.cost()).map_err(failed)?;

        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        let keys = self.state.read().await.view.keys.clone();
        if keys.holders.contains_key(&handle) || keys.retired.contains(&handle) {
            return Err(NodeError::NameTaken { handle: new.handle.to_owned() });
        }
        let mut facts = HolderFacts {
            handle,
            organisation: match organisation {
                Some(name) => known_organisation(&keys, name)?,
                None => organisation_of(&keys, &present, new.is_member)?,
            },
            sealing_key: secret.pair().public().into(),
            signing_key: KeyText(secret.holder().signing),
            is_administrator: new.is_administrator,
            is_member: new.is_member,
            roles: match new.roles {
                [] => roles_of(new.is_administrator, new.is_member),
                roles => roles.to_vec(),
            },
            first_key: None,
            warrant: Warrant::Founding,
        };
        let first = next_role_for(&keys, &facts)?;
        facts.first_key = first.as_ref().map(|(key, ..)| Box::new(key.clone()));
        facts.warrant = self.warranted(&present, (Verb::AddHolder, facts.subjects()), reason).await?;
        let mut slots = vec![Slot::new(holder_slot(new.handle), sealed)];
        slots.extend(handed_on(&keys, &present, &facts, &self.store.slots().await?)?);
        let (made, dropped) = first.map(|(_, made, dropped)| (made, dropped)).unwrap_or_default();
        slots.extend(made);
        let event = Event::Holder(facts);
        let fill = |append: &mut store::Append| (append.put_slots, append.drop_slots) = (slots, dropped);
        self.append_event(&event, present.author()?, clock::hour(), fill).await?;
        Ok(())
    }

    /// Takes the keys from a holder: what was wrapped to them is dropped, and where they were a member, their
    /// organisation has a new role key for what follows. An administrator knew the key of the epoch: end it next.
    ///
    /// # Errors
    /// Where a passphrase is wrong, the word of those named is not enough, or nobody would be left.
    pub async fn remove_holder(&self, handle: &str, signers: &[Signer<'_>], reason: &str) -> Result<(), NodeError> {
        let nobody = || NodeError::NoSuchHolder { handle: handle.to_owned() };
        let leaving = PersonRef::new(handle).map_err(|_| nobody())?;
        let present = self.present(signers).await?;
        self.may_govern(&present, Action::Revoke).await?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        let keys = self.state.read().await.view.keys.clone();
        let facts = keys.holders.get(&leaving).ok_or_else(nobody)?;
        refuse_last(&keys, facts)?;
        let (organisation, slots) = match facts.is_member {
            true => next_role(&keys, facts).map(|(next, slots)| (Some(next), slots))?,
            false => (None, Vec::new()),
        };
        let warrant = self.warranted(&present, (Verb::RemoveHolder, vec![handle.to_owned()]), reason).await?;
        let event = Event::HolderRemoved(Box::new(HolderRemovedFacts { handle: leaving, organisation, warrant }));
        let is_theirs = |slot: &Slot| slot.name.rsplit('/').next() == Some(handle);
        let theirs = self.store.slots().await?.into_iter().filter(is_theirs).map(|slot| slot.name).collect();
        let fill = |append: &mut store::Append| (append.put_slots, append.drop_slots) = (slots, theirs);
        self.append_event(&event, present.author()?, clock::hour(), fill).await?;
        Ok(())
    }

    /// Seals a holder's keys under another passphrase. A copy of the old slot still opens with the old one.
    ///
    /// # Errors
    /// Where the passphrase is not theirs, or the new one is empty.
    pub async fn change_passphrase(&self, handle: &str, passphrase: &str, new: &str) -> Result<(), NodeError> {
        if new.is_empty() {
            return Err(NodeError::EmptyPassphrase);
        }
        // nobody is removed meanwhile, whose slot would come back
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let seed = self.seed(handle, passphrase).await?;
        let sealed = seal_seed(&seed, handle, new.as_bytes(), self.cost()).map_err(failed)?;
        let name = holder_slot(handle);
        // dropped first, so that the old bytes leave the disk
        self.store.change_slots(vec![Slot::new(name.clone(), sealed)], vec![name]).await?;
        if let Ok(handle) = PersonRef::new(handle) {
            self.accounts.sessions.end_all(&handle, None);
        }
        Ok(())
    }

    pub(crate) fn cost(&self) -> Cost {
        let settings::PassphraseCost { memory_kib, passes, lanes } = self.settings.argon2;
        Cost { memory_kib, passes, lanes }
    }
}

/// The organisation that somebody comes to: that of the member who adds them, or of whoever was named first.
fn organisation_of(keys: &PublicKeys, present: &Present, is_member: bool) -> Result<OrgId, NodeError> {
    let known = present.people.iter().filter_map(|(handle, _)| keys.holders.get(handle));
    let mut fitting = known.filter(|it| it.is_member || !is_member);
    let first = fitting.next().map(|it| it.organisation.clone());
    first.ok_or_else(|| ApprovalFault::NoMember { organisation: "the organisation".to_owned() }.into())
}

/// The keys that come with the powers, unwrapped by those present who hold them.
pub(crate) fn handed_on(
    keys: &PublicKeys,
    present: &Present,
    facts: &HolderFacts,
    slots: &[Slot],
) -> Result<Vec<Slot>, NodeError> {
    let (mut wraps, wrapper) = (Wraps::default(), Wrapper::new());
    let to = facts.handle.as_str();
    let mut hand_on = |giver: (&PersonRef, &HolderSecret), slot: &dyn Fn(&str) -> String| {
        let (handle, secret) = (giver.0.as_str(), giver.1);
        let pair = unwrap_pair(&wrapper, secret.pair(), handle, slots, &slot(handle))?;
        wraps.add_to(slot(to), facts.sealing_key.public(), &pair.secret_bytes())
    };
    if facts.is_administrator {
        let giver = present.secret_of(|it| keys.holders.get(it).is_some_and(|it| it.is_administrator));
        let giver = giver.ok_or(ApprovalFault::TooFew { found: 0, needed: 1 })?;
        for epoch in keys.epochs() {
            hand_on(giver, &|to| epoch_slot(epoch, to))?;
            hand_on(giver, &|to| matching_slot(epoch, to))?;
        }
    }
    // the first member of an organisation gets a key of its own
    if facts.is_member && facts.first_key.is_none() {
        let is_fellow = |it: &HolderFacts| it.is_member && it.organisation == facts.organisation;
        let giver = present.secret_of(|it| keys.holders.get(it).is_some_and(is_fellow));
        let nobody = || ApprovalFault::NoMember { organisation: facts.organisation.to_string() };
        let giver = giver.ok_or_else(nobody)?;
        for role in 1..=keys.organisation(&facts.organisation)?.role {
            hand_on(giver, &|to| role_slot(&facts.organisation, role, to))?;
        }
    }
    Ok(wraps.take())
}

pub(crate) fn refuse_last(keys: &PublicKeys, facts: &HolderFacts) -> Result<(), NodeError> {
    let handle = facts.handle.to_string();
    if facts.is_administrator && keys.administrators().count() == 1 {
        return Err(NodeError::LastHolder { handle, what: "administrator of the node".to_owned() });
    }
    if facts.is_member && keys.members(&facts.organisation).count() == 1 {
        return Err(NodeError::LastHolder { handle, what: format!("member of `{}`", facts.organisation) });
    }
    Ok(())
}

/// A new role key of the organisation that a member leaves, for those who stay and for the recovery shares.
pub(crate) fn next_role(keys: &PublicKeys, leaving: &HolderFacts) -> Result<(OrganisationFacts, Vec<Slot>), NodeError> {
    let known = keys.organisation(&leaving.organisation)?;
    let pair = KeyPair::generate().map_err(failed)?;
    let next = OrganisationFacts { role: known.role + 1, role_key: pair.public().into(), ..known.clone() };
    let mut wraps = Wraps::default();
    let staying = keys.members(&known.organisation).filter(|it| it.handle != leaving.handle);
    let staying = staying.map(|it| (it.handle.as_str(), it.sealing_key.public()));
    let recipients: Vec<(&str, PublicKey)> = staying.chain([(RECOVERY, known.recovery_key.public())]).collect();
    for (to, key) in recipients {
        wraps.add_to(role_slot(&known.organisation, next.role, to), key, &pair.secret_bytes())?;
    }
    Ok((next, wraps.take()))
}

fn failed(error: store::seal::SealError) -> NodeError {
    NodeError::Sealing(error.to_string())
}
