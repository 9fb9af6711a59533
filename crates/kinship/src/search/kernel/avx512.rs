//! Look-ups by byte permutations: one finds 64 ranks in 128 entries of a table.

use std::arch::x86_64::{
    __m512i, _MM_HINT_T0, _mm_prefetch, _mm512_adds_epu8, _mm512_cmpneq_epu8_mask, _mm512_loadu_si512,
    _mm512_mask_blend_epi8, _mm512_min_epu8, _mm512_movepi8_mask, _mm512_permutex2var_epi8, _mm512_set1_epi8,
    _mm512_setzero_si512,
};

use super::Alive;
use crate::search::{
    bound::{BoundTables, Step},
    packed::{Column, LANES},
};

/// How many blocks ahead columns are fetched.
const AHEAD: usize = 6;

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
pub(super) fn scan(columns: &[Column], block_count: usize, tables: &BoundTables, found: &mut impl FnMut(usize, Alive)) {
    let width = tables.steps.len();
    // leaving blocks early makes gaps that the machine's own prefetcher does not follow
    let first_check = tables.steps.iter().position(|step| step.check);
    let fetched = first_check.map_or(&[][..], |at| &tables.steps[..=at]);
    for (block, here) in columns.chunks_exact(width).take(block_count).enumerate() {
        let next = columns.get((block + AHEAD) * width..).unwrap_or_default();
        for step in fetched {
            if let Some(column) = next.get(step.marker) {
                _mm_prefetch::<_MM_HINT_T0>(column.0.as_ptr().cast());
                _mm_prefetch::<_MM_HINT_T0>(column.0[64..].as_ptr().cast());
            }
        }
        let alive = alive(here, tables);
        if alive != [0; LANES / 64] {
            found(block, alive);
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn alive(columns: &[Column], tables: &BoundTables) -> Alive {
    let dead = _mm512_set1_epi8(-1);
    let mut spent = [_mm512_setzero_si512(); 2];
    for step in &tables.steps {
        let deficits = look_up(&columns[step.marker], step);
        spent = [_mm512_adds_epu8(spent[0], deficits[0]), _mm512_adds_epu8(spent[1], deficits[1])];
        if step.check && _mm512_cmpneq_epu8_mask(_mm512_min_epu8(spent[0], spent[1]), dead) == 0 {
            return [0; LANES / 64];
        }
    }
    [_mm512_cmpneq_epu8_mask(spent[0], dead), _mm512_cmpneq_epu8_mask(spent[1], dead)]
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn look_up(column: &Column, step: &Step) -> [__m512i; 2] {
    // SAFETY: a column has 128 bytes, a table of deficits 256
    let (ranks, entries) = unsafe {
        let (ranks, entries) = (column.0.as_ptr().cast::<__m512i>(), step.deficits.0.as_ptr().cast::<__m512i>());
        ([_mm512_loadu_si512(ranks), _mm512_loadu_si512(ranks.add(1))], [0, 1, 2, 3].map(|at| entries.add(at)))
    };
    // SAFETY: as above, the four pointers are to 64 bytes each
    let entry = |at: usize| unsafe { _mm512_loadu_si512(entries[at]) };
    let (first, second) = (entry(0), entry(1));
    let low = ranks.map(|ranks| _mm512_permutex2var_epi8(first, ranks, second));
    if step.rank_count <= 128 {
        return low;
    }
    let (third, fourth) = (entry(2), entry(3));
    [0, 1].map(|half| {
        let high = _mm512_permutex2var_epi8(third, ranks[half], fourth);
        // the top bit of a rank says which half of the table it is in
        _mm512_mask_blend_epi8(_mm512_movepi8_mask(ranks[half]), low[half], high)
    })
}
