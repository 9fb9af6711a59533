//! Mutation matrices against those that the reference programs printed, and the models that do not exist.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{fs, path::PathBuf};

use kinship::{
    AlleleName,
    mutation::{MutationError, MutationModel, MutationSpec, Stabilisation, TransitionMatrix},
};
use rstest::rstest;
use serde_json::Value;

fn reference(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference/kinship").join(path)
}

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<AlleleName> {
    names.into_iter().map(|name| AlleleName::new(name).unwrap()).collect()
}

fn numbers(array: &Value) -> Vec<f64> {
    array.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn printed(matrix: &Value) -> TransitionMatrix {
    let rows: Vec<Vec<f64>> = matrix.as_array().unwrap().iter().map(numbers).collect();
    TransitionMatrix::new(rows.len(), rows.concat()).unwrap()
}

/// Largest relative difference between two matrices.
fn difference(ours: &TransitionMatrix, theirs: &TransitionMatrix) -> f64 {
    assert_eq!(ours.size(), theirs.size());
    let pairs = ours.entries().iter().zip(theirs.entries());
    pairs.map(|(a, b)| if a == b { 0.0 } else { (a - b).abs() / b.abs() }).fold(0.0, f64::max)
}

/// The model as a case names it.
fn spec(model: &Value) -> MutationSpec {
    let number = |key: &str| model[key].as_f64();
    let built = match model["model"].as_str().unwrap() {
        "equal" => MutationModel::Equal,
        "proportional" => MutationModel::Proportional,
        "onestep" => MutationModel::OneStep,
        "stepwise" => MutationModel::Stepwise {
            range: number("range").unwrap_or(0.1),
            microvariant_rate: number("rate2").unwrap_or(0.0),
        },
        "dawid" => MutationModel::Dawid { range: number("range").unwrap() },
        "custom" | "random" => MutationModel::Custom(printed(&model["matrix"])),
        other => panic!("model {other}"),
    };
    MutationSpec::new(built, number("rate").unwrap_or(0.0))
}

fn cases() -> Vec<(String, Value)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(reference("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        (
            path.file_stem().unwrap().to_string_lossy().into(),
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap(),
        )
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_printed_matrix_is_built() {
    let mut compared = 0;
    for (case, json) in cases() {
        for marker in json["markers"].as_array().unwrap() {
            let alleles = names(marker["alleles"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()));
            let frequencies = numbers(&marker["frequencies"]);
            for sex in ["female", "male"] {
                let mutation = &marker["mutation"];
                let with_silent = &mutation[format!("{sex}_matrix_including_silent")];
                let (ours, theirs) = if !with_silent.is_null() {
                    (spec(mutation).build(&alleles, &frequencies).unwrap().extended_by_silent(), printed(with_silent))
                } else if !mutation[sex]["matrix"].is_null() {
                    let matrix = spec(&mutation[sex]).build(&alleles, &frequencies).unwrap();
                    (matrix, printed(&mutation[sex]["matrix"]))
                } else {
                    continue;
                };
                assert!(difference(&ours, &theirs) < 1e-12, "{case} {} {sex}", marker["name"]);
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "only {compared} matrices compared");
}

#[rstest]
#[case::pm("c09-mutation-stepwise-pm", Stabilisation::Pm)]
#[case::mh("c09-mutation-stepwise-mh", Stabilisation::Mh)]
#[case::ba("c09-mutation-stepwise-ba", Stabilisation::Ba)]
#[case::pr("c09-mutation-stepwise-pr", Stabilisation::Pr)]
#[case::equal_mh("c10-mutation-equal-mh", Stabilisation::Mh)]
#[case::real_strs_pr("c18-mutation-pr-reference-family", Stabilisation::Pr)]
fn stabilised_matrices_are_rebuilt_from_their_base(#[case] case: &str, #[case] transform: Stabilisation) {
    let (_, json) = cases().into_iter().find(|(name, _)| name == case).unwrap();
    for marker in json["markers"].as_array().unwrap() {
        let alleles = names(marker["alleles"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()));
        let frequencies = numbers(&marker["frequencies"]);
        for (sex, rate_c18) in [("female", 0.0008), ("male", 0.0025)] {
            // c18 is made with rate2 = 1e-6; its printed rates are those after PR
            let (model, rate) = match &case[..3] {
                "c09" => (MutationModel::Stepwise { range: 0.1, microvariant_rate: 0.0 }, 0.01),
                "c10" => (MutationModel::Equal, 0.01),
                _ => (MutationModel::Stepwise { range: 0.1, microvariant_rate: 1e-6 }, rate_c18),
            };
            let ours = MutationSpec::new(model, rate).stabilised(transform).build(&alleles, &frequencies).unwrap();
            let theirs = printed(&marker["mutation"][sex]["matrix"]);
            assert!(difference(&ours, &theirs) < 1e-12, "{} {sex}", marker["name"]);
            let rate = marker["mutation"][sex]["rate"].as_f64().unwrap();
            // the program takes 1 - sum p M[i,i], and some of these frequencies sum to 1 + 1e-10
            assert!((ours.overall_rate(&frequencies) - rate).abs() < 2e-10, "{} {sex}", marker["name"]);
        }
    }
}

/// Alleles and frequencies of the first 25 Norwegian STRs.
fn norwegian() -> Vec<(String, Vec<AlleleName>, Vec<f64>)> {
    let text = fs::read_to_string(reference("frequencies/norwegian_forrel.csv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let column = |at: usize| {
        let seen: Vec<_> = rows[1..].iter().filter(|row| !row[at].is_empty()).collect();
        let frequencies = seen.iter().map(|row| row[at].parse().unwrap()).collect();
        (rows[0][at].to_string(), names(seen.iter().map(|row| row[0])), frequencies)
    };
    (1..=25).map(column).collect()
}

/// Which of the 25 have no matrix. Counts: pedmut, as FORMULAS.md reports them.
fn refused(spec: &MutationSpec) -> Vec<(String, MutationError)> {
    let built = norwegian().into_iter().map(|(marker, alleles, p)| (marker, spec.build(&alleles, &p)));
    built.filter_map(|(marker, matrix)| matrix.err().map(|error| (marker, error))).collect()
}

fn stepwise() -> MutationSpec {
    MutationSpec::new(MutationModel::Stepwise { range: 0.1, microvariant_rate: 1e-6 }, 0.0025)
}

#[test]
fn metropolis_hastings_exists_for_all_25() {
    assert_eq!(refused(&stepwise().stabilised(Stabilisation::Mh)), []);
}

#[test]
fn pr_exists_for_23() {
    let refused = refused(&stepwise().stabilised(Stabilisation::Pr));
    let names: Vec<&str> = refused.iter().map(|(marker, _)| marker.as_str()).collect();
    assert_eq!(names, ["TH01", "PENTA_E"]);
}

#[test]
fn pm_exists_for_11() {
    let refused = refused(&stepwise().stabilised(Stabilisation::Pm));
    assert_eq!(refused.len(), 14);
    assert!(refused.iter().all(|(_, error)| matches!(error, MutationError::NoStabilisation { .. })));
}

#[test]
fn dawid_exists_for_6() {
    let refused = refused(&MutationSpec::new(MutationModel::Dawid { range: 0.1 }, 0.0025));
    assert_eq!(refused.len(), 19);
    assert!(refused.iter().any(|(_, error)| matches!(error, MutationError::NotWhole { .. })));
    assert!(refused.iter().any(|(_, error)| matches!(error, MutationError::RateTooHigh { .. })));
}

#[test]
fn what_exists_is_stationary_and_keeps_its_rate() {
    for transform in [Stabilisation::Pm, Stabilisation::Mh, Stabilisation::Ba, Stabilisation::Pr] {
        for (marker, alleles, p) in norwegian() {
            let base = stepwise().build(&alleles, &p).unwrap();
            let Ok(matrix) = stepwise().stabilised(transform).build(&alleles, &p) else { continue };
            let sum: f64 = p.iter().sum();
            for child in 0..p.len() {
                let after: f64 = (0..p.len()).map(|parent| p[parent] / sum * matrix.get(parent, child)).sum();
                assert!((after - p[child] / sum).abs() < 1e-13, "{marker} {transform}");
            }
            let rates = (matrix.overall_rate(&p), base.overall_rate(&p));
            assert!((rates.0 / rates.1 - 1.0).abs() < 1e-9, "{marker} {transform} {rates:?}");
        }
    }
}
