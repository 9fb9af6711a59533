use proptest::prelude::*;
use rooms::header::{Hour, Purpose};

use super::{Budgets, DAY_MAX, EXPORT_DAY_MAX, HOUR_MAX, Key, Shown, Spend, counts};
use firewall::Action;

fn hour(number: u32) -> Hour {
    Hour::try_from(500_000 + number).unwrap()
}

fn key() -> Key {
    ("anna".to_owned(), Purpose::Tracing)
}

fn range(from: u64, count: usize) -> Vec<u64> {
    (from..from + count as u64).collect()
}

#[test]
fn the_record_that_is_too_much_is_not_shown_and_nothing_after_it_is() {
    let budgets = Budgets::default();
    let read = |entries: &[u64]| budgets.spend(key(), Action::Read, entries, entries.len(), hour(0));
    assert_eq!(read(&range(0, HOUR_MAX)), Spend::Fits);
    assert_eq!(read(&range(0, HOUR_MAX)), Spend::Fits, "the same records again are no more");
    assert_eq!(read(&[HOUR_MAX as u64]), Spend::Trips);
    assert_eq!(read(&[0]), Spend::Over);
    assert_eq!(budgets.spend(key(), Action::Export, &[0], 1, hour(30)), Spend::Over, "time alone releases nothing");
    let of_another = ("bilal".to_owned(), Purpose::Tracing);
    assert_eq!(budgets.spend(of_another, Action::Read, &[0], 1, hour(0)), Spend::Fits);
    assert_eq!(budgets.spent().len(), 1);
    assert!(budgets.release(&key()) && !budgets.release(&key()));
    assert_eq!(read(&[0]), Spend::Fits);
}

#[test]
fn a_patient_reader_is_stopped_by_the_day() {
    let budgets = Budgets::default();
    let of_an_hour = |number: u32| {
        let entries = range(u64::from(number) * HOUR_MAX as u64, HOUR_MAX);
        budgets.spend(key(), Action::List, &entries, entries.len(), hour(number))
    };
    let hours = (DAY_MAX / HOUR_MAX) as u32;
    assert!((0..hours).all(|number| of_an_hour(number) == Spend::Fits));
    assert_eq!(of_an_hour(hours), Spend::Trips);
}

#[test]
fn exports_have_their_own() {
    let budgets = Budgets::default();
    let export = |count| budgets.spend(key(), Action::Export, &[], count, hour(0));
    assert_eq!(export(EXPORT_DAY_MAX), Spend::Fits);
    assert_eq!(budgets.spend(key(), Action::Read, &[1], 1, hour(0)), Spend::Fits);
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
            all.add(entries, entries.len() + more, hour(0));
            prop_assert!(all.in_day() >= before && all.in_hour(hour(0)) == all.in_day());
            before = all.in_day();
        }
        all.add(&[], 0, hour(24));
        prop_assert_eq!(all.in_day(), 0);
    }
}
