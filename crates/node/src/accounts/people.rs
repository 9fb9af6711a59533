//! Colleagues: who has an account, who waits for a word.

use firewall::{Action, Role, Status};
use rooms::account::{AccountApproval, AccountStep};
use rooms::header::{OrgId, PersonRef};
use serde::{Deserialize, Serialize};
use store::Store;

use super::records;
use super::session::Session;
use super::standing::roles_of_words;
use super::totp::totp_slot;
use crate::{Node, NodeError};

/// One colleague.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PersonLine {
    /// Their name.
    pub handle: PersonRef,
    /// Their organisation.
    pub organisation: OrgId,
    /// What they may act as, or are asked to.
    pub roles: Vec<Role>,
    /// How far they belong to the organisation.
    pub status: Status,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
    /// The account whose place this one takes, where its keys were lost.
    pub replaces: Option<PersonRef>,
    /// Who has given their word to the step that waits: keys to be given to who waits, or taken from who is confirmed.
    pub approved_by: Vec<PersonRef>,
}

impl Node {
    /// The colleagues of whoever asks; an administrator of the node sees those of all organisations.
    ///
    /// # Errors
    /// Where the firewall refuses.
    pub async fn people(&self, session: &Session) -> Result<Vec<PersonLine>, NodeError> {
        let who = session.principal();
        self.govern(who, Action::Invite).await?;
        let slots = self.store.slots().await?;
        let state = self.state.read().await;
        let keys = &state.view.keys;
        let sees_all = who.role == Role::Administrator && who.organisation == *keys.own()?;
        let approvals = records::all::<AccountApproval>(&state.view);
        let approved_by = |handle: &PersonRef, step| {
            let by = approvals.iter().map(|it| &it.content).filter(|it| {
                it.handle == *handle && it.step == step && keys.last_custody.is_none_or(|since| it.size > since)
            });
            by.map(|it| it.by.clone()).collect()
        };
        let has_second_factor = |handle: &PersonRef| slots.iter().any(|slot| slot.name == totp_slot(handle.as_str()));
        let confirmed = keys.holders.values().map(|facts| PersonLine {
            handle: facts.handle.clone(),
            organisation: facts.organisation.clone(),
            roles: facts.roles(),
            status: Status::Confirmed,
            has_second_factor: has_second_factor(&facts.handle),
            replaces: None,
            approved_by: approved_by(&facts.handle, AccountStep::Revoke),
        });
        let waiting = records::requests(&state.view).into_iter().map(|it| it.content);
        let waiting = waiting.filter(|it| !keys.holders.contains_key(&it.handle) && !keys.retired.contains(&it.handle));
        let waiting = waiting.map(|request| PersonLine {
            organisation: request.organisation,
            roles: roles_of_words(&request.roles),
            status: Status::Invited,
            has_second_factor: has_second_factor(&request.handle),
            replaces: request.replaces,
            approved_by: approved_by(&request.handle, AccountStep::Confirm),
            handle: request.handle,
        });
        let mut people: Vec<PersonLine> =
            confirmed.chain(waiting).filter(|it| sees_all || it.organisation == who.organisation).collect();
        people.sort_by(|one, other| (&one.organisation, &one.handle).cmp(&(&other.organisation, &other.handle)));
        Ok(people)
    }
}
