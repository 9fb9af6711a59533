//! Other explanations: the remains are a close relative of the missing person, or another missing person of the family.

use evidence::Log10Lr;
use kinship::{
    Call, Marker, Observation, PersonIndex,
    likelihood::{Engine, LikelihoodError},
};

use crate::{
    dna::{
        genotype::{explain, founder_shares, slot},
        pedigrees::{Relative, with_stranger},
        tables::PersonShares,
    },
    proposal::Alternative,
    register::{MissingIndex, Register},
};

/// The close relatives of one missing person, drawn into the family and ready to be weighed.
#[derive(Debug)]
pub struct Relatives<'r> {
    markers: &'r [Marker],
    theta: f64,
    drawn: Vec<Drawn>,
}

/// The family with one more relative.
#[derive(Debug)]
struct Drawn {
    relative: Relative,
    person: PersonIndex,
    engine: Engine,
    /// The same with a stranger at the end, where theta ties everybody's alleles together.
    with_stranger: Option<Engine>,
    /// `[marker][person]`, without the stranger.
    observations: Vec<Vec<Observation>>,
    /// ln P(relatives) by marker.
    ln_family: Vec<f64>,
}

impl<'r> Relatives<'r> {
    /// Draws each relative into the family's pedigree. A relative whom the pedigree cannot take, or whose likelihood is out of
    /// reach, is left out.
    #[must_use]
    pub fn new(register: &'r Register, missing: MissingIndex) -> Self {
        let record = &register.missing[missing];
        let markers = register.markers(&register.families[record.family]);
        let theta = register.settings.theta;
        let drawn = Relative::ALL.into_iter().filter_map(|relative| Drawn::new(register, missing, relative));
        Self { markers, theta, drawn: drawn.collect() }
    }

    /// The weight of remains against "unrelated" if they are each of these relatives.
    ///
    /// Two whole likelihoods a marker, both on the pedigree with the relative drawn, so that a mutation model that is not
    /// stationary cancels.
    #[must_use]
    pub fn alternatives(&mut self, seen: &[Observation]) -> Vec<Alternative> {
        let (markers, theta) = (self.markers, self.theta);
        let weigh = |drawn: &mut Drawn| {
            let log10_lr = drawn.weigh(markers, theta, seen).ok()?;
            let relation = format!("{} of the missing person", drawn.relative.name());
            Some(Alternative { relation, log10_lr, missing: None })
        };
        self.drawn.iter_mut().filter_map(weigh).collect()
    }
}

impl Drawn {
    fn new(register: &Register, missing: MissingIndex, relative: Relative) -> Option<Self> {
        let record = &register.missing[missing];
        let family = &register.families[record.family];
        let (pedigree, person) = relative.added_to(&family.pedigree, record.person)?;
        let (markers, theta) = (register.markers(family), register.settings.theta);
        let with_stranger = if theta > 0.0 { Some(Engine::new(&with_stranger(&pedigree)?.0)) } else { None };
        let column = |marker: usize| {
            let mut column: Vec<Observation> = family.observations.iter().map(|row| row[marker]).collect();
            column.resize(pedigree.persons().len(), Observation::default());
            column
        };
        let observations: Vec<Vec<Observation>> = (0..markers.len()).map(column).collect();
        let mut engine = Engine::new(&pedigree);
        let ln_family =
            markers.iter().zip(&observations).map(|(marker, seen)| engine.ln_likelihood(marker, seen, theta));
        let ln_family = ln_family.collect::<Result<_, _>>().ok()?;
        Some(Self { relative, person, engine, with_stranger, observations, ln_family })
    }

    fn weigh(&mut self, markers: &[Marker], theta: f64, seen: &[Observation]) -> Result<Log10Lr, LikelihoodError> {
        let mut total = Log10Lr::NEUTRAL;
        for (index, (marker, seen)) in markers.iter().zip(seen).enumerate() {
            if seen.call == Call::Untyped || self.ln_family[index] == f64::NEG_INFINITY {
                continue;
            }
            let mut observations = self.observations[index].clone();
            observations[self.person] = *seen;
            let ln_same = self.engine.ln_likelihood(marker, &observations, theta)?;
            let ln_apart = match &mut self.with_stranger {
                None => self.ln_family[index] + ln_stranger(marker, seen),
                Some(engine) => {
                    observations[self.person] = Observation::default();
                    observations.push(*seen);
                    engine.ln_likelihood(marker, &observations, theta)?
                }
            };
            total = total + Log10Lr::from_ln(ln_same, ln_apart).unwrap_or(Log10Lr::NEUTRAL);
            if total.is_exclusion() {
                break;
            }
        }
        Ok(total)
    }
}

/// ln P(seen) of somebody unrelated to everybody, without theta.
fn ln_stranger(marker: &Marker, seen: &Observation) -> f64 {
    let shares = founder_shares(marker);
    let silent = marker.silent().map(kinship::AlleleIndex::index);
    let mut sum = 0.0;
    explain(seen, marker.frequencies().len(), silent, &mut |a, b, chance| sum += chance * shares[slot(a, b)]);
    sum.ln()
}

/// Sum of the weights of all markers; a marker without an answer says nothing.
///
/// # Source
/// Weights of unlinked markers add up: I. J. Good (1950), ch. 6.
#[must_use]
pub fn total(shares: &PersonShares, seen: &[Observation]) -> Log10Lr {
    let weights = shares.iter().zip(seen).filter_map(|(shares, seen)| shares.as_ref()?.weigh(seen));
    weights.sum()
}
