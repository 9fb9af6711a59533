//! The published package's tables: `reference/dvi/*/*.csv`, made by dvir 3.4.2.

use std::collections::HashMap;

use kinship::assignment::{Assignment, DviCase, MutationUse, Parameters, Solution, solve};
use rstest::rstest;

use super::{
    reference_case::{SETS, load},
    reference_table::table,
};

fn close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs(), "{what}: {found:e}, expected {expected:e}");
}

fn solved(set: &str, mutation: MutationUse) -> (DviCase, Solution) {
    let case = load(set);
    let solution = solve(&case, &Parameters { mutation, top: 100_000, ..Parameters::default() }).unwrap();
    (case, solution)
}

fn number(cell: &str) -> f64 {
    if cell == "-Inf" { f64::NEG_INFINITY } else { cell.parse().unwrap() }
}

#[test]
fn pairwise_ratios_are_dvirs() {
    for set in SETS {
        let (case, solution) = solved_short(set, MutationUse::Given);
        let rows = table(set, "pairwise_lr.csv").unwrap();
        assert_eq!(rows.len(), case.victims().len());
        for (victim, row) in rows.iter().enumerate() {
            for missing in 0..case.missing().len() {
                let what = format!("{set} {} {}", case.victims()[victim].id, case.missing_id(missing));
                match row[case.missing_id(missing)].as_str() {
                    "NA" => assert_eq!(solution.pairwise[victim][missing].ratio(), None, "{what}"),
                    cell => close(solution.pairwise[victim][missing].ratio().unwrap(), number(cell), &what),
                }
            }
        }
    }
}

#[test]
fn impossible_markers_are_dvirs() {
    for set in SETS {
        // how mutation is set changes nothing; one set with and without suffices
        let settings = [MutationUse::Given, MutationUse::Off];
        for mutation in settings.into_iter().take(if set == "exclusionExample" { 2 } else { 1 }) {
            let (case, solution) = solved_short(set, mutation);
            for (victim, row) in table(set, "exclusion_matrix.csv").unwrap().iter().enumerate() {
                for missing in 0..case.missing().len() {
                    let cell = &row[case.missing_id(missing)];
                    let expected = if cell == "NA" { None } else { Some(cell.parse().unwrap()) };
                    assert_eq!(solution.exclusions[victim][missing], expected, "{set} V{victim} {missing}");
                }
            }
        }
    }
}

fn solved_short(set: &str, mutation: MutationUse) -> (DviCase, Solution) {
    let case = load(set);
    let solution = solve(&case, &Parameters { mutation, top: 1, ..Parameters::default() }).unwrap();
    (case, solution)
}

/// Rows of a joint table by the text of their assignment.
fn rows(case: &DviCase, set: &str, name: &str) -> Option<Vec<(String, HashMap<String, String>)>> {
    let text = |row: &HashMap<String, String>| {
        case.victims().iter().map(|victim| row[&victim.id].as_str()).collect::<Vec<_>>().join(",")
    };
    Some(table(set, name)?.into_iter().map(|row| (text(&row), row)).collect())
}

fn text(case: &DviCase, assignment: &Assignment) -> String {
    let names = assignment.missing.iter().map(|missing| missing.map_or("*", |missing| case.missing_id(missing)));
    names.collect::<Vec<_>>().join(",")
}

fn by_text<'a>(case: &DviCase, solution: &'a Solution) -> HashMap<String, &'a Assignment> {
    solution.joint.iter().map(|assignment| (text(case, assignment), assignment)).collect()
}

#[rstest]
#[case::example1("example1", "34", 34)]
#[case::example2("example2", "14", 14)]
#[case::fire("fire", "34", 34)]
#[case::book_481("KETPchap481", "7", 7)]
#[case::book_484("KETPchap484", "49", 49)]
#[case::book_497("KETPexer497", "34", 34)]
#[case::book_498("KETPexer498", "14", 14)]
#[case::symmetric_siblings("symmetricSibs", "1546", 200)]
fn joint_likelihoods_are_dvirs(#[case] set: &str, #[case] total: &str, #[case] listed: usize) {
    let (case, solution) = solved(set, MutationUse::Given);
    assert_eq!(solution.assignments_total.to_string(), total);
    let ours = by_text(&case, &solution);
    let expected = rows(&case, set, "joint_top.csv").unwrap();
    assert_eq!(expected.len(), listed);
    let mut possible = 0;
    for (text, row) in &expected {
        let ln = number(&row["loglik"]);
        match ours.get(text) {
            Some(found) => close(found.ln_likelihood, ln, &format!("{set} {text}")),
            None => assert_eq!(ln, f64::NEG_INFINITY, "{set} {text}"),
        }
        possible += usize::from(ln > f64::NEG_INFINITY);
    }
    if expected.len().to_string() == total {
        assert_eq!(solution.joint.len(), possible, "{set}");
        assert_eq!(solution.assignments_possible.unwrap().to_string(), possible.to_string());
    }
    // the order is by likelihood
    assert!(solution.joint.windows(2).all(|pair| pair[0].ln_likelihood >= pair[1].ln_likelihood - 1e-9));
}

#[rstest]
#[case::example1("example1")]
#[case::example2("example2")]
#[case::fire("fire")]
#[case::book_481("KETPchap481")]
#[case::book_484("KETPchap484")]
#[case::book_497("KETPexer497")]
#[case::book_498("KETPexer498")]
#[case::symmetric_siblings("symmetricSibs")]
fn posteriors_without_mutation_are_dvirs(#[case] set: &str) {
    let (case, solution) = solved(set, MutationUse::OffWhereConsistent);
    let ours = by_text(&case, &solution);
    let nobody = ours[&vec!["*"; case.victims().len()].join(",")].ln_likelihood;
    for (text, row) in rows(&case, set, "jointDVI_top.csv").unwrap() {
        let what = format!("{set} {text}");
        match ours.get(&text) {
            Some(found) => {
                close(found.ln_likelihood, number(&row["loglik"]), &what);
                close((found.ln_likelihood - nobody).exp(), number(&row["LR"]), &what);
                close(found.posterior, number(&row["posterior"]), &what);
            }
            None => assert_eq!(number(&row["loglik"]), f64::NEG_INFINITY, "{what}"),
        }
    }
    for (victim, row) in table(set, "marginal_posterior.csv").unwrap().iter().enumerate() {
        for missing in 0..case.missing().len() {
            let what = format!("{set} {} {}", case.victims()[victim].id, case.missing_id(missing));
            close(solution.marginals[victim][missing], number(&row[case.missing_id(missing)]), &what);
        }
        close(solution.nobody[victim], number(&row["*"]), &format!("{set} victim {victim} nobody"));
    }
}

/// The package looks at these sets only after it has taken the undisputed pairs as true, so its rows lack a constant, and its
/// posteriors and marginals are conditional on those pairs (`results.json`, `undisputed_1e4`).
#[rstest]
#[case::planecrash("planecrash", "19081", &[("V6", "M2"), ("V2", "M3"), ("V4", "M5")])]
#[case::icmp("icmp", "9847", &[("V4", "M8")])]
#[case::grave("grave", "52564", &[("V1", "MP1"), ("V2", "MP2"), ("V3", "MP3"), ("V6", "MP6"), ("V7", "MP7")])]
fn posteriors_given_undisputed_pairs_are_dvirs(#[case] set: &str, #[case] total: &str, #[case] taken: &[(&str, &str)]) {
    let (case, solution) = solved(set, MutationUse::OffWhereConsistent);
    assert_eq!(solution.assignments_total.to_string(), total);
    let position = |id: &str| case.victims().iter().position(|victim| victim.id == id).unwrap();
    let taken: Vec<(usize, &str)> = taken.iter().map(|&(victim, missing)| (position(victim), missing)).collect();
    let holds = |assignment: &&Assignment| {
        taken.iter().all(|&(victim, id)| assignment.missing[victim].is_some_and(|m| case.missing_id(m) == id))
    };
    let ours = by_text(&case, &solution);
    let given: f64 = solution.joint.iter().filter(holds).map(|assignment| assignment.posterior).sum();
    let expected = rows(&case, set, "jointDVI_top.csv").unwrap();
    let first = ours[&expected[0].0].ln_likelihood - number(&expected[0].1["loglik"]);
    for (text, row) in &expected {
        let what = format!("{set} {text}");
        match ours.get(text) {
            Some(found) => {
                assert!((found.ln_likelihood - first - number(&row["loglik"])).abs() < 1e-6, "{what}");
                close(found.posterior / given, number(&row["posterior"]), &what);
            }
            None => assert_eq!(number(&row["loglik"]), f64::NEG_INFINITY, "{what}"),
        }
    }
    for (victim, row) in table(set, "marginal_posterior.csv").unwrap().iter().enumerate() {
        for (id, cell) in row.iter().filter(|(id, _)| *id != "victim") {
            let is_that = |assignment: &&Assignment| {
                assignment.missing[victim].map_or("*", |missing| case.missing_id(missing)) == id
            };
            let sum: f64 = solution.joint.iter().filter(holds).filter(is_that).map(|found| found.posterior).sum();
            close(sum / given, number(cell), &format!("{set} victim {victim} {id}"));
        }
    }
}

#[test]
fn forty_trillion_assignments_are_counted_and_summed() {
    let (case, solution) = solved_short("exclusionExample", MutationUse::Given);
    assert_eq!(solution.assignments_total.to_string(), "40476722545169"); // reference/dvi/exclusionExample/results.json
    assert!(solution.contradicted.is_empty());
    for victim in 0..case.victims().len() {
        let sum: f64 = solution.marginals[victim].iter().sum::<f64>() + solution.nobody[victim];
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    }
    // the two pairs of results.json and nobody else
    assert_eq!(text(&case, &solution.joint[0]), "*,*,*,*,M13,*,*,*,*,*,*,*,*,*,M6,*");
}

#[test]
fn families_that_contradict_themselves_are_named_and_left_out() {
    // reference/dvi/README.md: F5 and F6 contradict themselves without mutation
    let (case, solution) = solved_short("exclusionExample", MutationUse::Off);
    let names: Vec<&str> = solution.contradicted.iter().map(|&family| case.families()[family].name.as_str()).collect();
    assert_eq!(names, ["F5", "F6"]);
    assert_eq!(text(&case, &solution.joint[0]), "*,*,*,*,M13,*,*,*,*,*,*,*,*,*,*,*");
    assert_eq!(solution.assignments_total.to_string(), "40476722545169");
    let m6 = (0..15).find(|&missing| case.missing_id(missing) == "M6").unwrap();
    assert!(solution.conclusions[m6].is_undefined);
    assert!(solution.marginals.iter().all(|row| row[m6] == 0.0));
    // where consistent, those two keep their mutation and M6 is found
    let (case, solution) = solved_short("exclusionExample", MutationUse::OffWhereConsistent);
    assert!(solution.contradicted.is_empty());
    assert_eq!(text(&case, &solution.joint[0]), "*,*,*,*,M13,*,*,*,*,*,*,*,*,*,M6,*");
}
