use rstest::rstest;

use super::{
    hypotheses::{HYPOTHESIS_COUNT_MAX, PERSON_COUNT_MAX},
    markers::MATRIX_CELL_COUNT_MAX,
    read,
};

/// A case with so many hypotheses, people in each, and alleles with mutation.
fn case(hypotheses: usize, people: usize, alleles: usize) -> String {
    let list = |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",");
    let people = list(people, &|at| format!(r#"{{"id": "p{at}", "sex": 1}}"#));
    let hypotheses = list(hypotheses, &|at| format!(r#"{{"name": "h{at}", "individuals": [{people}]}}"#));
    let names = list(alleles, &|at| format!(r#""{at}""#));
    let frequencies = list(alleles, &|_| (1.0 / alleles as f64).to_string());
    format!(
        r#"{{"schema": "landfall-kinship-case/1", "id": "x", "hypotheses": [{hypotheses}], "markers": [{{"name": "M",
        "alleles": [{names}], "frequencies": [{frequencies}], "mutation": {{"model": "equal", "rate": 0.001}},
        "genotypes": {{"p0": ["0", "1"]}}}}]}}"#
    )
}

#[test]
fn a_case_at_the_limits_is_read() {
    let read = read("case.json", &case(HYPOTHESIS_COUNT_MAX, 2, 4)).unwrap();
    assert_eq!(read.hypotheses.len(), HYPOTHESIS_COUNT_MAX);
    let read = super::read("case.json", &case(1, PERSON_COUNT_MAX, 4)).unwrap();
    assert_eq!(read.hypotheses[0].pedigree.persons().len(), PERSON_COUNT_MAX);
    assert_eq!(read.markers[0].marker.mutation().map(|mutation| mutation.female.size()), Some(4));
}

/// A matrix of 4001 alleles has 16 million cells, and there are two of them.
#[rstest]
#[case::hypotheses(case(HYPOTHESIS_COUNT_MAX + 1, 1, 2), "hypotheses", "at most 100")]
#[case::people(case(1, PERSON_COUNT_MAX + 1, 2), "hypotheses[0].individuals", "at most 1000")]
#[case::matrices(case(1, 1, 4001), "markers[0].mutation", &format!("more than {MATRIX_CELL_COUNT_MAX} cells"))]
fn what_is_beyond_a_limit_names_it(#[case] text: String, #[case] field: &str, #[case] says: &str) {
    let faults = read("case.json", &text).unwrap_err();
    assert_eq!(faults.faults.len(), 1, "{faults}");
    assert_eq!(faults.faults[0].place.field.as_deref(), Some(field));
    assert!(faults.faults[0].message.contains(says), "{faults}");
}
