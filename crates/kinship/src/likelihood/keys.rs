//! Keys under which plans and programs are kept.

use super::{
    graph::{Kind, Shape},
    plan::Plan,
    theta::Tied,
};
use crate::PersonIndex;

fn code(kinds: &[Kind], query: Option<PersonIndex>, has_theta: bool) -> Vec<u16> {
    let mut code = Vec::with_capacity(kinds.len() + 4);
    code.push(u16::from(has_theta));
    code.push(query.map_or(0, |person| person as u16 + 1));
    code.extend(kinds.iter().map(|kind| match *kind {
        Kind::Dropped => 0,
        Kind::Free => 1,
        Kind::Weighed => 2,
        Kind::Listed { count, is_varying } => 4 + 2 * count as u16 + u16::from(is_varying),
    }));
    code
}

/// Key of a program: everything its offsets depend on.
pub(super) fn program(shape: &Shape<'_>, size: usize, branch: usize, tied: Option<Tied<'_>>) -> Vec<u16> {
    let mut key = code(shape.kinds, shape.query, shape.has_theta);
    key.push(size as u16);
    key.push(branch as u16);
    if let Some(tied) = tied {
        key.extend(tied.tie.blocks.iter().map(|&block| u16::from(block)));
        key.extend(tied.kept());
    }
    key
}

/// Allele counts for which plans are made; a count uses the plan of the next one up.
const PLAN_SIZES: [usize; 7] = [3, 5, 8, 12, 18, 30, 60];

/// The nominal allele count and typing that a plan is made for: homozygous and heterozygous calls share one.
fn nominal(shape: &Shape<'_>, size: usize) -> (Vec<Kind>, usize) {
    let kinds = shape.kinds.iter().map(|kind| match *kind {
        Kind::Listed { is_varying: false, .. } => Kind::Listed { count: 2, is_varying: false },
        other => other,
    });
    (kinds.collect(), PLAN_SIZES.into_iter().find(|&planned| planned >= size).unwrap_or(100))
}

/// Key of a plan.
pub(super) fn plan(shape: &Shape<'_>, size: usize) -> Vec<u16> {
    let (kinds, size) = nominal(shape, size);
    let mut pattern = code(&kinds, shape.query, shape.has_theta);
    pattern.push(size as u16);
    pattern
}

/// The plan for a key of [`plan`].
pub(super) fn new_plan(shape: &Shape<'_>, size: usize) -> Plan {
    let (kinds, size) = nominal(shape, size);
    Plan::new(&Shape::new(shape.pedigree, &kinds, shape.parents, shape.query, shape.has_theta), size)
}
