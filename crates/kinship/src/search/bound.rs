//! Deficits: what lets a profile be left before its sum is known.
//!
//! # Why nothing is lost
//! Let `x_m` be a profile's weight at marker m and `b_m` the best weight at m of any code that occurs among the profiles,
//! so `b_m - x_m >= 0`. Suppose its f64 sum reaches the bound T. Summing n numbers in f64 errs by less than
//! `n 2^-52 sum |x_m|`; the positive weights sum to at most `sum |b_m|`, and the negative ones to at most
//! `sum |b_m| - T` more than the error, or T would not be reached. So all errors together, those of forming `b_m - x_m`
//! and their sum included, are below `slack = 1e-9 (1 + sum |b_m| + |T|)` for any n up to 100,000 markers, and
//! `sum (b_m - x_m) <= budget = sum b_m - T + slack`. The deficit is `q_m = floor((b_m - x_m) * 254 / budget)`, a byte
//! (255 where larger); floors only lower it, hence `sum q_m <= 254`: **a profile whose bytes saturate at 255 cannot reach
//! the bound**. A rank that stands for several codes takes the least of their deficits.
//!
//! The budget is spent on the range that matters for this very bound, so a byte is enough: at 23 markers a profile is
//! let through wrongly only where its sum lies less than 23/254 of the budget below the bound.

use super::{
    FamilyTables,
    packed::{PackedProfiles, RANK_COUNT, Ranks},
};

/// A sum of deficits that cannot reach the bound.
pub(super) const DEAD: u8 = u8::MAX;
/// Largest sum of deficits of a profile that may reach the bound.
const ALIVE_MAX: f64 = 254.0;
/// Least budget, so that the scale stays finite where the bound is the best sum itself.
const BUDGET_MIN: f64 = 1e-6;
/// Relative part of the slack; see the module's proof.
const SLACK: f64 = 1e-9;
/// Checks for leaving begin where the average profile has spent its budget this many times.
const SPENT_BEFORE_CHECK: f64 = 1.5;

/// Deficits of one marker by rank, on its own cache lines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Deficits(pub(super) [u8; RANK_COUNT]);

/// One marker of a scan, in the order of visiting.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// Which marker.
    pub(super) marker: usize,
    /// How many ranks can come up.
    pub(super) rank_count: usize,
    /// Whether to look after this marker if the whole block can be left.
    pub(super) check: bool,
    pub(super) deficits: Deficits,
}

/// The steps of a scan of one family for one bound.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BoundTables {
    pub(super) steps: Vec<Step>,
}

impl BoundTables {
    /// `None` where no profile can reach `bound`, which is finite.
    pub(super) fn new(family: &FamilyTables, packed: &PackedProfiles, bound: f64) -> Option<Self> {
        let weights = family.markers().iter().map(|table| table.entries());
        let best: Vec<f64> = weights
            .clone()
            .zip(packed.ranks())
            .map(|(entries, ranks)| best(ranks.occurring.iter().map(|&(code, _)| entries[usize::from(code)])))
            .collect();
        let sum: f64 = best.iter().sum();
        let size: f64 = best.iter().map(|weight| weight.abs()).sum();
        let budget = sum - bound + SLACK * (1.0 + size + bound.abs());
        // an infinite size is a marker at which every profile is excluded
        if packed.is_empty() || size == f64::INFINITY || budget < 0.0 {
            return None;
        }
        let scale = ALIVE_MAX * (1.0 - SLACK) / budget.max(BUDGET_MIN);
        let mut steps: Vec<(f64, Step)> = weights
            .zip(packed.ranks())
            .zip(&best)
            .enumerate()
            .map(|(marker, ((entries, ranks), &best))| {
                let deficits = deficits(entries, ranks, best, scale);
                let mean = mean(&deficits, ranks, packed.len());
                (mean, Step { marker, rank_count: ranks.count(), check: false, deficits })
            })
            .collect();
        // the markers that tell most against strangers come first; the sort is stable
        steps.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut spent = 0.0;
        let mut since_check = 1;
        let last = steps.len().saturating_sub(1);
        let steps = steps.into_iter().enumerate().map(|(at, (mean, mut step))| {
            spent += mean;
            since_check += 1;
            step.check = since_check >= 2 && at < last && spent >= SPENT_BEFORE_CHECK * f64::from(DEAD);
            if step.check {
                since_check = 0;
            }
            step
        });
        Some(Self { steps: steps.collect() })
    }
}

fn best(weights: impl Iterator<Item = f64>) -> f64 {
    weights.fold(f64::NEG_INFINITY, f64::max)
}

fn deficits(entries: &[f64], ranks: &Ranks, best: f64, scale: f64) -> Deficits {
    let mut bytes = [DEAD; RANK_COUNT];
    for (rank, &(code, _)) in ranks.occurring.iter().enumerate() {
        // a float cast to a byte cuts fractions off and saturates, infinity included
        let deficit = ((best - entries[usize::from(code)]) * scale) as u8;
        let place = &mut bytes[rank.min(RANK_COUNT - 1)];
        *place = (*place).min(deficit);
    }
    Deficits(bytes)
}

fn mean(deficits: &Deficits, ranks: &Ranks, profile_count: usize) -> f64 {
    let sum: u64 = (0..)
        .zip(&ranks.occurring)
        .map(|(rank, &(_, count)): (usize, _)| u64::from(deficits.0[rank.min(RANK_COUNT - 1)]) * u64::from(count))
        .sum();
    sum as f64 / profile_count as f64
}
