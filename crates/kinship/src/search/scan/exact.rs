//! The exact sum: f64, in marker order, from 0.

use crate::search::{
    FamilyTables, PackedProfiles,
    packed::{LANES, RANK_COUNT},
};

/// Lanes that are summed together.
const GROUP: usize = 8;

/// The sum of one profile by its codes.
pub(super) fn row_sum(family: &FamilyTables, row: &[u16]) -> f64 {
    let weights = family.markers().iter().zip(row).map(|(table, &code)| table.entries()[usize::from(code)]);
    weights.fold(0.0, |sum, weight| sum + weight)
}

/// Weights of a family by rank, for summing whole blocks.
pub(super) struct RankWeights {
    /// `[marker][rank]`.
    markers: Vec<[f64; RANK_COUNT]>,
    /// Markers whose last rank stands for several codes: a lane with it is summed by its codes.
    shared: Vec<usize>,
}

impl RankWeights {
    pub(super) fn new(family: &FamilyTables, profiles: &PackedProfiles) -> Self {
        let by_rank = |(table, ranks): (&crate::search::GenotypeTable, &crate::search::packed::Ranks)| {
            let mut weights = [0.0; RANK_COUNT];
            for (weight, &(code, _)) in weights.iter_mut().zip(&ranks.occurring) {
                *weight = table.entries()[usize::from(code)];
            }
            weights
        };
        let shared = profiles.ranks().iter().enumerate().filter(|(_, ranks)| ranks.last_is_shared());
        Self {
            markers: family.markers().iter().zip(profiles.ranks()).map(by_rank).collect(),
            shared: shared.map(|(marker, _)| marker).collect(),
        }
    }

    /// The sums of one block; those of lanes beyond the last profile mean nothing.
    pub(super) fn block_sums(
        &self,
        family: &FamilyTables,
        profiles: &PackedProfiles,
        block: usize,
    ) -> std::array::IntoIter<f64, LANES> {
        let columns = profiles.columns(block, block + 1);
        let mut sums = [0.0; LANES];
        for (group, sums) in sums.chunks_exact_mut(GROUP).enumerate() {
            let mut group_sums = [0.0; GROUP];
            for (weights, column) in self.markers.iter().zip(columns) {
                let ranks = &column.0[group * GROUP..][..GROUP];
                group_sums.iter_mut().zip(ranks).for_each(|(sum, &rank)| *sum += weights[usize::from(rank)]);
            }
            sums.copy_from_slice(&group_sums);
        }
        for &marker in &self.shared {
            for (lane, &rank) in columns[marker].0.iter().enumerate() {
                let profile = block * LANES + lane;
                if rank == u8::MAX && profile < profiles.len() {
                    sums[lane] = row_sum(family, profiles.row(profile));
                }
            }
        }
        sums.into_iter()
    }
}
