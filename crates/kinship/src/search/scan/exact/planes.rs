//! Exact weights by byte permutations: the eight bytes of an f64 are looked up in eight tables of bytes and put together
//! again, 64 profiles at a time. The sums are those of the plain way to the last bit.

use std::arch::x86_64::{
    __m512d, __m512i, _MM_HINT_T0, _mm_prefetch, _mm512_add_pd, _mm512_castsi512_pd, _mm512_cmpeq_epu8_mask,
    _mm512_loadu_pd, _mm512_loadu_si512, _mm512_mask_blend_epi8, _mm512_movepi8_mask, _mm512_permutex2var_epi8,
    _mm512_set1_epi8, _mm512_setzero_pd, _mm512_setzero_si512, _mm512_storeu_pd, _mm512_unpackhi_epi8,
    _mm512_unpackhi_epi16, _mm512_unpackhi_epi32, _mm512_unpacklo_epi8, _mm512_unpacklo_epi16, _mm512_unpacklo_epi32,
};

use crate::search::packed::{CodeColumn, Column, LANES, RANK_COUNT, Ranks};

/// Profiles that one permutation serves.
const HALF: usize = 64;

/// The weights of one marker: `[byte of the f64][rank]`.
pub(super) struct Weights<'a> {
    planes: Box<[Plane; 8]>,
    rank_count: usize,
    /// By code, where the last rank stands for several: lanes with that rank are looked up here.
    by_code: Option<&'a [f64]>,
}

/// One byte of each weight, on its own cache lines.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Plane([u8; RANK_COUNT]);

impl<'a> Weights<'a> {
    pub(super) fn new(entries: &'a [f64], ranks: &Ranks) -> Self {
        let mut planes = Box::new([Plane([0; RANK_COUNT]); 8]);
        for (rank, weight) in super::by_rank(entries, ranks).into_iter().enumerate() {
            planes.iter_mut().zip(weight.to_le_bytes()).for_each(|(plane, byte)| plane.0[rank] = byte);
        }
        Self { planes, rank_count: ranks.count(), by_code: ranks.last_is_shared().then_some(entries) }
    }
}

/// Eight sums of eight lanes each. Interleaving bytes works within quarters of a register, so quarter `q` of vector `j`
/// holds the lanes `16 q + 2 j` and the next.
type Sums = [__m512d; 8];

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
pub(super) fn sums(
    weights: &[Weights<'_>],
    columns: &[Column],
    codes: &[CodeColumn],
    ahead: (&[Column], &[CodeColumn]),
) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    let mut vectors: [Sums; 2] = [[_mm512_setzero_pd(); 8]; 2];
    let mut codes = codes.iter();
    let (mut columns_ahead, mut codes_ahead) = (ahead.0.iter(), ahead.1.iter());
    for (weights, column) in weights.iter().zip(columns) {
        if let Some(column) = columns_ahead.next() {
            fetch(&column.0);
        }
        let codes = weights.by_code.and_then(|entries| codes.next().map(|codes| (entries, codes)));
        if codes.is_some()
            && let Some(codes) = codes_ahead.next()
        {
            fetch(&codes.0);
        }
        for (half, vectors) in vectors.iter_mut().enumerate() {
            add(vectors, weights, column, codes, half);
        }
    }
    for (vectors, lanes) in vectors.iter().zip(sums.chunks_exact_mut(HALF)) {
        store(vectors, lanes);
    }
    sums
}

/// Has all cache lines of a column brought closer.
fn fetch<T>(column: &[T]) {
    for line in column.chunks(64 / size_of::<T>()) {
        // SAFETY: a hint, whatever the address
        unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
    }
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

/// Adds the weights of one marker to the sums of one half of a block.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn add(sums: &mut Sums, weights: &Weights<'_>, column: &Column, codes: Option<(&[f64], &CodeColumn)>, half: usize) {
    // SAFETY: a column has 128 bytes; half is 0 or 1
    let ranks = unsafe { _mm512_loadu_si512(column.0.as_ptr().add(half * HALF).cast()) };
    let mut found = by_rank(ranks, weights);
    if let Some((entries, codes)) = codes {
        let shared = _mm512_cmpeq_epu8_mask(ranks, _mm512_set1_epi8(-1));
        if shared != 0 {
            correct(&mut found, entries, &codes.0[half * HALF..], shared);
        }
    }
    sums.iter_mut().zip(found).for_each(|(sum, weight)| *sum = _mm512_add_pd(*sum, weight));
}

/// Puts the weights of single lanes right, looked up by their codes.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn correct(weights: &mut Sums, entries: &[f64], codes: &[u16], mut lanes: u64) {
    let mut stored = [[0.0; 8]; 8];
    for (vector, stored) in weights.iter().zip(&mut stored) {
        // SAFETY: eight f64
        unsafe { _mm512_storeu_pd(stored.as_mut_ptr(), *vector) };
    }
    while lanes != 0 {
        let lane = lanes.trailing_zeros() as usize;
        lanes &= lanes - 1;
        stored[lane % 16 / 2][2 * (lane / 16) + lane % 2] = entries[usize::from(codes[lane])];
    }
    for (vector, stored) in weights.iter_mut().zip(&stored) {
        // SAFETY: eight f64
        *vector = unsafe { _mm512_loadu_pd(stored.as_ptr()) };
    }
}

/// The weights of 64 lanes by their ranks.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
fn by_rank(ranks: __m512i, weights: &Weights<'_>) -> Sums {
    let mut bytes = [_mm512_setzero_si512(); 8];
    for (bytes, plane) in bytes.iter_mut().zip(weights.planes.iter()) {
        *bytes = look_up(ranks, plane, weights.rank_count <= 128);
    }
    let [a, b, c, d, e, f, g, h] = bytes;
    // bytes to words, words to double words, double words to the f64: low half first
    let (ab, cd) = (interleave_8(a, b), interleave_8(c, d));
    let (ef, gh) = (interleave_8(e, f), interleave_8(g, h));
    let mut found = [_mm512_setzero_pd(); 8];
    for side in 0..2 {
        let (abcd, efgh) = (interleave_16(ab[side], cd[side]), interleave_16(ef[side], gh[side]));
        for quarter in 0..2 {
            let (low, high) = (abcd[quarter], efgh[quarter]);
            let first = 4 * side + 2 * quarter;
            found[first] = _mm512_castsi512_pd(_mm512_unpacklo_epi32(low, high));
            found[first + 1] = _mm512_castsi512_pd(_mm512_unpackhi_epi32(low, high));
        }
    }
    found
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
