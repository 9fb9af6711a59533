//! Searching: tiles of profiles that stay in cache, each read once for a group of families.

use std::ops::Range;

use evidence::Log10Lr;
use rayon::prelude::*;

use super::{
    FamilyTables, Hit, PackedProfiles, SearchOptions,
    hits::{Kept, Ranked, cut},
    kernel::Kernel,
    packed::LANES,
};

mod exact;
mod plan;
#[cfg(test)]
mod tests;
mod tile;

use exact::BlockSums;
use plan::Plan;
use tile::Tile;

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
/// Blocks that one task sums at least.
const BLOCKS_AT_LEAST: usize = 8;

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
    weights.par_chunks_mut(LANES).with_min_len(BLOCKS_AT_LEAST).enumerate().for_each(|(block, weights)| {
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
