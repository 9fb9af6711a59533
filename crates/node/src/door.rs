//! The one door: who, what, what for; decided, told in the audit of reads, and only then opened.
//!
//! There is no other way to a record. What lies in the store is out of reach:
//!
//! ```compile_fail
//! async fn around(node: &node::Node) {
//!     let _ = node.store.entries(journal::Log::Changes, 0, 1).await;
//! }
//! ```

use journal::{EntryParts, Index, Log, entry};
use rooms::header::{Header, Hour, Purpose, RecordId};
use rooms::kind::{Kind, Record};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Append, KeyRef, Store};
use zeroize::Zeroizing;

use crate::keys::Unlocked;
use crate::layout::to_hex;
use crate::matching::{Fingerprint, Matching};
use crate::opening::Member;
use crate::sections::{self, ReadEntry, SEALED};
use crate::view::Row;
use crate::{Action, Node, NodeError, Principal, clock};

/// What a change is made against.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Against {
    /// Nothing: the record is new.
    Nothing,
    /// A version of a record.
    Version(RecordId, u32),
}

/// A change that is durable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Appended {
    /// The record.
    pub record: RecordId,
    /// Its version from now on.
    pub version: u32,
    /// Its place in the log of changes.
    pub index: Index,
}

/// A record that came through the door.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened<K: Kind> {
    /// What stands in clear.
    pub header: Header,
    /// Its version.
    pub version: u32,
    /// Its place in the log of changes.
    pub index: Index,
    /// Its content; the sealed part is there only where a member opened it.
    pub record: Record<K>,
}

/// One line of the audit of reads.
#[derive(Serialize)]
struct AuditLine<'a> {
    /// Its own id: two lines are never the same bytes, so that one put in the place of another is seen.
    line: RecordId,
    principal: &'a str,
    organisation: &'a str,
    is_machine: bool,
    action: &'static str,
    purpose: &'static str,
    /// SHA-256 of what was asked for: says that two questions were the same, and not what they were.
    filter: String,
    count: usize,
    /// Places in the log of changes.
    entries: Vec<Index>,
    hour: Hour,
}

impl Node {
    /// Adds a record or changes one. A locked node takes it too.
    ///
    /// # Errors
    /// Where the gate refuses, the record has another version, or the disk refuses.
    pub async fn append<K: Kind>(
        &self,
        who: &Principal,
        record: &Record<K>,
        against: Against,
    ) -> Result<Appended, NodeError> {
        let _turn = self.custody.writing.read().await;
        let known = match against {
            Against::Nothing => None,
            Against::Version(id, _) => {
                let state = self.state.read().await;
                Some(state.view.rows.get(&id.to_bytes()).map(|row| row.header.clone()).ok_or(NodeError::NoSuchRecord)?)
            }
        };
        self.decide(who, Action::Append, K::PURPOSE, known.as_ref())?;
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let mut header = sections::first_header(K::NAME, who.organisation(), who.handle(), K::PURPOSE, hour)?;
        header.kind_version = K::VERSION;
        let expected = match (known, against) {
            (Some(known), Against::Version(id, version)) => {
                header =
                    Header { record: id, version: version + 1, owner: known.owner.clone(), hold: known.hold, ..header };
                version
            }
            _ => 0,
        };
        let unwritable = |error: rooms::kind::KindError| NodeError::Unwritable(error.to_string());
        let sealed = record.sealed_bytes().map_err(unwritable)?.map(Zeroizing::new);
        let content = Zeroizing::new(record.matching_bytes().map_err(unwritable)?);
        let sealed = sealed.as_ref().map(|bytes| bytes.as_slice());
        let matching = Matching { import: None, sealed: Fingerprint::of(sealed)?, content };
        let append = self.sealed_append(&header, &matching, sealed, expected).await?;
        let receipt = self.store.append(append).await?;
        self.follow().await?;
        self.save_snapshot_when_due().await;
        Ok(Appended { record: header.record, version: receipt.version, index: receipt.index })
    }

    pub(crate) async fn sealed_append(
        &self,
        header: &Header,
        matching: &Matching,
        sealed: Option<&[u8]>,
        expected: u32,
    ) -> Result<Append, NodeError> {
        let state = self.state.read().await;
        let entry = sections::seal(&self.wrapper, &state.view.keys, header, None, &matching.to_bytes(), sealed)?;
        let record = header.record.to_bytes();
        Ok(Append { keys: entry.keys, ..Append::new(Log::Changes, record, Some(expected), entry.bytes) })
    }

    /// Reads what machines compare of one record. The sealed part stays closed.
    ///
    /// # Errors
    /// Where the gate refuses, the node is locked, or there is no such record of that kind.
    pub async fn open<K: Kind>(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        id: RecordId,
    ) -> Result<Opened<K>, NodeError> {
        self.open_with(who, action, purpose, id, None).await
    }

    /// Reads one record with its sealed part, which the member's organisation must own.
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
        self.open_with(&member.principal, action, purpose, id, Some(member)).await
    }

    async fn open_with<K: Kind>(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        id: RecordId,
        member: Option<&Member>,
    ) -> Result<Opened<K>, NodeError> {
        let state = self.state.read().await;
        let unlocked = state.unlocked.as_ref().ok_or(NodeError::Locked)?;
        let row = state.view.rows.get(&id.to_bytes()).filter(|row| row.header.kind.as_str() == K::NAME);
        self.decide(who, action, purpose, row.map(|row| &row.header))?;
        let filter = format!("{}/{id}", K::NAME);
        self.tell(who, action, purpose, &filter, &row.iter().map(|row| row.index).collect::<Vec<_>>()).await?;
        let row = row.ok_or(NodeError::NoSuchRecord)?;
        let sealed = match member {
            Some(member)
                if *member.principal.organisation() == row.header.owner
                    && state.view.keys.is_member(&member.principal) =>
            {
                self.open_sealed_section(row, unlocked, member).await?
            }
            _ => None,
        };
        opened(row, sealed.as_ref().map(|bytes| bytes.as_slice()))
    }

    async fn open_sealed_section(
        &self,
        row: &Row,
        unlocked: &Unlocked,
        member: &Member,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, NodeError> {
        let stored = self.store.entries(Log::Changes, row.index, 1).await?;
        let stored = stored.first().ok_or_else(|| NodeError::damaged(format!("entry {} is gone", row.index)))?;
        let read = ReadEntry::decode(&stored.bytes).map_err(NodeError::damaged)?;
        let Some((section, _)) = read.section(SEALED) else { return Ok(None) };
        let key = self.store.wrapped_key(KeyRef { index: row.index, section }).await?;
        let key = key.ok_or_else(|| NodeError::damaged(format!("the key of entry {} is gone", row.index)))?;
        let mut opened = Err(NodeError::damaged(format!("no role key opens entry {}", row.index)));
        for role in &member.roles {
            opened = read.open_sealed(&self.wrapper, unlocked, role, &key);
            if opened.is_ok() {
                break;
            }
        }
        opened.map(Some)
    }

    /// Reads what machines compare of all records of a kind, in the order in which they came.
    ///
    /// # Errors
    /// As [`Node::open`].
    pub async fn list<K: Kind>(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
    ) -> Result<Vec<Opened<K>>, NodeError> {
        let state = self.state.read().await;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let rows = state.view.of_kind(K::NAME);
        let rows: Vec<&Row> =
            rows.into_iter().filter(|row| self.gate().allows(who, action, purpose, Some(&row.header))).collect();
        self.tell(who, action, purpose, K::NAME, &rows.iter().map(|row| row.index).collect::<Vec<_>>()).await?;
        rows.into_iter().filter(|row| row.matching.is_some()).map(|row| opened(row, None)).collect()
    }

    pub(crate) fn decide(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        header: Option<&Header>,
    ) -> Result<(), NodeError> {
        if self.gate().allows(who, action, purpose, header) {
            return Ok(());
        }
        Err(NodeError::Refused {
            principal: who.to_string(),
            action: action.as_str(),
            purpose: purpose.as_str().to_owned(),
        })
    }

    /// Writes a line of the audit of reads; it is durable when this returns.
    pub(crate) async fn tell(
        &self,
        who: &Principal,
        action: Action,
        purpose: Purpose,
        filter: &str,
        entries: &[Index],
    ) -> Result<(), NodeError> {
        let id = clock::new_record()?;
        let line = AuditLine {
            line: id,
            principal: who.handle().as_str(),
            organisation: who.organisation().as_str(),
            is_machine: who.is_machine(),
            action: action.as_str(),
            purpose: purpose.as_str(),
            filter: to_hex(&Sha256::digest(filter.as_bytes())),
            count: entries.len(),
            // a long list is told by its count: a header has a limit, and what was listed follows from the log's size
            entries: entries.iter().copied().take(ENTRIES_TOLD_MAX).collect(),
            hour: Hour::of_unix_ms(clock::unix_ms()),
        };
        let header = serde_json::to_vec(&line).map_err(|error| NodeError::Unwritable(error.to_string()))?;
        let bytes = entry::encode(&EntryParts { header, sections: Vec::new() });
        let bytes = bytes.map_err(|error| NodeError::Unwritable(error.to_string()))?;
        self.store.append(Append::new(Log::Audit, id.to_bytes(), None, bytes)).await?;
        Ok(())
    }
}

/// Most places that a line of the audit names one by one.
const ENTRIES_TOLD_MAX: usize = 1000;

pub(crate) fn opened<K: Kind>(row: &Row, sealed: Option<&[u8]>) -> Result<Opened<K>, NodeError> {
    let matching = row.matching.as_ref().ok_or(NodeError::NoSuchRecord)?;
    let record = Record::from_sections(row.header.kind_version, &matching.content, sealed)
        .map_err(|error| NodeError::damaged(error.to_string()))?;
    Ok(Opened { header: row.header.clone(), version: row.version, index: row.index, record })
}
