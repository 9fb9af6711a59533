//! Sums that say how much is unknown.

use crate::missing::kinds::Counts;

/// A sum of people over rows, and in how many of the rows the count is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// People, over the rows that say.
    pub people: i64,
    /// Rows that do not say.
    pub rows_unknown: u64,
}

/// What a set of rows sums up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows: incidents and parts of split incidents.
    pub incidents: u64,
    /// Found dead.
    pub dead: Sum,
    /// Missing, at least.
    pub missing: Sum,
    /// Dead and missing.
    pub total: Sum,
    /// Survivors.
    pub survivors: Sum,
    /// Women and girls among the dead and missing.
    pub females: Sum,
    /// Men and boys among the dead and missing.
    pub males: Sum,
    /// Children among the dead and missing.
    pub children: Sum,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: u64,
}

impl Sum {
    fn add(&mut self, count: Option<i64>) {
        match count {
            Some(count) => self.people = self.people.saturating_add(count),
            None => self.rows_unknown += 1,
        }
    }
}

impl Tally {
    /// Adds one row.
    pub fn add(&mut self, counts: &Counts) {
        self.incidents += 1;
        self.dead.add(counts.dead);
        self.missing.add(counts.missing);
        self.total.add(counts.total());
        self.survivors.add(counts.survivors);
        self.females.add(counts.females);
        self.males.add(counts.males);
        self.children.add(counts.children);
    }
}

impl Share {
    /// Counts one row.
    pub(super) fn add(&mut self, counts: bool) {
        self.of += 1;
        self.count += u64::from(counts);
    }

    /// The share in percent, 0 to 100; 0 of nothing is 0.
    ///
    /// # Source
    /// Definition: 100 × count / of.
    #[must_use]
    pub fn percent(self) -> f64 {
        if self.of == 0 { 0.0 } else { 100.0 * self.count as f64 / self.of as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Share, Tally};
    use crate::missing::kinds::Counts;

    #[test]
    fn a_blank_is_counted_as_unknown() {
        let mut tally = Tally::default();
        tally.add(&Counts { dead: Some(3), ..Counts::default() });
        tally.add(&Counts { missing: Some(-1), ..Counts::default() });
        assert_eq!((tally.incidents, tally.dead.people, tally.dead.rows_unknown), (2, 3, 1));
        assert_eq!((tally.total.people, tally.total.rows_unknown, tally.females.rows_unknown), (2, 0, 2));
    }

    #[test]
    fn a_share_of_nothing_is_nothing() {
        assert_eq!(Share::default().percent(), 0.0);
        assert_eq!(Share { count: 1, of: 4 }.percent(), 25.0);
    }
}
