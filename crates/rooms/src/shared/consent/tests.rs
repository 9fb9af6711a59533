use proptest::prelude::*;
use rstest::rstest;

use super::{Consent, ConsentDetails, ConsentFault, ConsentState, Giver};
use crate::header::{OrgId, Purpose, RecordId};
use crate::shared::Day;

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn given() -> Consent {
    Consent {
        about: RecordId::new(1_700_000_000_000, [7; 10]),
        purpose: Purpose::Tracing,
        with: None,
        giver: Giver::Person,
        state: ConsentState::Given,
        is_at_risk: false,
        date: day("2026-11-25"),
        until: None,
        review: None,
    }
}

fn with() -> Option<OrgId> {
    OrgId::new("consulate-of-home").ok()
}

#[rstest]
#[case::on_its_day(given(), "2026-11-25", true)]
#[case::before_it(given(), "2026-11-24", false)]
#[case::on_its_last_day(Consent { until: Some(day("2026-11-30")), ..given() }, "2026-11-30", true)]
#[case::the_day_after(Consent { until: Some(day("2026-11-30")), ..given() }, "2026-12-01", false)]
#[case::not_looked_at_again(Consent { review: Some(day("2026-11-30")), ..given() }, "2026-12-01", false)]
#[case::of_a_guardian(Consent { giver: Giver::Guardian, ..given() }, "2026-11-25", true)]
#[case::of_a_family(Consent { giver: Giver::Family, ..given() }, "2026-11-25", false)]
#[case::vital(Consent { state: ConsentState::NotPossible, review: Some(day("2026-11-26")), ..given() }, "2026-11-25", true)]
#[case::asked(Consent { state: ConsentState::Asked, ..given() }, "2026-11-25", false)]
#[case::refused(Consent { state: ConsentState::Refused, ..given() }, "2026-11-25", false)]
#[case::withdrawn(Consent { state: ConsentState::Withdrawn, ..given() }, "2026-11-25", false)]
#[case::expired(Consent { state: ConsentState::Expired, ..given() }, "2026-11-25", false)]
fn when_it_holds(#[case] consent: Consent, #[case] on: &str, #[case] holds: bool) {
    assert_eq!(consent.check(), Ok(()));
    assert_eq!(consent.holds_on(day(on)), holds);
}

#[test]
fn what_is_no_consent_is_refused() {
    let ends = Consent { until: Some(day("2026-11-24")), ..given() };
    assert!(matches!(ends.check(), Err(ConsentFault::EndsBefore { .. })));
    let vital = Consent { state: ConsentState::NotPossible, ..given() };
    assert_eq!(vital.check(), Err(ConsentFault::NoReview));
    let family = Consent { giver: Giver::Family, with: with(), ..given() };
    assert!(matches!(family.check(), Err(ConsentFault::FamilyShares { .. })));
    // but its no is heard
    assert_eq!(Consent { state: ConsentState::Withdrawn, ..family }.check(), Ok(()));
    let detained = ConsentDetails { under_detention: Some(true), ..ConsentDetails::default() };
    assert_eq!(given().check_with(&detained), Err(ConsentFault::DetainedWithoutReview));
    let reviewed = Consent { review: Some(day("2026-12-24")), ..given() };
    assert_eq!(reviewed.check_with(&detained), Ok(()));
    assert!(reviewed.is_due_on(day("2026-12-24")) && !reviewed.is_due_on(day("2026-12-23")));
}

#[test]
fn a_no_is_heard_from_everywhere_and_an_answer_is_not_hidden_by_asking_again() {
    use ConsentState::{Asked, Expired, Given, NotPossible, Refused, Withdrawn};
    for from in ConsentState::ALL {
        for no in [Refused, Withdrawn] {
            assert!(from.may_become(no), "{from} to {no}");
        }
        assert!(!no_answer(from) || from.may_become(Given));
    }
    assert!(!Given.may_become(Asked) && !Given.may_become(NotPossible));
    // who said no is not spoken for
    assert!(!Refused.may_become(NotPossible) && !Withdrawn.may_become(NotPossible));
    assert!(!Refused.may_become(Expired) && !Withdrawn.may_become(Expired) && !Asked.may_become(Expired));
    assert!(Given.may_become(Expired) && Expired.may_become(Asked));
}

fn no_answer(state: ConsentState) -> bool {
    matches!(state, ConsentState::Asked | ConsentState::NotPossible | ConsentState::Expired)
}

proptest! {
    #[test]
    fn a_no_holds_on_no_day(at in 0_u16..4000, giver in 0..3_usize, is_shared: bool) {
        let giver = [Giver::Person, Giver::Guardian, Giver::Family][giver];
        for state in ConsentState::ALL.into_iter().filter(|state| state.is_no()) {
            let consent = Consent { state, giver, with: with().filter(|_| is_shared), ..given() };
            prop_assert!(!consent.holds_on(day("2026-11-25").plus(at).unwrap()));
        }
    }

    #[test]
    fn what_is_over_does_not_come_back(at in 0_u16..400, later in 0_u16..400) {
        let consent = Consent { until: day("2026-11-25").plus(200), ..given() };
        let on = |days| consent.holds_on(day("2026-11-25").plus(days).unwrap());
        prop_assert!(on(at) || !on(at + later));
    }
}
