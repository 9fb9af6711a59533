//! A command's session: a holder's passphrase stands for signing in, for one question.

use firewall::{Action, Role};
use rooms::header::PersonRef;
use zeroize::Zeroizing;

use super::password::secret_of;
use super::session::Session;
use super::sessions::SessionId;
use super::standing::Standing;
use crate::control::Key;
use crate::{Node, NodeError, holders};

impl Node {
    /// A session of the holder whose key it is: as administrator where they are one and may, otherwise in the first of
    /// their roles that may.
    pub(crate) async fn session_by(&self, key: &Key, action: Action, route: &str) -> Result<Session, NodeError> {
        let handle = self.holder_named(key.holder.as_deref()).await?;
        if self.is_locked().await {
            return Err(NodeError::Locked);
        }
        let seed = self.seed(&handle, key.passphrase.as_str()).await?;
        let name = PersonRef::new(&handle).map_err(|_| holders::wrong(&handle))?;
        let standing = Standing::of(&self.state.read().await.view, &name).ok_or_else(|| holders::wrong(&handle))?;
        let as_administrator = standing.principal(Role::Administrator, route);
        let is_administrator = standing.roles.contains(&Role::Administrator);
        let principal = match is_administrator && self.may(&as_administrator, action).await.is_allowed {
            true => as_administrator,
            false => self.acting(&handle, action, None, route).await?,
        };
        let secret = secret_of(&name, &seed)?;
        let none = (SessionId::new("command"), Zeroizing::new(String::new()));
        self.session_with(&standing, principal, seed, secret, none).await
    }
}
