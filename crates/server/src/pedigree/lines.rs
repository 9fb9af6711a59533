//! Lines of marriage and descent.

use kinship::{Pedigree, PersonIndex};

use super::unions::Union;
use super::{HALF, ROW, SPACING};

/// How far above a symbol the line over brothers and sisters runs.
const ABOVE: f64 = 24.0;
/// Distance between lines that would run over each other.
const LEVEL: f64 = 9.0;
/// Bottom of a label below the centre of its symbol.
const LABEL_BOTTOM: f64 = HALF + 24.0;

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// From.
    pub x1: f64,
    /// From.
    pub y1: f64,
    /// To.
    pub x2: f64,
    /// To.
    pub y2: f64,
}

/// All lines of a pedigree; `places` are the centres of the symbols.
pub fn of(pedigree: &Pedigree, unions: &[Union], rows: &[Vec<PersonIndex>], places: &[(f64, f64)]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut crowded: Vec<(f64, f64, f64)> = Vec::new();
    for (index, union) in unions.iter().enumerate() {
        let from = couple(union, rows, places, index, &mut lines);
        descent(pedigree, union, places, from, &mut crowded, &mut lines);
    }
    lines
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Line {
    Line { x1, y1, x2, y2 }
}

/// Draws the line between parents and answers where the line to the children begins.
fn couple(
    union: &Union,
    rows: &[Vec<PersonIndex>],
    places: &[(f64, f64)],
    index: usize,
    lines: &mut Vec<Line>,
) -> (f64, f64) {
    let [first, second] = union.parents[..] else {
        let (x, y) = places[union.parents[0]];
        return (x, y + LABEL_BOTTOM);
    };
    let ((x1, y1), (x2, y2)) = (places[first], places[second]);
    if y1 != y2 {
        // a parent and child with children: the line runs between the rows
        lines.push(line(x1, y1, x2, y2));
        return (f64::midpoint(x1, x2), f64::midpoint(y1, y2));
    }
    let place = |person| rows.iter().flatten().position(|&other| other == person).unwrap_or_default();
    if place(first).abs_diff(place(second)) == 1 {
        lines.push(line(x1, y1, x2, y2));
        return (f64::midpoint(x1, x2), y1);
    }
    // somebody stands between them: over their heads, and down through the gap beside the second
    let over = y1 - HALF - 8.0 - (index % 3) as f64 * 4.0;
    lines.extend([line(x1, y1 - HALF, x1, over), line(x1, over, x2, over), line(x2, y2 - HALF, x2, over)]);
    let gap = x2 + (x1 - x2).signum() * SPACING / 2.0;
    (gap, over)
}

fn descent(
    pedigree: &Pedigree,
    union: &Union,
    places: &[(f64, f64)],
    from: (f64, f64),
    crowded: &mut Vec<(f64, f64, f64)>,
    lines: &mut Vec<Line>,
) {
    let tops: Vec<f64> = union.children.iter().map(|&child| places[child].1).collect();
    let highest = tops.iter().copied().fold(f64::INFINITY, f64::min);
    // identical twins hang from one point between them
    let hangs = |child: PersonIndex| {
        let twins = twins_of(pedigree, union, child);
        twins.iter().map(|&twin| places[twin].0).sum::<f64>() / twins.len() as f64
    };
    let xs = || union.children.iter().map(|&child| hangs(child)).chain([from.0]);
    let (left, right) = (xs().fold(f64::INFINITY, f64::min), xs().fold(f64::NEG_INFINITY, f64::max));
    let base = highest - HALF - ABOVE;
    let mut over = base;
    while crowded.iter().any(|&(l, r, y)| y == over && l <= right + 1.0 && left <= r + 1.0) && base - over < ROW / 4.0 {
        over -= LEVEL;
    }
    crowded.push((left, right, over));
    lines.push(line(from.0, from.1, from.0, over));
    if right > left {
        lines.push(line(left, over, right, over));
    }
    for &child in &union.children {
        let (x, y) = places[child];
        let twins = twins_of(pedigree, union, child);
        if twins.len() < 2 {
            lines.push(line(x, over, x, y - HALF));
            continue;
        }
        // a bar joins them
        let middle = hangs(child);
        lines.push(line(middle, over, x, y - HALF));
        if child == twins[0] {
            let bar = |twin: PersonIndex| f64::midpoint(middle, places[twin].0);
            let height = f64::midpoint(over, y - HALF);
            lines.push(line(bar(twins[0]), height, bar(twins[twins.len() - 1]), height));
        }
    }
}

fn twins_of(pedigree: &Pedigree, union: &Union, child: PersonIndex) -> Vec<PersonIndex> {
    let eldest = |person: PersonIndex| pedigree.persons()[person].twin_of.unwrap_or(person);
    union.children.iter().copied().filter(|&other| eldest(other) == eldest(child)).collect()
}
