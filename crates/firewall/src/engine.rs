//! Asking the policies.

use std::collections::BTreeMap;
use std::sync::Arc;

use cedar_policy::{Authorizer, Context, Entities, PolicySet, Request, RestrictedExpression, Schema};
use rooms::header::Purpose;

use crate::entities::Building;
use crate::fault::FirewallError;
use crate::load::{Loaded, forbids, load, on_a_deep_stack};
use crate::names::Names;
use crate::sitting::{self, Sitting};
use crate::{Action, Decision, Principal, Subject};

/// The policies, ready to be asked.
#[derive(Clone, Debug)]
pub struct Firewall {
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    policies: PolicySet,
    words: BTreeMap<String, String>,
    schema: Schema,
    names: Names,
    asks_for_membership_alone: bool,
}

impl Firewall {
    /// The policies of this program.
    ///
    /// # Errors
    /// Never, as the tests of this crate show; a broken build says so here.
    pub fn built_in() -> Result<Self, FirewallError> {
        Self::with(&[])
    }

    /// The policies of this program, and permits of an operator: each file a name (`partners` or `partners.cedar`) and its text.
    ///
    /// # Errors
    /// Where files are too many or too large, where one is no policy, does not fit the schema, forbids, or could go wrong while
    /// a decision is taken. All faults are told, each with its place.
    pub fn with(permits: &[(String, String)]) -> Result<Self, FirewallError> {
        let Loaded { schema, policies, words } = load(permits)?;
        Self::of(schema, policies, words)
    }

    fn of(schema: Schema, policies: PolicySet, words: BTreeMap<String, String>) -> Result<Self, FirewallError> {
        let names = Names::read().map_err(FirewallError::Schema)?;
        let asks_for_membership_alone =
            on_a_deep_stack(|| sitting::asks_for_membership_alone(&policies)).unwrap_or(false);
        Ok(Self { inside: Arc::new(Inside { policies, words, schema, names, asks_for_membership_alone }) })
    }

    /// What a policy says in plain words: the comment above it.
    #[must_use]
    pub fn words(&self, policy: &str) -> Option<&str> {
        self.inside.words.get(policy).map(String::as_str)
    }

    /// Whether a policy forbids; what is no policy does not.
    #[must_use]
    pub fn forbids(&self, policy: &str) -> bool {
        forbids(&self.inside.policies, policy)
    }

    /// Answers one question.
    #[must_use]
    pub fn decide(&self, who: &Principal, action: Action, purpose: Purpose, about: &Subject) -> Decision {
        self.ask(who, action, purpose, about).unwrap_or_else(|error| Decision {
            is_allowed: false,
            determining: Vec::new(),
            errors: vec![error],
        })
    }

    /// Many questions of one principal for one action and purpose, each kind of facts decided once.
    #[must_use]
    pub fn sitting<'a>(&'a self, who: &'a Principal, action: Action, purpose: Purpose) -> Sitting<'a> {
        Sitting::new(self, who, action, purpose)
    }

    /// Whether no policy asks more of a record's sets than whether the asker is in them.
    pub(crate) fn asks_for_membership_alone(&self) -> bool {
        self.inside.asks_for_membership_alone
    }

    fn ask(&self, who: &Principal, action: Action, purpose: Purpose, about: &Subject) -> Result<Decision, String> {
        let Inside { policies, schema, names, .. } = &*self.inside;
        let mut building = Building::new(names);
        let principal = building.actor(who)?;
        let (resource, context) = match about {
            Subject::Record(facts) => {
                let purpose = RestrictedExpression::new_entity_uid(names.purpose.uid(purpose.as_str()));
                let context = Context::from_pairs([("purpose".to_owned(), purpose)]);
                (building.record(facts)?, context.map_err(said)?)
            }
            Subject::Node(organisation) => (building.node(organisation)?, Context::empty()),
        };
        let action = names.action.uid(action.as_str());
        let entities = Entities::from_entities(building.made, Some(schema)).map_err(said)?;
        let request = Request::new(principal, action, resource, context, Some(schema)).map_err(said)?;
        let answer = Authorizer::new().is_authorized(&request, policies, &entities);
        let diagnostics = answer.diagnostics();
        let mut determining: Vec<String> = diagnostics.reason().map(ToString::to_string).collect();
        determining.sort();
        let errors: Vec<String> = diagnostics.errors().map(ToString::to_string).collect();
        // Cedar skips a policy that errs and goes on; here an error is a denial
        let is_allowed = answer.decision() == cedar_policy::Decision::Allow && errors.is_empty();
        if !errors.is_empty() {
            determining.retain(|name| self.forbids(name));
        }
        Ok(Decision { is_allowed, determining, errors })
    }
}

/// An error with its causes, which name what is wrong.
fn said(error: impl std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        text = format!("{text}: {deeper}");
        cause = deeper.source();
    }
    text
}

#[cfg(test)]
mod tests;
