//! Policies that are wrong in one place: made from the JSON form of the right ones, without knowing any of them.

use cedar_policy::{Effect, Policy, PolicySet};
use serde_json::{Value, json};

use crate::material::{Material, action, set, with_everything_permitted};

/// Whether the wrong policy lets more happen, or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allows {
    More,
    Less,
}

/// A policy that is wrong in one place.
#[derive(Clone)]
pub struct Mutant {
    /// The right one's name.
    pub of: String,
    pub allows: Allows,
    /// What was done to it.
    pub what: String,
    /// The actions that it is wrong for: those of its scope, or the one that was left out of it.
    pub actions: Vec<String>,
    /// The wrong one; none where it was deleted.
    pub policy: Option<Policy>,
}

impl Mutant {
    /// The name that stands in tables and lists.
    pub fn name(&self) -> String {
        format!("{}: {}", self.of, self.what)
    }

    /// The policies of the program with this one in the right one's place.
    pub fn as_built(&self, material: &Material) -> PolicySet {
        set(&material.with(self.of.as_str(), self.policy.as_ref()))
    }

    /// The forbids with this one in the right one's place, and everything else permitted.
    pub fn with_everything_permitted(&self, material: &Material) -> PolicySet {
        let policies = material.with(self.of.as_str(), self.policy.as_ref());
        with_everything_permitted(policies.iter().filter(|policy| policy.effect() == Effect::Forbid))
    }
}

/// All mutants of a policy of the program: `forbid … unless` or `permit … when`.
pub fn of(policy: &Policy, material: &Material) -> Vec<Mutant> {
    let right = policy.to_json().unwrap();
    let forbids = policy.effect() == Effect::Forbid;
    let actions = in_scope(&right, material);
    let mutant = |grows: bool, what: &str, action: Option<&String>, wrong: Option<Value>| Mutant {
        of: policy.id().to_string(),
        allows: if grows { Allows::More } else { Allows::Less },
        what: what.to_owned(),
        actions: action.map_or_else(|| actions.clone(), |action| vec![action.clone()]),
        policy: wrong.map(|wrong| Policy::from_json(Some(policy.id().clone()), wrong).unwrap()),
    };
    let conditions = right["conditions"].as_array().unwrap();
    let kind = if forbids { "unless" } else { "when" };
    assert_eq!((conditions.len(), &conditions[0]["kind"]), (1, &json!(kind)), "{}: one `{kind}`", policy.id());
    let mut made = vec![mutant(forbids, "deleted", None, None)];
    if forbids {
        made.push(mutant(true, "negated", None, Some(with(&right, "/conditions/0/kind", json!("when")))));
        let never = json!({"Value": false});
        made.push(mutant(false, "without its unless", None, Some(with(&right, "/conditions/0/body", never))));
    }
    for left_out in actions.iter().filter(|_| actions.len() > 1) {
        let others = actions.iter().filter(|other| *other != left_out);
        let others: Vec<Value> = others.map(|other| json!({"type": "Action", "id": other})).collect();
        let scope = json!({"op": "in", "entities": others});
        made.push(mutant(
            forbids,
            &format!("but for {left_out}"),
            Some(left_out),
            Some(with(&right, "/action", scope)),
        ));
    }
    // a condition that is true more often allows more, in an `unless` of a forbid as in a `when` of a permit
    for (grows, what, condition) in conditions_of(&right["conditions"][0]["body"]) {
        made.push(mutant(grows, &what, None, Some(with(&right, "/conditions/0/body", condition))));
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
    let fits =
        material.environments.iter().filter(|it| of_type.is_none_or(|of_type| it.resource().to_string() == of_type));
    let is_named = |action: &String| {
        let Some(named) = &named else { return true };
        material.names_of(action).iter().any(|name| named.contains(&&json!(name)))
    };
    fits.map(action).filter(is_named).collect()
}

/// A condition that is wrong in one place, without one part of an `&&` or `||` or one member of a list; and whether it is true
/// more often then.
fn conditions_of(body: &Value) -> Vec<(bool, String, Value)> {
    let mut made = Vec::new();
    parts(body, "", true, &mut |at, grows, left_out, kept| {
        let condition = if at.is_empty() { kept } else { with(body, at, kept) };
        made.push((grows, format!("without `{}`", text(left_out)), condition));
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
