//! The first start: until one administrator has a second factor, a link is printed that leads to setting one up.

use store::Store;
use subtle::ConstantTimeEq;

use super::secret::{Secret, digest};
use super::totp::totp_slot;
use crate::{Node, NodeError};

impl Node {
    /// Whether at least one administrator has a second factor.
    ///
    /// # Errors
    /// Where the store does not read.
    pub async fn is_set_up(&self) -> Result<bool, NodeError> {
        let slots = self.store.slots().await?;
        let state = self.state.read().await;
        let names: Vec<String> = state.view.keys.administrators().map(|it| totp_slot(it.handle.as_str())).collect();
        Ok(slots.iter().any(|slot| names.contains(&slot.name)))
    }

    /// The token of the link that a first start prints; `None` once the node is set up. It is another at each start, and
    /// ends with the setting up.
    ///
    /// # Errors
    /// Where the store does not read.
    pub async fn welcome_link(&self) -> Result<Option<Secret>, NodeError> {
        let is_set_up = self.is_set_up().await?;
        Ok((!is_set_up).then(|| Secret::text(self.accounts.welcome.as_str().to_owned())))
    }

    /// Whether a token is that of the link, and the link still works.
    ///
    /// # Errors
    /// Where the store does not read.
    pub async fn is_welcome(&self, token: &str) -> Result<bool, NodeError> {
        let is_it = digest(token).ct_eq(&digest(self.accounts.welcome.as_str()));
        Ok(bool::from(is_it) && !self.is_set_up().await?)
    }
}
