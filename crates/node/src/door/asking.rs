//! Asking the firewall about records: the one function through which every way in goes.

use std::borrow::Cow;

use firewall::{Action, Decision, Principal, Role, Sitting, Status};
use rooms::header::{Header, Purpose};

use super::facts::best_for;
use super::line::Outcome;
use crate::Node;
use crate::keys::PublicKeys;
use crate::view::{Row, View};

/// Who asks, as they stand by now: whoever has left, or has that role no more, is revoked from the next question on.
pub(crate) struct Standing<'a>(Cow<'a, Principal>);

impl<'a> Standing<'a> {
    pub(crate) fn of(keys: &PublicKeys, who: &'a Principal) -> Self {
        let is_revoked = match keys.holders.get(&who.handle) {
            _ if matches!(who.role, Role::Machine | Role::Visitor | Role::Family) => false,
            Some(holder) => holder.organisation != who.organisation || !holder.roles().contains(&who.role),
            None => keys.retired.contains(&who.handle),
        };
        match is_revoked {
            true => Self(Cow::Owned(Principal { status: Status::Revoked, ..who.clone() })),
            false => Self(Cow::Borrowed(who)),
        }
    }

    pub(crate) fn who(&self) -> &Principal {
        &self.0
    }
}

/// Questions of one principal for one action and purpose, about records of one view.
pub(crate) struct Asking<'a> {
    view: &'a View,
    who: &'a Principal,
    purpose: Purpose,
    sitting: Sitting<'a>,
    /// What policies said that failed; each is an alarm.
    errors: Vec<String>,
}

impl Node {
    /// Begins to ask.
    pub(crate) fn asking<'a>(
        &'a self,
        view: &'a View,
        who: &'a Standing<'_>,
        action: Action,
        purpose: Purpose,
    ) -> Asking<'a> {
        let who = who.who();
        Asking { view, who, purpose, sitting: self.firewall.sitting(who, action, purpose), errors: Vec::new() }
    }
}

impl Asking<'_> {
    /// Whether it may be done with the record of this row.
    pub(crate) fn allows(&mut self, row: &Row) -> bool {
        self.allows_header(&row.header)
    }

    /// Whether it may be done with a record of this header.
    pub(crate) fn allows_header(&mut self, header: &Header) -> bool {
        let facts = self.view.facts_of(header);
        let decision = self.sitting.decide(&facts);
        self.note(&decision)
    }

    /// Whether it may be done with any record of that purpose at all; where not, nothing is looked up.
    pub(crate) fn has_hope(&mut self) -> bool {
        let decision = self.sitting.decide(&best_for(self.who, self.purpose));
        self.note(&decision)
    }

    /// The row, where it is there and may be seen. Both take the same work.
    pub(crate) fn seen<'r>(&mut self, row: Option<&'r Row>) -> Option<&'r Row> {
        match row {
            Some(row) => self.allows(row).then_some(row),
            None => {
                self.sitting.decide(&best_for(self.who, Purpose::Knowledge));
                None
            }
        }
    }

    /// The answer as it is told: an alarm where a policy failed.
    pub(crate) fn outcome(&self, is_answered: bool) -> Outcome {
        match (self.errors.is_empty(), is_answered) {
            (false, _) => Outcome::Alarm,
            (true, true) => Outcome::Allowed,
            (true, false) => Outcome::Refused,
        }
    }

    fn note(&mut self, decision: &Decision) -> bool {
        self.errors.extend(decision.errors.iter().cloned());
        decision.is_allowed
    }
}
