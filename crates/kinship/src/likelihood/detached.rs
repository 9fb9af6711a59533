//! The genotype of a person without relatives, under theta: two more draws from the urn.
//!
//! Given a partition of the founder alleles that nobody typed into blocks j of size c_j with alleles y_j, the next draw is
//! a with weight `base_a + Σ_j c_j θ [y_j = a]`, and the one after it likewise with one more copy of a. So the two draws
//! need the distributions of one and of two blocks' alleles only, which is far less than summing over the partitions of
//! two alleles more.
//!
//! Source: D. J. Balding, R. A. Nichols, *Forensic Science International* 64 (1994) 125-140.

use super::{
    LikelihoodError,
    case::Case,
    engine::Engine,
    graph::{Kind, Shape},
    joint::Terms,
    run::Numbers,
    theta::{Sequence, Tie, Tied},
};
use crate::{Marker, PersonIndex};

/// What one partition contributes, and how.
struct Draws<'a> {
    base: &'a [f64],
    theta: f64,
    sizes: Vec<f64>,
}

impl Engine {
    /// Whether a person has neither parents nor children that matter.
    pub(super) fn is_detached(&self, kinds: &[Kind], person: PersonIndex) -> bool {
        let is_parent = |child: usize| kinds[child] != Kind::Dropped && self.parents[child].contains(&Some(person));
        self.parents[person] == [None, None] && !(0..kinds.len()).any(is_parent)
    }

    /// Adds the joint of a detached person's genotype and all observations; the person is dropped from `case`.
    pub(super) fn each_detached(
        &mut self,
        marker: &Marker,
        case: &Case,
        theta: f64,
        terms: &mut Terms,
    ) -> Result<(), LikelihoodError> {
        self.with_shape(case, None, theta, &mut |engine, shape| {
            let sequence = engine.sequence(shape, case, theta)?;
            for tie in &sequence.ties {
                engine.detached_tie(shape, marker, case, &sequence, tie, terms)?;
            }
            Ok(())
        })
    }

    fn detached_tie(
        &mut self,
        shape: &Shape<'_>,
        marker: &Marker,
        case: &Case,
        sequence: &Sequence,
        tie: &Tie,
        terms: &mut Terms,
    ) -> Result<(), LikelihoodError> {
        let urn = &sequence.urn;
        let count = tie.blocks.iter().max().map_or(0, |block| usize::from(*block) + 1);
        let mut sizes = vec![0.0; count];
        tie.blocks.iter().for_each(|&block| sizes[usize::from(block)] += 1.0);
        let drawn = sequence.draws.len();
        let ln_tie = tie.weight.ln() + urn.ln_drawn - (urn.denominator(drawn) * urn.denominator(drawn + 1)).ln();
        let draws = Draws { base: &urn.base, theta: urn.theta, sizes };
        let numbers = Numbers { shape, domain: &case.domain, base: &urn.base, states: &case.states };
        // the first block's own distribution comes from the first pair, another's from its pair with the first
        let pairs: Vec<(usize, usize)> = match count {
            0 | 1 => vec![(0, 0)],
            _ => (0..count).flat_map(|one| (one + 1..count).map(move |two| (one, two))).collect(),
        };
        for (branch, ln_weight) in self.ln_weights(shape, case.domain.size).into_iter().enumerate() {
            for &(one, two) in &pairs {
                let keep = (count > 0).then_some((one, two));
                let tied = Tied { tie, draws: &sequence.draws, keep };
                let (outcome, _) = self.compute(&numbers, marker, branch, Some(tied))?;
                let cells = draws.cells((one, two), &outcome.kept);
                terms.add(ln_tie + ln_weight + outcome.ln, &cells, true);
            }
        }
        Ok(())
    }
}

impl Draws<'_> {
    /// Weight of every ordered pair drawn, as far as these blocks have a part in it. `kept` is over the alleles of both, or of
    /// one; empty where there are no blocks.
    fn cells(&self, (one, two): (usize, usize), kept: &[f64]) -> Vec<f64> {
        let size = self.base.len();
        let mut cells = vec![0.0; size * size];
        if kept.is_empty() {
            self.add_base(1.0, &mut cells);
        } else if one == two {
            self.add_base(kept.iter().sum(), &mut cells);
            self.add_block(one, kept, &mut cells);
        } else {
            let rows: Vec<f64> = kept.chunks(size).map(|row| row.iter().sum()).collect();
            let columns: Vec<f64> = (0..size).map(|b| kept.iter().skip(b).step_by(size).sum()).collect();
            if (one, two) == (0, 1) {
                self.add_base(rows.iter().sum(), &mut cells);
                self.add_block(0, &rows, &mut cells);
            }
            if one == 0 {
                self.add_block(two, &columns, &mut cells);
            }
            let both = self.sizes[one] * self.sizes[two] * self.theta * self.theta;
            for a in 0..size {
                for b in 0..size {
                    cells[a * size + b] += both * (kept[a * size + b] + kept[b * size + a]);
                }
            }
        }
        cells
    }

    /// Both from the base, or the second a copy of the first.
    fn add_base(&self, total: f64, cells: &mut [f64]) {
        self.each(cells, |a, b| total * self.base[a] * (self.base[b] + self.copy(a, b)));
    }

    /// One from the block and one from the base, or both from the block.
    fn add_block(&self, block: usize, alleles: &[f64], cells: &mut [f64]) {
        let weight = self.sizes[block] * self.theta;
        self.each(cells, |a, b| {
            let first = alleles[a] * (self.base[b] + self.copy(a, b));
            let twice = if a == b { weight * alleles[a] } else { 0.0 };
            weight * (first + self.base[a] * alleles[b] + twice)
        });
    }

    fn copy(&self, a: usize, b: usize) -> f64 {
        if a == b { self.theta } else { 0.0 }
    }

    fn each(&self, cells: &mut [f64], value: impl Fn(usize, usize) -> f64) {
        let size = self.base.len();
        for (at, cell) in cells.iter_mut().enumerate() {
            *cell += value(at / size, at % size);
        }
    }
}
