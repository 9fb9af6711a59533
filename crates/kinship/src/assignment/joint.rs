//! All assignments at once: sums, marginals, the best ones, and the best with and without each choice.

use super::{
    DviCase, DviError, Prior,
    best::{self, Ranked, TextOrder},
    count::ExactCount,
    group::{Group, groups},
    prior::ln_prior,
    scaled::Scaled,
    table::FamilyTable,
    walk::{Contexts, Counted, Largest, Semiring, contexts, forward, totals},
};

/// Everything that is summed or maximised over assignments.
#[derive(Debug)]
pub(super) struct Joint {
    /// ln of the sum over assignments of prior weight times ratio.
    pub(super) ln_normaliser: f64,
    /// ln of the prior weight by number identified; one entry where it does not matter.
    pub(super) ln_prior: Vec<f64>,
    /// `[victim][missing]`, posterior.
    pub(super) marginals: Vec<Vec<f64>>,
    /// `[victim]`, posterior of being nobody of the case.
    pub(super) nobody: Vec<f64>,
    /// Assignments of likelihood above 0; `None` where there are 2^128 or more.
    pub(super) possible: Option<ExactCount>,
    /// The best, in order.
    pub(super) best: Vec<Ranked>,
    /// `[table][row]`: ln of the largest ratio of an assignment of the row's group that has the row.
    pub(super) ln_best_with: Vec<Vec<f64>>,
}

/// `missing`: who can be assigned (families that contradict themselves cannot be assigned to).
pub(super) fn joint(
    case: &DviCase,
    tables: &[FamilyTable],
    missing: &[usize],
    prior: Prior,
    top: usize,
) -> Result<Joint, DviError> {
    let groups = groups(tables)?;
    let ln_prior = ln_prior(prior, case, missing);
    let levels: Vec<usize> =
        groups.iter().map(|group| if prior == Prior::Identified { group.identified_max + 1 } else { 1 }).collect();
    for (group, &levels) in groups.iter().zip(&levels) {
        group.check(levels)?;
    }
    let mut joint = Joint {
        ln_normaliser: 0.0,
        marginals: vec![vec![0.0; case.missing().len()]; case.victims().len()],
        nobody: vec![1.0; case.victims().len()],
        possible: possible(&groups, tables),
        best: if top == 0 { Vec::new() } else { best_of_all(case, &groups, tables, top)? },
        ln_best_with: ln_best_with(&groups, tables),
        ln_prior,
    };
    sum(&mut joint, &groups, &levels, tables);
    Ok(joint)
}

/// `[step][choice]`: what the rows of each choice add up to.
fn weights<T: Semiring>(group: &Group, tables: &[FamilyTable], of_row: impl Fn(f64) -> T) -> Vec<Vec<T>> {
    let of_step = |step: &super::group::Step| {
        let mut weights = vec![T::ZERO; step.choices.len()];
        for (row, &choice) in tables[step.table].rows.iter().zip(&step.choice_of_row) {
            let weight = &mut weights[choice as usize];
            *weight = weight.plus(of_row(row.ln_ratio));
        }
        weights
    };
    group.steps.iter().map(of_step).collect()
}

fn possible(groups: &[Group], tables: &[FamilyTable]) -> Option<ExactCount> {
    let mut product = ExactCount::from(1);
    for group in groups {
        let weights = weights(group, tables, |_| Counted::ONE);
        let layers = forward(group, &weights, 1);
        let count = totals(group, &layers, 1).first().map_or(1, |count| count.0);
        if count == u128::MAX {
            return None;
        }
        product = product.times(&ExactCount::from(count));
    }
    Some(product)
}

fn best_of_all(case: &DviCase, groups: &[Group], tables: &[FamilyTable], top: usize) -> Result<Vec<Ranked>, DviError> {
    let order = TextOrder::new(case);
    let mut best = vec![Ranked::nobody()];
    for group in groups {
        let of_group = best::of_group(group, tables, &order, top)?;
        best = best::combine(&order, case.victims().len(), &best, &of_group, top);
    }
    Ok(best)
}

fn ln_best_with(groups: &[Group], tables: &[FamilyTable]) -> Vec<Vec<f64>> {
    let mut best: Vec<Vec<f64>> = tables.iter().map(|table| vec![0.0; table.rows.len()]).collect();
    for group in groups {
        let weights = weights(group, tables, Largest);
        let layers = forward(group, &weights, 1);
        let contexts = contexts(group, &weights, &layers, &[Largest::ONE]);
        for (step, context) in group.steps.iter().zip(&contexts.choices) {
            for (row, &choice) in step.choice_of_row.iter().enumerate() {
                best[step.table][row] = tables[step.table].rows[row].ln_ratio + context[choice as usize].0;
            }
        }
    }
    best
}

/// `[step][choice]` or `[step][state]`.
type Layers = Vec<Vec<Scaled>>;

/// Normaliser and marginals. The groups meet in the prior only: `outer[k]` is the prior weight of what all other groups may
/// add to k identified in this one.
fn sum(joint: &mut Joint, groups: &[Group], levels: &[usize], tables: &[FamilyTable]) {
    let walked: Vec<(Layers, Layers)> = groups
        .iter()
        .zip(levels)
        .map(|(group, &levels)| {
            let weights = weights(group, tables, Scaled::from_ln);
            let layers = forward(group, &weights, levels);
            (weights, layers)
        })
        .collect();
    let of_group: Vec<Vec<Scaled>> = groups
        .iter()
        .zip(&walked)
        .zip(levels)
        .map(|((group, (_, layers)), &levels)| totals(group, layers, levels))
        .collect();
    let prior: Vec<Scaled> = joint.ln_prior.iter().map(|&ln| Scaled::from_ln(ln)).collect();
    // before[g][k]: prior weight with k identified in groups g and later, groups before g summed out
    let mut before = vec![prior];
    for totals in &of_group {
        let last = before.last().map_or_else(Vec::new, |last| absorb(last, totals));
        before.push(last);
    }
    let normaliser = before.last().and_then(|last| last.first()).copied().unwrap_or(Scaled::ONE);
    joint.ln_normaliser = normaliser.ln();
    let mut after = vec![Scaled::ONE];
    for (at, group) in groups.iter().enumerate().rev() {
        let outer = correlate(&before[at], &after, levels[at]);
        let (weights, layers) = &walked[at];
        let contexts = contexts(group, weights, layers, &outer);
        marginals(joint, group, tables, &contexts);
        after = convolve(&after, &of_group[at]);
    }
}

/// What is left of a weight by number, after a group's part of the number is summed out.
fn absorb(weight: &[Scaled], totals: &[Scaled]) -> Vec<Scaled> {
    let left = |k: usize| {
        let terms = totals.iter().enumerate().filter_map(|(j, &total)| Some(total.times(*weight.get(k + j)?)));
        terms.fold(Scaled::ZERO, Scaled::plus)
    };
    (0..weight.len()).map(left).collect()
}

/// `outer[k]`: sum over j of `weight[k + j]` times `others[j]`, for k below `levels`.
fn correlate(weight: &[Scaled], others: &[Scaled], levels: usize) -> Vec<Scaled> {
    let outer = |k: usize| {
        let terms = others.iter().enumerate().filter_map(|(j, &other)| Some(other.times(*weight.get(k + j)?)));
        terms.fold(Scaled::ZERO, Scaled::plus)
    };
    (0..levels).map(outer).collect()
}

fn convolve(one: &[Scaled], two: &[Scaled]) -> Vec<Scaled> {
    let mut product = vec![Scaled::ZERO; one.len() + two.len() - 1];
    for (i, &a) in one.iter().enumerate() {
        for (j, &b) in two.iter().enumerate() {
            product[i + j] = product[i + j].plus(a.times(b));
        }
    }
    product
}

fn marginals(joint: &mut Joint, group: &Group, tables: &[FamilyTable], contexts: &Contexts<Scaled>) {
    let ln_normaliser = joint.ln_normaliser;
    let posterior = |sum: Scaled| (sum.ln() - ln_normaliser).exp();
    for (step, context) in group.steps.iter().zip(&contexts.choices) {
        let mut free = vec![Scaled::ZERO; step.own.len()];
        let mut sums = std::collections::BTreeMap::new();
        for (row, &choice) in tables[step.table].rows.iter().zip(&step.choice_of_row) {
            let here = Scaled::from_ln(row.ln_ratio).times(context[choice as usize]);
            for pair in &row.pairs {
                let sum = sums.entry(*pair).or_insert(Scaled::ZERO);
                *sum = sum.plus(here);
            }
            for (&victim, free) in step.own.iter().zip(&mut free) {
                if row.pairs.iter().all(|pair| pair.victim != victim) {
                    *free = free.plus(here);
                }
            }
        }
        for (pair, sum) in sums {
            joint.marginals[pair.victim][pair.missing] = posterior(sum);
        }
        for (&victim, free) in step.own.iter().zip(free) {
            joint.nobody[victim] = posterior(free);
        }
    }
    for &(victim, sum) in &contexts.unclaimed {
        joint.nobody[victim] = posterior(sum);
    }
}
