//! Confirming somebody: the keys of the organisation are wrapped to theirs, by a colleague who holds them.

use firewall::{Action, Role};
use rooms::account::{AccountRequest, AccountStep};
use rooms::header::PersonRef;

use super::approvals;
use super::invite::administrators_only;
use super::records;
use super::session::Session;
use super::standing::{is_member_by, roles_of_words};
use super::{AccountError, accept};
use crate::custody::{Event, Present, Warrant, Word, handed_on, next_role_for};
use crate::keys::{HolderFacts, KeyText};
use crate::{Node, NodeError, clock};

/// What became of a word about an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Confirmed {
    /// It is done.
    Done,
    /// It is kept until others give theirs.
    Waiting {
        /// How many have given it.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
}

impl Node {
    /// Confirms somebody who accepted an invitation: they get the keys that go with their roles. An administrator takes the
    /// word of two administrators, as soon as there are two. Who takes the place of an account whose keys were lost: that
    /// one is removed first.
    ///
    /// # Errors
    /// Where the firewall refuses, nobody of that name waits, or whoever confirms does not hold the keys.
    pub async fn confirm(&self, session: &Session, handle: &str) -> Result<Confirmed, NodeError> {
        let who = session.principal();
        self.govern(who, Action::Confirm).await?;
        let nobody = || AccountError::NobodyWaits { handle: handle.to_owned() };
        let handle = PersonRef::new(handle).map_err(|_| nobody())?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let request = records::waiting(&self.state.read().await.view, &handle).ok_or_else(nobody)?.content;
        let facts = facts_of(&request).filter(|_| accept::is_signed(self.name(), &request));
        let facts = facts.ok_or_else(|| AccountError::Forged { handle: handle.to_string() })?;
        self.refuse_other(session, &facts).await?;
        administrators_only(session, &facts.roles())?;
        if let Some(old) = &request.replaces
            && self.state.read().await.view.keys.holders.contains_key(old)
        {
            let reason = format!("{handle} takes the place of {old}, whose keys were lost");
            if let waiting @ Confirmed::Waiting { .. } = self.remove_by(session, old, &reason).await? {
                return Ok(waiting);
            }
        }
        self.add_by(session, facts).await
    }

    /// Gives the keys. The caller holds the ceremony and `writing`.
    async fn add_by(&self, session: &Session, facts: HolderFacts) -> Result<Confirmed, NodeError> {
        let who = &session.principal().handle;
        let (keys, before) = {
            let state = self.state.read().await;
            let question = Event::Holder(facts.clone()).question();
            let (verb, subjects) = question.ok_or(crate::ApprovalFault::Nobody)?;
            let step = (verb, subjects.as_slice());
            let before = approvals::before(&state.view, self.name(), &facts.handle, AccountStep::Confirm, step);
            (state.view.keys.clone(), before)
        };
        // nobody can hand the key of an organisation on to its first member
        let first = next_role_for(&keys, &facts)?;
        let first_key = first.as_ref().map(|(key, ..)| Box::new(key.clone()));
        let facts = HolderFacts { first_key, ..facts };
        let event = |warrant: Warrant| Event::Holder(HolderFacts { warrant, ..facts.clone() });
        let hour = clock::hour();
        let signer = (who, session.secret().as_ref());
        match self.word_for(&keys, signer, before, "confirmed by colleagues", (event, hour)).await? {
            Word::Waiting { mine, found, needed } => {
                self.keep_approval(&facts.handle, AccountStep::Confirm, *mine).await?;
                Ok(Confirmed::Waiting { found, needed })
            }
            Word::Enough(event) => {
                use store::Store;
                let present = Present::of(who.clone(), std::sync::Arc::clone(session.secret()));
                let mut slots = handed_on(&keys, &present, &facts, &self.store.slots().await?)?;
                let (made, dropped) = first.map(|(_, made, dropped)| (made, dropped)).unwrap_or_default();
                slots.extend(made);
                let fill = |append: &mut store::Append| (append.put_slots, append.drop_slots) = (slots, dropped);
                self.append_event(&event, who, hour, fill).await?;
                Ok(Confirmed::Done)
            }
        }
    }

    /// Declines somebody who accepted an invitation: their account ends before it began, and the name stays taken.
    ///
    /// # Errors
    /// Where the firewall refuses, or nobody of that name waits.
    pub async fn decline(&self, session: &Session, handle: &str) -> Result<(), NodeError> {
        self.govern(session.principal(), Action::Revoke).await?;
        let nobody = || AccountError::NobodyWaits { handle: handle.to_owned() };
        let handle = PersonRef::new(handle).map_err(|_| nobody())?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let waiting = records::waiting(&self.state.read().await.view, &handle).ok_or_else(nobody)?;
        if waiting.content.organisation != session.principal().organisation {
            return Err(nobody().into());
        }
        self.decline_held(session, &handle).await
    }

    /// The same; the caller holds the ceremony and `writing`.
    pub(super) async fn decline_held(&self, session: &Session, handle: &PersonRef) -> Result<(), NodeError> {
        use store::Store;
        let nobody = || AccountError::NobodyWaits { handle: handle.to_string() };
        let found = records::waiting(&self.state.read().await.view, handle).ok_or_else(nobody)?;
        let declined = AccountRequest { state: rooms::account::RequestState::Declined, ..found.content };
        let is_theirs = |slot: &store::Slot| slot.name.rsplit('/').next() == Some(handle.as_str());
        let theirs = self.store.slots().await?.into_iter().filter(is_theirs).map(|slot| slot.name).collect();
        let known = Some((found.record, found.version));
        self.keep_account(&session.principal().handle, declined, known, |append| append.drop_slots = theirs).await?;
        self.accounts.sessions.end_all(handle, None);
        Ok(())
    }

    /// Colleagues look after those of their own organisation; an administrator of the node also after the first of one that
    /// has nobody yet.
    async fn refuse_other(&self, session: &Session, facts: &HolderFacts) -> Result<(), NodeError> {
        let who = session.principal();
        let state = self.state.read().await;
        let keys = &state.view.keys;
        let has_nobody = keys.holders.values().all(|it| it.organisation != facts.organisation);
        let is_first = has_nobody && who.role == Role::Administrator && who.organisation == *keys.own()?;
        if who.organisation == facts.organisation || is_first {
            return Ok(());
        }
        // as if nobody waited: who waits elsewhere is nobody's business here
        Err(AccountError::NobodyWaits { handle: facts.handle.to_string() }.into())
    }
}

/// The holder that a request asks for.
pub(super) fn facts_of(request: &AccountRequest) -> Option<HolderFacts> {
    let roles = roles_of_words(&request.roles);
    (roles.len() == request.roles.len() && !roles.is_empty()).then_some(())?;
    Some(HolderFacts {
        handle: request.handle.clone(),
        organisation: request.organisation.clone(),
        sealing_key: KeyText::try_from(request.sealing_key.clone()).ok()?,
        signing_key: KeyText::try_from(request.signing_key.clone()).ok()?,
        is_administrator: roles.contains(&Role::Administrator),
        is_member: is_member_by(&roles),
        roles,
        first_key: None,
        warrant: Warrant::Founding,
    })
}
