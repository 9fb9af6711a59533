//! Inviting somebody: a link that is told once, for one person, and works for some days.

use firewall::{Action, Role};
use rooms::account::{Invitation, LinkState};
use rooms::header::{OrgId, PersonRef, RecordId};

use super::AccountError;
use super::records::{self, Found};
use super::secret::{Secret, digest};
use super::session::Session;
use super::standing::roles_of_words;
use crate::layout::to_hex;
use crate::view::View;
use crate::{Node, NodeError};

/// Days that an invitation works, where nothing else is said.
pub const INVITATION_DAYS: u32 = 7;
/// Most days that one works.
pub const INVITATION_DAYS_MAX: u32 = 30;
pub(super) const DAY_MS: u64 = 24 * 60 * 60_000;

/// Whom to invite.
pub struct Invite {
    /// The organisation to join; `None`: that of whoever invites.
    pub organisation: Option<OrgId>,
    /// What they are to do there, in order: they act in the first when they sign in.
    pub roles: Vec<Role>,
    /// Days that the link works.
    pub days: u32,
}

/// What somebody sees who opens a link.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvitationView {
    /// The organisation.
    pub organisation: OrgId,
    /// What they are asked to do there.
    pub roles: Vec<Role>,
    /// The account that the link gives back, where it is one to set a new password.
    pub resets: Option<PersonRef>,
    /// Who made the link.
    pub inviter: PersonRef,
    /// Until when it works, in milliseconds since 1970.
    pub expires_ms: u64,
}

/// A link that was given and not used yet, on the list of colleagues.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvitationLine {
    /// Names it; it opens nothing.
    pub id: RecordId,
    /// What it is for.
    pub view: InvitationView,
}

impl Node {
    /// Makes a link that lets one person join. It is told once; its hash is kept.
    ///
    /// # Errors
    /// Where the firewall refuses, or the roles are not for whoever invites to give.
    pub async fn invite(&self, session: &Session, invite: Invite) -> Result<Secret, NodeError> {
        let who = session.principal();
        self.govern(who, Action::Invite).await?;
        check_roles(session, &invite.roles)?;
        check_days(invite.days, INVITATION_DAYS_MAX)?;
        let organisation = invite.organisation.unwrap_or_else(|| who.organisation.clone());
        self.refuse_elsewhere(session, &organisation).await?;
        let roles = invite.roles.iter().map(ToString::to_string).collect();
        self.link(session, organisation, roles, None, invite.days).await
    }

    /// Makes a link and keeps its hash.
    pub(super) async fn link(
        &self,
        session: &Session,
        organisation: OrgId,
        roles: Vec<String>,
        resets: Option<PersonRef>,
        days: u32,
    ) -> Result<Secret, NodeError> {
        let secret = Secret::random()?;
        let inviter = session.principal().handle.clone();
        let invitation = Invitation {
            token: to_hex(&digest(secret.as_str())),
            organisation,
            roles,
            resets,
            inviter: inviter.clone(),
            expires_unix_ms: self.accounts.now_ms() + u64::from(days) * DAY_MS,
            state: LinkState::Open,
        };
        let _turn = self.custody.writing.read().await;
        self.keep_account(&inviter, invitation, None, |_| {}).await?;
        Ok(secret)
    }

    /// What a link is for; `None` where it never was, is used, has expired, was taken back, or was given by somebody who
    /// has left.
    pub async fn invitation(&self, token: &str) -> Option<InvitationView> {
        let state = self.state.read().await;
        state.unlocked.as_ref()?;
        let found = open_link(&state.view, token, self.accounts.now_ms())?;
        Some(view_of(&found.content))
    }

    /// The links that were given and not used yet, to the organisation of whoever asks.
    ///
    /// # Errors
    /// Where the firewall refuses.
    pub async fn invitations(&self, session: &Session) -> Result<Vec<InvitationLine>, NodeError> {
        self.govern(session.principal(), Action::Invite).await?;
        let (state, now_ms) = (self.state.read().await, self.accounts.now_ms());
        let all = records::all::<Invitation>(&state.view).into_iter();
        let theirs = &session.principal().organisation;
        let open = all.filter(|it| it.content.organisation == *theirs && is_open(&state.view, it, now_ms));
        Ok(open.map(|it| InvitationLine { id: it.record, view: view_of(&it.content) }).collect())
    }

    /// Takes a link back that was not used yet.
    ///
    /// # Errors
    /// Where the firewall refuses, or there is no such link.
    pub async fn withdraw_invitation(&self, session: &Session, id: RecordId) -> Result<(), NodeError> {
        self.govern(session.principal(), Action::Invite).await?;
        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let found = {
            let (state, now_ms) = (self.state.read().await, self.accounts.now_ms());
            let mut all = records::all::<Invitation>(&state.view).into_iter();
            let theirs = &session.principal().organisation;
            let is_it = |it: &Found<Invitation>| it.record == id && it.content.organisation == *theirs;
            all.find(|it| is_it(it) && is_open(&state.view, it, now_ms)).ok_or(AccountError::NoSuchLink)?
        };
        let taken_back = Invitation { state: LinkState::Withdrawn, ..found.content };
        self.keep_account(&session.principal().handle, taken_back, Some((found.record, found.version)), |_| {}).await?;
        Ok(())
    }

    /// Somebody invites to their own organisation; an administrator of the node also to one that has nobody yet.
    async fn refuse_elsewhere(&self, session: &Session, organisation: &OrgId) -> Result<(), NodeError> {
        let who = session.principal();
        let state = self.state.read().await;
        let keys = &state.view.keys;
        keys.organisation(organisation)?;
        let has_nobody = keys.holders.values().all(|it| it.organisation != *organisation);
        let is_first = has_nobody && who.role == Role::Administrator && who.organisation == *keys.own()?;
        if who.organisation == *organisation || is_first {
            return Ok(());
        }
        let (principal, purpose) = (who.to_string(), "another organisation".to_owned());
        Err(NodeError::Refused { principal, action: Action::Invite.as_str(), purpose })
    }
}

fn view_of(invitation: &Invitation) -> InvitationView {
    InvitationView {
        organisation: invitation.organisation.clone(),
        roles: roles_of_words(&invitation.roles),
        resets: invitation.resets.clone(),
        inviter: invitation.inviter.clone(),
        expires_ms: invitation.expires_unix_ms,
    }
}

/// The link of a token, where it works.
pub(super) fn open_link(view: &View, token: &str, now_ms: u64) -> Option<Found<Invitation>> {
    let hash = to_hex(&digest(token));
    // the hash of 256 random bits: how long the comparison takes tells nothing that helps to guess them
    let found = records::all::<Invitation>(view).into_iter().find(|it| it.content.token == hash)?;
    is_open(view, &found, now_ms).then_some(found)
}

fn is_open(view: &View, link: &Found<Invitation>, now_ms: u64) -> bool {
    let link_is_used = || {
        let requests = records::all::<rooms::account::AccountRequest>(view);
        requests.iter().any(|request| request.content.invitation == link.record)
    };
    link.content.state == LinkState::Open
        && now_ms < link.content.expires_unix_ms
        && view.keys.holders.contains_key(&link.content.inviter)
        && !link_is_used()
}

pub(super) fn check_days(days: u32, most: u32) -> Result<(), AccountError> {
    if (1..=most).contains(&days) { Ok(()) } else { Err(AccountError::Days { most }) }
}

/// Roles that a member can be given; that of an administrator by an administrator only.
fn check_roles(session: &Session, roles: &[Role]) -> Result<(), AccountError> {
    let known = || Role::OF_MEMBERS.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let strange = roles.iter().find(|role| !Role::OF_MEMBERS.contains(role)).map(ToString::to_string);
    let none = roles.is_empty().then(String::new);
    if let Some(role) = strange.or(none) {
        return Err(AccountError::NotARole { role, known: known() });
    }
    administrators_only(session, roles)
}

pub(super) fn administrators_only(session: &Session, roles: &[Role]) -> Result<(), AccountError> {
    let is_administrator = session.principal().role == Role::Administrator;
    match roles.contains(&Role::Administrator) && !is_administrator {
        true => Err(AccountError::AdministratorsOnly),
        false => Ok(()),
    }
}
