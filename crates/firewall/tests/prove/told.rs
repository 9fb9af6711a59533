//! Counter-examples: replayed through the ordinary authorizer, and told so that a person can read them.

use std::collections::BTreeSet;

use cedar_policy::{Authorizer, Decision, Entity, EntityUid, EvalResult, PolicySet};
use cedar_policy_symcc::Env;

/// What the ordinary authorizer answers.
pub fn replay(example: &Env, policies: &PolicySet) -> Decision {
    Authorizer::new().is_authorized(&example.request, policies, &example.entities).decision()
}

/// A request in a few lines: who, what, what for, with which record, and the organisations named.
pub fn told(example: &Env) -> String {
    let (principal, action, resource) =
        (example.request.principal(), example.request.action(), example.request.resource());
    let (Some(principal), Some(action), Some(resource)) = (principal, action, resource) else {
        return example.to_string();
    };
    let purpose = example.request.context().and_then(|context| context.get("purpose"));
    let mut lines = vec![match purpose {
        Some(purpose) => format!("{action} for {}", value(&purpose)),
        None => action.to_string(),
    }];
    let mut named = BTreeSet::new();
    for (what, name) in [("principal", principal), ("resource", resource)] {
        let Some(entity) = example.entities.get(name) else { continue };
        lines.push(format!("{what} {name} {}", attributes(entity)));
        for (_, found) in entity.attrs() {
            organisations(&found.unwrap(), &mut named);
        }
    }
    for name in named {
        if let Some(entity) = example.entities.get(&name) {
            lines.push(format!("{name} {}", attributes(entity)));
        }
    }
    lines.join("\n")
}

fn organisations(found: &EvalResult, named: &mut BTreeSet<EntityUid>) {
    match found {
        EvalResult::EntityUid(name) if name.type_name().basename() == "Organisation" => {
            named.insert(name.clone());
        }
        EvalResult::Set(set) => set.iter().for_each(|it| organisations(it, named)),
        _ => {}
    }
}

fn attributes(entity: &Entity) -> String {
    let pairs = entity.attrs().map(|(name, found)| (name.to_owned(), value(&found.unwrap())));
    let pairs: std::collections::BTreeMap<String, String> = pairs.collect();
    let pairs: Vec<String> = pairs.iter().map(|(name, found)| format!("{name}: {found}")).collect();
    format!("{{{}}}", pairs.join(", "))
}

fn value(found: &EvalResult) -> String {
    match found {
        EvalResult::EntityUid(name) => match name.type_name().basename() {
            "Organisation" | "Actor" => name.to_string(),
            _ => name.id().unescaped().to_owned(),
        },
        EvalResult::Set(set) => {
            let values: Vec<String> = set.iter().map(value).collect();
            format!("[{}]", values.join(", "))
        }
        other => other.to_string(),
    }
}
