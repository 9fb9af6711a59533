//! One-step mutation.

use super::{MutationError, TransitionMatrix, setting::Setting, setting::from_off_diagonal};

/// `R / 2` to each allele one repeat away, `R` where only one is in the table, nothing where none is.
///
/// Gaps in the repeats are honoured; microvariants are refused.
///
/// Source: M. D. Vigeland, T. Egeland, pedmut; Ohta & Kimura, *Genet. Res.* 22 (1973) 201-204 for the idea.
pub(super) fn matrix(setting: &Setting<'_>, rate: f64) -> Result<TransitionMatrix, MutationError> {
    let repeats = setting.whole_repeats()?;
    let is_step = |from: usize, to: usize| repeats[from].abs_diff(repeats[to]) == 1;
    let size = setting.size();
    let steps: Vec<usize> = (0..size).map(|from| (0..size).filter(|&to| is_step(from, to)).count()).collect();
    from_off_diagonal(size, |from, to| if is_step(from, to) { rate / steps[from] as f64 } else { 0.0 })
}
