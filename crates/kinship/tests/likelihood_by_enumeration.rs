//! The engine against plain enumeration over every ordered genotype of every person: small, slow and obviously right.
#![allow(clippy::unwrap_used, missing_docs)]

use facts::Sex;
use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    likelihood::{Engine, ln_likelihood},
    mutation::{Mutation, TransitionMatrix},
};
use proptest::prelude::*;

/// Sums P(all genotypes) P(seen | genotypes) over all ordered genotypes. Founder alleles are one sequence in `drawn`.
struct Enumeration<'a> {
    pedigree: &'a Pedigree,
    marker: &'a Marker,
    observations: &'a [Observation],
    theta: f64,
}

impl Enumeration<'_> {
    fn total(&self) -> f64 {
        let mut genotypes = vec![(0, 0); self.pedigree.persons().len()];
        self.from(0, &mut genotypes, &mut vec![0; self.marker.frequencies().len()])
    }

    fn from(&self, at: usize, genotypes: &mut Vec<(usize, usize)>, drawn: &mut Vec<usize>) -> f64 {
        let Some(&person) = self.pedigree.parents_first().get(at) else { return 1.0 };
        let size = self.marker.frequencies().len();
        let who = &self.pedigree.persons()[person];
        if let Some(twin) = who.twin_of {
            // the twin stands before them in these pedigrees
            genotypes[person] = genotypes[twin];
            let seen = self.seen(person, genotypes[twin]);
            return if seen > 0.0 { seen * self.from(at + 1, genotypes, drawn) } else { 0.0 };
        }
        let mut total = 0.0;
        for a in 0..size {
            for b in 0..size {
                let seen = self.seen(person, (a, b));
                if seen == 0.0 {
                    continue;
                }
                let before = drawn.clone();
                let inbreeding = who.founder_inbreeding;
                let chance = if inbreeding > 0.0 {
                    let p = self.marker.frequencies();
                    (1.0 - inbreeding) * p[a] * p[b] + if a == b { inbreeding * p[a] } else { 0.0 }
                } else {
                    self.allele(who.father, a, true, genotypes, drawn)
                        * self.allele(who.mother, b, false, genotypes, drawn)
                };
                if chance > 0.0 {
                    genotypes[person] = (a, b);
                    total += seen * chance * self.from(at + 1, genotypes, drawn);
                }
                *drawn = before;
            }
        }
        total
    }

    fn allele(
        &self,
        parent: Option<usize>,
        x: usize,
        male: bool,
        genotypes: &[(usize, usize)],
        drawn: &mut [usize],
    ) -> f64 {
        let Some(parent) = parent else {
            let n: usize = drawn.iter().sum();
            let p = self.marker.frequencies()[x];
            let chance =
                (drawn[x] as f64 * self.theta + (1.0 - self.theta) * p) / (1.0 + (n as f64 - 1.0) * self.theta);
            drawn[x] += 1;
            return chance;
        };
        let (a, b) = genotypes[parent];
        let passed = |from: usize| match self.marker.mutation() {
            Some(mutation) => if male { &mutation.male } else { &mutation.female }.get(from, x),
            None => f64::from(u8::from(from == x)),
        };
        0.5 * passed(a) + 0.5 * passed(b)
    }

    fn seen(&self, person: usize, (x, y): (usize, usize)) -> f64 {
        let observation = &self.observations[person];
        let d = observation.dropout;
        let silent = self.marker.silent().map(AlleleIndex::index);
        match observation.call {
            Call::Untyped => 1.0,
            Call::Partial(a) => f64::from(u8::from(x == a.index() || y == a.index())),
            Call::Genotype(a, b) => {
                // every copy is seen with 1-d, silent copies never
                let mut total = 0.0;
                for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
                    let chance = |shown: bool, allele: usize| match (Some(allele) == silent, shown) {
                        (true, false) => 1.0,
                        (true, true) => 0.0,
                        (false, true) => 1.0 - d,
                        (false, false) => d,
                    };
                    let mut shown: Vec<usize> = [(first, x), (second, y)].iter().filter(|s| s.0).map(|s| s.1).collect();
                    shown.sort_unstable();
                    shown.dedup();
                    let mut called = vec![a.index(), b.index()];
                    called.sort_unstable();
                    called.dedup();
                    if shown == called {
                        total += chance(first, x) * chance(second, y);
                    }
                }
                total
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Case {
    drafts: Vec<PersonDraft>,
    frequencies: Vec<f64>,
    silent: bool,
    mutation: Option<(Vec<f64>, Vec<f64>)>,
    observations: Vec<Observation>,
    theta: f64,
}

impl Case {
    fn marker(&self) -> Marker {
        let visible = self.frequencies.len() - usize::from(self.silent);
        let names = (0..visible).map(|a| AlleleName::new(&(a + 10).to_string()).unwrap()).collect();
        let silent = self.silent.then(|| self.frequencies[visible]);
        let marker = Marker::with_silent("M", names, self.frequencies[..visible].to_vec(), silent).unwrap();
        let Some((female, male)) = &self.mutation else { return marker };
        let matrix = |entries: &Vec<f64>| TransitionMatrix::new(self.frequencies.len(), entries.clone()).unwrap();
        marker.with_mutation(Mutation { female: matrix(female), male: matrix(male) }).unwrap()
    }
}

fn distribution(length: usize) -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(1u32..100, length).prop_map(|parts| {
        let sum: u32 = parts.iter().sum();
        parts.iter().map(|&part| f64::from(part) / f64::from(sum)).collect()
    })
}

fn matrix(size: usize) -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(distribution(size), size).prop_map(|rows| rows.concat())
}

/// Parents are drawn among those who stand before, so loops and inbreeding of every kind occur.
fn pedigree(people: usize) -> impl Strategy<Value = Vec<PersonDraft>> {
    proptest::collection::vec((any::<bool>(), any::<u8>(), any::<u8>(), 0u8..10), people).prop_map(|rows| {
        let mut drafts: Vec<PersonDraft> = Vec::new();
        for (at, (male, father, mother, kind)) in rows.into_iter().enumerate() {
            let pick = |sex: Sex, choice: u8| {
                let fit: Vec<&PersonDraft> = drafts.iter().filter(|d| d.sex == sex && d.twin_of.is_none()).collect();
                (!fit.is_empty()).then(|| fit[choice as usize % fit.len()].id.clone())
            };
            let sex = if male { Sex::Male } else { Sex::Female };
            let mut draft = PersonDraft { id: format!("P{at}"), sex, ..PersonDraft::default() };
            if kind > 1 {
                draft.father = pick(Sex::Male, father);
                draft.mother = pick(Sex::Female, mother);
            }
            if kind == 3 {
                draft.father = None;
            }
            if kind == 9
                && let Some(last) = drafts.last()
                && last.father.is_some()
                && last.twin_of.is_none()
            {
                let (father, mother, sex) = (last.father.clone(), last.mother.clone(), last.sex);
                draft = PersonDraft { id: draft.id, sex, father, mother, twin_of: Some(last.id.clone()), ..draft };
            }
            drafts.push(draft);
        }
        drafts
    })
}

fn observation(visible: u16) -> impl Strategy<Value = Observation> {
    let dropout = prop_oneof![3 => Just(0.0), 1 => Just(0.1)];
    (0u8..8, 0..visible, 0..visible, dropout).prop_map(|(kind, a, b, dropout)| {
        let call = match kind {
            0..4 => Call::Untyped,
            4 => Call::Partial(AlleleIndex(a)),
            _ => Call::Genotype(AlleleIndex(a), AlleleIndex(b)),
        };
        Observation { call, dropout }
    })
}

fn case(people: usize, with_theta: bool) -> impl Strategy<Value = Case> {
    (2usize..4, any::<bool>(), any::<bool>(), prop_oneof![Just(0.0), Just(0.02), Just(0.3)]).prop_flat_map(
        move |(size, silent, mutates, theta)| {
            let size = if people > 5 { 2 } else { size };
            let visible = (size - usize::from(silent)) as u16;
            (
                pedigree(people),
                distribution(size),
                (matrix(size), matrix(size)),
                proptest::collection::vec(observation(visible), people),
            )
                .prop_map(move |(drafts, frequencies, matrices, observations)| Case {
                    drafts,
                    frequencies,
                    silent,
                    mutation: mutates.then_some(matrices),
                    observations,
                    theta: if with_theta { theta } else { 0.0 },
                })
        },
    )
}

fn check(case: &Case) {
    let pedigree = Pedigree::new(case.drafts.clone()).unwrap();
    let marker = case.marker();
    let by_hand =
        Enumeration { pedigree: &pedigree, marker: &marker, observations: &case.observations, theta: case.theta };
    let expected = by_hand.total().ln();
    let found = ln_likelihood(&pedigree, &marker, &case.observations, case.theta).unwrap();
    assert!(found == expected || (found - expected).abs() < 1e-10 * expected.abs().max(1.0), "{found} for {expected}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_is_the_sum_over_all_genotypes(case in case(5, false)) {
        check(&case);
    }

    #[test]
    fn the_engine_is_the_sum_over_all_genotypes_with_theta(case in case(4, true)) {
        check(&case);
    }

    #[test]
    fn larger_pedigrees_with_two_alleles_too(case in case(8, false)) {
        check(&case);
    }

    #[test]
    fn the_joint_of_a_genotype_adds_up_and_each_cell_is_a_likelihood(case in case(4, true), who in 0usize..4) {
        let pedigree = Pedigree::new(case.drafts.clone()).unwrap();
        let marker = case.marker();
        let mut engine = Engine::new(&pedigree);
        let joint = engine.genotype_joint(&marker, &case.observations, who, case.theta).unwrap();
        let total = engine.ln_likelihood(&marker, &case.observations, case.theta).unwrap();
        prop_assert!(joint.ln_total() == total || (joint.ln_total() - total).abs() < 1e-9);
        if case.observations[who].call == Call::Untyped && !case.silent {
            for a in 0..joint.size() {
                for b in a..joint.size() {
                    let mut typed = case.observations.clone();
                    typed[who] = Observation::certain(Call::Genotype(AlleleIndex(a as u16), AlleleIndex(b as u16)));
                    let expected = engine.ln_likelihood(&marker, &typed, case.theta).unwrap().exp();
                    let cell = joint.cell(a, b) + if a == b { 0.0 } else { joint.cell(b, a) };
                    let found = cell * joint.ln_scale().exp();
                    prop_assert!((found - expected).abs() <= 1e-10 * expected.max(1e-12), "{found} for {expected}");
                }
            }
        }
    }
}

/// A family so unlikely that plain doubles would answer 0: both alleles of each child jump 29 steps.
#[test]
fn nothing_underflows() {
    let names: Vec<AlleleName> = (0..30).map(|a| AlleleName::new(&(a + 1).to_string()).unwrap()).collect();
    let entry = |i: usize, j: usize| if i == j { 0.0 } else { 1e-9f64.powi(i.abs_diff(j) as i32) };
    let rows: Vec<f64> = (0..30)
        .flat_map(|i| {
            let sum: f64 = (0..30).map(|j| entry(i, j)).sum();
            (0..30).map(move |j| if i == j { 1.0 - sum } else { entry(i, j) })
        })
        .collect();
    let matrix = TransitionMatrix::new(30, rows).unwrap();
    let mutation = Mutation { female: matrix.clone(), male: matrix };
    let marker = Marker::new("M", names, vec![1.0 / 30.0; 30]).unwrap().with_mutation(mutation).unwrap();
    let person = |id: &str, sex, parents: Option<(&str, &str)>| PersonDraft {
        id: id.into(),
        sex,
        father: parents.map(|p| p.0.into()),
        mother: parents.map(|p| p.1.into()),
        ..PersonDraft::default()
    };
    let pedigree = Pedigree::new(vec![
        person("F", Sex::Male, None),
        person("M", Sex::Female, None),
        person("S1", Sex::Male, Some(("F", "M"))),
        person("W", Sex::Female, None),
        person("C", Sex::Male, Some(("S1", "W"))),
    ])
    .unwrap();
    let typed = |a: u16| Observation::certain(Call::Genotype(AlleleIndex(a), AlleleIndex(a)));
    let observations = [typed(0), typed(0), typed(29), typed(29), typed(0)];
    let found = ln_likelihood(&pedigree, &marker, &observations, 0.0).unwrap();
    // by hand: three homozygous founders, four jumps of 29 steps each
    let expected = 6.0 * (1.0f64 / 30.0).ln() + 4.0 * 29.0 * 1e-9f64.ln();
    assert!((found - expected).abs() < 1e-6, "{found} for {expected}");

    // the same through an untyped son: his pair is 0/0 or 29/29 at two jumps' cost either way, and what lies between costs as much
    let untyped = [typed(0), typed(0), Observation::default(), typed(29), typed(0)];
    let found = ln_likelihood(&pedigree, &marker, &untyped, 0.0).unwrap();
    assert!(found.is_finite() && found > expected, "{found}");
}

/// Triplets who name each other in a circle are one genome, however they are written.
#[test]
fn triplets_are_one_genome_in_whatever_way_they_name_each_other() {
    let marker = Marker::new("M", ["1", "2"].map(|a| AlleleName::new(a).unwrap()).to_vec(), vec![0.3, 0.7]).unwrap();
    let typed = |a: u16, b: u16| Observation::certain(Call::Genotype(AlleleIndex(a), AlleleIndex(b)));
    let ln = |twins: [Option<usize>; 3]| {
        let mut drafts = vec![PersonDraft { id: "F".into(), sex: Sex::Male, ..PersonDraft::default() }];
        for (at, twin) in twins.into_iter().enumerate() {
            let father = Some("F".to_string());
            let twin_of = twin.map(|twin| format!("T{twin}"));
            drafts.push(PersonDraft {
                id: format!("T{at}"),
                sex: Sex::Male,
                father,
                twin_of,
                ..PersonDraft::default()
            });
        }
        let pedigree = Pedigree::new(drafts).unwrap();
        ln_likelihood(&pedigree, &marker, &[typed(0, 1), typed(0, 1), Observation::default(), typed(0, 1)], 0.0)
            .unwrap()
    };
    // by hand: father 0/1 has 2pq; a child of his is 0/1 with (q + p) / 2
    let expected = (2.0f64 * 0.3 * 0.7 * 0.5).ln();
    for twins in
        [[None, Some(0), Some(0)], [Some(1), Some(2), Some(1)], [Some(2), Some(2), None], [Some(1), Some(2), Some(0)]]
    {
        assert!((ln(twins) - expected).abs() < 1e-12, "{twins:?}");
    }
}
