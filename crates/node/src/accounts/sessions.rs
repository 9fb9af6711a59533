//! The sessions that there are: in memory only, so that a start and a lock end them all.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use firewall::Role;
use rooms::header::PersonRef;
use zeroize::Zeroizing;

use super::source::Source;
use crate::keys::KeyText;
use crate::layout::to_hex;
use crate::{NodeError, clock};

/// A session that nobody used for so long has ended.
pub const SESSION_IDLE_MS: u64 = 30 * 60_000;
/// A session ends after so long in any case.
pub const SESSION_ABSOLUTE_MS: u64 = 12 * 60 * 60_000;
/// Most sessions that are kept; the one that was idle the longest goes first.
pub const SESSIONS_MAX: usize = 10_000;
/// Most sessions of one account.
pub const SESSION_ACCOUNT_MAX: usize = 20;
/// What is kept of what a browser says of itself.
const BROWSER_CHAR_COUNT_MAX: usize = 200;

/// Names a session on its owner's list; it opens nothing.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct SessionId(String);

impl SessionId {
    fn random() -> Result<Self, NodeError> {
        let mut bytes = [0; 8];
        clock::random(&mut bytes)?;
        Ok(Self(to_hex(&bytes)))
    }

    /// The id from its text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.chars().take(16).collect())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is kept of a session.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(super) id: SessionId,
    pub(super) handle: PersonRef,
    /// The key that the seed gave: another one under the same name is another person.
    pub(super) signing_key: KeyText,
    pub(super) role: Role,
    pub(super) csrf: Zeroizing<String>,
    pub(super) created_ms: u64,
    pub(super) seen_ms: u64,
    pub(super) browser: String,
    pub(super) source: String,
    /// The member's seed under a key that the token alone gives.
    pub(super) sealed_seed: Vec<u8>,
}

impl Kept {
    pub(super) fn new(
        handle: PersonRef,
        signing_key: KeyText,
        role: Role,
        (source, browser): (Source, &str),
        now_ms: u64,
    ) -> Result<Self, NodeError> {
        let visible = browser.chars().filter(|letter| !letter.is_control());
        Ok(Self {
            id: SessionId::random()?,
            handle,
            signing_key,
            role,
            csrf: Zeroizing::new(super::Secret::random()?.as_str().to_owned()),
            created_ms: now_ms,
            seen_ms: now_ms,
            browser: visible.take(BROWSER_CHAR_COUNT_MAX).collect(),
            source: source.to_string(),
            sealed_seed: Vec::new(),
        })
    }

    fn is_over(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.seen_ms) >= SESSION_IDLE_MS
            || now_ms.saturating_sub(self.created_ms) >= SESSION_ABSOLUTE_MS
    }
}

/// By the hash of their token.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<[u8; 32], Kept>>);

impl Sessions {
    pub(super) fn add(&self, hash: [u8; 32], kept: Kept) {
        let mut all = self.all();
        let now_ms = kept.seen_ms;
        all.retain(|_, it| !it.is_over(now_ms));
        while all.values().filter(|it| it.handle == kept.handle).count() >= SESSION_ACCOUNT_MAX {
            drop_idlest(&mut all, |it| it.handle == kept.handle);
        }
        while all.len() >= SESSIONS_MAX {
            drop_idlest(&mut all, |_| true);
        }
        all.insert(hash, kept);
    }

    /// The session, which is in use again.
    pub(super) fn touch(&self, hash: &[u8; 32], now_ms: u64) -> Option<Kept> {
        let mut all = self.all();
        if all.get(hash)?.is_over(now_ms) {
            all.remove(hash);
            return None;
        }
        let kept = all.get_mut(hash)?;
        // a clock that was set back makes no session younger
        kept.seen_ms = kept.seen_ms.max(now_ms);
        Some(kept.clone())
    }

    pub(super) fn set_role(&self, hash: &[u8; 32], role: Role) {
        if let Some(kept) = self.all().get_mut(hash) {
            kept.role = role;
        }
    }

    pub(super) fn end(&self, hash: &[u8; 32]) {
        self.all().remove(hash);
    }

    /// Ends one session of somebody, by its id. Says whether there was one.
    pub(super) fn end_one(&self, handle: &PersonRef, id: &SessionId) -> bool {
        let mut all = self.all();
        let count = all.len();
        all.retain(|_, it| it.handle != *handle || it.id != *id);
        all.len() < count
    }

    /// Ends all sessions of somebody but one.
    pub(crate) fn end_all(&self, handle: &PersonRef, but: Option<&SessionId>) {
        self.all().retain(|_, it| it.handle != *handle || Some(&it.id) == but);
    }

    /// Those of somebody, the newest first.
    pub(super) fn of(&self, handle: &PersonRef, now_ms: u64) -> Vec<Kept> {
        let all = self.all();
        let mut theirs: Vec<Kept> =
            all.values().filter(|it| it.handle == *handle && !it.is_over(now_ms)).cloned().collect();
        theirs.sort_by_key(|it| (std::cmp::Reverse(it.created_ms), it.id.0.clone()));
        theirs
    }

    /// Ends all.
    pub(crate) fn clear(&self) {
        self.all().clear();
    }

    fn all(&self) -> MutexGuard<'_, HashMap<[u8; 32], Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn drop_idlest(all: &mut HashMap<[u8; 32], Kept>, is_meant: impl Fn(&Kept) -> bool) {
    let idlest = all.iter().filter(|(_, it)| is_meant(it)).min_by_key(|(_, it)| it.seen_ms).map(|(hash, _)| *hash);
    if let Some(hash) = idlest {
        all.remove(&hash);
    }
}
