//! Signing in: a name, a password, and a code where there is a second factor.

use rooms::header::PersonRef;
use store::seal::{Seed, seal_letter};

use super::lanes::{Busy, Lane, Turn};
use super::secret::{Secret, digest};
use super::sessions::Kept;
use super::source::Source;
use super::standing::Standing;
use super::{password, sealing, session};
use crate::keys::KeyText;
use crate::{Node, NodeError};

/// What somebody typed, and where.
pub struct SignIn<'a> {
    /// The name of the account.
    pub name: &'a str,
    /// The password.
    pub password: &'a str,
    /// The code of the second factor, where one was asked for.
    pub code: Option<&'a str>,
    /// Where from.
    pub source: Source,
    /// The token that an earlier signing in left on this device.
    pub device: Option<&'a str>,
    /// What the browser says of itself.
    pub browser: &'a str,
}

/// What became of it.
pub enum SignedIn {
    /// They are in.
    In {
        /// The session's token.
        token: Secret,
        /// What gives this device a lane of its own.
        device: Secret,
    },
    /// The password is right, and the second factor is asked for. Nothing is begun: ask again with all three.
    CodeNeeded,
    /// One answer for a name that nobody has, a wrong password, a wrong code and an account that was revoked.
    Refused,
    /// Too many ask from there; nobody looked at the password.
    Busy,
}

impl Node {
    /// Signs somebody in. The work is the same for a name that nobody has.
    ///
    /// # Errors
    /// Where the node is locked or its store does not read.
    pub async fn sign_in(&self, asked: SignIn<'_>) -> Result<SignedIn, NodeError> {
        if self.is_locked().await {
            return Err(NodeError::Locked);
        }
        self.settle().await?;
        let name = PersonRef::new(asked.name).ok();
        let now_ms = self.accounts.now_ms();
        let device = name.as_ref().zip(asked.device).and_then(|(name, token)| self.accounts.devices.lane(name, token));
        let Ok((lane, turn)) = self.turn(device, asked.source, now_ms).await else { return Ok(SignedIn::Busy) };
        // no slot is called so: what is no name costs what an unknown one costs
        let handle = name.as_ref().map_or("", PersonRef::as_str);
        let opened = match self.seed_in(turn, handle, asked.password).await {
            Ok(seed) => self.looked_up(name, seed).await?,
            Err(NodeError::WrongPassphrase { .. }) => None,
            Err(error) => return Err(error),
        };
        let Some((standing, seed)) = opened else {
            self.accounts.lanes.refused(lane, now_ms);
            return Ok(SignedIn::Refused);
        };
        match self.second_factor_holds(&standing.handle, &seed, asked.code).await? {
            Some(true) => {}
            Some(false) => {
                self.accounts.lanes.refused(lane, now_ms);
                return Ok(SignedIn::Refused);
            }
            None => return Ok(SignedIn::CodeNeeded),
        }
        self.accounts.lanes.passed(lane);
        let device = match (device, asked.device) {
            (Some(_), Some(token)) => Secret::text(token.to_owned()),
            _ => self.accounts.devices.give(&standing.handle)?,
        };
        let token = self.begin_session(&standing, &seed, &asked, now_ms)?;
        Ok(SignedIn::In { token, device })
    }

    /// A turn in the device's lane; where that is full or rests, in that of the network.
    async fn turn(&self, device: Option<Lane>, source: Source, now_ms: u64) -> Result<(Lane, Turn), Busy> {
        for lane in device.into_iter().chain([source.lane()]) {
            if let Ok(turn) = self.accounts.lanes.take(lane, now_ms).await {
                return Ok((lane, turn));
            }
        }
        Err(Busy)
    }

    /// Whose seed it is, where they have an account still.
    async fn looked_up(&self, name: Option<PersonRef>, seed: Seed) -> Result<Option<(Standing, Seed)>, NodeError> {
        let Some(name) = name else { return Ok(None) };
        let secret = password::secret_of(&name, &seed)?;
        let standing = Standing::of(&self.state.read().await.view, &name);
        let standing = standing.filter(|it| it.signing_key == KeyText(secret.holder().signing) && !it.roles.is_empty());
        Ok(standing.map(|standing| (standing, seed)))
    }

    fn begin_session(
        &self,
        standing: &Standing,
        seed: &Seed,
        asked: &SignIn<'_>,
        now_ms: u64,
    ) -> Result<Secret, NodeError> {
        let token = Secret::random()?;
        let role = *standing.roles.first().ok_or(NodeError::NoHolder)?;
        let from = (asked.source, asked.browser);
        let mut kept = Kept::new(standing.handle.clone(), standing.signing_key, role, from, now_ms)?;
        let sealed = seal_letter(token.as_str().as_bytes(), session::PURPOSE, kept.id.as_str(), seed.as_bytes());
        kept.sealed_seed = sealed.map_err(sealing)?;
        self.accounts.sessions.add(digest(token.as_str()), kept);
        Ok(token)
    }
}
