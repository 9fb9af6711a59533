//! Which pairs reach the least total: the family search over packed profiles, then the other items.

use evidence::Log10Lr;
use kinship::search::{FamilyTables, SearchOptions, search_many};
use rayon::prelude::*;

use crate::{
    alternatives::total,
    dna::{
        genotype::Engines,
        samples::Samples,
        tables::{DnaError, PersonShares, look_up, person_shares},
    },
    items::Items,
    proposal::Warning,
    register::{FamilyIndex, MissingIndex, Register, RemainsIndex},
    run::Steps,
};

/// Families whose tables are in memory at one time.
const FAMILIES_AT_ONCE: usize = 256;

/// A pair and its total weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Which missing person.
    pub missing: MissingIndex,
    /// Which remains.
    pub remains: RemainsIndex,
    /// Sum over DNA and all items.
    pub total: Log10Lr,
}

/// One missing person, ready to be looked for.
struct Sought {
    missing: MissingIndex,
    /// By batch of samples.
    tables: Vec<FamilyTables>,
    /// DNA weights of the remains whose drop-out differs by marker.
    mixed: Vec<Log10Lr>,
}

/// Pairs whose total reaches `least`, in no order, and what was noticed about families. A pair that DNA excludes is never one.
pub(crate) fn candidates(
    register: &Register,
    items: &Items<'_>,
    samples: &Samples,
    least: f64,
    steps: &Steps<'_>,
) -> (Vec<Candidate>, Vec<Warning>) {
    let mut found = Vec::new();
    let mut warnings = Vec::new();
    let families: Vec<FamilyIndex> = (0..register.families.len()).collect();
    let by_family = missing_by_family(register);
    for group in families.chunks(FAMILIES_AT_ONCE) {
        let sought: Vec<(Vec<Sought>, Vec<Warning>)> = group
            .par_iter()
            .map(|&family| {
                let sought = family_sought(register, samples, family, &by_family[family]);
                steps.one_done();
                sought
            })
            .collect();
        let mut people = Vec::new();
        for (family_people, family_warnings) in sought {
            people.extend(family_people);
            warnings.extend(family_warnings);
        }
        let mut weighed = search_batches(samples, &people, least - items.total_max());
        weighed.extend(others(samples, &people));
        let reach = |(missing, remains, dna): (MissingIndex, RemainsIndex, Log10Lr)| {
            let total = items.added_to(dna, missing, remains);
            (total.get() >= least).then_some(Candidate { missing, remains, total })
        };
        found.extend(weighed.into_par_iter().filter_map(reach).collect::<Vec<_>>());
    }
    (found, warnings)
}

/// The missing people of each family.
pub(crate) fn missing_by_family(register: &Register) -> Vec<Vec<MissingIndex>> {
    let mut by_family = vec![Vec::new(); register.families.len()];
    register.missing.iter().enumerate().for_each(|(index, missing)| by_family[missing.family].push(index));
    by_family
}

fn family_sought(
    register: &Register,
    samples: &Samples,
    family_index: FamilyIndex,
    missing: &[MissingIndex],
) -> (Vec<Sought>, Vec<Warning>) {
    let family = &register.families[family_index];
    let markers = register.markers(family);
    let mut engines = Engines::new(&family.pedigree, register.settings.theta);
    let mut people = Vec::new();
    let mut contradicted: Vec<String> = Vec::new();
    for &index in missing {
        let person = register.missing[index].person;
        let prepared = person_shares(&mut engines, markers, &family.observations, person)
            .map_err(DnaError::from)
            .and_then(|shares| Ok((sought(register, samples, index, &shares)?, shares)));
        match prepared {
            Ok((sought, shares)) => {
                let odd = shares.iter().zip(markers).filter(|(shares, _)| shares.is_none());
                contradicted = odd.map(|(_, marker)| marker.name().to_string()).collect();
                people.push(sought);
            }
            Err(error) => {
                let warning = Warning::FamilyNotComputed { family: family_index, reason: error.to_string() };
                return (without_dna(samples, missing), vec![warning]);
            }
        }
    }
    let warning = Warning::FamilyContradictsItself { family: family_index, markers: contradicted.clone() };
    (people, if contradicted.is_empty() { Vec::new() } else { vec![warning] })
}

fn sought(
    register: &Register,
    samples: &Samples,
    missing: MissingIndex,
    shares: &PersonShares,
) -> Result<Sought, DnaError> {
    let family = &register.families[register.missing[missing].family];
    let markers = register.markers(family);
    let tables = samples.batches.iter().map(|batch| look_up(markers, shares, batch.dropout));
    let mixed = samples.mixed.iter().map(|&remains| total(shares, &register.remains[remains].observations));
    Ok(Sought { missing, tables: tables.collect::<Result<_, _>>()?, mixed: mixed.collect() })
}

/// The people of a family whose DNA says nothing: no tables, every comparison neutral.
fn without_dna(samples: &Samples, missing: &[MissingIndex]) -> Vec<Sought> {
    let neutral = |&missing: &MissingIndex| Sought {
        missing,
        tables: Vec::new(),
        mixed: vec![Log10Lr::NEUTRAL; samples.mixed.len()],
    };
    missing.iter().map(neutral).collect()
}

/// Pairs found by look-up, with their DNA weight.
fn search_batches(samples: &Samples, people: &[Sought], least: f64) -> Vec<(MissingIndex, RemainsIndex, Log10Lr)> {
    let options = SearchOptions { threshold: Log10Lr::new(least), top: 0 };
    let mut weighed = Vec::new();
    for (batch_index, batch) in samples.batches.iter().enumerate() {
        let (with_tables, tables): (Vec<MissingIndex>, Vec<FamilyTables>) = people
            .iter()
            .filter_map(|sought| sought.tables.get(batch_index).map(|tables| (sought.missing, tables.clone())))
            .unzip();
        // tables and profiles are built from one list of markers, so they always fit
        let hits = search_many(&tables, &batch.profiles, &options).unwrap_or_default();
        for (missing, hits) in with_tables.into_iter().zip(hits) {
            weighed.extend(hits.into_iter().map(|hit| (missing, batch.remains[hit.profile], hit.lr)));
        }
    }
    weighed
}

/// Pairs that no table holds: drop-out by marker, remains without DNA, families whose DNA could not be computed.
fn others<'s>(
    samples: &'s Samples,
    people: &'s [Sought],
) -> impl Iterator<Item = (MissingIndex, RemainsIndex, Log10Lr)> + 's {
    people.iter().flat_map(move |sought| {
        let mixed = samples.mixed.iter().copied().zip(sought.mixed.iter().copied());
        let untyped = samples.without_dna.iter().copied().map(|remains| (remains, Log10Lr::NEUTRAL));
        let no_tables = samples.batches.iter().filter(|_| sought.tables.is_empty());
        let unsearched = no_tables.flat_map(|batch| batch.remains.iter().map(|&remains| (remains, Log10Lr::NEUTRAL)));
        let all = mixed.chain(untyped).chain(unsearched);
        all.map(|(remains, dna)| (sought.missing, remains, dna))
    })
}
