//! A sitting answers as single questions do, and asks each kind of facts once.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use firewall::{Action, Firewall, Principal, Question, RecordFacts, Role, Subject};
use proptest::prelude::*;
use proptest::sample::subsequence;
use rooms::header::{OrgId, PersonRef, Purpose, Sector};

fn built_in() -> &'static Firewall {
    static FIREWALL: OnceLock<Firewall> = OnceLock::new();
    FIREWALL.get_or_init(|| Firewall::built_in().unwrap())
}

/// An operator's permit that looks at more than the asker.
fn closer() -> &'static Firewall {
    static FIREWALL: OnceLock<Firewall> = OnceLock::new();
    FIREWALL.get_or_init(|| {
        let text = "permit (principal, action == Action::\"read\", resource is Record)\n\
                    when { resource.owner == principal.organisation && resource.joint.contains(Organisation::\"others\") };";
        Firewall::with(&[("closer".to_owned(), text.to_owned())]).unwrap()
    })
}

fn organisations() -> impl Strategy<Value = BTreeSet<OrgId>> {
    let all = ["askers", "others", "thirds"].map(|name| OrgId::new(name).unwrap()).to_vec();
    subsequence(all, 0..=3).prop_map(|some| some.into_iter().collect())
}

fn purposes() -> impl Strategy<Value = BTreeSet<Purpose>> {
    subsequence(Purpose::ALL.to_vec(), 0..=6).prop_map(|some| some.into_iter().collect())
}

fn any_of<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all.to_vec())
}

prop_compose! {
    fn facts()(
        (joint, agreed, ended, shared) in (organisations(), organisations(), organisations(), organisations()),
        (consented, withdrawn) in (purposes(), purposes()),
        owner in any_of(&["askers", "others"]), owner_sector in any_of(&Sector::ALL), purpose in any_of(&Purpose::ALL),
        is_at_risk in any::<bool>(), makers in subsequence(vec!["asker", "anna", "ben"], 0..=3),
    ) -> RecordFacts {
        RecordFacts {
            owner: OrgId::new(owner).unwrap(), owner_sector, purpose, joint, agreed, ended, shared, consented, withdrawn,
            is_at_risk, makers: makers.into_iter().map(|name| PersonRef::new(name).unwrap()).collect(),
        }
    }
}

fn asker(sector: Sector, role: Role) -> Principal {
    Question::new(sector, role, Action::Read, Purpose::Tracing).principal().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sitting_answers_as_single_questions_do(
        records in proptest::collection::vec(facts(), 1..12),
        sector in any_of(&[Sector::CivilSociety, Sector::Consulate, Sector::Public]),
        role in any_of(Role::ALL), action in any_of(&[Action::Read, Action::Write, Action::Review, Action::Erase]),
        purpose in any_of(&Purpose::ALL), looks_closer in any::<bool>(),
    ) {
        let (firewall, who) = (if looks_closer { closer() } else { built_in() }, asker(sector, role));
        let mut sitting = firewall.sitting(&who, action, purpose);
        for facts in &records {
            let single = firewall.decide(&who, action, purpose, &Subject::Record(facts.clone()));
            prop_assert_eq!(&*sitting.decide(facts), &single);
        }
    }
}

fn report(family: usize) -> RecordFacts {
    let officer = Question::new(Sector::CivilSociety, Role::TracingOfficer, Action::Read, Purpose::Tracing);
    let Subject::Record(mut facts) = officer.subject().unwrap() else { panic!("about a record") };
    facts.joint = BTreeSet::from([OrgId::new(&format!("family-{family}")).unwrap()]);
    facts.makers = BTreeSet::from([PersonRef::new(&format!("officer-{family}")).unwrap()]);
    facts
}

#[test]
fn a_thousand_families_are_one_question() {
    let who = asker(Sector::CivilSociety, Role::TracingOfficer);
    let mut sitting = built_in().sitting(&who, Action::List, Purpose::Tracing);
    assert!((0..1000).all(|family| sitting.decide(&report(family)).is_allowed));
    assert_eq!(sitting.asked(), 1);
}

#[test]
fn where_a_permit_looks_closer_each_is_asked() {
    let who = asker(Sector::CivilSociety, Role::TracingOfficer);
    let mut sitting = closer().sitting(&who, Action::List, Purpose::Tracing);
    for family in [1, 2, 3, 1] {
        sitting.decide(&report(family));
    }
    assert_eq!(sitting.asked(), 3);
}
