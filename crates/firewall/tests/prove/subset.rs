//! The policies keep to what the solvers decide, with no numbers and no strings compared; and the page about the proofs keeps to
//! what is proved.

use cedar_policy::Policy;
use serde_json::Value;

use crate::material::{Material, own, read};

/// Debian's cvc5 lacks the overflow operators that arithmetic on numbers is translated to.
#[test]
fn neither_policies_nor_invariants_nor_schema_have_numbers() {
    let material = Material::load();
    let policies = [&material.forbids, &material.permits, &material.invariants, &material.only];
    for policy in policies.into_iter().flatten() {
        keeps_to_what_is_decided(policy, &policy.to_json().unwrap());
    }
    let schema = read(&own("policies/schema.cedarschema"));
    for kind in ["Long", "decimal", "datetime", "duration", "ipaddr"] {
        assert!(!schema.contains(kind), "the schema has `{kind}`");
    }
}

fn keeps_to_what_is_decided(policy: &Policy, part: &Value) {
    match part {
        Value::Number(number) => panic!("{} has the number {number}", policy.id()),
        Value::Array(parts) => parts.iter().for_each(|part| keeps_to_what_is_decided(policy, part)),
        Value::Object(parts) => {
            for (operator, part) in parts {
                assert!(
                    !["+", "-", "*", "neg", "<", "<=", ">", ">=", "like"].contains(&operator.as_str()),
                    "{}: {operator}",
                    policy.id()
                );
                keeps_to_what_is_decided(policy, part);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// The proofs take every entity that is named as there. A request brings the asker's organisation and the record's owner; an
/// organisation of a list is a bare name, and asking for its sector would be an error at run time that no proof sees.
#[test]
fn no_policy_follows_a_name_that_a_request_does_not_bring() {
    let material = Material::load();
    for policy in material.forbids.iter().chain(&material.permits) {
        let mut paths = Vec::new();
        let condition = &policy.to_json().unwrap()["conditions"];
        followed(condition, &mut paths);
        for path in paths {
            let is_brought = path.matches('.').count() < 2 || path == "principal.organisation.sector";
            assert!(is_brought, "{} follows `{path}`", policy.id());
        }
    }
}

/// Adds every chain of attributes, and says which one this part is.
fn followed(part: &Value, paths: &mut Vec<String>) -> String {
    if let Some(variable) = part.get("Var") {
        return variable.as_str().unwrap().to_owned();
    }
    if let Some(access) = part.get(".") {
        let path = format!("{}.{}", followed(&access["left"], paths), access["attr"].as_str().unwrap());
        paths.push(path.clone());
        return path;
    }
    match part {
        Value::Array(parts) => parts.iter().for_each(|part| drop(followed(part, paths))),
        Value::Object(parts) => parts.values().for_each(|part| drop(followed(part, paths))),
        _ => {}
    }
    "a value".to_owned()
}

/// The proofs hold for what is forbidden: a promise that is only a permit left out is none, for an operator may add it.
#[test]
fn every_forbid_is_a_forbid_unless() {
    for policy in Material::load().forbids {
        let json = policy.to_json().unwrap();
        let conditions = json["conditions"].as_array().unwrap();
        assert!(conditions.len() == 1 && conditions[0]["kind"] == "unless", "{policy}");
        assert!(policy.id().to_string().starts_with("never/"), "{} stands in never/", policy.id());
    }
}

#[test]
fn the_page_about_the_proofs_names_every_invariant_and_no_other() {
    let material = Material::load();
    let page = read(&own("../../docs/security/proofs.md"));
    let invariants = material.invariants.iter().chain(&material.only);
    let mut known: Vec<String> = invariants.map(|policy| policy.id().to_string()).collect();
    known.iter_mut().for_each(|name| *name = name.rsplit('/').next().unwrap().to_owned());
    let rows = page.lines().filter(|line| line.starts_with("| ")).filter_map(|line| line.split('|').nth(2));
    let mut named: Vec<&str> = rows.filter_map(|cell| cell.trim().strip_prefix('`')?.strip_suffix('`')).collect();
    known.sort();
    named.sort_unstable();
    assert_eq!(named, known);
}
