//! Identity coefficients against the reference table, by hand, and as laws.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{fs, path::PathBuf};

use facts::Sex;
use kinship::{
    Pedigree, PersonDraft,
    ibd::{IbdError, Jacquard, Kappa, KinshipTable, jacquard},
};
use proptest::prelude::*;
use serde_json::Value;

fn assert_close(ours: &[f64], theirs: &[f64], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (a, b) in ours.iter().zip(theirs) {
        assert!((a - b).abs() < 1e-10, "{what}: {ours:?}, expected {theirs:?}");
    }
}

fn numbers(array: &Value) -> Vec<f64> {
    array.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn pedigree(individuals: &Value) -> Pedigree {
    let draft = |person: &Value| PersonDraft {
        id: person["id"].as_str().unwrap().into(),
        sex: if person["sex"] == 1 { Sex::Male } else { Sex::Female },
        father: person["father"].as_str().map(Into::into),
        mother: person["mother"].as_str().map(Into::into),
        founder_inbreeding: person["founder_inbreeding"].as_f64().unwrap_or(0.0),
        twin_of: None,
    };
    Pedigree::new(individuals.as_array().unwrap().iter().map(draft).collect()).unwrap()
}

#[test]
fn all_pedigrees_of_the_reference_table() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference/kinship/tables/ibd_coefficients.json");
    let table: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let cases = table["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 33);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let pedigree = pedigree(&case["individuals"]);
        let [a, b] = [0, 1].map(|at| pedigree.find(case["pair"][at].as_str().unwrap()).unwrap());
        let kinship = KinshipTable::new(&pedigree);
        assert_close(&[kinship.get(a, b)], &[case["kinship"].as_f64().unwrap()], name);
        assert_close(&[a, b].map(|at| kinship.inbreeding(at)), &numbers(&case["inbreeding"]), name);
        let coefficients = jacquard(&pedigree, a, b).unwrap();
        assert_close(&coefficients.as_array(), &numbers(&case["jacquard"]), name);
        assert_close(&[coefficients.kinship()], &[kinship.get(a, b)], name);
        assert_close(&coefficients.inbreeding(), &numbers(&case["inbreeding"]), name);
        match coefficients.kappa() {
            Ok(kappa) => assert_close(&kappa.as_array(), &numbers(&case["kappa"]), name),
            Err(error) => assert!(case["kappa"].is_null() && matches!(error, IbdError::Inbred { .. }), "{name}"),
        }
    }
}

fn person(id: &str, sex: Sex, father: &str, mother: &str) -> PersonDraft {
    let parent = |name: &str| (!name.is_empty()).then(|| name.to_string());
    PersonDraft { id: id.into(), sex, father: parent(father), mother: parent(mother), ..PersonDraft::default() }
}

/// Two brothers who are identical twins, with a child each, and one unnamed mother.
fn twins(circle: bool) -> Pedigree {
    let mut twin = person("twin", Sex::Male, "F", "M");
    twin.twin_of = Some("first".into());
    let mut first = person("first", Sex::Male, "F", "M");
    first.twin_of = circle.then(|| "twin".into());
    let nephew = person("nephew", Sex::Male, "twin", "");
    let niece = person("niece", Sex::Female, "first", "");
    let parents = [person("F", Sex::Male, "", ""), person("M", Sex::Female, "", "")];
    Pedigree::new([vec![nephew, twin], parents.to_vec(), vec![first, niece]].concat()).unwrap()
}

#[test]
fn identical_twins_are_one_genome() {
    for circle in [false, true] {
        let pedigree = twins(circle);
        let of = |a: &str, b: &str| {
            let (a, b) = (pedigree.find(a).unwrap(), pedigree.find(b).unwrap());
            let kinship = KinshipTable::new(&pedigree).get(a, b);
            let kappa = jacquard(&pedigree, a, b).unwrap().kappa().unwrap();
            assert!((kappa.kinship() - kinship).abs() < 1e-15);
            kappa.as_array()
        };
        assert_eq!(of("twin", "first"), [0.0, 0.0, 1.0]);
        assert_eq!(of("nephew", "first"), [0.0, 1.0, 0.0]); // an uncle like a father
        assert_eq!(of("nephew", "niece"), [0.5, 0.5, 0.0]); // cousins like half siblings
        assert_eq!(of("nephew", "M"), [0.5, 0.5, 0.0]);
        assert_eq!(of("F", "M"), [1.0, 0.0, 0.0]);
        assert_eq!(of("twin", "twin"), [0.0, 0.0, 1.0]);
    }
}

#[test]
fn an_inbred_person_with_themselves() {
    let father = PersonDraft { founder_inbreeding: 0.3, ..person("F", Sex::Male, "", "") };
    let drafts = vec![father, person("M", Sex::Female, "", ""), person("C", Sex::Male, "F", "M")];
    let pedigree = Pedigree::new(drafts).unwrap();
    let own = jacquard(&pedigree, 0, 0).unwrap().as_array();
    assert_close(&own, &[0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.7, 0.0, 0.0], "self");
    // with the child: the inbred parent's allele is one of the child's
    let child = jacquard(&pedigree, 0, 2).unwrap().as_array();
    assert_close(&child, &[0.0, 0.0, 0.3, 0.0, 0.0, 0.0, 0.0, 0.7, 0.0], "child");
    assert_close(&[KinshipTable::new(&pedigree).inbreeding(0)], &[0.3], "inbreeding");
}

#[test]
fn what_is_no_pair_and_no_distribution_is_refused() {
    let pedigree = twins(false);
    assert_eq!(jacquard(&pedigree, 0, 9), Err(IbdError::UnknownPerson { found: 9, count: 6 }));
    assert!(matches!(Kappa::new(0.5, 0.6, 0.0), Err(IbdError::NotDistribution { .. })));
    assert!(matches!(Kappa::new(f64::NAN, 0.5, 0.5), Err(IbdError::NotDistribution { .. })));
    assert!(matches!(Kappa::new(-0.5, 1.0, 0.5), Err(IbdError::NotDistribution { .. })));
    let mut nine = [0.0; 9];
    assert!(Jacquard::new(nine).is_err());
    nine[4] = 1.0;
    assert_eq!(Jacquard::new(nine).unwrap().kappa(), Err(IbdError::Inbred { inbred: 1.0 }));
    assert_eq!(Jacquard::new(nine).unwrap().swapped().as_array()[2], 1.0);
    assert_eq!(Kappa::new(0.25, 0.5, 0.25).unwrap().get(1), 0.5);
}

/// Random pedigrees: each person after the founders has parents among the earlier people, some unnamed; some are twins.
fn random_pedigree() -> impl Strategy<Value = Pedigree> {
    let founders = proptest::collection::vec(prop_oneof![Just(0.0), 0.0..1.0f64], 2..5);
    let others = proptest::collection::vec((any::<u8>(), any::<u8>(), 0..8u8), 1..9);
    (founders, others).prop_map(|(founders, others)| {
        let sex = |at: usize| if at.is_multiple_of(2) { Sex::Male } else { Sex::Female };
        let mut drafts: Vec<PersonDraft> = Vec::new();
        for (at, f) in founders.iter().enumerate() {
            drafts.push(PersonDraft { founder_inbreeding: *f, ..person(&at.to_string(), sex(at), "", "") });
        }
        for (father, mother, kind) in others {
            let (at, id) = (drafts.len(), drafts.len().to_string());
            let pick = |sex: Sex, number: u8| {
                let fit: Vec<&PersonDraft> = drafts.iter().filter(|draft| draft.sex == sex).collect();
                fit[usize::from(number) % fit.len()].id.clone()
            };
            let (father, mother) = (pick(Sex::Male, father), pick(Sex::Female, mother));
            let draft = match (kind, drafts.last().filter(|last| last.father.is_some() && last.mother.is_some())) {
                (0, _) => person(&id, sex(at), &father, ""),
                (1, Some(last)) => PersonDraft { id, twin_of: Some(last.id.clone()), ..last.clone() },
                _ => person(&id, sex(at), &father, &mother),
            };
            drafts.push(draft);
        }
        Pedigree::new(drafts).unwrap()
    })
}

proptest! {
    #[test]
    fn both_ways_to_the_kinship_coefficient_agree(pedigree in random_pedigree()) {
        let kinship = KinshipTable::new(&pedigree);
        for a in 0..pedigree.persons().len() {
            for b in 0..=a {
                let coefficients = jacquard(&pedigree, a, b).unwrap();
                prop_assert!((coefficients.as_array().iter().sum::<f64>() - 1.0).abs() < 1e-12);
                prop_assert!((coefficients.kinship() - kinship.get(a, b)).abs() < 1e-12);
                prop_assert!((coefficients.inbreeding()[0] - kinship.inbreeding(a)).abs() < 1e-12);
                prop_assert!((coefficients.inbreeding()[1] - kinship.inbreeding(b)).abs() < 1e-12);
                let swapped = jacquard(&pedigree, b, a).unwrap().swapped().as_array();
                for (one, other) in coefficients.as_array().iter().zip(swapped) {
                    prop_assert!((one - other).abs() < 1e-12);
                }
            }
        }
    }
}
