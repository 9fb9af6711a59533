//! Look-ups by byte shuffles: a shuffle finds 32 ranks in 16 entries of a table, so a marker of 66 ranks takes five.

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_adds_epu8, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256,
    _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_sub_epi8,
};

use super::Alive;
use crate::search::{
    bound::{BoundTables, Step},
    packed::{Column, LANES},
};

/// Entries that one shuffle looks among.
const SHUFFLE: usize = 16;

#[target_feature(enable = "avx2")]
pub(super) fn scan(columns: &[Column], tables: &BoundTables, found: &mut impl FnMut(usize, Alive)) {
    for (block, columns) in columns.chunks_exact(tables.steps.len()).enumerate() {
        let alive = [half(columns, tables, 0), half(columns, tables, 1)];
        if alive != [0; LANES / 64] {
            found(block, alive);
        }
    }
}

/// Lanes of one half of a block, 64, that are still alive at the end.
#[target_feature(enable = "avx2")]
fn half(columns: &[Column], tables: &BoundTables, half: usize) -> u64 {
    let mut spent = [_mm256_setzero_si256(); 2];
    for step in &tables.steps {
        let lanes = &columns[step.marker].0;
        // SAFETY: a column has 128 bytes, so 64 are there from 64 * half on, which is 0 or 64
        let ranks = unsafe {
            let at = lanes.as_ptr().add(64 * half).cast::<__m256i>();
            [_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1))]
        };
        let deficits = look_up(ranks, step);
        spent = [_mm256_adds_epu8(spent[0], deficits[0]), _mm256_adds_epu8(spent[1], deficits[1])];
        if step.check && dead(_mm256_min_epu8(spent[0], spent[1])) == u32::MAX {
            return 0;
        }
    }
    !(u64::from(dead(spent[0])) | (u64::from(dead(spent[1])) << 32))
}

#[target_feature(enable = "avx2")]
fn look_up(mut ranks: [__m256i; 2], step: &Step) -> [__m256i; 2] {
    let mut deficits = [_mm256_setzero_si256(); 2];
    for entries in step.deficits.0.chunks_exact(SHUFFLE).take(step.rank_count.div_ceil(SHUFFLE)) {
        // SAFETY: the chunk has 16 bytes
        let entries = _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(entries.as_ptr().cast()) });
        for (ranks, deficits) in ranks.iter_mut().zip(&mut deficits) {
            // from 16 on the sum sets the top bit, for which a shuffle gives 0
            let place = _mm256_adds_epu8(*ranks, _mm256_set1_epi8(0x70));
            *deficits = _mm256_or_si256(*deficits, _mm256_shuffle_epi8(entries, place));
            *ranks = _mm256_sub_epi8(*ranks, _mm256_set1_epi8(SHUFFLE as i8));
        }
    }
    deficits
}

/// A bit for each lane whose deficits are saturated.
#[target_feature(enable = "avx2")]
fn dead(spent: __m256i) -> u32 {
    _mm256_movemask_epi8(_mm256_cmpeq_epi8(spent, _mm256_set1_epi8(-1))).cast_unsigned()
}
