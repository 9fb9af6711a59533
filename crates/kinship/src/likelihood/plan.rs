//! The order in which variables are summed out.

use std::collections::HashMap;

use super::{
    graph::{Graph, Shape, Variable},
    live::Live,
};

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
}

/// Plans above this many multiplications a cubed allele count are searched for transmissions worth fixing.
const FIX_FROM: f64 = 40.0;
/// Most transmissions fixed at the price of two branches each.
const FIXED_COUNT_MAX: usize = 8;

impl Plan {
    /// A good plan for a shape with `size` alleles: greedy orders, and greedy choices of what to fix.
    pub fn new(shape: &Shape<'_>, size: usize) -> Self {
        let open = Graph::new(shape, size, &HashMap::new(), &|_| None).open;
        let mut free: Vec<(Variable, usize)> = Vec::new();
        let mut parents = Vec::new();
        for &(transmission, parent) in &open {
            let person = &shape.pedigree.persons()[parent];
            let is_symmetric = !shape.has_theta
                && shape.query != Some(parent)
                && shape.parents[parent] == [None, None]
                && person.founder_inbreeding == 0.0;
            if is_symmetric && !parents.contains(&parent) {
                parents.push(parent);
                free.push((transmission, 0));
            }
        }
        let (mut branches, mut cost) = all_branches(shape, size, &free, &[]);
        let mut chosen: Vec<Variable> = Vec::new();
        let threshold = FIX_FROM * (size * size * size) as f64;
        while cost > threshold && chosen.len() < FIXED_COUNT_MAX {
            let left: Vec<(Variable, usize)> = open
                .iter()
                .copied()
                .filter(|(transmission, _)| !chosen.contains(transmission) && !free.contains(&(*transmission, 0)))
                .collect();
            // one transmission at a time, and all of one parent at once, since the last tie is the one that pays
            let ones = left.iter().map(|&(transmission, _)| vec![transmission]);
            let groups = (0..shape.kinds.len())
                .map(|parent| left.iter().filter(|other| other.1 == parent).map(|other| other.0).collect::<Vec<_>>())
                .filter(|group| group.len() > 1);
            let mut best = None;
            for addition in ones.chain(groups) {
                let trial: Vec<Variable> = chosen.iter().copied().chain(addition).collect();
                if trial.len() > FIXED_COUNT_MAX {
                    continue;
                }
                let (found, sum) = all_branches(shape, size, &free, &trial);
                if sum < cost * 0.95 {
                    (branches, cost) = (found, sum);
                    best = Some(trial);
                }
            }
            let Some(trial) = best else { break };
            chosen = trial;
        }
        Self { branches }
    }
}

/// A branch for each choice of the `chosen` transmissions, and the cost of all.
fn all_branches(shape: &Shape<'_>, size: usize, free: &[(Variable, usize)], chosen: &[Variable]) -> (Vec<Branch>, f64) {
    let none = HashMap::new();
    let mut total = 0.0;
    let branches = (0..1usize << chosen.len())
        .map(|choice| {
            let choices = chosen.iter().enumerate().map(|(bit, &transmission)| (transmission, choice >> bit & 1));
            let fixed = free.iter().copied().chain(choices).collect();
            let mut branch = Branch { fixed, weight: 0.5f64.powi(chosen.len() as i32), order: Vec::new() };
            let (order, cost) = greedy(&Graph::new(shape, size, &none, &|transmission| branch.fixed(transmission)));
            total += cost;
            branch.order = order;
            branch
        })
        .collect();
    (branches, total)
}

/// Eliminates the cheapest variable first. Returns the order and its cost; ties go to the lower number.
fn greedy(graph: &Graph) -> (Vec<Variable>, f64) {
    let mut live = Live::new(graph);
    let mut left: Vec<Variable> = (0..graph.sizes.len() as Variable)
        .filter(|variable| graph.sizes[*variable as usize] > 0 && !graph.keep.contains(variable))
        .collect();
    let mut known: Vec<Option<(f64, f64)>> = vec![None; graph.sizes.len()];
    let (mut order, mut total) = (Vec::new(), 0.0);
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
        total += score.0;
        let gather = live.gather(variable);
        let result = live.result(&gather);
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
        order.push(variable);
    }
    (order, total)
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
        let shape = Shape { pedigree: &pedigree, kinds: &kinds, parents: &parents, query: None, has_theta: false };
        let none = HashMap::new();
        let value = |branch: &Branch| {
            let graph = Graph::new(&shape, 4, &none, &|transmission| branch.fixed(transmission));
            let program = Program::new(&graph, &branch.order, 4, &|variable| variable);
            let numbers = Numbers { shape: &shape, domain: &domain, base: &domain.frequencies, states: &states };
            branch.weight * run::<f64>(&program, &numbers, &mut Vec::new()).ln.exp()
        };
        let sum = |free: &[(Variable, usize)], chosen: &[Variable]| -> (f64, f64) {
            let (branches, cost) = all_branches(&shape, 4, free, chosen);
            (branches.iter().map(value).sum(), cost)
        };
        let open: Vec<Variable> = Graph::new(&shape, 4, &none, &|_| None).open.iter().map(|open| open.0).collect();
        let (plain, _) = sum(&[], &[]);
        assert!(plain > 0.0);
        for chosen in [&open[..1], &open[2..5], &open[..6]] {
            assert!((sum(&[], chosen).0 / plain - 1.0).abs() < 1e-12);
        }
        let planned = Plan::new(&shape, 30);
        assert!(planned.branches.len() > 1, "this shape pays");
        let unfixed = all_branches(&shape, 30, &[], &[]).1;
        let fixed = |branch: &Branch| greedy(&Graph::new(&shape, 30, &none, &|t| branch.fixed(t))).1;
        assert!(planned.branches.iter().map(fixed).sum::<f64>() < unfixed / 2.0);
        let reduced: f64 = Plan::new(&shape, 4).branches.iter().map(value).sum();
        assert!((reduced / plain - 1.0).abs() < 1e-12);
    }
}
