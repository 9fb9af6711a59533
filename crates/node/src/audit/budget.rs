//! How many records one person may be shown before a colleague looks at it: who copies a register record by record is
//! stopped while most of it is unread.
//!
//! Counted are different records, by person and purpose, over this hour and the last day. The limits are far above what
//! somebody who works with people gets to see, and far below a register. Taking out many at once has a limit of its own,
//! since that is what an export is for. The counts follow from the audit, and a restart reads the last day of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use firewall::{Action, Principal, Role};
use journal::{Index, Log};
use rooms::header::{Hour, Purpose};
use store::Store;

use super::hash_of;
use crate::door::{Asked, AuditLine, Outcome};
use crate::{Node, NodeError, clock};

/// Different records that somebody may be shown in one hour for one purpose: 20 full pages of a list, or one record in
/// every two seconds.
pub const HOUR_MAX: usize = 2_000;
/// The same over 24 hours: five such hours.
pub const DAY_MAX: usize = 10_000;
/// Different records that somebody may take out over 24 hours: the register of a large organisation, once.
pub const EXPORT_DAY_MAX: usize = 100_000;

const HOURS: u32 = 24;

/// Whom and what for.
type Key = (String, Purpose);

/// The counts of all who read.
#[derive(Debug, Default)]
pub(crate) struct Budgets(Mutex<BTreeMap<Key, Spent>>);

/// What one person was shown for one purpose.
#[derive(Clone, Debug, Default)]
struct Spent {
    read: Shown,
    exported: Shown,
    is_over: bool,
}

/// Records that were shown, by the hour in which they were first shown in the window.
#[derive(Clone, Debug, Default)]
struct Shown {
    records: BTreeMap<Index, Hour>,
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

impl Shown {
    fn with(&self, entries: &[Index], count: usize, hour: Hour) -> Self {
        let mut new = self.clone();
        new.add(entries, count, hour);
        new
    }

    fn add(&mut self, entries: &[Index], count: usize, hour: Hour) {
        let is_in_window = |at: &Hour| at.since_epoch() + HOURS > hour.since_epoch();
        self.records.retain(|_, at| is_in_window(at));
        self.unnamed.retain(|at, _| is_in_window(at));
        for entry in entries {
            // seen again counts now
            self.records.insert(*entry, hour);
        }
        let unnamed = count.saturating_sub(entries.len());
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
    fn spend(&self, key: Key, action: Action, entries: &[Index], count: usize, hour: Hour) -> Spend {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let spent = all.entry(key).or_default();
        if spent.is_over {
            return Spend::Over;
        }
        let (shown, is_too_much): (&mut Shown, fn(&Shown, Hour) -> bool) = match action {
            Action::Export => (&mut spent.exported, |shown, _| shown.in_day() > EXPORT_DAY_MAX),
            _ => (&mut spent.read, |shown, hour| shown.in_hour(hour) > HOUR_MAX || shown.in_day() > DAY_MAX),
        };
        let new = shown.with(entries, count, hour);
        if is_too_much(&new, hour) {
            spent.is_over = true;
            return Spend::Trips;
        }
        *shown = new;
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

/// Folds lines of the audit, oldest first.
fn fold(lines: &[AuditLine]) -> BTreeMap<Key, Spent> {
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
            let shown = if action == Action::Export { &mut spent.exported } else { &mut spent.read };
            shown.add(&line.entries, line.count, line.hour);
        }
    }
    all
}

/// With which right a budget is released: an auditor reads the audit, a coordinator confirms colleagues.
const RELEASING: [Action; 2] = [Action::ReadAudit, Action::Confirm];

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
        let outcome = match self.budgets.spend(key, asked.action, named, entries.len(), clock::hour()) {
            Spend::Fits => return Ok(()),
            Spend::Trips => Outcome::Alarm,
            Spend::Over => Outcome::Refused,
        };
        let label = label(&principal, purpose);
        self.write_line(Asked { filter: &label, ..*asked }, outcome, &[]).await?;
        Err(NodeError::BudgetSpent { principal })
    }

    /// Lets somebody read again whose budget was spent: an auditor or a coordinator does, and never for themselves.
    ///
    /// # Errors
    /// Where the firewall refuses, it is their own, or nobody's is spent so.
    pub async fn release_budget(&self, who: &Principal, principal: &str, purpose: Purpose) -> Result<(), NodeError> {
        let action = if who.role == Role::Coordinator { Action::Confirm } else { Action::ReadAudit };
        let label = label(principal, purpose);
        let asked = Asked { who, action, purpose: None, filter: &label };
        let is_allowed = self.may(who, action).await.is_allowed && who.handle.as_str() != principal;
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
        let action = if who.role == Role::Coordinator { Action::Confirm } else { Action::ReadAudit };
        self.govern(who, action).await?;
        Ok(self.budgets.spent())
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
        self.budgets.replace(fold(&newest_first));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
