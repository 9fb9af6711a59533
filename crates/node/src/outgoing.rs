//! Records as they leave the house: JSON of the matching part, cut to what an agreement names, under a handle.

use firewall::{Action, Principal};
use journal::Index;
use rooms::header::{Handle, Header, Hour, KindName, OrgId, Purpose, RecordId, State};
use rooms::kind::{Kind, Record};
use rooms::shared::Fields;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::door::{Asked, Standing};
use crate::kinds::{self, KINDS, Visitor, name_of};
use crate::view::{Row, View};
use crate::{Node, NodeError};

/// What the hash behind a handle begins with, so that it is the hash of nothing else.
const HANDLE_LABEL: &[u8] = b"landfall/handle/1/";

/// A record as it leaves. The inner id stays in: it tells when the record was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outgoing {
    /// What stands for it outside.
    pub handle: Handle,
    /// Its kind.
    pub kind: KindName,
    /// Its version.
    pub version: u32,
    /// Whose it is.
    pub owner: OrgId,
    /// What it is kept for.
    pub purpose: Purpose,
    /// When that version was written.
    pub hour: Hour,
    /// Where it stands.
    pub state: State,
    /// Its fields, as far as they are shared.
    pub fields: Value,
}

/// Some of many records, and where to go on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutgoingPage {
    /// They.
    pub records: Vec<Outgoing>,
    /// The page after this one, where there is more.
    pub next: Option<usize>,
}

/// What stands for a record outside: it follows from the 74 random bits of its id, and tells none of them.
#[must_use]
pub fn handle_of(record: RecordId) -> Handle {
    let hash: [u8; 32] = Sha256::new().chain_update(HANDLE_LABEL).chain_update(record.to_bytes()).finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Handle::from_bytes(bytes)
}

impl Node {
    /// One record of a kind by its handle; by its name only for whoever gets all of it, since a name is a field too.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, or there is no such record for this principal.
    pub async fn outgoing(
        &self,
        who: &Principal,
        purpose: Purpose,
        kind: &str,
        word: &str,
    ) -> Result<Outgoing, NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let filter = format!("{kind}/{word}");
        let asked = Asked::new(who.who(), Action::Read, purpose, &filter);
        let mut asking = self.asking(&state.view, &who, Action::Read, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let handle: Option<Handle> = word.parse().ok();
        let mut found = None;
        for row in state.view.rows.values().filter(|row| row.header.kind.as_str() == kind && KINDS.contains(&kind)) {
            let is_meant = match handle {
                Some(handle) => handle_of(row.header.record) == handle,
                None => name_of(row)?.as_deref() == Some(word),
            };
            if is_meant {
                found = Some(row);
                break;
            }
        }
        let row = asking.seen_in_part(found);
        let fields = row.map(|row| asking.fields(&row.header));
        let row = row.filter(|_| handle.is_some() || fields == Some(Fields::All));
        let entries: Vec<Index> = row.iter().map(|row| row.index).collect();
        self.tell(asked, asking.outcome(row.is_some()), &entries).await?;
        let row = row.ok_or(NodeError::NoSuchRecord)?;
        cut(row, &fields.unwrap_or(Fields::none()))
    }

    /// Some of the records of a kind that may be seen, in the order in which they came: page 0 is the first.
    ///
    /// # Errors
    /// Where the firewall refuses, or the node is locked.
    pub async fn outgoing_page(
        &self,
        who: &Principal,
        purpose: Purpose,
        kind: &str,
        page: usize,
        size: usize,
    ) -> Result<OutgoingPage, NodeError> {
        let state = self.state.read().await;
        let who = Standing::of(&state.view.keys, who);
        let asked = Asked::new(who.who(), Action::List, purpose, kind);
        let mut asking = self.asking(&state.view, &who, Action::List, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let rows = rows_of(&state.view, kind).into_iter().filter(|row| asking.allows_part(row));
        let mut rows: Vec<&Row> = rows.skip(page.saturating_mul(size)).take(size.saturating_add(1)).collect();
        let next = (rows.len() > size).then_some(page + 1);
        rows.truncate(size);
        let entries: Vec<Index> = rows.iter().map(|row| row.index).collect();
        self.tell(asked, asking.outcome(true), &entries).await?;
        let records = rows.into_iter().map(|row| cut(row, &asking.fields(&row.header))).collect::<Result<_, _>>()?;
        Ok(OutgoingPage { records, next })
    }
}

/// The records of a kind that open, in the order in which they came.
pub(crate) fn rows_of<'a>(view: &'a View, kind: &str) -> Vec<&'a Row> {
    let rows = if KINDS.contains(&kind) { view.of_kind(kind) } else { Vec::new() };
    rows.into_iter().filter(|row| row.matching.is_some()).collect()
}

/// A record as far as it is shared.
pub(crate) fn cut(row: &Row, fields: &Fields) -> Result<Outgoing, NodeError> {
    let Header { kind, owner, purpose, hour, state, record, .. } = &row.header;
    let content = content_of(row)?.ok_or(NodeError::NoSuchRecord)?;
    Ok(Outgoing {
        handle: handle_of(*record),
        kind: kind.clone(),
        version: row.version,
        owner: owner.clone(),
        purpose: *purpose,
        hour: *hour,
        state: *state,
        fields: fields.cut(kind.as_str(), content),
    })
}

/// Whether the fields are all that a record has.
pub(crate) fn is_whole(row: &Row, fields: &Fields) -> Result<bool, NodeError> {
    if *fields == Fields::All {
        return Ok(true);
    }
    let Some(content) = content_of(row)? else { return Ok(false) };
    Ok(fields.cut(row.header.kind.as_str(), content.clone()) == content)
}

/// The matching part in today's form of its kind; `None` where the kind is none or the record does not open.
fn content_of(row: &Row) -> Result<Option<Value>, NodeError> {
    let Some(matching) = &row.matching else { return Ok(None) };
    let visitor = Content { header: &row.header, content: &matching.content };
    kinds::visit(row.header.kind.as_str(), visitor).transpose()
}

struct Content<'a> {
    header: &'a Header,
    content: &'a [u8],
}

impl Visitor for Content<'_> {
    type Out = Result<Value, NodeError>;

    fn visit<K: Kind>(self) -> Self::Out {
        let record = Record::<K>::from_sections(self.header.kind_version, self.content, None);
        let record = record.map_err(|error| NodeError::damaged(error.to_string()))?;
        serde_json::to_value(&record.matching).map_err(|error| NodeError::Unwritable(error.to_string()))
    }
}
