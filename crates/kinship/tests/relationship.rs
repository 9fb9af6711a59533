//! Closed-form pair likelihoods against the reference table, by hand, and as laws.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{fs, path::PathBuf};

use evidence::Log10Lr;
use kinship::{
    AlleleIndex, Call,
    ibd::{Jacquard, Kappa},
    relationship::{PairError, Relationship, pair_likelihood, pair_log10_lr},
};
use proptest::prelude::*;
use rstest::rstest;

fn genotype(x: u16, y: u16) -> Call {
    Call::Genotype(AlleleIndex(x), AlleleIndex(y))
}

fn genotypes(alleles: u16) -> Vec<Call> {
    (0..alleles).flat_map(|x| (x..alleles).map(move |y| genotype(x, y))).collect()
}

#[test]
fn every_pair_of_genotypes_of_the_reference_table() {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference/kinship/tables/pair_likelihoods_by_kappa.csv");
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let relationships: Vec<Relationship> = header[2..]
        .iter()
        .map(|name| match *name {
            "full.sib" => Relationship::FullSiblings,
            "half.sib" => Relationship::HalfSiblings,
            "parent.child" => Relationship::ParentChild,
            "cousin" => Relationship::FirstCousins,
            "double.first.cousin" => Relationship::DoubleFirstCousins,
            "unrelated" => Relationship::Unrelated,
            "identical" => Relationship::Identical,
            other => panic!("{other}"),
        })
        .collect();
    let call = |text: &str| {
        let (x, y) = text.split_once('/').unwrap();
        genotype(x.parse::<u16>().unwrap() - 1, y.parse::<u16>().unwrap() - 1)
    };
    let mut compared = 0;
    for line in lines {
        for (relationship, expected) in relationships.iter().zip(&line[2..]) {
            let expected: f64 = expected.parse().unwrap();
            let nine = relationship.jacquard();
            let ours = pair_likelihood(&nine, call(line[0]), call(line[1]), &[0.1, 0.2, 0.3, 0.4], 0.0).unwrap();
            assert!((ours - expected).abs() <= 1e-10 * expected, "{relationship} {line:?}: {ours}");
            compared += 1;
        }
    }
    assert_eq!(compared, 700);
}

const P: [f64; 3] = [0.1, 0.2, 0.7];

#[rstest]
// National Research Council (1996), equations 4.10: P(a/a, a/a) = p (θ+(1-θ)p) (2θ+(1-θ)p) / (1+θ) (3θ+(1-θ)p) / (1+2θ)
#[case::unrelated_homozygous(Relationship::Unrelated, (0, 0), (0, 0), 0.03,
    0.1 * (0.03 + 0.097) * (0.06 + 0.097) / 1.03 * (0.09 + 0.097) / 1.06)]
#[case::unrelated_heterozygous(Relationship::Unrelated, (0, 1), (0, 1), 0.03,
    4.0 * 0.1 * 0.194 * (0.03 + 0.097) / 1.03 * (0.03 + 0.194) / 1.06)]
#[case::identical(Relationship::Identical, (0, 1), (0, 1), 0.03, 2.0 * 0.1 * 0.97 * 0.2)]
#[case::parent_child_one_shared(Relationship::ParentChild, (0, 0), (0, 1), 0.03, 0.1 * (0.03 + 0.097) * 0.194 / 1.03)]
#[case::parent_child_exclusion(Relationship::ParentChild, (0, 0), (1, 2), 0.03, 0.0)]
// 1/4 2pq + 1/2 pq(p + q) + 1/4 4p²q²
#[case::full_siblings(Relationship::FullSiblings, (0, 1), (0, 1), 0.0,
    0.25 * 0.04 + 0.5 * 0.02 * 0.3 + 0.25 * 4.0 * 0.0004)]
#[case::half_siblings(Relationship::HalfSiblings, (0, 0), (0, 0), 0.0, 0.5 * 0.001 + 0.5 * 0.0001)]
#[case::cousins(Relationship::FirstCousins, (0, 0), (1, 1), 0.0, 0.75 * 0.01 * 0.04)]
fn pairs_by_hand(
    #[case] relationship: Relationship,
    #[case] a: (u16, u16),
    #[case] b: (u16, u16),
    #[case] theta: f64,
    #[case] by_hand: f64,
) {
    let nine = relationship.jacquard();
    let ours = pair_likelihood(&nine, genotype(a.0, a.1), genotype(b.1, b.0), &P, theta).unwrap();
    assert!((ours - by_hand).abs() <= 1e-14 * by_hand, "{ours} {by_hand}");
}

#[rstest]
#[case::one(0, 0.1)] // all four are one allele: p
#[case::two(1, 0.1 * 0.1)]
#[case::three(2, 0.1 * 0.1)]
#[case::four(3, 0.1 * 0.1 * 0.1)]
#[case::five(4, 0.1 * 0.1)]
#[case::six(5, 0.1 * 0.1 * 0.1)]
#[case::seven(6, 0.1 * 0.1)]
#[case::eight(7, 0.1 * 0.1 * 0.1)]
#[case::nine(8, 0.1 * 0.1 * 0.1 * 0.1)]
fn a_homozygous_pair_in_each_state(#[case] state: usize, #[case] by_hand: f64) {
    let mut nine = [0.0; 9];
    nine[state] = 1.0;
    let nine = Jacquard::new(nine).unwrap();
    let ours = pair_likelihood(&nine, genotype(0, 0), genotype(0, 0), &P, 0.0).unwrap();
    assert!((ours - by_hand).abs() < 1e-17);
}

#[test]
fn an_inbred_person_is_homozygous_as_often_as_they_must() {
    // state 5: b is inbred and b's allele is one of a's: a = 0/1, b = 0/0 has probability p q
    let mut nine = [0.0; 9];
    nine[4] = 1.0;
    let nine = Jacquard::new(nine).unwrap();
    let like = |a, b| pair_likelihood(&nine, a, b, &P, 0.0).unwrap();
    assert!((like(genotype(0, 1), genotype(0, 0)) - 0.1 * 0.2).abs() < 1e-17);
    assert_eq!(like(genotype(0, 0), genotype(0, 1)), 0.0);
}

#[test]
fn names_are_read_and_written() {
    for relationship in Relationship::NAMED {
        assert_eq!(relationship.to_string().parse::<Relationship>(), Ok(relationship));
    }
    assert_eq!("Parent_Child".parse::<Relationship>(), Ok(Relationship::ParentChild));
    assert_eq!("self".parse::<Relationship>(), Ok(Relationship::Identical));
    assert!("friend".parse::<Relationship>().unwrap_err().to_string().contains("`friend`"));
    let kappa = Relationship::Kappa(Kappa::new(0.75, 0.25, 0.0).unwrap());
    assert_eq!(kappa.to_string(), "kappa (0.75, 0.25, 0)");
    assert_eq!(kappa.jacquard(), Relationship::FirstCousins.jacquard());
}

#[test]
fn what_is_outside_is_refused() {
    let nine = Relationship::Unrelated.jacquard();
    let like = |call, theta| pair_likelihood(&nine, call, genotype(0, 0), &P, theta);
    assert_eq!(like(genotype(0, 3), 0.0), Err(PairError::UnknownAllele { found: 3, count: 3 }));
    assert!(matches!(like(genotype(0, 0), 1.0), Err(PairError::Theta { .. })));
    assert!(matches!(like(genotype(0, 0), f64::NAN), Err(PairError::Theta { .. })));
    // impossible under the second: no ratio
    let identical = Relationship::Identical.jacquard();
    let ratio = |h1, h2| pair_log10_lr([h1, h2], genotype(0, 0), genotype(1, 1), &P, 0.0).unwrap();
    assert_eq!(ratio(&nine, &identical), None);
    assert_eq!(ratio(&identical, &nine), Some(Log10Lr::EXCLUSION));
}

/// Any nine coefficients, frequencies of 2 to 5 alleles, theta.
fn setting() -> impl Strategy<Value = (Jacquard, Vec<f64>, f64)> {
    let nine = proptest::array::uniform9(0.0..1.0f64).prop_map(|nine| {
        let sum: f64 = nine.iter().sum();
        Jacquard::new(nine.map(|share| share / sum)).unwrap()
    });
    let frequencies = proptest::collection::vec(0.01..1.0f64, 2..5).prop_map(|weights| {
        let sum: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / sum).collect()
    });
    (nine, frequencies, prop_oneof![Just(0.0), Just(0.01), Just(0.03), 0.0..0.99f64])
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

proptest! {
    #[test]
    fn all_pairs_together_have_probability_one((nine, p, theta) in setting()) {
        let all = genotypes(p.len() as u16);
        let like = |a, b| pair_likelihood(&nine, a, b, &p, theta).unwrap();
        let sum: f64 = all.iter().map(|a| all.iter().map(|b| like(*a, *b)).sum::<f64>()).sum();
        prop_assert!(close(sum, 1.0), "{}", sum);
        prop_assert!(close(like(Call::Untyped, Call::Untyped), 1.0));
    }

    #[test]
    fn the_expected_ratio_under_h2_is_one((h1, p, theta) in setting(), full in any::<bool>()) {
        // full siblings give every pair of genotypes a chance, as unrelated people do
        let h2 = if full { Relationship::FullSiblings } else { Relationship::Unrelated }.jacquard();
        let all = genotypes(p.len() as u16);
        let mut expected = 0.0;
        for a in &all {
            for b in &all {
                let under_h2 = pair_likelihood(&h2, *a, *b, &p, theta).unwrap();
                let ratio = pair_log10_lr([&h1, &h2], *a, *b, &p, theta).unwrap().unwrap().ratio();
                expected += under_h2 * ratio;
            }
        }
        prop_assert!((expected - 1.0).abs() < 1e-11, "{}", expected);
    }

    #[test]
    fn swapping_the_two_changes_nothing((nine, p, theta) in setting()) {
        for a in genotypes(p.len() as u16) {
            for b in [genotype(0, 1), genotype(1, 1), Call::Partial(AlleleIndex(0)), Call::Untyped] {
                let one = pair_likelihood(&nine, a, b, &p, theta).unwrap();
                prop_assert!(close(one, pair_likelihood(&nine.swapped(), b, a, &p, theta).unwrap()));
            }
        }
    }

    #[test]
    fn relabelling_alleles_changes_nothing((nine, p, theta) in setting(), shift in 1..4usize) {
        let n = p.len();
        let moved: Vec<f64> = (0..n).map(|at| p[(at + n - shift % n) % n]).collect();
        let relabel = |allele: AlleleIndex| AlleleIndex(((allele.index() + shift) % n) as u16);
        let call = |call| match call {
            Call::Untyped => Call::Untyped,
            Call::Partial(x) => Call::Partial(relabel(x)),
            Call::Genotype(x, y) => Call::Genotype(relabel(x), relabel(y)),
        };
        let mut calls = genotypes(n as u16);
        calls.extend([Call::Untyped, Call::Partial(AlleleIndex(1))]);
        for a in &calls {
            for b in &calls {
                let one = pair_likelihood(&nine, *a, *b, &p, theta).unwrap();
                prop_assert!(close(one, pair_likelihood(&nine, call(*a), call(*b), &moved, theta).unwrap()));
            }
        }
    }

    #[test]
    fn what_is_not_known_is_summed_out((nine, p, theta) in setting()) {
        let all = genotypes(p.len() as u16);
        let like = |a, b| pair_likelihood(&nine, a, b, &p, theta).unwrap();
        let a = genotype(0, 1);
        prop_assert!(close(like(a, Call::Untyped), all.iter().map(|b| like(a, *b)).sum()));
        let carries = |call: &&Call| matches!(call, Call::Genotype(x, y) if x.0 == 0 || y.0 == 0);
        let sum: f64 = all.iter().filter(carries).map(|b| like(a, *b)).sum();
        prop_assert!(close(like(a, Call::Partial(AlleleIndex(0))), sum));
    }
}
