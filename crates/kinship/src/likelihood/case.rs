//! One marker's data, checked against the pedigree and reduced to what matters.

use super::{LikelihoodError, domain::Domain, engine::Engine, graph::Kind, states::States};
use crate::{Call, Marker, Observation, PersonIndex};

/// One marker's data, checked and reduced.
pub(super) struct Case {
    pub domain: Domain,
    pub states: Vec<Option<States>>,
    pub kinds: Vec<Kind>,
    /// Two observations of one genome contradict each other.
    pub is_contradiction: bool,
}

impl Engine {
    pub(super) fn case(
        &self,
        marker: &Marker,
        observations: &[Observation],
        query: Option<PersonIndex>,
        theta: f64,
    ) -> Result<Case, LikelihoodError> {
        self.check(marker, observations, theta)?;
        let domain = Domain::new(marker, observations, query.is_none());
        let mut states: Vec<Option<States>> = vec![None; observations.len()];
        for (person, observation) in observations.iter().enumerate() {
            let Some(seen) = States::of(observation, &domain) else { continue };
            let entry = &mut states[self.genome[person]];
            *entry = Some(entry.as_ref().map_or_else(|| seen.clone(), |other| other.and(&seen)));
        }
        let is_contradiction = states.iter().flatten().any(|states| states.pairs.is_empty());
        let mut relevant: Vec<bool> = states.iter().map(Option::is_some).collect();
        if let Some(query) = query {
            relevant[query] = true;
        }
        for &person in self.pedigree.parents_first().iter().rev() {
            // a twin may stand before their other half in the list; their parents are the same, so this is enough
            if relevant[self.genome[person]] {
                self.parents[self.genome[person]].iter().flatten().for_each(|&parent| relevant[parent] = true);
            }
        }
        let mut kinds = vec![Kind::Dropped; observations.len()];
        for person in 0..observations.len() {
            if !relevant[person] || self.genome[person] != person {
                continue;
            }
            let is_founder = self.parents[person] == [None, None];
            kinds[person] = match &mut states[person] {
                Some(seen) if query != Some(person) => {
                    if is_founder {
                        *seen = seen.without_phase();
                    }
                    let count = seen.pairs.len();
                    if is_founder && theta > 0.0 && count > 1 {
                        Kind::Weighed
                    } else {
                        Kind::Listed { count, is_varying: !seen.is_one_pair() }
                    }
                }
                _ => Kind::Free,
            };
        }
        Ok(Case { domain, states, kinds, is_contradiction })
    }

    fn check(&self, marker: &Marker, observations: &[Observation], theta: f64) -> Result<(), LikelihoodError> {
        let persons = self.pedigree.persons();
        if observations.len() != persons.len() {
            return Err(LikelihoodError::ObservationCount { found: observations.len(), expected: persons.len() });
        }
        if !(0.0..1.0).contains(&theta) {
            return Err(LikelihoodError::Theta { found: theta });
        }
        for (observation, person) in observations.iter().zip(persons) {
            let marker_name = || marker.name().to_string();
            let alleles = match observation.call {
                Call::Untyped => [None, None],
                Call::Genotype(a, b) => [Some(a), Some(b)],
                Call::Partial(a) => [Some(a), None],
            };
            if alleles.into_iter().flatten().any(|allele| allele.index() >= marker.alleles().len()) {
                return Err(LikelihoodError::UnknownAllele { marker: marker_name(), person: person.id.clone() });
            }
            if !(0.0..1.0).contains(&observation.dropout) {
                let found = observation.dropout;
                return Err(LikelihoodError::Dropout { marker: marker_name(), person: person.id.clone(), found });
            }
            if theta > 0.0 && person.founder_inbreeding > 0.0 {
                return Err(LikelihoodError::ThetaWithInbreeding { person: person.id.clone() });
            }
        }
        Ok(())
    }
}
