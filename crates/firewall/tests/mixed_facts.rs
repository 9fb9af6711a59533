//! Facts that no single question in words has: a record of one purpose wanted for another, a protection flag, two consents.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;

use firewall::question::{Consent, Relation};
use firewall::{Action, Decision, Firewall, Question, RecordFacts, Role, Subject};
use rooms::header::{Purpose, Sector};
use rstest::rstest;

/// A question in words, with facts that are changed before it is asked for another purpose.
fn ask(question: Question, wanted: Purpose, change: impl FnOnce(&mut RecordFacts)) -> Decision {
    let Subject::Record(mut facts) = question.subject().unwrap() else { panic!("about a record") };
    change(&mut facts);
    let who = question.principal().unwrap();
    Firewall::built_in().unwrap().decide(&who, question.action, wanted, &Subject::Record(facts))
}

fn officer(action: Action) -> Question {
    Question::new(Sector::CivilSociety, Role::TracingOfficer, action, Purpose::Tracing)
}

#[rstest]
#[case::to_identify(Purpose::Forensic, true, true)]
#[case::to_identify_without_consent(Purpose::Forensic, false, false)]
#[case::to_accuse(Purpose::Documentation, false, false)]
fn a_report_is_used_for_what_it_was_given_for(#[case] wanted: Purpose, #[case] consents: bool, #[case] allowed: bool) {
    let decision = ask(officer(Action::Read), wanted, |facts| {
        facts.consented = if consents { BTreeSet::from([wanted]) } else { BTreeSet::new() };
    });
    assert_eq!(decision.is_allowed, allowed, "{decision:?}");
    if !allowed {
        assert_eq!(decision.determining, ["never/other_purposes"]);
    }
}

#[rstest]
#[case(Purpose::Tracing, true)]
#[case(Purpose::Protection, false)]
#[case(Purpose::Documentation, false)]
#[case(Purpose::Oversight, false)]
#[case(Purpose::Knowledge, false)]
fn dna_serves_to_identify_whatever_was_consented(#[case] wanted: Purpose, #[case] allowed: bool) {
    let analyst = Question::new(Sector::ForensicInstitute, Role::ForensicAnalyst, Action::Read, Purpose::Forensic);
    let decision = ask(analyst, wanted, |facts| facts.consented = Purpose::ALL.into_iter().collect());
    assert_eq!(decision.is_allowed, allowed, "{decision:?}");
    if !allowed {
        assert_eq!(decision.determining, ["never/dna"]);
    }
}

#[test]
fn a_protection_flag_closes_a_record_to_a_consulate_and_to_it_alone() {
    let consulate = Question {
        relation: Relation::None,
        consent: Some(Consent::Yes),
        ..Question::new(Sector::Consulate, Role::TracingOfficer, Action::Read, Purpose::Tracing)
    };
    assert!(ask(consulate, Purpose::Tracing, |_| ()).is_allowed);
    let flagged = Question { is_at_risk: true, ..consulate };
    assert_eq!(ask(flagged, Purpose::Tracing, |_| ()).determining, ["never/consulates"]);
    assert!(ask(officer(Action::Read), Purpose::Tracing, |facts| facts.is_at_risk = true).is_allowed);
}

#[test]
fn consent_to_another_consulate_is_none_to_this_one() {
    let consulate = Question {
        relation: Relation::None,
        ..Question::new(Sector::Consulate, Role::TracingOfficer, Action::Read, Purpose::Tracing)
    };
    let another = BTreeSet::from([rooms::header::OrgId::new("another-consulate").unwrap()]);
    assert!(!ask(consulate, Purpose::Tracing, |facts| facts.shared = another).is_allowed);
}

#[test]
fn a_withdrawal_from_one_use_leaves_the_other() {
    let withdrawn = |facts: &mut RecordFacts| facts.withdrawn = BTreeSet::from([Purpose::Forensic]);
    assert!(ask(officer(Action::Read), Purpose::Tracing, withdrawn).is_allowed);
    let both = |facts: &mut RecordFacts| {
        facts.consented = BTreeSet::from([Purpose::Forensic]);
        facts.withdrawn = BTreeSet::from([Purpose::Forensic]);
    };
    assert_eq!(ask(officer(Action::Read), Purpose::Forensic, both).determining, ["never/withdrawn"]);
}

#[test]
fn an_agreement_of_another_partner_opens_nothing() {
    let stranger = Question { relation: Relation::None, ..officer(Action::Read) };
    let others = BTreeSet::from([rooms::header::OrgId::new("partner").unwrap()]);
    let decision = ask(stranger, Purpose::Tracing, |facts| {
        facts.agreed = others.clone();
        facts.joint = others.clone();
        facts.shared = others;
    });
    assert_eq!(decision.determining, ["never/other_organisations"]);
}

#[test]
fn one_of_several_makers_does_not_review() {
    let question = officer(Action::Review);
    let decision = ask(question, Purpose::Tracing, |facts| {
        facts.makers.insert(question.principal().unwrap().handle);
    });
    assert_eq!(decision.determining, ["never/own_work"]);
}
