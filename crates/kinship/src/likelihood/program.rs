//! A plan compiled to array operations: offsets and strides, fixed for one typing pattern and allele count.

use super::{
    graph::{Fill, Graph, Variable},
    live::{Gather, Live},
};

/// An input of a contraction: a table in the arena and how far each axis steps in it.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub table: usize,
    pub offset: usize,
    pub sum: usize,
    pub inner: usize,
    pub outer: Vec<usize>,
}

/// `out[outer.., inner] = sum over one axis of the product of the inputs`.
#[derive(Clone, Debug)]
pub(super) struct Contract {
    pub inputs: Vec<Input>,
    pub outer: Vec<usize>,
    pub inner: usize,
    pub sum: usize,
}

/// One operation. Every operation writes behind all it reads.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Contract(Contract),
    /// `out[p, m, rest] = (w[p, rest] + w[m, rest]) / 2`; table number of `w`, its offset, cells of `rest`.
    Expand {
        table: usize,
        from: usize,
        rest: usize,
    },
    /// `out[x, p, m] = (M[p, x] + M[m, x]) / 2`.
    WriteOut {
        side: usize,
    },
}

/// A table that a step leaves, or that is filled before the first.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub offset: usize,
    pub length: usize,
}

/// Everything a run needs but numbers.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub size: usize,
    /// Tables filled from data, in the order of `tables` behind the two matrices.
    pub fills: Vec<(Fill, Vec<usize>)>,
    pub tables: Vec<Table>,
    /// Each with the number of the table it makes.
    pub steps: Vec<(Step, usize)>,
    /// Tables without axes: their product is the likelihood.
    pub scalars: Vec<usize>,
    /// Table over the kept variables, and whether there are two of them.
    pub kept: Option<(usize, bool)>,
    pub arena_length: usize,
    pub cells_max: f64,
}

/// Number of the table that holds the transposed matrix of a side: fathers' first.
pub(super) fn matrix_table(side: usize) -> usize {
    side
}

struct Compiler<'a> {
    graph: &'a Graph,
    live: Live,
    program: Program,
    /// Table number by number in `live`.
    numbers: Vec<usize>,
}

impl Program {
    /// Compiles a graph by a planned order; variables that do not occur are passed over.
    pub fn new(graph: &Graph, planned: &[Variable], size: usize) -> Self {
        let program = Self {
            size,
            fills: Vec::new(),
            tables: Vec::new(),
            steps: Vec::new(),
            scalars: Vec::new(),
            kept: None,
            arena_length: 0,
            cells_max: 0.0,
        };
        let mut compiler = Compiler { graph, live: Live::new(graph), program, numbers: Vec::new() };
        (0..2).for_each(|_| {
            compiler.table(size * size);
        });
        for factor in &graph.factors {
            let axes: Vec<usize> = factor.scope.iter().map(|&variable| graph.sizes[variable as usize]).collect();
            let number = compiler.table(axes.iter().product());
            compiler.numbers.push(number);
            compiler.program.fills.push((factor.fill.clone(), axes));
        }
        for &variable in planned {
            if graph.sizes[variable as usize] > 0 && !graph.keep.contains(&variable) {
                compiler.eliminate(variable);
            }
        }
        compiler.finish()
    }
}

impl Compiler<'_> {
    fn table(&mut self, length: usize) -> usize {
        let number = self.program.tables.len();
        self.program.tables.push(Table { offset: self.program.arena_length, length });
        self.program.arena_length += length;
        self.program.cells_max = self.program.cells_max.max(length as f64);
        number
    }

    fn sizes(&self, scope: &[Variable]) -> Vec<usize> {
        scope.iter().map(|&variable| self.graph.sizes[variable as usize]).collect()
    }

    /// Registers a table that a step leaves as alive with its scope.
    fn alive(&mut self, number: usize, scope: Vec<Variable>) {
        let at = self.live.add(scope);
        debug_assert_eq!(at, self.numbers.len(), "live tables and their numbers are added together");
        self.numbers.push(number);
    }

    fn eliminate(&mut self, variable: Variable) {
        let gather = self.live.gather(variable);
        // the scan for the limit needs the size even where the tables are never made
        self.program.cells_max = self.program.cells_max.max(gather.cells);
        if self.program.cells_max > super::run::CELL_COUNT_MAX {
            return;
        }
        let written: Vec<(usize, Vec<Variable>)> =
            gather.write_out.iter().filter_map(|&at| self.write_out(at)).collect();
        let lazy = gather.lazy.and_then(|at| self.live.lazies[at]);
        let mut inputs: Vec<(usize, Vec<Variable>)> = written;
        for &table in &gather.tables {
            if let Some(scope) = &self.live.scopes[table] {
                inputs.push((self.numbers[table], scope.clone()));
            }
        }
        // a place holder for the parent's transmitted allele: its own number is free, since x is being eliminated
        let (number, scope) = match lazy {
            None => {
                let scope = self.ordered(&gather, &inputs);
                (self.contract(&inputs, None, Some(variable), &scope), scope)
            }
            Some(lazy) => {
                let rest = self.ordered(&gather, &inputs);
                let number = self.contract(&inputs, Some((lazy.side, variable)), Some(variable), &rest);
                let cells = self.sizes(&rest).iter().product::<usize>();
                let from = self.program.tables[number].offset;
                let out = self.table(self.program.size * self.program.size * cells);
                self.program.steps.push((Step::Expand { table: number, from, rest: cells }, out));
                (out, [lazy.p, lazy.m].into_iter().chain(rest).collect())
            }
        };
        self.live.consume(&gather);
        self.alive(number, scope);
    }

    /// The result's axes, the one that vectorises best last: large, and the last axis of a large input.
    fn ordered(&self, gather: &Gather, inputs: &[(usize, Vec<Variable>)]) -> Vec<Variable> {
        let mut scope = gather.rest.clone();
        let score = |variable: &Variable| {
            let contiguous: usize = inputs
                .iter()
                .filter(|(_, axes)| axes.last() == Some(variable))
                .map(|(_, axes)| self.sizes(axes).iter().product::<usize>())
                .sum();
            let strided =
                inputs.iter().filter(|(_, axes)| axes.contains(variable) && axes.last() != Some(variable)).count();
            (self.graph.sizes[*variable as usize] * 8 + contiguous).saturating_sub(strided * 4)
        };
        if let Some(best) = (0..scope.len()).max_by_key(|&at| (score(&scope[at]), at)) {
            let inner = scope.remove(best);
            scope.push(inner);
        }
        scope
    }

    fn write_out(&mut self, at: usize) -> Option<(usize, Vec<Variable>)> {
        let lazy = self.live.lazies[at]?;
        let number = self.table(self.program.size.pow(3));
        self.program.steps.push((Step::WriteOut { side: lazy.side }, number));
        Some((number, vec![lazy.x, lazy.p, lazy.m]))
    }

    /// Emits a contraction over `scope`; with `matrix`, the axis of the parent's allele comes first.
    fn contract(
        &mut self,
        inputs: &[(usize, Vec<Variable>)],
        matrix: Option<(usize, Variable)>,
        sum: Option<Variable>,
        scope: &[Variable],
    ) -> usize {
        let size = self.program.size;
        let mut axes: Vec<Option<Variable>> = matrix.iter().map(|_| None).collect();
        axes.extend(scope.iter().map(|&variable| Some(variable)));
        let length = |axis: &Option<Variable>| axis.map_or(size, |variable| self.graph.sizes[variable as usize]);
        let lengths: Vec<usize> = axes.iter().map(length).collect();
        let stride = |scope: &[Variable], variable: Variable| -> usize {
            let Some(at) = scope.iter().position(|axis| *axis == variable) else { return 0 };
            scope[at + 1..].iter().map(|&axis| self.graph.sizes[axis as usize]).product()
        };
        let mut made: Vec<Input> = Vec::with_capacity(inputs.len() + 1);
        for (table, scope) in inputs {
            let mut strides: Vec<usize> =
                axes.iter().map(|axis| axis.map_or(0, |variable| stride(scope, variable))).collect();
            let inner = strides.pop().unwrap_or(0);
            let sum = sum.map_or(0, |variable| stride(scope, variable));
            made.push(Input { table: *table, offset: self.program.tables[*table].offset, sum, inner, outer: strides });
        }
        if let Some((side, _)) = matrix {
            // transposed: [child's allele][parent's allele]
            let table = matrix_table(side);
            let mut strides: Vec<usize> = axes.iter().map(|axis| usize::from(axis.is_none())).collect();
            let inner = strides.pop().unwrap_or(0);
            made.push(Input { table, offset: self.program.tables[table].offset, sum: size, inner, outer: strides });
        }
        let number = self.table(lengths.iter().product());
        let (inner, outer) = lengths.split_last().map_or((1, Vec::new()), |(last, rest)| (*last, rest.to_vec()));
        let sum = sum.map_or(1, |variable| self.graph.sizes[variable as usize]);
        self.program.steps.push((Step::Contract(Contract { inputs: made, outer, inner, sum }), number));
        number
    }

    fn finish(mut self) -> Program {
        let left: Vec<(usize, Vec<Variable>)> = self
            .live
            .scopes
            .iter()
            .enumerate()
            .filter_map(|(at, scope)| scope.clone().map(|scope| (self.numbers[at], scope)))
            .collect();
        let (scalars, kept): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, scope)| scope.is_empty());
        self.program.scalars = scalars.into_iter().map(|(number, _)| number).collect();
        if !self.graph.keep.is_empty() && self.program.cells_max <= super::run::CELL_COUNT_MAX {
            let lazies: Vec<usize> = (0..self.live.lazies.len()).filter(|&at| self.live.lazies[at].is_some()).collect();
            let mut inputs = kept;
            inputs.extend(lazies.into_iter().filter_map(|at| self.write_out(at)));
            let keep = self.graph.keep.clone();
            let number = self.contract(&inputs, None, None, &keep);
            self.program.kept = Some((number, keep.len() == 2));
        }
        self.program
    }
}
