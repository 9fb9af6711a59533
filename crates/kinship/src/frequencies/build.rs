//! From a population's table to the marker of a case.

use std::collections::HashSet;

use super::{FrequencyTable, FrequencyWarning, MarkerBuildError, MarkerFrequencies};
use crate::{AlleleName, Marker, mutation::MutationBySex};

/// Name of the allele into which rare ones are lumped. It is no repeat number: stepwise models refuse it.
pub const REST_ALLELE: &str = "Rest allele";

/// What a case needs of a marker.
#[derive(Clone, Copy, Debug)]
pub struct MarkerRequest<'a> {
    /// Name of the marker; the marker built carries it.
    pub marker: &'a str,
    /// Every allele seen in the case, of all people in all hypotheses; repeats do no harm.
    pub observed: &'a [AlleleName],
    /// Mutation in mothers and in fathers.
    pub mutation: &'a MutationBySex,
    /// Frequency of a silent allele in `[0, 1)`, if it is allowed for; the visible alleles share the rest.
    pub silent: Option<f64>,
}

impl FrequencyTable {
    /// The marker of a case, and what had to be changed in the table for it.
    ///
    /// In this order: alleles of the case that the table lacks join at the minimum frequency and everything is rescaled;
    /// alleles below the limit that nobody of the case has become one [`REST_ALLELE`] (where they are two or more);
    /// a silent allele takes its share; the mutation matrices are built for the alleles there are now.
    ///
    /// # Errors
    /// [`MarkerBuildError`] naming the marker, and all unseen alleles at once.
    pub fn marker(&self, request: &MarkerRequest<'_>) -> Result<(Marker, Vec<FrequencyWarning>), MarkerBuildError> {
        let name = request.marker;
        let Some(table) = self.find(name) else {
            let (marker, population) = (name.to_string(), self.population().to_string());
            return Err(MarkerBuildError::UnknownMarker { marker, population });
        };
        let mut built = MarkerFrequencies { name: name.trim().to_string(), ..table.clone() };
        let mut warnings = Vec::new();
        warnings.extend(add_unseen(&mut built, request.observed, self.options().minimum)?);
        if let Some(limit) = self.options().lump_below {
            warnings.extend(lump_rare(&mut built, request.observed, limit));
        }
        if let Some(found) = request.silent {
            if !(0.0..1.0).contains(&found) {
                return Err(MarkerBuildError::SilentFrequency { marker: built.name, found });
            }
            built.frequencies.iter_mut().for_each(|frequency| *frequency *= 1.0 - found);
        }
        let mutation = request.mutation.build(&built.alleles, &built.frequencies, request.silent.is_some());
        let mutation = mutation.map_err(|reason| MarkerBuildError::Mutation { marker: built.name.clone(), reason })?;
        let marker = Marker::with_silent(&built.name, built.alleles, built.frequencies, request.silent)?;
        let marker = match mutation {
            Some(mutation) => marker.with_mutation(mutation)?,
            None => marker,
        };
        Ok((marker, warnings))
    }

    /// The markers of a case in the order of the requests.
    ///
    /// # Errors
    /// Every [`MarkerBuildError`] found, not just the first.
    pub fn build_markers(
        &self,
        requests: &[MarkerRequest<'_>],
    ) -> Result<(Vec<Marker>, Vec<FrequencyWarning>), Vec<MarkerBuildError>> {
        let (mut markers, mut warnings, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for request in requests {
            match self.marker(request) {
                Ok((marker, said)) => {
                    markers.push(marker);
                    warnings.extend(said);
                }
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok((markers, warnings)) } else { Err(errors) }
    }
}

fn add_unseen(
    built: &mut MarkerFrequencies,
    observed: &[AlleleName],
    minimum: Option<f64>,
) -> Result<Option<FrequencyWarning>, MarkerBuildError> {
    let marker = built.name.clone();
    let mut known: HashSet<&AlleleName> = built.alleles.iter().collect();
    let unseen: Vec<&AlleleName> = observed.iter().filter(|allele| known.insert(*allele)).collect();
    if unseen.is_empty() {
        return Ok(None);
    }
    for allele in &unseen {
        let same = |other: &&AlleleName| allele.repeats().is_some() && other.repeats() == allele.repeats();
        if let Some(in_table) = built.alleles.iter().find(same) {
            let (allele, in_table) = (allele.to_string(), in_table.to_string());
            return Err(MarkerBuildError::Spelling { marker, allele, in_table });
        }
    }
    let alleles: Vec<String> = unseen.iter().map(ToString::to_string).collect();
    let Some(minimum) = minimum else { return Err(MarkerBuildError::UnseenAlleles { marker, alleles }) };
    let unseen: Vec<AlleleName> = unseen.into_iter().cloned().collect();
    built.frequencies.extend(unseen.iter().map(|_| minimum));
    built.alleles.extend(unseen);
    let sum: f64 = built.frequencies.iter().sum();
    built.frequencies.iter_mut().for_each(|frequency| *frequency /= sum);
    Ok(Some(FrequencyWarning::Unseen { marker, alleles, minimum, sum }))
}

/// Lumps what is rare and not observed. An observed allele keeps its name, or two people with different rare alleles
/// would seem to share one.
fn lump_rare(built: &mut MarkerFrequencies, observed: &[AlleleName], limit: f64) -> Option<FrequencyWarning> {
    let observed: HashSet<&str> = observed.iter().map(AlleleName::as_str).collect();
    if observed.contains(REST_ALLELE) {
        return None;
    }
    let is_lumped = |allele: &AlleleName, frequency: f64| {
        !observed.contains(allele.as_str()) && (frequency < limit || allele.as_str() == REST_ALLELE)
    };
    let (mut kept, mut lumped) = ((Vec::new(), Vec::new()), (Vec::new(), 0.0));
    for (allele, &frequency) in built.alleles.iter().zip(&built.frequencies) {
        if is_lumped(allele, frequency) {
            lumped.0.push(allele.to_string());
            lumped.1 += frequency;
        } else {
            kept.0.push(allele.clone());
            kept.1.push(frequency);
        }
    }
    let rest = AlleleName::new(REST_ALLELE).ok().filter(|_| lumped.0.len() > 1)?;
    kept.0.push(rest);
    kept.1.push(lumped.1.min(1.0));
    (built.alleles, built.frequencies) = kept;
    Some(FrequencyWarning::Lumped { marker: built.name.clone(), alleles: lumped.0, frequency: lumped.1 })
}
