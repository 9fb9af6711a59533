//! Small random cases against a sum over every genotype of everybody, which shares no code with the crate.

use facts::Sex;
use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    assignment::{DviCase, Family, MutationUse, PairwiseLr, Parameters, Victim, solve},
    mutation::{MutationBySex, MutationModel, MutationSpec},
};
use proptest::prelude::*;

const ALLELES: usize = 3;

/// P(what is seen | pedigree): the sum over all ordered genotypes, people taken parents first.
fn likelihood(pedigree: &Pedigree, marker: &Marker, seen: &[Call]) -> f64 {
    let mut genotypes = vec![[0; 2]; seen.len()];
    sum_from(pedigree, marker, seen, 0, &mut genotypes)
}

fn sum_from(pedigree: &Pedigree, marker: &Marker, seen: &[Call], at: usize, genotypes: &mut [[usize; 2]]) -> f64 {
    let Some(&person) = pedigree.parents_first().get(at) else { return 1.0 };
    let who = &pedigree.persons()[person];
    let mut sum = 0.0;
    for paternal in 0..ALLELES {
        for maternal in 0..ALLELES {
            if let Call::Genotype(a, b) = seen[person] {
                let (a, b) = (a.index(), b.index());
                if (paternal, maternal) != (a, b) && (paternal, maternal) != (b, a) {
                    continue;
                }
            }
            let probability = transmitted(marker, who.father.map(|father| genotypes[father]), paternal, true)
                * transmitted(marker, who.mother.map(|mother| genotypes[mother]), maternal, false);
            if probability > 0.0 {
                genotypes[person] = [paternal, maternal];
                sum += probability * sum_from(pedigree, marker, seen, at + 1, genotypes);
            }
        }
    }
    sum
}

fn transmitted(marker: &Marker, parent: Option<[usize; 2]>, child: usize, is_father: bool) -> f64 {
    let Some(parent) = parent else { return marker.frequencies()[child] };
    let kept = |from: usize| match marker.mutation() {
        None => f64::from(u8::from(from == child)),
        Some(mutation) => (if is_father { &mutation.male } else { &mutation.female }).get(from, child),
    };
    0.5 * (kept(parent[0]) + kept(parent[1]))
}

fn call() -> impl Strategy<Value = Call> {
    let allele = || (0..ALLELES as u16).prop_map(AlleleIndex);
    prop_oneof![1 => Just(Call::Untyped), 4 => (allele(), allele()).prop_map(|(a, b)| Call::Genotype(a, b))]
}

fn marker(name: usize) -> impl Strategy<Value = Marker> {
    let rate = prop::option::of((0.01..0.2f64, 0.01..0.2f64));
    (prop::array::uniform3(0.1..1.0f64), rate).prop_map(move |(weights, rate)| {
        let sum: f64 = weights.iter().sum();
        let alleles: Vec<AlleleName> = ["1", "2", "3"].iter().map(|name| AlleleName::new(name).unwrap()).collect();
        let frequencies: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        let marker = Marker::new(&format!("L{name}"), alleles.clone(), frequencies.clone()).unwrap();
        let Some((female, male)) = rate else { return marker };
        let both = MutationBySex {
            female: MutationSpec::new(MutationModel::Equal, female),
            male: MutationSpec::new(MutationModel::Equal, male),
        };
        marker.with_mutation(both.build(&alleles, &frequencies, false).unwrap().unwrap()).unwrap()
    })
}

/// A father, a mother, and two or three children; who is missing varies.
fn family(number: usize, shape: usize) -> (Pedigree, Vec<usize>) {
    let draft = |id: String, sex, is_child: bool| PersonDraft {
        id,
        sex,
        father: is_child.then(|| format!("A{number}")),
        mother: is_child.then(|| format!("B{number}")),
        ..PersonDraft::default()
    };
    let (man, woman) = (Sex::Male, Sex::Female);
    let mut people = vec![
        // a child before the parents
        draft(format!("C{number}"), man, true),
        draft(format!("A{number}"), man, false),
        draft(format!("B{number}"), woman, false),
        draft(format!("D{number}"), man, true),
    ];
    let missing = match shape {
        0 => vec![0],    // a son
        1 => vec![0, 3], // brothers who cannot be told apart
        2 => vec![1, 0], // father and son
        _ => {
            people.push(draft(format!("E{number}"), woman, true));
            vec![2, 4] // mother and daughter
        }
    };
    (Pedigree::new(people).unwrap(), missing)
}

fn cases() -> impl Strategy<Value = DviCase> {
    let markers = (marker(0), marker(1));
    let victims = prop::collection::vec((prop::array::uniform2(call()), 0u8..3), 1..=3);
    let shapes = prop::collection::vec((0usize..4, prop::collection::vec(prop::array::uniform2(call()), 5)), 1..=2);
    (markers, victims, shapes).prop_map(|(markers, victims, shapes)| {
        let observations = |calls: [Call; 2]| calls.map(Observation::certain).to_vec();
        let victims = victims.into_iter().enumerate().map(|(at, (calls, sex))| Victim {
            id: format!("V{at}"),
            sex: Sex::from_code(sex).unwrap(),
            observations: observations(calls),
        });
        let families = shapes.into_iter().enumerate().map(|(number, (shape, calls))| {
            let (pedigree, missing) = family(number, shape);
            let mut seen: Vec<Vec<Observation>> =
                calls.into_iter().take(pedigree.persons().len()).map(observations).collect();
            missing.iter().for_each(|&person| seen[person] = vec![Observation::default(); 2]);
            Family { name: format!("F{number}"), pedigree, observations: seen, missing }
        });
        DviCase::new(vec![markers.0, markers.1], victims.collect(), families.collect(), &[]).unwrap()
    })
}

/// By family and marker.
fn family_ln(case: &DviCase, markers: &[Marker], family: usize, placed: &[Option<usize>]) -> Vec<f64> {
    let of = &case.families()[family];
    let likelihood_at = |at: usize| {
        let mut seen: Vec<Call> = of.observations.iter().map(|row| row[at].call).collect();
        for (victim, missing) in placed.iter().enumerate() {
            let Some(missing) = missing.map(|missing| case.missing()[missing]) else { continue };
            if missing.family == family {
                seen[missing.person] = case.victims()[victim].observations[at].call;
            }
        }
        likelihood(&of.pedigree, &markers[at], &seen).ln()
    };
    (0..markers.len()).map(likelihood_at).collect()
}

fn stranger_ln(case: &DviCase, victim: usize) -> f64 {
    let alone = Pedigree::new(vec![PersonDraft { id: "X".into(), ..PersonDraft::default() }]).unwrap();
    let seen = &case.victims()[victim].observations;
    case.markers().iter().zip(seen).map(|(marker, seen)| likelihood(&alone, marker, &[seen.call]).ln()).sum()
}

/// All assignments: who each victim is, one at a time.
fn assignments(case: &DviCase, open: &[usize]) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![Vec::new()];
    for victim in 0..case.victims().len() {
        let extend = |placed: &Vec<Option<usize>>| {
            let free = |missing: &&usize| !placed.contains(&Some(**missing));
            let fits = open.iter().filter(free).filter(|&&missing| case.is_sex_consistent(victim, missing));
            let mut next = vec![[placed.as_slice(), &[None]].concat()];
            next.extend(fits.map(|&missing| [placed.as_slice(), &[Some(missing)]].concat()));
            next
        };
        all = all.iter().flat_map(extend).collect();
    }
    all
}

fn close(found: f64, expected: f64) -> bool {
    found == expected || (found - expected).abs() <= 1e-9 * expected.abs().max(1e-300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn everything_is_that_of_full_enumeration(
        case in cases(),
        mutation in prop::sample::select(vec![MutationUse::Given, MutationUse::Off, MutationUse::OffWhereConsistent]),
    ) {
        let found = solve(&case, &Parameters { mutation, top: 10_000, ..Parameters::default() }).unwrap();
        let off: Vec<Marker> = case.markers().iter().cloned().map(Marker::without_mutation).collect();
        let nobody = vec![None; case.victims().len()];
        let total = |family, markers: &[Marker], placed: &[Option<usize>]| -> f64 {
            family_ln(&case, markers, family, placed).iter().sum()
        };
        // which markers each family is computed with, and which family contradicts itself
        let used: Vec<&[Marker]> = (0..case.families().len()).map(|family| {
            let is_consistent = total(family, &off, &nobody) > f64::NEG_INFINITY;
            match mutation {
                MutationUse::Given => case.markers(),
                MutationUse::OffWhereConsistent if !is_consistent => case.markers(),
                _ => &off[..],
            }
        }).collect();
        let own: Vec<f64> = used.iter().enumerate().map(|(family, markers)| total(family, markers, &nobody)).collect();
        let contradicted: Vec<usize> = (0..own.len()).filter(|&family| own[family] == f64::NEG_INFINITY).collect();
        prop_assert_eq!(&found.contradicted, &contradicted);
        // pairs
        for victim in 0..case.victims().len() {
            for missing in 0..case.missing().len() {
                let family = case.missing()[missing].family;
                let mut placed = nobody.clone();
                placed[victim] = Some(missing);
                let cell = found.pairwise[victim][missing];
                if !case.is_sex_consistent(victim, missing) {
                    prop_assert_eq!((cell, found.exclusions[victim][missing]), (PairwiseLr::SexDiffers, None));
                    continue;
                }
                let impossible = family_ln(&case, &off, family, &placed);
                let impossible = impossible.iter().filter(|ln| **ln == f64::NEG_INFINITY).count();
                prop_assert_eq!(found.exclusions[victim][missing], Some(impossible as u32));
                if contradicted.contains(&family) {
                    prop_assert_eq!(cell, PairwiseLr::Undefined);
                } else {
                    let ln = total(family, used[family], &placed) - own[family] - stranger_ln(&case, victim);
                    prop_assert!(close(cell.ratio().unwrap(), ln.exp()), "{cell:?} {ln}");
                }
            }
        }
        // assignments
        let open: Vec<usize> =
            (0..case.missing().len()).filter(|&m| !contradicted.contains(&case.missing()[m].family)).collect();
        let ln_of = |placed: &Vec<Option<usize>>| -> f64 {
            let families = (0..own.len()).filter(|family| !contradicted.contains(family));
            let families: f64 = families.map(|family| total(family, used[family], placed)).sum();
            let strangers = (0..placed.len()).filter(|&victim| placed[victim].is_none());
            families + strangers.map(|victim| stranger_ln(&case, victim)).sum::<f64>()
        };
        let all: Vec<(Vec<Option<usize>>, f64)> =
            assignments(&case, &open).into_iter().map(|placed| (placed.clone(), ln_of(&placed))).collect();
        let possible: Vec<_> = all.iter().filter(|(_, ln)| *ln > f64::NEG_INFINITY).collect();
        prop_assert_eq!(found.joint.len(), possible.len());
        prop_assert_eq!(found.assignments_possible.unwrap().to_string(), possible.len().to_string());
        let sum: f64 = possible.iter().map(|(_, ln)| ln.exp()).sum();
        for (placed, ln) in &possible {
            let listed = found.joint.iter().find(|one| one.missing == *placed).unwrap();
            prop_assert!((listed.ln_likelihood - ln).abs() < 1e-9);
            prop_assert!(close(listed.posterior, ln.exp() / sum));
        }
        for victim in 0..case.victims().len() {
            let share = |is: &dyn Fn(Option<usize>) -> bool| -> f64 {
                possible.iter().filter(|(placed, _)| is(placed[victim])).map(|(_, ln)| ln.exp() / sum).sum()
            };
            prop_assert!(close(found.nobody[victim], share(&|who| who.is_none())));
            for missing in 0..case.missing().len() {
                prop_assert!(close(found.marginals[victim][missing], share(&|who| who == Some(missing))));
            }
        }
    }
}
