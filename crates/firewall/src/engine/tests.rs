//! A policy that errs while it is asked: sets that the loader refuses, put together by hand.

use std::str::FromStr;

use cedar_policy::{PolicySet, Schema};

use super::Firewall;
use crate::load::{Loaded, load};
use crate::{Action, Decision, Question, Role, SCHEMA};
use rooms::header::{Purpose, Sector};

/// The built-in policies and a text that is validated against nothing.
fn ask(added: &str) -> Decision {
    let Loaded { schema, mut policies, words } = load(&[]).unwrap();
    for policy in PolicySet::from_str(added).unwrap().policies() {
        policies.add(policy.clone()).unwrap();
    }
    let firewall = Firewall::of(schema, policies, words).unwrap();
    Question::new(Sector::CivilSociety, Role::TracingOfficer, Action::Read, Purpose::Tracing).ask(&firewall)
}

#[test]
fn an_error_is_a_denial_where_another_policy_permits() {
    assert!(ask("").is_allowed);
    for added in [
        "permit(principal, action, resource) when { resource.colour == 1 };",
        "permit(principal, action, resource) when { resource.at_risk };\nforbid(principal, action, resource) when { resource.owner };",
        "forbid(principal, action, resource) unless { principal.role.rank > 3 };",
        "permit(principal, action, resource) when { 9223372036854775807 + 1 > 0 };",
        "permit(principal, action, resource) when { Organisation::\"elsewhere\".sector == Sector::\"public\" };",
    ] {
        let decision = ask(added);
        assert!(!decision.is_allowed, "{added}: {decision:?}");
        assert_eq!(decision.errors.len(), 1, "{added}: {decision:?}");
        assert!(decision.determining.is_empty(), "a permit decided nothing: {decision:?}");
    }
}

#[test]
fn an_error_of_one_policy_hides_no_forbid() {
    let decision = ask("permit(principal, action, resource) when { resource.colour == 1 };\n\
         @id(\"no\") forbid(principal, action, resource);");
    assert!(!decision.is_allowed && decision.errors.len() == 1);
    assert_eq!(decision.determining, ["policy1"]);
}

#[test]
fn facts_that_do_not_fit_the_schema_are_an_error_and_a_denial() {
    let Loaded { policies, words, .. } = load(&[]).unwrap();
    let other = SCHEMA.replace("at_risk: Bool", "at_risk: String");
    let (schema, _) = Schema::from_cedarschema_str(&other).unwrap();
    let firewall = Firewall::of(schema, policies, words).unwrap();
    let decision =
        Question::new(Sector::CivilSociety, Role::TracingOfficer, Action::Read, Purpose::Tracing).ask(&firewall);
    assert!(!decision.is_allowed && decision.determining.is_empty());
    assert!(decision.errors[0].contains("at_risk"), "{decision:?}");
}
