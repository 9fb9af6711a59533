//! Conclusions against the package's pipeline, `reference/dvi/*/dvisolve_AM.csv` (`dviSolve(dvi, threshold = 1e4)`).

use kinship::assignment::{Parameters, Verdict, solve};
use rstest::rstest;

use super::{
    reference_case::{SETS, load},
    reference_table::table,
};

/// Rows where the sequential pipeline says something else than the exact joint, and why the joint is right.
///
/// `icmp` M3, M5, M7: the package says "Inconclusive" for everybody left in a family with several missing. Its own numbers say
/// more: no victim fits any of the three better than a stranger would (best LR 0.34 and 0.17 given V4 = M8), and the best
/// assignment that places somebody there is 15,000 to 10^12 times less likely than the best that does not. That is a "no
/// match", the word it uses itself where a family misses one person and the best LR is below 1.
const DIFFERENT: [(&str, &str, Verdict); 3] =
    [("icmp", "M3", Verdict::NoMatch), ("icmp", "M5", Verdict::NoMatch), ("icmp", "M7", Verdict::NoMatch)];

fn verdict(word: &str) -> Verdict {
    match word {
        "Undisputed" => Verdict::Undisputed,
        "Match (GLR)" => Verdict::MatchJoint,
        "Symmetric match" => Verdict::Symmetric,
        "Disputed" => Verdict::Disputed,
        "Probable" => Verdict::Probable,
        "Inconclusive" => Verdict::Inconclusive,
        "No match" => Verdict::NoMatch,
        "Excluded" => Verdict::Excluded,
        other => panic!("{other}"),
    }
}

#[test]
fn conclusions_are_dvirs() {
    let mut different = Vec::new();
    for set in SETS {
        let case = load(set);
        let solution = solve(&case, &Parameters::default()).unwrap();
        let rows = table(set, "dvisolve_AM.csv").unwrap();
        assert_eq!(rows.len(), case.missing().len());
        for (missing, found) in solution.conclusions.iter().enumerate() {
            let id = case.missing_id(missing);
            let row = rows.iter().find(|row| row["Missing"] == id).unwrap();
            let what = format!("{set} {id} {found:?}");
            if found.verdict == verdict(&row["Conclusion"]) {
                check_victims(&case, found, row, &what);
            } else {
                different.push((set, id.to_string(), found.verdict));
            }
            // the pairwise ratio for these two words, the generalised one where the package computes it, else its only ratio
            let column = match found.verdict {
                Verdict::Undisputed | Verdict::Disputed => "LR",
                _ if row["GLR"] == "NA" => "LR",
                _ => "GLR",
            };
            match row[column].as_str() {
                "NA" => assert_eq!(found.ln_lr, None, "{what}"),
                cell => {
                    let (ratio, expected) = (found.ln_lr.unwrap().exp(), cell.parse::<f64>().unwrap());
                    assert!((ratio - expected).abs() <= 1e-6 * expected, "{what}: {ratio:e}, expected {expected:e}");
                }
            }
        }
    }
    assert_eq!(different, DIFFERENT.map(|(set, id, verdict)| (set, id.to_string(), verdict)));
}

fn check_victims(
    case: &kinship::assignment::DviCase,
    found: &kinship::assignment::Conclusion,
    row: &std::collections::HashMap<String, String>,
    what: &str,
) {
    let victims: Vec<&str> = found.victims.iter().map(|&victim| case.victims()[victim].id.as_str()).collect();
    match found.verdict {
        // all who claim the person, where the package names the first
        Verdict::Disputed => assert_eq!(victims[0], row["Sample"], "{what}"),
        // the best, where the package may name nobody
        Verdict::Inconclusive if row["Sample"] == "NA" => assert_eq!(victims.len(), 1, "{what}"),
        Verdict::Excluded | Verdict::NoMatch => assert!(victims.is_empty(), "{what}"),
        _ => assert_eq!(victims.join("/"), row["Sample"], "{what}"),
    }
}

#[rstest]
// two claims of 4e4 and 3e4 for one person: whichever threshold stands between them decides nothing
#[case::two_claim_one("symmetricSibs", "M5", Parameters::default(), Verdict::Disputed)]
// at a match threshold of 500 the best pair of the air crash becomes a match, LR 925 (dvir's help page does the same)
#[case::lower_threshold("planecrash", "M1", Parameters { match_threshold: 500.0, probable_threshold: 500.0, ..Parameters::default() }, Verdict::Undisputed)]
#[case::probable("planecrash", "M1", Parameters { probable_threshold: 500.0, ..Parameters::default() }, Verdict::Probable)]
// V15 has one impossible marker with M6 (exclusion_matrix.csv): a mutation, unless none is allowed
#[case::one_marker_allowed("exclusionExample", "M6", Parameters { exclude_markers: 1, ..Parameters::default() }, Verdict::Undisputed)]
#[case::no_marker_allowed("exclusionExample", "M6", Parameters { exclude_markers: 0, ..Parameters::default() }, Verdict::Excluded)]
fn thresholds_decide(#[case] set: &str, #[case] id: &str, #[case] parameters: Parameters, #[case] expected: Verdict) {
    let case = load(set);
    let solution = solve(&case, &parameters).unwrap();
    let missing = (0..case.missing().len()).find(|&missing| case.missing_id(missing) == id).unwrap();
    assert_eq!(solution.conclusions[missing].verdict, expected);
}
