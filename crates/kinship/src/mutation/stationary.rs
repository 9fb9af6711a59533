//! The stationary distribution of a mutation matrix.

use super::TransitionMatrix;

/// The distribution `v` with `v M = v`, by elimination without subtraction, so that rates of 1e-12 keep their digits.
///
/// Err holds two alleles of which the first never becomes the second: `v` is then not unique or not positive.
///
/// Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, *Operations Research* 33 (1985) 1107-1116.
pub(super) fn stationary_distribution(matrix: &TransitionMatrix) -> Result<Vec<f64>, (usize, usize)> {
    let size = matrix.size();
    for from in [true, false] {
        if let Some(lost) = unreached(matrix, from) {
            return Err(if from { (0, lost) } else { (lost, 0) });
        }
    }
    let mut a = matrix.entries().to_vec();
    for last in (1..size).rev() {
        let leaves: f64 = a[last * size..][..last].iter().sum();
        for i in 0..last {
            a[i * size + last] /= leaves;
            let through = a[i * size + last];
            (0..last).filter(|&j| j != i).for_each(|j| a[i * size + j] += through * a[last * size + j]);
        }
    }
    let mut v = vec![1.0; size];
    for k in 1..size {
        v[k] = (0..k).map(|i| v[i] * a[i * size + k]).sum();
    }
    let sum: f64 = v.iter().sum();
    v.iter_mut().for_each(|share| *share /= sum);
    Ok(v)
}

/// An allele that allele 0 cannot reach (`forward`), or that cannot reach it.
fn unreached(matrix: &TransitionMatrix, forward: bool) -> Option<usize> {
    let size = matrix.size();
    let mut reached = vec![false; size];
    reached[0] = true;
    let mut open = vec![0];
    while let Some(from) = open.pop() {
        for (to, reached) in reached.iter_mut().enumerate() {
            let entry = if forward { matrix.get(from, to) } else { matrix.get(to, from) };
            if entry > 0.0 && !*reached {
                *reached = true;
                open.push(to);
            }
        }
    }
    reached.iter().position(|reached| !reached)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_alleles_by_hand() {
        // v = (b, a) / (a + b) for rates a = 0.1 and b = 0.3
        let matrix = TransitionMatrix::new(2, vec![0.9, 0.1, 0.3, 0.7]).unwrap();
        let v = stationary_distribution(&matrix).unwrap();
        assert!((v[0] - 0.75).abs() < 1e-15 && (v[1] - 0.25).abs() < 1e-15);
    }

    #[test]
    fn a_matrix_in_two_parts_is_refused() {
        let apart = TransitionMatrix::new(2, vec![1.0, 0.0, 0.3, 0.7]).unwrap();
        assert_eq!(stationary_distribution(&apart), Err((0, 1)));
        let sink = TransitionMatrix::new(2, vec![0.9, 0.1, 0.0, 1.0]).unwrap();
        assert_eq!(stationary_distribution(&sink), Err((1, 0)));
    }
}
