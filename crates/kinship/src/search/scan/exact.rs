//! The exact sum: f64, in marker order, from 0.

#[cfg(target_arch = "x86_64")]
mod planes;

use crate::search::{
    FamilyTables, PackedProfiles,
    kernel::Kernel,
    packed::{CodeColumn, Column, LANES, RANK_COUNT, Ranks},
};

/// Lanes that are summed together: their sums stay in registers.
const GROUP: usize = 8;
/// How many blocks ahead columns are fetched.
const AHEAD: usize = 3;

/// The sum of one profile by its codes.
pub(super) fn row_sum(family: &FamilyTables, row: &[u16]) -> f64 {
    let weights = family.markers().iter().zip(row).map(|(table, &code)| table.entries()[usize::from(code)]);
    weights.fold(0.0, |sum, weight| sum + weight)
}

/// Sums whole blocks of profiles for one family.
pub(super) struct BlockSums<'a> {
    profiles: &'a PackedProfiles,
    markers: Markers<'a>,
}

/// Weights in the form that the machine looks up fastest.
enum Markers<'a> {
    Plain(Vec<Weights<'a>>),
    #[cfg(target_arch = "x86_64")]
    Planes(Vec<planes::Weights<'a>>),
}

/// The weights of one marker.
enum Weights<'a> {
    /// By rank.
    ByRank(Box<[f64; RANK_COUNT]>),
    /// By code, where the last rank stands for several.
    ByCode(&'a [f64]),
}

impl<'a> BlockSums<'a> {
    pub(super) fn new(kernel: Kernel, family: &'a FamilyTables, profiles: &'a PackedProfiles) -> Self {
        let tables = family.markers().iter().zip(profiles.ranks());
        let markers = match kernel {
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx512 => {
                Markers::Planes(tables.map(|(table, ranks)| planes::Weights::new(table.entries(), ranks)).collect())
            }
            _ => Markers::Plain(tables.map(|(table, ranks)| Weights::new(table.entries(), ranks)).collect()),
        };
        Self { profiles, markers }
    }

    /// The sums of one block; those of lanes beyond the last profile mean nothing.
    pub(super) fn of(&self, block: usize) -> [f64; LANES] {
        let (columns, codes) = (self.profiles.columns(block, block + 1), self.profiles.code_columns(block));
        match &self.markers {
            Markers::Plain(weights) => plain(weights, columns, codes),
            #[cfg(target_arch = "x86_64")]
            Markers::Planes(weights) => {
                let next = block + AHEAD;
                let ahead = if next < self.profiles.block_count() {
                    (self.profiles.columns(next, next + 1), self.profiles.code_columns(next))
                } else {
                    Default::default()
                };
                // SAFETY: planes are only made for the AVX-512 kernel, which exists only where F, BW and VBMI were found
                unsafe { planes::sums(weights, columns, codes, ahead) }
            }
        }
    }
}

impl<'a> Weights<'a> {
    fn new(entries: &'a [f64], ranks: &Ranks) -> Self {
        if ranks.last_is_shared() { Self::ByCode(entries) } else { Self::ByRank(Box::new(by_rank(entries, ranks))) }
    }
}

/// The entries in the order of the ranks, 0 where there is none.
fn by_rank(entries: &[f64], ranks: &Ranks) -> [f64; RANK_COUNT] {
    let mut weights = [0.0; RANK_COUNT];
    weights.iter_mut().zip(&ranks.occurring).for_each(|(weight, &(code, _))| *weight = entries[usize::from(code)]);
    weights
}

fn plain(weights: &[Weights<'_>], columns: &[Column], codes: &[CodeColumn]) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for (group, sums) in sums.chunks_exact_mut(GROUP).enumerate() {
        let mut group_sums = [0.0; GROUP];
        let mut codes = codes.iter();
        for (weights, column) in weights.iter().zip(columns) {
            match weights {
                Weights::ByRank(weights) => {
                    let ranks = &column.0[group * GROUP..][..GROUP];
                    group_sums.iter_mut().zip(ranks).for_each(|(sum, &rank)| *sum += weights[usize::from(rank)]);
                }
                Weights::ByCode(entries) => {
                    let codes = codes.next().map_or(&[][..], |column| &column.0[group * GROUP..][..GROUP]);
                    group_sums.iter_mut().zip(codes).for_each(|(sum, &code)| *sum += entries[usize::from(code)]);
                }
            }
        }
        sums.copy_from_slice(&group_sums);
    }
    sums
}
