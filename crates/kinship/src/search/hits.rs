//! What a search keeps.

use evidence::Log10Lr;

/// One profile that a search kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Position of the profile in the packed list. Counts from 0.
    pub profile: usize,
    /// The sum of its weights over all markers, in f64 and in marker order. Never an exclusion.
    pub lr: Log10Lr,
}

/// What a search keeps: everything at or above a threshold, and the best few whatever they weigh.
///
/// A profile that is excluded is never kept. With neither a threshold nor a count nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SearchOptions {
    /// Keep every profile whose log10 LR is at least this.
    pub threshold: Option<Log10Lr>,
    /// Keep the best this many as well.
    pub top: usize,
}

/// The hits of one family so far, and what a further profile must reach.
#[derive(Debug, Default)]
pub(super) struct Kept {
    hits: Vec<Hit>,
    /// Whether the hits are sorted and cut.
    settled: bool,
}

impl Kept {
    pub(super) fn extend(&mut self, hits: Vec<Hit>) {
        self.settled &= hits.is_empty();
        if self.hits.is_empty() { self.hits = hits } else { self.hits.extend(hits) }
    }

    /// Cuts to the best few and those above the threshold.
    pub(super) fn settle(&mut self, options: &SearchOptions) {
        if !self.settled {
            cut(&mut self.hits, options);
            self.settled = true;
        }
    }

    /// Least sum that a further profile needs to be kept; `None` where nothing is ever kept.
    pub(super) fn bound(&self, options: &SearchOptions) -> Option<f64> {
        let threshold = options.threshold.map(Log10Lr::get);
        if options.top == 0 {
            return threshold;
        }
        let worst_of_top = self.hits.get(options.top - 1).map_or(f64::NEG_INFINITY, |hit| hit.lr.get());
        Some(threshold.map_or(worst_of_top, |threshold| threshold.min(worst_of_top)))
    }

    pub(super) fn into_hits(self) -> Vec<Hit> {
        self.hits
    }
}

/// Sorts hits, best first, and drops those that are neither among the best few nor above the threshold.
pub(super) fn cut(hits: &mut Vec<Hit>, options: &SearchOptions) {
    let above = |hit: &Hit| options.threshold.is_some_and(|threshold| hit.lr >= threshold);
    let above_count = hits.iter().filter(|hit| above(hit)).count();
    let kept = above_count.max(options.top).min(hits.len());
    if kept < hits.len() {
        if kept > 0 {
            hits.select_nth_unstable_by_key(kept - 1, number);
        }
        hits.truncate(kept);
    }
    // one comparison of numbers is faster than one of a float and, if equal, a position
    hits.sort_unstable_by_key(number);
}

/// A number that is smaller for a better hit, and for an earlier one of the same weight.
fn number(hit: &Hit) -> u128 {
    let bits = hit.lr.get().to_bits();
    // the bits of a positive float grow with it, those of a negative one fall: one order for both, then turned round
    let rising = if bits >> 63 == 0 { bits | (1 << 63) } else { !bits };
    (u128::from(!rising) << 64) | hit.profile as u128
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(values: &[f64]) -> Vec<Hit> {
        values.iter().enumerate().map(|(profile, &lr)| Hit { profile, lr: Log10Lr::new(lr).unwrap() }).collect()
    }

    fn options(threshold: Option<f64>, top: usize) -> SearchOptions {
        SearchOptions { threshold: threshold.and_then(Log10Lr::new), top }
    }

    #[test]
    fn the_best_few_and_all_above_the_threshold_are_kept_in_order() {
        let profiles = |threshold, top| {
            let mut kept = Kept::default();
            kept.extend(hits(&[1.0, 3.0, 2.0, 3.0, 2.0]));
            kept.settle(&options(threshold, top));
            kept.into_hits().iter().map(|hit| hit.profile).collect::<Vec<_>>()
        };
        assert_eq!(profiles(Some(2.0), 0), [1, 3, 2, 4]);
        assert_eq!(profiles(None, 3), [1, 3, 2]);
        assert_eq!(profiles(Some(2.5), 3), [1, 3, 2]);
        assert_eq!(profiles(Some(2.0), 1), [1, 3, 2, 4]);
        assert_eq!(profiles(None, 0), [0; 0]);
        assert_eq!(profiles(None, 9), [1, 3, 2, 4, 0]);
    }

    #[test]
    fn numbers_stand_in_the_order_of_the_hits() {
        let values = [7.5, 1e-300, 0.0, -1e-300, -0.5, -2.0, -1e4];
        let in_order: Vec<Hit> =
            hits(&values).into_iter().flat_map(|hit| [hit, Hit { profile: 1000, ..hit }]).collect();
        assert!(in_order.is_sorted_by_key(number));
    }

    #[test]
    fn the_bound_is_what_a_further_profile_needs() {
        let bound = |threshold, top| {
            let mut kept = Kept::default();
            kept.extend(hits(&[1.0, 3.0, 2.0]));
            kept.settle(&options(threshold, top));
            kept.bound(&options(threshold, top))
        };
        assert_eq!(bound(Some(2.5), 0), Some(2.5));
        assert_eq!(bound(None, 2), Some(2.0));
        assert_eq!(bound(None, 4), Some(f64::NEG_INFINITY));
        assert_eq!(bound(Some(2.5), 2), Some(2.0));
        assert_eq!(bound(Some(1.5), 1), Some(1.5));
        assert_eq!(bound(None, 0), None);
    }
}
