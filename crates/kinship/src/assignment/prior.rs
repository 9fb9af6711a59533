//! What is believed of assignments before the DNA is read.

use super::{DviCase, count};

/// Prior over assignments. The two differ: of the assignments of sixteen victims most identify many of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prior {
    /// Every assignment is equally probable.
    ///
    /// # Source
    /// M. D. Vigeland, T. Egeland, *Scientific Reports* 11 (2021) 13661.
    #[default]
    Assignments,
    /// Every number of identified victims is equally probable, from 0 to the most that sexes allow; given the number, every
    /// assignment of that many is. With known sexes of one kind there are C(v,k) C(m,k) k! of k.
    Identified,
}

/// Logarithm of the prior of one assignment by how many it identifies; one entry for [`Prior::Assignments`], where the
/// number does not matter. Missing people of families that contradict themselves take no part.
pub(super) fn ln_prior(prior: Prior, case: &DviCase, missing: &[usize]) -> Vec<f64> {
    match prior {
        Prior::Assignments => vec![0.0],
        Prior::Identified => {
            let counts = count::by_identified(case, missing);
            let sizes = (counts.len() as f64).ln();
            counts.iter().map(|count| -sizes - count.ln()).collect()
        }
    }
}
