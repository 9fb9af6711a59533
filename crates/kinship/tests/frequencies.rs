//! Frequency tables: sums, faults, unseen and rare alleles, and the markers built from them.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{fs, path::PathBuf};

use kinship::{
    AlleleName, Marker,
    frequencies::{
        FrequencyCell, FrequencyError, FrequencyOptions, FrequencyTable, FrequencyWarning, MarkerBuildError,
        MarkerRequest, PopulationName,
    },
    mutation::{MutationBySex, MutationError, MutationModel, MutationSpec},
};
use proptest::prelude::*;
use rstest::rstest;

fn allele(name: &str) -> AlleleName {
    AlleleName::new(name).unwrap()
}

fn cells(marker: &str, frequencies: &[(&str, f64)]) -> Vec<FrequencyCell> {
    let cell =
        |&(name, frequency): &(&str, f64)| FrequencyCell { marker: marker.into(), allele: allele(name), frequency };
    frequencies.iter().map(cell).collect()
}

type Read = Result<(FrequencyTable, Vec<FrequencyWarning>), Vec<FrequencyError>>;

fn read(cells: Vec<FrequencyCell>, options: FrequencyOptions) -> Read {
    FrequencyTable::new(PopulationName::new(" Norway ").unwrap(), cells, options)
}

const TH01: [(&str, f64); 4] = [("6", 0.2), ("9", 0.1), ("9.3", 0.3), ("10", 0.4)];

fn th01(options: FrequencyOptions) -> FrequencyTable {
    read(cells("TH01", &TH01), options).unwrap().0
}

type Built = Result<(Marker, Vec<FrequencyWarning>), MarkerBuildError>;

fn build(table: &FrequencyTable, observed: &[&str], mutation: &MutationBySex, silent: Option<f64>) -> Built {
    let observed: Vec<AlleleName> = observed.iter().map(|name| allele(name)).collect();
    table.marker(&MarkerRequest { marker: "TH01", observed: &observed, mutation, silent })
}

fn assert_close(ours: &[f64], by_hand: &[f64]) {
    assert_eq!(ours.len(), by_hand.len());
    for (a, b) in ours.iter().zip(by_hand) {
        assert!((a - b).abs() < 1e-15, "{ours:?} {by_hand:?}");
    }
}

#[test]
fn the_published_tables_are_taken_and_what_was_rescaled_is_said() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference/kinship/frequencies");
    for (file, markers, rescaled) in [("norwegian_forrel.csv", 35, true), ("norSTR_norway.csv", 50, false)] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.trim_end().split(',').collect()).collect();
        let filled = rows[1..].iter().flat_map(|row| {
            let cell = |(marker, value): (&&str, &&str)| FrequencyCell {
                marker: (*marker).into(),
                allele: allele(row[0]),
                frequency: value.parse().unwrap(),
            };
            rows[0][1..].iter().zip(&row[1..]).filter(|(_, value)| !value.is_empty()).map(cell).collect::<Vec<_>>()
        });
        let (table, warnings) = read(filled.collect(), FrequencyOptions::default()).unwrap();
        assert_eq!(table.markers().len(), markers);
        assert_eq!(!warnings.is_empty(), rescaled, "{warnings:?}");
        for marker in table.markers() {
            assert!((marker.frequencies().iter().sum::<f64>() - 1.0).abs() < 1e-12, "{}", marker.name());
        }
        // one file writes VWA and PENTA_E, the other vWA and Penta E
        assert!(table.find("vWA").is_some() && table.find("penta-e").is_some() && table.find("none").is_none());
    }
}

#[test]
fn a_sum_beside_1_is_rescaled_once_and_named() {
    let (table, warnings) = read(cells("TH01", &[("6", 0.5), ("9", 0.495)]), FrequencyOptions::default()).unwrap();
    assert_eq!(warnings, [FrequencyWarning::Rescaled { marker: "TH01".into(), sum: 0.995 }]);
    assert_eq!(warnings[0].to_string(), "frequencies of `TH01` sum to 0.995; rescaled to 1");
    assert_close(table.find("TH01").unwrap().frequencies(), &[0.5 / 0.995, 0.495 / 0.995]);
    assert_eq!(table.population().as_str(), "Norway");
}

#[test]
fn a_blank_is_not_seen_and_a_zero_neither() {
    let table = read(cells("TH01", &[("6", 0.0), ("9", 1.0)]), FrequencyOptions::default()).unwrap().0;
    assert_eq!(table.find("TH01").unwrap().alleles(), [allele("9")]);
    assert_eq!(table.find("TH01").unwrap().get("9"), Some(1.0));
    assert_eq!(table.find("TH01").unwrap().get("6"), None);
}

#[test]
fn all_faults_of_a_table_are_named_at_once() {
    let mut given = cells("TH01", &[("6", 0.2), ("6", 0.8), ("7", -0.1), ("8", f64::NAN)]);
    given.extend(cells("th01", &[("9", 0.1)]));
    given.extend(cells(" ", &[("9", 0.1)]));
    given.extend(cells("FGA", &[("20", 0.5), ("21", 0.4)]));
    given.extend(cells("VWA", &[("14", 0.0)]));
    let options = FrequencyOptions { minimum: Some(0.0), lump_below: Some(f64::NAN), sum_slack: -1.0 };
    let options_at_fault = read(given.clone(), options).unwrap_err();
    let errors = read(given, FrequencyOptions::default()).unwrap_err();
    let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
    for (text, expected) in texts.iter().zip([
        "allele `6` of `TH01` stands twice",
        "allele `7` of `TH01` is `-0.1`",
        "allele `8` of `TH01` is `NaN`",
        "`th01` and `TH01` name one marker",
        "a marker of the frequency table has no name",
        "frequencies of `FGA` sum to 0.9; expected 1, within 0.01",
        "`VWA` has no allele",
    ]) {
        assert!(text.contains(expected), "{text}");
    }
    assert_eq!(errors.len(), 7);
    let places: Vec<Option<usize>> = errors.iter().map(FrequencyError::cell).collect();
    assert_eq!(places, [Some(1), Some(2), Some(3), Some(4), Some(5), None, None]);
    assert_eq!(options_at_fault.len(), 10);
    assert_eq!(read(vec![], FrequencyOptions::default()), Err(vec![FrequencyError::Empty]));
    assert_eq!(PopulationName::new(" "), Err(FrequencyError::NoPopulation));
}

#[test]
fn an_unseen_allele_needs_a_minimum() {
    let none = MutationBySex::default();
    let table = th01(FrequencyOptions::default());
    let error = build(&table, &["6", "7", "8", "7"], &none, None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "alleles `7`, `8` of `TH01` not in the frequency table; add them there or set a minimum frequency"
    );
    assert_eq!(build(&table, &["6", "9.3"], &none, None).unwrap().1, []);
}

#[test]
fn an_unseen_allele_joins_at_the_minimum() {
    let table = th01(FrequencyOptions { minimum: Some(0.01), ..FrequencyOptions::default() });
    // the minimum is no mass: where all alleles are known nothing changes
    let (marker, warnings) = build(&table, &["6"], &MutationBySex::default(), None).unwrap();
    assert_eq!((marker.frequencies(), warnings), (&[0.2, 0.1, 0.3, 0.4][..], vec![]));
    let (marker, warnings) = build(&table, &["7", "6", "8"], &MutationBySex::default(), None).unwrap();
    let by_hand: Vec<f64> = [0.2, 0.1, 0.3, 0.4, 0.01, 0.01].iter().map(|p| p / 1.02).collect();
    assert_close(marker.frequencies(), &by_hand);
    assert_eq!(marker.alleles()[4..], [allele("7"), allele("8")]);
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].to_string().starts_with("`TH01`: alleles `7`, `8` not in the frequency table; added at"));
    assert!(matches!(warnings[0], FrequencyWarning::Unseen { sum, .. } if (sum - 1.02).abs() < 1e-15));
}

#[test]
fn another_spelling_is_not_an_unseen_allele() {
    let table = th01(FrequencyOptions { minimum: Some(0.01), ..FrequencyOptions::default() });
    let error = build(&table, &["9.30"], &MutationBySex::default(), None).unwrap_err();
    assert_eq!(error.to_string(), "allele `9.30` of `TH01` is `9.3` in the frequency table; write it so");
}

#[rstest]
#[case::two_rare(0.25, &[], &["9.3", "10", "Rest allele"], &[0.3, 0.4, 0.3])]
#[case::one_is_seen(0.35, &["9"], &["9", "10", "Rest allele"], &[0.1, 0.4, 0.5])]
#[case::a_single_one_stays(0.15, &[], &["6", "9", "9.3", "10"], &[0.2, 0.1, 0.3, 0.4])]
#[case::all(0.5, &[], &["Rest allele"], &[1.0])]
#[case::an_unseen_one_is_seen_now(0.25, &["7"], &["9.3", "10", "7", "Rest allele"], &[0.3 / 1.01, 0.4 / 1.01, 0.01 / 1.01, 0.3 / 1.01])]
fn rare_alleles_of_nobody_are_lumped(
    #[case] limit: f64,
    #[case] observed: &[&str],
    #[case] alleles: &[&str],
    #[case] frequencies: &[f64],
) {
    let options = FrequencyOptions { minimum: Some(0.01), lump_below: Some(limit), ..FrequencyOptions::default() };
    let (marker, _) = build(&th01(options), observed, &MutationBySex::default(), None).unwrap();
    let names: Vec<&str> = marker.alleles().iter().map(AlleleName::as_str).collect();
    assert_eq!(names, alleles);
    assert_close(marker.frequencies(), frequencies);
}

#[test]
fn a_rest_allele_of_the_table_takes_the_others_in() {
    let given = cells("TH01", &[("6", 0.2), ("Rest allele", 0.3), ("9", 0.5)]);
    let options = FrequencyOptions { lump_below: Some(0.25), ..FrequencyOptions::default() };
    let table = read(given, options).unwrap().0;
    let (marker, warnings) = build(&table, &["9"], &MutationBySex::default(), None).unwrap();
    assert_eq!(marker.alleles(), [allele("9"), allele("Rest allele")]);
    assert_close(marker.frequencies(), &[0.5, 0.5]);
    assert_eq!(
        warnings[0].to_string(),
        "`TH01`: alleles `6`, `Rest allele` lumped into `Rest allele` of frequency 0.5"
    );
    // somebody carries it: nothing may join it
    let (marker, _) = build(&table, &["Rest allele"], &MutationBySex::default(), None).unwrap();
    assert_eq!(marker.alleles().len(), 3);
}

#[test]
fn mutation_is_built_for_the_alleles_of_the_case() {
    let stepwise = MutationModel::Stepwise { range: 0.1, microvariant_rate: 1e-6 };
    let mutation = MutationBySex {
        female: MutationSpec::new(stepwise, 0.001),
        male: MutationSpec::new(MutationModel::Equal, 0.003),
    };
    let table = th01(FrequencyOptions { minimum: Some(0.01), ..FrequencyOptions::default() });
    let (marker, _) = build(&table, &["7"], &mutation, Some(0.02)).unwrap();
    let matrices = marker.mutation().unwrap();
    assert_eq!((matrices.female.size(), marker.silent().unwrap().index()), (6, 5));
    // equal: four other visible alleles
    assert_eq!(matrices.male.row(0), [0.997, 0.00075, 0.00075, 0.00075, 0.00075, 0.0]);
    assert_eq!(matrices.male.row(5), [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    let by_hand: Vec<f64> = [0.2, 0.1, 0.3, 0.4, 0.01].iter().map(|p| p / 1.01 * 0.98).chain([0.02]).collect();
    assert_close(marker.frequencies(), &by_hand);
    assert!(build(&table, &[], &MutationBySex::default(), None).unwrap().0.mutation().is_none());
}

#[test]
fn a_marker_that_cannot_be_built_is_named() {
    let stepwise = MutationModel::Stepwise { range: 0.1, microvariant_rate: 1e-6 };
    let stepwise = MutationBySex::both(MutationSpec::new(stepwise, 0.001));
    let none = MutationBySex::default();
    let table = th01(FrequencyOptions { lump_below: Some(0.25), ..FrequencyOptions::default() });
    let error = build(&table, &[], &stepwise, None).unwrap_err();
    assert!(
        error.to_string().starts_with("marker `TH01`: stepwise mutation needs repeat numbers, allele `Rest allele`")
    );
    assert!(matches!(error, MarkerBuildError::Mutation { reason: MutationError::NotRepeats { .. }, .. }));
    let error = build(&table, &[], &none, Some(1.0)).unwrap_err();
    assert_eq!(error, MarkerBuildError::SilentFrequency { marker: "TH01".into(), found: 1.0 });
    let request = |marker| MarkerRequest { marker, observed: &[], mutation: &none, silent: None };
    let errors = table.build_markers(&[request("FGA"), request("th 01"), request("VWA")]).unwrap_err();
    assert_eq!(errors.len(), 2);
    assert!(errors[0].to_string().contains("marker `FGA` is not in the frequency table of Norway"));
    let (markers, _) = table.build_markers(&[request("th 01"), request("TH01")]).unwrap();
    assert_eq!(markers.iter().map(Marker::name).collect::<Vec<_>>(), ["th 01", "TH01"]);
}

proptest! {
    #[test]
    fn every_marker_built_is_a_distribution(
        weights in proptest::collection::vec(0.0..1.0f64, 1..12),
        observed in proptest::collection::vec(0..20usize, 0..6),
        minimum in 0.001..0.05f64,
        limit in 0.001..0.5f64,
        silent in proptest::option::of(0.0..0.1f64),
    ) {
        let sum: f64 = weights.iter().sum();
        prop_assume!(sum > 1e-3);
        let given = weights.iter().enumerate().map(|(at, weight)| FrequencyCell {
            marker: "TH01".into(),
            allele: allele(&at.to_string()),
            frequency: weight / sum,
        });
        let options = FrequencyOptions { minimum: Some(minimum), lump_below: Some(limit), sum_slack: 0.01 };
        let table = read(given.collect(), options).unwrap().0;
        let observed: Vec<String> = observed.iter().map(ToString::to_string).collect();
        let observed: Vec<&str> = observed.iter().map(String::as_str).collect();
        let (marker, _) = build(&table, &observed, &MutationBySex::default(), silent).unwrap();
        prop_assert!((marker.frequencies().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        for name in observed {
            prop_assert!(marker.allele(name).is_some_and(|at| marker.frequencies()[at.index()] > 0.0));
        }
    }
}
