//! Coming back without the password: by a link of a colleague, with the recovery key or without.
//!
//! With it the same seed is sealed under the new password, and nothing else changes. Without it the seed is lost: the person
//! gets new keys under a new name, since signatures stand under the old one, and waits until a colleague confirms them
//! anew. Until then nothing that is sealed opens.

use firewall::Action;
use rooms::account::{Invitation, LinkState};
use rooms::header::PersonRef;
use store::seal::{Seed, open_letter};
use store::{Slot, Store};

use super::invite::{administrators_only, open_link};
use super::password::{RECOVERY_PURPOSE, recovery_slot, sealed_for_paper};
use super::records::{self, Found};
use super::session::Session;
use super::{AccountError, RecoveryKey, Secret, password, totp};
use crate::keys::KeyText;
use crate::view::View;
use crate::{Node, NodeError};

/// Days that a link to set a new password works.
pub const RESET_DAYS: u32 = 2;

/// What became of an account whose password was lost. Its second factor is gone in either case.
pub enum Reset {
    /// The same account under the new password.
    Same {
        /// Its name.
        handle: PersonRef,
        /// What opens it the next time; the recovery key that was used opens nothing any more.
        recovery_key: RecoveryKey,
    },
    /// New keys under a new name, which wait for a colleague.
    Anew {
        /// The new name.
        handle: PersonRef,
        /// The name before, which signs nobody in any more.
        replaces: PersonRef,
        /// The recovery key of the new keys.
        recovery_key: RecoveryKey,
    },
}

impl Node {
    /// Makes a link with which a colleague sets a new password. Links to the same account that were given before end.
    ///
    /// # Errors
    /// Where the firewall refuses, or there is no such account.
    pub async fn reset_link(&self, session: &Session, handle: &str) -> Result<Secret, NodeError> {
        let who = session.principal();
        self.govern(who, Action::Confirm).await?;
        let nobody = || NodeError::NoSuchHolder { handle: handle.to_owned() };
        let handle = PersonRef::new(handle).map_err(|_| nobody())?;
        let (facts, older) = {
            let state = self.state.read().await;
            let facts = state.view.keys.holders.get(&handle).filter(|it| it.organisation == who.organisation);
            let is_older = |it: &Found<Invitation>| {
                it.content.resets.as_ref() == Some(&handle) && it.content.state == LinkState::Open
            };
            let older: Vec<_> = records::all::<Invitation>(&state.view).into_iter().filter(is_older).collect();
            (facts.cloned().ok_or_else(nobody)?, older)
        };
        administrators_only(session, &facts.roles())?;
        {
            let _one_at_a_time = self.custody.ceremony.lock().await;
            let _turn = self.custody.writing.read().await;
            for Found { record, version, content } in older {
                let withdrawn = Invitation { state: LinkState::Withdrawn, ..content };
                self.keep_account(&who.handle, withdrawn, Some((record, version)), |_| {}).await?;
            }
        }
        let roles = facts.roles().iter().map(ToString::to_string).collect();
        self.link(session, facts.organisation, roles, Some(handle), RESET_DAYS).await
    }

    /// Sets a new password by such a link.
    ///
    /// # Errors
    /// Where the link does not work, the recovery key is not that of the account, or the password will not do.
    pub async fn reset(&self, token: &str, new: &str, recovery_key: Option<&str>) -> Result<Reset, NodeError> {
        let (_, handle) = self.resetting_link(token).await?;
        match recovery_key {
            Some(written) => self.reset_with_key(token, handle, new, written).await,
            None => self.reset_without_key(token, handle, new).await,
        }
    }

    async fn reset_with_key(
        &self,
        token: &str,
        handle: PersonRef,
        new: &str,
        written: &str,
    ) -> Result<Reset, NodeError> {
        let seed = self.seed_on_paper(&handle, written).await?.ok_or(AccountError::WrongRecoveryKey)?;
        let slot = self.sealed_seed(&seed, &handle, new).await?;
        let (recovery_key, for_paper) = sealed_for_paper(&seed, &handle)?;

        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let (link, _) = self.resetting_link(token).await?;
        self.refuse_unless_there(&handle).await?;
        let used = Invitation { state: LinkState::Used, ..link.content };
        let put = vec![slot, for_paper];
        let mut drop: Vec<String> = put.iter().map(|slot| slot.name.clone()).collect();
        drop.push(totp::totp_slot(handle.as_str()));
        let fill = |append: &mut store::Append| (append.put_slots, append.drop_slots) = (put, drop);
        self.keep_account(&handle, used, Some((link.record, link.version)), fill).await?;
        self.accounts.sessions.end_all(&handle, None);
        Ok(Reset::Same { handle, recovery_key })
    }

    async fn reset_without_key(&self, token: &str, replaces: PersonRef, new: &str) -> Result<Reset, NodeError> {
        let free = |view: &View| next_name(view, &replaces);
        let handle = free(&self.state.read().await.view)?;
        let keys = self.new_keys(&handle, new).await?;

        let _one_at_a_time = self.custody.ceremony.lock().await;
        let _turn = self.custody.writing.write().await;
        self.settle_held().await?;
        let (link, _) = self.resetting_link(token).await?;
        if free(&self.state.read().await.view)? != handle {
            return Err(NodeError::NameTaken { handle: handle.to_string() });
        }
        let what = (link.content.organisation, link.content.roles);
        let recovery_key = self.ask_to_join(&handle, keys, what, link.record, Some(replaces.clone())).await?;
        self.accounts.sessions.end_all(&replaces, None);
        Ok(Reset::Anew { handle, replaces, recovery_key })
    }

    /// A link that gives an account back which is there still.
    async fn resetting_link(&self, token: &str) -> Result<(Found<Invitation>, PersonRef), NodeError> {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let link = open_link(&state.view, token, self.accounts.now_ms()).ok_or(AccountError::NoSuchLink)?;
        let handle = link.content.resets.clone().ok_or(AccountError::NoSuchLink)?;
        match state.view.keys.holders.contains_key(&handle) {
            true => Ok((link, handle)),
            false => Err(AccountError::NoSuchLink.into()),
        }
    }

    /// The seed that a recovery key opens, where it is that of the account.
    async fn seed_on_paper(&self, handle: &PersonRef, written: &str) -> Result<Option<Seed>, NodeError> {
        let name = recovery_slot(handle.as_str());
        let slot: Option<Slot> = self.store.slots().await?.into_iter().find(|slot| slot.name == name);
        let opened = RecoveryKey::read(written).zip(slot).and_then(|(key, slot)| {
            let plain = open_letter(key.as_bytes(), RECOVERY_PURPOSE, &name, &slot.bytes).ok()?;
            Some(Seed::from_bytes(plain.as_slice().try_into().ok()?))
        });
        let Some(seed) = opened else { return Ok(None) };
        let signing_key = KeyText(password::secret_of(handle, &seed)?.holder().signing);
        let state = self.state.read().await;
        let is_theirs = state.view.keys.holders.get(handle).is_some_and(|it| it.signing_key == signing_key);
        Ok(is_theirs.then_some(seed))
    }
}

/// The first free name after one: `anna-2`, `anna-3`, …
fn next_name(view: &View, name: &PersonRef) -> Result<PersonRef, NodeError> {
    let taken = records::names(view);
    let name = name.as_str();
    let stem = name.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok()).map_or(name, |(stem, _)| stem);
    let fits = |number: u32| {
        let number = format!("-{number}");
        let stem: String = stem.chars().take(40 - number.len()).collect();
        PersonRef::new(&format!("{stem}{number}")).ok().filter(|name| !taken.contains(name))
    };
    (2..=u32::MAX).find_map(fits).ok_or_else(|| NodeError::NameTaken { handle: name.to_owned() })
}
