//! One family over the blocks of one tile: what the kernel lets through is summed exactly.

use std::hint::black_box;

use super::{
    exact::{BlockSums, row_sum},
    plan::{Plan, Way},
};
use crate::search::{
    PackedProfiles,
    bound::BoundTables,
    hits::Ranked,
    kernel::{Alive, Kernel},
    packed::LANES,
};

/// Blocks that are scanned, or summed, before it is decided anew which is cheaper.
const STRIDE_BLOCKS: usize = 8;
/// A block in which this many profiles may reach the bound is summed whole: in columns a sum costs a fraction of what it
/// costs by rows.
const WHOLE_BLOCK_FROM: u32 = 12;
/// Where more than one in this many profiles may reach the bound, the next strides are summed without the kernel's help.
const DENSE_ONE_IN: usize = 4;
/// Strides that are summed before the kernel is tried again.
const DENSE_STRIDES: usize = 15;

/// One family over one tile.
pub(super) struct Tile<'a, 'f> {
    pub(super) kernel: Kernel,
    pub(super) profiles: &'f PackedProfiles,
    pub(super) plan: &'a Plan<'f>,
    pub(super) hits: Vec<Ranked>,
}

impl Tile<'_, '_> {
    pub(super) fn run(&mut self, from: usize, to: usize) {
        match &self.plan.way {
            Way::Nothing => {}
            Way::Everything => self.sum_blocks(from, to),
            Way::Pruned(tables) => self.prune(tables, from, to),
        }
    }

    /// Scans in strides; where the bound prunes little, sums whole strides instead.
    fn prune(&mut self, tables: &BoundTables, from: usize, to: usize) {
        let (mut candidates, mut single) = (Vec::new(), Vec::new());
        let mut at = from;
        while at < to {
            let next = to.min(at + STRIDE_BLOCKS);
            candidates.clear();
            let ahead = self.profiles.columns(at, self.profiles.block_count());
            self.kernel.scan(ahead, next - at, tables, &mut |block, alive| candidates.push((at + block, alive)));
            let mut count = 0;
            single.clear();
            for &(block, alive) in &candidates {
                let alive_count = alive.iter().map(|bits| bits.count_ones()).sum::<u32>();
                count += alive_count as usize;
                if alive_count >= WHOLE_BLOCK_FROM {
                    self.sum_blocks(block, block + 1);
                } else {
                    single.extend(profiles_of(block, alive).filter(|&profile| profile < self.profiles.len()));
                }
            }
            self.sum_alive(&single);
            at = next;
            if count * DENSE_ONE_IN > STRIDE_BLOCKS * LANES {
                let end = to.min(at + DENSE_STRIDES * STRIDE_BLOCKS);
                self.sum_blocks(at, end);
                at = end;
            }
        }
    }

    fn sum_alive(&mut self, alive: &[usize]) {
        // the rows lie far apart: looking at all of them first lets the machine wait for all at once
        let first_codes = alive.iter().filter_map(|&profile| self.profiles.row(profile).first());
        black_box(first_codes.fold(0, |codes, code| codes ^ code));
        for &profile in alive {
            self.keep(profile, row_sum(self.plan.family, self.profiles.row(profile)));
        }
    }

    fn sum_blocks(&mut self, from: usize, to: usize) {
        let exact = self.plan.exact.get_or_init(|| BlockSums::new(self.kernel, self.plan.family, self.profiles));
        for block in from..to {
            let sums = exact.of(block);
            let mut reaching = 0u128;
            sums.iter().enumerate().for_each(|(lane, &sum)| reaching |= u128::from(sum >= self.plan.bound) << lane);
            let reaching = profiles_of(block, [reaching as u64, (reaching >> 64) as u64]);
            reaching.for_each(|profile| self.keep(profile, sums[profile % LANES]));
        }
    }

    fn keep(&mut self, profile: usize, sum: f64) {
        // lanes beyond the last profile are summed as well
        if profile < self.profiles.len() && sum >= self.plan.bound && sum != f64::NEG_INFINITY {
            self.hits.push(Ranked::new(profile, sum));
        }
    }
}

/// The profiles of the lanes that are alive; some may lie beyond the last.
fn profiles_of(block: usize, alive: Alive) -> impl Iterator<Item = usize> {
    let mut lanes = u128::from(alive[0]) | (u128::from(alive[1]) << 64);
    std::iter::from_fn(move || {
        let lane = (lanes != 0).then(|| lanes.trailing_zeros() as usize)?;
        lanes &= lanes - 1;
        Some(block * LANES + lane)
    })
}
