//! The first keys of a node: made, wrapped to those who shall open them, and told in events that name public keys only.

use rooms::header::{OrgId, PersonRef};
use serde::Serialize;
use store::Slot;
use store::seal::{self, Cost, HolderSecret, KeyPair, Seed, ShareText, Wrapper, seal_seed, split};

use crate::keys::{
    HolderFacts, KeyText, NodeFacts, OrganisationFacts, RECOVERY, UNATTENDED, epoch_slot, holder_slot, log_slot,
    matching_slot, role_slot,
};
use crate::{InitOptions, NodeError};

/// The epoch and the role key that a node begins with.
const FIRST: u32 = 1;

/// An event of the ceremony: its kind and what its public section says.
pub(crate) struct KeyEvent {
    pub(crate) kind: &'static str,
    pub(crate) public: Vec<u8>,
    pub(crate) slots: Vec<Slot>,
}

/// All that the ceremony made.
pub(crate) struct Ceremony {
    pub(crate) events: Vec<KeyEvent>,
    pub(crate) node_shares: [ShareText; 3],
    pub(crate) organisation_shares: [ShareText; 3],
    /// The seed for the file of a node that opens without a person.
    pub(crate) unattended: Option<Seed>,
}

/// Makes the keys of a node of one organisation with one holder, who administers the one and is a member of the other.
pub(crate) fn hold(
    options: &InitOptions<'_>,
    organisation: &OrgId,
    handle: &PersonRef,
    log_seed: &[u8; 32],
) -> Result<Ceremony, NodeError> {
    let seed = Seed::generate().map_err(failed)?;
    let holder = HolderSecret::from_seed(handle.as_str(), &seed).map_err(failed)?;
    let unattended = options.demo.then(Seed::generate).transpose().map_err(failed)?;
    let [epoch, matching, role] = [pair()?, pair()?, pair()?];
    let [node_recovery, organisation_recovery] = [Seed::generate().map_err(failed)?, Seed::generate().map_err(failed)?];
    let to_node = KeyPair::derive(node_recovery.as_bytes());
    let to_organisation = KeyPair::derive(organisation_recovery.as_bytes());
    let to_file = unattended.as_ref().map(|seed| KeyPair::derive(seed.as_bytes()));

    let mut wraps = Wraps::default();
    let administrators = [(handle.as_str(), holder.pair()), (RECOVERY, &to_node)];
    for (to, public) in administrators.into_iter().chain(to_file.as_ref().map(|pair| (UNATTENDED, pair))) {
        wraps.add(epoch_slot(FIRST, to), public, &epoch.secret_bytes())?;
        wraps.add(matching_slot(FIRST, to), public, &matching.secret_bytes())?;
    }
    wraps.add(log_slot(), &to_node, log_seed)?;
    let node_slots = wraps.take();
    for (to, public) in [(handle.as_str(), holder.pair()), (RECOVERY, &to_organisation)] {
        wraps.add(role_slot(organisation, FIRST, to), public, &role.secret_bytes())?;
    }
    let organisation_slots = wraps.take();
    let cost = Cost { memory_kib: options.cost.memory_kib, passes: options.cost.passes, lanes: options.cost.lanes };
    let sealed = seal_seed(&seed, handle.as_str(), options.passphrase.as_bytes(), cost).map_err(failed)?;

    let node = NodeFacts {
        name: options.name.to_owned(),
        epoch: FIRST,
        epoch_key: epoch.public().into(),
        matching_key: matching.public().into(),
        recovery_key: to_node.public().into(),
        unattended_key: to_file.as_ref().map(|pair| pair.public().into()),
    };
    let organisation = OrganisationFacts {
        organisation: organisation.clone(),
        role: FIRST,
        role_key: role.public().into(),
        recovery_key: to_organisation.public().into(),
    };
    let holder = HolderFacts {
        handle: handle.clone(),
        organisation: organisation.organisation.clone(),
        sealing_key: holder.pair().public().into(),
        signing_key: KeyText(holder.holder().signing),
        is_administrator: true,
        is_member: true,
        by_recovery: false,
    };
    Ok(Ceremony {
        events: vec![
            event("node", &node, node_slots)?,
            event("organisation", &organisation, organisation_slots)?,
            event("holder", &holder, vec![Slot::new(holder_slot(handle.as_str()), sealed)])?,
        ],
        node_shares: shares(&node_recovery)?,
        organisation_shares: shares(&organisation_recovery)?,
        unattended,
    })
}

fn event(kind: &'static str, facts: &impl Serialize, slots: Vec<Slot>) -> Result<KeyEvent, NodeError> {
    let public = serde_json::to_vec(facts).map_err(|error| NodeError::Unwritable(error.to_string()))?;
    Ok(KeyEvent { kind, public, slots })
}

/// Slots being filled; the name of each is the label of its seal.
#[derive(Default)]
struct Wraps {
    wrapper: Wrapper,
    slots: Vec<Slot>,
}

impl Wraps {
    fn add(&mut self, name: String, to: &KeyPair, secret: &[u8; 32]) -> Result<(), NodeError> {
        let bytes = self.wrapper.wrap(&to.public(), name.as_bytes(), secret).map_err(failed)?;
        self.slots.push(Slot::new(name, bytes));
        Ok(())
    }

    fn take(&mut self) -> Vec<Slot> {
        std::mem::take(&mut self.slots)
    }
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
