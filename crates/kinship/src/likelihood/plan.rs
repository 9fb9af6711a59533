//! The order in which variables are summed out.

use std::collections::HashMap;

use super::{
    graph::{Graph, Shape, Variable},
    live::Live,
};
use crate::PersonIndex;

/// One summand of a likelihood: some transmissions fixed, and an order for what remains.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Transmissions and which of the parent's alleles they pass on.
    pub fixed: Vec<(Variable, usize)>,
    /// Probability of the fixed choices, symmetric ones together.
    pub weight: f64,
    pub order: Vec<Variable>,
}

impl Branch {
    /// Which of the parent's alleles a transmission passes on, if it is fixed.
    pub fn fixed(&self, transmission: Variable) -> Option<usize> {
        self.fixed.iter().find(|(fixed, _)| *fixed == transmission).map(|(_, which)| *which)
    }
}

/// How a likelihood is summed: branch by branch.
///
/// A transmission from an untyped parent ties the parent's two alleles to the child's. Fixing which of the two was
/// passed on cuts one tie, at the price of a branch for each choice. For a founder, whose two alleles are
/// interchangeable, the first transmission is fixed for nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub branches: Vec<Branch>,
    /// Founders of whom the first transmission is fixed: their two alleles are told apart by it.
    pub anchored: Vec<PersonIndex>,
}

/// Plans with a step above this many multiplications a cubed allele count are searched for transmissions worth fixing.
const FIX_FROM: f64 = 8.0;
/// Steps below this many multiplications (some 30 microseconds) are never worth the search.
const FIX_FROM_MIN: f64 = 100_000.0;
/// Most transmissions fixed at the price of two branches each.
const FIXED_COUNT_MAX: usize = 8;

impl Plan {
    /// A good plan for a shape with `size` alleles: greedy orders, and greedy choices of what to fix.
    pub fn new(shape: &Shape<'_>, size: usize) -> Self {
        let open = Graph::new(shape, size, &HashMap::new(), &|_| None).open;
        let mut free: Vec<(Variable, usize)> = Vec::new();
        let mut parents = Vec::new();
        // what the person asked for received is never summed out: better that it hangs on one allele than on two
        let asked: Vec<Variable> =
            shape.query.iter().flat_map(|&query| [0, 1].map(|side| shape.names().transmission(query, side))).collect();
        let asked_first = open.iter().filter(|(transmission, _)| asked.contains(transmission));
        for &(transmission, parent) in asked_first.chain(&open) {
            let person = &shape.pedigree.persons()[parent];
            let is_symmetric = shape.query != Some(parent)
                && shape.parents[parent] == [None, None]
                && person.founder_inbreeding == 0.0;
            if is_symmetric && !parents.contains(&parent) {
                parents.push(parent);
                free.push((transmission, 0));
            }
        }
        let mut best = all_branches(shape, size, &free, &[]);
        let mut chosen: Vec<Variable> = Vec::new();
        let asked: Vec<Variable> = open
            .iter()
            .map(|open| open.0)
            .filter(|transmission| asked.contains(transmission) && !free.contains(&(*transmission, 0)))
            .collect();
        if !asked.is_empty() {
            let branches = all_branches(shape, size, &free, &asked);
            if branches.cost < best.cost {
                (best, chosen) = (branches, asked);
            }
        }
        let threshold = (FIX_FROM * (size * size * size) as f64).max(FIX_FROM_MIN);
        while best.worst > threshold && chosen.len() < FIXED_COUNT_MAX {
            let near: Vec<(Variable, PersonIndex)> = open
                .iter()
                .copied()
                .filter(|&(transmission, parent)| {
                    !chosen.contains(&transmission)
                        && !free.contains(&(transmission, 0))
                        && (0..2).any(|of| best.worst_scope.contains(&shape.names().allele(parent, of)))
                })
                .collect();
            // one transmission at a time, and all of one parent at once, since the last tie is the one that pays
            let ones = near.iter().map(|&(transmission, _)| vec![transmission]);
            let groups = (0..shape.kinds.len())
                .map(|parent| near.iter().filter(|other| other.1 == parent).map(|other| other.0).collect::<Vec<_>>())
                .filter(|group| group.len() > 1);
            let trials = ones.chain(groups).map(|more| chosen.iter().copied().chain(more).collect::<Vec<_>>());
            let mut found = None;
            for trial in trials.filter(|trial| trial.len() <= FIXED_COUNT_MAX) {
                let branches = all_branches(shape, size, &free, &trial);
                if branches.cost < best.cost * 0.95 {
                    best = branches;
                    found = Some(trial);
                }
            }
            let Some(trial) = found else { break };
            chosen = trial;
        }
        Self { branches: best.branches, anchored: parents }
    }
}

/// Branches with what they cost together.
struct Priced {
    branches: Vec<Branch>,
    cost: f64,
    /// Cost of the dearest step of all branches, and what it joins.
    worst: f64,
    worst_scope: Vec<Variable>,
}

/// A branch for each choice of the `chosen` transmissions.
fn all_branches(shape: &Shape<'_>, size: usize, free: &[(Variable, usize)], chosen: &[Variable]) -> Priced {
    let none = HashMap::new();
    let mut priced = Priced { branches: Vec::new(), cost: 0.0, worst: 0.0, worst_scope: Vec::new() };
    for choice in 0..1usize << chosen.len() {
        let choices = chosen.iter().enumerate().map(|(bit, &transmission)| (transmission, choice >> bit & 1));
        let fixed = free.iter().copied().chain(choices).collect();
        let mut branch = Branch { fixed, weight: 0.5f64.powi(chosen.len() as i32), order: Vec::new() };
        let order = greedy(&Graph::new(shape, size, &none, &|transmission| branch.fixed(transmission)));
        priced.cost += order.cost;
        if order.worst > priced.worst {
            (priced.worst, priced.worst_scope) = (order.worst, order.worst_scope);
        }
        branch.order = order.variables;
        priced.branches.push(branch);
    }
    priced
}

/// An order of elimination with its price.
pub(super) struct Order {
    pub variables: Vec<Variable>,
    cost: f64,
    worst: f64,
    worst_scope: Vec<Variable>,
}

/// Eliminates the cheapest variable first; ties go to the lower number.
pub(super) fn greedy(graph: &Graph) -> Order {
    let mut live = Live::new(graph);
    let mut left: Vec<Variable> = (0..graph.sizes.len() as Variable)
        .filter(|variable| graph.sizes[*variable as usize] > 0 && !graph.keep.contains(variable))
        .collect();
    let mut known: Vec<Option<(f64, f64)>> = vec![None; graph.sizes.len()];
    let mut order = Order { variables: Vec::new(), cost: 0.0, worst: 0.0, worst_scope: Vec::new() };
    while !left.is_empty() {
        let mut best: Option<(usize, (f64, f64))> = None;
        for (at, &variable) in left.iter().enumerate() {
            let score = *known[variable as usize].get_or_insert_with(|| {
                let gather = live.gather(variable);
                (gather.cost, gather.cells)
            });
            if best.is_none_or(|(_, least)| score.0 + score.1 < least.0 + least.1) {
                best = Some((at, score));
            }
        }
        let Some((at, score)) = best else { break };
        let variable = left.remove(at);
        let gather = live.gather(variable);
        let result = live.result(&gather);
        order.cost += score.0;
        if score.0 > order.worst {
            (order.worst, order.worst_scope) = (score.0, result.clone());
        }
        let touched: Vec<Variable> = gather
            .write_out
            .iter()
            .filter_map(|&lazy| live.lazies[lazy])
            .flat_map(|lazy| [lazy.x, lazy.p, lazy.m])
            .chain(result.iter().copied())
            .collect();
        live.consume(&gather);
        live.add(result);
        // a neighbour of a neighbour may hold a transmission whose parents were just joined
        for &variable in &touched {
            known[variable as usize] = None;
            for lazy in live.lazies_of[variable as usize].iter().filter_map(|&lazy| live.lazies[lazy]) {
                known[lazy.x as usize] = None;
            }
        }
        order.variables.push(variable);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
        likelihood::{
            domain::Domain,
            graph::Kind,
            program::Program,
            run::{Numbers, run},
            states::States,
        },
        mutation::{Mutation, TransitionMatrix},
    };
    use facts::Sex;

    /// An untyped couple with three untyped children, each with a typed child: the shape that fixing is for.
    #[test]
    fn fixing_transmissions_changes_the_cost_and_not_the_value() {
        let person = |id: String, sex, father: Option<String>, mother: Option<String>| PersonDraft {
            id,
            sex,
            father,
            mother,
            ..PersonDraft::default()
        };
        let mut drafts = vec![person("F".into(), Sex::Male, None, None), person("M".into(), Sex::Female, None, None)];
        for at in 0..3 {
            drafts.push(person(format!("S{at}"), Sex::Male, Some("F".into()), Some("M".into())));
            drafts.push(person(format!("C{at}"), Sex::Male, Some(format!("S{at}")), None));
        }
        let pedigree = Pedigree::new(drafts).unwrap();
        let names = ["1", "2", "3", "4"].map(|name| AlleleName::new(name).unwrap()).to_vec();
        let rows = vec![0.7, 0.2, 0.1, 0.0, 0.1, 0.6, 0.2, 0.1, 0.0, 0.3, 0.5, 0.2, 0.1, 0.1, 0.3, 0.5];
        let matrix = TransitionMatrix::new(4, rows).unwrap();
        let mutation = Mutation { female: matrix.clone(), male: matrix };
        let marker = Marker::new("M", names, vec![0.1, 0.2, 0.3, 0.4]).unwrap().with_mutation(mutation).unwrap();
        let mut observations = vec![Observation::default(); 8];
        for (at, (a, b)) in [(3, (0, 1)), (5, (1, 3)), (7, (2, 2))] {
            observations[at] = Observation::certain(Call::Genotype(AlleleIndex(a), AlleleIndex(b)));
        }
        let domain = Domain::new(&marker, &observations, true);
        let states: Vec<Option<States>> = observations.iter().map(|seen| States::of(seen, &domain)).collect();
        let kinds: Vec<Kind> = states
            .iter()
            .map(|states| match states {
                None => Kind::Free,
                Some(states) => Kind::Listed { count: states.pairs.len(), is_varying: false },
            })
            .collect();
        let parents: Vec<_> = pedigree.persons().iter().map(|person| [person.father, person.mother]).collect();
        let shape = Shape::new(&pedigree, &kinds, &parents, None, false);
        let none = HashMap::new();
        let value = |branch: &Branch| {
            let graph = Graph::new(&shape, 4, &none, &|transmission| branch.fixed(transmission));
            let program = Program::new(&graph, &branch.order, 4);
            let numbers = Numbers { shape: &shape, domain: &domain, base: &domain.frequencies, states: &states };
            branch.weight * run::<f64>(&program, &numbers, &mut Vec::new()).ln.exp()
        };
        let sum = |free: &[(Variable, usize)], chosen: &[Variable]| -> (f64, f64) {
            let priced = all_branches(&shape, 4, free, chosen);
            (priced.branches.iter().map(value).sum(), priced.cost)
        };
        let open: Vec<Variable> = Graph::new(&shape, 4, &none, &|_| None).open.iter().map(|open| open.0).collect();
        let (plain, _) = sum(&[], &[]);
        assert!(plain > 0.0);
        for chosen in [&open[..1], &open[2..5], &open[..6]] {
            assert!((sum(&[], chosen).0 / plain - 1.0).abs() < 1e-12);
        }
        let planned = Plan::new(&shape, 30);
        assert!(planned.branches.len() > 1, "this shape pays");
        let unfixed = all_branches(&shape, 30, &[], &[]).cost;
        let fixed = |branch: &Branch| greedy(&Graph::new(&shape, 30, &none, &|t| branch.fixed(t))).cost;
        assert!(planned.branches.iter().map(fixed).sum::<f64>() < unfixed / 2.0);
        let reduced: f64 = Plan::new(&shape, 4).branches.iter().map(value).sum();
        assert!((reduced / plain - 1.0).abs() < 1e-12);
    }
}
