//! From a register to a report.

use std::sync::atomic::{AtomicUsize, Ordering};

use evidence::Probability;
use kinship::search::PackError;

use crate::{
    candidates::{Candidate, candidates},
    details::proposals,
    dna::samples::Samples,
    items::Items,
    parameters::parameters,
    proposal::{Report, Warning},
    register::{Register, RegisterError},
    same_person::same_person_warnings,
};

/// Why a register was not computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum IdentifyError {
    /// The register is not sound; every fault is listed.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Register(Vec<RegisterError>),
    /// A profile of remains cannot be looked up.
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// How far a computation is: families searched for, then families whose proposals were explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps in all; may shrink when it is known how many families have proposals.
    pub total: usize,
}

/// Counts steps and tells somebody about them.
pub(crate) struct Steps<'p> {
    done: AtomicUsize,
    total: AtomicUsize,
    tell: &'p (dyn Fn(Progress) + Sync),
}

impl Steps<'_> {
    pub(crate) fn one_done(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.tell)(Progress { done, total: self.total.load(Ordering::Relaxed) });
    }
}

/// Compares every missing person with all remains.
///
/// # Errors
/// [`IdentifyError`].
pub fn identify(register: &Register) -> Result<Report, IdentifyError> {
    identify_with(register, &|_| {})
}

/// The same, telling `progress` after each family. The callback may be called from several threads.
///
/// # Errors
/// [`IdentifyError`].
pub fn identify_with(register: &Register, progress: &(dyn Fn(Progress) + Sync)) -> Result<Report, IdentifyError> {
    let families = register.families.len();
    let steps = Steps { done: AtomicUsize::new(0), total: AtomicUsize::new(2 * families), tell: progress };
    let Found { items, pairs: found, mut warnings } = find(register, &steps)?;
    steps.total.store(families + involved_families(register, &found), Ordering::Relaxed);
    let (prior, candidates) = register.prior();
    let pairs = proposals(register, &items, prior, &found, &steps);
    warnings.extend(found_before_last_seen(register, prior, &found));
    warnings.extend(same_person_warnings(register));
    warnings.extend(not_stationary(register));
    Ok(Report {
        parameters: parameters(register, prior, candidates),
        prior,
        candidates,
        pairs_compared: register.missing.len() * register.remains.len(),
        pairs,
        warnings,
    })
}

/// Only the pairs that [`identify()`] would report and their totals, in its order: without alternatives, warnings and weights by
/// marker it takes a fraction of the time.
///
/// # Errors
/// [`IdentifyError`].
pub fn rank(register: &Register) -> Result<Vec<Candidate>, IdentifyError> {
    let total = AtomicUsize::new(register.families.len());
    find(register, &Steps { done: AtomicUsize::new(0), total, tell: &|_| {} }).map(|found| found.pairs)
}

struct Found<'r> {
    items: Items<'r>,
    pairs: Vec<Candidate>,
    warnings: Vec<Warning>,
}

fn find<'r>(register: &'r Register, steps: &Steps<'_>) -> Result<Found<'r>, IdentifyError> {
    register.check().map_err(IdentifyError::Register)?;
    let (prior, _) = register.prior();
    let items = Items::new(register);
    let markers = &register.populations[0].markers;
    let samples = Samples::new(markers, &register.remains, register.settings.markers_min)?;
    let least = least_total(prior, register.settings.threshold);
    let (mut pairs, warnings) = candidates(register, &items, &samples, least, steps);
    sort(register, prior, &mut pairs);
    pairs.truncate(register.settings.top.unwrap_or(usize::MAX));
    Ok(Found { items, pairs, warnings })
}

/// The total weight that brings the prior to the threshold; a rounding error below it is let in here and judged exactly later.
fn least_total(prior: Probability, threshold: Probability) -> f64 {
    let log10_odds = |p: Probability| (p.get() / (1.0 - p.get())).log10();
    let least = log10_odds(threshold) - log10_odds(prior);
    if least.is_nan() { f64::NEG_INFINITY } else { least - 1e-9 }
}

/// By posterior, then by the ids of missing person and remains; pairs below the threshold go.
fn sort(register: &Register, prior: Probability, found: &mut Vec<Candidate>) {
    let posterior = |candidate: &Candidate| prior.updated(candidate.total).get();
    found.retain(|candidate| posterior(candidate) >= register.settings.threshold.get());
    found.sort_by(|one, two| {
        let ids =
            |candidate: &Candidate| (&register.missing[candidate.missing].id, &register.remains[candidate.remains].id);
        posterior(two).total_cmp(&posterior(one)).then_with(|| ids(one).cmp(&ids(two)))
    });
}

fn involved_families(register: &Register, found: &[Candidate]) -> usize {
    let mut families: Vec<usize> = found.iter().map(|found| register.missing[found.missing].family).collect();
    families.sort_unstable();
    families.dedup();
    families.len()
}

/// Pairs of at least even odds that the dates speak against: of a weak pair it is no surprise.
fn found_before_last_seen<'r>(
    register: &'r Register,
    prior: Probability,
    found: &'r [Candidate],
) -> impl Iterator<Item = Warning> + 'r {
    let is_odd = move |candidate: &&Candidate| {
        let (missing, remains) = (&register.missing[candidate.missing], &register.remains[candidate.remains]);
        prior.updated(candidate.total) >= Probability::one_of(1)
            && crate::items::is_found_before_last_seen(missing, remains)
    };
    let warning =
        |candidate: &Candidate| Warning::FoundBeforeLastSeen { missing: candidate.missing, remains: candidate.remains };
    found.iter().filter(is_odd).map(warning)
}

fn not_stationary(register: &Register) -> Option<Warning> {
    let has_untyped = register.families.iter().any(|family| {
        let is_untyped = |row: &Vec<kinship::Observation>| row.iter().all(|seen| seen.call == kinship::Call::Untyped);
        family.observations.iter().enumerate().any(|(person, row)| !family.missing.contains(&person) && is_untyped(row))
    });
    let drifting = register
        .populations
        .iter()
        .flat_map(|population| &population.markers)
        .filter(|marker| marker.mutation().is_some_and(|mutation| !mutation.is_stationary(marker.frequencies())));
    let mut markers: Vec<String> = drifting.map(|marker| marker.name().to_string()).collect();
    let mut seen = std::collections::HashSet::new();
    markers.retain(|marker| seen.insert(marker.clone()));
    (has_untyped && !markers.is_empty()).then_some(Warning::MutationNotStationary { markers })
}
