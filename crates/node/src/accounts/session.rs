//! Who is signed in, for the length of one request.

use std::sync::Arc;

use firewall::{Principal, Role, Status};
use store::Store;
use store::seal::{HolderSecret, KeyPair, Seed, Wrapper, open_letter};

use super::secret::digest;
use super::sessions::SessionId;
use super::standing::Standing;
use super::{AccountError, password};
use crate::keys::{role_slot, unwrap_pair};
use crate::{Member, Node, NodeError};

/// For what the seed is sealed under a session's token.
pub(super) const PURPOSE: &str = "landfall/session/1";

/// Somebody who is signed in. Their keys are in memory as long as this is: one request.
pub struct Session {
    id: SessionId,
    principal: Principal,
    roles: Vec<Role>,
    csrf: zeroize::Zeroizing<String>,
    seed: Seed,
    secret: Arc<HolderSecret>,
    member: Option<Member>,
}

impl Session {
    /// Who acts, and in which role.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The same for one request: what is done in it is told with the way by which they came.
    #[must_use]
    pub fn by_route(mut self, route: &str) -> Self {
        self.principal = self.principal.by_route(route);
        self
    }

    /// What they may act as.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// What a form of this session carries, so that none from elsewhere is taken for one of it.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The keys to what their organisation has sealed, where they have been confirmed and hold them.
    #[must_use]
    pub fn member(&self) -> Option<&Member> {
        self.member.as_ref()
    }

    /// Which of their sessions this is.
    #[must_use]
    pub fn id(&self) -> &SessionId {
        &self.id
    }

    pub(super) fn seed(&self) -> &Seed {
        &self.seed
    }

    /// The keys with which they sign.
    pub(super) fn secret(&self) -> &Arc<HolderSecret> {
        &self.secret
    }
}

/// One session on its owner's list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SessionLine {
    /// Names it.
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// What it acts as.
    pub role: Role,
    /// When it began, in milliseconds since 1970.
    pub created_ms: u64,
    /// When it was last used.
    pub seen_ms: u64,
    /// What the browser says of itself.
    pub browser: String,
    /// The address that it began from.
    pub source: String,
}

impl Node {
    /// The session of a token, for one request; it counts as used. `None` where it has ended: by time, by signing out, by a
    /// lock, by another password, by a role that was taken away, or because a colleague revoked the account.
    pub async fn session(&self, token: &str) -> Option<Session> {
        let hash = digest(token);
        let kept = self.accounts.sessions.touch(&hash, self.accounts.now_ms())?;
        let is_settled = self.settle().await.is_ok();
        let session = if is_settled { self.session_of(kept, token).await } else { None };
        if session.is_none() {
            self.accounts.sessions.end(&hash);
        }
        session
    }

    async fn session_of(&self, kept: super::sessions::Kept, token: &str) -> Option<Session> {
        let standing = {
            let state = self.state.read().await;
            state.unlocked.as_ref()?;
            Standing::of(&state.view, &kept.handle)?
        };
        if standing.signing_key != kept.signing_key || !standing.roles.contains(&kept.role) {
            return None;
        }
        let sealed = open_letter(token.as_bytes(), PURPOSE, kept.id.as_str(), &kept.sealed_seed).ok()?;
        let seed = Seed::from_bytes(sealed.as_slice().try_into().ok()?);
        let secret = password::secret_of(&kept.handle, &seed).ok()?;
        let principal = standing.principal(kept.role, "session");
        let (id, csrf) = (kept.id, kept.csrf);
        self.session_with(&standing, principal, seed, secret, (id, csrf)).await.ok()
    }

    pub(super) async fn session_with(
        &self,
        standing: &Standing,
        principal: Principal,
        seed: Seed,
        secret: HolderSecret,
        (id, csrf): (SessionId, zeroize::Zeroizing<String>),
    ) -> Result<Session, NodeError> {
        let roles = match standing.status == Status::Confirmed && standing.is_member {
            true => self.role_keys(standing, &secret).await?,
            false => Vec::new(),
        };
        let member = (!roles.is_empty()).then(|| Member { principal: principal.clone(), roles });
        let roles = standing.roles.clone();
        Ok(Session { id, principal, roles, csrf, seed, secret: Arc::new(secret), member })
    }

    /// The role keys of an organisation, newest first, unwrapped with a member's own. Nothing of it stays when the request
    /// is over: the contexts are not those that the node keeps.
    async fn role_keys(&self, standing: &Standing, secret: &HolderSecret) -> Result<Vec<KeyPair>, NodeError> {
        let slots = self.store.slots().await?;
        let newest = self.state.read().await.view.keys.organisation(&standing.organisation)?.role;
        let (wrapper, handle) = (Wrapper::new(), standing.handle.as_str());
        let key = |role| {
            let name = role_slot(&standing.organisation, role, handle);
            unwrap_pair(&wrapper, secret.pair(), handle, &slots, &name)
        };
        (1..=newest).rev().map(key).collect()
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) {
        self.accounts.sessions.end(&digest(token));
    }

    /// Acts in another of one's roles from the next request on.
    ///
    /// # Errors
    /// Where there is no such session, or the role is not held.
    pub async fn act_as(&self, token: &str, role: Role) -> Result<(), NodeError> {
        let none = || AccountError::NotYourRole { role: role.to_string() };
        let session = self.session(token).await.ok_or_else(none)?;
        if !session.roles.contains(&role) {
            return Err(none().into());
        }
        self.accounts.sessions.set_role(&digest(token), role);
        Ok(())
    }

    /// The sessions of whoever is signed in, the newest first.
    pub async fn sessions_of(&self, session: &Session) -> Vec<SessionLine> {
        let theirs = self.accounts.sessions.of(&session.principal.handle, self.accounts.now_ms());
        let line = |kept: super::sessions::Kept| SessionLine {
            is_this: kept.id == session.id,
            id: kept.id,
            role: kept.role,
            created_ms: kept.created_ms,
            seen_ms: kept.seen_ms,
            browser: kept.browser,
            source: kept.source,
        };
        theirs.into_iter().map(line).collect()
    }

    /// Ends one of one's own sessions. Says whether there was one of that id.
    pub async fn end_session(&self, session: &Session, id: &SessionId) -> bool {
        self.accounts.sessions.end_one(&session.principal.handle, id)
    }
}
