//! Passwords: what seals a member's seed, and how the hard function is called.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use rooms::header::PersonRef;
use store::seal::{HolderSecret, Seed, seal_seed};
use store::{Slot, Store};
use zeroize::Zeroizing;

use super::lanes::Lane;
use super::session::Session;
use super::{AccountError, RecoveryKey, sealing};
use crate::keys::holder_slot;
use crate::{Node, NodeError, check_new_password};

/// Where a seed lies sealed under a recovery key.
pub(super) fn recovery_slot(handle: &str) -> String {
    format!("recovery/{handle}")
}

pub(super) const RECOVERY_PURPOSE: &str = "landfall/recovery/1";

impl Node {
    /// The slot of a seed under a new password. It takes a turn of its own lane.
    pub(super) async fn sealed_seed(&self, seed: &Seed, handle: &PersonRef, password: &str) -> Result<Slot, NodeError> {
        check_new_password(password, handle.as_str()).map_err(AccountError::Password)?;
        let turn = self.accounts.lanes.take(Lane::Local, self.accounts.now_ms()).await;
        let turn = turn.map_err(|_| AccountError::Busy)?;
        let (seed, owner, cost) = (seed.clone(), handle.to_string(), self.cost());
        let (words, counted) = (Zeroizing::new(password.to_owned()), Arc::clone(&self.accounts.hard_count));
        let sealing_it = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            counted.fetch_add(1, Ordering::Relaxed);
            seal_seed(&seed, &owner, words.as_bytes(), cost)
        });
        let sealed = sealing_it.await.map_err(|error| NodeError::Sealing(error.to_string()))?.map_err(sealing)?;
        Ok(Slot::new(holder_slot(handle.as_str()), sealed))
    }

    /// Changes the password of whoever is signed in. Their other sessions end; this one stays.
    ///
    /// # Errors
    /// Where the old password is wrong or the new one will not do.
    pub async fn change_password(&self, session: &Session, old: &str, new: &str) -> Result<(), NodeError> {
        let handle = &session.principal().handle;
        check_new_password(new, handle.as_str()).map_err(AccountError::Password)?;
        let seed = self.seed(handle.as_str(), old).await.map_err(|error| match error {
            NodeError::WrongPassphrase { .. } => AccountError::WrongPassword.into(),
            other => other,
        })?;
        let slot = self.sealed_seed(&seed, handle, new).await?;
        // nobody is removed meanwhile, whose slot would come back
        let _turn = self.custody.writing.read().await;
        self.refuse_unless_there(handle).await?;
        let name = slot.name.clone();
        self.store.change_slots(vec![slot], vec![name]).await?;
        self.accounts.sessions.end_all(handle, Some(session.id()));
        Ok(())
    }

    /// A new recovery key for whoever is signed in; the one before opens nothing any more.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn new_recovery_key(&self, session: &Session) -> Result<RecoveryKey, NodeError> {
        let handle = &session.principal().handle;
        let (key, slot) = sealed_for_paper(session.seed(), handle)?;
        let _turn = self.custody.writing.read().await;
        self.refuse_unless_there(handle).await?;
        let name = slot.name.clone();
        self.store.change_slots(vec![slot], vec![name]).await?;
        Ok(key)
    }

    /// Whether somebody has a recovery key.
    ///
    /// # Errors
    /// Where the store does not read.
    pub async fn has_recovery_key(&self, session: &Session) -> Result<bool, NodeError> {
        let name = recovery_slot(session.principal().handle.as_str());
        Ok(self.store.slots().await?.iter().any(|slot| slot.name == name))
    }

    /// Refuses where the slots of somebody were dropped meanwhile. The caller holds `writing`.
    pub(super) async fn refuse_unless_there(&self, handle: &PersonRef) -> Result<(), NodeError> {
        let name = holder_slot(handle.as_str());
        match self.store.slots().await?.iter().any(|slot| slot.name == name) {
            true => Ok(()),
            false => Err(NodeError::NoSuchHolder { handle: handle.to_string() }),
        }
    }
}

/// A seed under a new recovery key.
pub(super) fn sealed_for_paper(seed: &Seed, handle: &PersonRef) -> Result<(RecoveryKey, Slot), NodeError> {
    let key = RecoveryKey::random()?;
    let name = recovery_slot(handle.as_str());
    let sealed = store::seal::seal_letter(key.as_bytes(), RECOVERY_PURPOSE, &name, seed.as_bytes()).map_err(sealing)?;
    Ok((key, Slot::new(name, sealed)))
}

/// The keys of a seed.
pub(super) fn secret_of(handle: &PersonRef, seed: &Seed) -> Result<HolderSecret, NodeError> {
    HolderSecret::from_seed(handle.as_str(), seed).map_err(sealing)
}
