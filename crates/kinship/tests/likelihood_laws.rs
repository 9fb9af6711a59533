//! Laws of likelihoods that hold for every pedigree: what is expected, what changes nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use facts::Sex;
use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    likelihood::{Engine, ln_likelihood},
    mutation::{Mutation, MutationBySex, MutationModel, MutationSpec, Stabilisation, TransitionMatrix},
};
use proptest::prelude::*;
use rstest::rstest;

fn person(id: &str, father: &str, mother: &str) -> PersonDraft {
    let parent = |name: &str| (!name.is_empty()).then(|| name.to_string());
    let sex =
        if id.chars().all(|letter| letter.is_uppercase() || letter.is_numeric()) { Sex::Male } else { Sex::Female };
    PersonDraft { id: id.into(), sex, father: parent(father), mother: parent(mother), ..PersonDraft::default() }
}

fn drawn(lines: &[[&str; 3]]) -> Pedigree {
    Pedigree::new(lines.iter().map(|[id, father, mother]| person(id, father, mother)).collect()).unwrap()
}

fn names(count: usize) -> Vec<AlleleName> {
    (0..count).map(|at| AlleleName::new(&(at + 10).to_string()).unwrap()).collect()
}

fn marker(p: &[f64], mutation: &MutationBySex) -> Marker {
    let marker = Marker::new("L", names(p.len()), p.to_vec()).unwrap();
    match mutation.build(&names(p.len()), p, false).unwrap() {
        Some(mutation) => marker.with_mutation(mutation).unwrap(),
        None => marker,
    }
}

fn none() -> MutationBySex {
    MutationBySex::default()
}

fn sexes_differ() -> MutationBySex {
    let stepwise = MutationModel::Stepwise { range: 0.2, microvariant_rate: 0.0 };
    MutationBySex { female: MutationSpec::new(MutationModel::Equal, 0.05), male: MutationSpec::new(stepwise, 0.1) }
}

fn stationary() -> [MutationBySex; 4] {
    let stepwise = || MutationSpec::new(MutationModel::Stepwise { range: 0.2, microvariant_rate: 0.0 }, 0.02);
    [
        none(),
        MutationBySex::both(MutationSpec::new(MutationModel::Proportional, 0.05)),
        MutationBySex::both(stepwise().stabilised(Stabilisation::Mh)),
        MutationBySex {
            female: stepwise().stabilised(Stabilisation::Ba),
            male: MutationSpec::new(MutationModel::Proportional, 0.01),
        },
    ]
}

fn genotypes(alleles: usize) -> Vec<Call> {
    let alleles = alleles as u16;
    (0..alleles).flat_map(|x| (x..alleles).map(move |y| Call::Genotype(AlleleIndex(x), AlleleIndex(y)))).collect()
}

/// Every observation of `people` people, with the probability of seeing nothing where nothing is seen.
///
/// An observation of nothing is no data to the engine: its factor, d² a person, is put here.
fn all_observations(people: usize, alleles: usize, dropout: f64) -> Vec<(f64, Vec<Observation>)> {
    let mut all = vec![(1.0, Vec::new())];
    for _ in 0..people {
        let mut longer = Vec::new();
        for (factor, observations) in all {
            for call in genotypes(alleles) {
                longer.push((factor, [observations.clone(), vec![Observation { call, dropout }]].concat()));
            }
            if dropout > 0.0 {
                let nothing = vec![Observation { call: Call::Untyped, dropout }];
                longer.push((factor * dropout * dropout, [observations, nothing].concat()));
            }
        }
        all = longer;
    }
    all
}

/// Sum over all observations of P(observation | H2) LR(observation): 1 where everything that can be seen has a chance
/// under H2. The people seen stand first in both pedigrees.
fn expected_ratio(h1: &Pedigree, h2: &Pedigree, seen: usize, marker: &Marker, theta: f64, dropout: f64) -> f64 {
    let (mut engine1, mut engine2) = (Engine::new(h1), Engine::new(h2));
    let ln = |engine: &mut Engine, pedigree: &Pedigree, observations: &[Observation]| {
        let mut all = observations.to_vec();
        all.resize(pedigree.persons().len(), Observation::default());
        engine.ln_likelihood(marker, &all, theta).unwrap()
    };
    let mut expected = 0.0;
    for (factor, observations) in all_observations(seen, marker.frequencies().len(), dropout) {
        let (l1, l2) = (ln(&mut engine1, h1, &observations), ln(&mut engine2, h2, &observations));
        assert!(l2 > f64::NEG_INFINITY);
        expected += factor * l2.exp() * (l1 - l2).exp();
    }
    expected
}

#[rstest]
fn the_expected_ratio_under_h2_is_one(
    #[values(0.0, 0.03, 0.2)] theta: f64,
    #[values(0.0, 0.1)] dropout: f64,
    #[values(none(), sexes_differ())] mutation: MutationBySex,
) {
    let unrelated = drawn(&[["A", "", ""], ["B", "", ""]]);
    let marker = marker(&[0.1, 0.3, 0.6], &mutation);
    for related in [
        drawn(&[["A", "", ""], ["B", "A", ""]]),
        drawn(&[["A", "F", "m"], ["B", "F", "m"], ["F", "", ""], ["m", "", ""]]),
        drawn(&[["A", "", ""], ["B", "C", "n"], ["C", "A", "m"], ["m", "", ""], ["n", "", ""]]),
        // father and daughter have B
        drawn(&[["A", "", ""], ["B", "A", "d"], ["d", "A", "m"], ["m", "", ""]]),
    ] {
        let expected = expected_ratio(&related, &unrelated, 2, &marker, theta, dropout);
        assert!((expected - 1.0).abs() < 1e-12, "{expected}");
    }
}

#[rstest]
fn the_expected_ratio_of_a_trio_is_one(#[values(0.0, 0.03)] theta: f64, #[values(0.0, 0.2)] dropout: f64) {
    let trio = drawn(&[["A", "", ""], ["B", "A", "m"], ["m", "", ""]]);
    let mother_alone = drawn(&[["A", "", ""], ["B", "N", "m"], ["m", "", ""], ["N", "", ""]]);
    // with mutation every child has a chance under H2
    let marker = marker(&[0.2, 0.8], &sexes_differ());
    let expected = expected_ratio(&trio, &mother_alone, 3, &marker, theta, dropout);
    assert!((expected - 1.0).abs() < 1e-12, "{expected}");
}

fn frequencies(count: usize) -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.05..1.0f64, count).prop_map(|weights| {
        let sum: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / sum).collect()
    })
}

const ALLELES: usize = 4;

fn observation() -> impl Strategy<Value = Observation> {
    let allele = || (0..ALLELES as u16).prop_map(AlleleIndex);
    let call = prop_oneof![
        4 => (allele(), allele()).prop_map(|(x, y)| Call::Genotype(x, y)),
        1 => allele().prop_map(Call::Partial),
        3 => Just(Call::Untyped),
    ];
    (call, prop_oneof![3 => Just(0.0), 1 => 0.0..0.3f64]).prop_map(|(call, dropout)| Observation { call, dropout })
}

/// Two founders and then people with both parents among those before.
fn family() -> impl Strategy<Value = Vec<PersonDraft>> {
    proptest::collection::vec((any::<u8>(), any::<u8>(), any::<bool>(), 0..4u8), 1..7).prop_map(|people| {
        let mut drafts = vec![person("0", "", ""), PersonDraft { sex: Sex::Female, ..person("1", "", "") }];
        for (father, mother, is_male, kind) in people {
            let pick = |wanted: Sex, number: u8| {
                let fit: Vec<&PersonDraft> = drafts.iter().filter(|draft| draft.sex == wanted).collect();
                fit[usize::from(number) % fit.len()].id.clone()
            };
            let (id, sex) = (drafts.len().to_string(), if is_male { Sex::Male } else { Sex::Female });
            let parents = (kind > 0).then(|| (pick(Sex::Male, father), pick(Sex::Female, mother)));
            let (father, mother) = parents.unzip();
            drafts.push(PersonDraft { id, sex, father, mother, ..PersonDraft::default() });
        }
        drafts
    })
}

fn same(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= 1e-10 * one.abs().max(1.0)
}

/// A dense matrix from weights.
fn dense(weights: &[f64]) -> TransitionMatrix {
    let rows = weights.chunks(ALLELES).map(|row| {
        let sum: f64 = row.iter().sum();
        row.iter().map(|weight| weight / sum).collect::<Vec<f64>>()
    });
    TransitionMatrix::new(ALLELES, rows.collect::<Vec<_>>().concat()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_people_changes_nothing(
        drafts in family(),
        observations in proptest::collection::vec(observation(), 8),
        p in frequencies(ALLELES),
        order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle(),
        with_mutation in any::<bool>(),
    ) {
        let marker = marker(&p, &if with_mutation { sexes_differ() } else { none() });
        let order: Vec<usize> = order.into_iter().filter(|&at| at < drafts.len()).collect();
        let shuffled = order.iter().map(|&at| drafts[at].clone()).collect();
        let moved: Vec<Observation> = order.iter().map(|&at| observations[at]).collect();
        let one = ln_likelihood(&Pedigree::new(drafts.clone()).unwrap(), &marker, &observations[..drafts.len()], 0.0);
        let other = ln_likelihood(&Pedigree::new(shuffled).unwrap(), &marker, &moved, 0.0);
        prop_assert!(same(one.clone().unwrap(), other.clone().unwrap()), "{one:?} {other:?}");
    }

    #[test]
    fn relabelling_alleles_changes_nothing(
        drafts in family(),
        observations in proptest::collection::vec(observation(), 8),
        p in frequencies(ALLELES),
        weights in proptest::collection::vec(0.01..1.0f64, 2 * ALLELES * ALLELES),
        to in Just((0..ALLELES).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let pedigree = Pedigree::new(drafts).unwrap();
        let observations = &observations[..pedigree.persons().len()];
        let (female, male) = weights.split_at(ALLELES * ALLELES);
        let mutation = Mutation { female: dense(female), male: dense(male) };
        let moved = |matrix: &TransitionMatrix| {
            let mut entries = vec![0.0; ALLELES * ALLELES];
            for from in 0..ALLELES {
                (0..ALLELES).for_each(|child| entries[to[from] * ALLELES + to[child]] = matrix.get(from, child));
            }
            TransitionMatrix::new(ALLELES, entries).unwrap()
        };
        let mut frequencies = vec![0.0; ALLELES];
        (0..ALLELES).for_each(|at| frequencies[to[at]] = p[at]);
        let relabel = |allele: AlleleIndex| AlleleIndex(to[allele.index()] as u16);
        let relabelled: Vec<Observation> = observations
            .iter()
            .map(|seen| Observation {
                call: match seen.call {
                    Call::Untyped => Call::Untyped,
                    Call::Partial(x) => Call::Partial(relabel(x)),
                    Call::Genotype(x, y) => Call::Genotype(relabel(x), relabel(y)),
                },
                ..*seen
            })
            .collect();
        let mirrored = Mutation { female: moved(&mutation.female), male: moved(&mutation.male) };
        let marker = |p: Vec<f64>, mutation| Marker::new("L", names(ALLELES), p).unwrap().with_mutation(mutation).unwrap();
        let one = ln_likelihood(&pedigree, &marker(p, mutation), observations, 0.0).unwrap();
        let other = ln_likelihood(&pedigree, &marker(frequencies, mirrored), &relabelled, 0.0).unwrap();
        prop_assert!(same(one, other), "{one} {other}");
    }

    /// An untyped child never matters; an untyped parent does not under stationary models.
    #[test]
    fn an_untyped_leaf_changes_nothing(
        drafts in family(),
        observations in proptest::collection::vec(observation(), 8),
        p in frequencies(ALLELES),
        model in 0..4usize,
        child_of in any::<proptest::sample::Index>(),
    ) {
        let marker = marker(&p, &stationary()[model]);
        let mut with_leaves = drafts.clone();
        let parent = &drafts[child_of.index(drafts.len())];
        let named = Some(parent.id.clone());
        let (father, mother) = if parent.sex == Sex::Male { (named, None) } else { (None, named) };
        with_leaves.push(PersonDraft { id: "leaf".into(), sex: Sex::Male, father, mother, ..PersonDraft::default() });
        for id in ["0", "1"] {
            with_leaves.push(PersonDraft { sex: Sex::Male, ..person(&format!("father of {id}"), "", "") });
            with_leaves.push(PersonDraft { sex: Sex::Female, ..person(&format!("mother of {id}"), "", "") });
        }
        for at in [0, 1] {
            with_leaves[at].father = Some(format!("father of {at}"));
            with_leaves[at].mother = Some(format!("mother of {at}"));
        }
        let seen = observations[..drafts.len()].to_vec();
        let mut seen_with_leaves = seen.clone();
        seen_with_leaves.resize(with_leaves.len(), Observation::default());
        let one = ln_likelihood(&Pedigree::new(drafts).unwrap(), &marker, &seen, 0.0).unwrap();
        let other = ln_likelihood(&Pedigree::new(with_leaves).unwrap(), &marker, &seen_with_leaves, 0.0).unwrap();
        prop_assert!(same(one, other), "{one} {other}");
    }
}
