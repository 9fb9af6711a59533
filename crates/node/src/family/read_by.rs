//! Who opened a family's report, in a form that a family reads.
//!
//! It names organisations and not people: the pseudonym of a helper is of no use to a family and might be to somebody who
//! wants to find that helper. Nor does it name roles: that a forensic analyst has looked is a hint at remains, and such a
//! thing is told in person.

use std::collections::BTreeSet;

use firewall::{Action, Principal, Role};
use journal::{Index, Log, entry};
use rooms::header::{Purpose, RecordId};
use rooms::missing::kinds::MissingPerson;
use rooms::shared::Day;
use store::{Store, Stored};

use crate::door::{AuditLine, Outcome};
use crate::{Node, NodeError};

/// Lines of the audit, and entries of the log of changes, that are looked at for one answer: a page must not cost more.
const LOOKED_AT_MAX: u64 = 20_000;
/// Entries read from the store at once.
const READ_COUNT: usize = 1000;

/// On one day, by one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBy {
    /// The day.
    pub day: Day,
    /// Who.
    pub reader: Reader,
    /// How often.
    pub count: usize,
}

/// Who opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The family itself.
    Family,
    /// Somebody of an organisation.
    Person(String),
    /// A program of an organisation.
    Program(String),
}

impl Node {
    /// Who opened a report, newest day first.
    ///
    /// # Errors
    /// Where the firewall refuses, or the audit cannot be read.
    pub async fn who_read(&self, family: &Principal, report: RecordId) -> Result<Vec<ReadBy>, NodeError> {
        self.open::<MissingPerson>(family, Action::ReadLog, Purpose::Tracing, report).await?;
        let first = {
            let state = self.state.read().await;
            state.view.rows.get(&report.to_bytes()).map_or(0, |row| row.order.0)
        };
        let versions = self.read_from(Log::Changes, first).await?;
        let versions = versions.iter().filter(|stored| stored.record == report.to_bytes());
        let versions: BTreeSet<Index> = versions.map(|stored| stored.index).collect();
        let from = self.store.head(Log::Audit).await?.size.saturating_sub(LOOKED_AT_MAX);
        let mut lines = Vec::new();
        for stored in self.read_from(Log::Audit, from).await?.iter().rev() {
            let unreadable = |why: String| NodeError::damaged(format!("a line of the audit is unreadable ({why})"));
            let parts = entry::decode(&stored.bytes).map_err(|error| unreadable(error.to_string()))?;
            let line: AuditLine =
                serde_json::from_slice(&parts.header).map_err(|error| unreadable(error.to_string()))?;
            if line.entries.iter().any(|index| versions.contains(index)) {
                lines.push(line);
            }
        }
        Ok(by_day(lines.iter()))
    }

    async fn read_from(&self, log: Log, from: Index) -> Result<Vec<Stored>, NodeError> {
        let mut all = Vec::new();
        let mut next = from;
        while next < from + LOOKED_AT_MAX {
            let stored = self.store.entries(log, next, READ_COUNT).await?;
            let Some(last) = stored.last() else { break };
            next = last.index + 1;
            all.extend(stored);
        }
        Ok(all)
    }
}

fn by_day<'a>(lines: impl Iterator<Item = &'a AuditLine>) -> Vec<ReadBy> {
    let mut all: Vec<ReadBy> = Vec::new();
    for line in lines.filter(|line| line.outcome == Outcome::Allowed) {
        let organisation = line.organisation.clone();
        let reader = match line.role {
            Some(Role::Family) => Reader::Family,
            _ if line.is_machine => Reader::Program(organisation),
            _ => Reader::Person(organisation),
        };
        let day = Day::of(line.hour);
        match all.iter_mut().find(|known| known.day == day && known.reader == reader) {
            Some(known) => known.count += 1,
            None => all.push(ReadBy { day, reader, count: 1 }),
        }
    }
    all
}
