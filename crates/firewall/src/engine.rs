//! Loading the policies, and asking them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr;
use std::sync::Arc;

use cedar_policy::{
    Authorizer, Context, Effect, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy, PolicyId, PolicySet,
    Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use rooms::header::{OrgId, Purpose, Sector};

use crate::operator::{BUILT_IN, SCHEMA};
use crate::{Action, Decision, Principal, RecordFacts, Subject};

/// Why policies are not loaded.
#[derive(Debug, thiserror::Error)]
pub enum FirewallError {
    /// Not Cedar.
    #[error("{file}: not a policy: {reason}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the parser says, with line and column.
        reason: String,
    },
    /// Cedar that does not fit the schema.
    #[error("{file}: the policy does not fit the schema: {reason}")]
    Invalid {
        /// The file.
        file: String,
        /// What the validator says.
        reason: String,
    },
    /// A file of an operator that forbids: it could not be proved that nothing needed is lost.
    #[error("{file}: policies of an operator may only permit; take the `forbid` out")]
    NotAPermit {
        /// The file.
        file: String,
    },
    /// The program's own schema is broken.
    #[error("the schema of the firewall does not load: {0}")]
    Schema(String),
}

/// The policies, ready to be asked.
#[derive(Clone, Debug)]
pub struct Firewall {
    policies: Arc<PolicySet>,
    schema: Arc<Schema>,
}

impl Firewall {
    /// The policies of this program.
    ///
    /// # Errors
    /// Never, as the tests of this crate show; a broken build says so here.
    pub fn built_in() -> Result<Self, FirewallError> {
        Self::with(&[])
    }

    /// The policies of this program, and permits of an operator: each a name and its text.
    ///
    /// # Errors
    /// Where a file is no policy, does not fit the schema, or forbids.
    pub fn with(permits: &[(String, String)]) -> Result<Self, FirewallError> {
        let (schema, _) =
            Schema::from_cedarschema_str(SCHEMA).map_err(|error| FirewallError::Schema(error.to_string()))?;
        let validator = Validator::new(schema.clone());
        let mut policies = PolicySet::new();
        for (file, text) in BUILT_IN {
            add(&mut policies, file, text, &validator, false)?;
        }
        for (file, text) in permits {
            add(&mut policies, &format!("operator/{file}"), text, &validator, true)?;
        }
        Ok(Self { policies: Arc::new(policies), schema: Arc::new(schema) })
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
        Sitting { firewall: self, who, action, purpose, known: HashMap::new() }
    }

    fn ask(&self, who: &Principal, action: Action, purpose: Purpose, about: &Subject) -> Result<Decision, String> {
        let mut entities = Building::default();
        let principal = entities.actor(who)?;
        let (resource, context) = match about {
            Subject::Record(facts) => {
                let purpose = RestrictedExpression::new_entity_uid(uid("Purpose", purpose.as_str())?);
                let context = Context::from_pairs([("purpose".to_owned(), purpose)]);
                (entities.record(facts)?, context.map_err(said)?)
            }
            Subject::Node(organisation) => (entities.node(organisation)?, Context::empty()),
        };
        let action = uid("Action", action.as_str())?;
        let entities = Entities::from_entities(entities.made, Some(&self.schema)).map_err(said)?;
        let request = Request::new(principal, action, resource, context, Some(&self.schema)).map_err(said)?;
        let answer = Authorizer::new().is_authorized(&request, &self.policies, &entities);
        let diagnostics = answer.diagnostics();
        let mut determining: Vec<String> = diagnostics.reason().map(ToString::to_string).collect();
        determining.sort();
        let errors: Vec<String> = diagnostics.errors().map(ToString::to_string).collect();
        let is_allowed = answer.decision() == cedar_policy::Decision::Allow && errors.is_empty();
        Ok(Decision { is_allowed, determining, errors })
    }
}

/// Questions of one principal for one action and purpose.
#[derive(Debug)]
pub struct Sitting<'a> {
    firewall: &'a Firewall,
    who: &'a Principal,
    action: Action,
    purpose: Purpose,
    known: HashMap<RecordFacts, Arc<Decision>>,
}

impl Sitting<'_> {
    /// Decides on a record's facts; the same facts are asked once.
    pub fn decide(&mut self, facts: &RecordFacts) -> Arc<Decision> {
        if let Some(known) = self.known.get(facts) {
            return Arc::clone(known);
        }
        let about = Subject::Record(facts.clone());
        let decision = Arc::new(self.firewall.decide(self.who, self.action, self.purpose, &about));
        self.known.insert(facts.clone(), Arc::clone(&decision));
        decision
    }
}

fn add(
    policies: &mut PolicySet,
    file: &str,
    text: &str,
    validator: &Validator,
    is_operators: bool,
) -> Result<(), FirewallError> {
    let unreadable =
        |error: &dyn std::fmt::Display| FirewallError::Unreadable { file: file.to_owned(), reason: error.to_string() };
    let read = PolicySet::from_str(text).map_err(|error| unreadable(&error))?;
    let several = read.policies().count() > 1;
    for (number, policy) in read.policies().enumerate() {
        if is_operators && policy.effect() == Effect::Forbid {
            return Err(FirewallError::NotAPermit { file: file.to_owned() });
        }
        let name = if several { format!("{file}#{}", number + 1) } else { file.to_owned() };
        let policy: Policy = policy.new_id(PolicyId::new(name));
        policies.add(policy).map_err(|error| unreadable(&error))?;
    }
    let result = validator.validate(policies, ValidationMode::Strict);
    if result.validation_passed() {
        return Ok(());
    }
    let reasons: Vec<String> = result.validation_errors().map(ToString::to_string).collect();
    Err(FirewallError::Invalid { file: file.to_owned(), reason: reasons.join("; ") })
}

/// Entities of one question.
#[derive(Default)]
struct Building {
    made: Vec<Entity>,
    organisations: BTreeSet<OrgId>,
}

impl Building {
    fn actor(&mut self, who: &Principal) -> Result<EntityUid, String> {
        let organisation = self.organisation(&who.organisation, who.sector)?;
        let name = uid("Actor", who.handle.as_str())?;
        let attributes = HashMap::from([
            ("organisation".to_owned(), RestrictedExpression::new_entity_uid(organisation)),
            ("role".to_owned(), RestrictedExpression::new_entity_uid(uid("Role", who.role.as_str())?)),
            ("status".to_owned(), RestrictedExpression::new_entity_uid(uid("Status", who.status.as_str())?)),
        ]);
        self.made.push(Entity::new(name.clone(), attributes, HashSet::new()).map_err(said)?);
        Ok(name)
    }

    fn organisation(&mut self, organisation: &OrgId, sector: Sector) -> Result<EntityUid, String> {
        let name = uid("Organisation", organisation.as_str())?;
        if self.organisations.insert(organisation.clone()) {
            let sector = RestrictedExpression::new_entity_uid(uid("Sector", sector.as_str())?);
            let attributes = HashMap::from([("sector".to_owned(), sector)]);
            self.made.push(Entity::new(name.clone(), attributes, HashSet::new()).map_err(said)?);
        }
        Ok(name)
    }

    fn record(&mut self, facts: &RecordFacts) -> Result<EntityUid, String> {
        // one name for all records, so that no policy speaks of a single one
        let name = uid("Record", "asked")?;
        let owner = self.organisation(&facts.owner, facts.owner_sector)?;
        let organisations = |of: &BTreeSet<OrgId>| set(of.iter().map(|it| uid("Organisation", it.as_str())));
        let purposes = |of: &BTreeSet<Purpose>| set(of.iter().map(|it| uid("Purpose", it.as_str())));
        let attributes = HashMap::from([
            ("owner".to_owned(), RestrictedExpression::new_entity_uid(owner)),
            ("purpose".to_owned(), RestrictedExpression::new_entity_uid(uid("Purpose", facts.purpose.as_str())?)),
            ("joint".to_owned(), organisations(&facts.joint)?),
            ("agreed".to_owned(), organisations(&facts.agreed)?),
            ("ended".to_owned(), organisations(&facts.ended)?),
            ("shared".to_owned(), organisations(&facts.shared)?),
            ("consented".to_owned(), purposes(&facts.consented)?),
            ("withdrawn".to_owned(), purposes(&facts.withdrawn)?),
            ("at_risk".to_owned(), RestrictedExpression::new_bool(facts.is_at_risk)),
            ("makers".to_owned(), set(facts.makers.iter().map(|it| uid("Actor", it.as_str())))?),
        ]);
        self.made.push(Entity::new(name.clone(), attributes, HashSet::new()).map_err(said)?);
        Ok(name)
    }

    fn node(&mut self, organisation: &OrgId) -> Result<EntityUid, String> {
        let name = uid("Node", "this")?;
        let organisation = RestrictedExpression::new_entity_uid(uid("Organisation", organisation.as_str())?);
        let attributes = HashMap::from([("organisation".to_owned(), organisation)]);
        self.made.push(Entity::new(name.clone(), attributes, HashSet::new()).map_err(said)?);
        Ok(name)
    }
}

fn set(names: impl Iterator<Item = Result<EntityUid, String>>) -> Result<RestrictedExpression, String> {
    let names: Result<Vec<RestrictedExpression>, String> =
        names.map(|name| name.map(RestrictedExpression::new_entity_uid)).collect();
    Ok(RestrictedExpression::new_set(names?))
}

fn uid(kind: &str, name: &str) -> Result<EntityUid, String> {
    let kind = EntityTypeName::from_str(kind).map_err(said)?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(name)))
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
