//! One erasure asked of a node of three administrators, and all that can be wrong with the word for it.

use rooms::header::{Header, Hour, OrgId, PersonRef, Purpose, RecordId};
use rstest::rstest;
use store::seal::{HolderSecret, KeyPair, Seed};

use super::{Warrant, check};
use crate::custody::approval::{Approval, ApprovalFault, Approved, Asked, Verb};
use crate::custody::facts::{
    EpochFacts, EpochOrderFacts, ErasureFacts, Event, HoldFacts, HolderRemovedFacts, SharesRenewedFacts,
};
use crate::custody::hex::Hex;
use crate::keys::{HolderFacts, KeyText, NodeFacts, OrganisationFacts, PublicKeys, RECOVERY};
use crate::sections::first_header;

fn secret(handle: &str) -> HolderSecret {
    let mut seed = [7; 32];
    seed[..handle.len()].copy_from_slice(handle.as_bytes());
    HolderSecret::from_seed(handle, &Seed::from_bytes(seed)).unwrap()
}

fn person(handle: &str) -> PersonRef {
    PersonRef::new(handle).unwrap()
}

fn record() -> RecordId {
    RecordId::new(5, [3; 10])
}

fn header(kind: &str) -> Header {
    let hour = Hour::of_unix_ms(0);
    first_header(kind, &OrgId::new("aid").unwrap(), &person("anna"), Purpose::Oversight, hour).unwrap()
}

fn holder(handle: &str, is_administrator: bool, is_member: bool) -> HolderFacts {
    HolderFacts {
        handle: person(handle),
        organisation: OrgId::new("aid").unwrap(),
        sealing_key: secret(handle).pair().public().into(),
        signing_key: KeyText(secret(handle).holder().signing),
        is_administrator,
        is_member,
        roles: Vec::new(),
        first_key: None,
        warrant: Warrant::Founding,
    }
}

/// Anna, bilal and carol administer; dana is a member, and erik was one.
fn keys() -> PublicKeys {
    let key = KeyText::from(KeyPair::derive(&[1; 32]).public());
    let recovery_signing_key = KeyText(secret(RECOVERY).holder().signing);
    let mut keys = PublicKeys::default();
    let node = NodeFacts {
        name: "harbour".to_owned(),
        epoch: 1,
        epoch_key: key,
        matching_key: key,
        recovery_key: key,
        recovery_signing_key,
        unattended_key: None,
    };
    let organisation = OrganisationFacts {
        organisation: OrgId::new("aid").unwrap(),
        role: 1,
        role_key: key,
        recovery_key: key,
        recovery_signing_key: KeyText(secret("shares-of-aid").holder().signing),
        sector: rooms::header::Sector::CivilSociety,
        country: None,
        warrant: Warrant::Founding,
    };
    keys.fold(0, &header("node"), Some(Event::Node(node)));
    keys.fold(1, &header("organisation"), Some(Event::Organisation(organisation)));
    for (index, handle) in (2..).zip(["anna", "bilal", "carol"]) {
        keys.fold(index, &header("holder"), Some(Event::Holder(holder(handle, true, false))));
    }
    keys.fold(5, &header("holder"), Some(Event::Holder(holder("dana", false, true))));
    keys.fold(6, &header("holder"), Some(Event::Holder(holder("erik", true, true))));
    let left = HolderRemovedFacts { handle: person("erik"), organisation: None, warrant: word(&["anna"], |_| {}) };
    keys.fold(7, &header("holder-removed"), Some(Event::HolderRemoved(Box::new(left))));
    keys
}

fn asked() -> Asked {
    let subjects = vec![record().to_string()];
    let (node, reason) = ("harbour".to_owned(), "asked by the family".to_owned());
    Asked { node, verb: Verb::Erase, subjects, reason, size: 8, root: Hex([0; 32]) }
}

/// The word of these holders, changed before they sign.
fn word(by: &[&str], change: impl FnOnce(&mut Asked)) -> Warrant {
    let mut asked = asked();
    change(&mut asked);
    let approvals = by.iter().map(|handle| Approval::sign(&asked, &person(handle), &secret(handle))).collect();
    Warrant::People(Approved { asked, approvals })
}

fn erasure(warrant: Warrant) -> Event {
    Event::Erasure(ErasureFacts { records: vec![record()], warrant })
}

#[test]
fn the_word_of_two_administrators_is_enough() {
    assert_eq!(check(&keys(), &erasure(word(&["anna", "carol"], |_| {})), Hour::default()), Ok(()));
}

#[rstest]
#[case::nobody(Warrant::Founding, "nobody approved")]
#[case::none(word(&[], |_| {}), "0 of 2")]
#[case::one(word(&["anna"], |_| {}), "1 of 2")]
#[case::one_twice(word(&["anna", "anna"], |_| {}), "signed twice")]
#[case::a_member(word(&["anna", "dana"], |_| {}), "`dana` is no administrator")]
#[case::who_left(word(&["anna", "erik"], |_| {}), "`erik` holds no keys")]
#[case::a_stranger(word(&["anna", "frida"], |_| {}), "`frida` holds no keys")]
#[case::another_node(word(&["anna", "bilal"], |asked| asked.node = "pier".to_owned()), "the node `pier`")]
#[case::another_verb(word(&["anna", "bilal"], |asked| asked.verb = Verb::Release), "something else")]
#[case::another_record(word(&["anna", "bilal"], |asked| asked.subjects[0].replace_range(..1, "f")), "something else")]
#[case::more_records(word(&["anna", "bilal"], |asked| asked.subjects.push("x".to_owned())), "something else")]
#[case::no_reason(word(&["anna", "bilal"], |asked| asked.reason = " ".to_owned()), "no reason")]
#[case::before_another_event(word(&["anna", "bilal"], |asked| asked.size = 7), "entry 7 changed")]
#[case::an_order(Warrant::Order { entry: 7 }, "no standing order")]
fn a_word_that_is_not_enough(#[case] warrant: Warrant, #[case] expected: &str) {
    let fault = check(&keys(), &erasure(warrant), Hour::default()).unwrap_err().to_string();
    assert!(fault.contains(expected), "{fault}");
}

#[test]
fn a_signature_is_over_what_was_asked_and_no_letter_else() {
    let changes: [fn(&mut Approved); 4] = [
        |word| word.asked.reason.push('!'),
        |word| word.asked.root = Hex([1; 32]),
        |word| word.asked.size += 1,
        |word| word.approvals[1].signature = word.approvals[0].signature,
    ];
    for change in changes {
        let Warrant::People(mut approved) = word(&["anna", "bilal"], |_| {}) else { unreachable!() };
        change(&mut approved);
        let checked = check(&keys(), &erasure(Warrant::People(approved)), Hour::default());
        assert!(matches!(checked, Err(ApprovalFault::Signature { .. })), "{checked:?}");
    }
}

#[test]
fn recovery_shares_erase_nothing_and_make_holders_of_their_own_kind() {
    let keys = keys();
    let by = |facts: &HolderFacts, shares: &str| {
        let asked = Asked { verb: Verb::AddHolder, subjects: facts.subjects(), ..asked() };
        Event::Holder(HolderFacts { warrant: Warrant::of_recovery(asked, &secret(shares)), ..facts.clone() })
    };
    let erased = check(&keys, &erasure(Warrant::of_recovery(asked(), &secret(RECOVERY))), Hour::default());
    assert_eq!(erased, Err(ApprovalFault::Nobody));
    let mut dana = holder("dana", true, true);
    for (facts, shares, is_fine) in [
        (holder("frida", true, false), RECOVERY, true),
        (holder("frida", false, true), RECOVERY, false),
        (holder("frida", true, true), RECOVERY, false),
        (holder("frida", false, true), "shares-of-aid", true),
        (holder("frida", true, false), "shares-of-aid", false),
        (holder("frida", true, false), "anna", false),
        // a holder who is one already keeps their keys and powers
        (dana.clone(), RECOVERY, true),
        (holder("dana", true, false), RECOVERY, false),
    ] {
        let checked = check(&keys, &by(&facts, shares), Hour::default());
        assert_eq!(checked.is_ok(), is_fine, "{facts:?} by {shares}: {checked:?}");
    }
    dana.signing_key = KeyText([9; 32]);
    assert_eq!(check(&keys, &by(&dana, RECOVERY), Hour::default()), Err(ApprovalFault::Other));
}

#[test]
fn a_hold_is_put_by_one_and_lifted_by_two_and_wins() {
    let mut keys = keys();
    let hold = |is_held: bool, by: &[&str], size: u64| {
        let verb = if is_held { Verb::Hold } else { Verb::Release };
        let warrant = word(by, |asked| (asked.verb, asked.size) = (verb, size));
        Event::Hold(HoldFacts { record: record(), is_held, warrant })
    };
    assert_eq!(check(&keys, &hold(true, &[], 8), Hour::default()), Err(ApprovalFault::Nobody));
    let put = hold(true, &["dana"], 8);
    assert_eq!(check(&keys, &put, Hour::default()), Ok(()));
    keys.fold(8, &header("hold"), Some(put));
    let erased = check(&keys, &erasure(word(&["anna", "bilal"], |asked| asked.size = 9)), Hour::default());
    assert!(matches!(erased, Err(ApprovalFault::Held { .. })), "{erased:?}");
    assert!(check(&keys, &hold(false, &["anna"], 9), Hour::default()).is_err());
    assert_eq!(check(&keys, &hold(false, &["anna", "bilal"], 9), Hour::default()), Ok(()));
}

#[test]
fn an_epoch_follows_the_one_before_by_two_or_by_an_order_that_is_due() {
    let mut keys = keys();
    let key = KeyText([2; 32]);
    let epoch = |epoch: u32, warrant: Warrant| Event::Epoch(EpochFacts { epoch, epoch_key: key, warrant });
    let by_two = |epoch: u32, size: u64| {
        let subjects = vec![epoch.to_string()];
        word(&["anna", "bilal"], |asked| (asked.verb, asked.subjects, asked.size) = (Verb::Epoch, subjects, size))
    };
    assert_eq!(check(&keys, &epoch(2, by_two(2, 8)), Hour::default()), Ok(()));
    assert_eq!(check(&keys, &epoch(3, by_two(3, 8)), Hour::default()), Err(ApprovalFault::Other));
    let of_order = |days: &str| {
        let subjects = vec![days.to_owned()];
        word(&["anna", "bilal"], |asked| (asked.verb, asked.subjects) = (Verb::EpochOrder, subjects))
    };
    let order = Event::EpochOrder(EpochOrderFacts { every_days: Some(2), warrant: of_order("2 days") });
    assert_eq!(check(&keys, &order, Hour::default()), Ok(()));
    let other = Event::EpochOrder(EpochOrderFacts { every_days: Some(3), warrant: of_order("2 days") });
    assert_eq!(check(&keys, &other, Hour::default()), Err(ApprovalFault::Other));
    keys.fold(8, &header("epoch-order"), Some(order));
    for (entry, hours, is_due) in [(8, 47, false), (8, 48, true), (7, 48, false)] {
        let checked = check(&keys, &epoch(2, Warrant::Order { entry }), Hour::try_from(hours).unwrap());
        assert_eq!(checked.is_ok(), is_due, "{entry} {hours}");
    }
    keys.fold(9, &header("epoch"), Some(epoch(2, Warrant::Order { entry: 8 })));
    let next = check(&keys, &epoch(3, by_two(3, 10)), Hour::default());
    assert_eq!(next, Err(ApprovalFault::Other), "the one before is not closed");
}

#[test]
fn shares_are_renewed_by_the_shares_before_them_and_by_nobody_else() {
    let keys = keys();
    let (recovery_key, recovery_signing_key) = (KeyText([4; 32]), KeyText([5; 32]));
    let by = |organisation: Option<&str>, sign: &dyn Fn(Asked) -> Warrant| {
        let organisation = organisation.map(|name| OrgId::new(name).unwrap());
        let warrant = Warrant::Founding;
        let mut facts = SharesRenewedFacts { organisation, recovery_key, recovery_signing_key, warrant };
        let (verb, subjects) = Event::SharesRenewed(facts.clone()).question().unwrap();
        facts.warrant = sign(Asked { verb, subjects, ..asked() });
        check(&keys, &Event::SharesRenewed(facts), Hour::default()).is_ok()
    };
    let shares = |of: &'static str| move |asked: Asked| Warrant::of_recovery(asked, &secret(of));
    assert!(by(None, &shares(RECOVERY)));
    assert!(by(Some("aid"), &shares("shares-of-aid")));
    assert!(!by(None, &shares("shares-of-aid")));
    assert!(!by(Some("aid"), &shares(RECOVERY)));
    assert!(!by(Some("pier"), &shares(RECOVERY)));
    let people = |asked: Asked| word(&["anna", "bilal"], |it| *it = asked);
    assert!(!by(None, &people));
    assert!(!by(None, &|_| Warrant::Founding));
    let other = |asked: Asked| Warrant::of_recovery(Asked { subjects: vec![], ..asked }, &secret(RECOVERY));
    assert!(!by(None, &other));
}

#[test]
fn what_made_the_node_and_its_organisations_is_told_once() {
    let known = keys();
    let node = Event::Node(known.node.clone().unwrap());
    let organisation = Event::Organisation(known.organisations.values().next().unwrap().clone());
    for event in [node, organisation] {
        assert_eq!(check(&PublicKeys::default(), &event, Hour::default()), Ok(()));
        assert_eq!(check(&known, &event, Hour::default()), Err(ApprovalFault::Nobody));
    }
}
