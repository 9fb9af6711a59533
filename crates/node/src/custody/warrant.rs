//! Whether an event of custody may stand: asked before it is appended, and again by `verify`, from the log alone.

use firewall::Role;
use journal::Index;
use rooms::header::Hour;
use serde::{Deserialize, Serialize};
use store::seal::HolderSecret;

use super::approval::{ApprovalFault, Approved, Asked, is_signed};
use super::facts::Event;
use super::hex::Hex;
use crate::keys::{HolderFacts, KeyText, OrganisationFacts, PublicKeys, RECOVERY};

/// By whose word an event stands.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Warrant {
    /// It made the node: nobody was there to be asked.
    #[default]
    Founding,
    /// Holders of keys signed.
    People(Approved),
    /// Two of the recovery shares signed.
    Recovery {
        asked: Asked,
        /// Ed25519 by the key that the shares' seed gives.
        signature: Hex<64>,
    },
    /// A standing order made it due.
    Order {
        /// The entry of the order.
        entry: Index,
    },
}

impl Warrant {
    pub(crate) fn is_founding(&self) -> bool {
        *self == Self::Founding
    }

    /// The word of those who brought the shares of a recovery seed.
    pub(crate) fn of_recovery(asked: Asked, seed: &HolderSecret) -> Self {
        let signature = Hex(seed.sign(&asked.to_bytes()));
        Self::Recovery { asked, signature }
    }

    /// What was asked, where somebody was.
    pub(crate) fn asked(&self) -> Option<&Asked> {
        match self {
            Self::People(approved) => Some(&approved.asked),
            Self::Recovery { asked, .. } => Some(asked),
            Self::Founding | Self::Order { .. } => None,
        }
    }
}

/// Checks an event against what the log says before it. What the log was when it was asked ([`Warrant::asked`]) is
/// checked beside this, with the checkpoints.
pub(crate) fn check(keys: &PublicKeys, event: &Event, hour: Hour) -> Result<(), ApprovalFault> {
    let is_told_twice = match event {
        Event::Node(_) => keys.node.is_some(),
        Event::Organisation(facts) => keys.organisations.contains_key(&facts.organisation),
        _ => false,
    };
    if is_told_twice {
        // what made the node and its organisations is told once: another key would take all that is sealed from then on
        return Err(ApprovalFault::Nobody);
    }
    let (Some(warrant), Some((verb, subjects))) = (event.warrant(), event.question()) else { return Ok(()) };
    if let Event::Erasure(facts) = event
        && let Some(record) = facts.records.iter().find(|record| keys.held.contains(&record.to_bytes()))
    {
        return Err(ApprovalFault::Held { record: record.to_string() });
    }
    if let Event::Epoch(facts) = event {
        // one after the other: the next begins when the one before is closed
        let next = keys.node.as_ref().map(|node| node.epoch + 1);
        if keys.closing.is_some() || next != Some(facts.epoch) {
            return Err(ApprovalFault::Other);
        }
    }
    if let Some(asked) = warrant.asked() {
        let node = keys.node.as_ref().map(|node| node.name.as_str()).unwrap_or_default();
        if asked.node != node {
            return Err(ApprovalFault::OtherNode { node: asked.node.clone() });
        }
        if asked.verb != verb || asked.subjects != subjects {
            return Err(ApprovalFault::Other);
        }
        if asked.reason.trim().is_empty() {
            return Err(ApprovalFault::NoReason);
        }
        if let Some(since) = keys.last_custody.filter(|since| asked.size <= *since) {
            return Err(ApprovalFault::Stale { size: asked.size, since });
        }
    }
    match warrant {
        Warrant::Founding if keys.is_founding && is_of_founding(keys, event) => Ok(()),
        Warrant::Founding => Err(ApprovalFault::Nobody),
        Warrant::People(approved) => check_people(keys, event, approved),
        Warrant::Recovery { asked, signature } => check_recovery(keys, event, asked, signature),
        Warrant::Order { entry } => check_order(keys, event, *entry, hour),
    }
}

/// What makes a node: its one organisation, and the first holders.
fn is_of_founding(keys: &PublicKeys, event: &Event) -> bool {
    match event {
        Event::Holder(facts) => facts.first_key.is_none(),
        Event::Organisation(_) => keys.organisations.is_empty(),
        _ => false,
    }
}

fn check_people(keys: &PublicKeys, event: &Event, approved: &Approved) -> Result<(), ApprovalFault> {
    let signers = approved.signers(|by| keys.holders.get(by))?;
    match event {
        Event::Hold(facts) if facts.is_held => match signers.is_empty() {
            true => Err(ApprovalFault::Nobody),
            false => Ok(()),
        },
        Event::Holder(facts) => {
            if let Some(known) = keys.holders.get(&facts.handle)
                && !facts.extends(known)
            {
                return Err(ApprovalFault::Other);
            }
            check_roles(facts)?;
            match &facts.first_key {
                Some(key) => check_first(keys, facts, key, &signers),
                None => may_change(keys, facts, &signers, None),
            }
        }
        Event::HolderRemoved(facts) => {
            let leaving = keys.holders.get(&facts.handle);
            let leaving = leaving.ok_or_else(|| ApprovalFault::NoHolder { by: facts.handle.clone() })?;
            check_next(keys, facts.organisation.as_ref())?;
            may_change(keys, leaving, &signers, Some(leaving))
        }
        Event::Organisation(_) => administrators(&signers, keys.administrators().count().clamp(1, 2)),
        // only the old shares can wrap to the new ones all that they open
        Event::SharesRenewed(_) => Err(ApprovalFault::Nobody),
        _ => administrators(&signers, 2),
    }
}

/// The key that an organisation has after a member left: the next one, and nothing else is another.
fn check_next(keys: &PublicKeys, next: Option<&OrganisationFacts>) -> Result<(), ApprovalFault> {
    let Some(next) = next else { return Ok(()) };
    let known = keys.organisations.get(&next.organisation);
    match known.is_some_and(|known| next.is_renewed(&OrganisationFacts { role: known.role + 1, ..known.clone() })) {
        true => Ok(()),
        false => Err(ApprovalFault::Other),
    }
}

/// Nobody acts as administrator who was not made one by those who may.
fn check_roles(facts: &HolderFacts) -> Result<(), ApprovalFault> {
    match facts.roles.contains(&Role::Administrator) && !facts.is_administrator {
        true => Err(ApprovalFault::Other),
        false => Ok(()),
    }
}

/// The first member of an organisation, let in by those who took it in, with the key that is made for them.
fn check_first(
    keys: &PublicKeys,
    facts: &HolderFacts,
    key: &OrganisationFacts,
    signers: &[&HolderFacts],
) -> Result<(), ApprovalFault> {
    let known = keys.organisations.get(&facts.organisation);
    let has_nobody = keys.members(&facts.organisation).next().is_none();
    let is_fitting = facts.is_member && has_nobody && key.organisation == facts.organisation;
    if !is_fitting || known.is_none_or(|known| !key.is_renewed(known)) {
        return Err(ApprovalFault::Other);
    }
    administrators(signers, keys.administrators().count().clamp(1, 2))
}

/// Who may make somebody a holder or take keys from them: for administrators two of them, as soon as there are two;
/// for members another member.
fn may_change(
    keys: &PublicKeys,
    changed: &HolderFacts,
    signers: &[&HolderFacts],
    leaving: Option<&HolderFacts>,
) -> Result<(), ApprovalFault> {
    if changed.is_administrator {
        administrators(signers, keys.administrators().count().clamp(1, 2))?;
    }
    let is_other_member = |signer: &&&HolderFacts| {
        signer.is_member
            && signer.organisation == changed.organisation
            && leaving.is_none_or(|leaving| leaving.handle != signer.handle)
    };
    if changed.is_member && signers.iter().find(is_other_member).is_none() {
        return Err(ApprovalFault::NoMember { organisation: changed.organisation.to_string() });
    }
    if signers.is_empty() { Err(ApprovalFault::Nobody) } else { Ok(()) }
}

fn administrators(signers: &[&HolderFacts], needed: usize) -> Result<(), ApprovalFault> {
    let found = signers.iter().filter(|signer| signer.is_administrator).count();
    if found >= needed {
        return Ok(());
    }
    match signers.iter().find(|signer| !signer.is_administrator) {
        Some(other) => Err(ApprovalFault::NoAdministrator { by: other.handle.clone() }),
        None => Err(ApprovalFault::TooFew { found, needed }),
    }
}

/// The shares of the node make administrators, those of an organisation its members, and each make those that follow.
fn check_recovery(keys: &PublicKeys, event: &Event, asked: &Asked, signature: &Hex<64>) -> Result<(), ApprovalFault> {
    let key = match event {
        Event::Holder(facts) => recovery_key_of(keys, facts)?,
        Event::SharesRenewed(facts) => match &facts.organisation {
            None => keys.node.as_ref().map(|node| node.recovery_signing_key),
            Some(name) => keys.organisations.get(name).map(|it| it.recovery_signing_key),
        },
        _ => return Err(ApprovalFault::Nobody),
    };
    match key.is_some_and(|key| is_signed(RECOVERY, key, &asked.to_bytes(), signature)) {
        true => Ok(()),
        false => Err(ApprovalFault::Signature { by: RECOVERY.to_owned() }),
    }
}

/// The key whose shares may give a holder the one power that is new.
fn recovery_key_of(keys: &PublicKeys, facts: &HolderFacts) -> Result<Option<KeyText>, ApprovalFault> {
    check_roles(facts)?;
    if facts.first_key.is_some() {
        return Err(ApprovalFault::Other);
    }
    let known = keys.holders.get(&facts.handle);
    if known.is_some_and(|known| !facts.extends(known)) {
        return Err(ApprovalFault::Other);
    }
    let is_new = |has: fn(&HolderFacts) -> bool| has(facts) && !known.is_some_and(has);
    let node = keys.node.as_ref().map(|node| node.recovery_signing_key);
    let organisation = keys.organisations.get(&facts.organisation).map(|it| it.recovery_signing_key);
    Ok(match (is_new(|it| it.is_administrator), is_new(|it| it.is_member)) {
        (true, false) => node,
        (false, true) => organisation,
        _ => None,
    })
}

fn check_order(keys: &PublicKeys, event: &Event, entry: Index, hour: Hour) -> Result<(), ApprovalFault> {
    match (event, &keys.order) {
        (Event::Epoch(_), Some(order)) if order.entry == entry && order.is_due(keys.epoch_since, hour) => Ok(()),
        _ => Err(ApprovalFault::NoOrder),
    }
}

#[cfg(test)]
mod tests;
