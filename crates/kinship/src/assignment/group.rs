//! Families that compete for victims, in the order in which they are gone through.
//!
//! Families meet only through victims, so the likelihood of an assignment is a product over families, and a sum or a
//! maximum over assignments is a walk from family to family that remembers which victims are taken. Families that share
//! no possible victim, however indirectly, are walked apart: each such set is a [`Group`]. A victim needs to be remembered
//! only while a later family may still want them.

use std::collections::BTreeSet;

use super::{DviError, table::FamilyTable};

/// Most states (sets of taken victims, by number identified) over all steps of one group. At 16 bytes each, half a GiB.
pub const STATE_COUNT_MAX: usize = 1 << 25;
/// Most state-by-choice combinations that a walk through one group looks at: some tens of seconds.
pub const COMBINATION_COUNT_MAX: u64 = 4_000_000_000;

/// Families that meet, and the victims that they may claim.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Victims that some family of the group may claim, ascending.
    pub(super) victims: Vec<usize>,
    /// Bits of a state.
    pub(super) slots: u32,
    /// One step a family.
    pub(super) steps: Vec<Step>,
    /// Most victims that the group can identify.
    pub(super) identified_max: usize,
}

/// One family of the walk.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Position in the list of tables.
    pub(super) table: usize,
    /// Ways to choose, as far as the walk can tell them apart.
    pub(super) choices: Vec<Choice>,
    /// Which choice a row of the table is.
    pub(super) choice_of_row: Vec<u32>,
    /// Bits of the victims that no later family may claim.
    pub(super) forget: u32,
    /// The same victims, with their bits.
    pub(super) forgotten: Vec<(usize, u32)>,
    /// Victims whom this family alone may claim: they have no bit.
    pub(super) own: Vec<usize>,
}

/// Rows of a table that claim the same shared victims and identify as many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// Bits of the shared victims claimed.
    pub(super) claims: u32,
    /// Victims identified, shared or not.
    pub(super) identified: u32,
}

/// Splits the tables into groups. `by_count` keeps choices apart that identify a different number.
pub(super) fn groups(tables: &[FamilyTable]) -> Result<Vec<Group>, DviError> {
    let wanted: Vec<BTreeSet<usize>> = tables
        .iter()
        .map(|table| table.rows.iter().flat_map(|row| row.pairs.iter().map(|p| p.victim)).collect())
        .collect();
    let mut left: BTreeSet<usize> = (0..tables.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut members = vec![first];
        let mut victims = wanted[first].clone();
        while let Some(&next) = left.iter().find(|&&table| !wanted[table].is_disjoint(&victims)) {
            left.remove(&next);
            victims.extend(&wanted[next]);
            members.push(next);
        }
        members.sort_unstable();
        if !victims.is_empty() {
            groups.push(plan(tables, &wanted, members, victims.into_iter().collect())?);
        }
    }
    Ok(groups)
}

/// Orders the families so that few victims need remembering, and gives each shared victim a bit while they do.
fn plan(
    tables: &[FamilyTable],
    wanted: &[BTreeSet<usize>],
    mut members: Vec<usize>,
    victims: Vec<usize>,
) -> Result<Group, DviError> {
    let mut slots: Vec<Option<usize>> = Vec::new();
    let mut steps = Vec::new();
    while !members.is_empty() {
        let held: BTreeSet<usize> = slots.iter().copied().flatten().collect();
        let needed_after = |table: usize| {
            let later = |victim: &usize| members.iter().any(|&other| other != table && wanted[other].contains(victim));
            held.union(&wanted[table]).filter(|victim| later(victim)).count()
        };
        // members ascend, so ties go to the family that came first
        let Some(at) = (0..members.len()).min_by_key(|&at| needed_after(members[at])) else { break };
        let table = members.remove(at);
        let is_later = |victim: usize| members.iter().any(|&other| wanted[other].contains(&victim));
        for &victim in wanted[table].iter().filter(|&&victim| is_later(victim) && !held.contains(&victim)) {
            match slots.iter().position(Option::is_none) {
                Some(free) => slots[free] = Some(victim),
                None => slots.push(Some(victim)),
            }
        }
        if slots.len() > 31 {
            return Err(DviError::TooManyStates { victims: victims.len(), max: STATE_COUNT_MAX });
        }
        steps.push(step(table, &tables[table], &wanted[table], &slots, is_later));
        for slot in &mut slots {
            *slot = slot.filter(|&victim| is_later(victim));
        }
    }
    let (slots, most) = (slots.len() as u32, victims.len());
    let identified_max =
        steps.iter().map(|step| step.choices.iter().map(|choice| choice.identified as usize).max().unwrap_or(0)).sum();
    let group = Group { victims, slots, steps, identified_max: most.min(identified_max) };
    Ok(group)
}

fn step(
    table: usize,
    rows: &FamilyTable,
    wanted: &BTreeSet<usize>,
    slots: &[Option<usize>],
    is_later: impl Fn(usize) -> bool,
) -> Step {
    let bit = |victim: usize| slots.iter().position(|&slot| slot == Some(victim)).map(|slot| 1u32 << slot);
    let mut choices: Vec<Choice> = Vec::new();
    let mut choice_of_row = Vec::with_capacity(rows.rows.len());
    let mut known = std::collections::HashMap::new();
    for row in &rows.rows {
        let claims = row.pairs.iter().filter_map(|pair| bit(pair.victim)).fold(0, |all, one| all | one);
        let choice = Choice { claims, identified: row.pairs.len() as u32 };
        let index = *known.entry((claims, choice.identified)).or_insert_with(|| {
            choices.push(choice);
            choices.len() as u32 - 1
        });
        choice_of_row.push(index);
    }
    let held = slots.iter().copied().flatten();
    let forgotten: Vec<(usize, u32)> =
        held.filter(|&victim| !is_later(victim)).filter_map(|victim| Some((victim, bit(victim)?))).collect();
    Step {
        table,
        choices,
        choice_of_row,
        forget: forgotten.iter().fold(0, |all, &(_, one)| all | one),
        forgotten,
        own: wanted.iter().copied().filter(|&victim| bit(victim).is_none()).collect(),
    }
}

impl Group {
    /// Count of states of one layer, where `levels` numbers of identified are kept apart.
    pub(super) fn state_count(&self, levels: usize) -> usize {
        levels << self.slots
    }

    /// Refuses a walk that would not end in reasonable time or memory.
    pub(super) fn check(&self, levels: usize) -> Result<(), DviError> {
        let layer = (levels as u64) << self.slots;
        let states = layer.saturating_mul(self.steps.len() as u64 + 1);
        let choices: u64 = self.steps.iter().map(|step| step.choices.len() as u64).sum();
        if states > STATE_COUNT_MAX as u64 {
            return Err(DviError::TooManyStates { victims: self.victims.len(), max: STATE_COUNT_MAX });
        }
        if layer.saturating_mul(choices) > COMBINATION_COUNT_MAX {
            return Err(DviError::TooManyCombinations { victims: self.victims.len(), max: COMBINATION_COUNT_MAX });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::{Pair, table::SubAssignment};

    /// A family that may claim each of some victims, or nobody.
    fn table(family: usize, victims: &[usize]) -> FamilyTable {
        let claim =
            |&victim: &usize| SubAssignment { pairs: Box::new([Pair { missing: family, victim }]), ln_ratio: 0.0 };
        let mut rows = vec![SubAssignment { pairs: Box::default(), ln_ratio: 0.0 }];
        rows.extend(victims.iter().map(claim));
        FamilyTable { family, rows }
    }

    #[test]
    fn families_that_share_no_victim_are_apart() {
        let tables = [table(0, &[0, 1]), table(1, &[2]), table(2, &[1]), table(3, &[])];
        let groups = groups(&tables).unwrap();
        let victims: Vec<&[usize]> = groups.iter().map(|group| group.victims.as_slice()).collect();
        assert_eq!(victims, [&[0, 1][..], &[2]]);
        // only victim 1 is wanted twice
        assert_eq!((groups[0].slots, groups[1].slots), (1, 0));
        assert_eq!((groups[0].identified_max, groups[1].identified_max), (2, 1));
    }

    #[test]
    fn a_chain_of_families_remembers_two_victims_at_a_time() {
        let tables: Vec<FamilyTable> = (0..60).map(|at| table(at, &[at, at + 1])).collect();
        let groups = groups(&tables).unwrap();
        assert_eq!((groups.len(), groups[0].victims.len(), groups[0].slots), (1, 61, 2)); // the one from before and the one for after
    }

    #[test]
    fn what_would_not_end_is_refused() {
        let choice = Choice { claims: 0, identified: 0 };
        let group = |slots, steps, choices| {
            let step = Step {
                table: 0,
                choices: vec![choice; choices],
                choice_of_row: Vec::new(),
                forget: 0,
                forgotten: Vec::new(),
                own: Vec::new(),
            };
            Group { victims: vec![0; 20], slots, steps: vec![step; steps], identified_max: 20 }
        };
        assert_eq!(group(20, 20, 21).check(1), Ok(()));
        let states = DviError::TooManyStates { victims: 20, max: STATE_COUNT_MAX };
        assert_eq!(group(20, 40, 21).check(1), Err(states.clone()));
        assert_eq!(group(20, 20, 21).check(21), Err(states));
        let combinations = DviError::TooManyCombinations { victims: 20, max: COMBINATION_COUNT_MAX };
        assert_eq!(group(20, 20, 200).check(1), Err(combinations));
    }
}
