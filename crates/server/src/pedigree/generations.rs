//! In which row a person stands: below their parents, beside the other parent of their children where that is possible.

use kinship::{Pedigree, PersonIndex};

use super::unions::Union;

/// The row of each person, from 0 at the top.
pub fn of(pedigree: &Pedigree, unions: &[Union]) -> Vec<usize> {
    let count = pedigree.persons().len();
    // couples share a row unless one descends from the other, directly or through other couples
    let mut group: Vec<usize> = (0..count).collect();
    for union in unions {
        let [first, second] = union.parents[..] else { continue };
        let (kept, joined) = (group[first], group[second]);
        let before = group.clone();
        group.iter_mut().filter(|of| **of == joined).for_each(|of| *of = kept);
        if depths(&group, unions).is_none() {
            group = before;
        }
    }
    // one group a person has no cycle, so there always are depths
    let mut rows = depths(&group, unions).unwrap_or_else(|| vec![0; count]);
    lower_founders(&group, unions, &mut rows);
    let top = rows.iter().copied().min().unwrap_or(0);
    rows.iter_mut().for_each(|row| *row -= top);
    rows
}

/// Longest way down to each person when groups stand in one row; `None` where a group would stand below itself.
fn depths(group: &[usize], unions: &[Union]) -> Option<Vec<usize>> {
    let mut depth = vec![0_usize; group.len()];
    for _ in 0..=group.len() {
        let mut is_settled = true;
        for (parent, child) in steps(unions) {
            let (parent, child) = (group[parent], group[child]);
            if depth[child] < depth[parent] + 1 {
                depth[child] = depth[parent] + 1;
                is_settled = false;
            }
        }
        if is_settled {
            return Some(group.iter().map(|&of| depth[of]).collect());
        }
    }
    None
}

/// Puts a couple without parents just above their highest child instead of at the very top.
fn lower_founders(group: &[usize], unions: &[Union], rows: &mut [usize]) {
    let mut by_depth: Vec<PersonIndex> = (0..group.len()).collect();
    by_depth.sort_by_key(|&person| std::cmp::Reverse(rows[person]));
    for person in by_depth {
        let members: Vec<PersonIndex> = (0..group.len()).filter(|&other| group[other] == group[person]).collect();
        if steps(unions).any(|(_, child)| members.contains(&child)) {
            continue;
        }
        let children = steps(unions).filter(|(parent, _)| members.contains(parent)).map(|(_, child)| rows[child]);
        if let Some(highest) = children.min() {
            members.iter().for_each(|&member| rows[member] = highest.saturating_sub(1));
        }
    }
}

fn steps(unions: &[Union]) -> impl Iterator<Item = (PersonIndex, PersonIndex)> + '_ {
    let pairs = |union: &Union| {
        let children = union.children.clone();
        union
            .parents
            .clone()
            .into_iter()
            .flat_map(move |parent| children.clone().into_iter().map(move |child| (parent, child)))
    };
    unions.iter().flat_map(pairs)
}
