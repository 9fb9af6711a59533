//! Fills the tables of a program and runs it.

use super::{
    domain::Domain,
    graph::{Fill, Kind, Shape},
    program::{Contract, Program, Step, matrix_table},
    states::States,
    wide::Num,
};
use crate::PersonIndex;

/// Most cells of one table: 2 GiB of numbers. Beyond it a likelihood is refused.
pub(super) const CELL_COUNT_MAX: f64 = 2.7e8;
/// Products below 2 to this power may lose digits in `f64` and are computed again in wide numbers.
const SAFE_EXPONENT_MIN: i64 = -950;

/// The numbers of one marker and typing.
pub(super) struct Numbers<'a> {
    pub shape: &'a Shape<'a>,
    pub domain: &'a Domain,
    /// Distribution of a founder allele: frequencies, or the base of the theta sequence (then not normalised).
    pub base: &'a [f64],
    /// By person; only those of `Listed` and `Weighed` people are read.
    pub states: &'a [Option<States>],
}

/// What a run gives.
pub(super) struct Outcome<N> {
    /// Natural log of the sum over everything; `-inf` for 0. With kept variables: the scale of `kept`.
    pub ln: f64,
    /// Table over the kept variables.
    pub kept: Vec<N>,
    /// Whether some product may have underflowed.
    pub is_risky: bool,
}

impl Numbers<'_> {
    fn matrix(&self, side: usize) -> &[f64] {
        if side == 0 { &self.domain.male } else { &self.domain.female }
    }

    /// P(child has `x` | parent's pair): half from each allele.
    fn passed(&self, side: usize, pair: (usize, usize), x: usize) -> f64 {
        let (matrix, size) = (self.matrix(side), self.domain.size);
        0.5 * (matrix[pair.0 * size + x] + matrix[pair.1 * size + x])
    }

    fn pairs(&self, person: PersonIndex) -> &[(usize, usize)] {
        self.states[person].as_ref().map_or(&[], |states| &states.pairs)
    }

    /// A side that depends on no variable, as P(allele x).
    fn vector(&self, child: PersonIndex, side: usize, x: usize) -> f64 {
        let Some(parent) = self.shape.parents[child][side] else { return self.base[x] };
        if let (Kind::Listed { .. }, Some(&pair)) = (self.shape.kinds[parent], self.pairs(parent).first()) {
            return self.passed(side, pair, x);
        }
        let (matrix, size) = (self.matrix(side), self.domain.size);
        self.domain.frequencies.iter().enumerate().map(|(a, p)| p * matrix[a * size + x]).sum()
    }

    /// Alleles that the child's variable on this side stands for, entry by entry.
    fn below(&self, child: PersonIndex, side: usize) -> Vec<usize> {
        match self.shape.kinds[child] {
            Kind::Listed { .. } => {
                self.pairs(child).iter().map(|pair| if side == 0 { pair.0 } else { pair.1 }).collect()
            }
            _ => (0..self.domain.size).collect(),
        }
    }

    fn inbred(&self, founder: PersonIndex, a: usize, b: usize) -> f64 {
        let f = self.shape.pedigree.persons()[founder].founder_inbreeding;
        let p = self.base[a];
        (1.0 - f) * p * self.base[b] + if a == b { f * p } else { 0.0 }
    }

    /// P(seen | entry) and what each side that is a vector gives, as factors: their product may need a wide number.
    fn state_weight(&self, person: PersonIndex, entry: usize) -> [f64; 3] {
        let Some(states) = &self.states[person] else { return [1.0; 3] };
        let (a, b) = states.pairs[entry];
        let is_founder = self.shape.parents[person] == [None, None];
        let weight = states.weights[entry];
        if is_founder {
            return [weight, if self.shape.has_theta { 1.0 } else { self.inbred(person, a, b) }, 1.0];
        }
        let side = |side, x| if self.shape.is_vector(person, side) { self.vector(person, side, x) } else { 1.0 };
        [weight, side(0, a), side(1, b)]
    }

    /// Fills a table. Returns whether a product of its cells may have underflowed.
    fn fill<N: Num>(&self, fill: &Fill, axes: &[usize], out: &mut [N]) -> bool {
        let size = self.domain.size;
        let mut is_risky = false;
        match *fill {
            Fill::Founding => set(out, self.base.iter().copied()),
            Fill::Inbred { founder } => set(out, pairs_of(size).map(|(a, b)| self.inbred(founder, a, b))),
            Fill::Observed { person } => {
                let empty = States::default();
                let states = self.states[person].as_ref().unwrap_or(&empty);
                let seen = |a: usize, b: usize| {
                    // a founder's list has each pair once, in one order, with both orders' weight
                    let at = states.pairs.iter().position(|pair| *pair == (a.min(b), a.max(b)));
                    at.map_or(0.0, |at| if a == b { states.weights[at] } else { states.weights[at] / 2.0 })
                };
                if axes.len() == 1 {
                    set(out, (0..size).map(|a| seen(a, a)));
                } else {
                    set(out, pairs_of(size).map(|(a, b)| seen(a, b)));
                }
            }
            Fill::StateWeights { person } => {
                for (entry, cell) in out.iter_mut().enumerate() {
                    let factors = self.state_weight(person, entry);
                    is_risky |= factors.iter().all(|factor| *factor > 0.0) && factors.iter().product::<f64>() < 1e-280;
                    *cell = factors.into_iter().fold(N::ONE, |product, factor| product.times(N::of(factor)));
                }
            }
            Fill::Vector { child, side } => set(out, (0..size).map(|x| self.vector(child, side, x))),
            Fill::FromListed { child, side } => {
                let below = self.below(child, side);
                let parent = self.shape.parents[child][side];
                let pairs = parent.map_or(&[][..], |parent| self.pairs(parent));
                set(out, pairs.iter().flat_map(|&pair| below.iter().map(move |&x| self.passed(side, pair, x))));
            }
            Fill::FromPair { child, side } => {
                let below = self.below(child, side);
                let matrix = self.matrix(side);
                let mut cells = out.iter_mut();
                for p in 0..size {
                    for m in 0..size {
                        for (&x, cell) in below.iter().zip(&mut cells) {
                            *cell = N::of(0.5 * (matrix[p * size + x] + matrix[m * size + x]));
                        }
                    }
                }
            }
            Fill::FromOne { child, side, is_drawn } => {
                let below = self.below(child, side);
                let matrix = self.matrix(side);
                let below = &below;
                let value =
                    |v: usize, x: usize| if is_drawn { f64::from(u8::from(v == x)) } else { matrix[v * size + x] };
                set(out, (0..size).flat_map(|v| below.iter().map(move |&x| value(v, x))));
            }
        }
        is_risky
    }
}

fn set<N: Num>(out: &mut [N], values: impl Iterator<Item = f64>) {
    out.iter_mut().zip(values).for_each(|(cell, value)| *cell = N::of(value));
}

fn pairs_of(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).flat_map(move |a| (0..size).map(move |b| (a, b)))
}

/// Runs a program. The arena is scratch space, kept between runs.
pub(super) fn run<N: Num>(program: &Program, numbers: &Numbers<'_>, arena: &mut Vec<N>) -> Outcome<N> {
    if arena.len() < program.arena_length {
        arena.resize(program.arena_length, N::ZERO);
    }
    let impossible = || Outcome { ln: f64::NEG_INFINITY, kept: Vec::new(), is_risky: false };
    let mut lows = vec![0i64; program.tables.len()];
    let mut exponent = 0i64;
    let mut is_risky = false;
    for (side, low) in lows.iter_mut().enumerate().take(2) {
        *low = transpose(numbers.matrix(side), program.size, &mut arena[program.tables[matrix_table(side)].offset..]);
    }
    for (at, (fill, axes)) in program.fills.iter().enumerate() {
        let table = &program.tables[at + 2];
        let cells = &mut arena[table.offset..][..table.length];
        is_risky |= numbers.fill(fill, axes, cells);
        let Some((taken, low)) = N::rescale(cells) else { return Outcome { is_risky, ..impossible() } };
        exponent += taken;
        lows[at + 2] = low;
    }
    let size = program.size;
    for (step, number) in &program.steps {
        let table = &program.tables[*number];
        let (read, write) = arena.split_at_mut(table.offset);
        let out = &mut write[..table.length];
        match step {
            Step::Contract(contract) => {
                is_risky |= contract.inputs.iter().map(|input| lows[input.table]).sum::<i64>() < SAFE_EXPONENT_MIN;
                run_contract(contract, read, out);
            }
            Step::Expand { table, from, rest } => {
                is_risky |= lows[*table] < SAFE_EXPONENT_MIN;
                expand(&read[*from..][..size * rest], size, *rest, out);
            }
            Step::WriteOut { side } => write_out(numbers.matrix(*side), size, out),
        }
        let Some((taken, low)) = N::rescale(out) else {
            // all zero: exact, unless a product may have vanished on the way
            return Outcome { is_risky, ..impossible() };
        };
        exponent += taken;
        lows[*number] = low;
    }
    let scalars = program.scalars.iter().map(|&number| arena[program.tables[number].offset].ln());
    let ln = scalars.sum::<f64>() + exponent as f64 * std::f64::consts::LN_2;
    let kept = program.kept.map_or(Vec::new(), |(number, _)| {
        let table = &program.tables[number];
        arena[table.offset..][..table.length].to_vec()
    });
    Outcome { ln, kept, is_risky }
}

/// Writes the transposed matrix and returns the binary exponent of its smallest positive entry.
fn transpose<N: Num>(matrix: &[f64], size: usize, out: &mut [N]) -> i64 {
    let mut low = 1.0f64;
    for (parent, row) in matrix.chunks(size).enumerate() {
        for (child, &entry) in row.iter().enumerate() {
            out[child * size + parent] = N::of(entry);
            low = if entry > 0.0 && entry < low { entry } else { low };
        }
    }
    low.log2().floor() as i64
}

fn write_out<N: Num>(matrix: &[f64], size: usize, out: &mut [N]) {
    let mut cells = out.iter_mut();
    for x in 0..size {
        for p in 0..size {
            let from_p = matrix[p * size + x];
            for (m, cell) in (0..size).zip(&mut cells) {
                *cell = N::of(0.5 * (from_p + matrix[m * size + x]));
            }
        }
    }
}

fn expand<N: Num>(from: &[N], size: usize, rest: usize, out: &mut [N]) {
    let half = N::of(0.5);
    for (at, block) in out.chunks_mut(rest).enumerate() {
        let p = &from[at / size * rest..][..rest];
        let m = &from[at % size * rest..][..rest];
        for ((cell, &p), &m) in block.iter_mut().zip(p).zip(m) {
            *cell = half.times(p.plus(m));
        }
    }
}

fn run_contract<N: Num>(contract: &Contract, arena: &[N], out: &mut [N]) {
    let inner = contract.inner;
    let (flat, deep): (Vec<_>, Vec<_>) = contract.inputs.iter().partition(|input| input.inner == 0);
    let mut flat_at: Vec<usize> = flat.iter().map(|input| input.offset).collect();
    let mut deep_at: Vec<usize> = deep.iter().map(|input| input.offset).collect();
    let mut index = vec![0usize; contract.outer.len()];
    let mut buffer = if deep.len() > 2 { vec![N::ONE; inner] } else { Vec::new() };
    for row in out.chunks_mut(inner) {
        row.fill(N::ZERO);
        for at_sum in 0..contract.sum {
            let mut scale = N::ONE;
            for (input, at) in flat.iter().zip(&flat_at) {
                scale = scale.times(arena[at + at_sum * input.sum]);
            }
            let start = |which: usize| deep_at[which] + at_sum * deep[which].sum;
            match deep.as_slice() {
                [] => row.iter_mut().for_each(|cell| *cell = cell.plus(scale)),
                [one] if one.inner == 1 => {
                    let values = &arena[start(0)..][..inner];
                    row.iter_mut().zip(values).for_each(|(cell, value)| *cell = cell.plus(scale.times(*value)));
                }
                [one, two] if one.inner == 1 && two.inner == 1 => {
                    let (first, second) = (&arena[start(0)..][..inner], &arena[start(1)..][..inner]);
                    for ((cell, first), second) in row.iter_mut().zip(first).zip(second) {
                        *cell = cell.plus(scale.times(*first).times(*second));
                    }
                }
                many => {
                    buffer.resize(inner, N::ONE);
                    buffer.fill(scale);
                    for (which, input) in many.iter().enumerate() {
                        let begin = start(which);
                        if input.inner == 1 {
                            let values = &arena[begin..][..inner];
                            buffer.iter_mut().zip(values).for_each(|(cell, value)| *cell = cell.times(*value));
                        } else {
                            let values = arena[begin..].iter().step_by(input.inner);
                            buffer.iter_mut().zip(values).for_each(|(cell, value)| *cell = cell.times(*value));
                        }
                    }
                    row.iter_mut().zip(&buffer).for_each(|(cell, value)| *cell = cell.plus(*value));
                }
            }
        }
        advance(&mut index, &contract.outer, |axis, forward, steps| {
            for (input, at) in flat.iter().zip(&mut flat_at).chain(deep.iter().zip(&mut deep_at)) {
                if forward {
                    *at += input.outer[axis];
                } else {
                    *at -= input.outer[axis] * steps;
                }
            }
        });
    }
}

/// Moves to the next index, last axis fastest, and tells each step: `(axis, true, 1)` forward, `(axis, false, n)` back to 0.
fn advance(index: &mut [usize], lengths: &[usize], mut step: impl FnMut(usize, bool, usize)) {
    for axis in (0..index.len()).rev() {
        if index[axis] + 1 < lengths[axis] {
            index[axis] += 1;
            step(axis, true, 1);
            return;
        }
        step(axis, false, index[axis]);
        index[axis] = 0;
    }
}
