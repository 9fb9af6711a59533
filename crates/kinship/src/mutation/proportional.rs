//! Proportional mutation.

use super::{MutationError, TransitionMatrix, setting::Setting, setting::from_off_diagonal};

/// `M = (1 - a) I + a 1 p'` with `a = R / sum p(1 - p)`: stationary, reversible, always lumpable.
///
/// Exists where `R <= (1 - sum p²) / (1 - min p)`.
///
/// Source: T. Egeland, D. Kling, P. Mostad, *Relationship Inference with Familias and R* (2016).
pub(super) fn matrix(setting: &Setting<'_>, rate: f64) -> Result<TransitionMatrix, MutationError> {
    let size = setting.size();
    if rate == 0.0 {
        return Ok(TransitionMatrix::identity(size));
    }
    setting.needs_two_alleles()?;
    let p = &setting.frequencies;
    let heterozygosity: f64 = p.iter().map(|p| p * (1.0 - p)).sum();
    let rarest = p.iter().copied().fold(1.0, f64::min);
    let rate_max = heterozygosity / (1.0 - rarest);
    if rate > rate_max {
        return Err(MutationError::RateTooHigh { model: setting.model, rate, rate_max });
    }
    let a = rate / heterozygosity;
    from_off_diagonal(size, |_, child| a * p[child])
}
