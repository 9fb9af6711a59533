//! Who comes to the door: holders in one of their roles, parts of the program, and visitors; and what they may do about the
//! node itself.

use firewall::{Action, Decision, Principal, Role, Status, Subject};
use rooms::header::{OrgId, PersonRef, Purpose, RecordId, Sector};

use super::{Asked, Asking, Outcome, Standing};
use crate::find::record_id;
use crate::keys::{HolderFacts, PublicKeys};
use crate::kinds::purposes;
use crate::opening::State;
use crate::{Node, NodeError};

/// By which way parts of the program come.
const MACHINE: &str = "machine";
/// Who has no account.
const VISITOR: &str = "visitor";
/// The organisation of visitors.
const EVERYBODY: &str = "everybody";

impl Node {
    /// A holder of keys in the first of their roles that may do this with some record of that purpose, or of any purpose
    /// that listed kinds have where none is named, or that may do it about the node.
    ///
    /// # Errors
    /// Where nobody of that name holds keys, or the firewall refuses.
    pub async fn acting(
        &self,
        handle: &str,
        action: Action,
        purpose: Option<Purpose>,
        route: &str,
    ) -> Result<Principal, NodeError> {
        let state = self.state.read().await;
        let nobody = || NodeError::NoSuchHolder { handle: handle.to_owned() };
        let mut all = in_each_role(&state.view.keys, handle, route)?;
        match all.iter().position(|who| self.may_at_all(&state, who, action, purpose)) {
            Some(at) => Ok(all.swap_remove(at)),
            None => {
                let who = all.first().ok_or_else(nobody)?;
                let asked = Asked { who, action, purpose, filter: "" };
                self.tell(asked, Outcome::Refused, &[]).await?;
                Err(asked.refused())
            }
        }
    }

    /// The same where some role may, or nothing; nothing is told. For actions about the node.
    pub(crate) async fn first_that_may(
        &self,
        handle: &str,
        action: Action,
        route: &str,
    ) -> Result<Option<Principal>, NodeError> {
        let state = self.state.read().await;
        let all = in_each_role(&state.view.keys, handle, route)?;
        Ok(all.into_iter().find(|who| self.about_the_node(&state, who, action).is_allowed))
    }

    /// The record that a word names for a holder, in the first of their roles in which it is found, and what it is kept for.
    pub(crate) async fn found(&self, handle: &str, word: &str, route: &str) -> Result<(RecordId, Purpose), NodeError> {
        let all: Vec<Principal> = {
            let state = self.state.read().await;
            let all = in_each_role(&state.view.keys, handle, route)?.into_iter();
            all.filter(|who| self.may_at_all(&state, who, Action::Find, None)).collect()
        };
        if all.is_empty() {
            self.acting(handle, Action::Find, None, route).await?;
        }
        let id = self.find_as(&all, word).await?;
        let state = self.state.read().await;
        let row = state.view.rows.get(&id.to_bytes()).ok_or(NodeError::NoSuchRecord)?;
        Ok((id, row.header.purpose))
    }

    /// The record that a word names for one of several holders. Whoever may find nothing names it by its id, and the verb
    /// says whether it is there.
    pub(crate) async fn found_by_any(
        &self,
        handles: &[String],
        word: &str,
        route: &str,
    ) -> Result<RecordId, NodeError> {
        if let Some(id) = record_id(word) {
            return Ok(id);
        }
        let mut refused = NodeError::NoSuchRecord;
        for handle in handles {
            match self.found(handle, word, route).await {
                Ok((id, _)) => return Ok(id),
                Err(error @ (NodeError::Refused { .. } | NodeError::NoSuchRecord)) => refused = error,
                Err(error) => return Err(error),
            }
        }
        Err(refused)
    }

    /// A holder in the first role that may do this for each purpose, purposes of one role together; nothing is told.
    pub(crate) async fn acting_for_each(
        &self,
        handle: &str,
        action: Action,
        route: &str,
    ) -> Result<Vec<(Principal, Vec<Purpose>)>, NodeError> {
        let state = self.state.read().await;
        let all = in_each_role(&state.view.keys, handle, route)?;
        let mut acting: Vec<(Principal, Vec<Purpose>)> = Vec::new();
        for purpose in purposes() {
            let Some(who) = all.iter().find(|who| self.may_at_all(&state, who, action, Some(purpose))) else {
                continue;
            };
            match acting.iter_mut().find(|(known, _)| known == who) {
                Some((_, purposes)) => purposes.push(purpose),
                None => acting.push((who.clone(), vec![purpose])),
            }
        }
        Ok(acting)
    }

    /// Whether somebody may do this with any record at all, or about the node.
    pub(crate) fn may_at_all(&self, state: &State, who: &Principal, action: Action, purpose: Option<Purpose>) -> bool {
        if action.is_about_the_node() {
            return self.about_the_node(state, who, action).is_allowed;
        }
        let who = Standing::of(&state.view.keys, who);
        let has_hope = |purpose| -> bool {
            let mut asking: Asking<'_> = self.asking(&state.view, &who, action, purpose);
            asking.has_hope()
        };
        match purpose {
            Some(purpose) => has_hope(purpose),
            None => purposes().into_iter().any(has_hope),
        }
    }

    /// A part of the program at the door, acting for the organisation that the node was made for.
    ///
    /// # Errors
    /// Where the node has no organisation, or the name is no reference.
    pub async fn machine(&self, name: &str) -> Result<Principal, NodeError> {
        let handle = PersonRef::new(name).map_err(|_| NodeError::BadName { what: "machine", name: name.to_owned() })?;
        let state = self.state.read().await;
        let organisation = state.view.keys.own()?.clone();
        Ok(Principal {
            handle,
            sector: state.view.keys.sector(&organisation),
            organisation,
            role: Role::Machine,
            status: Status::Confirmed,
            route: MACHINE.to_owned(),
        })
    }

    /// Whoever comes without an account.
    ///
    /// # Panics
    /// Never: both words are ids.
    #[must_use]
    pub fn visitor(&self, route: &str) -> Principal {
        let (Ok(handle), Ok(organisation)) = (PersonRef::new(VISITOR), OrgId::new(EVERYBODY)) else {
            unreachable!("the words of a visitor are ids")
        };
        Principal {
            handle,
            organisation,
            sector: Sector::Public,
            role: Role::Visitor,
            status: Status::Confirmed,
            route: route.to_owned(),
        }
    }

    /// What the firewall says of an action about the node: its accounts, agreements, running.
    pub async fn may(&self, who: &Principal, action: Action) -> Decision {
        let state = self.state.read().await;
        self.about_the_node(&state, who, action)
    }

    /// The same, told in the audit either way.
    ///
    /// # Errors
    /// Where the firewall refuses, or the disk does.
    pub async fn govern(&self, who: &Principal, action: Action) -> Result<(), NodeError> {
        let decision = self.may(who, action).await;
        let asked = Asked { who, action, purpose: None, filter: "" };
        let outcome = match (decision.errors.is_empty(), decision.is_allowed) {
            (false, _) => Outcome::Alarm,
            (true, true) => Outcome::Allowed,
            (true, false) => Outcome::Refused,
        };
        self.tell(asked, outcome, &[]).await?;
        if decision.is_allowed { Ok(()) } else { Err(asked.refused()) }
    }

    fn about_the_node(&self, state: &State, who: &Principal, action: Action) -> Decision {
        let keys = &state.view.keys;
        let who = Standing::of(keys, who);
        // each organisation looks after its own accounts, and the one that the node was made for after the rest
        let governs = match action {
            Action::Invite | Action::Confirm | Action::Revoke | Action::IssueToken => Ok(&who.who().organisation),
            _ => keys.own(),
        };
        match governs {
            // the purpose stands in no question about the node
            Ok(own) => self.firewall.decide(who.who(), action, Purpose::Oversight, &Subject::Node(own.clone())),
            Err(error) => Decision { is_allowed: false, determining: Vec::new(), errors: vec![error.to_string()] },
        }
    }
}

/// A holder in each of their roles, in the order given.
pub(crate) fn principals(keys: &PublicKeys, holder: &HolderFacts, route: &str) -> Vec<Principal> {
    let in_role = |role| Principal {
        handle: holder.handle.clone(),
        organisation: holder.organisation.clone(),
        sector: keys.sector(&holder.organisation),
        role,
        status: Status::Confirmed,
        route: route.to_owned(),
    };
    holder.roles().into_iter().map(in_role).collect()
}

/// Somebody of that name in each of their roles; whoever has left, in none.
fn in_each_role(keys: &PublicKeys, handle: &str, route: &str) -> Result<Vec<Principal>, NodeError> {
    let nobody = || NodeError::NoSuchHolder { handle: handle.to_owned() };
    let handle = PersonRef::new(handle).map_err(|_| nobody())?;
    match keys.holders.get(&handle) {
        Some(holder) => Ok(principals(keys, holder, route)),
        None if keys.retired.contains(&handle) => Ok(vec![left(keys, handle, route)?]),
        None => Err(nobody()),
    }
}

/// Somebody who has left: they may do nothing, which is told under their name.
fn left(keys: &PublicKeys, handle: PersonRef, route: &str) -> Result<Principal, NodeError> {
    let organisation = keys.own()?.clone();
    let sector = keys.sector(&organisation);
    let (role, status) = (Role::Visitor, Status::Revoked);
    Ok(Principal { handle, organisation, sector, role, status, route: route.to_owned() })
}
