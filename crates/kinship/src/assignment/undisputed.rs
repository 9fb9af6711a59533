//! Pairs that nothing speaks against, found one after the other.

use std::collections::HashMap;

use super::{DviCase, Pair, table::FamilyTable};

/// Ratios of one pair after another, given the pairs already taken as true.
pub(super) struct Conditional<'a> {
    /// By family: ratios by placement.
    ratios: HashMap<usize, HashMap<&'a [Pair], f64>>,
    case: &'a DviCase,
}

impl<'a> Conditional<'a> {
    pub(super) fn new(case: &'a DviCase, tables: &'a [FamilyTable]) -> Self {
        let by_pairs = |table: &'a FamilyTable| table.rows.iter().map(|row| (&*row.pairs, row.ln_ratio)).collect();
        Self { ratios: tables.iter().map(|table| (table.family, by_pairs(table))).collect(), case }
    }

    /// ln of the pair's ratio when `taken` is true: the victims there have become relatives.
    pub(super) fn ln_ratio(&self, taken: &[Pair], pair: Pair) -> f64 {
        let family = self.case.missing()[pair.missing].family;
        let mut given: Vec<Pair> =
            taken.iter().copied().filter(|other| self.case.missing()[other.missing].family == family).collect();
        given.sort_unstable();
        let of = |pairs: &[Pair]| {
            let ratios = self.ratios.get(&family)?;
            ratios.get(pairs).copied()
        };
        let Some(before) = of(&given) else { return f64::NEG_INFINITY };
        given.push(pair);
        given.sort_unstable();
        of(&given).map_or(f64::NEG_INFINITY, |after| after - before)
    }
}

/// A pair that stands alone, with ln of its ratio when it was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Undisputed {
    pub(super) pair: Pair,
    pub(super) ln_ratio: f64,
}

/// Takes, round by round, the pairs whose ratio is above the threshold, and above the threshold times every other ratio of
/// that victim and of that missing person; each becomes a relative for the next round. `candidates` are the pairs to look at.
///
/// # Source
/// M. D. Vigeland, T. Egeland, *Scientific Reports* 11 (2021) 13661 ("undisputed" identifications); dvir 3.4.2 compares with
/// the runner-up as here, the paper asks that no other ratio be above 1.
pub(super) fn undisputed(conditional: &Conditional<'_>, candidates: &[Pair], ln_threshold: f64) -> Vec<Undisputed> {
    let mut found: Vec<Undisputed> = Vec::new();
    loop {
        let taken: Vec<Pair> = found.iter().map(|one| one.pair).collect();
        let is_open =
            |pair: &&Pair| taken.iter().all(|other| other.missing != pair.missing && other.victim != pair.victim);
        let ratios: Vec<Undisputed> = candidates
            .iter()
            .filter(is_open)
            .map(|&pair| Undisputed { pair, ln_ratio: conditional.ln_ratio(&taken, pair) })
            .collect();
        let stands_alone = |one: &&Undisputed| {
            one.ln_ratio > ln_threshold
                && ratios.iter().all(|other| {
                    let touches = other.pair.missing == one.pair.missing || other.pair.victim == one.pair.victim;
                    !touches || other.pair == one.pair || other.ln_ratio + ln_threshold <= one.ln_ratio
                })
        };
        let new: Vec<Undisputed> = ratios.iter().filter(stands_alone).copied().collect();
        if new.is_empty() {
            return found;
        }
        found.extend(new);
    }
}
