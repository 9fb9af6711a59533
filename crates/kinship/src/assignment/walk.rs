//! Walks through the families of a group: sums, maxima and counts over all of its assignments.

use super::{group::Group, scaled::Scaled};

/// What a walk adds up: `plus` over alternatives, `times` over families.
pub(super) trait Semiring: Copy {
    const ZERO: Self;
    const ONE: Self;
    fn is_zero(self) -> bool;
    fn plus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
}

impl Semiring for Scaled {
    const ZERO: Self = Self::ZERO;
    const ONE: Self = Self::ONE;
    fn is_zero(self) -> bool {
        self.is_zero()
    }
    fn plus(self, other: Self) -> Self {
        self.plus(other)
    }
    fn times(self, other: Self) -> Self {
        self.times(other)
    }
}

/// A logarithm; the walk finds the largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Largest(pub(super) f64);

impl Semiring for Largest {
    const ZERO: Self = Self(f64::NEG_INFINITY);
    const ONE: Self = Self(0.0);
    fn is_zero(self) -> bool {
        self.0 == f64::NEG_INFINITY
    }
    fn plus(self, other: Self) -> Self {
        if self.0 >= other.0 { self } else { other }
    }
    fn times(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// A count, which ends at the largest machine number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted(pub(super) u128);

impl Semiring for Counted {
    const ZERO: Self = Self(0);
    const ONE: Self = Self(1);
    fn is_zero(self) -> bool {
        self.0 == 0
    }
    fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
    fn times(self, other: Self) -> Self {
        Self(self.0.saturating_mul(other.0))
    }
}

/// What a walk in both directions knows.
pub(super) struct Contexts<T> {
    /// `[step][choice]`: the sum over everything else in the group, given that choice.
    pub(super) choices: Vec<Vec<T>>,
    /// `(victim, sum over the assignments of the group that leave this shared victim unidentified)`.
    pub(super) unclaimed: Vec<(usize, T)>,
}

/// Walks forward. `weights[step][choice]`; `levels` is 1, or one more than the group's `identified_max` to keep numbers of
/// identified apart. Returns the states before each step and after the last: `[step][number * 2^slots + taken victims]`.
pub(super) fn forward<T: Semiring>(group: &Group, weights: &[Vec<T>], levels: usize) -> Vec<Vec<T>> {
    let mut layers = Vec::with_capacity(group.steps.len() + 1);
    let mut layer = vec![T::ZERO; group.state_count(levels)];
    layer[0] = T::ONE;
    for (step, weights) in group.steps.iter().zip(weights) {
        let mut next = vec![T::ZERO; layer.len()];
        for (state, &value) in layer.iter().enumerate().filter(|(_, value)| !value.is_zero()) {
            for (choice, &weight) in step.choices.iter().zip(weights) {
                if let Some(to) = advance(group, state, choice.claims, choice.identified, levels) {
                    let to = to & !(step.forget as usize);
                    next[to] = next[to].plus(value.times(weight));
                }
            }
        }
        layers.push(std::mem::replace(&mut layer, next));
    }
    layers.push(layer);
    layers
}

/// The state after a choice, the step's forgetting aside; `None` where a victim is taken already.
#[inline]
pub(super) fn advance(group: &Group, state: usize, claims: u32, identified: u32, levels: usize) -> Option<usize> {
    let claims = claims as usize;
    if state & claims != 0 {
        return None;
    }
    Some(if levels == 1 { state | claims } else { (state | claims) + ((identified as usize) << group.slots) })
}

/// Values of all numbers of identified, at the end of a forward walk.
pub(super) fn totals<T: Semiring>(group: &Group, layers: &[Vec<T>], levels: usize) -> Vec<T> {
    layers.last().map_or_else(Vec::new, |last| (0..levels).map(|level| last[level << group.slots]).collect())
}

/// Walks backward over the states of a forward walk. `end[level]` is what the rest of the world adds when the group has
/// identified that many.
pub(super) fn contexts<T: Semiring>(group: &Group, weights: &[Vec<T>], layers: &[Vec<T>], end: &[T]) -> Contexts<T> {
    let levels = end.len();
    let mut after = vec![T::ZERO; group.state_count(levels)];
    for (level, &value) in end.iter().enumerate() {
        after[level << group.slots] = value;
    }
    let mut choices = Vec::with_capacity(group.steps.len());
    let mut unclaimed = Vec::new();
    for ((step, weights), layer) in group.steps.iter().zip(weights).zip(layers).rev() {
        let mut before = vec![T::ZERO; after.len()];
        let mut given = vec![T::ZERO; step.choices.len()];
        let mut free = vec![T::ZERO; step.forgotten.len()];
        for (state, &value) in layer.iter().enumerate().filter(|(_, value)| !value.is_zero()) {
            let mut total = T::ZERO;
            for ((choice, &weight), given) in step.choices.iter().zip(weights).zip(&mut given) {
                let Some(to) = advance(group, state, choice.claims, choice.identified, levels) else { continue };
                let rest = after[to & !(step.forget as usize)];
                if rest.is_zero() {
                    continue;
                }
                let (with, here) = (weight.times(rest), value.times(rest));
                total = total.plus(with);
                *given = given.plus(here);
                for (&(_, bit), free) in step.forgotten.iter().zip(&mut free) {
                    if to & bit as usize == 0 {
                        *free = free.plus(here.times(weight));
                    }
                }
            }
            before[state] = total;
        }
        unclaimed.extend(step.forgotten.iter().map(|&(victim, _)| victim).zip(free));
        choices.push(given);
        after = before;
    }
    choices.reverse();
    Contexts { choices, unclaimed }
}
