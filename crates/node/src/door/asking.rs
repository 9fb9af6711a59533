//! Asking the firewall about records: the one function through which every way in goes.

use std::borrow::Cow;

use firewall::{Action, Decision, Principal, RecordFacts, Role, Sitting, Status};
use rooms::header::{Header, Purpose};
use rooms::shared::Fields;

use super::facts::best_for;
use super::line::Outcome;
use crate::Node;
use crate::keys::PublicKeys;
use crate::outgoing::is_whole;
use crate::relations::Use;
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
    sitting: Sitting<'a>,
    /// What for, and on which day: agreements end at midnight.
    to: Use,
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
        let to = Use { purpose, day: self.today() };
        Asking { view, who, sitting: self.firewall.sitting(who, action, purpose), to, errors: Vec::new() }
    }
}

impl Asking<'_> {
    /// Whether it may be done with the record of this row, all of it: who may see only some fields gets them as
    /// [outgoing](Node::outgoing) and in an export, and by no other way.
    pub(crate) fn allows(&mut self, row: &Row) -> bool {
        self.allows_part(row) && is_whole(row, &self.fields(&row.header)).unwrap_or(false)
    }

    /// Whether it may be done with some of the record of this row at least.
    pub(crate) fn allows_part(&mut self, row: &Row) -> bool {
        self.allows_header(&row.header)
    }

    /// What is decided on.
    pub(crate) fn facts(&self, header: &Header) -> RecordFacts {
        self.view.facts_of(header, self.to)
    }

    /// How much of a record comes out, where any of it does.
    pub(crate) fn fields(&self, header: &Header) -> Fields {
        self.view.relations.fields(&self.facts(header), header, self.to, &self.who.organisation)
    }

    /// Whether it may be done with a record of this header.
    pub(crate) fn allows_header(&mut self, header: &Header) -> bool {
        let facts = self.facts(header);
        let decision = self.sitting.decide(&facts);
        self.note(&decision)
    }

    /// Whether it may be done with any record of that purpose at all; where not, nothing is looked up.
    pub(crate) fn has_hope(&mut self) -> bool {
        let decision = self.sitting.decide(&best_for(self.who, self.to.purpose));
        self.note(&decision)
    }

    /// The row, where it is there and may be seen. Both take the same work.
    pub(crate) fn seen<'r>(&mut self, row: Option<&'r Row>) -> Option<&'r Row> {
        self.seen_in_part(row).filter(|row| self.allows(row))
    }

    /// The same, where some of it may be seen at least.
    pub(crate) fn seen_in_part<'r>(&mut self, row: Option<&'r Row>) -> Option<&'r Row> {
        match row {
            Some(row) => self.allows_part(row).then_some(row),
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
