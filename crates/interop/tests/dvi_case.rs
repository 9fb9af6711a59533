//! DVI cases: the twelve published sets are read whole, and every fault of a file has its place.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{fs, path::Path};

use interop::dvi_case;
use kinship::Call;
use rstest::rstest;

fn text(set: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/dvi");
    fs::read_to_string(folder.join(set).join("data.json")).unwrap()
}

/// Counts from the table of `reference/dvi/README.md`.
#[rstest]
#[case("example1", 3, 1, 3, 1)]
#[case("example2", 3, 2, 3, 1)]
#[case("fire", 3, 1, 3, 23)]
#[case("planecrash", 8, 5, 5, 15)]
#[case("KETPchap481", 2, 1, 2, 21)]
#[case("KETPchap484", 4, 3, 4, 21)]
#[case("KETPexer497", 3, 3, 3, 23)]
#[case("KETPexer498", 3, 1, 3, 16)]
#[case("grave", 8, 1, 8, 23)]
#[case("icmp", 5, 1, 12, 13)]
#[case("symmetricSibs", 5, 3, 5, 13)]
#[case("exclusionExample", 16, 15, 15, 15)]
fn the_published_sets_are_read(
    #[case] set: &str,
    #[case] victims: usize,
    #[case] families: usize,
    #[case] missing: usize,
    #[case] markers: usize,
) {
    let file = dvi_case::read("data.json", &text(set)).unwrap();
    let case = &file.case;
    assert_eq!(file.id, set);
    let counts = (case.victims().len(), case.families().len(), case.missing().len(), case.markers().len());
    assert_eq!(counts, (victims, families, missing, markers));
    assert_eq!(file.warnings, [], "sums are 1 within 5e-11");
    let calls = case.families().iter().flat_map(|family| family.observations.iter().flatten());
    let typed = calls.filter(|observation| observation.call != Call::Untyped).count();
    let written: serde_json::Value = serde_json::from_str(&text(set)).unwrap();
    let families = written["families"].as_array().unwrap().iter();
    let wanted: usize = families
        .flat_map(|family| family["genotypes"].as_object().unwrap().values())
        .map(|profile| profile.as_object().unwrap().len())
        .sum();
    assert_eq!(typed, wanted);
}

#[rstest]
#[case::unknown_marker(
    r#""genotypes": {"L1": ["1", "2"]}"#,
    r#""genotypes": {"L2": ["1", "2"]}"#,
    "victims[1].genotypes.L2",
    "marker `L2`"
)]
#[case::unknown_allele(
    r#"{"L1": ["2", "2"]}"#,
    r#"{"L1": ["2", "12"]}"#,
    "families[0].genotypes.R1.L1[1]",
    "allele `12`"
)]
#[case::victim_twice(r#""id": "V2""#, r#""id": "V1""#, "victims[1].id", "victim `V1` stands twice")]
#[case::sex(r#""id": "V2", "sex": 1"#, r#""id": "V2", "sex": 3"#, "victims[1].sex", "out of range")]
#[case::missing_is_typed(
    r#""genotypes": {"R1""#,
    r#""genotypes": {"M1": {"L1": ["2", "2"]}, "R1""#,
    "families[0].genotypes.M1",
    "is missing"
)]
#[case::not_in_typed(r#""typed": ["R1"]"#, r#""typed": []"#, "families[0].genotypes.R1", "list `typed`")]
#[case::stranger_missing(
    r#""missing": ["M1", "M2"]"#,
    r#""missing": ["M1", "M2", "M9"]"#,
    "families[0].missing[2]",
    "not among the individuals"
)]
#[case::missing_twice(
    r#""missing": ["M1", "M2"]"#,
    r#""missing": ["M1", "M2", "M2"]"#,
    "families[0].missing[2]",
    "stands twice"
)]
#[case::order_forgets(r#""missing": ["M1", "M2", "M3"]"#, r#""missing": ["M1", "M2"]"#, "missing", "`M3`")]
#[case::order_invents(
    r#""missing": ["M1", "M2", "M3"]"#,
    r#""missing": ["M1", "M2", "M3", "M4"]"#,
    "missing[3]",
    "`M4`"
)]
#[case::reserved(r#""id": "V2""#, r#""id": "*""#, "victims", "nobody")]
#[case::nobody_died(r#""id": "V2""#, r#""ident": "V2""#, "victims[1].ident", "not known here")]
fn a_fault_has_its_place(#[case] good: &str, #[case] bad: &str, #[case] field: &str, #[case] says: &str) {
    let text = text("example2");
    assert!(text.contains(good), "the row changes nothing");
    let faults = dvi_case::read("data.json", &text.replacen(good, bad, 1)).unwrap_err();
    assert_eq!(faults.code, "bad-case");
    let fault = faults.faults.iter().find(|fault| fault.place.field.as_deref() == Some(field));
    let fault = fault.unwrap_or_else(|| panic!("no fault at {field}: {faults}"));
    assert!(fault.place.line.is_some() && fault.place.column.is_some() && fault.place.expected.is_some());
    assert!(fault.message.contains(says), "{faults}");
}

#[test]
fn empty_lists_are_told() {
    let faults = dvi_case::read(
        "data.json",
        r#"{"schema": "landfall-dvi-case/1", "id": "x", "markers": [], "victims": [], "families": []}"#,
    )
    .unwrap_err();
    let fields: Vec<_> = faults.faults.iter().map(|fault| fault.place.field.as_deref().unwrap()).collect();
    assert_eq!(fields, ["markers", "victims", "families"]);
}
