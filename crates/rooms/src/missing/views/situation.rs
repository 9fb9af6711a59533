//! The situation: what the recorded incidents sum up to, and how much of it is unknown.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::{Share, Tally};
use crate::missing::kinds::{Cause, Counts, Incident};

/// Totals by year, route, cause and region, the share that is unknown, and the points for a map.
///
/// Every row counts once in each list, negative rows and cumulative rows too: so the lists have the same total, and that
/// is how the source itself sums. The rows are named by their index in the slice that the view was folded from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Situation {
    /// All rows.
    pub overall: Tally,
    /// By the year under which the source counts, ascending.
    pub by_year: Vec<Year>,
    /// By migration route, the largest total first, names in order where totals are equal; the unknown last.
    pub by_route: Vec<Group<String>>,
    /// By cause of death, in the same order.
    pub by_cause: Vec<Group<CauseGroup>>,
    /// By region of the incident, in the same order.
    pub by_region: Vec<Group<String>>,
    /// In how many rows what is unknown.
    pub unknown: Unknown,
    /// Rows for the map, in input order: they have a point and are one event, not a sum over a period.
    pub points: Vec<usize>,
    /// Cumulative rows, with or without a point: in the totals, apart on the map.
    pub cumulative: Vec<usize>,
    /// Events, each with the sum over its rows, in the order of their first row.
    pub main_groups: Vec<MainGroup>,
}

/// A year and what its rows sum up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: u16,
    /// Its sums.
    pub tally: Tally,
}

/// A value of a column and what its rows sum up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<K> {
    /// The value; `None` for the rows where it is blank.
    pub key: Option<K>,
    /// Its sums.
    pub tally: Tally,
}

/// A row's cause, where the source merged several into one row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CauseGroup {
    /// One cause.
    One(Cause),
    /// Several causes in one row: which person died of which is not recorded.
    Several,
}

/// In how many rows each thing is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// How many died.
    pub dead: Share,
    /// How many are missing.
    pub missing: Share,
    /// Both: nobody says how many.
    pub dead_and_missing: Share,
    /// The sex of the dead and missing: both counts blank.
    pub sex: Share,
    /// How many of them were children.
    pub children: Share,
    /// How many survived.
    pub survivors: Share,
    /// The route.
    pub route: Share,
    /// The cause: blank, or the source's own "mixed or unknown".
    pub cause: Share,
    /// The region of the incident.
    pub region: Share,
    /// The country of the incident.
    pub country: Share,
    /// The country of origin: blank, or nothing but `Unknown`, `Mixed` or `Mixed/Unknown`.
    pub origin: Share,
    /// The day.
    pub day: Share,
    /// The point: blank or unreadable.
    pub point: Share,
    /// The point is there, but in doubt.
    pub point_in_doubt: Share,
}

/// One event: the rows that share a main id, and their sum. Only this sum has a meaning where a row is negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MainGroup {
    /// The shared id.
    pub main_id: String,
    /// Its rows, by index.
    pub rows: Vec<usize>,
    /// The sum of what is known.
    pub counts: Counts,
}

impl Situation {
    /// Folds all incidents.
    #[must_use]
    pub fn of(incidents: &[Incident]) -> Self {
        Self::of_selected(incidents, |_| true)
    }

    /// Folds the incidents that a filter keeps; the indices are still those of the whole slice.
    #[must_use]
    pub fn of_selected(incidents: &[Incident], keep: impl Fn(&Incident) -> bool) -> Self {
        let mut view = Self::default();
        let mut years = BTreeMap::<u16, Tally>::new();
        let (mut routes, mut causes, mut regions) = (Groups::default(), Groups::default(), Groups::default());
        for (index, incident) in incidents.iter().enumerate().filter(|(_, incident)| keep(incident)) {
            let counts = &incident.counts;
            view.overall.add(counts);
            years.entry(incident.year).or_default().add(counts);
            routes.add(incident.route.clone(), counts);
            causes.add(CauseGroup::of(&incident.causes), counts);
            regions.add(incident.place.region.clone(), counts);
            view.unknown.add(incident);
            if incident.is_cumulative() {
                view.cumulative.push(index);
            } else if incident.place.point.is_some() {
                view.points.push(index);
            }
        }
        view.by_year = years.into_iter().map(|(year, tally)| Year { year, tally }).collect();
        view.by_route = routes.sorted();
        view.by_cause = causes.sorted();
        view.by_region = regions.sorted();
        view.main_groups = group(incidents.iter().enumerate().filter(|(_, incident)| keep(incident)));
        view
    }
}

/// Events with the sum over their rows, in the order of their first row.
#[must_use]
pub fn main_groups(incidents: &[Incident]) -> Vec<MainGroup> {
    group(incidents.iter().enumerate())
}

fn group<'a>(incidents: impl Iterator<Item = (usize, &'a Incident)>) -> Vec<MainGroup> {
    let mut groups: Vec<MainGroup> = Vec::new();
    let mut by_id = HashMap::<&str, usize>::new();
    for (index, incident) in incidents {
        let at = *by_id.entry(&incident.main_id).or_insert(groups.len());
        if at == groups.len() {
            groups.push(MainGroup { main_id: incident.main_id.clone(), rows: Vec::new(), counts: Counts::default() });
        }
        groups[at].rows.push(index);
        groups[at].counts = groups[at].counts.plus(&incident.counts);
    }
    groups
}

impl CauseGroup {
    /// The group of a row; `None` where no cause is recorded.
    #[must_use]
    pub fn of(causes: &[Cause]) -> Option<Self> {
        match causes {
            [] => None,
            [cause] => Some(Self::One(cause.clone())),
            _ => Some(Self::Several),
        }
    }

    /// A key for translations: that of the cause, or `several`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::One(cause) => cause.key(),
            Self::Several => "several",
        }
    }
}

impl Unknown {
    fn add(&mut self, incident: &Incident) {
        let Incident { counts, place, .. } = incident;
        let unsaid = |country: &String| ["Unknown", "Mixed", "Mixed/Unknown"].contains(&country.as_str());
        self.dead.add(counts.dead.is_none());
        self.missing.add(counts.missing.is_none());
        self.dead_and_missing.add(counts.total().is_none());
        self.sex.add(counts.females_and_males().is_none());
        self.children.add(counts.children.is_none());
        self.survivors.add(counts.survivors.is_none());
        self.route.add(incident.route.is_none());
        self.cause.add(incident.causes.iter().all(|cause| *cause == Cause::MixedOrUnknown));
        self.region.add(place.region.is_none());
        self.country.add(place.country.is_none());
        self.origin.add(incident.origin.countries.iter().all(unsaid));
        self.day.add(incident.date.and_then(|date| date.day()).is_none());
        self.point.add(place.point.is_none());
        self.point_in_doubt.add(place.point.is_some() && place.doubt.is_some());
    }
}

/// Tallies by the value of a column.
struct Groups<K>(HashMap<Option<K>, Tally>);

impl<K> Default for Groups<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Ord + Hash> Groups<K> {
    fn add(&mut self, key: Option<K>, counts: &Counts) {
        self.0.entry(key).or_default().add(counts);
    }

    /// The largest total first, then by name; the unknown last, whatever its size, where a reader looks for it.
    fn sorted(self) -> Vec<Group<K>> {
        let mut groups: Vec<_> = self.0.into_iter().map(|(key, tally)| Group { key, tally }).collect();
        groups.sort_by(|a, b| {
            let rank = |group: &Group<K>| (group.key.is_none(), std::cmp::Reverse(group.tally.total.people));
            rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key))
        });
        groups
    }
}

#[cfg(test)]
mod tests;
