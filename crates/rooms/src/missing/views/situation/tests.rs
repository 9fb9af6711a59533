use facts::Point;
use proptest::prelude::*;

use super::{CauseGroup, Situation, main_groups};
use crate::missing::kinds::{Cause, Counts, Incident, IncidentPlace, IncidentType};

/// An event of three rows, one of which takes back two missing, and a sum over a period.
fn rows() -> Vec<Incident> {
    let row = |id: &str, main: &str, year, dead, missing, route: Option<&str>, cause: &[Cause]| Incident {
        incident_id: id.into(),
        main_id: main.into(),
        year,
        counts: Counts { dead, missing, ..Counts::default() },
        route: route.map(Into::into),
        causes: cause.to_vec(),
        place: IncidentPlace {
            point: Point::new(35.0, 12.0),
            region: Some("Mediterranean".into()),
            ..Default::default()
        },
        ..Incident::default()
    };
    let mut rows = vec![
        row("1", "A", 2015, Some(2), Some(5), Some("Central"), &[Cause::Drowning]),
        row("2", "B", 2014, Some(1), None, None, &[Cause::Drowning, Cause::Violence]),
        row("3", "A", 2015, Some(2), Some(-2), Some("Central"), &[Cause::Drowning]),
        row("4", "C", 2015, None, None, Some("Atlantic"), &[Cause::MixedOrUnknown]),
        row("5", "D", 2015, Some(40), Some(7), Some("Atlantic"), &[]),
    ];
    rows[4].types = vec![IncidentType::Cumulative];
    rows[3].place.point = None;
    rows
}

#[test]
fn totals_are_sums_over_all_rows_and_say_what_is_unknown() {
    let view = Situation::of(&rows());
    // by hand: dead 2+1+2+40, missing 5-2+7
    assert_eq!((view.overall.dead.people, view.overall.missing.people, view.overall.total.people), (45, 10, 55));
    assert_eq!((view.overall.dead.rows_unknown, view.overall.missing.rows_unknown), (1, 2));
    assert_eq!(view.by_year.iter().map(|y| (y.year, y.tally.incidents)).collect::<Vec<_>>(), [(2014, 1), (2015, 4)]);
    assert_eq!((view.unknown.route.count, view.unknown.route.of), (1, 5));
    assert_eq!(view.unknown.cause.count, 2); // one blank, one "mixed or unknown"
    assert_eq!(view.unknown.dead_and_missing.count, 1);
}

#[test]
fn the_largest_comes_first_and_the_unknown_last() {
    let view = Situation::of(&rows());
    let routes: Vec<_> = view.by_route.iter().map(|g| (g.key.as_deref(), g.tally.total.people)).collect();
    assert_eq!(routes, [(Some("Atlantic"), 47), (Some("Central"), 7), (None, 1)]);
    let causes: Vec<_> = view.by_cause.iter().map(|g| g.key.as_ref().map(CauseGroup::key)).collect();
    assert_eq!(causes, [Some("drowning"), Some("several"), Some("mixed-or-unknown"), None]);
}

#[test]
fn cumulative_rows_are_kept_out_of_the_map_by_day() {
    let view = Situation::of(&rows());
    assert_eq!((view.points, view.cumulative), (vec![0, 1, 2], vec![4]));
}

#[test]
fn only_the_sum_over_an_event_has_a_meaning() {
    let groups = main_groups(&rows());
    let first = &groups[0];
    assert_eq!((first.main_id.as_str(), first.rows.as_slice()), ("A", [0, 2].as_slice()));
    assert_eq!((first.counts.dead, first.counts.missing), (Some(4), Some(3)));
    assert!(!first.counts.has_negative());
    assert_eq!(groups.len(), 4);
}

#[test]
fn a_selection_keeps_the_indices_of_the_whole() {
    let view = Situation::of_selected(&rows(), |incident| incident.year == 2015);
    assert_eq!((view.overall.incidents, view.points), (4, vec![0, 2]));
    assert_eq!(view.main_groups.len(), 3);
}

proptest! {
    #[test]
    fn every_list_sums_to_the_whole(picks in prop::collection::vec((0usize..5, -9i64..99), 0..40)) {
        let kinds = rows();
        let incidents: Vec<_> = picks.iter().map(|(kind, dead)| {
            let mut incident = kinds[*kind].clone();
            incident.counts.dead = Some(*dead);
            incident
        }).collect();
        let view = Situation::of(&incidents);
        let whole = view.overall.total.people;
        prop_assert_eq!(view.by_year.iter().map(|y| y.tally.total.people).sum::<i64>(), whole);
        prop_assert_eq!(view.by_route.iter().map(|g| g.tally.total.people).sum::<i64>(), whole);
        prop_assert_eq!(view.by_cause.iter().map(|g| g.tally.total.people).sum::<i64>(), whole);
        prop_assert_eq!(view.by_region.iter().map(|g| g.tally.total.people).sum::<i64>(), whole);
        prop_assert_eq!(view.main_groups.iter().filter_map(|g| g.counts.total()).sum::<i64>(), whole);
        prop_assert_eq!(&Situation::of(&incidents), &view);
    }
}
