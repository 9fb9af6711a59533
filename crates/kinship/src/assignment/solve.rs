//! The whole computation of a case.

use super::{
    Conclusion, DviCase, DviError, ExactCount, MutationUse, PairwiseLr, Prior, conclude::conclude, count, joint::joint,
    pairwise::family_results,
};

/// Longest list of assignments.
pub const TOP_COUNT_MAX: usize = 100_000;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Whether mutation is used.
    pub mutation: MutationUse,
    /// Prior over assignments.
    pub prior: Prior,
    /// Length of the list of best assignments; 0 for none.
    pub top: usize,
    /// Ratio from which a match is reported, above 1. Default 1e4 (dvir's).
    pub match_threshold: f64,
    /// Ratio from which a match is called probable, from 1 to the match threshold. Default 1e3 (dvir's).
    pub probable_threshold: f64,
    /// A pair with more impossible markers than this is excluded. Default 2 (dvir's).
    pub exclude_markers: u32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            mutation: MutationUse::Given,
            prior: Prior::Assignments,
            top: 200,
            match_threshold: 1e4,
            probable_threshold: 1e3,
            exclude_markers: 2,
        }
    }
}

/// One assignment of all victims.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// `[victim]`: which missing person; `None` for nobody of the case.
    pub missing: Vec<Option<usize>>,
    /// Natural log of the likelihood of everything observed; families that contradict themselves are left out.
    pub ln_likelihood: f64,
    /// Posterior probability under the prior asked for.
    pub posterior: f64,
}

/// Everything that is known of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// `[victim][missing]`: the pair against unrelated, other victims not used.
    pub pairwise: Vec<Vec<PairwiseLr>>,
    /// `[victim][missing]`: markers impossible without mutation, the family's own contradictions included; `None` where
    /// sexes differ.
    pub exclusions: Vec<Vec<Option<u32>>>,
    /// Assignments that sexes allow, over all families.
    pub assignments_total: ExactCount,
    /// Assignments of likelihood above 0; `None` where there are 2^128 or more in one group of families.
    pub assignments_possible: Option<ExactCount>,
    /// The best, by likelihood, ties (within 2^-32 in ln) by text.
    pub joint: Vec<Assignment>,
    /// `[victim][missing]`: posterior probability that they are one.
    pub marginals: Vec<Vec<f64>>,
    /// `[victim]`: posterior probability of being nobody of the case.
    pub nobody: Vec<f64>,
    /// Families whose relatives are impossible together. The run goes on without them: nobody is assigned to them.
    pub contradicted: Vec<usize>,
    /// `[missing]`
    pub conclusions: Vec<Conclusion>,
}

/// Solves a case exactly.
///
/// # Errors
/// [`DviError`], above all where exactness would take too long.
pub fn solve(case: &DviCase, parameters: &Parameters) -> Result<Solution, DviError> {
    solve_with_progress(case, parameters, &|_| {})
}

/// [`solve`], telling after each placement of victims in a family that one more is computed.
///
/// # Errors
/// [`DviError`].
pub fn solve_with_progress(
    case: &DviCase,
    parameters: &Parameters,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Solution, DviError> {
    check(parameters)?;
    let families = family_results(case, parameters.mutation, progress)?;
    let assignable: Vec<usize> = (0..case.missing().len())
        .filter(|&missing| !families.contradicted.contains(&case.missing()[missing].family))
        .collect();
    let joint = joint(case, &families.tables, &assignable, parameters.prior, parameters.top)?;
    let conclusions = conclude(case, parameters, &families, &joint);
    let assignments = joint.best.iter().map(|best| {
        let mut missing = vec![None; case.victims().len()];
        best.pairs.iter().for_each(|pair| missing[pair.victim] = Some(pair.missing));
        let ln_prior = joint.ln_prior.get(best.pairs.len()).or(joint.ln_prior.first()).copied().unwrap_or(0.0);
        Assignment {
            missing,
            ln_likelihood: families.ln_nobody + best.ln_ratio,
            posterior: (best.ln_ratio + ln_prior - joint.ln_normaliser).exp(),
        }
    });
    Ok(Solution {
        assignments_total: count::total(case),
        joint: assignments.collect(),
        assignments_possible: joint.possible,
        marginals: joint.marginals,
        nobody: joint.nobody,
        pairwise: families.pairwise,
        exclusions: families.exclusions,
        contradicted: families.contradicted,
        conclusions,
    })
}

fn check(parameters: &Parameters) -> Result<(), DviError> {
    let bad = |name, found: String, expected| Err(DviError::BadParameter { name, found, expected });
    let (match_threshold, probable) = (parameters.match_threshold, parameters.probable_threshold);
    if !(match_threshold > 1.0 && match_threshold.is_finite()) {
        return bad("the match threshold", match_threshold.to_string(), "a ratio above 1, such as 1e4");
    }
    if !(1.0..=match_threshold).contains(&probable) {
        return bad("the probable threshold", probable.to_string(), "a ratio from 1 to the match threshold");
    }
    if parameters.top > TOP_COUNT_MAX {
        return bad("the length of the list", parameters.top.to_string(), "at most 100000 assignments");
    }
    Ok(())
}
