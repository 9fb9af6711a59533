//! Equal mutation.

use super::{MutationError, TransitionMatrix, setting::Setting, setting::from_off_diagonal};

/// `M[i,j] = R / (n - 1)`.
///
/// Source: P. Dawid, J. Mortera, V. L. Pascali, *Forensic Sci. Int.* 124 (2001) 55-61; lumpable over any set.
pub(super) fn matrix(setting: &Setting<'_>, rate: f64) -> Result<TransitionMatrix, MutationError> {
    let size = setting.size();
    if rate == 0.0 {
        return Ok(TransitionMatrix::identity(size));
    }
    setting.needs_two_alleles()?;
    let each = rate / (size as f64 - 1.0);
    from_off_diagonal(size, |_, _| each)
}
