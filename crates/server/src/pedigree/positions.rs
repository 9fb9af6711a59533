//! How far from the edge each person stands: parents above the middle of their children, nobody too close to a neighbour.

use kinship::PersonIndex;

use super::unions::Union;

/// Passes up and down; drawings of this size settle well before.
const PASSES: usize = 24;

/// The column of each person, from 0; neighbours are at least 1 apart.
pub fn columns(rows: &[Vec<PersonIndex>], unions: &[Union]) -> Vec<f64> {
    let count = rows.iter().map(Vec::len).sum();
    let mut columns = vec![0.0; count];
    for row in rows {
        for (index, &person) in row.iter().enumerate() {
            columns[person] = index as f64;
        }
    }
    for pass in 0..PASSES {
        // upwards first, so that the widest row below decides; the last pass is upwards too
        let is_upwards = pass % 2 == 0 || pass == PASSES - 1;
        let order: Vec<&Vec<PersonIndex>> =
            if is_upwards { rows.iter().rev().collect() } else { rows.iter().collect() };
        for row in order {
            let wished: Vec<f64> = row.iter().map(|&person| wish(person, unions, &columns, is_upwards)).collect();
            for (&person, column) in row.iter().zip(apart(&wished)) {
                columns[person] = column;
            }
        }
    }
    let first = columns.iter().copied().fold(f64::INFINITY, f64::min);
    columns.iter().map(|column| column - first).collect()
}

/// Where a person would stand if there were no neighbours.
fn wish(person: PersonIndex, unions: &[Union], columns: &[f64], is_upwards: bool) -> f64 {
    let mean = |people: &[PersonIndex]| people.iter().map(|&of| columns[of]).sum::<f64>() / people.len() as f64;
    let mut wishes = Vec::new();
    for union in unions {
        if is_upwards && union.parents.contains(&person) {
            // half a place to their own side of the middle of the children
            let side = (columns[person] - mean(&union.parents)).clamp(-0.5, 0.5);
            wishes.push(mean(&union.children) + side);
        }
        if !is_upwards && union.children.contains(&person) {
            let side = columns[person] - mean(&union.children);
            wishes.push(mean(&union.parents) + side);
        }
    }
    if wishes.is_empty() { columns[person] } else { wishes.iter().sum::<f64>() / wishes.len() as f64 }
}

/// The places nearest to the wishes, in the least squares sense, that keep the order and are at least 1 apart.
///
/// # Source
/// Pool adjacent violators: M. Ayer et al., "An empirical distribution function for sampling with incomplete information",
/// *Annals of Mathematical Statistics* 26(4), 1955, applied to wish minus index.
fn apart(wished: &[f64]) -> Vec<f64> {
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (index, wish) in wished.iter().enumerate() {
        let mut block = (wish - index as f64, 1);
        while let Some(&(sum, count)) = blocks.last() {
            if sum / count as f64 <= block.0 / block.1 as f64 {
                break;
            }
            block = (block.0 + sum, block.1 + count);
            blocks.pop();
        }
        blocks.push(block);
    }
    let levels = blocks.into_iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    levels.enumerate().map(|(index, level)| level + index as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn wishes_that_fit_are_granted_and_others_are_shared() {
        assert_eq!(apart(&[0.0, 1.0, 5.0]), [0.0, 1.0, 5.0]);
        assert_eq!(apart(&[1.0, 1.0]), [0.5, 1.5]);
        assert_eq!(apart(&[4.0, 0.0]), [1.5, 2.5]);
        assert!(apart(&[]).is_empty());
    }
}
