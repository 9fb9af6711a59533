//! Missing people of one family whom the DNA cannot tell apart.

use std::collections::HashMap;

use super::{Pair, table::FamilyTable};

/// How far two logarithms may lie apart and still be one likelihood.
const SAME_LN: f64 = 1e-9;

/// Splits missing people of a family into sets within which any two may swap their victims without changing the likelihood of
/// any placement: brothers without children of their own, to begin with. Order is kept.
pub(super) fn symmetric_sets(table: &FamilyTable, missing: &[usize]) -> Vec<Vec<usize>> {
    let ratios: HashMap<&[Pair], f64> = table.rows.iter().map(|row| (&*row.pairs, row.ln_ratio)).collect();
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for &one in missing {
        // being exchangeable is transitive: comparing with one of a set is enough
        match sets.iter_mut().find(|set| may_swap(&ratios, one, set[0])) {
            Some(set) => set.push(one),
            None => sets.push(vec![one]),
        }
    }
    sets
}

fn may_swap(ratios: &HashMap<&[Pair], f64>, one: usize, two: usize) -> bool {
    let mut is_named = false;
    let same = ratios.iter().all(|(pairs, ratio)| {
        if pairs.iter().all(|pair| pair.missing != one && pair.missing != two) {
            return true;
        }
        is_named = true;
        let swap = |pair: &Pair| {
            let missing = match pair.missing {
                at if at == one => two,
                at if at == two => one,
                at => at,
            };
            Pair { missing, victim: pair.victim }
        };
        let mut swapped: Vec<Pair> = pairs.iter().map(swap).collect();
        swapped.sort_unstable();
        ratios.get(&*swapped).is_some_and(|other| (other - ratio).abs() <= SAME_LN)
    });
    // people for whom no victim is possible have nothing to swap
    same && is_named
}
