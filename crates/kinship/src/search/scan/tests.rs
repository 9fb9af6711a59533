//! Whatever kernel runs, the hits are those of the full f64 sum.

use proptest::prelude::*;

use super::*;
use crate::{
    AlleleIndex, AlleleName, Call, Marker,
    search::{GenotypeCodes, GenotypeTable},
};

/// Enough for made-up data: G. Marsaglia, "Xorshift RNGs", *J. Stat. Softw.* 8(14) (2003).
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }
}

/// How the weights of a table are drawn.
#[derive(Clone, Copy, Debug)]
enum Weights {
    /// Whole numbers: many sums tie.
    Whole,
    /// Anything from -4 to 2.
    Real,
    /// As `Real`, one in eight an exclusion.
    Excluding,
    /// A marker of nothing but exclusions.
    Impossible,
}

fn markers(allele_counts: &[usize]) -> Vec<Marker> {
    let marker = |(at, &count): (usize, &usize)| {
        let names = (0..count).map(|allele| AlleleName::new(&allele.to_string()).unwrap()).collect();
        Marker::new(&format!("M{at}"), names, vec![1.0 / count as f64; count]).unwrap()
    };
    allele_counts.iter().enumerate().map(marker).collect()
}

fn profiles(draws: &mut Draws, allele_counts: &[usize], count: usize) -> Vec<Vec<Call>> {
    let mut call = |alleles: usize| {
        // the lesser of two draws: low alleles are frequent, as in a population
        let mut allele = || AlleleIndex(draws.below(alleles).min(draws.below(alleles)) as u16);
        let (a, b) = (allele(), allele());
        match draws.below(20) {
            0 => Call::Untyped,
            1 => Call::Partial(a),
            _ => Call::Genotype(a, b),
        }
    };
    (0..count).map(|_| allele_counts.iter().map(|&alleles| call(alleles)).collect()).collect()
}

fn family(draws: &mut Draws, allele_counts: &[usize], weights: Weights) -> FamilyTables {
    let mut entry = || match weights {
        Weights::Whole => draws.below(6) as f64 - 4.0,
        Weights::Excluding if draws.below(8) == 0 => f64::NEG_INFINITY,
        Weights::Impossible => f64::NEG_INFINITY,
        Weights::Real | Weights::Excluding => draws.below(1 << 30) as f64 / (1u64 << 30) as f64 * 6.0 - 4.0,
    };
    let table = |&alleles: &usize| {
        let mut entries: Vec<f64> = (0..GenotypeCodes::new(alleles).unwrap().count()).map(|_| entry()).collect();
        entries[0] = 0.0;
        GenotypeTable::new(alleles, entries).unwrap()
    };
    FamilyTables::new(allele_counts.iter().map(table).collect())
}

/// The definition, written down: every sum in full, sorted in full.
fn by_definition(family: &FamilyTables, profiles: &[Vec<Call>], options: &SearchOptions) -> Vec<(usize, u64)> {
    let sum = |calls: &Vec<Call>| {
        let weights = family.markers().iter().zip(calls).map(|(table, &call)| table.weight(call).unwrap().get());
        weights.fold(0.0, |sum, weight| sum + weight)
    };
    let mut sums: Vec<(usize, f64)> = profiles.iter().map(sum).enumerate().filter(|(_, sum)| sum.is_finite()).collect();
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    let kept = |&(rank, &(_, sum)): &(usize, &(usize, f64))| {
        rank < options.top || options.threshold.is_some_and(|threshold| sum >= threshold.get())
    };
    sums.iter().enumerate().filter(kept).map(|(_, &(profile, sum))| (profile, sum.to_bits())).collect()
}

fn as_bits(hits: &[Hit]) -> Vec<(usize, u64)> {
    hits.iter().map(|hit| (hit.profile, hit.lr.get().to_bits())).collect()
}

fn options(threshold: Option<f64>, top: usize) -> SearchOptions {
    SearchOptions { threshold: threshold.and_then(Log10Lr::new), top }
}

#[track_caller]
fn check(seed: u64, allele_counts: &[usize], profile_count: usize, weights: &[Weights], options: SearchOptions) {
    let mut draws = Draws(seed | 1);
    let profiles = profiles(&mut draws, allele_counts, profile_count);
    let packed = PackedProfiles::pack(&markers(allele_counts), &profiles).unwrap();
    let families: Vec<_> = weights.iter().map(|&weights| family(&mut draws, allele_counts, weights)).collect();
    for &kernel in Kernel::available() {
        let found = search_with(kernel, &families, &packed, &options).unwrap();
        for (family, hits) in families.iter().zip(&found) {
            assert_eq!(as_bits(hits), by_definition(family, &profiles, &options), "{kernel:?}");
        }
    }
}

fn any_weights() -> impl Strategy<Value = Weights> {
    prop::sample::select(vec![Weights::Whole, Weights::Real, Weights::Excluding, Weights::Impossible])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn hits_equal_those_of_the_full_sum(
        seed in any::<u64>(),
        allele_counts in prop::collection::vec(1usize..30, 0..30),
        profile_count in 0usize..3000,
        weights in prop::collection::vec(any_weights(), 1..4),
        threshold in prop::option::of(-60i32..20),
        top in prop::sample::select(vec![0usize, 1, 7, 5000]),
    ) {
        check(seed, &allele_counts, profile_count, &weights, options(threshold.map(f64::from), top));
    }
}

/// Thresholds at, just above and just below a sum that occurs.
#[test]
fn a_sum_at_the_threshold_is_kept_and_one_a_bit_below_is_not() {
    let allele_counts = [12; 23];
    let mut draws = Draws(7);
    let profiles = profiles(&mut draws, &allele_counts, 2000);
    let packed = PackedProfiles::pack(&markers(&allele_counts), &profiles).unwrap();
    let family = family(&mut draws, &allele_counts, Weights::Real);
    let all = by_definition(&family, &profiles, &options(None, 2000));
    for rank in [0, 1, 10, 500, 1999] {
        let sum = f64::from_bits(all[rank].1);
        for (threshold, kept) in [(sum, rank + 1), (sum.next_up(), rank), (sum.next_down(), rank + 1)] {
            for &kernel in Kernel::available() {
                let found = search_with(kernel, std::slice::from_ref(&family), &packed, &options(Some(threshold), 0));
                assert_eq!(as_bits(&found.unwrap()[0]), all[..kept], "{kernel:?}, rank {rank}");
            }
        }
    }
}

/// Many blocks and waves, so that whole blocks are left early and the bound of the best few rises.
#[test]
fn many_blocks_of_strangers_are_left_and_nothing_is_lost() {
    let allele_counts = [9, 25, 12, 30, 17, 11, 8, 20, 14, 10, 10, 15, 26, 9, 12, 13, 18, 7, 22, 16, 11, 19, 24];
    let weights = [Weights::Whole, Weights::Real, Weights::Excluding];
    check(1, &allele_counts, 20_000, &weights, options(Some(4.0), 0));
    check(2, &allele_counts, 20_000, &weights, options(None, 10));
    check(3, &allele_counts, 20_000, &weights, options(Some(-22.0), 3));
}

#[test]
fn all_weights_are_the_full_sums() {
    let allele_counts = [3, 30, 24];
    let mut draws = Draws(11);
    let profiles = profiles(&mut draws, &allele_counts, 5000);
    let packed = PackedProfiles::pack(&markers(&allele_counts), &profiles).unwrap();
    let family = family(&mut draws, &allele_counts, Weights::Excluding);
    let sums = log10_lrs(&family, &packed).unwrap();
    assert_eq!(sums.len(), 5000);
    for (calls, sum) in profiles.iter().zip(sums) {
        let weights = family.markers().iter().zip(calls).map(|(table, &call)| table.weight(call).unwrap().get());
        assert_eq!(sum.get().to_bits(), weights.fold(0.0, |sum: f64, weight| sum + weight).to_bits());
    }
}

#[test]
fn tables_of_other_markers_are_refused() {
    let packed = PackedProfiles::pack(&markers(&[3, 4]), &profiles(&mut Draws(1), &[3, 4], 5)).unwrap();
    let found = |allele_counts: &[usize]| {
        let family = family(&mut Draws(1), allele_counts, Weights::Real);
        search(&family, &packed, &SearchOptions::default())
    };
    assert_eq!(found(&[3]), Err(SearchError::MarkerCount { family: 0, found: 1, expected: 2 }));
    assert_eq!(found(&[3, 5]), Err(SearchError::AlleleCount { family: 0, marker: 1, found: 5, expected: 4 }));
    assert_eq!(found(&[3, 4]), Ok(Vec::new()));
}
