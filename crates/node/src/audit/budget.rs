//! How many records one person may be shown before a colleague looks at it: who copies a register record by record is
//! stopped while most of it is unread.
//!
//! Counted are different records, by person and purpose, over this hour and the last day: the same one again, or a newer
//! version of it, is no more. The limits are far above what somebody who works with people gets to see, and far below a
//! register. A line of the operator's list says a name and a state and weighs little. Taking out many at once has a limit
//! of its own, since that is what an export is for. What is written or imported is not read and counts for nobody. The
//! counts follow from the audit, and a restart reads the last day of it.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use firewall::{Action, Principal, Role};
use journal::{Index, Log};
use rooms::header::{Hour, Purpose};
use store::Store;

use super::{hash_of, records};
use crate::door::{Asked, AuditLine, Outcome};
use crate::kinds::KINDS;
use crate::{Node, NodeError, clock};

/// Different records that somebody may be shown in one hour for one purpose: one in every two seconds, 40 full pages.
pub const HOUR_MAX: usize = 2_000;
/// The same over 24 hours: five such hours.
pub const DAY_MAX: usize = 10_000;
/// Different records that somebody may take out over 24 hours: the register of a large organisation, once.
pub const EXPORT_DAY_MAX: usize = 100_000;

/// So many lines of the operator's list weigh as one record that is shown: a line has the name it came by, its kind, state
/// and hour, and nothing of the person. Who runs a node lists 20,000 records in an hour and 100,000 in a day; the register
/// of a large organisation is listed by kinds, of which missing people and remains have purposes of their own.
pub const LINES_PER_RECORD: usize = 10;

const HOURS: u32 = 24;

/// Whom and what for.
type Key = (String, Purpose);

/// The counts of all who read.
#[derive(Debug, Default)]
pub(crate) struct Budgets(Mutex<BTreeMap<Key, Spent>>);

/// What is shown of records, as far as it matters here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Manner {
    /// What stands in them.
    Content,
    /// Lines of the operator's list.
    Lines,
    /// Taken out.
    Export,
}

/// What one person was shown for one purpose.
#[derive(Clone, Debug, Default)]
struct Spent {
    read: Shown,
    lines: Shown,
    exported: Shown,
    is_over: bool,
}

/// Records that were shown, by the hour in which they were first shown in the window.
#[derive(Clone, Debug, Default)]
struct Shown {
    records: BTreeMap<[u8; 16], Hour>,
    /// Of lists that are too long to name each record: the longest of each hour.
    unnamed: BTreeMap<Hour, usize>,
}

/// A person whose budget is spent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SpentBudget {
    /// Who.
    pub principal: String,
    /// For which purpose.
    pub purpose: Purpose,
}

impl Manner {
    fn of(action: Action, filter_hash: &str) -> Self {
        static LINES: LazyLock<Vec<String>> =
            LazyLock::new(|| KINDS.iter().map(|kind| hash_of(&lines_of(kind))).collect());
        match action {
            Action::Export => Self::Export,
            Action::List if LINES.iter().any(|hash| hash == filter_hash) => Self::Lines,
            _ => Self::Content,
        }
    }
}

/// What the operator's list of a kind is called in the audit.
pub(crate) fn lines_of(kind: &str) -> String {
    format!("lines/{kind}")
}

impl Spent {
    fn shown(&mut self, manner: Manner) -> &mut Shown {
        match manner {
            Manner::Content => &mut self.read,
            Manner::Lines => &mut self.lines,
            Manner::Export => &mut self.exported,
        }
    }

    fn is_too_much(&self, hour: Hour) -> bool {
        let in_hour = self.read.in_hour(hour) + self.lines.in_hour(hour) / LINES_PER_RECORD;
        let in_day = self.read.in_day() + self.lines.in_day() / LINES_PER_RECORD;
        in_hour > HOUR_MAX || in_day > DAY_MAX || self.exported.in_day() > EXPORT_DAY_MAX
    }
}

impl Shown {
    fn drop_old(&mut self, hour: Hour) {
        let is_in_window = |at: &Hour| at.since_epoch() + HOURS > hour.since_epoch();
        self.records.retain(|_, at| is_in_window(at));
        self.unnamed.retain(|at, _| is_in_window(at));
    }

    fn add(&mut self, records: &[[u8; 16]], count: usize, hour: Hour) {
        for record in records {
            // seen again counts now
            self.records.insert(*record, hour);
        }
        let unnamed = count.saturating_sub(records.len());
        if unnamed > 0 {
            let longest = self.unnamed.entry(hour).or_default();
            *longest = unnamed.max(*longest);
        }
    }

    fn in_day(&self) -> usize {
        self.records.len() + self.unnamed.values().max().copied().unwrap_or(0)
    }

    fn in_hour(&self, hour: Hour) -> usize {
        let named = self.records.values().filter(|at| **at == hour).count();
        named + self.unnamed.get(&hour).copied().unwrap_or(0)
    }
}

/// Whether a question counts: whoever shows people records to others. Machines compare all of them and show none.
fn counts(who_is_machine: bool, action: Action, purpose: Purpose) -> bool {
    let is_content = matches!(
        action,
        Action::Read
            | Action::Open
            | Action::List
            | Action::Export
            | Action::Download
            | Action::Find
            | Action::Suggest
            | Action::Notify
            | Action::Review
            | Action::Decide
    );
    is_content && !who_is_machine && !purpose.is_public()
}

/// What an alarm and its release are called in the audit.
fn label(principal: &str, purpose: Purpose) -> String {
    format!("budget/{principal}/{}", purpose.as_str())
}

impl Budgets {
    /// Takes note of records that are about to be shown. `false`: they may not be, the budget is spent.
    fn spend(&self, key: Key, manner: Manner, records: &[[u8; 16]], count: usize, hour: Hour) -> Spend {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let spent = all.entry(key).or_default();
        if spent.is_over {
            return Spend::Over;
        }
        for manner in [Manner::Content, Manner::Lines, Manner::Export] {
            spent.shown(manner).drop_old(hour);
        }
        let before = spent.shown(manner).clone();
        spent.shown(manner).add(records, count, hour);
        if spent.is_too_much(hour) {
            *spent.shown(manner) = before;
            spent.is_over = true;
            return Spend::Trips;
        }
        Spend::Fits
    }

    fn release(&self, key: &Key) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(key).is_some_and(|spent| spent.is_over)
    }

    fn spent(&self) -> Vec<SpentBudget> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let over = all.iter().filter(|(_, spent)| spent.is_over);
        over.map(|((principal, purpose), _)| SpentBudget { principal: principal.clone(), purpose: *purpose }).collect()
    }

    fn replace(&self, new: BTreeMap<Key, Spent>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = new;
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Spend {
    Fits,
    /// It would be too much with this.
    Trips,
    /// It was too much before.
    Over,
}

/// Folds lines of the audit, oldest first; `of` says of which record an entry is.
fn fold(lines: &[AuditLine], of: &BTreeMap<Index, [u8; 16]>) -> BTreeMap<Key, Spent> {
    let mut all: BTreeMap<Key, Spent> = BTreeMap::new();
    for line in lines {
        let Some(action) = line.action.parse::<Action>().ok() else { continue };
        if line.outcome == Outcome::Allowed && RELEASING.contains(&action) {
            all.retain(|(principal, purpose), _| line.filter != hash_of(&label(principal, *purpose)));
            continue;
        }
        let Some(purpose) = line.purpose else { continue };
        if !counts(line.is_machine, action, purpose) {
            continue;
        }
        let spent = all.entry((line.principal.clone(), purpose)).or_default();
        let is_trip = line.outcome == Outcome::Alarm && line.filter == hash_of(&label(&line.principal, purpose));
        spent.is_over |= is_trip;
        if line.outcome == Outcome::Allowed {
            let records = records::named(&line.entries, of);
            let shown = spent.shown(Manner::of(action, &line.filter));
            shown.drop_old(line.hour);
            shown.add(&records, line.count, line.hour);
        }
    }
    all
}

/// With which right a budget is released: an auditor reads the audit, a coordinator confirms colleagues.
const RELEASING: [Action; 2] = [Action::ReadAudit, Action::Confirm];

fn right_of(who: &Principal) -> Action {
    if who.role == Role::Coordinator { Action::Confirm } else { Action::ReadAudit }
}

impl Node {
    /// Takes note of what is about to be shown, where that counts.
    ///
    /// # Errors
    /// Where the budget is spent: nothing may be shown, and the first time it is told as an alarm.
    pub(crate) async fn spend(&self, asked: &Asked<'_>, entries: &[Index]) -> Result<(), NodeError> {
        let Some(purpose) = asked.purpose.filter(|it| counts(asked.who.is_machine(), asked.action, *it)) else {
            return Ok(());
        };
        let principal = asked.who.handle.to_string();
        let key = (principal.clone(), purpose);
        let named = &entries[..entries.len().min(crate::door::ENTRIES_TOLD_MAX)];
        let manner = Manner::of(asked.action, &hash_of(asked.filter));
        let records = records::named(named, &self.records_of(named).await?);
        let outcome = match self.budgets.spend(key, manner, &records, entries.len(), clock::hour()) {
            Spend::Fits => return Ok(()),
            Spend::Trips => Outcome::Alarm,
            Spend::Over => Outcome::Refused,
        };
        let label = label(&principal, purpose);
        self.write_line(Asked { filter: &label, ..*asked }, outcome, &[]).await?;
        Err(NodeError::BudgetSpent { principal })
    }

    /// A holder in the first of their roles that may release budgets, or else in their first for `ReadAudit` to be refused.
    pub(crate) async fn releasing(&self, holder: Option<&str>, route: &str) -> Result<Principal, NodeError> {
        let handle = self.holder_named(holder).await?;
        for action in RELEASING {
            match self.first_that_may(&handle, action, route).await? {
                Some(who) if right_of(&who) == action => return Ok(who),
                _ => {}
            }
        }
        self.acting(&handle, Action::ReadAudit, None, route).await
    }

    /// Lets somebody read again whose budget was spent: an auditor or a coordinator does, and never for themselves.
    ///
    /// # Errors
    /// Where the firewall refuses, it is their own, or nobody's is spent so.
    pub async fn release_budget(&self, who: &Principal, principal: &str, purpose: Purpose) -> Result<(), NodeError> {
        let action = right_of(who);
        let label = label(principal, purpose);
        let asked = Asked { who, action, purpose: None, filter: &label };
        let is_theirs = who.handle.as_str() != principal && self.looks_after(who, principal).await;
        let is_allowed = is_theirs && self.may(who, action).await.is_allowed;
        if !is_allowed {
            self.write_line(asked, Outcome::Refused, &[]).await?;
            return Err(asked.refused());
        }
        self.write_line(asked, Outcome::Allowed, &[]).await?;
        let was_spent = self.budgets.release(&(principal.to_owned(), purpose));
        if was_spent { Ok(()) } else { Err(NodeError::NoSuchRecord) }
    }

    /// Whose budgets are spent; for those who may release them.
    ///
    /// # Errors
    /// Where the firewall refuses.
    pub async fn spent_budgets(&self, who: &Principal) -> Result<Vec<SpentBudget>, NodeError> {
        self.govern(who, right_of(who)).await?;
        let mut spent = Vec::new();
        for line in self.budgets.spent() {
            if self.looks_after(who, &line.principal).await {
                spent.push(line);
            }
        }
        Ok(spent)
    }

    /// An auditor is there for all of the node, a coordinator for the colleagues of the own organisation.
    async fn looks_after(&self, who: &Principal, principal: &str) -> bool {
        if right_of(who) == Action::ReadAudit {
            return true;
        }
        let state = self.state.read().await;
        let mut holders = state.view.keys.holders.iter();
        holders.any(|(handle, holder)| handle.as_str() == principal && holder.organisation == who.organisation)
    }

    /// Counts what the last day of the audit tells: at an unlocking.
    pub(crate) async fn recount_budgets(&self) -> Result<(), NodeError> {
        let oldest = clock::hour().since_epoch().saturating_sub(HOURS);
        let mut end = self.store.head(Log::Audit).await?.size;
        let mut newest_first = Vec::new();
        'all: while end > 0 {
            let lines = self.audit_before(end).await?;
            end = lines.first().map_or(0, |(index, _)| *index);
            for (_, line) in lines.into_iter().rev() {
                if line.hour.since_epoch() <= oldest {
                    break 'all;
                }
                newest_first.push(line);
            }
        }
        newest_first.reverse();
        let counted = newest_first.iter().filter(|line| line.outcome == Outcome::Allowed && !line.is_machine);
        let entries: Vec<Index> = counted.flat_map(|line| line.entries.iter().copied()).collect();
        let of = self.records_of(&entries).await?;
        self.budgets.replace(fold(&newest_first, &of));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
