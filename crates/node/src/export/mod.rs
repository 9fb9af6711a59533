//! Taking many records out: in chunks, of which each is decided on anew before its bytes leave.
//!
//! An export is told before its first byte, and each chunk before its own. Where a consent was withdrawn, an agreement has
//! ended or the member was revoked meanwhile, the stream ends with a line that says so and names what has to be erased;
//! a whole one ends with a line that says how many records it has. A stream without such a line was cut off on its way.

mod format;

use firewall::{Action, Principal, RecordFacts, Status};
use journal::Index;
use rooms::header::{Handle, OrgId, Purpose, RecordId};
use rooms::shared::Day;
use serde::{Deserialize, Serialize};

use crate::door::{Asked, Asking, Standing};
use crate::opening::State;
use crate::outgoing::{cut, handle_of, rows_of};
use crate::view::{Row, View};
use crate::{Node, NodeError};

pub use format::{Format, FormatError};

/// Records of one chunk: few enough that a withdrawal is heard soon, enough that the audit grows by little.
pub const CHUNK_COUNT: usize = 100;

/// An export on its way: ask for its chunks one after the other.
#[derive(Debug)]
pub struct Export {
    who: Principal,
    purpose: Purpose,
    kind: String,
    format: Format,
    /// What was permitted when it began.
    planned: Vec<RecordId>,
    /// Names of the fields, for a table.
    columns: Vec<String>,
    sent_count: usize,
    /// The view and the day that all was decided on last.
    checked: Option<(u64, Day)>,
    stage: Stage,
    ended: Option<Ended>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stage {
    Head,
    Body,
    Over,
}

/// Why an export ended before its end.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// A person withdrew the consent to this use or to sharing.
    ConsentWithdrawn,
    /// The agreement that named the records is over.
    AgreementEnded,
    /// Whoever takes them is no member any more.
    Revoked,
    /// A record was erased.
    Erased,
    /// The node was locked.
    NodeLocked,
    /// Too much was read.
    BudgetSpent,
    /// It may not be done any more for another reason.
    NoLongerPermitted,
}

/// The last line.
#[derive(Debug, Serialize)]
struct Trailer {
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Fault>,
    /// Records of this very stream that must be erased again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    erase: Vec<Handle>,
    complete: bool,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Fault {
    code: Ended,
    text: &'static str,
}

impl Node {
    /// Begins an export of the records of a kind that this principal may take out for a purpose. It is told when this
    /// returns, and nothing has left yet.
    ///
    /// # Errors
    /// Where the firewall refuses, the node is locked, or the disk refuses.
    pub async fn export(
        &self,
        who: &Principal,
        purpose: Purpose,
        kind: &str,
        format: Format,
    ) -> Result<Export, NodeError> {
        let state = self.state.read().await;
        let standing = Standing::of(&state.view.keys, who);
        let asked = Asked::new(standing.who(), Action::Export, purpose, kind);
        let mut asking = self.asking(&state.view, &standing, Action::Export, purpose);
        self.hopeful(&mut asking, asked).await?;
        if state.unlocked.is_none() {
            return Err(NodeError::Locked);
        }
        let rows: Vec<&Row> = rows_of(&state.view, kind).into_iter().filter(|row| asking.allows_part(row)).collect();
        self.tell(asked, asking.outcome(true), &[]).await?;
        let columns = match format {
            Format::Ndjson => Vec::new(),
            Format::Csv => {
                let shown = rows.iter().map(|row| cut(row, &asking.fields(&row.header)));
                format::columns(&shown.collect::<Result<Vec<_>, _>>()?)
            }
        };
        Ok(Export {
            who: who.clone(),
            purpose,
            kind: kind.to_owned(),
            format,
            planned: rows.iter().map(|row| row.header.record).collect(),
            columns,
            sent_count: 0,
            checked: None,
            stage: Stage::Head,
            ended: None,
        })
    }
}

impl Export {
    /// The next bytes, told before they are given; `None` after the last line.
    ///
    /// # Errors
    /// Where the audit cannot be written: the stream ends without its last line.
    pub async fn next(&mut self, node: &Node) -> Result<Option<Vec<u8>>, NodeError> {
        match self.stage {
            Stage::Over => return Ok(None),
            Stage::Head => {
                self.stage = Stage::Body;
                if let Some(head) = self.format.head(&self.columns)? {
                    return Ok(Some(head));
                }
            }
            Stage::Body => {}
        }
        let state = node.state.read().await;
        let standing = Standing::of(&state.view.keys, &self.who);
        if state.unlocked.is_none() {
            return self.end(Some(Ended::NodeLocked), Vec::new()).map(Some);
        }
        if standing.who().status != Status::Confirmed {
            return self.end(Some(Ended::Revoked), Vec::new()).map(Some);
        }
        let mut asking = node.asking(&state.view, &standing, Action::Export, self.purpose);
        let now = (*node.revisions().borrow(), node.today());
        if self.checked != Some(now) {
            if let Some((why, erase)) = self.closed(&state, &mut asking) {
                return self.end(Some(why), erase).map(Some);
            }
            self.checked = Some(now);
        }
        let chunk: Vec<&Row> = self
            .planned
            .iter()
            .skip(self.sent_count)
            .take(CHUNK_COUNT)
            .filter_map(|record| state.view.rows.get(&record.to_bytes()))
            .collect();
        if chunk.is_empty() {
            return self.end(None, Vec::new()).map(Some);
        }
        let shown = chunk.iter().map(|row| cut(row, &asking.fields(&row.header))).collect::<Result<Vec<_>, _>>()?;
        let entries: Vec<Index> = chunk.iter().map(|row| row.index).collect();
        let asked = Asked::new(standing.who(), Action::Export, self.purpose, &self.kind);
        match node.tell(asked, asking.outcome(true), &entries).await {
            Err(NodeError::BudgetSpent { .. }) => return self.end(Some(Ended::BudgetSpent), Vec::new()).map(Some),
            told => told?,
        }
        self.sent_count += chunk.len();
        self.format.rows(&self.columns, &shown).map(Some)
    }

    /// How many records have left so far.
    #[must_use]
    pub fn sent_count(&self) -> usize {
        self.sent_count
    }

    /// Why it ended before its end; nothing where it is whole or still on its way.
    #[must_use]
    pub fn ended(&self) -> Option<Ended> {
        self.ended
    }

    /// Whether something that was permitted at the beginning is so no more: why, and what of it has left already.
    fn closed(&self, state: &State, asking: &mut Asking<'_>) -> Option<(Ended, Vec<Handle>)> {
        let mut found = None;
        let mut erase = Vec::new();
        for (at, record) in self.planned.iter().enumerate() {
            let row = state.view.rows.get(&record.to_bytes()).filter(|row| row.matching.is_some());
            let why = match row {
                Some(row) if asking.allows_part(row) => continue,
                Some(row) => why(&asking.facts(&row.header), &self.who.organisation, self.purpose),
                None => gone(&state.view, *record),
            };
            found.get_or_insert(why);
            if at < self.sent_count {
                erase.push(handle_of(*record));
            }
        }
        found.map(|why| (why, erase))
    }

    fn end(&mut self, why: Option<Ended>, erase: Vec<Handle>) -> Result<Vec<u8>, NodeError> {
        (self.stage, self.ended) = (Stage::Over, why);
        let error = why.map(|code| Fault { code, text: code.text() });
        let trailer = Trailer { complete: error.is_none(), error, erase, count: self.sent_count };
        self.format.trailer(&trailer)
    }
}

impl Ended {
    /// The word of it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConsentWithdrawn => "consent-withdrawn",
            Self::AgreementEnded => "agreement-ended",
            Self::Revoked => "revoked",
            Self::Erased => "erased",
            Self::NodeLocked => "node-locked",
            Self::BudgetSpent => "budget-spent",
            Self::NoLongerPermitted => "no-longer-permitted",
        }
    }

    /// What to do about it.
    fn text(self) -> &'static str {
        match self {
            Self::ConsentWithdrawn => "a person withdrew consent; erase what is named here, and ask anew",
            Self::AgreementEnded => "the agreement is over; make a new one with the owner",
            Self::Revoked => "you are no member any more",
            Self::Erased => "a record was erased; erase what is named here, and ask anew",
            Self::NodeLocked => "the node was locked; ask anew when it is open",
            Self::BudgetSpent => "too many records were read; a colleague has to release the budget",
            Self::NoLongerPermitted => "this may not be done any more; ask the owner",
        }
    }
}

/// Why a record that was permitted is so no more.
fn why(facts: &RecordFacts, who: &OrgId, purpose: Purpose) -> Ended {
    let is_used_otherwise = facts.purpose != purpose && !facts.consented.contains(&purpose);
    if facts.withdrawn.contains(&purpose) || is_used_otherwise {
        return Ended::ConsentWithdrawn;
    }
    if facts.owner == *who || facts.joint.contains(who) {
        return Ended::NoLongerPermitted;
    }
    // without a no of the person it was the agreement that opened it
    if facts.ended.contains(who) { Ended::AgreementEnded } else { Ended::ConsentWithdrawn }
}

fn gone(view: &View, record: RecordId) -> Ended {
    if view.keys.erased.contains(&record.to_bytes()) { Ended::Erased } else { Ended::NoLongerPermitted }
}
