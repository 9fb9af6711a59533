//! Many questions of one principal: each kind of facts is decided once.
//!
//! A list of families' reports has as many sets of joint holders as it has families. The policies ask of such a set one thing:
//! whether the asker is in it. So facts that differ in the others are one kind, unless an operator's permit looks closer.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use cedar_policy::PolicySet;
use rooms::header::{OrgId, Purpose, Sector};
use serde_json::Value;

use crate::operator::path;
use crate::{Action, Decision, Firewall, Principal, RecordFacts, Subject};

/// Sets of organisations in a record, each with what a membership is asked of.
const SETS: [(&str, &str); 5] = [
    ("resource.joint", "principal.organisation"),
    ("resource.agreed", "principal.organisation"),
    ("resource.ended", "principal.organisation"),
    ("resource.shared", "principal.organisation"),
    ("resource.makers", "principal"),
];

/// Questions of one principal for one action and purpose.
#[derive(Debug)]
pub struct Sitting<'a> {
    firewall: &'a Firewall,
    who: &'a Principal,
    action: Action,
    purpose: Purpose,
    known: HashMap<Kind, Arc<Decision>>,
    known_closely: HashMap<RecordFacts, Arc<Decision>>,
}

/// Facts as far as they matter to the asker.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Kind {
    owner: OrgId,
    owner_sector: Sector,
    purpose: Purpose,
    is_in: [bool; 5],
    is_at_risk: bool,
    consented: u8,
    withdrawn: u8,
}

impl<'a> Sitting<'a> {
    pub(crate) fn new(firewall: &'a Firewall, who: &'a Principal, action: Action, purpose: Purpose) -> Self {
        Self { firewall, who, action, purpose, known: HashMap::new(), known_closely: HashMap::new() }
    }

    /// Decides on a record's facts; the same kind of facts is asked once.
    pub fn decide(&mut self, facts: &RecordFacts) -> Arc<Decision> {
        if self.firewall.asks_for_membership_alone() {
            let kind = kind(self.who, facts);
            if let Some(known) = self.known.get(&kind) {
                return Arc::clone(known);
            }
            let decision = self.ask(facts);
            self.known.insert(kind, Arc::clone(&decision));
            return decision;
        }
        if let Some(known) = self.known_closely.get(facts) {
            return Arc::clone(known);
        }
        let decision = self.ask(facts);
        self.known_closely.insert(facts.clone(), Arc::clone(&decision));
        decision
    }

    /// How many kinds of facts were asked about.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.known.len() + self.known_closely.len()
    }

    fn ask(&self, facts: &RecordFacts) -> Arc<Decision> {
        let about = Subject::Record(facts.clone());
        Arc::new(self.firewall.decide(self.who, self.action, self.purpose, &about))
    }
}

fn kind(who: &Principal, facts: &RecordFacts) -> Kind {
    let is_in = |of: &BTreeSet<OrgId>| of.contains(&who.organisation);
    let bits = |of: &BTreeSet<Purpose>| of.iter().fold(0, |bits, purpose| bits | 1 << *purpose as u8);
    // a field that is added to the facts does not compile until it is in the kind
    let RecordFacts {
        owner,
        owner_sector,
        purpose,
        joint,
        agreed,
        ended,
        shared,
        consented,
        withdrawn,
        is_at_risk,
        makers,
    } = facts;
    Kind {
        owner: owner.clone(),
        owner_sector: *owner_sector,
        purpose: *purpose,
        is_in: [is_in(joint), is_in(agreed), is_in(ended), is_in(shared), makers.contains(&who.handle)],
        is_at_risk: *is_at_risk,
        consented: bits(consented),
        withdrawn: bits(withdrawn),
    }
}

/// Whether no policy asks more of the sets than whether the asker is in them.
pub(crate) fn asks_for_membership_alone(policies: &PolicySet) -> bool {
    policies.policies().all(|policy| policy.to_json().is_ok_and(|written| is_membership(&written["conditions"])))
}

fn is_membership(term: &Value) -> bool {
    match term {
        Value::Array(terms) => terms.iter().all(is_membership),
        Value::Object(fields) => fields.iter().all(|(operator, inner)| match operator.as_str() {
            "Value" => true,
            "contains" if is_of_the_asker(inner) => true,
            "." if path(term).is_some_and(|path| SETS.iter().any(|(set, _)| path == *set)) => false,
            _ => is_membership(inner),
        }),
        _ => true,
    }
}

fn is_of_the_asker(contains: &Value) -> bool {
    let (set, whom) = (path(&contains["left"]), path(&contains["right"]));
    SETS.iter().any(|(known, asker)| set.as_deref() == Some(known) && whom.as_deref() == Some(asker))
}
