//! Founder alleles under co-ancestry: one Balding-Nichols sequence, as a sum over who copies whom.
//!
//! The sequence P(next = a | n drawn, b of them a) = (bθ + (1-θ)p_a) / (1 + (n-1)θ) is an urn: the next allele either
//! copies one that was drawn, each with weight θ, or is drawn anew with weight 1-θ. Alleles of typed founders are known
//! and are drawn first (the order does not matter); they join the base of the urn. What remains is a sum over the
//! partitions of the untyped founder alleles, each block being one variable.
//!
//! Source: D. J. Balding, R. A. Nichols, *Forensic Science International* 64 (1994) 125-140.

use std::collections::HashMap;

use super::graph::Variable;

/// Most untyped founder alleles whose partitions are summed (115,975 partitions).
pub(super) const FOUNDER_ALLELE_COUNT_MAX: usize = 10;

/// The urn after the typed founders' alleles were drawn.
pub(super) struct Urn {
    pub theta: f64,
    drawn: usize,
    /// Weight of drawing each allele anew or from the typed: b_a θ + (1-θ) p_a; not normalised.
    pub base: Vec<f64>,
    /// Natural log of the probability of what was drawn.
    pub ln_drawn: f64,
}

impl Urn {
    pub fn new(frequencies: &[f64], theta: f64, typed: impl Iterator<Item = usize>) -> Self {
        let base = frequencies.iter().map(|p| (1.0 - theta) * p).collect();
        let mut urn = Self { theta, drawn: 0, base, ln_drawn: 0.0 };
        for allele in typed {
            urn.ln_drawn += (urn.base[allele] / urn.denominator(0)).ln();
            urn.base[allele] += theta;
            urn.drawn += 1;
        }
        urn
    }

    /// Sum of the weights of the urn after `further` more draws.
    pub fn denominator(&self, further: usize) -> f64 {
        1.0 + ((self.drawn + further) as f64 - 1.0) * self.theta
    }

    /// Weight of one partition by its block sizes, to go with the unnormalised base of each block.
    fn weight(&self, blocks: &[usize], count: usize) -> f64 {
        let copies: f64 = blocks.iter().flat_map(|&size| (1..size).map(|copied| copied as f64 * self.theta)).product();
        let drawn: f64 = (0..count).map(|further| self.denominator(further)).product();
        copies / drawn
    }
}

/// One way in which founder alleles are copies of one another.
pub(super) struct Tie {
    /// Block of each draw, numbered by first appearance.
    pub blocks: Vec<u8>,
    /// How often draws fall so, symmetric cases together, relative to the base of each block.
    pub weight: f64,
}

impl Tie {
    /// From a drawn variable to the first of its block.
    pub fn map(&self, draws: &[Variable]) -> HashMap<Variable, Variable> {
        let first = |block: u8| self.blocks.iter().position(|&other| other == block).unwrap_or_default();
        draws.iter().zip(&self.blocks).map(|(&draw, &block)| (draw, draws[first(block)])).collect()
    }
}

/// The founder alleles of one case in the order of the sequence.
pub(super) struct Sequence {
    /// After the typed founders' alleles.
    pub urn: Urn,
    /// The untyped ones.
    pub draws: Vec<Variable>,
    /// Every way in which these copy one another.
    pub ties: Vec<Tie>,
}

/// One tie in use: which variables it makes one, and which blocks are not to be summed out.
#[derive(Clone, Copy)]
pub(super) struct Tied<'a> {
    pub tie: &'a Tie,
    pub draws: &'a [Variable],
    /// Blocks whose alleles are asked for; twice the same for one.
    pub keep: Option<(usize, usize)>,
}

impl Tied<'_> {
    /// The variables that are asked for.
    pub fn kept(&self) -> impl Iterator<Item = Variable> {
        let first = |block: usize| self.tie.blocks.iter().position(|&other| usize::from(other) == block);
        let variable = |block: usize| first(block).map(|at| self.draws[at]);
        let pair = self.keep.map(|(a, b)| [variable(a), if a == b { None } else { variable(b) }]);
        pair.into_iter().flatten().flatten()
    }
}

/// All partitions of `count` draws. `swaps` are pairs of draws that may be exchanged without changing the likelihood (the
/// two alleles of one founder); partitions that such exchanges join are summed once.
pub(super) fn ties(urn: &Urn, count: usize, swaps: &[(usize, usize)]) -> Vec<Tie> {
    let mut by_form: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut ties: Vec<Tie> = Vec::new();
    let mut blocks = vec![0u8; count];
    loop {
        let used = blocks.iter().copied().max().map_or(0, |block| block as usize + 1);
        let mut sizes = vec![0usize; used];
        blocks.iter().for_each(|&block| sizes[block as usize] += 1);
        let weight = urn.weight(&sizes, count);
        if weight > 0.0 {
            let form = canonical(&blocks, swaps);
            let at = *by_form.entry(form.clone()).or_insert_with(|| {
                ties.push(Tie { blocks: form, weight: 0.0 });
                ties.len() - 1
            });
            ties[at].weight += weight;
        }
        if !next_partition(&mut blocks) {
            return ties;
        }
    }
}

/// The least numbering among those that the exchanges reach.
fn canonical(blocks: &[u8], swaps: &[(usize, usize)]) -> Vec<u8> {
    let mut best: Option<Vec<u8>> = None;
    for choice in 0..1usize << swaps.len() {
        let mut other = blocks.to_vec();
        for (bit, &(a, b)) in swaps.iter().enumerate() {
            if choice >> bit & 1 == 1 {
                other.swap(a, b);
            }
        }
        renumber(&mut other);
        if best.as_ref().is_none_or(|least| other < *least) {
            best = Some(other);
        }
    }
    best.unwrap_or_default()
}

/// Numbers blocks by first appearance.
fn renumber(blocks: &mut [u8]) {
    let mut names: HashMap<u8, u8> = HashMap::new();
    for block in blocks {
        let next = names.len() as u8;
        *block = *names.entry(*block).or_insert(next);
    }
}

/// The next restricted growth string: each block at most one above all before it. False after the last.
fn next_partition(blocks: &mut [u8]) -> bool {
    for at in (1..blocks.len()).rev() {
        let highest = blocks[..at].iter().copied().max().unwrap_or(0);
        if blocks[at] <= highest {
            blocks[at] += 1;
            blocks[at + 1..].fill(0);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partitions_are_counted_by_bell_and_weights_sum_to_one() {
        // with frequencies (1) every sequence has probability 1, so weight times base over blocks must sum to 1
        for (count, bell) in [(1, 1), (2, 2), (3, 5), (4, 15), (6, 203)] {
            let urn = Urn::new(&[1.0], 0.03, std::iter::repeat_n(0, 3));
            let ties = ties(&urn, count, &[]);
            assert_eq!(ties.len(), bell);
            let blocks = |tie: &Tie| i32::from(*tie.blocks.iter().max().unwrap()) + 1;
            let sum: f64 = ties.iter().map(|tie| tie.weight * urn.base[0].powi(blocks(tie))).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{count}: {sum}");
        }
    }

    #[test]
    fn exchanging_the_alleles_of_a_founder_joins_partitions_without_losing_weight() {
        let urn = Urn::new(&[1.0], 0.02, std::iter::empty());
        let all = ties(&urn, 4, &[]);
        let fewer = ties(&urn, 4, &[(0, 1), (2, 3)]);
        assert!(fewer.len() < all.len());
        let weight = |ties: &[Tie]| ties.iter().map(|tie| tie.weight).sum::<f64>();
        assert!((weight(&all) - weight(&fewer)).abs() < 1e-15);
    }
}
