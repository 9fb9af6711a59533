//! Making a mutation matrix stationary: the frequencies are then the same in every generation.

use std::{fmt, str::FromStr};

use super::{MutationError, TransitionMatrix, setting::Setting, stationary::stationary_distribution};

/// A way to change a mutation matrix so that the frequencies become its stationary distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stabilisation {
    /// Scales the rows; keeps the overall rate.
    Pm,
    /// Metropolis-Hastings; reversible, scaled back to the overall rate.
    Mh,
    /// Barker; reversible, scaled back to the overall rate.
    Ba,
    /// The average of the matrix and its mirror image; reversible.
    Pr,
}

/// A text that names no stabilisation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a stabilisation; expected one of `PM`, `MH`, `BA`, `PR`")]
pub struct UnknownStabilisation(pub String);

impl FromStr for Stabilisation {
    type Err = UnknownStabilisation;

    fn from_str(written: &str) -> Result<Self, UnknownStabilisation> {
        match written.trim().to_ascii_uppercase().as_str() {
            "PM" => Ok(Self::Pm),
            "MH" => Ok(Self::Mh),
            "BA" => Ok(Self::Ba),
            "PR" => Ok(Self::Pr),
            _ => Err(UnknownStabilisation(written.to_string())),
        }
    }
}

impl fmt::Display for Stabilisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pm => "PM",
            Self::Mh => "MH",
            Self::Ba => "BA",
            Self::Pr => "PR",
        })
    }
}

/// The stabilised matrix, or the reason why there is none.
///
/// Source: I. Simonsson, P. Mostad, *FSI: Genetics* 23 (2016) 217-225 (PM); T. Egeland, M. D. Vigeland, *FSI: Genetics* (2025) (MH, BA, PR).
pub(super) fn stabilised(
    setting: &Setting<'_>,
    matrix: &TransitionMatrix,
    transform: Stabilisation,
) -> Result<TransitionMatrix, MutationError> {
    let size = setting.size();
    if *matrix == TransitionMatrix::identity(size) {
        return Ok(matrix.clone());
    }
    setting.needs_positive_frequencies()?;
    let p = &setting.frequencies;
    // the flow i -> j in a population with these frequencies
    let flow = |i: usize, j: usize| p[i] * matrix.get(i, j);
    let entry: Vec<f64> = match transform {
        Stabilisation::Pm => row_scaled(setting, matrix)?,
        Stabilisation::Mh => off_diagonal(size, |i, j| flow(i, j).min(flow(j, i)) / p[i]),
        Stabilisation::Ba => off_diagonal(size, |i, j| {
            let both = flow(i, j) + flow(j, i);
            if both > 0.0 { matrix.get(i, j) * (flow(j, i) / both) } else { 0.0 }
        }),
        Stabilisation::Pr => off_diagonal(size, |i, j| (flow(i, j) + flow(j, i)) / (2.0 * p[i])),
    };
    let factor = match transform {
        Stabilisation::Pm | Stabilisation::Pr => 1.0,
        Stabilisation::Mh | Stabilisation::Ba => {
            let left: f64 = (0..size).map(|i| p[i] * entry[i * size..][..size].iter().sum::<f64>()).sum();
            if left <= 0.0 {
                return Err(MutationError::NothingLeft { transform });
            }
            matrix.overall_rate(p) / left
        }
    };
    completed(setting, entry, factor, transform)
}

fn off_diagonal(size: usize, entry: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let at = |k: usize| (k / size, k % size);
    (0..size * size).map(|k| if at(k).0 == at(k).1 { 0.0 } else { entry(at(k).0, at(k).1) }).collect()
}

/// Entries off the diagonal of `diag(d)(M - I) + I`, `d_i = R v_i / ((1 - sum v M_ii) p_i)`.
fn row_scaled(setting: &Setting<'_>, matrix: &TransitionMatrix) -> Result<Vec<f64>, MutationError> {
    let v = stationary_distribution(matrix)
        .map_err(|(from, to)| MutationError::Reducible { from: setting.name(from), to: setting.name(to) })?;
    let kept = matrix.overall_rate(&setting.frequencies) / matrix.overall_rate(&v);
    Ok(off_diagonal(setting.size(), |i, j| kept * v[i] / setting.frequencies[i] * matrix.get(i, j)))
}

/// Scales the entries off the diagonal and completes the rows; a row that leaves less than nothing has no matrix.
fn completed(
    setting: &Setting<'_>,
    mut entries: Vec<f64>,
    factor: f64,
    transform: Stabilisation,
) -> Result<TransitionMatrix, MutationError> {
    let size = setting.size();
    for (allele, row) in entries.chunks_mut(size).enumerate() {
        row.iter_mut().for_each(|entry| *entry *= factor);
        let found = 1.0 - row.iter().sum::<f64>();
        // a row that just fits may miss 0 by a rounding error
        if found < -1e-12 {
            return Err(MutationError::NoStabilisation { transform, allele: setting.name(allele), found });
        }
        row[allele] = found;
    }
    Ok(TransitionMatrix::new(size, entries)?)
}
