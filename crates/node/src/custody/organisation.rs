//! A further organisation on a node: its key, its recovery shares, and the first of its members.

use firewall::Action;
use rooms::header::{OrgId, Sector};
use serde::{Deserialize, Serialize};
use store::Slot;
use store::seal::{KeyPair, Seed, split};
use zeroize::Zeroizing;

use super::facts::Event;
use super::holders::Signer;
use super::warrant::Warrant;
use crate::ceremony::{Wraps, signing_key};
use crate::keys::{HolderFacts, OrganisationFacts, PublicKeys, RECOVERY, role_slot};
use crate::settings::check_country;
use crate::{Node, NodeError, clock};

/// The first key that an organisation's sealed parts are sealed to.
const FIRST: u32 = 1;
/// The organisation of those who have no account.
const EVERYBODY: &str = "everybody";

/// An organisation that is to be on a node.
#[derive(Clone, Copy, Debug)]
pub struct NewOrganisation<'a> {
    /// Its name: small letters, digits and hyphens.
    pub name: &'a str,
    /// The part of society that it belongs to.
    pub sector: Sector,
    /// Where it is, as two capital letters (ISO 3166).
    pub country: Option<&'a str>,
}

/// An organisation on a node, as everybody may see it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct OrganisationLine {
    /// Its name.
    pub name: String,
    /// The part of society that it belongs to.
    pub sector: Sector,
    /// Where it is.
    pub country: Option<String>,
    /// Whether the node was made for it.
    pub is_own: bool,
    /// How many hold keys for it.
    pub holders: usize,
}

impl Node {
    /// Takes a further organisation in, by the word of two administrators where there are two. Its recovery shares are told
    /// here once and kept nowhere; its first member is let in by the administrators, and the others by that one.
    ///
    /// # Errors
    /// Where the name is taken or none, the firewall refuses, or the word of those named is not enough.
    pub async fn add_organisation(
        &self,
        new: NewOrganisation<'_>,
        signers: &[Signer<'_>],
        reason: &str,
    ) -> Result<[Zeroizing<String>; 3], NodeError> {
        let organisation = usable(new.name)?;
        check_country(new.country)?;
        let present = self.present(signers).await?;
        self.may_govern(&present, Action::Operate).await?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        if self.state.read().await.view.keys.organisations.contains_key(&organisation) {
            return Err(NodeError::OrganisationTaken { organisation: organisation.to_string() });
        }
        let (role, recovery) = (KeyPair::generate().map_err(failed)?, Seed::generate().map_err(failed)?);
        let words = split(recovery.as_bytes()).map_err(|error| NodeError::Sealing(error.to_string()))?;
        let to_shares = KeyPair::derive(recovery.as_bytes());
        let mut facts = OrganisationFacts {
            organisation,
            role: FIRST,
            role_key: role.public().into(),
            recovery_key: to_shares.public().into(),
            recovery_signing_key: signing_key(&recovery)?,
            sector: new.sector,
            country: new.country.map(str::to_owned),
            warrant: Warrant::Founding,
        };
        let mut wraps = Wraps::default();
        let slot = role_slot(&facts.organisation, FIRST, RECOVERY);
        wraps.add_to(slot, to_shares.public(), &role.secret_bytes())?;
        if let Some(question) = Event::Organisation(facts.clone()).question() {
            facts.warrant = self.warranted(&present, question, reason).await?;
        }
        let fill = |append: &mut store::Append| append.put_slots = wraps.take();
        self.append_event(&Event::Organisation(facts), present.author()?, clock::hour(), fill).await?;
        Ok(words.each_ref().map(|share| Zeroizing::new(share.words().to_owned())))
    }

    /// The organisations on this node, by name.
    pub async fn organisations(&self) -> Vec<OrganisationLine> {
        let state = self.state.read().await;
        let keys = &state.view.keys;
        let line = |facts: &OrganisationFacts| OrganisationLine {
            name: facts.organisation.to_string(),
            sector: facts.sector,
            country: facts.country.clone(),
            is_own: keys.own.as_ref() == Some(&facts.organisation),
            holders: keys.holders.values().filter(|it| it.organisation == facts.organisation).count(),
        };
        keys.organisations.values().map(line).collect()
    }
}

/// What the event says of a first key, the slots that come, and those that give way.
type FirstKey = (OrganisationFacts, Vec<Slot>, Vec<String>);

/// The key of an organisation that has no member yet, made for the first one: nobody was there to hand the one before on, and
/// nothing was sealed to it. `None` where a member can hand the key on.
pub(crate) fn next_role_for(keys: &PublicKeys, first: &HolderFacts) -> Result<Option<FirstKey>, NodeError> {
    if !first.is_member || keys.members(&first.organisation).next().is_some() {
        return Ok(None);
    }
    let known = keys.organisation(&first.organisation)?;
    let pair = KeyPair::generate().map_err(failed)?;
    let mut wraps = Wraps::default();
    let of_shares = role_slot(&known.organisation, known.role, RECOVERY);
    let of_first = role_slot(&known.organisation, known.role, first.handle.as_str());
    wraps.add_to(of_first, first.sealing_key.public(), &pair.secret_bytes())?;
    wraps.add_to(of_shares.clone(), known.recovery_key.public(), &pair.secret_bytes())?;
    // dropped first, so that the old bytes leave the disk
    Ok(Some((OrganisationFacts { role_key: pair.public().into(), ..known.clone() }, wraps.take(), vec![of_shares])))
}

/// A name that an organisation can have.
pub(crate) fn usable(name: &str) -> Result<OrgId, NodeError> {
    let bad = || NodeError::BadName { what: "organisation", name: name.to_owned() };
    OrgId::new(name).ok().filter(|it| it.as_str() != EVERYBODY).ok_or_else(bad)
}

fn failed(error: store::seal::SealError) -> NodeError {
    NodeError::Sealing(error.to_string())
}
