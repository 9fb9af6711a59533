//! The most likely assignments, exactly, ties by text.
//!
//! A backward walk knows the best completion of every state, so a best-first search that takes it as its estimate pops only
//! states that lie on a best assignment not yet listed: k assignments cost some k times the number of families.

use std::{cmp::Ordering, collections::BinaryHeap};

use super::{
    DviCase, DviError, NOBODY, Pair,
    group::{Group, Step},
    table::FamilyTable,
    text_rank::{TextRank, place_values},
    walk::advance,
};

/// Logarithms are compared as whole numbers of 2^-32, so that sums are exact and ties are ties.
const LN_UNIT: f64 = 4_294_967_296.0;

/// Likelihood first (the larger the better), then text (the smaller the better).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Merit {
    ln_units: i64,
    text: TextRank,
}

impl Merit {
    fn plus(self, other: Self) -> Self {
        Self { ln_units: self.ln_units + other.ln_units, text: self.text.plus(other.text) }
    }
}

impl Ord for Merit {
    fn cmp(&self, other: &Self) -> Ordering {
        self.ln_units.cmp(&other.ln_units).then_with(|| other.text.cmp(&self.text))
    }
}

impl PartialOrd for Merit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One assignment of the victims of some groups.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ranked {
    ln_units: i64,
    /// Natural logarithm of the product of the families' ratios.
    pub(super) ln_ratio: f64,
    /// Who is who; everybody else is nobody.
    pub(super) pairs: Vec<Pair>,
}

impl Ranked {
    /// Nobody is identified.
    pub(super) fn nobody() -> Self {
        Self { ln_units: 0, ln_ratio: 0.0, pairs: Vec::new() }
    }
}

/// Orders texts of names and of nobody.
pub(super) struct TextOrder {
    rank_of_missing: Vec<u32>,
    rank_of_nobody: u32,
}

impl TextOrder {
    pub(super) fn new(case: &DviCase) -> Self {
        let mut names: Vec<&str> = (0..case.missing().len()).map(|missing| case.missing_id(missing)).collect();
        names.push(NOBODY);
        names.sort_unstable();
        let rank = |name: &str| names.partition_point(|&other| other < name) as u32;
        let rank_of_missing = (0..case.missing().len()).map(|missing| rank(case.missing_id(missing))).collect();
        Self { rank_of_missing, rank_of_nobody: rank(NOBODY) }
    }

    /// The text of an assignment, one number a victim, in the victims' order.
    fn text(&self, victims: usize, pairs: &[Pair]) -> Vec<u32> {
        let mut text = vec![self.rank_of_nobody; victims];
        pairs.iter().for_each(|pair| text[pair.victim] = self.rank_of_missing[pair.missing]);
        text
    }
}

/// The `top` best assignments of one group.
pub(super) fn of_group(
    group: &Group,
    tables: &[FamilyTable],
    order: &TextOrder,
    top: usize,
) -> Result<Vec<Ranked>, DviError> {
    let merits = row_merits(group, tables, order)?;
    let completions = completions(group, &merits);
    let mut nodes: Vec<Node> = vec![Node { parent: 0, row: 0, step: 0, state: 0, so_far: Merit::default() }];
    let mut open = BinaryHeap::new();
    if let Some(best) = completions[0][0] {
        open.push((best, std::cmp::Reverse(0usize)));
    }
    let mut found = Vec::new();
    while let Some((_, std::cmp::Reverse(at))) = open.pop() {
        let node = nodes[at];
        let Some(step) = group.steps.get(node.step) else {
            found.push(ranked(group, tables, &nodes, at));
            if found.len() == top {
                break;
            }
            continue;
        };
        for (row, &merit) in merits[node.step].iter().enumerate() {
            let claims = step.choices[step.choice_of_row[row] as usize].claims;
            let Some(to) = advance(group, node.state, claims, 0, 1) else { continue };
            let state = to & !(step.forget as usize);
            let Some(rest) = completions[node.step + 1][state] else { continue };
            let so_far = node.so_far.plus(merit);
            open.push((so_far.plus(rest), std::cmp::Reverse(nodes.len())));
            nodes.push(Node { parent: at, row, step: node.step + 1, state, so_far });
        }
    }
    Ok(found)
}

#[derive(Clone, Copy)]
struct Node {
    parent: usize,
    row: usize,
    step: usize,
    state: usize,
    so_far: Merit,
}

fn ranked(group: &Group, tables: &[FamilyTable], nodes: &[Node], mut at: usize) -> Ranked {
    let mut found = Ranked { ln_units: nodes[at].so_far.ln_units, ln_ratio: 0.0, pairs: Vec::new() };
    while nodes[at].step > 0 {
        let step = &group.steps[nodes[at].step - 1];
        let row = &tables[step.table].rows[nodes[at].row];
        found.ln_ratio += row.ln_ratio;
        found.pairs.extend_from_slice(&row.pairs);
        at = nodes[at].parent;
    }
    found
}

/// `[step][row]`: what a family's sub-assignment adds to the merit of an assignment.
fn row_merits(group: &Group, tables: &[FamilyTable], order: &TextOrder) -> Result<Vec<Vec<Merit>>, DviError> {
    let place_of = |victim: usize| group.victims.binary_search(&victim).ok();
    let mut names: Vec<Vec<u32>> = vec![vec![order.rank_of_nobody]; group.victims.len()];
    let rows = |step: &Step| tables[step.table].rows.iter();
    for pair in group.steps.iter().flat_map(rows).flat_map(|row| row.pairs.iter()) {
        if let Some(place) = place_of(pair.victim) {
            names[place].push(order.rank_of_missing[pair.missing]);
        }
    }
    for names in &mut names {
        names.sort_unstable();
        names.dedup();
    }
    let places = place_values(&names.iter().map(Vec::len).collect::<Vec<_>>())?;
    let text = |pair: &Pair| {
        let Some(place) = place_of(pair.victim) else { return TextRank::default() };
        let at = |rank: u32| names[place].partition_point(|&other| other < rank) as i64;
        places[place].multiple(at(order.rank_of_missing[pair.missing]) - at(order.rank_of_nobody))
    };
    let merit = |row: &super::table::SubAssignment| Merit {
        ln_units: (row.ln_ratio * LN_UNIT).round() as i64,
        text: row.pairs.iter().map(text).fold(TextRank::default(), TextRank::plus),
    };
    Ok(group.steps.iter().map(|step| rows(step).map(merit).collect()).collect())
}

/// `[step][state]`: the best that the families from this step on can add.
fn completions(group: &Group, merits: &[Vec<Merit>]) -> Vec<Vec<Option<Merit>>> {
    let states = group.state_count(1);
    let mut after: Vec<Option<Merit>> = vec![None; states];
    after[0] = Some(Merit::default());
    let mut layers = vec![after];
    for (step, merits) in group.steps.iter().zip(merits).rev() {
        let mut best_of_choice = vec![None; step.choices.len()];
        for (&choice, &merit) in step.choice_of_row.iter().zip(merits) {
            let best = &mut best_of_choice[choice as usize];
            *best = (*best).max(Some(merit));
        }
        let Some(after) = layers.last() else { break };
        let best = |state: usize| {
            let each = step.choices.iter().zip(&best_of_choice).filter_map(|(choice, &merit)| {
                let to = advance(group, state, choice.claims, 0, 1)?;
                Some(merit?.plus(after[to & !(step.forget as usize)]?))
            });
            each.max()
        };
        let layer = (0..states).map(best).collect();
        layers.push(layer);
    }
    layers.reverse();
    layers
}

/// The `top` best assignments of two sets of groups, from the best of each.
pub(super) fn combine(order: &TextOrder, victims: usize, one: &[Ranked], two: &[Ranked], top: usize) -> Vec<Ranked> {
    let join = |i: usize, j: usize| -> Option<Joined> {
        let (a, b) = (one.get(i)?, two.get(j)?);
        let pairs: Vec<Pair> = a.pairs.iter().chain(&b.pairs).copied().collect();
        let text = std::cmp::Reverse(order.text(victims, &pairs));
        let both = Ranked { ln_units: a.ln_units + b.ln_units, ln_ratio: a.ln_ratio + b.ln_ratio, pairs };
        Some(Joined { text, both, from: (i, j) })
    };
    let mut open: BinaryHeap<Joined> = join(0, 0).into_iter().collect();
    let mut found = Vec::new();
    while found.len() < top {
        let Some(Joined { both, from: (i, j), .. }) = open.pop() else { break };
        open.extend(join(i + 1, j));
        if i == 0 {
            open.extend(join(i, j + 1));
        }
        found.push(both);
    }
    found
}

/// Two assignments of different victims as one.
struct Joined {
    text: std::cmp::Reverse<Vec<u32>>,
    both: Ranked,
    from: (usize, usize),
}

impl Ord for Joined {
    fn cmp(&self, other: &Self) -> Ordering {
        self.both.ln_units.cmp(&other.both.ln_units).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for Joined {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Joined {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Joined {}
