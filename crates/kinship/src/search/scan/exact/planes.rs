//! Exact weights by byte permutations: the eight bytes of an f64 are looked up in eight tables of bytes and put together
//! again, 64 profiles at a time. The sums are those of the plain way to the last bit.

use std::arch::x86_64::{
    __m512d, __m512i, _mm_loadu_pd, _mm256_castpd128_pd256, _mm256_insertf128_pd, _mm512_add_pd,
    _mm512_castpd256_pd512, _mm512_castsi512_pd, _mm512_insertf64x4, _mm512_loadu_si512, _mm512_mask_blend_epi8,
    _mm512_movepi8_mask, _mm512_permutex2var_epi8, _mm512_setzero_pd, _mm512_setzero_si512, _mm512_storeu_pd,
    _mm512_unpackhi_epi8, _mm512_unpackhi_epi16, _mm512_unpackhi_epi32, _mm512_unpacklo_epi8, _mm512_unpacklo_epi16,
    _mm512_unpacklo_epi32,
};

use crate::search::packed::{CodeColumn, Column, LANES, RANK_COUNT, Ranks};

/// Profiles that one permutation serves.
const HALF: usize = 64;

/// The weights of one marker.
pub(super) enum Weights<'a> {
    /// By rank: `[byte of the f64][rank]`.
    ByRank { planes: Box<[Plane; 8]>, rank_count: usize },
    /// By code, where the last rank stands for several.
    ByCode(&'a [f64]),
}

/// One byte of each weight, on its own cache lines.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Plane([u8; RANK_COUNT]);

impl<'a> Weights<'a> {
    pub(super) fn new(entries: &'a [f64], ranks: &Ranks) -> Self {
        if ranks.last_is_shared() {
            return Self::ByCode(entries);
        }
        let mut planes = Box::new([Plane([0; RANK_COUNT]); 8]);
        for (rank, weight) in super::by_rank(entries, ranks).into_iter().enumerate() {
            planes.iter_mut().zip(weight.to_le_bytes()).for_each(|(plane, byte)| plane.0[rank] = byte);
        }
        Self::ByRank { planes, rank_count: ranks.count() }
    }
}

/// Eight sums of eight lanes each. Interleaving bytes works within quarters of a register, so quarter `q` of vector `j`
/// holds the lanes `16 q + 2 j` and the next.
type Sums = [__m512d; 8];

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
pub(super) fn sums(weights: &[Weights<'_>], columns: &[Column], codes: &[CodeColumn]) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for (half, sums) in sums.chunks_exact_mut(HALF).enumerate() {
        let mut vectors: Sums = [_mm512_setzero_pd(); 8];
        let mut codes = codes.iter();
        for (weights, column) in weights.iter().zip(columns) {
            match weights {
                Weights::ByRank { planes, rank_count } => add_by_rank(&mut vectors, planes, *rank_count, column, half),
                Weights::ByCode(entries) => {
                    let codes = codes.next().map_or(&[][..], |column| &column.0[half * HALF..][..HALF]);
                    add_by_code(&mut vectors, entries, codes);
                }
            }
        }
        store(&vectors, sums);
    }
    sums
}

/// Puts the lanes in their order.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn store(vectors: &Sums, lanes: &mut [f64]) {
    let mut stored = [[0.0; 8]; 8];
    for (vector, stored) in vectors.iter().zip(&mut stored) {
        // SAFETY: eight f64
        unsafe { _mm512_storeu_pd(stored.as_mut_ptr(), *vector) };
    }
    for (quarter, lanes) in lanes.chunks_exact_mut(16).enumerate() {
        for (pair, stored) in lanes.chunks_exact_mut(2).zip(&stored) {
            pair.copy_from_slice(&stored[2 * quarter..][..2]);
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn add_by_code(sums: &mut Sums, entries: &[f64], codes: &[u16]) {
    let mut lanes = [0.0; HALF];
    lanes.iter_mut().zip(codes).for_each(|(lane, &code)| *lane = entries[usize::from(code)]);
    for (vector, sum) in sums.iter_mut().enumerate() {
        // SAFETY: at most 48 + 2 * 7 + 2 = 64 lanes
        let quarter = |quarter: usize| unsafe { _mm_loadu_pd(lanes.as_ptr().add(16 * quarter + 2 * vector)) };
        let low = _mm256_insertf128_pd::<1>(_mm256_castpd128_pd256(quarter(0)), quarter(1));
        let high = _mm256_insertf128_pd::<1>(_mm256_castpd128_pd256(quarter(2)), quarter(3));
        *sum = _mm512_add_pd(*sum, _mm512_insertf64x4::<1>(_mm512_castpd256_pd512(low), high));
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn add_by_rank(sums: &mut Sums, planes: &[Plane; 8], rank_count: usize, column: &Column, half: usize) {
    // SAFETY: a column has 128 bytes; half is 0 or 1
    let ranks = unsafe { _mm512_loadu_si512(column.0.as_ptr().add(half * HALF).cast()) };
    let mut bytes = [_mm512_setzero_si512(); 8];
    for (bytes, plane) in bytes.iter_mut().zip(planes) {
        *bytes = look_up(ranks, plane, rank_count <= 128);
    }
    let [a, b, c, d, e, f, g, h] = bytes;
    // bytes to words, words to double words, double words to the f64: low half first
    let (ab, cd) = (interleave_8(a, b), interleave_8(c, d));
    let (ef, gh) = (interleave_8(e, f), interleave_8(g, h));
    for side in 0..2 {
        let (abcd, efgh) = (interleave_16(ab[side], cd[side]), interleave_16(ef[side], gh[side]));
        for quarter in 0..2 {
            let (low, high) = (abcd[quarter], efgh[quarter]);
            let first = 4 * side + 2 * quarter;
            let add = |sum, weight| _mm512_add_pd(sum, _mm512_castsi512_pd(weight));
            sums[first] = add(sums[first], _mm512_unpacklo_epi32(low, high));
            sums[first + 1] = add(sums[first + 1], _mm512_unpackhi_epi32(low, high));
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn look_up(ranks: __m512i, plane: &Plane, in_first_half: bool) -> __m512i {
    // SAFETY: a plane has 256 bytes, so four registers of 64 are there
    let entries = |at: usize| unsafe { _mm512_loadu_si512(plane.0.as_ptr().add(64 * at).cast()) };
    let low = _mm512_permutex2var_epi8(entries(0), ranks, entries(1));
    if in_first_half {
        return low;
    }
    let high = _mm512_permutex2var_epi8(entries(2), ranks, entries(3));
    // the top bit of a rank says which half of the plane it is in
    _mm512_mask_blend_epi8(_mm512_movepi8_mask(ranks), low, high)
}

#[target_feature(enable = "avx512f,avx512bw")]
fn interleave_8(a: __m512i, b: __m512i) -> [__m512i; 2] {
    [_mm512_unpacklo_epi8(a, b), _mm512_unpackhi_epi8(a, b)]
}

#[target_feature(enable = "avx512f,avx512bw")]
fn interleave_16(a: __m512i, b: __m512i) -> [__m512i; 2] {
    [_mm512_unpacklo_epi16(a, b), _mm512_unpackhi_epi16(a, b)]
}
