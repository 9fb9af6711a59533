//! Policies that are wrong in one place: made from the JSON form of the right ones, without knowing any of them.

use cedar_policy::{Effect, Policy, PolicyId};
use serde_json::{Value, json};

use crate::material::{Material, action};

/// What became of what the policy forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing is forbidden any more.
    Deleted,
    /// What was forbidden is not, and the other way round.
    Negated,
    /// Less is forbidden.
    Narrowed,
    /// More is forbidden.
    Widened,
}

/// A policy that is wrong in one place.
#[derive(Clone)]
pub struct Mutant {
    /// The right one's name.
    pub of: String,
    pub change: Change,
    /// What was done to it.
    pub what: String,
    /// The wrong one; none where it was deleted.
    pub policy: Option<Policy>,
}

impl Mutant {
    /// The name that stands in tables and lists.
    pub fn name(&self) -> String {
        format!("{}: {}", self.of, self.what)
    }
}

/// All mutants of a policy that forbids.
pub fn of_forbid(policy: &Policy, material: &Material) -> Vec<Mutant> {
    assert_eq!(policy.effect(), Effect::Forbid);
    let right = policy.to_json().unwrap();
    let mutant = |change, what: String, wrong: Option<Value>| Mutant {
        of: policy.id().to_string(),
        change,
        what,
        policy: wrong.map(|wrong| Policy::from_json(Some(PolicyId::new(policy.id())), wrong).unwrap()),
    };
    let mut made = vec![mutant(Change::Deleted, "deleted".to_owned(), None)];
    let conditions = right["conditions"].as_array().unwrap();
    assert_eq!((conditions.len(), &conditions[0]["kind"]), (1, &json!("unless")), "{}: forbid … unless", policy.id());
    made.push(mutant(Change::Negated, "negated".to_owned(), Some(with(&right, "/conditions/0/kind", json!("when")))));
    let always = json!({"Value": false});
    made.push(mutant(Change::Widened, "without its unless".to_owned(), Some(with(&right, "/conditions/0/body", always))));
    let actions = in_scope(&right, material);
    for left_out in &actions {
        let others = actions.iter().filter(|other| *other != left_out);
        let others: Vec<Value> = others.map(|other| json!({"type": "Action", "id": other})).collect();
        if others.is_empty() {
            continue; // the same as deleted
        }
        let scope = json!({"op": "in", "entities": others});
        made.push(mutant(Change::Narrowed, format!("but for {left_out}"), Some(with(&right, "/action", scope))));
    }
    for (change, what, condition) in conditions_of(&right["conditions"][0]["body"]) {
        made.push(mutant(change, what, Some(with(&right, "/conditions/0/body", condition))));
    }
    made
}

/// The single actions that a policy's scope names, one by one or by their groups.
fn in_scope(policy: &Value, material: &Material) -> Vec<String> {
    let named: Option<Vec<&Value>> = match &policy["action"] {
        scope if scope["op"] == "All" => None,
        scope if scope["entity"].is_object() => Some(vec![&scope["entity"]["id"]]),
        scope => Some(scope["entities"].as_array().unwrap().iter().map(|entity| &entity["id"]).collect()),
    };
    let of_type = policy["resource"]["entity_type"].as_str();
    let fits = material.environments.iter().filter(|it| of_type.is_none_or(|of_type| it.resource().to_string() == of_type));
    let is_named = |action: &String| {
        let Some(named) = &named else { return true };
        material.names_of(action).iter().any(|name| named.contains(&&json!(name)))
    };
    fits.map(action).filter(is_named).collect()
}

/// The condition of an `unless`, wrong in one place: without one part of an `&&` or `||`, or one member of a list.
fn conditions_of(body: &Value) -> Vec<(Change, String, Value)> {
    let mut made = Vec::new();
    parts(body, "", true, &mut |at, grows, left_out, kept| {
        let change = if grows { Change::Narrowed } else { Change::Widened };
        let condition = if at.is_empty() { kept } else { with(body, at, kept) };
        made.push((change, format!("without `{}`", text(left_out)), condition));
    });
    made
}

/// Tells each part that can be left out, where it stands, whether the whole condition becomes true more often without it, and
/// what is put in place of what held it.
fn parts(expression: &Value, at: &str, positive: bool, tell: &mut impl FnMut(&str, bool, &Value, Value)) {
    let Some((operator, inside)) = expression.as_object().and_then(|object| object.iter().next()) else { return };
    match operator.as_str() {
        "&&" | "||" => {
            let grows = positive == (operator == "&&");
            tell(at, grows, &inside["left"], inside["right"].clone());
            tell(at, grows, &inside["right"], inside["left"].clone());
            parts(&inside["left"], &format!("{at}/{operator}/left"), positive, tell);
            parts(&inside["right"], &format!("{at}/{operator}/right"), positive, tell);
        }
        "!" => parts(&inside["arg"], &format!("{at}/!/arg"), !positive, tell),
        "contains" => parts(&inside["left"], &format!("{at}/contains/left"), positive, tell),
        "Set" => {
            let members = inside.as_array().unwrap();
            assert!(members.len() > 1, "a list of one is no list");
            for (number, member) in members.iter().enumerate() {
                let mut others = members.clone();
                others.remove(number);
                tell(at, !positive, member, json!({"Set": others}));
            }
        }
        "==" | "!=" | "in" | "." | "Var" | "Value" => {}
        other => panic!("no mutants are made of `{other}` yet: {expression}"),
    }
}

/// The same with one place changed.
fn with(right: &Value, at: &str, value: Value) -> Value {
    let mut wrong = right.clone();
    *wrong.pointer_mut(at).unwrap_or_else(|| panic!("{at} in {right}")) = value;
    wrong
}

/// An expression as Cedar writes it.
fn text(expression: &Value) -> String {
    let policy = json!({
        "effect": "permit", "principal": {"op": "All"}, "action": {"op": "All"}, "resource": {"op": "All"},
        "conditions": [{"kind": "when", "body": expression}],
    });
    let written = Policy::from_json(None, policy).unwrap().to_string();
    let (_, inside) = written.split_once("when { ").unwrap();
    inside.trim_end_matches(';').trim_end_matches('}').trim().to_owned()
}
