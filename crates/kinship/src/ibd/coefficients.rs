//! Identity coefficients of a pair, as values.

/// Probabilities that a pair shares 0, 1 or 2 alleles identical by descent; for two people who are not inbred.
///
/// Invariant: each in `0..=1`, with sum 1 (within 1e-9, then rescaled).
///
/// # Source
/// E. A. Thompson, *Ann. Hum. Genet.* 39 (1975) 173-188.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa([f64; 3]);

/// Probabilities of the nine condensed identity states of the alleles (a1, a2) and (b1, b2) of a pair, in Jacquard's order.
///
/// | state | identical by descent |
/// |---|---|
/// | 1 | all four |
/// | 2 | a1 = a2, and b1 = b2 |
/// | 3 | a1 = a2 = one of b |
/// | 4 | a1 = a2 |
/// | 5 | b1 = b2 = one of a |
/// | 6 | b1 = b2 |
/// | 7 | each of a with one of b |
/// | 8 | one of a with one of b |
/// | 9 | none |
///
/// Invariant: each in `0..=1`, with sum 1 (within 1e-9, then rescaled).
///
/// # Source
/// A. Jacquard, *The Genetic Structure of Populations* (1974), ch. 6.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jacquard([f64; 9]);

/// Why a pair has no such coefficients.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum IbdError {
    /// The coefficients are not a distribution.
    #[error("identity coefficients {found:?} are not a distribution; expected numbers from 0 to 1 with sum 1")]
    NotDistribution {
        /// What was given.
        found: Vec<f64>,
    },
    /// Kappa exists only for people who are not inbred.
    #[error(
        "the pair has no kappa: with probability {inbred} one of them is inbred; use the nine Jacquard coefficients"
    )]
    Inbred {
        /// Probability that the two alleles of one or the other are identical by descent.
        inbred: f64,
    },
    /// Nobody has this index.
    #[error("person {found} is not in the pedigree of {count} people, counted from 0")]
    UnknownPerson {
        /// Index given.
        found: usize,
        /// People there are.
        count: usize,
    },
    /// The lines of descent are too many to follow at once.
    #[error(
        "the lines of descent of the pair take more than {max} states; cut the pedigree above their common ancestors"
    )]
    TooManyStates {
        /// The limit.
        max: usize,
    },
}

impl Kappa {
    /// Takes the probabilities of sharing `zero`, `one` and `two` alleles.
    ///
    /// # Errors
    /// [`IbdError::NotDistribution`].
    pub fn new(zero: f64, one: f64, two: f64) -> Result<Self, IbdError> {
        distribution([zero, one, two]).map(Self)
    }

    /// What is a distribution by its definition.
    pub(crate) const fn of_named(zero: f64, one: f64, two: f64) -> Self {
        Self([zero, one, two])
    }

    /// The probability of sharing `count` alleles, 0 to 2.
    ///
    /// # Source
    /// Accessor of the value defined on [`Kappa`].
    #[must_use]
    pub fn get(self, count: usize) -> f64 {
        self.0.get(count).copied().unwrap_or(0.0)
    }

    /// The three in the order 0, 1, 2.
    #[must_use]
    pub const fn as_array(self) -> [f64; 3] {
        self.0
    }

    /// Probability that an allele drawn from each is the same by descent: `kappa1 / 4 + kappa2 / 2`.
    ///
    /// # Source
    /// E. A. Thompson, *Ann. Hum. Genet.* 39 (1975) 173-188.
    #[must_use]
    pub fn kinship(self) -> f64 {
        self.0[1] / 4.0 + self.0[2] / 2.0
    }
}

impl From<Kappa> for Jacquard {
    fn from(kappa: Kappa) -> Self {
        let [zero, one, two] = kappa.0;
        Self([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, two, one, zero])
    }
}

impl Jacquard {
    /// Takes the nine coefficients in Jacquard's order.
    ///
    /// # Errors
    /// [`IbdError::NotDistribution`].
    pub fn new(coefficients: [f64; 9]) -> Result<Self, IbdError> {
        distribution(coefficients).map(Self)
    }

    /// What is a distribution by its making.
    pub(super) const fn from_distribution(coefficients: [f64; 9]) -> Self {
        Self(coefficients)
    }

    /// The nine in Jacquard's order; state 1 stands first.
    #[must_use]
    pub const fn as_array(&self) -> [f64; 9] {
        self.0
    }

    /// Probability that an allele drawn from each is the same by descent:
    /// `D1 + (D3 + D5 + D7) / 2 + D8 / 4`.
    ///
    /// # Source
    /// A. Jacquard, *The Genetic Structure of Populations* (1974), ch. 6.
    #[must_use]
    pub fn kinship(&self) -> f64 {
        let d = &self.0;
        d[0] + (d[2] + d[4] + d[6]) / 2.0 + d[7] / 4.0
    }

    /// Inbreeding coefficients of the first and of the second person.
    #[must_use]
    pub fn inbreeding(&self) -> [f64; 2] {
        let d = &self.0;
        [d[0] + d[1] + d[2] + d[3], d[0] + d[1] + d[4] + d[5]]
    }

    /// The same with the two people exchanged.
    #[must_use]
    pub const fn swapped(&self) -> Self {
        let d = &self.0;
        Self([d[0], d[1], d[4], d[5], d[2], d[3], d[6], d[7], d[8]])
    }

    /// The three that are left where neither is inbred.
    ///
    /// # Errors
    /// [`IbdError::Inbred`] where one of the first six is above 1e-12.
    pub fn kappa(&self) -> Result<Kappa, IbdError> {
        let inbred: f64 = self.0[..6].iter().sum();
        if inbred > 1e-12 {
            return Err(IbdError::Inbred { inbred });
        }
        Kappa::new(self.0[8], self.0[7], self.0[6])
    }
}

fn distribution<const N: usize>(mut found: [f64; N]) -> Result<[f64; N], IbdError> {
    let sum: f64 = found.iter().sum();
    // also false for NaN
    if !found.iter().all(|share| (-1e-12..=1.0 + 1e-9).contains(share)) || (sum - 1.0).abs() > 1e-9 {
        return Err(IbdError::NotDistribution { found: found.to_vec() });
    }
    found.iter_mut().for_each(|share| *share = share.clamp(0.0, 1.0));
    if (sum - 1.0).abs() > 1e-15 {
        found.iter_mut().for_each(|share| *share /= sum);
    }
    Ok(found)
}
