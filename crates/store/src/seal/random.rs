//! Randomness from the system, for keys and nonces.

use super::SealError;

/// Fills an array from the system's generator.
pub(super) fn bytes<const N: usize>() -> Result<[u8; N], SealError> {
    let mut out = [0; N];
    getrandom::fill(&mut out).map_err(|_| SealError::Randomness)?;
    Ok(out)
}
