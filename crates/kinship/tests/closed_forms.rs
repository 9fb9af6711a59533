//! Closed forms and the general engine, held together: every named relationship drawn as a pedigree, and any pedigree.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use facts::Sex;
use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft, PersonIndex,
    ibd::{Jacquard, jacquard},
    likelihood::ln_likelihood,
    relationship::{Relationship, pair_likelihood},
};
use proptest::prelude::*;
use rstest::rstest;

/// Draws a pedigree from lines of `person father mother`, parents first; letters in capitals are men.
fn drawn(lines: &[[&str; 3]]) -> Pedigree {
    let draft = |&[id, father, mother]: &[&str; 3]| {
        let parent = |name: &str| (!name.is_empty()).then(|| name.to_string());
        let sex = if id.chars().all(char::is_uppercase) { Sex::Male } else { Sex::Female };
        PersonDraft { id: id.into(), sex, father: parent(father), mother: parent(mother), ..PersonDraft::default() }
    };
    Pedigree::new(lines.iter().map(draft).collect()).unwrap()
}

const GRANDPARENTS: [[&str; 3]; 2] = [["F", "", ""], ["m", "", ""]];

/// A relationship as a pedigree of unrelated founders; the pair is `A` and `B`.
fn pedigree(relationship: Relationship) -> Pedigree {
    let below = |lines: &[[&'static str; 3]]| drawn(&[&GRANDPARENTS[..], lines].concat());
    match relationship {
        Relationship::Identical => {
            let person = |id: &str, parents: Option<[&str; 2]>, twin_of: Option<&str>| PersonDraft {
                id: id.into(),
                sex: if id == "m" { Sex::Female } else { Sex::Male },
                father: parents.map(|[father, _]| father.into()),
                mother: parents.map(|[_, mother]| mother.into()),
                twin_of: twin_of.map(Into::into),
                ..PersonDraft::default()
            };
            let parents = Some(["F", "m"]);
            let twins = vec![person("A", parents, None), person("B", parents, Some("A"))];
            Pedigree::new([vec![person("F", None, None), person("m", None, None)], twins].concat()).unwrap()
        }
        Relationship::ParentChild => drawn(&[["A", "", ""], ["m", "", ""], ["B", "A", "m"]]),
        Relationship::FullSiblings => below(&[["A", "F", "m"], ["B", "F", "m"]]),
        Relationship::HalfSiblings => below(&[["n", "", ""], ["A", "F", "m"], ["B", "F", "n"]]),
        Relationship::Grandparent => {
            drawn(&[["A", "", ""], ["m", "", ""], ["C", "A", "m"], ["n", "", ""], ["B", "C", "n"]])
        }
        Relationship::Avuncular => below(&[["A", "F", "m"], ["C", "F", "m"], ["n", "", ""], ["B", "C", "n"]]),
        Relationship::FirstCousins => {
            below(&[["C", "F", "m"], ["d", "F", "m"], ["n", "", ""], ["N", "", ""], ["A", "C", "n"], ["B", "N", "d"]])
        }
        Relationship::DoubleFirstCousins => below(&[
            ["G", "", ""],
            ["n", "", ""],
            ["C", "F", "m"],
            ["D", "F", "m"],
            ["c", "G", "n"],
            ["d", "G", "n"],
            ["A", "C", "c"],
            ["B", "D", "d"],
        ]),
        _ => drawn(&[["A", "", ""], ["B", "", ""]]),
    }
}

fn marker(frequencies: &[f64]) -> Marker {
    let names = (0..frequencies.len()).map(|at| AlleleName::new(&at.to_string()).unwrap()).collect();
    Marker::new("L", names, frequencies.to_vec()).unwrap()
}

/// Both ways agree at 1e-10 of the likelihood; 0 is 0 both ways.
fn check(
    pedigree: &Pedigree,
    pair: [PersonIndex; 2],
    nine: &Jacquard,
    calls: [Call; 2],
    frequencies: &[f64],
    theta: f64,
) -> Result<(), TestCaseError> {
    let marker = marker(frequencies);
    let mut observations = vec![Observation::default(); pedigree.persons().len()];
    pair.iter().zip(calls).for_each(|(&person, call)| observations[person] = Observation::certain(call));
    let by_engine = ln_likelihood(pedigree, &marker, &observations, theta).unwrap();
    let closed = pair_likelihood(nine, calls[0], calls[1], marker.frequencies(), theta).unwrap();
    let agree =
        if closed == 0.0 { by_engine == f64::NEG_INFINITY } else { (by_engine.exp() / closed - 1.0).abs() < 1e-10 };
    prop_assert!(agree, "{calls:?} theta {theta}: engine {}, closed {closed}", by_engine.exp());
    Ok(())
}

fn frequencies() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.01..1.0f64, 2..6).prop_map(|weights| {
        let sum: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / sum).collect()
    })
}

/// Calls over the first two to five alleles: full, partial, untyped.
fn call() -> impl Strategy<Value = Call> {
    let allele = || (0..2u16).prop_map(AlleleIndex);
    prop_oneof![
        6 => (allele(), allele()).prop_map(|(x, y)| Call::Genotype(x, y)),
        2 => allele().prop_map(Call::Partial),
        1 => Just(Call::Untyped),
    ]
}

#[rstest]
#[case::none(0.0)]
#[case::one_percent(0.01)]
#[case::three_percent(0.03)]
fn every_named_relationship_by_every_kind_of_pair(#[case] theta: f64) {
    let p = [0.05, 0.25, 0.3, 0.4];
    let call = |x, y| Call::Genotype(AlleleIndex(x), AlleleIndex(y));
    // the seven ways in which two genotypes can be alike
    let pairs = [
        [call(0, 0), call(0, 0)],
        [call(0, 0), call(0, 1)],
        [call(0, 0), call(1, 1)],
        [call(0, 0), call(1, 2)],
        [call(0, 1), call(1, 0)],
        [call(0, 1), call(0, 2)],
        [call(0, 1), call(2, 3)],
    ];
    for relationship in Relationship::NAMED {
        let pedigree = pedigree(relationship);
        let pair = ["A", "B"].map(|id| pedigree.find(id).unwrap());
        let nine = jacquard(&pedigree, pair[0], pair[1]).unwrap();
        assert_eq!(nine, relationship.jacquard(), "{relationship}");
        for calls in pairs {
            check(&pedigree, pair, &relationship.jacquard(), calls, &p, theta).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_named_relationship(
        p in frequencies(),
        calls in [call(), call()],
        theta in prop_oneof![Just(0.0), Just(0.01), Just(0.03), 0.0..0.5f64],
    ) {
        for relationship in Relationship::NAMED {
            let pedigree = pedigree(relationship);
            let pair = ["A", "B"].map(|id| pedigree.find(id).unwrap());
            check(&pedigree, pair, &relationship.jacquard(), calls, &p, theta)?;
        }
    }
}

/// Founders, then people with parents among those before; some are twins, some have one unnamed parent.
fn any_pedigree() -> impl Strategy<Value = Pedigree> {
    let founders = proptest::collection::vec(prop_oneof![3 => Just(0.0), 1 => 0.0..1.0f64], 2..4);
    let others = proptest::collection::vec((any::<u8>(), any::<u8>(), 0..8u8), 1..8);
    (founders, others).prop_map(|(founders, others)| {
        let sex = |at: usize| if at.is_multiple_of(2) { Sex::Male } else { Sex::Female };
        let mut drafts: Vec<PersonDraft> = Vec::new();
        for (at, f) in founders.iter().enumerate() {
            let id = at.to_string();
            drafts.push(PersonDraft { id, sex: sex(at), founder_inbreeding: *f, ..PersonDraft::default() });
        }
        for (father, mother, kind) in others {
            let (at, id) = (drafts.len(), drafts.len().to_string());
            let pick = |wanted: Sex, number: u8| {
                let fit: Vec<&PersonDraft> = drafts.iter().filter(|draft| draft.sex == wanted).collect();
                Some(fit[usize::from(number) % fit.len()].id.clone())
            };
            let (father, mother) = (pick(Sex::Male, father), pick(Sex::Female, mother));
            let draft = match (kind, drafts.last().filter(|last| last.father.is_some())) {
                (0, _) => PersonDraft { id, sex: sex(at), father, ..PersonDraft::default() },
                (1, Some(last)) => PersonDraft { id, twin_of: Some(last.id.clone()), ..last.clone() },
                _ => PersonDraft { id, sex: sex(at), father, mother, ..PersonDraft::default() },
            };
            drafts.push(draft);
        }
        Pedigree::new(drafts).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_two_people_of_any_pedigree(
        pedigree in any_pedigree(),
        pair in [any::<proptest::sample::Index>(), any::<proptest::sample::Index>()],
        p in frequencies(),
        calls in [call(), call()],
        theta in prop_oneof![Just(0.0), Just(0.0), Just(0.03)],
    ) {
        let count = pedigree.persons().len();
        let first = pair[0].index(count);
        let pair = [first, (first + 1 + pair[1].index(count - 1)) % count];
        // founder inbreeding and theta have no joint model
        let is_inbred = pedigree.persons().iter().any(|person| person.founder_inbreeding > 0.0);
        let theta = if is_inbred { 0.0 } else { theta };
        let nine = jacquard(&pedigree, pair[0], pair[1]).unwrap();
        check(&pedigree, pair, &nine, calls, &p, theta)?;
    }
}
