//! Small cases whose answer is worked out by hand, and the edges of what a case may be.

use facts::Sex;
use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    assignment::{
        DviCase, DviError, Family, Parameters, Prior, SUB_ASSIGNMENT_COUNT_MAX, Solution, Verdict, Victim, solve,
    },
};

use super::reference_case::load;

/// Ten alleles of frequency 0.1.
fn marker() -> Marker {
    let alleles = (1..=10).map(|name: u16| AlleleName::new(&name.to_string()).unwrap()).collect();
    Marker::new("L1", alleles, vec![0.1; 10]).unwrap()
}

fn call(a: u16, b: u16) -> Observation {
    Observation::certain(Call::Genotype(AlleleIndex(a - 1), AlleleIndex(b - 1)))
}

fn victim(id: &str, sex: Sex, seen: Observation) -> Victim {
    Victim { id: id.into(), sex, observations: vec![seen] }
}

/// A typed mother and her missing sons.
fn mother_of(name: &str, seen: Observation, sons: &[&str]) -> Family {
    let mother = format!("mother of {name}");
    let mut people = vec![PersonDraft { id: mother.clone(), sex: Sex::Female, ..PersonDraft::default() }];
    people.extend(sons.iter().map(|&id| PersonDraft {
        id: id.into(),
        sex: Sex::Male,
        mother: Some(mother.clone()),
        ..PersonDraft::default()
    }));
    let pedigree = Pedigree::new(people).unwrap();
    let mut observations = vec![vec![Observation::default()]; pedigree.persons().len()];
    observations[0][0] = seen;
    Family { name: name.into(), missing: (1..pedigree.persons().len()).collect(), pedigree, observations }
}

fn solved(victims: Vec<Victim>, families: Vec<Family>, parameters: Parameters) -> Solution {
    solve(&DviCase::new(vec![marker()], victims, families, &[]).unwrap(), &parameters).unwrap()
}

/// The son of 1/1 is 1/2 with probability 0.1, a stranger with 2 * 0.1 * 0.1: LR 5. With one assignment against, posterior 5/6.
#[test]
fn one_victim_and_one_missing_person() {
    let families = vec![mother_of("F", call(1, 1), &["M1"])];
    let found = solved(vec![victim("V1", Sex::Male, call(1, 2))], families, Parameters::default());
    assert!((found.pairwise[0][0].ratio().unwrap() - 5.0).abs() < 1e-12);
    assert!((found.marginals[0][0] - 5.0 / 6.0).abs() < 1e-12);
    assert!((found.nobody[0] - 1.0 / 6.0).abs() < 1e-12);
    // mother 0.01, victim 0.02: nobody; son given mother 0.1: one pair
    assert!((found.joint[0].ln_likelihood - (0.01f64 * 0.1).ln()).abs() < 1e-12);
    assert!((found.joint[1].ln_likelihood - (0.01f64 * 0.02).ln()).abs() < 1e-12);
    assert_eq!(found.conclusions[0].verdict, Verdict::Inconclusive);
    assert!((found.conclusions[0].ln_lr.unwrap() - 5f64.ln()).abs() < 1e-12);
}

/// Nobody's DNA says anything: every one of the 1 + 4 + 2 assignments is as likely. Flat over how many are identified, the one
/// assignment of none weighs 1/3, each of the four of one 1/12, each of the two of two 1/6.
#[test]
fn without_data_the_posterior_is_the_prior() {
    let blank =
        || vec![victim("V1", Sex::Male, Observation::default()), victim("V2", Sex::Male, Observation::default())];
    let families = || vec![mother_of("F", call(1, 1), &["M1"]), mother_of("G", call(2, 2), &["M2"])];
    let found = solved(blank(), families(), Parameters::default());
    assert_eq!(found.joint.len(), 7);
    assert!(found.joint.iter().all(|assignment| (assignment.posterior - 1.0 / 7.0).abs() < 1e-12));
    // ties stand in the order of their texts, victim by victim, and `*` comes before letters
    let texts: Vec<Vec<Option<usize>>> = found.joint.iter().map(|assignment| assignment.missing.clone()).collect();
    let (a, b) = (Some(0), Some(1));
    let expected = [[None, None], [None, a], [None, b], [a, None], [a, b], [b, None], [b, a]];
    assert_eq!(texts, expected.map(|text| text.to_vec()));

    let found = solved(blank(), families(), Parameters { prior: Prior::Identified, ..Parameters::default() });
    for assignment in &found.joint {
        let expected = [1.0 / 3.0, 1.0 / 12.0, 1.0 / 6.0][assignment.missing.iter().flatten().count()];
        assert!((assignment.posterior - expected).abs() < 1e-12, "{assignment:?}");
    }
    assert!((found.nobody[0] - (1.0 / 3.0 + 2.0 / 12.0)).abs() < 1e-12);
}

/// A victim of unknown sex may be anybody; a woman is no missing man, whatever her DNA.
#[test]
fn unknown_sex_is_consistent_with_both() {
    let families = || vec![mother_of("F", call(1, 1), &["M1"])];
    let found = solved(vec![victim("V1", Sex::Unknown, call(1, 2))], families(), Parameters::default());
    assert_eq!(found.joint.len(), 2);
    let found = solved(vec![victim("V1", Sex::Female, call(1, 2))], families(), Parameters::default());
    assert_eq!((found.joint.len(), found.pairwise[0][0].ratio(), found.exclusions[0][0]), (1, None, None));
    assert_eq!(found.conclusions[0].verdict, Verdict::Excluded);
}

/// Two victims of one genotype: each may be the son, LR 5, neither before the other.
#[test]
fn the_same_genotype_twice_is_disputed_where_it_passes_alone() {
    let victims = || vec![victim("V1", Sex::Male, call(1, 2)), victim("V2", Sex::Male, call(1, 2))];
    let families = || vec![mother_of("F", call(1, 1), &["M1"])];
    let low = Parameters { match_threshold: 6.0, probable_threshold: 4.0, ..Parameters::default() };
    let found = solved(victims(), families(), low);
    assert_eq!((found.conclusions[0].verdict, found.conclusions[0].victims.clone()), (Verdict::Disputed, vec![0, 1]));
    assert!((found.conclusions[0].ln_lr.unwrap() - 5f64.ln()).abs() < 1e-12);
    // one victim, two families of one kind: the same dispute seen from the other side
    let families = vec![mother_of("F", call(1, 1), &["M1"]), mother_of("G", call(1, 1), &["M2"])];
    let found = solved(vec![victim("V1", Sex::Male, call(1, 2))], families, low);
    assert!(found.conclusions.iter().all(|conclusion| conclusion.verdict == Verdict::Disputed));
}

/// Two sons of one mother may swap: the claim "V1 is one of them" has its own ratio, 5, where each alone has 1.
#[test]
fn brothers_share_one_ratio() {
    let families = vec![mother_of("F", call(1, 1), &["M1", "M2"])];
    let low = Parameters { match_threshold: 4.0, probable_threshold: 2.0, ..Parameters::default() };
    let found = solved(vec![victim("V1", Sex::Male, call(1, 2))], families, low);
    for conclusion in &found.conclusions {
        assert_eq!((conclusion.verdict, conclusion.victims.clone()), (Verdict::Symmetric, vec![0]));
        assert!((conclusion.ln_lr.unwrap() - 5f64.ln()).abs() < 1e-12);
    }
    assert_eq!(found.joint[0].ln_likelihood, found.joint[1].ln_likelihood);
}

/// A case may lack victims, missing people, or both.
#[test]
fn an_empty_side_leaves_one_assignment() {
    let families = vec![mother_of("F", call(1, 1), &["M1"])];
    let found = solved(Vec::new(), families, Parameters::default());
    assert_eq!((found.joint.len(), found.joint[0].posterior), (1, 1.0));
    assert_eq!(found.conclusions[0].verdict, Verdict::Excluded);
    let found = solved(vec![victim("V1", Sex::Male, call(1, 2))], Vec::new(), Parameters::default());
    assert_eq!((found.joint.len(), found.nobody[0]), (1, 1.0));
    assert_eq!(found.assignments_total.to_string(), "1");
}

/// `reference/dvi/README.md`: in example1 the joint finds the truth V1 = M3, V2 = M1, V3 = M2; one pair after another, best
/// first, takes V1 = M2 (LR 20) and never comes back (`results.json`, `sequential_update`).
#[test]
fn the_joint_finds_what_one_pair_after_another_loses() {
    let case = load("example1");
    let found = solve(&case, &Parameters::default()).unwrap();
    let names: Vec<&str> = found.joint[0].missing.iter().map(|missing| case.missing_id(missing.unwrap())).collect();
    assert_eq!(names, ["M3", "M1", "M2"]);
    let pairwise = &found.pairwise[0];
    assert!(pairwise[1].ratio().unwrap() > pairwise[2].ratio().unwrap());
}

/// Eight untyped victims for eight brothers: 1,441,729 placements, all possible.
#[test]
fn a_family_with_too_many_placements_is_refused_by_name() {
    let sons: Vec<String> = (1..=8).map(|at| format!("M{at}")).collect();
    let sons: Vec<&str> = sons.iter().map(String::as_str).collect();
    let victims = (1..=8).map(|at| victim(&format!("V{at}"), Sex::Male, Observation::default())).collect();
    let case = DviCase::new(vec![marker()], victims, vec![mother_of("F", call(1, 1), &sons)], &[]).unwrap();
    let expected = DviError::TooManySubAssignments { family: "F".into(), max: SUB_ASSIGNMENT_COUNT_MAX };
    assert_eq!(solve(&case, &Parameters::default()), Err(expected));
}
