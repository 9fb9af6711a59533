//! The policies of this program load, and answer.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;

use firewall::{Action, Firewall, Principal, RecordFacts, Role, Status, Subject};
use rooms::header::{OrgId, PersonRef, Purpose, Sector};

fn facts() -> RecordFacts {
    RecordFacts {
        owner: OrgId::new("own").unwrap(),
        owner_sector: Sector::CivilSociety,
        purpose: Purpose::Tracing,
        joint: BTreeSet::new(),
        agreed: BTreeSet::new(),
        ended: BTreeSet::new(),
        shared: BTreeSet::new(),
        consented: BTreeSet::new(),
        withdrawn: BTreeSet::new(),
        is_at_risk: false,
        makers: BTreeSet::from([PersonRef::new("anna").unwrap()]),
    }
}

#[test]
fn an_officer_reads_and_the_police_do_not() {
    let firewall = Firewall::built_in().unwrap();
    let mut who = Principal {
        handle: PersonRef::new("ben").unwrap(),
        organisation: OrgId::new("own").unwrap(),
        sector: Sector::CivilSociety,
        role: Role::TracingOfficer,
        status: Status::Confirmed,
        route: "test".to_owned(),
    };
    let subject = Subject::Record(facts());
    let decision = firewall.decide(&who, Action::Read, Purpose::Tracing, &subject);
    assert!(decision.is_allowed, "{decision:?}");
    assert_eq!(decision.determining, ["tracing/own"]);
    who.sector = Sector::Police;
    let mut facts = facts();
    facts.owner_sector = Sector::Police;
    let decision = firewall.decide(&who, Action::Read, Purpose::Tracing, &Subject::Record(facts));
    assert!(!decision.is_allowed, "{decision:?}");
    assert_eq!(decision.determining, ["never/enforcement"]);
    assert_eq!(decision.errors, Vec::<String>::new());
}
