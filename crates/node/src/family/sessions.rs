//! Families that are signed in: in memory only, for a short while, gone when the node is locked or stopped.
//!
//! A family's private key lies here under a key that comes from the token, which only the browser has: what is in memory
//! opens nothing by itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rooms::header::OrgId;
use sha2::{Digest, Sha256};
use store::seal::{Binding, DataKey, KeyPair, open_section, seal_section};
use zeroize::Zeroizing;

use super::FamilyKeys;
use crate::accounts::Lanes;
use crate::layout::to_hex;
use crate::{NodeError, clock};

/// A session ends when nothing was asked for so long: the telephone may be somebody else's.
const IDLE_MS: u64 = 15 * 60_000;
/// It ends after this time in any case.
const LIFE_MS: u64 = 60 * 60_000;
/// Sessions at once; the oldest gives way.
const COUNT_MAX: usize = 4096;

/// A family that is signed in.
pub struct FamilySession {
    pub(super) keys: FamilyKeys,
    csrf: String,
}

impl FamilySession {
    /// The family's keys.
    #[must_use]
    pub fn keys(&self) -> &FamilyKeys {
        &self.keys
    }

    /// What each form of this session repeats.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }
}

/// All families that are signed in, by the hash of their token.
#[derive(Default)]
pub(crate) struct Sessions {
    all: Mutex<HashMap<[u8; 32], Kept>>,
    /// Whose code is tried next; apart from passwords, so that neither waits for the other.
    lanes: Arc<Lanes>,
}

struct Kept {
    family: OrgId,
    sealed: Vec<u8>,
    since_ms: u64,
    seen_ms: u64,
}

impl Kept {
    fn is_over(&self, now_ms: u64) -> bool {
        now_ms.saturating_sub(self.seen_ms) >= IDLE_MS || now_ms.saturating_sub(self.since_ms) >= LIFE_MS
    }
}

impl Sessions {
    /// The lanes in which codes wait to be tried.
    pub(super) fn lanes(&self) -> &Arc<Lanes> {
        &self.lanes
    }

    /// Begins a session and gives its token.
    pub(super) fn begin(&self, keys: &FamilyKeys) -> Result<Zeroizing<String>, NodeError> {
        let mut random = Zeroizing::new([0; 32]);
        clock::random(random.as_mut_slice())?;
        let token = Zeroizing::new(to_hex(random.as_slice()));
        let secret = keys.pair.secret_bytes();
        let sealed = seal_section(&key_of(&token), &binding(&keys.family), secret.as_slice());
        let sealed = sealed.map_err(|error| NodeError::Sealing(error.to_string()))?;
        let now_ms = clock::unix_ms();
        let mut all = self.all();
        all.retain(|_, kept| !kept.is_over(now_ms));
        if all.len() >= COUNT_MAX
            && let Some(oldest) = all.iter().min_by_key(|(_, kept)| kept.seen_ms).map(|(token, _)| *token)
        {
            all.remove(&oldest);
        }
        all.insert(
            hash(b"name", &token),
            Kept { family: keys.family.clone(), sealed, since_ms: now_ms, seen_ms: now_ms },
        );
        Ok(token)
    }

    /// The session of a token, where it is not over.
    pub(super) fn of(&self, token: &str) -> Option<FamilySession> {
        let (name, now_ms) = (hash(b"name", token), clock::unix_ms());
        let mut all = self.all();
        if all.get(&name)?.is_over(now_ms) {
            all.remove(&name);
            return None;
        }
        let kept = all.get_mut(&name)?;
        kept.seen_ms = now_ms;
        let secret = open_section(&key_of(token), &binding(&kept.family), &kept.sealed).ok()?;
        let secret = Zeroizing::new(<[u8; 32]>::try_from(secret.as_slice()).ok()?);
        let pair = KeyPair::from_secret_bytes(&secret).ok()?;
        let csrf = to_hex(&hash(b"form", token));
        Some(FamilySession { keys: FamilyKeys { family: kept.family.clone(), pair }, csrf })
    }

    pub(super) fn end(&self, token: &str) {
        self.all().remove(&hash(b"name", token));
    }

    /// Ends the sessions of a family whose code was taken back.
    pub(super) fn end_all_of(&self, family: &OrgId) {
        self.all().retain(|_, kept| kept.family != *family);
    }

    /// Ends all.
    pub(crate) fn forget(&self) {
        self.all().clear();
    }

    fn all(&self) -> MutexGuard<'_, HashMap<[u8; 32], Kept>> {
        // a panic elsewhere leaves a map of whole sessions
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Different things of one token, of which none tells another.
fn hash(what: &[u8], token: &str) -> [u8; 32] {
    let hasher = Sha256::new().chain_update(b"landfall/family-session/1/").chain_update(what).chain_update(b"/");
    hasher.chain_update(token.as_bytes()).finalize().into()
}

fn key_of(token: &str) -> DataKey {
    DataKey::from_bytes(*Zeroizing::new(hash(b"key", token)))
}

fn binding(family: &OrgId) -> Binding<'_> {
    let (log, kind, section) = ("memory", "family-session", "key");
    Binding { log, record: [0; 16], kind, kind_version: 1, section, owner: family.as_str() }
}
