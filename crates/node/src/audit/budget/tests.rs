use proptest::prelude::*;
use rooms::header::{Hour, Purpose};

use super::{
    Budgets, DAY_MAX, EXPORT_DAY_MAX, HOUR_MAX, Key, LINES_PER_RECORD, Manner, Shown, Spend, counts, hash_of, lines_of,
};
use firewall::Action;

fn hour(number: u32) -> Hour {
    Hour::try_from(500_000 + number).unwrap()
}

fn key() -> Key {
    ("anna".to_owned(), Purpose::Tracing)
}

fn record(number: u64) -> [u8; 16] {
    u128::from(number).to_be_bytes()
}

fn range(from: u64, count: usize) -> Vec<[u8; 16]> {
    (from..from + count as u64).map(record).collect()
}

#[test]
fn the_record_that_is_too_much_is_not_shown_and_nothing_after_it_is() {
    let budgets = Budgets::default();
    let read = |records: &[[u8; 16]]| budgets.spend(key(), Manner::Content, records, records.len(), hour(0));
    assert_eq!(read(&range(0, HOUR_MAX)), Spend::Fits);
    assert_eq!(read(&range(0, HOUR_MAX)), Spend::Fits, "the same records again are no more");
    assert_eq!(read(&range(HOUR_MAX as u64, 1)), Spend::Trips);
    assert_eq!(read(&range(0, 1)), Spend::Over);
    assert_eq!(
        budgets.spend(key(), Manner::Export, &range(0, 1), 1, hour(30)),
        Spend::Over,
        "time alone releases nothing"
    );
    let of_another = ("bilal".to_owned(), Purpose::Tracing);
    assert_eq!(budgets.spend(of_another, Manner::Content, &range(0, 1), 1, hour(0)), Spend::Fits);
    assert_eq!(budgets.spent().len(), 1);
    assert!(budgets.release(&key()) && !budgets.release(&key()));
    assert_eq!(read(&range(0, 1)), Spend::Fits);
}

#[test]
fn a_patient_reader_is_stopped_by_the_day() {
    let budgets = Budgets::default();
    let of_an_hour = |number: u32| {
        let entries = range(u64::from(number) * HOUR_MAX as u64, HOUR_MAX);
        budgets.spend(key(), Manner::Content, &entries, entries.len(), hour(number))
    };
    let hours = (DAY_MAX / HOUR_MAX) as u32;
    assert!((0..hours).all(|number| of_an_hour(number) == Spend::Fits));
    assert_eq!(of_an_hour(hours), Spend::Trips);
}

#[test]
fn a_line_of_the_operators_list_weighs_a_tenth_of_a_record() {
    let budgets = Budgets::default();
    let lines = |count| budgets.spend(key(), Manner::Lines, &range(0, 1000), count, hour(0));
    assert_eq!(lines(5_000), Spend::Fits);
    assert_eq!(lines(5_000), Spend::Fits, "the same list again is no more");
    assert_eq!(lines(HOUR_MAX * LINES_PER_RECORD), Spend::Fits);
    assert_eq!(budgets.spend(key(), Manner::Content, &range(0, 1), 1, hour(0)), Spend::Trips, "both together");
    assert!(budgets.release(&key()));
    assert_eq!(lines((HOUR_MAX + 1) * LINES_PER_RECORD), Spend::Trips);
}

#[test]
fn only_the_operators_list_of_a_kind_is_lines() {
    let of = |action, filter: &str| Manner::of(action, &hash_of(filter));
    assert_eq!(of(Action::List, &lines_of("remains")), Manner::Lines);
    assert_eq!(of(Action::List, "remains"), Manner::Content);
    assert_eq!(of(Action::List, &lines_of("no-kind")), Manner::Content);
    assert_eq!(of(Action::Read, &lines_of("remains")), Manner::Content);
    assert_eq!(of(Action::Export, "remains"), Manner::Export);
}

#[test]
fn exports_have_their_own() {
    let budgets = Budgets::default();
    let export = |count| budgets.spend(key(), Manner::Export, &[], count, hour(0));
    assert_eq!(export(EXPORT_DAY_MAX), Spend::Fits);
    assert_eq!(budgets.spend(key(), Manner::Content, &range(1, 1), 1, hour(0)), Spend::Fits);
    assert_eq!(export(EXPORT_DAY_MAX + 1), Spend::Trips);
}

#[test]
fn what_is_public_and_what_machines_compare_counts_for_nobody() {
    assert!(!counts(true, Action::List, Purpose::Tracing));
    assert!(!counts(false, Action::List, Purpose::Knowledge));
    assert!(!counts(false, Action::Write, Purpose::Tracing));
    assert!(counts(false, Action::Find, Purpose::Forensic));
}

proptest! {
    /// Showing more never makes the count smaller within a window, and a day later nothing is left of it.
    #[test]
    fn counts_grow_with_what_is_shown(
        shown in prop::collection::vec((prop::collection::vec(0_u64..40, 0..8), 0_usize..12), 1..12),
    ) {
        let mut all = Shown::default();
        let mut before = 0;
        for (entries, more) in &shown {
            let records: Vec<_> = entries.iter().copied().map(record).collect();
            all.add(&records, records.len() + more, hour(0));
            prop_assert!(all.in_day() >= before && all.in_hour(hour(0)) == all.in_day());
            before = all.in_day();
        }
        all.drop_old(hour(24));
        prop_assert_eq!(all.in_day(), 0);
    }
}
