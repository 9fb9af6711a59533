//! A line of the audit: who asked for what, when, why, by which way, and what came of it.

use firewall::{Action, Principal, Role};
use journal::Index;
use rooms::header::{Hour, Purpose, RecordId};
use serde::{Deserialize, Serialize};

/// What came of a question.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was answered.
    #[default]
    Allowed,
    /// Nothing was shown: it may not be, or is not there.
    Refused,
    /// A policy failed while it was asked, which is a refusal that somebody must look at.
    Alarm,
}

/// A line of the audit, as it is written and read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct AuditLine {
    /// Its own id: two lines are never the same bytes, so that one put in the place of another is seen.
    pub line: RecordId,
    /// The name of who asked.
    pub principal: String,
    /// The organisation acted for.
    pub organisation: String,
    /// Whether no person asked.
    pub is_machine: bool,
    /// What they acted as; lines from before there were roles have none.
    #[serde(default)]
    pub role: Option<Role>,
    /// By which way they came; lines from before ways were told have none.
    #[serde(default)]
    pub route: Option<String>,
    /// The word of what was asked.
    pub action: String,
    /// What for; nothing for questions about the node.
    pub purpose: Option<Purpose>,
    /// What came of it.
    #[serde(default)]
    pub outcome: Outcome,
    /// SHA-256 of what was asked for: says that two questions were the same, and not what they were.
    pub filter: String,
    /// How many records were shown.
    pub count: usize,
    /// Their places in the log of changes; of a long list the first ones.
    pub entries: Vec<Index>,
    /// When, to the hour.
    pub hour: Hour,
}

impl AuditLine {
    /// A line that tells of nothing yet.
    pub(crate) fn new(id: RecordId, who: &Principal, action: Action, purpose: Option<Purpose>, hour: Hour) -> Self {
        Self {
            line: id,
            principal: who.handle.to_string(),
            organisation: who.organisation.to_string(),
            is_machine: who.is_machine(),
            role: Some(who.role),
            route: Some(who.route.clone()),
            action: action.as_str().to_owned(),
            purpose,
            outcome: Outcome::Allowed,
            filter: String::new(),
            count: 0,
            entries: Vec::new(),
            hour,
        }
    }
}

#[cfg(test)]
mod tests;
