//! Telling in the audit what was asked and what came of it.

use std::sync::atomic::Ordering;

use firewall::{Action, Principal};
use journal::{EntryParts, Index, Log, entry};
use rooms::header::{Hour, Purpose};
use sha2::{Digest, Sha256};
use store::{Append, Store};

use super::asking::Asking;
use super::line::{AuditLine, Outcome};
use crate::layout::to_hex;
use crate::{Node, NodeError, clock};

/// Most places that a line of the audit names one by one.
pub(crate) const ENTRIES_TOLD_MAX: usize = 1000;

/// A question, as it is told: who, what, what for, and the words of what was asked for, of which a hash is kept.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) who: &'a Principal,
    pub(crate) action: Action,
    /// Nothing for questions about the node.
    pub(crate) purpose: Option<Purpose>,
    pub(crate) filter: &'a str,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(who: &'a Principal, action: Action, purpose: Purpose, filter: &'a str) -> Self {
        Self { who, action, purpose: Some(purpose), filter }
    }

    /// The refusal of this question.
    pub(crate) fn refused(&self) -> NodeError {
        NodeError::Refused {
            principal: self.who.to_string(),
            action: self.action.as_str(),
            purpose: self.purpose.map_or("the node", Purpose::as_str).to_owned(),
        }
    }
}

impl Node {
    /// How many policies have failed while they were asked, since the node was opened. One is one too many.
    #[must_use]
    pub fn alarms(&self) -> u64 {
        self.alarms.load(Ordering::Relaxed)
    }

    /// Refuses whoever can do this with no record at all, before anything is looked up, and tells it.
    pub(crate) async fn hopeful(&self, asking: &mut Asking<'_>, asked: Asked<'_>) -> Result<(), NodeError> {
        if asking.has_hope() {
            return Ok(());
        }
        self.tell(asked, asking.outcome(false), &[]).await?;
        Err(asked.refused())
    }

    /// Writes a line of the audit; it is durable when this returns.
    ///
    /// # Errors
    /// Where the budget of who asks is spent: nothing may be shown. Where the disk refuses.
    pub(crate) async fn tell(&self, asked: Asked<'_>, outcome: Outcome, entries: &[Index]) -> Result<(), NodeError> {
        if outcome == Outcome::Allowed {
            self.spend(&asked, entries).await?;
        }
        self.write_line(asked, outcome, entries).await
    }

    /// Writes a line and looks at no budget.
    pub(crate) async fn write_line(
        &self,
        asked: Asked<'_>,
        outcome: Outcome,
        entries: &[Index],
    ) -> Result<(), NodeError> {
        if outcome == Outcome::Alarm {
            self.alarms.fetch_add(1, Ordering::Relaxed);
        }
        let id = clock::new_record()?;
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let line = AuditLine {
            outcome,
            filter: to_hex(&Sha256::digest(asked.filter.as_bytes())),
            count: entries.len(),
            // a long list is told by its count: a header has a limit, and what was listed follows from the log's size
            entries: entries.iter().copied().take(ENTRIES_TOLD_MAX).collect(),
            ..AuditLine::new(id, asked.who, asked.action, asked.purpose, hour)
        };
        let header = serde_json::to_vec(&line).map_err(|error| NodeError::Unwritable(error.to_string()))?;
        let bytes = entry::encode(&EntryParts { header, sections: Vec::new() });
        let bytes = bytes.map_err(|error| NodeError::Unwritable(error.to_string()))?;
        self.store.append(Append::new(Log::Audit, id.to_bytes(), None, bytes)).await?;
        Ok(())
    }
}
