//! Ages of a population, stated as shares of age groups.

use super::{CELL_COUNT, CELL_YEARS, cell_age, scale_to_one};

/// Shares of age groups, spread evenly within each group over the grid of ages.
///
/// Invariant: [`CELL_COUNT`] cells of [`CELL_YEARS`] years, non-negative, sum 1.
#[derive(Clone, Debug, PartialEq)]
pub struct AgeDistribution {
    cells: Vec<f64>,
    source: String,
}

/// Why shares are not a distribution of ages.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AgeDistributionError {
    /// The groups do not begin at 0 or do not rise.
    #[error("age groups begin at {found}; give the first age of each group in rising order, from 0, below 120")]
    Order {
        /// The age out of place.
        found: f64,
    },
    /// A share is negative or no number.
    #[error("the share of the age group from {from} is {found}; expected a number from 0 up, at least one above 0")]
    Share {
        /// First age of the group.
        from: f64,
        /// What was read.
        found: f64,
    },
}

/// `(first age of the group, share)`. Eurostat, first-time asylum applicants in the EU by age, 2023 (`migr_asyappctza`), rounded
/// to whole per cent: the nearest published ages of people on the move on several routes; the ages of the dead are not published.
const JOURNEYS: [(f64, f64); 5] = [(0.0, 0.18), (14.0, 0.07), (18.0, 0.54), (35.0, 0.20), (65.0, 0.01)];
/// End of the last group of [`JOURNEYS`], beyond which it has no people.
const JOURNEYS_END: (f64, f64) = (90.0, 0.0);

impl AgeDistribution {
    /// Shares of age groups as `(first age, share)`; a group ends where the next begins, the last at 120. Rescaled to sum 1.
    ///
    /// # Errors
    /// [`AgeDistributionError`] naming the group.
    pub fn new(groups: &[(f64, f64)], source: &str) -> Result<Self, AgeDistributionError> {
        let mut after = None;
        for &(from, share) in groups {
            let rises = after.map_or(from == 0.0, |before| from > before);
            if !rises || from >= CELL_COUNT as f64 * CELL_YEARS {
                return Err(AgeDistributionError::Order { found: from });
            }
            if !(0.0..f64::INFINITY).contains(&share) {
                return Err(AgeDistributionError::Share { from, found: share });
            }
            after = Some(from);
        }
        let mut cells = vec![0.0; CELL_COUNT];
        for (index, &(from, share)) in groups.iter().enumerate() {
            let to = groups.get(index + 1).map_or(f64::INFINITY, |next| next.0);
            let inside: Vec<usize> = (0..CELL_COUNT).filter(|&cell| (from..to).contains(&cell_age(cell))).collect();
            inside.iter().for_each(|&cell| cells[cell] = share / inside.len() as f64);
        }
        if !scale_to_one(&mut cells) {
            return Err(AgeDistributionError::Share { from: 0.0, found: 0.0 });
        }
        Ok(Self { cells, source: source.to_string() })
    }

    /// Every age from 0 up to `years` alike.
    ///
    /// # Errors
    /// [`AgeDistributionError`] where `years` is not between 0 and 120.
    pub fn uniform(years: f64) -> Result<Self, AgeDistributionError> {
        Self::new(&[(0.0, 1.0), (years, 0.0)], "uniform")
    }

    /// The default: ages of people who asked for asylum in the European Union in 2023.
    #[must_use]
    pub fn journeys() -> Self {
        let groups: Vec<(f64, f64)> = JOURNEYS.into_iter().chain([JOURNEYS_END]).collect();
        let source =
            "Eurostat migr_asyappctza, first-time asylum applicants in the EU by age, 2023, rounded to whole per cent";
        // the table above is well formed, which a test shows; an even spread stands where it would not be
        Self::new(&groups, source).unwrap_or_else(|_| Self {
            cells: vec![1.0 / CELL_COUNT as f64; CELL_COUNT],
            source: "uniform".to_string(),
        })
    }

    /// Share of each cell of the grid.
    #[must_use]
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    /// Where the shares are from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::{AgeDistribution, CELL_COUNT};

    #[test]
    fn shares_are_spread_evenly_and_sum_to_one() {
        let ages = AgeDistribution::journeys();
        assert!((ages.cells().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((ages.cells()[0] - 0.18 / 56.0).abs() < 1e-12); // 14 years of 4 cells
        assert_eq!(ages.cells()[CELL_COUNT - 1], 0.0);
    }

    #[test]
    fn what_is_no_distribution_is_refused() {
        for groups in
            [&[(1.0, 1.0)][..], &[(0.0, 1.0), (0.0, 1.0)], &[(0.0, -1.0)], &[(0.0, f64::NAN)], &[(0.0, 0.0)], &[]]
        {
            assert!(AgeDistribution::new(groups, "test").is_err(), "{groups:?}");
        }
    }
}
