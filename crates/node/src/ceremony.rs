//! The first keys of a node: made, wrapped to those who shall open them, and told in events that name public keys only.

use firewall::Role;
use rooms::header::{OrgId, PersonRef};
use serde::Serialize;
use store::Slot;
use store::seal::{self, Cost, HolderSecret, KeyPair, PublicKey, Seed, ShareText, Wrapper, seal_seed, split};

use crate::custody::Warrant;
use crate::keys::{
    HolderFacts, KeyText, NodeFacts, OrganisationFacts, RECOVERY, UNATTENDED, epoch_slot, holder_slot, log_slot,
    matching_slot, role_slot,
};
use crate::{InitOptions, NodeError};

/// The epoch and the role key that a node begins with.
const FIRST: u32 = 1;
/// What the first holders act as, where nothing else is said.
const FIRST_ROLES: [Role; 4] = [Role::Administrator, Role::Coordinator, Role::TracingOfficer, Role::ForensicAnalyst];

/// An event of the ceremony: its kind and what its public section says.
pub(crate) struct KeyEvent {
    pub(crate) kind: &'static str,
    pub(crate) public: Vec<u8>,
    pub(crate) slots: Vec<Slot>,
}

/// Somebody who holds keys from the first hour on: an administrator of the node and a member of the organisation.
pub(crate) struct FirstHolder<'a> {
    pub(crate) handle: PersonRef,
    pub(crate) passphrase: &'a str,
}

/// All that the ceremony made.
pub(crate) struct Ceremony {
    /// Who stands for the events: the holder named first.
    pub(crate) author: PersonRef,
    pub(crate) events: Vec<KeyEvent>,
    pub(crate) node_shares: [ShareText; 3],
    pub(crate) organisation_shares: [ShareText; 3],
    /// The seed for the file of a node that opens without a person.
    pub(crate) unattended: Option<Seed>,
}

/// Makes the keys of a node of one organisation, whose first holders administer the one and are members of the other.
pub(crate) fn hold(
    options: &InitOptions<'_>,
    organisation: &OrgId,
    holders: &[FirstHolder<'_>],
    log_seed: &[u8; 32],
) -> Result<Ceremony, NodeError> {
    let author = holders.first().ok_or(NodeError::NoHolder)?.handle.clone();
    let held = holders.iter().map(|first| Held::make(first, options)).collect::<Result<Vec<_>, _>>()?;
    let unattended = (options.demo || options.unattended).then(Seed::generate).transpose().map_err(failed)?;
    let [epoch, matching, role] = [pair()?, pair()?, pair()?];
    let [node_recovery, organisation_recovery] = [Seed::generate().map_err(failed)?, Seed::generate().map_err(failed)?];
    let to_node = KeyPair::derive(node_recovery.as_bytes());
    let to_organisation = KeyPair::derive(organisation_recovery.as_bytes());
    let to_file = unattended.as_ref().map(|seed| KeyPair::derive(seed.as_bytes()));

    let mut wraps = Wraps::default();
    let people = || held.iter().map(|held| (held.handle.as_str(), held.secret.pair()));
    let file = to_file.as_ref().map(|pair| (UNATTENDED, pair));
    for (to, public) in people().chain([(RECOVERY, &to_node)]).chain(file) {
        wraps.add(epoch_slot(FIRST, to), public, &epoch.secret_bytes())?;
        wraps.add(matching_slot(FIRST, to), public, &matching.secret_bytes())?;
    }
    wraps.add(log_slot(), &to_node, log_seed)?;
    let node_slots = wraps.take();
    for (to, public) in people().chain([(RECOVERY, &to_organisation)]) {
        wraps.add(role_slot(organisation, FIRST, to), public, &role.secret_bytes())?;
    }
    let organisation_slots = wraps.take();
    let node = NodeFacts {
        name: options.name.to_owned(),
        epoch: FIRST,
        epoch_key: epoch.public().into(),
        matching_key: matching.public().into(),
        recovery_key: to_node.public().into(),
        recovery_signing_key: signing_key(&node_recovery)?,
        unattended_key: to_file.as_ref().map(|pair| pair.public().into()),
    };
    let facts = OrganisationFacts {
        organisation: organisation.clone(),
        role: FIRST,
        role_key: role.public().into(),
        recovery_key: to_organisation.public().into(),
        recovery_signing_key: signing_key(&organisation_recovery)?,
        sector: options.sector,
        country: options.country.map(str::to_owned),
        warrant: Warrant::Founding,
    };
    let mut events = vec![event("node", &node, node_slots)?, event("organisation", &facts, organisation_slots)?];
    for held in held {
        let slot = Slot::new(holder_slot(held.handle.as_str()), held.sealed_seed);
        let facts = HolderFacts {
            handle: held.handle,
            organisation: organisation.clone(),
            sealing_key: held.secret.pair().public().into(),
            signing_key: KeyText(held.secret.holder().signing),
            is_administrator: true,
            is_member: true,
            roles: match options.roles {
                [] => FIRST_ROLES.to_vec(),
                roles => roles.to_vec(),
            },
            first_key: None,
            warrant: Warrant::Founding,
        };
        events.push(event("holder", &facts, vec![slot])?);
    }
    Ok(Ceremony {
        author,
        events,
        node_shares: shares(&node_recovery)?,
        organisation_shares: shares(&organisation_recovery)?,
        unattended,
    })
}

/// A holder's own keys, made from a seed that lies sealed under their passphrase.
struct Held {
    handle: PersonRef,
    secret: HolderSecret,
    sealed_seed: Vec<u8>,
}

impl Held {
    fn make(first: &FirstHolder<'_>, options: &InitOptions<'_>) -> Result<Self, NodeError> {
        let handle = first.handle.as_str();
        let seed = Seed::generate().map_err(failed)?;
        let cost = Cost { memory_kib: options.cost.memory_kib, passes: options.cost.passes, lanes: options.cost.lanes };
        let sealed_seed = seal_seed(&seed, handle, first.passphrase.as_bytes(), cost).map_err(failed)?;
        let secret = HolderSecret::from_seed(handle, &seed).map_err(failed)?;
        Ok(Self { handle: first.handle.clone(), secret, sealed_seed })
    }
}

fn event(kind: &'static str, facts: &impl Serialize, slots: Vec<Slot>) -> Result<KeyEvent, NodeError> {
    let public = serde_json::to_vec(facts).map_err(|error| NodeError::Unwritable(error.to_string()))?;
    Ok(KeyEvent { kind, public, slots })
}

/// Slots being filled; the name of each is the label of its seal.
#[derive(Default)]
pub(crate) struct Wraps {
    wrapper: Wrapper,
    slots: Vec<Slot>,
}

impl Wraps {
    fn add(&mut self, name: String, to: &KeyPair, secret: &[u8; 32]) -> Result<(), NodeError> {
        self.add_to(name, to.public(), secret)
    }

    pub(crate) fn add_to(&mut self, name: String, to: PublicKey, secret: &[u8; 32]) -> Result<(), NodeError> {
        let bytes = self.wrapper.wrap(&to, name.as_bytes(), secret).map_err(failed)?;
        self.slots.push(Slot::new(name, bytes));
        Ok(())
    }

    pub(crate) fn take(&mut self) -> Vec<Slot> {
        std::mem::take(&mut self.slots)
    }
}

/// What verifies the word of those who bring shares of the seed.
pub(crate) fn signing_key(recovery: &Seed) -> Result<KeyText, NodeError> {
    Ok(KeyText(HolderSecret::from_seed(RECOVERY, recovery).map_err(failed)?.holder().signing))
}

fn pair() -> Result<KeyPair, NodeError> {
    KeyPair::generate().map_err(failed)
}

fn shares(seed: &Seed) -> Result<[ShareText; 3], NodeError> {
    split(seed.as_bytes()).map_err(|error| NodeError::Sealing(error.to_string()))
}

fn failed(error: seal::SealError) -> NodeError {
    NodeError::Sealing(error.to_string())
}
