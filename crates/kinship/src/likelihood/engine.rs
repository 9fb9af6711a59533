//! Likelihoods of one pedigree, with plans and programs kept between markers.

use std::collections::HashMap;

use super::{
    GenotypeJoint, LikelihoodError,
    case::Case,
    graph::{Graph, Kind, Shape, Variable},
    joint::Terms,
    keys,
    plan::{Plan, greedy},
    program::Program,
    run::{CELL_COUNT_MAX, Numbers, Outcome, run},
    theta::{FOUNDER_ALLELE_COUNT_MAX, Sequence, Tied, Urn, ties},
    wide::{Num, Wide},
};
use crate::{Marker, Observation, Pedigree, PersonIndex};

/// Programs kept before all are dropped; each takes some kilobytes.
const PROGRAM_COUNT_MAX: usize = 8192;

/// Computes likelihoods of one pedigree, marker after marker.
///
/// Elimination orders are kept by typing pattern and allele count, so keep one engine a pedigree and thread.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) pedigree: Pedigree,
    /// The person whose genome each has: themselves, or the identical twin they stand for.
    pub(super) genome: Vec<PersonIndex>,
    pub(super) parents: Vec<[Option<PersonIndex>; 2]>,
    plans: HashMap<Vec<u16>, Plan>,
    programs: HashMap<Vec<u16>, Program>,
    arena: Vec<f64>,
}

/// Takes one summand: ln weight, ln value, kept cells, and whether these are a table of pairs.
type Term<'a> = dyn FnMut(f64, f64, &[f64], bool) + 'a;

impl Engine {
    /// An engine without plans yet.
    #[must_use]
    pub fn new(pedigree: &Pedigree) -> Self {
        let persons = pedigree.persons();
        // twins may name each other in any way: the first of those who are joined stands for all
        let mut genome: Vec<PersonIndex> = (0..persons.len()).collect();
        for (person, twin) in persons.iter().enumerate().filter_map(|(at, person)| Some((at, person.twin_of?))) {
            let (first, other) = (genome[person].min(genome[twin]), genome[person].max(genome[twin]));
            genome.iter_mut().filter(|of| **of == other).for_each(|of| *of = first);
        }
        let parents = (0..persons.len())
            .map(|person| {
                if genome[person] != person {
                    return [None, None];
                }
                [persons[person].father, persons[person].mother].map(|parent| parent.map(|parent| genome[parent]))
            })
            .collect();
        Self {
            pedigree: pedigree.clone(),
            genome,
            parents,
            plans: HashMap::new(),
            programs: HashMap::new(),
            arena: Vec::new(),
        }
    }

    /// Natural log of P(observations | pedigree) at one marker, `-inf` where impossible.
    ///
    /// `observations[person]` in the pedigree's order; the default observation is an untyped person.
    ///
    /// # Errors
    /// [`LikelihoodError`].
    ///
    /// # Source
    /// [`super::ln_likelihood`].
    pub fn ln_likelihood(
        &mut self,
        marker: &Marker,
        observations: &[Observation],
        theta: f64,
    ) -> Result<f64, LikelihoodError> {
        let case = self.case(marker, observations, None, theta)?;
        if case.is_contradiction {
            return Ok(f64::NEG_INFINITY);
        }
        let mut total = Sum::default();
        self.each_term(marker, &case, None, theta, &mut |ln_weight, ln, _, _| total.add(ln_weight + ln))?;
        Ok(total.ln())
    }

    /// The joint probability of all observations and of each ordered genotype of `person`, whose own observation counts too.
    ///
    /// # Errors
    /// [`LikelihoodError`].
    ///
    /// # Source
    /// [`super::ln_likelihood`], with the person's two alleles not summed out.
    pub fn genotype_joint(
        &mut self,
        marker: &Marker,
        observations: &[Observation],
        person: PersonIndex,
        theta: f64,
    ) -> Result<GenotypeJoint, LikelihoodError> {
        let person = self.genome[person];
        let mut case = self.case(marker, observations, Some(person), theta)?;
        let mut terms = Terms::new(case.domain.size);
        if !case.is_contradiction {
            if theta > 0.0 && self.is_detached(&case.kinds, person) {
                case.kinds[person] = Kind::Dropped;
                self.each_detached(marker, &case, theta, &mut terms)?;
            } else {
                self.each_term(marker, &case, Some(person), theta, &mut |ln_weight, ln, kept, is_pair| {
                    terms.add(ln_weight + ln, kept, is_pair);
                })?;
            }
        }
        Ok(terms.joint(case.states[person].as_ref()))
    }

    /// Calls `term(ln weight, ln value, kept cells, kept as a pair)` for each term of the sum: one without theta.
    fn each_term(
        &mut self,
        marker: &Marker,
        case: &Case,
        query: Option<PersonIndex>,
        theta: f64,
        term: &mut Term<'_>,
    ) -> Result<(), LikelihoodError> {
        self.with_shape(case, query, theta, &mut |engine, shape| engine.terms_of(shape, marker, case, theta, term))
    }

    /// Lends the pedigree to a shape while the rest of the engine stays free to change.
    pub(super) fn with_shape(
        &mut self,
        case: &Case,
        query: Option<PersonIndex>,
        theta: f64,
        with: &mut dyn FnMut(&mut Self, &Shape<'_>) -> Result<(), LikelihoodError>,
    ) -> Result<(), LikelihoodError> {
        let parents = std::mem::take(&mut self.parents);
        let pedigree = std::mem::take(&mut self.pedigree);
        let shape = Shape::new(&pedigree, &case.kinds, &parents, query, theta > 0.0);
        let result = with(self, &shape);
        self.parents = parents;
        self.pedigree = pedigree;
        result
    }

    fn terms_of(
        &mut self,
        shape: &Shape<'_>,
        marker: &Marker,
        case: &Case,
        theta: f64,
        term: &mut Term<'_>,
    ) -> Result<(), LikelihoodError> {
        let domain = &case.domain;
        if theta == 0.0 {
            let numbers = Numbers { shape, domain, base: &domain.frequencies, states: &case.states };
            for (branch, ln_weight) in self.ln_weights(shape, domain.size).into_iter().enumerate() {
                let (outcome, is_pair) = self.compute(&numbers, marker, branch, None)?;
                term(ln_weight, outcome.ln, &outcome.kept, is_pair);
            }
            return Ok(());
        }
        let sequence = self.sequence(shape, case, theta)?;
        let numbers = Numbers { shape, domain, base: &sequence.urn.base, states: &case.states };
        for tie in &sequence.ties {
            for (branch, ln_weight) in self.ln_weights(shape, domain.size).into_iter().enumerate() {
                let tied = Tied { tie, draws: &sequence.draws, keep: None };
                let (outcome, is_pair) = self.compute(&numbers, marker, branch, Some(tied))?;
                term(ln_weight + sequence.urn.ln_drawn + tie.weight.ln(), outcome.ln, &outcome.kept, is_pair);
            }
        }
        Ok(())
    }

    /// Natural logs of the weights of a plan's branches.
    pub(super) fn ln_weights(&mut self, shape: &Shape<'_>, size: usize) -> Vec<f64> {
        self.plan(shape, size).branches.iter().map(|branch| branch.weight.ln()).collect()
    }

    /// The founder alleles of a case as one sequence: those of typed founders first, then the ties of the others.
    pub(super) fn sequence(&mut self, shape: &Shape<'_>, case: &Case, theta: f64) -> Result<Sequence, LikelihoodError> {
        let typed = (0..case.kinds.len()).filter(|&person| {
            shape.parents[person] == [None, None]
                && self.genome[person] == person
                && matches!(case.kinds[person], Kind::Listed { .. })
        });
        let typed = typed.filter_map(|person| case.states[person].as_ref()).flat_map(|states| {
            let (a, b) = states.pairs[0];
            [a, b]
        });
        let urn = Urn::new(&case.domain.frequencies, theta, typed);
        let draws = Graph::new(shape, case.domain.size, &HashMap::new(), &|_| None).draws;
        if draws.len() > FOUNDER_ALLELE_COUNT_MAX {
            return Err(LikelihoodError::TooManyFounderAlleles { found: draws.len(), max: FOUNDER_ALLELE_COUNT_MAX });
        }
        let anchored = &self.plan(shape, case.domain.size).anchored;
        let ties = ties(&urn, draws.len(), &exchangeable(shape, anchored, &draws));
        Ok(Sequence { urn, draws, ties })
    }

    pub(super) fn compute(
        &mut self,
        numbers: &Numbers<'_>,
        marker: &Marker,
        branch: usize,
        tie: Option<Tied<'_>>,
    ) -> Result<(Outcome<f64>, bool), LikelihoodError> {
        let size = numbers.domain.size;
        let key = keys::program(numbers.shape, size, branch, tie);
        if !self.programs.contains_key(&key) {
            if self.programs.len() >= PROGRAM_COUNT_MAX {
                self.programs.clear();
            }
            let program = self.program(numbers.shape, size, branch, tie);
            self.programs.insert(key.clone(), program);
        }
        let program = &self.programs[&key];
        if program.cells_max > CELL_COUNT_MAX {
            let marker = marker.name().to_string();
            return Err(LikelihoodError::TooEntangled { marker, cells: program.cells_max, max: CELL_COUNT_MAX });
        }
        let is_pair = program.kept.is_some_and(|(_, is_pair)| is_pair);
        let outcome = run(program, numbers, &mut self.arena);
        if !outcome.is_risky {
            return Ok((outcome, is_pair));
        }
        let wide = run::<Wide>(program, numbers, &mut Vec::new());
        let scale = wide.kept.iter().map(|cell| Num::ln(*cell)).fold(f64::NEG_INFINITY, f64::max);
        let scale = if scale.is_finite() { scale } else { 0.0 };
        let kept = wide.kept.iter().map(|cell| (Num::ln(*cell) - scale).exp()).collect();
        Ok((Outcome { ln: wide.ln + scale, kept, is_risky: false }, is_pair))
    }

    fn plan(&mut self, shape: &Shape<'_>, size: usize) -> &Plan {
        self.plans.entry(keys::plan(shape, size)).or_insert_with(|| keys::new_plan(shape, size))
    }

    fn program(&mut self, shape: &Shape<'_>, size: usize, branch: usize, tie: Option<Tied<'_>>) -> Program {
        let branch = &self.plan(shape, size).branches[branch];
        let ties = tie.map_or_else(HashMap::new, |tied| tied.tie.map(tied.draws));
        let mut graph = Graph::new(shape, size, &ties, &|transmission| branch.fixed(transmission));
        let Some(tied) = tie else { return Program::new(&graph, &branch.order, size) };
        // what is cheap where founder alleles differ can be dear where they are one: each tie has its own order
        graph.keep.extend(tied.kept());
        let order = greedy(&graph).variables;
        Program::new(&graph, &order, size)
    }
}

/// Draws that may change places: the two alleles of an untyped founder, unless they are asked for or told apart by which of
/// them the first child has.
fn exchangeable(shape: &Shape<'_>, anchored: &[PersonIndex], draws: &[Variable]) -> Vec<(usize, usize)> {
    let names = shape.names();
    let at = |variable| draws.iter().position(|&draw| draw == variable);
    (0..shape.kinds.len())
        .filter(|person| shape.query != Some(*person) && !anchored.contains(person))
        .filter_map(|person| Some((at(names.allele(person, 0))?, at(names.allele(person, 1))?)))
        .collect()
}

/// A sum of numbers given by their logs.
#[derive(Default)]
struct Sum(Vec<f64>);

impl Sum {
    fn add(&mut self, ln: f64) {
        self.0.push(ln);
    }

    fn ln(&self) -> f64 {
        let high = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if high == f64::NEG_INFINITY || self.0.len() == 1 {
            return high;
        }
        high + self.0.iter().map(|ln| (ln - high).exp()).sum::<f64>().ln()
    }
}
