//! Variables and factors of one pedigree with one typing pattern; no numbers yet.

use std::collections::HashMap;

use crate::{Pedigree, PersonIndex};

/// What is known of a person's pair of alleles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Untyped, and nobody below is typed: changes nothing.
    Dropped,
    /// Any pair is possible: two allele variables.
    Free,
    /// Two allele variables and a table of P(seen | pair): a founder under theta whose call has several explanations.
    Weighed,
    /// A short list of ordered pairs: one variable over the list, none where the list has one entry.
    Listed {
        /// Length of the list.
        count: usize,
        /// Whether what is passed on depends on the entry.
        is_varying: bool,
    },
}

/// A variable's number. Each person has room for seven: two alleles, a state, two transmissions, two draws.
pub(super) type Variable = u16;

/// Names of variables as numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    people: usize,
}

impl Names {
    /// The allele from the father (side 0) or the mother (side 1).
    pub fn allele(self, person: PersonIndex, side: usize) -> Variable {
        (2 * person + side) as Variable
    }

    /// Which entry of the list of pairs.
    pub fn state(self, person: PersonIndex) -> Variable {
        (2 * self.people + person) as Variable
    }

    /// Name of the transmission to the person's `side`; not a variable of the graph.
    pub fn transmission(self, person: PersonIndex, side: usize) -> Variable {
        (3 * self.people + 2 * person + side) as Variable
    }

    /// An allele drawn from the population for a side without a parent, under theta.
    pub fn draw(self, person: PersonIndex, side: usize) -> Variable {
        (5 * self.people + 2 * person + side) as Variable
    }

    /// Count of numbers.
    pub fn count(self) -> usize {
        7 * self.people
    }
}

/// How to fill a table; the scope beside it gives its axes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fill {
    /// `[allele]`: population frequencies, or the base of the theta sequence.
    Founding,
    /// `[p, m]`: an inbred founder.
    Inbred { founder: PersonIndex },
    /// `[p, m]` or `[p]` where both are one variable: P(seen | pair).
    Observed { person: PersonIndex },
    /// `[state]` or `[]`: P(seen | pair) and every side that is a plain vector.
    StateWeights { person: PersonIndex },
    /// `[allele]`: a side that is a plain vector.
    Vector { child: PersonIndex, side: usize },
    /// `[parent's state, child's variable?]`.
    FromListed { child: PersonIndex, side: usize },
    /// `[p, m, child's state?]`.
    FromPair { child: PersonIndex, side: usize },
    /// `[v, child's variable?]`: the allele passed on, where it is known which, or drawn.
    FromOne { child: PersonIndex, side: usize, is_drawn: bool },
}

/// A table to be filled.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    pub fill: Fill,
    pub scope: Vec<Variable>,
}

/// A transmission kept as a formula: half `M[p, x]` plus half `M[m, x]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lazy {
    pub x: Variable,
    pub p: Variable,
    pub m: Variable,
    pub side: usize,
}

/// A pedigree with what is known of each person.
pub(super) struct Shape<'a> {
    pub pedigree: &'a Pedigree,
    /// By person; identical twins are one person, the one they are `twin_of`.
    pub kinds: &'a [Kind],
    /// Father and mother, twins replaced by the one who stands for them.
    pub parents: &'a [[Option<PersonIndex>; 2]],
    pub query: Option<PersonIndex>,
    pub has_theta: bool,
    /// By person: untyped founders of whom only one allele can matter.
    once: Vec<bool>,
}

/// Variables with sizes, tables to fill and transmissions kept as formulas.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub names: Names,
    /// By variable; 0 where the variable does not occur.
    pub sizes: Vec<usize>,
    pub factors: Vec<Factor>,
    pub lazies: Vec<Lazy>,
    /// Not to be eliminated.
    pub keep: Vec<Variable>,
    /// Founder alleles in the order in which they are drawn.
    pub draws: Vec<Variable>,
    /// Transmissions from untyped parents that are not fixed, with the parent.
    pub open: Vec<(Variable, PersonIndex)>,
}

impl<'a> Shape<'a> {
    pub fn new(
        pedigree: &'a Pedigree,
        kinds: &'a [Kind],
        parents: &'a [[Option<PersonIndex>; 2]],
        query: Option<PersonIndex>,
        has_theta: bool,
    ) -> Self {
        let mut transmissions = vec![0usize; kinds.len()];
        for (child, _) in kinds.iter().enumerate().filter(|(_, kind)| **kind != Kind::Dropped) {
            parents[child].iter().flatten().for_each(|&parent| transmissions[parent] += 1);
        }
        let is_once = |person: PersonIndex| {
            kinds[person] == Kind::Free
                && query != Some(person)
                && parents[person] == [None, None]
                && transmissions[person] == 1
        };
        let once = (0..kinds.len()).map(is_once).collect();
        Self { pedigree, kinds, parents, query, has_theta, once }
    }

    /// An untyped founder of whom only one allele can matter.
    pub fn is_once(&self, person: PersonIndex) -> bool {
        self.once[person]
    }

    /// Names of the variables.
    pub fn names(&self) -> Names {
        Names { people: self.kinds.len() }
    }

    /// Whether a side of a child is a vector over alleles that depends on no variable.
    pub fn is_vector(&self, child: PersonIndex, side: usize) -> bool {
        match self.parents[child][side] {
            None => !self.has_theta,
            Some(parent) => match self.kinds[parent] {
                Kind::Listed { is_varying, .. } => !is_varying,
                _ => !self.has_theta && self.is_once(parent),
            },
        }
    }
}

impl Graph {
    /// Lays out variables and factors. `size` alleles; `tie` maps founder alleles to the variable they share; `fixed` says of
    /// which transmissions it is known which of the parent's alleles (0 or 1) was passed on.
    pub fn new(
        shape: &Shape<'_>,
        size: usize,
        tie: &HashMap<Variable, Variable>,
        fixed: &dyn Fn(Variable) -> Option<usize>,
    ) -> Self {
        let names = shape.names();
        let mut graph = Self {
            names,
            sizes: vec![0; names.count()],
            factors: Vec::new(),
            lazies: Vec::new(),
            keep: Vec::new(),
            draws: Vec::new(),
            open: Vec::new(),
        };
        for person in 0..shape.kinds.len() {
            if shape.kinds[person] != Kind::Dropped && !shape.is_once(person) {
                graph.person(shape, person, size, tie);
            }
        }
        for child in 0..shape.kinds.len() {
            if shape.kinds[child] == Kind::Dropped || shape.parents[child] == [None, None] {
                continue;
            }
            for side in 0..2 {
                graph.transmission(shape, child, side, size, tie, fixed);
            }
        }
        if let Some(query) = shape.query {
            let mut keep: Vec<Variable> = (0..2).map(|side| tied(tie, names.allele(query, side))).collect();
            keep.dedup();
            graph.keep = keep;
        }
        graph
    }

    fn add(&mut self, fill: Fill, scope: Vec<Variable>) {
        self.factors.push(Factor { fill, scope });
    }

    /// A founder allele: a variable with its base distribution, once for all that are tied to it.
    fn founding(&mut self, variable: Variable, size: usize, tie: &HashMap<Variable, Variable>) -> Variable {
        self.draws.push(variable);
        let shared = tied(tie, variable);
        if self.sizes[shared as usize] == 0 {
            self.sizes[shared as usize] = size;
            self.add(Fill::Founding, vec![shared]);
        }
        shared
    }

    fn person(&mut self, shape: &Shape<'_>, person: PersonIndex, size: usize, tie: &HashMap<Variable, Variable>) {
        let [p, m] = [0, 1].map(|side| self.names.allele(person, side));
        let is_founder = shape.parents[person] == [None, None];
        match shape.kinds[person] {
            Kind::Dropped => {}
            Kind::Listed { count, .. } => {
                let state = self.names.state(person);
                self.sizes[state as usize] = if count == 1 { 0 } else { count };
                self.add(Fill::StateWeights { person }, if count == 1 { vec![] } else { vec![state] });
            }
            Kind::Free | Kind::Weighed if is_founder => {
                let inbreeding = shape.pedigree.persons()[person].founder_inbreeding;
                if inbreeding > 0.0 {
                    self.sizes[p as usize] = size;
                    self.sizes[m as usize] = size;
                    self.add(Fill::Inbred { founder: person }, vec![p, m]);
                } else {
                    let pair = [p, m].map(|variable| self.founding(variable, size, tie));
                    if shape.kinds[person] == Kind::Weighed {
                        let mut scope = pair.to_vec();
                        scope.dedup();
                        self.add(Fill::Observed { person }, scope);
                    }
                }
            }
            Kind::Free | Kind::Weighed => {
                self.sizes[p as usize] = size;
                self.sizes[m as usize] = size;
            }
        }
    }

    fn transmission(
        &mut self,
        shape: &Shape<'_>,
        child: PersonIndex,
        side: usize,
        size: usize,
        tie: &HashMap<Variable, Variable>,
        fixed: &dyn Fn(Variable) -> Option<usize>,
    ) {
        let x = self.names.allele(child, side);
        let listed = match shape.kinds[child] {
            Kind::Listed { count, .. } => Some((count > 1).then(|| self.names.state(child))),
            _ => None,
        };
        if shape.is_vector(child, side) {
            if listed.is_none() {
                self.add(Fill::Vector { child, side }, vec![x]);
            }
            return; // a listed child's vectors are part of its StateWeights
        }
        let below: Vec<Variable> = listed.map_or(vec![x], |state| state.into_iter().collect());
        let with_below = |mut scope: Vec<Variable>| {
            scope.extend(&below);
            scope
        };
        let Some(parent) = shape.parents[child][side] else {
            let drawn = self.founding(self.names.draw(child, side), size, tie);
            return self.add(Fill::FromOne { child, side, is_drawn: true }, with_below(vec![drawn]));
        };
        if let Kind::Listed { .. } = shape.kinds[parent] {
            let state = self.names.state(parent);
            return self.add(Fill::FromListed { child, side }, with_below(vec![state]));
        }
        if shape.is_once(parent) {
            let one = self.founding(self.names.allele(parent, 0), size, tie);
            return self.add(Fill::FromOne { child, side, is_drawn: false }, with_below(vec![one]));
        }
        let [p, m] = [0, 1].map(|of| tied(tie, self.names.allele(parent, of)));
        if p == m {
            return self.add(Fill::FromOne { child, side, is_drawn: false }, with_below(vec![p]));
        }
        let transmission = self.names.transmission(child, side);
        if let Some(which) = fixed(transmission) {
            return self.add(Fill::FromOne { child, side, is_drawn: false }, with_below(vec![[p, m][which]]));
        }
        self.open.push((transmission, parent));
        if listed.is_some() {
            self.add(Fill::FromPair { child, side }, with_below(vec![p, m]));
        } else {
            self.lazies.push(Lazy { x, p, m, side });
        }
    }
}

fn tied(tie: &HashMap<Variable, Variable>, variable: Variable) -> Variable {
    tie.get(&variable).copied().unwrap_or(variable)
}
