//! Reading the audit: who opened what, when, why and by which way. Reading it is told in it.

pub(crate) mod budget;
mod records;

use std::collections::{BTreeMap, BTreeSet};

use firewall::{Action, Principal};
use journal::{Index, Log, entry};
use rooms::header::{Handle, Purpose, RecordId};
use rooms::shared::Day;
use sha2::{Digest, Sha256};
use store::Store;

use crate::door::{Asked, AuditLine, Outcome, Standing};
use crate::layout::to_hex;
use crate::outgoing::handle_of;
use crate::sections::ReadEntry;
use crate::view::View;
use crate::{Node, NodeError};

/// Lines read from the store at once.
const READ_COUNT: usize = 1000;
/// Most lines of one answer.
pub const AUDIT_LINES_MAX: usize = 200;
/// Most records that an answer names for one line; of the others it says how many they are.
const NAMED_MAX: usize = 20;

/// Which lines are wanted; what is not said is any.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AuditFilter {
    /// Who asked.
    pub principal: Option<String>,
    /// What was asked.
    pub action: Option<Action>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// By which way, or the beginning of it.
    pub route: Option<String>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// On which day, in UTC.
    pub day: Option<Day>,
    /// About which record.
    pub record: Option<RecordId>,
}

/// Some lines, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuditPage {
    /// They.
    pub lines: Vec<ToldLine>,
    /// Where older ones go on: ask for those before this place.
    pub before: Option<Index>,
}

/// A line of the audit and what it is about, without a word of what stands in the records.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldLine {
    /// Its place in the audit.
    pub index: Index,
    /// What it says.
    pub line: AuditLine,
    /// The records that were shown, the first ones.
    pub records: Vec<ToldRecord>,
}

/// A record in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ToldRecord {
    /// What stands for it outside.
    pub handle: Handle,
    /// Its kind; none where it was erased.
    pub kind: Option<String>,
}

/// What a line says, short enough to be compared with many.
struct Wanted<'a> {
    filter: &'a AuditFilter,
    /// Entries of the record, and the filters under which it was listed among others.
    record: Option<(BTreeSet<Index>, [String; 2])>,
}

impl Node {
    /// Lines of the audit of the whole node, the newest first.
    ///
    /// # Errors
    /// Where the firewall refuses, or the audit cannot be read.
    pub async fn audit_lines(
        &self,
        who: &Principal,
        filter: &AuditFilter,
        before: Option<Index>,
        limit: usize,
    ) -> Result<AuditPage, NodeError> {
        self.govern(who, Action::ReadAudit).await?;
        let record = match filter.record {
            Some(record) => Some(self.told_of(record).await?),
            None => None,
        };
        self.wanted(&Wanted { filter, record }, before, limit).await
    }

    /// Who opened one record, the newest first: for its owner and for the family whose report it is.
    ///
    /// # Errors
    /// Where the firewall refuses, there is no such record for this principal, or the audit cannot be read.
    pub async fn record_log(
        &self,
        who: &Principal,
        record: RecordId,
        before: Option<Index>,
        limit: usize,
    ) -> Result<AuditPage, NodeError> {
        {
            let state = self.state.read().await;
            let who = Standing::of(&state.view.keys, who);
            let filter = format!("log/{record}");
            let asked = Asked { who: who.who(), action: Action::ReadLog, purpose: None, filter: &filter };
            self.hopeful_of_any(&state, &who, asked).await?;
            let row = state.view.rows.get(&record.to_bytes());
            let kept_for = row.map_or(Purpose::Tracing, |row| row.header.purpose);
            let mut asking = self.asking(&state.view, &who, Action::ReadLog, kept_for);
            let row = asking.seen(row);
            let entries: Vec<Index> = row.iter().map(|row| row.index).collect();
            self.tell(asked, asking.outcome(row.is_some()), &entries).await?;
            row.ok_or(NodeError::NoSuchRecord)?;
        }
        let filter = AuditFilter { record: Some(record), ..AuditFilter::default() };
        let told = self.told_of(record).await?;
        self.wanted(&Wanted { filter: &filter, record: Some(told) }, before, limit).await
    }

    /// Goes back in the audit until enough lines are found.
    async fn wanted(&self, wanted: &Wanted<'_>, before: Option<Index>, limit: usize) -> Result<AuditPage, NodeError> {
        let limit = limit.clamp(1, AUDIT_LINES_MAX);
        let mut found = Vec::new();
        let mut end = match before {
            Some(before) => before.min(self.store.head(Log::Audit).await?.size),
            None => self.store.head(Log::Audit).await?.size,
        };
        let mut older = None;
        'all: while end > 0 {
            let lines = self.audit_before(end).await?;
            for (index, line) in lines.into_iter().rev() {
                end = index;
                if wanted.is_over(&line) {
                    break 'all;
                }
                if wanted.fits(&line) {
                    found.push((index, line));
                }
                if found.len() == limit {
                    older = (index > 0).then_some(index);
                    break 'all;
                }
            }
        }
        let mut page = AuditPage { lines: Vec::new(), before: older };
        for (index, line) in found {
            let records = self.told_records(&line).await?;
            page.lines.push(ToldLine { index, line, records });
        }
        Ok(page)
    }

    /// Lines right before a place, in the order of the log.
    pub(crate) async fn audit_before(&self, end: Index) -> Result<Vec<(Index, AuditLine)>, NodeError> {
        let from = end.saturating_sub(READ_COUNT as u64);
        let mut lines = Vec::new();
        let mut next = from;
        while next < end {
            let count = usize::try_from(end - next).unwrap_or(READ_COUNT);
            let stored = self.store.entries(Log::Audit, next, count).await?;
            let Some(last) = stored.last() else {
                return Err(NodeError::damaged(format!("line {next} of the audit is gone")));
            };
            next = last.index + 1;
            for stored in stored.iter().filter(|stored| stored.index < end) {
                lines.push((stored.index, read_line(stored.index, &stored.bytes)?));
            }
        }
        Ok(lines)
    }

    /// The entries of a record, and the hashes under which it is listed with all others of its kind.
    async fn told_of(&self, record: RecordId) -> Result<(BTreeSet<Index>, [String; 2]), NodeError> {
        let (mut entries, mut kind, mut next) = (BTreeSet::new(), String::new(), 0);
        loop {
            let stored = self.store.entries(Log::Changes, next, READ_COUNT).await?;
            let Some(last) = stored.last() else { break };
            next = last.index + 1;
            for stored in stored.iter().filter(|stored| stored.record == record.to_bytes()) {
                if kind.is_empty() {
                    let read = ReadEntry::decode(&stored.bytes).map_err(NodeError::damaged)?;
                    kind = read.header.kind.to_string();
                }
                entries.insert(stored.index);
            }
        }
        Ok((entries, [hash_of(&kind), hash_of(&budget::lines_of(&kind))]))
    }

    async fn told_records(&self, line: &AuditLine) -> Result<Vec<ToldRecord>, NodeError> {
        let mut ids: BTreeMap<Index, RecordId> = BTreeMap::new();
        for index in line.entries.iter().take(NAMED_MAX) {
            let stored = self.store.entries(Log::Changes, *index, 1).await?;
            let stored = stored.into_iter().find(|stored| stored.index == *index);
            if let Some(record) = stored.and_then(|stored| RecordId::from_bytes(stored.record).ok()) {
                ids.insert(*index, record);
            }
        }
        let state = self.state.read().await;
        Ok(ids
            .into_values()
            .map(|record| ToldRecord { handle: handle_of(record), kind: kind_of(&state.view, record) })
            .collect())
    }
}

impl Wanted<'_> {
    /// Whether no older line can fit.
    fn is_over(&self, line: &AuditLine) -> bool {
        self.filter.day.is_some_and(|day| Day::of(line.hour) < day)
    }

    fn fits(&self, line: &AuditLine) -> bool {
        let AuditFilter { principal, action, purpose, route, outcome, day, record: _ } = self.filter;
        principal.as_ref().is_none_or(|it| *it == line.principal)
            && action.is_none_or(|it| it.as_str() == line.action)
            && purpose.is_none_or(|it| Some(it) == line.purpose)
            && route.as_ref().is_none_or(|it| line.route.as_ref().is_some_and(|route| route.starts_with(it)))
            && outcome.is_none_or(|it| it == line.outcome)
            && day.is_none_or(|it| it == Day::of(line.hour))
            && self.record.as_ref().is_none_or(|(entries, listed)| {
                // a long list names only its first records; what was listed under its kind was among them
                let is_cut = line.count > line.entries.len() && listed.contains(&line.filter);
                is_cut || line.entries.iter().any(|index| entries.contains(index))
            })
    }
}

/// The hash that stands in a line for what was asked.
pub(crate) fn hash_of(filter: &str) -> String {
    to_hex(&Sha256::digest(filter.as_bytes()))
}

fn kind_of(view: &View, record: RecordId) -> Option<String> {
    view.rows.get(&record.to_bytes()).map(|row| row.header.kind.to_string())
}

fn read_line(index: Index, bytes: &[u8]) -> Result<AuditLine, NodeError> {
    let unreadable = |why: String| NodeError::damaged(format!("line {index} of the audit is unreadable ({why})"));
    let parts = entry::decode(bytes).map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&parts.header).map_err(|error| unreadable(error.to_string()))
}
