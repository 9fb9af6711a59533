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

/// A hit as it is sorted: best first, equal weights in the order of the profiles.
///
/// Two whole numbers compare faster than a float and, if equal, a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    /// Smaller for a greater weight.
    falling: u64,
    profile: usize,
}

/// A float's bits as a number that falls as the float grows. Not for NaN.
const fn falling(weight: f64) -> u64 {
    let bits = weight.to_bits();
    // the bits of a positive float grow with it, those of a negative one fall
    if bits >> 63 == 0 { !(bits | (1 << 63)) } else { bits }
}

impl Ranked {
    pub(super) const fn new(profile: usize, weight: f64) -> Self {
        Self { falling: falling(weight), profile }
    }

    const fn weight(self) -> f64 {
        f64::from_bits(if self.falling >> 63 == 0 { !self.falling & !(1 << 63) } else { self.falling })
    }

    /// Always there: only sums of weights are ranked.
    fn hit(self) -> Option<Hit> {
        Log10Lr::new(self.weight()).map(|lr| Hit { profile: self.profile, lr })
    }
}

/// The hits of one family so far, and what a further profile must reach.
#[derive(Debug, Default)]
pub(super) struct Kept {
    hits: Vec<Ranked>,
    /// Whether the hits are sorted and cut.
    is_settled: bool,
}

impl Kept {
    pub(super) fn extend(&mut self, hits: Vec<Ranked>) {
        self.is_settled &= hits.is_empty();
        if self.hits.is_empty() { self.hits = hits } else { self.hits.extend(hits) }
    }

    /// Cuts to the best few and those above the threshold.
    pub(super) fn settle(&mut self, options: &SearchOptions) {
        if !self.is_settled {
            cut(&mut self.hits, options);
            self.is_settled = true;
        }
    }

    /// Least sum that a further profile needs to be kept; `None` where nothing is ever kept.
    pub(super) fn bound(&self, options: &SearchOptions) -> Option<f64> {
        let threshold = options.threshold.map(Log10Lr::get);
        if options.top == 0 {
            return threshold;
        }
        let worst_of_top = self.hits.get(options.top - 1).map_or(f64::NEG_INFINITY, |hit| hit.weight());
        Some(threshold.map_or(worst_of_top, |threshold| threshold.min(worst_of_top)))
    }

    pub(super) fn into_hits(mut self, options: &SearchOptions) -> Vec<Hit> {
        self.settle(options);
        self.hits.into_iter().filter_map(Ranked::hit).collect()
    }
}

/// Sorts hits, best first, and drops those that are neither among the best few nor above the threshold.
pub(super) fn cut(hits: &mut Vec<Ranked>, options: &SearchOptions) {
    let threshold = options.threshold.map_or(0, |threshold| falling(threshold.get()));
    let above_count = hits.iter().filter(|hit| hit.falling <= threshold).count();
    let kept = above_count.max(options.top).min(hits.len());
    if kept < hits.len() {
        if kept > 0 {
            hits.select_nth_unstable(kept - 1);
        }
        hits.truncate(kept);
    }
    hits.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(values: &[f64]) -> Vec<Ranked> {
        values.iter().enumerate().map(|(profile, &weight)| Ranked::new(profile, weight)).collect()
    }

    fn options(threshold: Option<f64>, top: usize) -> SearchOptions {
        SearchOptions { threshold: threshold.and_then(Log10Lr::new), top }
    }

    #[test]
    fn the_best_few_and_all_above_the_threshold_are_kept_in_order() {
        let profiles = |threshold, top| {
            let mut kept = Kept::default();
            kept.extend(hits(&[1.0, 3.0, 2.0, 3.0, 2.0]));
            kept.into_hits(&options(threshold, top)).iter().map(|hit| hit.profile).collect::<Vec<_>>()
        };
        assert_eq!(profiles(Some(2.0), 0), [1, 3, 2, 4]);
        assert_eq!(profiles(None, 3), [1, 3, 2]);
        assert_eq!(profiles(Some(2.5), 3), [1, 3, 2]);
        assert_eq!(profiles(Some(2.0), 1), [1, 3, 2, 4]);
        assert_eq!(profiles(None, 0), [0; 0]);
        assert_eq!(profiles(None, 9), [1, 3, 2, 4, 0]);
    }

    #[test]
    fn greater_weights_rank_first_and_come_back_whole() {
        let values = [7.5, 1e-300, 0.0, -1e-300, -0.5, -2.0, -1e4];
        let ranked = hits(&values);
        assert!(ranked.is_sorted());
        assert!(ranked.iter().zip(values).all(|(hit, value)| hit.weight().to_bits() == value.to_bits()));
        assert!(Ranked::new(3, 1.0) < Ranked::new(4, 1.0));
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
