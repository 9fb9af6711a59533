//! The standing order that an epoch ends every so many days, and when it is due.

use journal::Index;
use rooms::header::Hour;

use super::facts::EpochOrderFacts;

const HOURS_A_DAY: u32 = 24;

/// The order in force.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct StandingOrder {
    /// Its entry.
    pub(crate) entry: Index,
    pub(crate) every_days: u32,
}

impl StandingOrder {
    /// The order that an event gives; `None` for the one that says never.
    pub(crate) fn of(entry: Index, facts: &EpochOrderFacts) -> Option<Self> {
        facts.every_days.map(|every_days| Self { entry, every_days })
    }

    /// Whether an epoch that began at one hour ends by this at another.
    pub(crate) fn is_due(self, since: Hour, now: Hour) -> bool {
        let hours = self.every_days.saturating_mul(HOURS_A_DAY);
        now.since_epoch().saturating_sub(since.since_epoch()) >= hours
    }
}

#[cfg(test)]
mod tests {
    use rooms::header::Hour;
    use rstest::rstest;

    use super::StandingOrder;

    #[rstest]
    #[case::an_hour_before("2026-11-30T05Z", false)]
    #[case::on_the_hour("2026-11-30T06Z", true)]
    #[case::long_after("2027-01-01T00Z", true)]
    #[case::a_clock_that_went_back("2026-10-01T00Z", false)]
    fn five_days_after(#[case] now: &str, #[case] is_due: bool) {
        let order = StandingOrder { entry: 3, every_days: 5 };
        let since: Hour = "2026-11-25T06Z".parse().unwrap();
        assert_eq!(order.is_due(since, now.parse().unwrap()), is_due);
    }
}
