//! All sub-assignments of one family that are possible.

use std::collections::HashSet;

use rayon::prelude::*;

use super::{
    DviCase, DviError, Pair,
    family_likelihood::FamilyLikelihood,
    table::{FamilyTable, SubAssignment},
};

/// Most placements of victims that are computed for one family.
pub const SUB_ASSIGNMENT_COUNT_MAX: usize = 500_000;
/// From how many placements on a second thread is worth its own caches.
const PARALLEL_COUNT_MIN: usize = 512;

/// Grows the placements victim by victim. More data never raises a likelihood of 0, so a placement is computed only where
/// every placement of one victim less is possible.
///
/// `singles` are the possible pairs of the family with their ratios, in order.
pub(super) fn family_table(
    case: &DviCase,
    family: usize,
    singles: Vec<(Pair, f64)>,
    likelihood: &FamilyLikelihood<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<FamilyTable, DviError> {
    let mut rows = vec![SubAssignment { pairs: Box::default(), ln_ratio: 0.0 }];
    let pairs: Vec<Pair> = singles.iter().map(|&(pair, _)| pair).collect();
    let mut level: Vec<SubAssignment> =
        singles.into_iter().map(|(pair, ln_ratio)| SubAssignment { pairs: Box::new([pair]), ln_ratio }).collect();
    let mut workers = vec![likelihood.clone()];
    let mut computed = level.len();
    while !level.is_empty() {
        let possible: HashSet<&[Pair]> = level.iter().map(|row| &*row.pairs).collect();
        let candidates: Vec<Box<[Pair]>> =
            level.iter().flat_map(|row| extensions(&row.pairs, &pairs, &possible)).collect();
        drop(possible);
        computed += candidates.len();
        if computed > SUB_ASSIGNMENT_COUNT_MAX {
            let family = case.families()[family].name.clone();
            return Err(DviError::TooManySubAssignments { family, max: SUB_ASSIGNMENT_COUNT_MAX });
        }
        if candidates.len() >= PARALLEL_COUNT_MIN {
            workers.resize_with(rayon::current_num_threads().max(1), || likelihood.clone());
        }
        rows.append(&mut level);
        let share = candidates.len().div_ceil(workers.len()).max(1);
        let parts: Vec<Result<Vec<SubAssignment>, DviError>> = candidates
            .par_chunks(share)
            .zip(&mut workers)
            .map(|(candidates, worker)| compute(candidates, worker, progress))
            .collect();
        for part in parts {
            level.extend(part?);
        }
    }
    Ok(FamilyTable { family, rows })
}

/// Placements of one victim more, whose every smaller placement is possible.
fn extensions(placed: &[Pair], pairs: &[Pair], possible: &HashSet<&[Pair]>) -> Vec<Box<[Pair]>> {
    let Some(&last) = placed.last() else { return Vec::new() };
    let mut found = Vec::new();
    for &next in pairs.iter().filter(|next| next.missing > last.missing) {
        if placed.iter().any(|pair| pair.victim == next.victim) {
            continue;
        }
        let mut candidate = placed.to_vec();
        candidate.push(next);
        // leaving out the last is `placed` itself
        let holds = (0..placed.len()).all(|left_out| {
            let mut smaller = candidate.clone();
            smaller.remove(left_out);
            possible.contains(&*smaller)
        });
        if holds {
            found.push(candidate.into_boxed_slice());
        }
    }
    found
}

fn compute(
    candidates: &[Box<[Pair]>],
    worker: &mut FamilyLikelihood<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<SubAssignment>, DviError> {
    let mut found = Vec::new();
    for candidate in candidates {
        if let Some(ln_ratio) = worker.ln_ratio(candidate)? {
            found.push(SubAssignment { pairs: candidate.clone(), ln_ratio });
        }
        progress(1);
    }
    Ok(found)
}
