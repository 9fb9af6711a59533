//! Dawid's reversible stepwise mutation.

use super::{ModelName, MutationError, TransitionMatrix, setting::Setting, setting::from_off_diagonal};

/// `M[i,j] = (R / p_i) (1-r) r^|i-j| / (2 r (n - a))`, `a = (1 - r^n) / (1 - r)`, over ranks: gaps in the repeats are ignored.
///
/// Reversible, with overall rate exactly R; exists up to a highest R that depends on the rarest alleles.
///
/// Source: A. P. Dawid, J. Mortera, V. L. Pascali, D. van Boxel, *Scand. J. Stat.* 29 (2002) 577-595; T. Egeland,
/// M. D. Vigeland, *FSI: Genetics* (2025).
pub(super) fn matrix(setting: &Setting<'_>, rate: f64, range: f64) -> Result<TransitionMatrix, MutationError> {
    let model = ModelName::Dawid;
    if !(range > 0.0 && range < 1.0) {
        return Err(MutationError::Range { model, found: range, expected: "between 0 and 1, both excluded" });
    }
    let repeats = setting.whole_repeats()?;
    let size = setting.size();
    if rate == 0.0 {
        return Ok(TransitionMatrix::identity(size));
    }
    setting.needs_two_alleles()?;
    setting.needs_positive_frequencies()?;
    let ranks: Vec<usize> = repeats.iter().map(|own| repeats.iter().filter(|other| *other < own).count()).collect();
    let a = (1.0 - range.powf(size as f64)) / (1.0 - range);
    let scale = (1.0 - range) / (2.0 * range * (size as f64 - a));
    let per_rate = |parent: usize, child: usize| {
        let steps = ranks[parent].abs_diff(ranks[child]) as f64;
        scale * range.powf(steps) / setting.frequencies[parent]
    };
    let leaves = |parent: usize| (0..size).filter(|&c| c != parent).map(|child| per_rate(parent, child)).sum::<f64>();
    let rate_max = (0..size).map(|parent| 1.0 / leaves(parent)).fold(1.0, f64::min);
    if rate > rate_max {
        return Err(MutationError::RateTooHigh { model, rate, rate_max });
    }
    from_off_diagonal(size, |parent, child| rate * per_rate(parent, child))
}
