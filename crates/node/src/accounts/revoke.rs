//! Revoking an account: the keys are taken, and it counts from the next request on.

use firewall::Action;
use rooms::account::AccountStep;
use rooms::header::PersonRef;
use store::{Slot, Store};

use super::confirm::Confirmed;
use super::invite::administrators_only;
use super::session::Session;
use super::{AccountError, approvals, records};
use crate::custody::{Event, HolderRemovedFacts, Warrant, Word, next_role, refuse_last};
use crate::{Node, NodeError, Verb, clock};

impl Node {
    /// Takes an account away: what was wrapped to its keys is dropped, an organisation that a member leaves has a new role
    /// key for what follows, and its sessions and tokens end. Somebody who waits is declined. An administrator takes the
    /// word of two administrators, as soon as there are two.
    ///
    /// # Errors
    /// Where the firewall refuses, there is no such account, it is one's own, or nobody would be left.
    pub async fn revoke(&self, session: &Session, handle: &str, reason: &str) -> Result<Confirmed, NodeError> {
        let who = session.principal();
        self.govern(who, Action::Revoke).await?;
        let nobody = || NodeError::NoSuchHolder { handle: handle.to_owned() };
        let handle = PersonRef::new(handle).map_err(|_| nobody())?;
        if handle == who.handle {
            return Err(AccountError::Oneself.into());
        }
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let is_waiting = {
            let state = self.state.read().await;
            let waiting = records::waiting(&state.view, &handle).map(|it| it.content.organisation);
            let holder = state.view.keys.holders.get(&handle);
            let organisation = waiting.as_ref().or(holder.map(|it| &it.organisation)).ok_or_else(nobody)?;
            if *organisation != who.organisation {
                return Err(nobody());
            }
            if let Some(facts) = holder {
                administrators_only(session, &facts.roles())?;
            }
            waiting.is_some()
        };
        match is_waiting {
            true => self.decline_held(session, &handle).await.map(|()| Confirmed::Done),
            false => self.remove_by(session, &handle, reason).await,
        }
    }

    /// Takes the keys. The caller holds the ceremony and `writing`.
    pub(super) async fn remove_by(
        &self,
        session: &Session,
        leaving: &PersonRef,
        reason: &str,
    ) -> Result<Confirmed, NodeError> {
        let who = &session.principal().handle;
        let subjects = [leaving.to_string()];
        let (keys, before) = {
            let state = self.state.read().await;
            let step = (Verb::RemoveHolder, subjects.as_slice());
            let before = approvals::before(&state.view, self.name(), leaving, AccountStep::Revoke, step);
            (state.view.keys.clone(), before)
        };
        let facts = keys.holders.get(leaving);
        let facts = facts.ok_or_else(|| NodeError::NoSuchHolder { handle: leaving.to_string() })?;
        refuse_last(&keys, facts)?;
        let (organisation, slots) = match facts.is_member {
            true => next_role(&keys, facts).map(|(next, slots)| (Some(next), slots))?,
            false => (None, Vec::new()),
        };
        let event = |warrant: Warrant| {
            let (handle, organisation) = (leaving.clone(), organisation.clone());
            Event::HolderRemoved(Box::new(HolderRemovedFacts { handle, organisation, warrant }))
        };
        let hour = clock::hour();
        match self.word_for(&keys, (who, session.secret().as_ref()), before, reason, (event, hour)).await? {
            Word::Waiting { mine, found, needed } => {
                self.keep_approval(leaving, AccountStep::Revoke, *mine).await?;
                Ok(Confirmed::Waiting { found, needed })
            }
            Word::Enough(event) => {
                let is_theirs = |slot: &Slot| slot.name.rsplit('/').next() == Some(leaving.as_str());
                let theirs = self.store.slots().await?.into_iter().filter(is_theirs).map(|slot| slot.name).collect();
                let fill = |append: &mut store::Append| (append.put_slots, append.drop_slots) = (slots, theirs);
                self.append_event(&event, who, hour, fill).await?;
                self.accounts.sessions.end_all(leaving, None);
                Ok(Confirmed::Done)
            }
        }
    }
}
