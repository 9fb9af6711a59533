//! Which tables and transmissions are alive while variables are eliminated: shared by planning and compiling.

use super::graph::{Graph, Lazy, Variable};

/// Factors still alive while variables are eliminated. Tables are numbered from 0 as they come to be.
pub(super) struct Live {
    pub scopes: Vec<Option<Vec<Variable>>>,
    pub lazies: Vec<Option<Lazy>>,
    sizes: Vec<usize>,
    /// By variable: tables and lazies that may contain it (stale entries are skipped).
    tables_of: Vec<Vec<usize>>,
    pub lazies_of: Vec<Vec<usize>>,
}

/// What eliminating one variable joins.
pub(super) struct Gather {
    /// Tables that contain the variable.
    pub tables: Vec<usize>,
    /// The transmission to the variable, where it can stay a formula.
    pub lazy: Option<usize>,
    /// Transmissions that must be written out first.
    pub write_out: Vec<usize>,
    /// Scope after the product, without the variable and without `lazy`'s parents.
    pub rest: Vec<Variable>,
    /// Multiplications, about.
    pub cost: f64,
    /// Cells of the largest table.
    pub cells: f64,
}

impl Live {
    pub fn new(graph: &Graph) -> Self {
        let mut live = Self {
            scopes: Vec::new(),
            lazies: graph.lazies.iter().copied().map(Some).collect(),
            sizes: graph.sizes.clone(),
            tables_of: vec![Vec::new(); graph.sizes.len()],
            lazies_of: vec![Vec::new(); graph.sizes.len()],
        };
        graph.factors.iter().for_each(|factor| {
            live.add(factor.scope.clone());
        });
        for (at, lazy) in graph.lazies.iter().enumerate() {
            [lazy.x, lazy.p, lazy.m].into_iter().for_each(|variable| live.lazies_of[variable as usize].push(at));
        }
        live
    }

    /// Adds a table and returns its number.
    pub fn add(&mut self, scope: Vec<Variable>) -> usize {
        let number = self.scopes.len();
        scope.iter().for_each(|&variable| self.tables_of[variable as usize].push(number));
        self.scopes.push(Some(scope));
        number
    }

    pub fn cells(&self, scope: &[Variable]) -> f64 {
        scope.iter().map(|&variable| self.sizes[variable as usize] as f64).product()
    }

    /// What eliminating `variable` would join, and what it would cost.
    pub fn gather(&self, variable: Variable) -> Gather {
        let tables: Vec<usize> =
            self.tables_of[variable as usize].iter().copied().filter(|&table| self.scopes[table].is_some()).collect();
        let (mut lazy, mut write_out) = (None, Vec::new());
        for &at in &self.lazies_of[variable as usize] {
            match self.lazies[at] {
                Some(found) if found.x == variable => lazy = Some(at),
                Some(_) => write_out.push(at),
                None => {}
            }
        }
        let mut union: Vec<Variable> =
            tables.iter().filter_map(|&table| self.scopes[table].as_ref()).flatten().copied().collect();
        let mut cells = 0f64;
        let mut cost = 0.0;
        let written = |lazy: &Lazy| [lazy.x, lazy.p, lazy.m];
        union.extend(write_out.iter().filter_map(|&at| self.lazies[at].as_ref()).flat_map(written));
        union.sort_unstable();
        union.dedup();
        if let Some(at) = lazy
            && let Some(found) = self.lazies[at]
            && (union.binary_search(&found.p).is_ok() || union.binary_search(&found.m).is_ok())
        {
            write_out.push(at);
            lazy = None;
            union.extend(written(&found));
            union.sort_unstable();
            union.dedup();
        }
        for found in write_out.iter().filter_map(|&at| self.lazies[at].as_ref()) {
            let size = self.cells(&written(found));
            cost += size;
            cells = cells.max(size);
        }
        let rest: Vec<Variable> = union.into_iter().filter(|&other| other != variable).collect();
        let product = self.cells(&rest) * self.sizes[variable as usize] as f64;
        let joined = (tables.len() + write_out.len()).max(1) as f64;
        if let Some(found) = lazy.and_then(|at| self.lazies[at]) {
            let pair = self.cells(&[found.p, found.m]);
            let parent = self.sizes[found.p as usize] as f64;
            cost += product * parent * joined + pair * self.cells(&rest);
            cells = cells.max(pair * self.cells(&rest));
        } else {
            cost += product * joined;
            cells = cells.max(self.cells(&rest));
        }
        Gather { tables, lazy, write_out, rest, cost, cells }
    }

    /// Scope of the table that eliminating leaves.
    pub fn result(&self, gather: &Gather) -> Vec<Variable> {
        match gather.lazy.and_then(|at| self.lazies[at]) {
            Some(lazy) => [lazy.p, lazy.m].into_iter().chain(gather.rest.iter().copied()).collect(),
            None => gather.rest.clone(),
        }
    }

    /// Removes what was joined.
    pub fn consume(&mut self, gather: &Gather) {
        gather.tables.iter().for_each(|&table| self.scopes[table] = None);
        gather.write_out.iter().chain(&gather.lazy).for_each(|&at| self.lazies[at] = None);
    }
}
