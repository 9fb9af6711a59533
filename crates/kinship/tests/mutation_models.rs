//! Mutation models by hand: gaps, microvariants, limits, refusals, lumping.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use kinship::{
    AlleleName,
    mutation::{
        ModelName, Mutation, MutationBySex, MutationError, MutationModel, MutationSpec, Stabilisation, TransitionError,
        TransitionMatrix,
    },
};
use proptest::prelude::*;
use rstest::rstest;

fn names(names: &[&str]) -> Vec<AlleleName> {
    names.iter().map(|name| AlleleName::new(name).unwrap()).collect()
}

fn build(model: MutationModel, rate: f64, alleles: &[&str], p: &[f64]) -> Result<TransitionMatrix, MutationError> {
    MutationSpec::new(model, rate).build(&names(alleles), p)
}

fn stepwise(microvariant_rate: f64) -> MutationModel {
    MutationModel::Stepwise { range: 0.5, microvariant_rate }
}

const P3: [f64; 3] = [0.2, 0.3, 0.5];

#[rstest]
#[case::equal(MutationModel::Equal, &["a", "b", "c"], [0.9, 0.05, 0.05])]
// a = 0.1 / 0.62
#[case::proportional(MutationModel::Proportional, &["a", "b", "c"], [1.0 - 0.08 / 0.62, 0.03 / 0.62, 0.05 / 0.62])]
#[case::onestep_at_the_edge(MutationModel::OneStep, &["10", "11", "12"], [0.9, 0.1, 0.0])]
#[case::onestep_alone(MutationModel::OneStep, &["10", "12", "14"], [1.0, 0.0, 0.0])]
#[case::stepwise(stepwise(0.0), &["10", "11", "12"], [0.9, 0.1 * 2.0 / 3.0, 0.1 / 3.0])]
#[case::stepwise_honours_gaps(stepwise(0.0), &["10", "11", "14"], [0.9, 0.1 * 8.0 / 9.0, 0.1 / 9.0])]
#[case::one_group_loses_nothing_to_others(stepwise(0.01), &["10", "11", "14"], [0.9, 0.1 * 8.0 / 9.0, 0.1 / 9.0])]
#[case::alone_in_its_group(stepwise(0.01), &["9.3", "10", "11"], [0.99, 0.005, 0.005])]
#[case::both(stepwise(0.01), &["10", "9.3", "11"], [0.89, 0.01, 0.1])]
#[case::halves_are_one_group(stepwise(0.01), &["9.5", "10.5", "11"], [0.89, 0.1, 0.01])]
#[case::far_apart_without_underflow(stepwise(0.0), &["1", "4001", "4002"], [0.9, 0.1 * 2.0 / 3.0, 0.1 / 3.0])]
fn first_row_by_hand(#[case] model: MutationModel, #[case] alleles: &[&str], #[case] row: [f64; 3]) {
    let matrix = build(model, 0.1, alleles, &P3).unwrap();
    for (ours, by_hand) in matrix.row(0).iter().zip(row) {
        assert!((ours - by_hand).abs() < 1e-15, "{:?} {row:?}", matrix.row(0));
    }
}

#[test]
fn dawid_ignores_gaps() {
    let model = || MutationModel::Dawid { range: 0.5 };
    let near = build(model(), 0.05, &["10", "11", "12"], &P3).unwrap();
    assert_eq!(near, build(model(), 0.05, &["7", "11", "90"], &P3).unwrap());
    // n = 3, r = 1/2: a = 7/4; M[0,1] = R/p (1/2)(1/2) / (2 (1/2) (5/4)) = R/p / 5
    assert!((near.get(0, 1) - 0.05 / 0.2 / 5.0).abs() < 1e-15);
    assert!((near.overall_rate(&P3) - 0.05).abs() < 1e-15);
}

#[rstest]
// (1 - sum p²) / (1 - min p) = 0.62 / 0.8
#[case::proportional(MutationModel::Proportional, 0.62 / 0.8)]
// 1 / (0.3 / 0.2 / ... ): row 0 leaves with R/p (1/5 + 1/10) = 1.5 R
#[case::dawid(MutationModel::Dawid { range: 0.5 }, 2.0 / 3.0)]
fn a_model_exists_up_to_its_highest_rate(#[case] model: MutationModel, #[case] highest: f64) {
    let alleles = ["10", "11", "12"];
    assert!(build(model.clone(), highest - 1e-9, &alleles, &P3).is_ok());
    let error = build(model, highest + 1e-9, &alleles, &P3).unwrap_err();
    assert!(
        matches!(error, MutationError::RateTooHigh { rate_max, .. } if (rate_max - highest).abs() < 1e-12),
        "{error}"
    );
}

#[rstest]
#[case::microvariant(MutationModel::OneStep, &["9", "9.3"], "onestep mutation needs whole repeat numbers, allele `9.3`")]
#[case::word(stepwise(0.0), &["9", "Rest allele"], "stepwise mutation needs repeat numbers, allele `Rest allele`")]
#[case::twice(stepwise(0.0), &["9", "9.0"], "alleles `9` and `9.0` have the same repeat number")]
#[case::alone(MutationModel::Equal, &["9"], "equal mutation with a rate above 0 needs two alleles or more, `9`")]
#[case::range(MutationModel::Dawid { range: 1.0 }, &["9", "10"], "dawid mutation: range is `1`")]
#[case::range_0(MutationModel::Stepwise { range: 0.0, microvariant_rate: 0.0 }, &["9", "10"], "range is `0`")]
#[case::microvariant_rate(stepwise(f64::NAN), &["9", "10"], "microvariant rate is `NaN`")]
#[case::both_rates(stepwise(0.95), &["9", "10"], "exceed 1 together")]
#[case::custom_size(MutationModel::Custom(TransitionMatrix::identity(3)), &["9", "10"], "the matrix has 3 rows, the marker 2")]
fn what_does_not_exist_is_refused_with_the_reason(
    #[case] model: MutationModel,
    #[case] alleles: &[&str],
    #[case] reason: &str,
) {
    let p = vec![1.0 / alleles.len() as f64; alleles.len()];
    let error = build(model, 0.1, alleles, &p).unwrap_err().to_string();
    assert!(error.contains(reason), "{error}");
}

#[test]
fn bad_numbers_are_refused() {
    let equal = |rate, p: &[f64]| build(MutationModel::Equal, rate, &["a", "b"], p);
    assert!(matches!(equal(-0.1, &[0.5, 0.5]), Err(MutationError::Rate { found, .. }) if found == -0.1));
    assert!(matches!(equal(f64::NAN, &[0.5, 0.5]), Err(MutationError::Rate { .. })));
    assert!(matches!(equal(0.1, &[0.5]), Err(MutationError::Unequal { alleles: 2, frequencies: 1 })));
    assert!(matches!(equal(0.1, &[f64::NAN, 0.5]), Err(MutationError::BadFrequency { .. })));
    assert!(matches!(equal(0.1, &[0.0, 0.0]), Err(MutationError::BadFrequency { .. })));
    let none = MutationSpec::new(MutationModel::Equal, 0.1).build(&[], &[]);
    assert!(matches!(none, Err(MutationError::Unequal { .. })));
    let dawid = build(MutationModel::Dawid { range: 0.1 }, 0.1, &["9", "10"], &[0.0, 1.0]);
    assert!(matches!(dawid, Err(MutationError::ZeroFrequency { ref allele, .. }) if allele == "9"));
    let one_allele_has_it_all = build(MutationModel::Proportional, 0.1, &["9", "10"], &[0.0, 1.0]);
    assert!(matches!(one_allele_has_it_all, Err(MutationError::RateTooHigh { .. })));
    assert!(matches!(TransitionMatrix::new(0, vec![]), Err(TransitionError::NotSquare { .. })));
    let row = TransitionMatrix::new(2, vec![0.9, 0.2, 0.0, 1.0]);
    assert!(matches!(row, Err(TransitionError::RowSum { row: 1, .. })));
}

#[test]
fn a_rate_of_zero_is_no_mutation_in_every_model() {
    let dawid = MutationModel::Dawid { range: 0.1 };
    for model in [MutationModel::Equal, MutationModel::Proportional, MutationModel::OneStep, stepwise(0.0), dawid] {
        for transform in [None, Some(Stabilisation::Pm), Some(Stabilisation::Ba)] {
            let spec = MutationSpec { model: model.clone(), rate: 0.0, transform };
            let matrix = spec.build(&names(&["9", "10", "11"]), &P3).unwrap();
            assert_eq!(matrix, TransitionMatrix::identity(3), "{spec:?}");
        }
    }
}

#[test]
fn pm_of_unconnected_groups_is_refused() {
    let spec = MutationSpec::new(stepwise(0.0), 0.1).stabilised(Stabilisation::Pm);
    let error = spec.build(&names(&["9", "10", "9.3", "10.3"]), &[0.25; 4]).unwrap_err();
    assert_eq!(error, MutationError::Reducible { from: "9".into(), to: "9.3".into() });
}

#[test]
fn one_way_mutation_leaves_nothing_to_barker() {
    let one_way = TransitionMatrix::new(2, vec![0.9, 0.1, 0.0, 1.0]).unwrap();
    for transform in [Stabilisation::Ba, Stabilisation::Mh] {
        let spec = MutationSpec::new(MutationModel::Custom(one_way.clone()), 0.0).stabilised(transform);
        assert_eq!(spec.build(&names(&["a", "b"]), &[0.5, 0.5]), Err(MutationError::NothingLeft { transform }));
    }
}

#[test]
fn names_of_models_are_read_and_written() {
    for name in ["none", "equal", "proportional", "onestep", "stepwise", "dawid", "custom"] {
        assert_eq!(name.parse::<ModelName>().unwrap().to_string(), name);
    }
    assert_eq!("random".parse::<ModelName>(), Ok(ModelName::Custom));
    assert_eq!(" Stepwise ".parse::<ModelName>(), Ok(ModelName::Stepwise));
    assert!("step".parse::<ModelName>().unwrap_err().to_string().contains("`step`"));
    for name in ["PM", "MH", "BA", "PR"] {
        assert_eq!(name.parse::<Stabilisation>().unwrap().to_string(), name);
    }
    assert!("DP".parse::<Stabilisation>().is_err());
}

#[test]
fn the_silent_allele_stays_apart() {
    let alleles = names(&["a", "b"]);
    let equal = MutationBySex::both(MutationSpec::new(MutationModel::Equal, 0.1));
    let mutation = equal.build(&alleles, &[0.5, 0.3], true).unwrap().unwrap();
    assert_eq!(mutation.female.entries(), [0.9, 0.1, 0.0, 0.1, 0.9, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!(MutationBySex::default().build(&alleles, &[0.5, 0.5], false), Ok(None));
}

#[test]
fn one_lumpable_sex_is_not_enough() {
    let alleles = ["10", "11", "12", "13"];
    let p = [0.25; 4];
    let equal = build(MutationModel::Equal, 0.1, &alleles, &p).unwrap();
    let stepwise = build(stepwise(0.0), 0.1, &alleles, &p).unwrap();
    assert!(equal.is_lumpable(&[1, 2, 3]) && !stepwise.is_lumpable(&[1, 2, 3]));
    assert!(stepwise.is_lumpable(&[2]) && stepwise.is_lumpable(&[]) && stepwise.is_lumpable(&[0, 1, 2, 3]));
    let mixed = Mutation { female: stepwise.clone(), male: equal.clone() };
    assert!(!mixed.is_lumpable(&[1, 2, 3]));
    let mixed = Mutation { female: equal.clone(), male: stepwise };
    assert!(!mixed.is_lumpable(&[1, 2, 3]));
    assert!(Mutation { female: equal.clone(), male: equal }.is_lumpable(&[1, 2, 3]));
}

proptest! {
    #[test]
    fn equal_and_proportional_are_always_lumpable(
        weights in proptest::collection::vec(0.01..1.0f64, 3..8),
        lump in proptest::collection::vec(any::<bool>(), 8),
        // low enough for proportional mutation where one allele has nearly all the mass
        rate in 0.0..0.02f64,
    ) {
        let names: Vec<AlleleName> = (0..weights.len()).map(|at| AlleleName::new(&at.to_string()).unwrap()).collect();
        let lump: Vec<usize> = (0..weights.len()).filter(|&at| lump[at]).collect();
        let sum: f64 = weights.iter().sum();
        let p: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        for model in [MutationModel::Equal, MutationModel::Proportional] {
            let matrix = MutationSpec::new(model, rate).build(&names, &p).unwrap();
            prop_assert!(matrix.is_lumpable(&lump));
        }
    }
}
