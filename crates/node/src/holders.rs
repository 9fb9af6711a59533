//! Who holds keys here: named by their reference, known by their passphrase.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rooms::header::Purpose;
use store::Store;
use store::seal::{Cost, HolderSecret, Seed, open_seed, seal_seed};
use zeroize::Zeroizing;

use crate::accounts::{AccountError, Lane, Turn};
use crate::control::Key;
use crate::keys::holder_slot;
use crate::{Action, Node, NodeError, Principal};

impl Node {
    /// Takes the node's private keys into memory by an administrator's key.
    ///
    /// # Errors
    /// As [`Node::unlock`], and where no holder is named and several could be meant.
    pub async fn unlock_by(&self, key: &Key) -> Result<(), NodeError> {
        let handle = self.holder_named(key.holder.as_deref()).await?;
        self.unlock(&handle, key.passphrase.as_str()).await
    }

    /// A holder at the door, as [`Node::acting`]; without a name the only one there is.
    ///
    /// # Errors
    /// Where no holder is named and several could be meant, nobody of that name holds keys, or the firewall refuses.
    pub async fn acting_holder(
        &self,
        handle: Option<&str>,
        action: Action,
        purpose: Option<Purpose>,
        route: &str,
    ) -> Result<Principal, NodeError> {
        let handle = self.holder_named(handle).await?;
        self.acting(&handle, action, purpose, route).await
    }

    /// The names of holders, of whom one may be left unnamed where there is only one.
    pub(crate) async fn names_of(&self, keys: &[Key]) -> Result<Vec<String>, NodeError> {
        let mut names = Vec::new();
        for key in keys {
            names.push(self.holder_named(key.holder.as_deref()).await?);
        }
        Ok(names)
    }

    /// The holder named, or the only one there is.
    pub(crate) async fn holder_named(&self, handle: Option<&str>) -> Result<String, NodeError> {
        if let Some(handle) = handle {
            return Ok(handle.to_owned());
        }
        let state = self.state.read().await;
        let mut holders = state.view.keys.holders.keys();
        match (holders.next(), holders.len()) {
            (Some(only), 0) => Ok(only.as_str().to_owned()),
            (_, others) => Err(NodeError::WhichHolder { count: others + 1 }),
        }
    }

    /// The secret of a holder.
    pub(crate) async fn holder(&self, handle: &str, passphrase: &str) -> Result<HolderSecret, NodeError> {
        let seed = self.seed(handle, passphrase).await?;
        HolderSecret::from_seed(handle, &seed).map_err(|error| NodeError::Sealing(error.to_string()))
    }

    /// A holder's seed. A guess costs the same whether that holder exists or not, and one is made at a time.
    pub(crate) async fn seed(&self, handle: &str, passphrase: &str) -> Result<Seed, NodeError> {
        let turn = self.accounts.lanes.take(Lane::Local, self.accounts.now_ms()).await;
        self.seed_in(turn.map_err(|_| AccountError::Busy)?, handle, passphrase).await
    }

    /// The same by a turn that was waited for.
    pub(crate) async fn seed_in(&self, turn: Turn, handle: &str, passphrase: &str) -> Result<Seed, NodeError> {
        let name = holder_slot(handle);
        let slot = self.store.slots().await?.into_iter().find(|slot| slot.name == name);
        let cost = self.settings.argon2;
        let cost = Cost { memory_kib: cost.memory_kib, passes: cost.passes, lanes: cost.lanes };
        let (owner, words) = (handle.to_owned(), Zeroizing::new(passphrase.to_owned()));
        let counted = Arc::clone(&self.accounts.hard_count);
        // it takes long on purpose, and others are served meanwhile; who hangs up does not get the next turn sooner
        let opening = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            counted.fetch_add(1, Ordering::Relaxed);
            match slot {
                Some(slot) => open_seed(&slot.bytes, &owner, words.as_bytes()).ok(),
                None => {
                    _ = Seed::generate().and_then(|seed| seal_seed(&seed, &owner, words.as_bytes(), cost));
                    None
                }
            }
        });
        let seed = opening.await.map_err(|error| NodeError::Sealing(error.to_string()))?;
        seed.ok_or_else(|| wrong(handle))
    }
}

pub(crate) fn wrong(handle: &str) -> NodeError {
    NodeError::WrongPassphrase { handle: handle.to_owned() }
}
