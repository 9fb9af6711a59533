//! The tables of what must be allowed and what must be denied, asked of the ordinary authorizer.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod tables;

use std::collections::BTreeSet;

use firewall::{BUILT_IN, Firewall, Role};
use rooms::header::Purpose;

use tables::{Row, must_allow, must_deny};

/// Says every line that is answered otherwise.
#[track_caller]
fn check(rows: &[Row], firewall: &Firewall, is_allowed: bool) {
    let mut wrong = Vec::new();
    for Row { line, question, by, why } in rows {
        let decision = question.ask(firewall);
        let is_by = by.is_empty() && decision.determining.is_empty() || decision.determining.contains(by);
        if decision.is_allowed != is_allowed || !is_by || !decision.errors.is_empty() {
            wrong.push(format!("line {line} ({why}): by `{by}`?\n  {question:?}\n  {decision:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} answered otherwise\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn what_must_be_allowed_is_allowed() {
    let rows = must_allow();
    assert!(rows.len() > 200, "{}", rows.len());
    check(&rows, &Firewall::built_in().unwrap(), true);
}

#[test]
fn what_must_be_denied_is_denied() {
    check(&must_deny(), &Firewall::built_in().unwrap(), false);
}

#[test]
fn no_permit_of_an_operator_opens_what_must_never_happen() {
    let everything = [("everything".to_owned(), "permit(principal, action, resource);".to_owned())];
    let firewall = Firewall::with(&everything).unwrap();
    let never: Vec<Row> = must_deny().into_iter().filter(|row| !row.by.is_empty()).collect();
    assert!(never.len() > 100, "{}", never.len());
    check(&never, &firewall, false);
}

#[test]
fn every_policy_answers_a_line_of_the_tables() {
    let answered: BTreeSet<String> = must_allow().into_iter().chain(must_deny()).map(|row| row.by).collect();
    let silent: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).filter(|name| !answered.contains(*name)).collect();
    let silent: Vec<&str> = silent.into_iter().filter(|name| !OF_MIXED_FACTS.contains(name)).collect();
    assert!(silent.is_empty(), "no line of a table is answered by {silent:?}");
}

/// Policies about facts that no single question in words has: a record of one purpose wanted for another. `mixed_facts.rs` asks them.
const OF_MIXED_FACTS: [&str; 2] = ["never/dna", "never/other_purposes"];

#[test]
fn what_must_be_allowed_speaks_of_every_role_and_purpose() {
    let rows = must_allow();
    for role in Role::ALL {
        assert!(rows.iter().any(|row| row.question.role == *role), "{role}");
    }
    for purpose in Purpose::ALL {
        assert!(rows.iter().any(|row| row.question.purpose == purpose), "{purpose:?}");
    }
}
