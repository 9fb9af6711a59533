//! Opening one record.

use firewall::{Action, Principal};
use journal::{Index, Log};
use rooms::header::{Purpose, RecordId};
use rooms::kind::{Kind, Record};
use store::{KeyRef, Store};
use zeroize::Zeroizing;

use super::{Asked, Opened, Standing};
use crate::keys::Unlocked;
use crate::opening::{Member, State};
use crate::sections::{ReadEntry, SEALED};
use crate::view::Row;
use crate::{Node, NodeError};

impl Node {
    /// Reads what machines compare of one record. The sealed part stays closed.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, or there is no such record of that kind.
    pub async fn open<K: Kind>(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        id: RecordId,
    ) -> Result<Opened<K>, NodeError> {
        let state = self.state.read().await;
        let row = self.seen::<K>(&state, who, &[action], purpose, id).await?;
        opened(row, None)
    }

    /// Reads one record with its sealed part, which the member's organisation must own. Whatever the action, it takes the
    /// right to open as well.
    ///
    /// # Errors
    /// As [`Node::open`].
    pub async fn open_sealed<K: Kind>(
        &self,
        member: &Member,
        action: Action,
        purpose: Purpose,
        id: RecordId,
    ) -> Result<Opened<K>, NodeError> {
        self.open_sealed_for(member, &[action, Action::Open], purpose, id).await
    }

    /// Reads one record with its sealed part, by the right to all these actions; the first is told.
    pub(crate) async fn open_sealed_for<K: Kind>(
        &self,
        member: &Member,
        actions: &[Action],
        purpose: Purpose,
        id: RecordId,
    ) -> Result<Opened<K>, NodeError> {
        let state = self.state.read().await;
        let row = self.seen::<K>(&state, &member.principal, actions, purpose, id).await?;
        let unlocked = state.unlocked.as_ref().ok_or(NodeError::Locked)?;
        let is_theirs = member.principal.organisation == row.header.owner;
        let sealed = match is_theirs && state.view.keys.is_member(&member.principal) {
            true => self.open_sealed_section(row.index, unlocked, member).await?,
            false => None,
        };
        opened(row, sealed.as_ref().map(|bytes| bytes.as_slice()))
    }

    /// The row of a record of that kind, decided on for each of the actions and told.
    async fn seen<'s, K: Kind>(
        &self,
        state: &'s State,
        who: &Principal,
        actions: &[Action],
        purpose: Purpose,
        id: RecordId,
    ) -> Result<&'s Row, NodeError> {
        let filter = format!("{}/{id}", K::NAME);
        let who = Standing::of(&state.view.keys, who);
        let told = actions.first().copied().unwrap_or(Action::Open);
        let asked = Asked::new(who.who(), told, purpose, &filter);
        let mut row = state.view.rows.get(&id.to_bytes()).filter(|row| row.header.kind.as_str() == K::NAME);
        let mut outcome = super::Outcome::Refused;
        for action in actions {
            let mut asking = self.asking(&state.view, &who, *action, purpose);
            self.hopeful(&mut asking, asked).await?;
            if state.unlocked.is_none() {
                return Err(NodeError::Locked);
            }
            row = asking.seen(row);
            outcome = asking.outcome(row.is_some());
        }
        self.tell(asked, outcome, &row.iter().map(|row| row.index).collect::<Vec<_>>()).await?;
        row.ok_or(NodeError::NoSuchRecord)
    }

    async fn open_sealed_section(
        &self,
        index: Index,
        unlocked: &Unlocked,
        member: &Member,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, NodeError> {
        let stored = self.store.entries(Log::Changes, index, 1).await?;
        let stored = stored.first().ok_or_else(|| NodeError::damaged(format!("entry {index} is gone")))?;
        let read = ReadEntry::decode(&stored.bytes).map_err(NodeError::damaged)?;
        let Some((section, _)) = read.section(SEALED) else { return Ok(None) };
        let key = self.store.wrapped_key(KeyRef { index, section }).await?;
        let key = key.ok_or_else(|| NodeError::damaged(format!("the key of entry {index} is gone")))?;
        let mut opened = Err(NodeError::damaged(format!("no role key opens entry {index}")));
        for role in &member.roles {
            opened = read.open_sealed(&self.wrapper, unlocked, role, &key);
            if opened.is_ok() {
                break;
            }
        }
        opened.map(Some)
    }
}

pub(crate) fn opened<K: Kind>(row: &Row, sealed: Option<&[u8]>) -> Result<Opened<K>, NodeError> {
    let matching = row.matching.as_ref().ok_or(NodeError::NoSuchRecord)?;
    let record = Record::from_sections(row.header.kind_version, &matching.content, sealed)
        .map_err(|error| NodeError::damaged(error.to_string()))?;
    Ok(Opened { header: row.header.clone(), version: row.version, index: row.index, record })
}
