//! What the solvers prove, tried without them: requests at random, asked of the program itself.

use std::collections::BTreeSet;

use firewall::{Action, Firewall, Principal, RecordFacts, Role, Status, Subject};
use proptest::collection::btree_set;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rooms::header::{OrgId, PersonRef, Purpose, Sector};

use crate::asked::Asked;
use crate::material::{Material, set};

const REQUESTS: u32 = 600;

#[test]
fn no_request_that_the_program_allows_is_one_that_an_invariant_describes() {
    let material = Material::load();
    let everything = [("everything".to_owned(), "permit (principal, action, resource);".to_owned())];
    let with_everything_permitted = Firewall::with(&everything).unwrap();
    let built_in = Firewall::built_in().unwrap();
    let (never, only) = (set(&material.invariants), set(&material.only));
    let mut seen = Seen::default();
    let mut runner = TestRunner::new_with_rng(
        Config { cases: REQUESTS, failure_persistence: None, ..Config::default() },
        TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]),
    );
    for _ in 0..REQUESTS {
        let (who, action, purpose, about) = request().new_tree(&mut runner).unwrap().current();
        let asked = Asked::new(&material.schema, &who, action, purpose, &about);
        for (firewall, invariants, counts) in
            [(&with_everything_permitted, &never, &mut seen.never), (&built_in, &only, &mut seen.only)]
        {
            let decision = firewall.decide(&who, action, purpose, &about);
            assert!(decision.errors.is_empty(), "{decision:?}");
            let described = asked.determining(invariants);
            assert!(
                !decision.is_allowed || described.is_empty(),
                "{described:?} says never, and the program allows {who} to {action} for {purpose:?}: {about:?}"
            );
            if let [alone] = &decision.determining[..] {
                seen.alone.insert(alone.clone());
            }
            counts.0 += usize::from(decision.is_allowed);
            counts.1 += usize::from(!described.is_empty());
        }
    }
    println!("of {REQUESTS} requests allowed and described: {:?}, {:?}", seen.never, seen.only);
    let enough = |(allowed, described): (usize, usize)| allowed > 50 && described > 50;
    assert!(enough(seen.never) && enough(seen.only), "the requests are too much alike: {seen:?}");
    let alone = material.forbids.iter().filter(|policy| seen.alone.contains(&policy.id().to_string())).count();
    println!("{alone} of {} forbids each refuse one of them alone", material.forbids.len());
    assert!(alone * 4 > material.forbids.len() * 3, "too few forbids are tried alone: {seen:?}");
}

/// How many requests were allowed, and how many are described by an invariant.
#[derive(Debug, Default)]
struct Seen {
    never: (usize, usize),
    only: (usize, usize),
    /// Policies that decided alone.
    alone: BTreeSet<String>,
}

/// An officer about a report of their own organisation, with some of it otherwise: so that what is refused is refused for few
/// reasons, and each of them is tried alone.
fn request() -> impl Strategy<Value = (Principal, Action, Purpose, Subject)> {
    let node = mostly(None, organisation().prop_map(Some));
    let wanted_for = mostly(None, select(Purpose::ALL.to_vec()).prop_map(Some));
    (principal(), select(Action::ALL), wanted_for, node, facts()).prop_map(
        |(who, action, wanted_for, other, (owner, mut facts))| {
            let owner = owner.unwrap_or_else(|| who.organisation.clone());
            if action.is_about_the_node() {
                return (who, action, facts.purpose, Subject::Node(other.unwrap_or(owner)));
            }
            facts.owner_sector = sector_of(&owner);
            facts.owner = owner;
            (who, action, wanted_for.unwrap_or(facts.purpose), Subject::Record(facts))
        },
    )
}

fn principal() -> impl Strategy<Value = Principal> {
    let handle = mostly(PersonRef::new("anna").unwrap(), person());
    let organisation = mostly(OrgId::new(Sector::CivilSociety.as_str()).unwrap(), organisation());
    let role = mostly(Role::TracingOfficer, select(Role::ALL));
    let status = mostly(Status::Confirmed, select(Status::ALL));
    (handle, organisation, role, status).prop_map(|(handle, organisation, role, status)| Principal {
        handle,
        sector: sector_of(&organisation),
        organisation,
        role,
        status,
        route: "law".to_owned(),
    })
}

/// The owner, where it is not the asker's organisation, and the rest.
fn facts() -> impl Strategy<Value = (Option<OrgId>, RecordFacts)> {
    let organisations = || mostly(BTreeSet::new(), btree_set(organisation(), 0..8));
    let sets = (organisations(), organisations(), organisations(), organisations());
    let of_purposes = || subsequence(Purpose::ALL.to_vec(), 0..4).prop_map(|some| some.into_iter().collect());
    let uses = (mostly(Purpose::ALL.into_iter().collect(), of_purposes()), mostly(BTreeSet::new(), of_purposes()));
    let makers = mostly(BTreeSet::from([PersonRef::new("ben").unwrap()]), btree_set(person(), 0..3));
    let purpose = mostly(Purpose::Tracing, select(Purpose::ALL.to_vec()));
    (mostly(None, organisation().prop_map(Some)), purpose, sets, uses, any::<bool>(), makers).prop_map(
        |(owner, purpose, (joint, agreed, ended, shared), (consented, withdrawn), is_at_risk, makers)| {
            let own = OrgId::new(Sector::CivilSociety.as_str()).unwrap();
            let owner_sector = Sector::CivilSociety;
            let facts = RecordFacts {
                owner: own,
                owner_sector,
                purpose,
                joint,
                agreed,
                ended,
                shared,
                consented,
                withdrawn,
                is_at_risk,
                makers,
            };
            (owner, facts)
        },
    )
}

/// Three times in four the same.
fn mostly<T: Clone + std::fmt::Debug + 'static>(
    usual: T,
    any: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = T> {
    prop_oneof![3 => Just(usual), 1 => any]
}

/// One organisation of each sector, so that an organisation has one sector wherever it is named.
fn organisation() -> impl Strategy<Value = OrgId> {
    select(Sector::ALL.to_vec()).prop_map(|sector| OrgId::new(sector.as_str()).unwrap())
}

fn sector_of(organisation: &OrgId) -> Sector {
    Sector::ALL.into_iter().find(|sector| sector.as_str() == organisation.as_str()).unwrap()
}

fn person() -> impl Strategy<Value = PersonRef> {
    select(vec!["anna", "ben", "chen"]).prop_map(|name| PersonRef::new(name).unwrap())
}
