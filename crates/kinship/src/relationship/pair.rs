//! The likelihood of two people's genotypes at one marker from their identity coefficients.

use evidence::Log10Lr;

use super::sequence;
use crate::{AlleleIndex, Call, ibd::Jacquard};

/// Why a pair's likelihood was not computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PairError {
    /// An allele is not one of the marker's.
    #[error("allele number {found} is not one of the marker's {count}, counted from 0")]
    UnknownAllele {
        /// Index given.
        found: usize,
        /// Alleles there are.
        count: usize,
    },
    /// Theta outside `[0, 1)`.
    #[error("theta is {found}; expected a number from 0 to below 1, such as 0.01")]
    Theta {
        /// What was given.
        found: f64,
    },
}

/// For each condensed state, which of a1, a2, b1, b2 are one founder allele.
const STATES: [[usize; 4]; 9] = [
    [0, 0, 0, 0],
    [0, 0, 1, 1],
    [0, 0, 0, 1],
    [0, 0, 1, 2],
    [0, 1, 0, 0],
    [0, 1, 2, 2],
    [0, 1, 0, 1],
    [0, 1, 0, 2],
    [0, 1, 2, 3],
];

/// Joint probability of the genotypes of two people at one marker, without mutation.
///
/// `L = sum_k Delta_k P(a, b | state k)`. In a state the distinct founder alleles are drawn from the population: at theta 0
/// independently with their frequencies, else as one Balding-Nichols sequence. A partial call is "carries at least one",
/// an untyped person is summed out.
///
/// * `frequencies`: of all alleles of the marker, sum 1, a silent allele not among them
/// * `theta`: co-ancestry, in `[0, 1)`
///
/// # Errors
/// [`PairError`].
///
/// # Source
/// A. Jacquard (1974), ch. 6; with theta: I. W. Evett, B. S. Weir, *Interpreting DNA Evidence* (1998), ch. 4.
///
/// # Example
/// By hand: unrelated, both 1/1 at p = 0.1 and θ = 0 give 0.1⁴ = 0.0001.
pub fn pair_likelihood(
    jacquard: &Jacquard,
    a: Call,
    b: Call,
    frequencies: &[f64],
    theta: f64,
) -> Result<f64, PairError> {
    if !(0.0..1.0).contains(&theta) {
        return Err(PairError::Theta { found: theta });
    }
    let named = named_alleles([a, b]);
    if let Some(found) = named.iter().map(|allele| allele.index()).find(|&at| at >= frequencies.len()) {
        return Err(PairError::UnknownAllele { found, count: frequencies.len() });
    }
    // the alleles that nobody shows are one: without mutation, and under the sequence, they may be lumped
    let mut p: Vec<f64> = named.iter().map(|allele| frequencies[allele.index()]).collect();
    let unnamed = |at: &usize| !named.iter().any(|allele| allele.index() == *at);
    p.push((0..frequencies.len()).filter(unnamed).map(|at| frequencies[at]).sum());
    let (ordered_a, ordered_b) = (ordered(a, &named), ordered(b, &named));
    let mut likelihood = 0.0;
    for (groups, share) in STATES.iter().zip(jacquard.as_array()).filter(|(_, share)| *share > 0.0) {
        let pairs = ordered_a.iter().flat_map(|a| ordered_b.iter().map(|b| [a[0], a[1], b[0], b[1]]));
        let founders = pairs.filter_map(|alleles| founder_alleles(groups, &alleles));
        likelihood += share * founders.map(|drawn| sequence::probability(&drawn, &p, theta)).sum::<f64>();
    }
    Ok(likelihood)
}

/// Weight of one relationship against another for a pair at one marker; `None` where the ratio is undefined, since the
/// genotypes are impossible under the second.
///
/// # Errors
/// [`PairError`].
///
/// # Source
/// The ratio of two [`pair_likelihood`]s.
pub fn pair_log10_lr(
    [h1, h2]: [&Jacquard; 2],
    a: Call,
    b: Call,
    frequencies: &[f64],
    theta: f64,
) -> Result<Option<Log10Lr>, PairError> {
    let under = |jacquard| pair_likelihood(jacquard, a, b, frequencies, theta);
    Ok(Log10Lr::from_ln(under(h1)?.ln(), under(h2)?.ln()))
}

fn named_alleles(calls: [Call; 2]) -> Vec<AlleleIndex> {
    let mut named = Vec::with_capacity(4);
    let mut add = |allele| {
        if !named.contains(&allele) {
            named.push(allele);
        }
    };
    for call in calls {
        match call {
            Call::Untyped => {}
            Call::Partial(x) => add(x),
            Call::Genotype(x, y) => [x, y].into_iter().for_each(&mut add),
        }
    }
    named
}

/// Ordered allele pairs that a call leaves possible, over the named alleles and, last, the lump of all others.
fn ordered(call: Call, named: &[AlleleIndex]) -> Vec<[usize; 2]> {
    let number = |allele: AlleleIndex| named.iter().position(|other| *other == allele);
    let all = (0..=named.len()).flat_map(|x| (0..=named.len()).map(move |y| [x, y]));
    match call {
        Call::Untyped => all.collect(),
        Call::Partial(x) => all.filter(|pair| pair.iter().any(|allele| Some(*allele) == number(x))).collect(),
        Call::Genotype(x, y) => all
            .filter(|&[first, second]| {
                let (first, second) = (Some(first), Some(second));
                (first, second) == (number(x), number(y)) || (first, second) == (number(y), number(x))
            })
            .collect(),
    }
}

/// The distinct founder alleles of a state, or `None` where alleles that are one founder's differ.
fn founder_alleles(groups: &[usize; 4], alleles: &[usize; 4]) -> Option<Vec<usize>> {
    let mut founders = Vec::with_capacity(4);
    for (&group, &allele) in groups.iter().zip(alleles) {
        match founders.get(group) {
            None => founders.push(allele),
            Some(&known) if known == allele => {}
            Some(_) => return None,
        }
    }
    Some(founders)
}
