//! Signing in with a family's code.

use rooms::kind::{Kind, Record};
use rooms::missing::family_code::FamilyCode;
use rooms::missing::kinds::{FamilyKey, FamilyKeyState};
use zeroize::Zeroizing;

use super::{FamilyKeys, FamilySession};
use crate::accounts::Source;
use crate::layout::to_hex;
use crate::opening::State;
use crate::{Node, NodeError, clock};

/// What came of a code.
pub enum Followed {
    /// The token of the session.
    In(Zeroizing<String>),
    /// One answer for codes that never were and codes that were taken back.
    Refused,
    /// Too many ask from there just now.
    Busy,
}

impl Node {
    /// Signs a family in. Known and unknown codes take the same work, one after the other; who is refused often waits longer,
    /// and nobody elsewhere does.
    ///
    /// # Errors
    /// Where the node is locked, or there is not enough memory.
    pub async fn follow_by_code(&self, code: &FamilyCode, from: Source) -> Result<Followed, NodeError> {
        if self.is_locked().await {
            return Err(NodeError::Locked);
        }
        let lane = from.lane();
        let Ok(_turn) = self.families.lanes().take(lane, clock::unix_ms()).await else { return Ok(Followed::Busy) };
        let keys = self.family_keys(code).await?;
        let is_known = is_active(&*self.state.read().await, &keys)?;
        // the same work either way
        let token = self.families.begin(&keys)?;
        if is_known {
            return Ok(Followed::In(token));
        }
        self.families.end(&token);
        self.families.lanes().refused(lane, clock::unix_ms());
        Ok(Followed::Refused)
    }

    /// The family of a token: none where the session is over, the node is locked, or the code was taken back.
    pub async fn family_session(&self, token: &str) -> Option<FamilySession> {
        let state = self.state.read().await;
        state.unlocked.as_ref()?;
        let session = self.families.of(token)?;
        is_active(&state, &session.keys).ok()?.then_some(session)
    }

    /// Signs a family out.
    pub fn leave_family_session(&self, token: &str) {
        self.families.end(token);
    }
}

/// Whether the node knows these keys and they were not taken back. All keys are looked at, whichever it is.
fn is_active(state: &State, keys: &FamilyKeys) -> Result<bool, NodeError> {
    let public_key = to_hex(&keys.public_key());
    let mut is_active = false;
    for row in state.view.rows.values().filter(|row| row.header.kind.as_str() == FamilyKey::NAME) {
        let Some(matching) = &row.matching else { continue };
        let key = Record::<FamilyKey>::from_sections(row.header.kind_version, &matching.content, None);
        let key = key.map_err(|error| NodeError::damaged(error.to_string()))?.matching;
        is_active |= key.family == keys.family && key.public_key == public_key && key.state == FamilyKeyState::Active;
    }
    Ok(is_active)
}
