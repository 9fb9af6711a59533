//! A request to the ordinary authorizer, made of the same facts as the program makes it, and by other means: from JSON.

use std::collections::{BTreeMap, BTreeSet};

use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, Response, Schema};
use firewall::{Action, Principal, RecordFacts, Subject};
use rooms::header::Purpose;
use serde_json::{Value, json};

/// A request with the entities that it speaks of.
pub struct Asked {
    request: Request,
    entities: Entities,
}

impl Asked {
    pub fn new(schema: &Schema, who: &Principal, action: Action, purpose: Purpose, about: &Subject) -> Self {
        let mut organisations = BTreeMap::from([(who.organisation.to_string(), who.sector)]);
        let actor = json!({
            "organisation": reference("Organisation", who.organisation.as_str()),
            "role": reference("Role", who.role.as_str()),
            "status": reference("Status", who.status.as_str()),
        });
        let (kind, attributes) = match about {
            Subject::Node(owner) => ("Node", json!({"organisation": reference("Organisation", owner.as_str())})),
            Subject::Record(facts) => {
                organisations.entry(facts.owner.to_string()).or_insert(facts.owner_sector);
                ("Record", record(facts))
            }
        };
        let mut entities = vec![entity("Actor", who.handle.as_str(), &actor), entity(kind, "it", &attributes)];
        entities.extend(organisations.iter().map(|(name, sector)| {
            entity("Organisation", name, &json!({"sector": reference("Sector", sector.as_str())}))
        }));
        let context = match about {
            Subject::Record(_) => json!({"purpose": reference("Purpose", purpose.as_str())}),
            Subject::Node(_) => json!({}),
        };
        let action = uid("Action", action.as_str());
        let context = Context::from_json_value(context, Some((schema, &action))).unwrap();
        let request = Request::new(uid("Actor", who.handle.as_str()), action, uid(kind, "it"), context, Some(schema));
        let entities = Entities::from_json_value(Value::Array(entities), Some(schema)).unwrap();
        Self { request: request.unwrap(), entities }
    }

    /// Whether the policies allow it; none may err.
    pub fn is_allowed(&self, policies: &PolicySet) -> bool {
        self.ask(policies).decision() == Decision::Allow
    }

    /// The policies that decide.
    pub fn determining(&self, policies: &PolicySet) -> Vec<String> {
        self.ask(policies).diagnostics().reason().map(ToString::to_string).collect()
    }

    /// Whether any of the policies matches, permit or forbid.
    pub fn matches(&self, policies: &PolicySet) -> bool {
        !self.determining(policies).is_empty()
    }

    fn ask(&self, policies: &PolicySet) -> Response {
        let answer = Authorizer::new().is_authorized(&self.request, policies, &self.entities);
        let errors: Vec<String> = answer.diagnostics().errors().map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{errors:?}");
        answer
    }
}

fn record(facts: &RecordFacts) -> Value {
    fn set<'a>(kind: &str, names: impl Iterator<Item = &'a str>) -> Value {
        names.map(|name| reference(kind, name)).collect()
    }
    let organisations =
        |of: &BTreeSet<rooms::header::OrgId>| set("Organisation", of.iter().map(rooms::header::OrgId::as_str));
    let purposes = |of: &BTreeSet<Purpose>| set("Purpose", of.iter().map(|purpose| purpose.as_str()));
    json!({
        "owner": reference("Organisation", facts.owner.as_str()),
        "purpose": reference("Purpose", facts.purpose.as_str()),
        "joint": organisations(&facts.joint),
        "agreed": organisations(&facts.agreed),
        "ended": organisations(&facts.ended),
        "shared": organisations(&facts.shared),
        "consented": purposes(&facts.consented),
        "withdrawn": purposes(&facts.withdrawn),
        "at_risk": facts.is_at_risk,
        "makers": set("Actor", facts.makers.iter().map(rooms::header::PersonRef::as_str)),
    })
}

fn reference(kind: &str, name: &str) -> Value {
    json!({"__entity": {"type": kind, "id": name}})
}

fn entity(kind: &str, name: &str, attributes: &Value) -> Value {
    json!({"uid": {"type": kind, "id": name}, "attrs": attributes, "parents": []})
}

fn uid(kind: &str, name: &str) -> EntityUid {
    EntityUid::from_json(json!({"type": kind, "id": name})).unwrap()
}
