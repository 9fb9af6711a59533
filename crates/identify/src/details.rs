//! What stands behind each proposal: weights by item and by marker, alternatives, and what would help.

use std::collections::HashMap;

use evidence::{HypothesisPair, Ledger, Log10Lr, Probability, Weight};
use kinship::{Call, Marker, Observation};
use rayon::prelude::*;

use crate::{
    alternatives::{Relatives, total},
    candidates::{Candidate, missing_by_family},
    dna::{
        genotype::Engines,
        samples::typed_count,
        tables::{PersonShares, person_shares},
    },
    helps::helps,
    items::Items,
    proposal::{Alternative, MarkerWeight, Proposal},
    register::{Family, MissingIndex, Register, Remains},
    run::Steps,
};

/// Explains every candidate, in their order.
pub(crate) fn proposals(
    register: &Register,
    items: &Items<'_>,
    prior: Probability,
    found: &[Candidate],
    steps: &Steps<'_>,
) -> Vec<Proposal> {
    let by_family = missing_by_family(register);
    let mut places: Vec<(usize, usize)> =
        found.iter().enumerate().map(|(at, candidate)| (register.missing[candidate.missing].family, at)).collect();
    places.sort_unstable();
    let groups: Vec<&[(usize, usize)]> = places.chunk_by(|one, two| one.0 == two.0).collect();
    let mut explained: Vec<(usize, Proposal)> = groups
        .par_iter()
        .flat_map_iter(|group| {
            let family = group[0].0;
            let explain = Explain::new(register, items, prior, family, &by_family[family]);
            let mut relatives = HashMap::new();
            let mut proposals = Vec::new();
            for &(_, at) in *group {
                let missing = found[at].missing;
                let relatives = relatives.entry(missing).or_insert_with(|| Relatives::new(register, missing));
                proposals.push((at, explain.proposal(found[at], relatives)));
            }
            steps.one_done();
            proposals
        })
        .collect();
    explained.sort_by_key(|(at, _)| *at);
    explained.into_iter().map(|(_, proposal)| proposal).collect()
}

/// One family with the genotype shares of its missing people.
struct Explain<'r> {
    register: &'r Register,
    items: &'r Items<'r>,
    prior: Probability,
    family: &'r Family,
    markers: &'r [Marker],
    shares: Vec<(MissingIndex, Option<PersonShares>)>,
}

impl<'r> Explain<'r> {
    fn new(
        register: &'r Register,
        items: &'r Items<'r>,
        prior: Probability,
        family: usize,
        missing: &[MissingIndex],
    ) -> Self {
        let family = &register.families[family];
        let markers = register.markers(family);
        let mut engines = Engines::new(&family.pedigree, register.settings.theta);
        let shares = missing.iter().map(|&index| {
            let person = register.missing[index].person;
            (index, person_shares(&mut engines, markers, &family.observations, person).ok())
        });
        let shares: Vec<_> = shares.collect();
        // one person who cannot be computed leaves the whole family to the other items, as in the search
        let is_whole = shares.iter().all(|(_, shares)| shares.is_some());
        let shares = shares.into_iter().map(|(index, shares)| (index, shares.filter(|_| is_whole))).collect();
        Self { register, items, prior, family, markers, shares }
    }

    fn proposal(&self, candidate: Candidate, relatives: &mut Relatives<'_>) -> Proposal {
        let Candidate { missing, remains, .. } = candidate;
        let record = &self.register.remains[remains];
        let dna = self.dna(missing, record);
        let mut ledger = Ledger::new(HypothesisPair::unrelated());
        let weights = std::iter::once(self.dna_weight(record, dna)).chain(self.items.weights(missing, remains));
        for weight in weights {
            // every item compares with "unrelated", as its crate promises; one that did not would be left out, not added
            let _ = ledger.add(weight);
        }
        let mut alternatives = self.other_missing(missing, remains);
        if self.has_dna(record) {
            alternatives.extend(relatives.alternatives(&record.observations));
        }
        alternatives.sort_by(|one, two| two.log10_lr.get().total_cmp(&one.log10_lr.get()));
        Proposal {
            missing,
            remains,
            hypotheses: ledger.pair().clone(),
            log10_lr: ledger.total(),
            by_item: ledger.weights().to_vec(),
            by_marker: self.by_marker(missing, record),
            prior: self.prior,
            posterior: ledger.posterior(self.prior),
            alternative: alternatives.first().cloned(),
            alternatives,
            helps: helps(self.register, self.items, missing, remains),
        }
    }

    fn shares(&self, missing: MissingIndex) -> Option<&PersonShares> {
        self.shares.iter().find(|(index, _)| *index == missing).and_then(|(_, shares)| shares.as_ref())
    }

    fn has_dna(&self, remains: &Remains) -> bool {
        typed_count(remains) >= self.register.settings.markers_min
    }

    fn dna(&self, missing: MissingIndex, remains: &Remains) -> Log10Lr {
        let shares = self.shares(missing).filter(|_| self.has_dna(remains));
        shares.map_or(Log10Lr::NEUTRAL, |shares| total(shares, &remains.observations))
    }

    fn dna_weight(&self, remains: &Remains, lr: Log10Lr) -> Weight {
        let population = &self.register.populations[self.family.population].name;
        let named = if population.is_empty() { String::new() } else { format!(" of `{population}`") };
        let typed = remains.observations.iter().filter(|seen| seen.call != Call::Untyped);
        let dropout = typed.map(|seen| seen.dropout).fold(0.0, f64::max);
        Weight::new("dna", HypothesisPair::unrelated(), lr)
            .from_source(&format!("exact likelihood of the pedigree (Lauritzen & Sheehan 2003), frequencies{named}"))
            .with("markers typed in the remains", typed_count(remains) as f64, "profiles")
            .with("theta", self.register.settings.theta, "settings; Balding & Nichols 1994")
            .with("drop-out of an allele in the remains, at most", dropout, "settings; Dørum et al. 2015")
    }

    fn other_missing(&self, missing: MissingIndex, remains: usize) -> Vec<Alternative> {
        let others = self.shares.iter().map(|(index, _)| *index).filter(|&index| index != missing);
        let weigh = |other: MissingIndex| Alternative {
            relation: format!("another missing person of the family: {}", self.register.missing[other].id),
            log10_lr: self.items.added_to(self.dna(other, &self.register.remains[remains]), other, remains),
            missing: Some(other),
        };
        others.map(weigh).collect()
    }

    fn by_marker(&self, missing: MissingIndex, remains: &Remains) -> Vec<MarkerWeight> {
        let shares = self.shares(missing).filter(|_| self.has_dna(remains));
        let weigh = |(index, marker): (usize, &Marker)| {
            let seen = &remains.observations[index];
            let of = shares.and_then(|shares| shares[index].as_ref());
            let relatives = self.family.observations.iter().enumerate();
            let relatives = relatives.map(|(person, row)| (person, alleles(marker, &row[index])));
            MarkerWeight {
                marker: marker.name().to_string(),
                log10_lr: of.and_then(|shares| shares.weigh(seen)),
                remains: alleles(marker, seen),
                relatives: relatives.filter(|(_, alleles)| !alleles.is_empty()).collect(),
            }
        };
        self.markers.iter().enumerate().map(weigh).collect()
    }
}

fn alleles(marker: &Marker, seen: &Observation) -> Vec<String> {
    let name = |allele: kinship::AlleleIndex| marker.alleles()[allele.index()].to_string();
    match seen.call {
        Call::Untyped => Vec::new(),
        Call::Genotype(one, two) => vec![name(one), name(two)],
        Call::Partial(one) => vec![name(one)],
    }
}
