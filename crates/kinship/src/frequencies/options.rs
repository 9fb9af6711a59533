//! What a table's name is, and the choices that change its numbers.

use std::fmt;

use super::FrequencyError;

/// Name of the population whose frequencies a table holds; a profile names the population it is judged by.
///
/// Invariant: not empty, no white space around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PopulationName(Box<str>);

impl PopulationName {
    /// Takes a name without the white space around it.
    ///
    /// # Errors
    /// [`FrequencyError::NoPopulation`] where nothing is left.
    pub fn new(written: &str) -> Result<Self, FrequencyError> {
        let name = written.trim();
        if name.is_empty() { Err(FrequencyError::NoPopulation) } else { Ok(Self(name.into())) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PopulationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Choices that change the numbers of a table, stated once for a case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrequencyOptions {
    /// Frequency in `(0, 1)` of an allele that the case shows and the table does not; `None`: such an allele is an error.
    ///
    /// It is no mass of the table: nothing is set aside for alleles that nobody has. When such an allele joins a marker,
    /// all its frequencies are divided by their new sum.
    pub minimum: Option<f64>,
    /// Alleles rarer than this, in `(0, 1)`, that nobody of the case has are taken as one "Rest allele"; `None`: none are.
    pub lump_below: Option<f64>,
    /// How far from 1 the frequencies of a marker may sum and still be rescaled, in `[0, 0.5]`.
    pub sum_slack: f64,
}

impl Default for FrequencyOptions {
    /// No minimum, no lumping; sums from 0.99 to 1.01 are rescaled, which covers tables printed with three decimals.
    fn default() -> Self {
        Self { minimum: None, lump_below: None, sum_slack: 0.01 }
    }
}

impl FrequencyOptions {
    pub(super) fn check(&self) -> Vec<FrequencyError> {
        let open = |what, expected, value: Option<f64>| {
            let found = value.filter(|value| !(*value > 0.0 && *value < 1.0))?;
            Some(FrequencyError::Option { what, found, expected })
        };
        let slack = Some(self.sum_slack).filter(|slack| !(0.0..=0.5).contains(slack));
        [
            open("minimum frequency", "between 0 and 1, both excluded", self.minimum),
            open("limit of rare alleles", "between 0 and 1, both excluded", self.lump_below),
            slack.map(|found| FrequencyError::Option { what: "slack of sums", found, expected: "from 0 to 0.5" }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
