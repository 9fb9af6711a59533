use std::collections::BTreeSet;

use firewall::RecordFacts;
use proptest::prelude::*;
use rooms::header::{Header, Hour, KindName, OrgId, PersonRef, Purpose, RecordId, Sector, State};
use rooms::kind::{Kind, Record};
use rooms::shared::{Agreement, AgreementState, Consent, ConsentState, Day, Fields, Giver};
use rstest::rstest;
use zeroize::Zeroizing;

use super::{Relations, Use};
use crate::matching::{Fingerprint, Matching};
use crate::view::Row;

const OWNER: &str = "harbour-aid";
const PARTNER: &str = "red-cross-south";

fn id(number: u8) -> RecordId {
    RecordId::new(1_764_000_000_000, [number; 10])
}

fn org(name: &str) -> OrgId {
    OrgId::new(name).unwrap()
}

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn header(kind: &str, record: RecordId, owner: &str, purpose: Purpose) -> Header {
    Header {
        kind: KindName::new(kind).unwrap(),
        kind_version: 1,
        version: 1,
        record,
        owner: org(owner),
        purpose,
        hour: Hour::default(),
        state: State::Open,
        consent: Vec::new(),
        joint: Vec::new(),
        hold: false,
        author: PersonRef::new("anna").unwrap(),
        proposer: None,
        reviewers: Vec::new(),
    }
}

fn person() -> Header {
    header("missing-person", id(1), OWNER, Purpose::Tracing)
}

fn row<K: Kind>(record: RecordId, owner: &str, purpose: Purpose, content: K) -> Row {
    let content = Zeroizing::new(Record::of(content).matching_bytes().unwrap());
    let matching = Matching { import: None, sealed: Fingerprint::of(None).unwrap(), content };
    let header = header(K::NAME, record, owner, purpose);
    Row { index: 0, version: 1, header, matching: Some(matching), order: (0, 0) }
}

fn consent(purpose: Purpose, state: ConsentState, with: Option<&str>) -> Consent {
    Consent {
        about: id(1),
        purpose,
        with: with.map(org),
        giver: Giver::Person,
        state,
        is_at_risk: false,
        date: day("2026-11-01"),
        until: None,
        review: (state == ConsentState::NotPossible).then(|| day("2026-12-31")),
    }
}

fn agreement() -> Agreement {
    Agreement {
        partner: org(PARTNER),
        sector: Sector::CivilSociety,
        purposes: [Purpose::Tracing].into(),
        kinds: [KindName::new("missing-person").unwrap()].into(),
        fields: [String::from("id").try_into().unwrap()].into(),
        start: day("2026-11-01"),
        end: day("2026-11-30"),
        state: AgreementState::Signed,
    }
}

fn on(written: &str) -> Use {
    Use { purpose: Purpose::Tracing, day: day(written) }
}

fn facts(relations: &Relations, header: &Header, to: Use) -> RecordFacts {
    let mut facts = RecordFacts::of(header, Sector::CivilSociety);
    relations.add_to(&mut facts, header, to);
    facts
}

fn with(consents: &[Consent]) -> Relations {
    let mut relations = Relations::default();
    for (number, consent) in (10..).zip(consents) {
        relations.put(&row(id(number), OWNER, Purpose::Tracing, consent.clone())).unwrap();
    }
    relations
}

#[rstest]
#[case::given(ConsentState::Given, true, false)]
#[case::vital(ConsentState::NotPossible, true, false)]
#[case::refused(ConsentState::Refused, false, true)]
#[case::withdrawn(ConsentState::Withdrawn, false, true)]
#[case::expired(ConsentState::Expired, false, false)]
#[case::asked(ConsentState::Asked, true, false)]
fn the_answer_takes_the_place_of_the_header(#[case] state: ConsentState, #[case] given: bool, #[case] withdrawn: bool) {
    let header = Header { consent: vec![Purpose::Forensic], ..person() };
    let facts = facts(&with(&[consent(Purpose::Forensic, state, None)]), &header, on("2026-11-25"));
    assert_eq!(facts.consented.contains(&Purpose::Forensic), given);
    assert_eq!(facts.withdrawn.contains(&Purpose::Forensic), withdrawn);
}

#[test]
fn a_family_gives_nothing_of_the_person_and_its_no_is_heard() {
    let family = |state| Consent { giver: Giver::Family, ..consent(Purpose::Forensic, state, None) };
    let of = |state| facts(&with(&[family(state)]), &person(), on("2026-11-25"));
    assert!(of(ConsentState::Given).consented.is_empty());
    assert_eq!(of(ConsentState::Withdrawn).withdrawn, [Purpose::Forensic].into());
}

#[test]
fn nobody_consents_for_the_records_of_another_organisation() {
    let given = consent(Purpose::Tracing, ConsentState::Given, Some(PARTNER));
    let mut relations = Relations::default();
    relations.put(&row(id(10), PARTNER, Purpose::Tracing, given.clone())).unwrap();
    relations.put(&row(id(11), OWNER, Purpose::Forensic, given.clone())).unwrap();
    assert!(facts(&relations, &person(), on("2026-11-25")).shared.is_empty());
    relations.put(&row(id(12), OWNER, Purpose::Tracing, given)).unwrap();
    assert_eq!(facts(&relations, &person(), on("2026-11-25")).shared, [org(PARTNER)].into());
}

#[test]
fn what_is_shared_is_shared_for_that_use() {
    let relations = with(&[consent(Purpose::Forensic, ConsentState::Given, Some(PARTNER))]);
    assert!(facts(&relations, &person(), on("2026-11-25")).shared.is_empty());
    let forensic = Use { purpose: Purpose::Forensic, day: day("2026-11-25") };
    assert_eq!(facts(&relations, &person(), forensic).shared, [org(PARTNER)].into());
}

/// Own, in force, ended by the clock, ended early, not begun, none; another kind, another purpose, another owner.
#[rstest]
#[case::in_force(|_: &mut Agreement| {}, true, false)]
#[case::ended_early(|it: &mut Agreement| it.state = AgreementState::Ended, false, true)]
#[case::over(|it: &mut Agreement| it.end = day("2026-11-24"), false, true)]
#[case::to_come(|it: &mut Agreement| { it.start = day("2026-11-26"); }, false, false)]
#[case::another_kind(|it: &mut Agreement| { it.kinds = [KindName::new("remains").unwrap()].into(); }, false, false)]
#[case::another_use(|it: &mut Agreement| it.purposes = [Purpose::Forensic].into(), false, false)]
#[case::another_ended(|it: &mut Agreement| {
    (it.purposes, it.end) = ([Purpose::Forensic].into(), day("2026-11-24"));
}, false, false)]
fn an_agreement_opens_what_it_names_while_it_is_in_force(
    #[case] change: impl Fn(&mut Agreement),
    #[case] agreed: bool,
    #[case] ended: bool,
) {
    let mut agreement = agreement();
    change(&mut agreement);
    let mut relations = Relations::default();
    relations.put(&row(id(20), OWNER, Purpose::Oversight, agreement)).unwrap();
    let facts_of = |header: &Header| facts(&relations, header, on("2026-11-25"));
    assert_eq!(facts_of(&person()).agreed.contains(&org(PARTNER)), agreed);
    assert_eq!(facts_of(&person()).ended.contains(&org(PARTNER)), ended);
    let of_another = header("missing-person", id(2), "another", Purpose::Tracing);
    assert!(facts_of(&of_another).agreed.is_empty() && facts_of(&of_another).ended.is_empty());
}

#[test]
fn it_ends_at_midnight() {
    let mut relations = Relations::default();
    relations.put(&row(id(20), OWNER, Purpose::Oversight, agreement())).unwrap();
    let at = |hour: &str| {
        let day = Day::of(hour.parse().unwrap());
        let facts = facts(&relations, &person(), Use { purpose: Purpose::Tracing, day });
        (!facts.agreed.is_empty(), !facts.ended.is_empty())
    };
    assert_eq!(at("2026-10-31T23Z"), (false, false));
    assert_eq!(at("2026-11-01T00Z"), (true, false));
    assert_eq!(at("2026-11-30T23Z"), (true, false));
    assert_eq!(at("2026-12-01T00Z"), (false, true));
}

#[test]
fn a_new_agreement_takes_up_where_another_ended_and_a_no_stands_before_both() {
    let mut relations = with(&[]);
    let over = Agreement { end: day("2026-11-02"), ..agreement() };
    relations.put(&row(id(20), OWNER, Purpose::Oversight, over)).unwrap();
    relations.put(&row(id(21), OWNER, Purpose::Oversight, agreement())).unwrap();
    let now = facts(&relations, &person(), on("2026-11-25"));
    assert!(now.agreed.contains(&org(PARTNER)) && now.ended.is_empty());
    let no = consent(Purpose::Tracing, ConsentState::Withdrawn, Some(PARTNER));
    relations.put(&row(id(10), OWNER, Purpose::Tracing, no)).unwrap();
    let now = facts(&relations, &person(), on("2026-11-25"));
    assert!(now.agreed.is_empty() && now.shared.is_empty());
}

#[test]
fn a_partner_gets_the_fields_of_its_agreements_and_no_others() {
    let mut relations = Relations::default();
    relations.put(&row(id(20), OWNER, Purpose::Oversight, agreement())).unwrap();
    let more = Agreement { fields: [String::from("place").try_into().unwrap()].into(), ..agreement() };
    let over =
        Agreement { fields: [String::from("name").try_into().unwrap()].into(), end: day("2026-11-02"), ..agreement() };
    relations.put(&row(id(21), OWNER, Purpose::Oversight, more)).unwrap();
    relations.put(&row(id(22), OWNER, Purpose::Oversight, over)).unwrap();
    let header = person();
    let fields = |who: &str| {
        let to = on("2026-11-25");
        relations.fields(&facts(&relations, &header, to), &header, to, &org(who))
    };
    let named = |names: &[&str]| Fields::Only(names.iter().map(|name| name.parse().unwrap()).collect());
    assert_eq!(fields(OWNER), Fields::All);
    assert_eq!(fields(PARTNER), named(&["id", "place"]));
    assert_eq!(fields("a-stranger"), named(&[]));
}

#[test]
fn erasing_takes_the_consents_along() {
    let mut relations = with(&[consent(Purpose::Tracing, ConsentState::Withdrawn, None)]);
    relations.drop_erased(&BTreeSet::from([id(1).to_bytes()]));
    assert_eq!(relations, Relations::default());
    let mut relations = with(&[consent(Purpose::Tracing, ConsentState::Given, None)]);
    relations.drop_erased(&BTreeSet::from([id(10).to_bytes()]));
    assert_eq!(relations, Relations::default());
}

proptest! {
    /// Whatever else is on file and in whatever order: a no closes its use, and what is closed is not consented to.
    #[test]
    fn a_no_wins(
        said in prop::collection::vec((0..6_usize, 0..6_usize, 0..3_usize, any::<bool>()), 1..8),
        no in 0..6_usize,
        at in 0..8_usize,
    ) {
        let mut consents: Vec<Consent> = said
            .into_iter()
            .map(|(purpose, state, giver, is_shared)| Consent {
                giver: [Giver::Person, Giver::Guardian, Giver::Family][giver],
                ..consent(Purpose::ALL[purpose], ConsentState::ALL[state], is_shared.then_some(PARTNER))
            })
            .filter(|consent| consent.check().is_ok())
            .collect();
        let no = consent(Purpose::ALL[no], ConsentState::Withdrawn, None);
        consents.insert(at.min(consents.len()), no.clone());
        let header = Header { consent: Purpose::ALL.to_vec(), ..person() };
        let facts = facts(&with(&consents), &header, on("2026-11-25"));
        prop_assert!(facts.withdrawn.contains(&no.purpose));
        prop_assert!(facts.consented.is_disjoint(&facts.withdrawn));
        consents.reverse();
        let reversed = {
            let mut reversed = RecordFacts::of(&header, Sector::CivilSociety);
            with(&consents).add_to(&mut reversed, &header, on("2026-11-25"));
            reversed
        };
        prop_assert_eq!(facts, reversed);
    }
}
