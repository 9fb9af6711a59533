//! The same person twice among the profiles.

use kinship::{Call, Marker, Observation};
use rayon::prelude::*;

use crate::{
    dna::genotype::{explain, founder_shares, seen_probability, slot},
    proposal::{ProfileOf, Warning},
    register::Register,
};
use evidence::{Log10Lr, Probability};

/// Probability that two profiles are of one person, from which a warning is given.
pub const WARNING_POSTERIOR: f64 = 0.99;

struct Profile<'r> {
    of: ProfileOf,
    population: usize,
    seen: &'r [Observation],
}

/// Warnings for all pairs of profiles, in the order of the register: remains first, then people of families.
///
/// A pair is named where one person explains both profiles better than full siblings do, and its posterior reaches
/// [`WARNING_POSTERIOR`] with a prior of one over the number of pairs. A missing person's own profile is not compared: that
/// comparison is the identification itself.
#[must_use]
pub fn same_person_warnings(register: &Register) -> Vec<Warning> {
    let profiles = profiles(register);
    let count = profiles.len();
    let prior = Probability::one_of(count * count.saturating_sub(1) / 2);
    let shares: Vec<Vec<Vec<f64>>> =
        register.populations.iter().map(|population| population.markers.iter().map(founder_shares).collect()).collect();
    (0..count)
        .into_par_iter()
        .flat_map_iter(|first| {
            let (profiles, shares) = (&profiles, &shares);
            (first + 1..count).filter_map(move |second| {
                let (one, two) = (&profiles[first], &profiles[second]);
                let markers = &register.populations[one.population].markers;
                let lr = one_person(markers, &shares[one.population], one.seen, two.seen)?;
                let is_likely = prior.updated(lr).get() >= WARNING_POSTERIOR
                    && lr > full_siblings(markers, one.seen, two.seen)
                    && !are_twins(register, one.of, two.of);
                is_likely.then_some(Warning::SamePerson { first: one.of, second: two.of, log10_lr: lr })
            })
        })
        .collect()
}

fn profiles(register: &Register) -> Vec<Profile<'_>> {
    let is_typed = |seen: &[Observation]| seen.iter().any(|seen| seen.call != Call::Untyped);
    let remains = register.remains.iter().enumerate().map(|(index, remains)| Profile {
        of: ProfileOf::Remains(index),
        population: 0,
        seen: &remains.observations,
    });
    let people = register.families.iter().enumerate().flat_map(|(family_index, family)| {
        let typed = family.observations.iter().enumerate().filter(|(person, _)| !family.missing.contains(person));
        typed.map(move |(person, seen)| Profile {
            of: ProfileOf::Person { family: family_index, person },
            population: family.population,
            seen,
        })
    });
    remains.chain(people).filter(|profile| is_typed(profile.seen)).collect()
}

fn are_twins(register: &Register, one: ProfileOf, two: ProfileOf) -> bool {
    let (ProfileOf::Person { family, person }, ProfileOf::Person { family: other, person: second }) = (one, two) else {
        return false;
    };
    let persons = register.families[family].pedigree.persons();
    family == other && (persons[person].twin_of == Some(second) || persons[second].twin_of == Some(person))
}

/// log10 P(both profiles | one person) / P(both | two unrelated people), without theta; `None` where impossible.
fn one_person(markers: &[Marker], shares: &[Vec<f64>], one: &[Observation], two: &[Observation]) -> Option<Log10Lr> {
    let mut ln = 0.0;
    for (index, marker) in markers.iter().enumerate() {
        let (one, two) = (&one[index], &two[index]);
        if one.call == Call::Untyped || two.call == Call::Untyped {
            continue;
        }
        let silent = marker.silent().map(kinship::AlleleIndex::index);
        let size = marker.frequencies().len();
        let mut both = 0.0;
        explain(one, size, silent, &mut |a, b, chance| {
            both += chance * seen_probability(two, silent, a, b) * shares[index][slot(a, b)];
        });
        if both == 0.0 {
            return None;
        }
        ln += (both / (alone(marker, &shares[index], one) * alone(marker, &shares[index], two))).ln();
    }
    Log10Lr::new(ln / std::f64::consts::LN_10)
}

fn alone(marker: &Marker, shares: &[f64], seen: &Observation) -> f64 {
    let mut sum = 0.0;
    let silent = marker.silent().map(kinship::AlleleIndex::index);
    explain(seen, marker.frequencies().len(), silent, &mut |a, b, chance| sum += chance * shares[slot(a, b)]);
    sum
}

/// The same for two full siblings, by their IBD states: 1/4 none, 1/2 one, 1/4 two alleles shared.
fn full_siblings(markers: &[Marker], one: &[Observation], two: &[Observation]) -> Log10Lr {
    let mut ln = 0.0;
    for (index, marker) in markers.iter().enumerate() {
        let (one, two) = (&one[index], &two[index]);
        if one.call == Call::Untyped || two.call == Call::Untyped {
            continue;
        }
        let shares = founder_shares(marker);
        let silent = marker.silent().map(kinship::AlleleIndex::index);
        let (frequencies, size) = (marker.frequencies(), marker.frequencies().len());
        let (mut twice, mut once) = (0.0, 0.0);
        explain(one, size, silent, &mut |a, b, chance| {
            let share = chance * shares[slot(a, b)];
            twice += share * seen_probability(two, silent, a, b);
            for (other, frequency) in frequencies.iter().enumerate() {
                let passed = seen_probability(two, silent, a, other) + seen_probability(two, silent, b, other);
                once += share * 0.5 * frequency * passed;
            }
        });
        let apart = alone(marker, &shares, one) * alone(marker, &shares, two);
        ln += (0.25 + (0.25 * twice + 0.5 * once) / apart).ln();
    }
    Log10Lr::new(ln / std::f64::consts::LN_10).unwrap_or(Log10Lr::NEUTRAL)
}
