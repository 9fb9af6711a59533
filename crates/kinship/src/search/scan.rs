//! Searching: tiles of profiles that stay in cache, each read once for a group of families.

use std::{hint::black_box, ops::Range, sync::OnceLock};

use evidence::Log10Lr;
use rayon::prelude::*;

use super::{
    FamilyTables, Hit, PackedProfiles, SearchOptions,
    bound::BoundTables,
    hits::{Kept, Ranked, cut},
    kernel::{Alive, Kernel},
    packed::LANES,
};

mod exact;
#[cfg(test)]
mod tests;

use exact::{BlockSums, row_sum};

/// Bytes of columns that one task reads again for each of its families: well within a core's second-level cache.
const TILE_BYTES: usize = 384 << 10;
/// Families that one task runs over its tile.
const FAMILY_GROUP: usize = 64;
/// Blocks of the first wave of a search for the best few; each later wave is [`WAVE_GROWTH`] times as long.
const FIRST_WAVE_BLOCKS: usize = 8;
/// Growth of waves. After each, the least of the best few becomes the bound of the next.
const WAVE_GROWTH: usize = 4;
/// Tiles of the longest wave: enough for many cores, few enough that the hits of its tiles take little memory.
const WAVE_TILES: usize = 64;
/// Blocks that are scanned, or summed, before it is decided anew which is cheaper.
const STRIDE_BLOCKS: usize = 8;
/// A block in which this many profiles may reach the bound is summed whole: in columns a sum costs a fraction of what it
/// costs by rows.
const WHOLE_BLOCK_FROM: u32 = 12;
/// Where more than one in this many profiles may reach the bound, the next strides are summed without the kernel's help.
const DENSE_ONE_IN: usize = 4;
/// Strides that are summed before the kernel is tried again.
const DENSE_STRIDES: usize = 15;

/// Why a family cannot be searched for among these profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// Another number of markers.
    #[error(
        "family {family} has tables for {found} markers, the profiles have {expected}; build both from one list of markers"
    )]
    MarkerCount {
        /// Position of the family, from 0.
        family: usize,
        /// Tables found.
        found: usize,
        /// Markers of the profiles.
        expected: usize,
    },
    /// Not a place for each weight.
    #[error("{found} places for the weights of {expected} profiles; give one a profile")]
    PlaceCount {
        /// Places given.
        found: usize,
        /// Profiles.
        expected: usize,
    },
    /// A marker has another number of alleles.
    #[error(
        "family {family}: the table of marker {marker} has {found} alleles, the profiles have {expected}; build both from one list of markers"
    )]
    AlleleCount {
        /// Position of the family, from 0.
        family: usize,
        /// Position of the marker, from 0.
        marker: usize,
        /// Alleles of the table.
        found: usize,
        /// Alleles of the profiles.
        expected: usize,
    },
}

/// The hits of one family, best first; equal weights in the order of the profiles.
///
/// # Errors
/// [`SearchError`] where tables and profiles do not fit.
pub fn search(
    family: &FamilyTables,
    profiles: &PackedProfiles,
    options: &SearchOptions,
) -> Result<Vec<Hit>, SearchError> {
    search_many(std::slice::from_ref(family), profiles, options).map(|hits| hits.into_iter().flatten().collect())
}

/// The hits of each family, in the order of the families. Equal to one [`search`] a family, but profiles are read once.
///
/// # Errors
/// [`SearchError`] where tables and profiles do not fit.
pub fn search_many(
    families: &[FamilyTables],
    profiles: &PackedProfiles,
    options: &SearchOptions,
) -> Result<Vec<Vec<Hit>>, SearchError> {
    search_with(Kernel::detect(), families, profiles, options)
}

fn search_with(
    kernel: Kernel,
    families: &[FamilyTables],
    profiles: &PackedProfiles,
    options: &SearchOptions,
) -> Result<Vec<Vec<Hit>>, SearchError> {
    families.iter().enumerate().try_for_each(|(family, tables)| fits(family, tables, profiles))?;
    let mut kept: Vec<Kept> = families.iter().map(|_| Kept::default()).collect();
    let mut plans: Vec<Plan<'_>> =
        families.par_iter().map(|family| Plan::new(family, profiles, Kept::default().bound(options))).collect();
    let block_count = profiles.block_count();
    let tile = tile_blocks(profiles);
    let (mut from, mut wave) = (0, if options.top == 0 { WAVE_TILES * tile } else { FIRST_WAVE_BLOCKS });
    while from < block_count {
        let to = block_count.min(from + wave);
        for (family, hits) in run_wave(kernel, &plans, profiles, options, from..to) {
            kept[family].extend(hits);
        }
        if options.top > 0 {
            plans.par_iter_mut().zip(&mut kept).for_each(|(plan, kept)| {
                kept.settle(options);
                plan.raise(profiles, kept.bound(options));
            });
        }
        (from, wave) = (to, (wave * WAVE_GROWTH).min(WAVE_TILES * tile));
    }
    Ok(kept.into_par_iter().map(|kept| kept.into_hits(options)).collect())
}

/// Blocks of a tile.
fn tile_blocks(profiles: &PackedProfiles) -> usize {
    (TILE_BYTES / (LANES * profiles.codes().len().max(1))).max(1)
}

/// The weight of every profile, in their order: each the f64 sum in marker order.
///
/// # Errors
/// [`SearchError`] where tables and profiles do not fit.
///
/// # Source
/// Weights of unlinked markers add up: I. J. Good, *Probability and the Weighing of Evidence* (1950), ch. 6.
pub fn log10_lrs(family: &FamilyTables, profiles: &PackedProfiles) -> Result<Vec<Log10Lr>, SearchError> {
    let mut weights = vec![Log10Lr::NEUTRAL; profiles.len()];
    log10_lrs_into(family, profiles, &mut weights)?;
    Ok(weights)
}

/// As [`log10_lrs`], into memory that is there already: for one family after another.
///
/// # Errors
/// [`SearchError`] where tables and profiles do not fit, or `weights` has not a place a profile.
pub fn log10_lrs_into(
    family: &FamilyTables,
    profiles: &PackedProfiles,
    weights: &mut [Log10Lr],
) -> Result<(), SearchError> {
    fits(0, family, profiles)?;
    let (found, expected) = (weights.len(), profiles.len());
    if found != expected {
        return Err(SearchError::PlaceCount { found, expected });
    }
    let exact = BlockSums::new(Kernel::detect(), family, profiles);
    weights.par_chunks_mut(LANES).with_min_len(STRIDE_BLOCKS).enumerate().for_each(|(block, weights)| {
        weights.iter_mut().zip(exact.of(block)).for_each(|(place, sum)| *place = weight(sum));
    });
    Ok(())
}

/// A sum of table entries is never NaN or `+inf`: each is at most 1e4 in size, or `-inf`.
fn weight(sum: f64) -> Log10Lr {
    Log10Lr::new(sum).unwrap_or(Log10Lr::EXCLUSION)
}

fn fits(family: usize, tables: &FamilyTables, profiles: &PackedProfiles) -> Result<(), SearchError> {
    let (found, expected) = (tables.markers().len(), profiles.codes().len());
    if found != expected {
        return Err(SearchError::MarkerCount { family, found, expected });
    }
    let counts = tables.markers().iter().zip(profiles.codes()).enumerate();
    for (marker, (table, codes)) in counts {
        let (found, expected) = (table.codes().allele_count(), codes.allele_count());
        if found != expected {
            return Err(SearchError::AlleleCount { family, marker, found, expected });
        }
    }
    Ok(())
}

/// How a family is looked for.
struct Plan<'a> {
    family: &'a FamilyTables,
    way: Way,
    /// Least sum that is kept.
    bound: f64,
    /// For summing whole blocks; made when first needed.
    exact: OnceLock<BlockSums<'a>>,
}

enum Way {
    /// No profile can be kept.
    Nothing,
    /// Every profile is summed.
    Everything,
    /// What the kernel lets through is summed.
    Pruned(BoundTables),
}

impl<'a> Plan<'a> {
    /// `bound` is `None` where nothing is ever kept.
    fn new(family: &'a FamilyTables, profiles: &PackedProfiles, bound: Option<f64>) -> Self {
        let bound = bound.unwrap_or(f64::INFINITY);
        Self { family, way: Way::new(family, profiles, bound), bound, exact: OnceLock::new() }
    }

    fn raise(&mut self, profiles: &PackedProfiles, bound: Option<f64>) {
        let bound = bound.unwrap_or(f64::INFINITY);
        if bound > self.bound {
            (self.way, self.bound) = (Way::new(self.family, profiles, bound), bound);
        }
    }
}

impl Way {
    fn new(family: &FamilyTables, profiles: &PackedProfiles, bound: f64) -> Self {
        if bound == f64::INFINITY {
            Self::Nothing
        } else if bound == f64::NEG_INFINITY || family.markers().is_empty() {
            // without a marker every sum is 0, and there is nothing to scan
            Self::Everything
        } else {
            BoundTables::new(family, profiles, bound).map_or(Self::Nothing, Self::Pruned)
        }
    }
}

/// Hits of some blocks, by family, each family's in the order of the tiles.
fn run_wave<'f>(
    kernel: Kernel,
    plans: &[Plan<'f>],
    profiles: &'f PackedProfiles,
    options: &SearchOptions,
    blocks: Range<usize>,
) -> Vec<(usize, Vec<Ranked>)> {
    let tile = tile_blocks(profiles);
    let tasks: Vec<(usize, usize)> = blocks
        .clone()
        .step_by(tile)
        .flat_map(|block| (0..plans.len()).step_by(FAMILY_GROUP).map(move |family| (block, family)))
        .collect();
    let run = |&(first, group): &(usize, usize)| {
        let last = blocks.end.min(first + tile);
        let members = group..plans.len().min(group + FAMILY_GROUP);
        members.filter_map(move |family| {
            let mut tile = Tile { kernel, profiles, plan: &plans[family], hits: Vec::new() };
            tile.run(first, last);
            let mut hits = tile.hits;
            if options.top > 0 {
                cut(&mut hits, options);
            }
            (!hits.is_empty()).then_some((family, hits))
        })
    };
    tasks.par_iter().flat_map_iter(run).collect()
}

/// One family over one tile.
struct Tile<'a, 'f> {
    kernel: Kernel,
    profiles: &'f PackedProfiles,
    plan: &'a Plan<'f>,
    hits: Vec<Ranked>,
}

impl Tile<'_, '_> {
    fn run(&mut self, from: usize, to: usize) {
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
