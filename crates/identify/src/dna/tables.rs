//! From genotype shares to the look-up tables of `kinship::search`.

use kinship::{
    Marker, Observation, PersonIndex,
    likelihood::LikelihoodError,
    search::{FamilyTables, GenotypeCodes, GenotypeTable, LOG10_LR_ABS_MAX, TableError},
};

use super::genotype::{Engines, GenotypeShares};

/// Why the DNA of a family could not be computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DnaError {
    /// The likelihood has no answer.
    #[error(transparent)]
    Likelihood(#[from] LikelihoodError),
    /// A table could not be made.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// The genotype shares of one person of a family, marker by marker; `None` where the family contradicts itself.
pub type PersonShares = Vec<Option<GenotypeShares>>;

/// Computes the shares of a person at every marker. `observations[person][marker]`.
///
/// # Errors
/// [`LikelihoodError`] of the first marker that cannot be computed.
pub fn person_shares(
    engines: &mut Engines,
    markers: &[Marker],
    observations: &[Vec<Observation>],
    person: PersonIndex,
) -> Result<PersonShares, LikelihoodError> {
    let column = |marker: usize| -> Vec<Observation> { observations.iter().map(|row| row[marker]).collect() };
    markers.iter().enumerate().map(|(index, marker)| engines.shares(marker, &column(index), person)).collect()
}

/// Look-up tables for samples with one drop-out probability. An observation that neither hypothesis explains weighs nothing.
///
/// # Errors
/// [`TableError`] where a marker has too many alleles.
pub fn look_up(markers: &[Marker], shares: &PersonShares, dropout: f64) -> Result<FamilyTables, TableError> {
    let table = |(marker, shares): (&Marker, &Option<GenotypeShares>)| {
        let Some(shares) = shares else { return GenotypeTable::neutral(marker) };
        let count = marker.alleles().len();
        let codes = GenotypeCodes::new(count).ok_or(TableError::TooManyAlleles { found: count })?;
        let weight = |call| {
            let lr = shares.weigh(&Observation { call, dropout }).map_or(0.0, evidence::Log10Lr::get);
            if lr.is_finite() { lr.clamp(-LOG10_LR_ABS_MAX, LOG10_LR_ABS_MAX) } else { lr }
        };
        GenotypeTable::new(count, codes.calls().map(weight).collect())
    };
    markers.iter().zip(shares).map(table).collect::<Result<_, _>>().map(FamilyTables::new)
}
