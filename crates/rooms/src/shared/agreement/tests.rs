use rstest::rstest;

use super::{Agreement, AgreementFault, AgreementState};
use crate::header::{KindName, OrgId, Purpose, Sector};
use crate::shared::Day;

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn agreement() -> Agreement {
    Agreement {
        partner: OrgId::new("red-cross-south").unwrap(),
        sector: Sector::CivilSociety,
        purposes: [Purpose::Tracing].into(),
        kinds: [KindName::new("missing-person").unwrap()].into(),
        fields: ["id", "missing-person/place"].map(|field| field.parse().unwrap()).into(),
        start: day("2026-11-25"),
        end: day("2026-12-31"),
        state: AgreementState::Signed,
    }
}

#[rstest]
#[case::before("2026-11-24", false, false)]
#[case::first_day("2026-11-25", true, false)]
#[case::last_day("2026-12-31", true, false)]
#[case::after_midnight("2027-01-01", false, true)]
fn it_begins_and_ends_by_the_day(#[case] on: &str, #[case] in_force: bool, #[case] ended: bool) {
    let agreement = agreement();
    assert_eq!(agreement.check(), Ok(()));
    assert_eq!(agreement.is_in_force_on(day(on)), in_force);
    assert_eq!(agreement.has_ended_on(day(on)), ended);
    let early = Agreement { state: AgreementState::Ended, ..agreement };
    assert!(!early.is_in_force_on(day(on)) && early.has_ended_on(day(on)), "ended is ended at once");
}

#[test]
fn what_opens_everything_or_nothing_is_refused() {
    let faulty = |change: fn(&mut Agreement)| {
        let mut it = agreement();
        change(&mut it);
        it.check()
    };
    assert!(matches!(faulty(|it| it.end = it.start), Ok(())), "one day is a time");
    assert!(matches!(faulty(|it| it.end = day("2026-11-24")), Err(AgreementFault::EndsBefore { .. })));
    assert_eq!(faulty(|it| it.purposes.clear()), Err(AgreementFault::NoSuch { what: "purpose" }));
    assert_eq!(faulty(|it| it.kinds.clear()), Err(AgreementFault::NoSuch { what: "kind" }));
    assert_eq!(faulty(|it| it.fields.clear()), Err(AgreementFault::NoSuch { what: "field" }));
    let foreign = faulty(|it| _ = it.fields.insert("remains/place".parse().unwrap()));
    assert!(matches!(foreign, Err(AgreementFault::FieldOfAnother { .. })));
}

#[test]
fn no_agreement_is_made_with_who_never_reads() {
    for sector in Sector::ALL {
        let with = Agreement { sector, ..agreement() };
        let expected = Agreement::NO_PARTNERS.contains(&sector);
        assert_eq!(with.check().is_err(), expected, "{}", sector.as_str());
    }
}
