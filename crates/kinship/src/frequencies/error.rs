//! What is wrong with a table, what was changed in it, and why a marker cannot be built.

use crate::{MarkerError, mutation::MutationError};

/// Why a frequency table was refused. A `cell` counts from 0 in the order given; the reader knows its place in the file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FrequencyError {
    /// The population has no name.
    #[error("a frequency table has no population; name the one its frequencies come from")]
    NoPopulation,
    /// Not a single frequency.
    #[error("the frequency table is empty; expected one row an allele and one column a marker")]
    Empty,
    /// A marker has no name.
    #[error("a marker of the frequency table has no name; name the column")]
    NoMarkerName {
        /// Cell.
        cell: usize,
    },
    /// A frequency is no probability.
    #[error("frequency of allele `{allele}` of `{marker}` is `{found}`; expected a number from 0 to 1")]
    BadFrequency {
        /// Cell.
        cell: usize,
        /// Marker.
        marker: String,
        /// Allele.
        allele: String,
        /// What was read.
        found: f64,
    },
    /// An allele stands twice.
    #[error(
        "allele `{allele}` of `{marker}` stands twice in the frequency table; keep one row with the summed frequency"
    )]
    DuplicateAllele {
        /// The second cell.
        cell: usize,
        /// The first cell.
        first: usize,
        /// Marker.
        marker: String,
        /// Allele.
        allele: String,
    },
    /// Two names of one marker.
    #[error("`{second}` and `{first}` name one marker; keep one of them in the frequency table")]
    SameMarker {
        /// Cell with the second name.
        cell: usize,
        /// First name.
        first: String,
        /// Second name.
        second: String,
    },
    /// All frequencies of a marker are 0.
    #[error("`{marker}` has no allele with a frequency above 0; fill its column or leave the marker out")]
    NoAlleles {
        /// Marker.
        marker: String,
    },
    /// The sum misses 1 by more than rounding can explain.
    #[error(
        "frequencies of `{marker}` sum to {sum}; expected 1, within {slack}: check for a missing allele or for counts instead of frequencies"
    )]
    BadSum {
        /// Marker.
        marker: String,
        /// The sum found.
        sum: f64,
        /// The slack allowed.
        slack: f64,
    },
    /// An option outside its interval.
    #[error("{what} is `{found}`; expected a number {expected}")]
    Option {
        /// Which option.
        what: &'static str,
        /// What was read.
        found: f64,
        /// The interval.
        expected: &'static str,
    },
}

impl FrequencyError {
    /// The cell at fault, counting from 0 in the order given, where it is one.
    #[must_use]
    pub const fn cell(&self) -> Option<usize> {
        match self {
            Self::NoMarkerName { cell }
            | Self::BadFrequency { cell, .. }
            | Self::DuplicateAllele { cell, .. }
            | Self::SameMarker { cell, .. } => Some(*cell),
            _ => None,
        }
    }

    /// The marker at fault, where it is one.
    #[must_use]
    pub fn marker(&self) -> Option<&str> {
        match self {
            Self::BadFrequency { marker, .. }
            | Self::DuplicateAllele { marker, .. }
            | Self::SameMarker { second: marker, .. }
            | Self::NoAlleles { marker }
            | Self::BadSum { marker, .. } => Some(marker),
            _ => None,
        }
    }
}

/// A change of the numbers that a reader of the result must know of. Its text names the marker.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FrequencyWarning {
    /// The frequencies of a marker did not sum to 1.
    #[error("frequencies of `{marker}` sum to {sum}; rescaled to 1")]
    Rescaled {
        /// Marker.
        marker: String,
        /// The sum found.
        sum: f64,
    },
    /// Alleles of the case that are not in the table.
    #[error("`{marker}`: {} not in the frequency table; added at the minimum frequency {minimum}, all rescaled by 1/{sum}", list(.alleles))]
    Unseen {
        /// Marker.
        marker: String,
        /// Alleles added, in the order in which the case shows them.
        alleles: Vec<String>,
        /// Frequency of each before rescaling.
        minimum: f64,
        /// Sum by which all frequencies were divided.
        sum: f64,
    },
    /// Rare alleles that nobody of the case has.
    #[error("`{marker}`: {} lumped into `Rest allele` of frequency {frequency}", list(.alleles))]
    Lumped {
        /// Marker.
        marker: String,
        /// Alleles lumped, in the order of the table.
        alleles: Vec<String>,
        /// Their frequency together.
        frequency: f64,
    },
}

impl FrequencyWarning {
    /// The marker whose numbers changed.
    #[must_use]
    pub fn marker(&self) -> &str {
        match self {
            Self::Rescaled { marker, .. } | Self::Unseen { marker, .. } | Self::Lumped { marker, .. } => marker,
        }
    }
}

/// Why a table gives no marker for a case.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MarkerBuildError {
    /// The table does not have the marker.
    #[error("marker `{marker}` is not in the frequency table of {population}; add its column or leave the marker out")]
    UnknownMarker {
        /// Marker.
        marker: String,
        /// Population.
        population: String,
    },
    /// Alleles of the case are not in the table, and there is no minimum frequency.
    #[error("{} of `{marker}` not in the frequency table; add them there or set a minimum frequency", list(.alleles))]
    UnseenAlleles {
        /// Marker.
        marker: String,
        /// Alleles.
        alleles: Vec<String>,
    },
    /// An allele of the case is one of the table under another spelling.
    #[error("allele `{allele}` of `{marker}` is `{in_table}` in the frequency table; write it so")]
    Spelling {
        /// Marker.
        marker: String,
        /// Allele as the case writes it.
        allele: String,
        /// Allele as the table writes it.
        in_table: String,
    },
    /// The frequency of a silent allele is no probability below 1.
    #[error("silent allele of `{marker}` has frequency `{found}`; expected a number from 0 to below 1")]
    SilentFrequency {
        /// Marker.
        marker: String,
        /// What was read.
        found: f64,
    },
    /// The mutation model does not exist for this marker.
    #[error("marker `{marker}`: {reason}")]
    Mutation {
        /// Marker.
        marker: String,
        /// Why.
        reason: MutationError,
    },
    /// The marker cannot be computed.
    #[error(transparent)]
    Marker(#[from] MarkerError),
}

fn list(alleles: &[String]) -> String {
    let quoted: Vec<String> = alleles.iter().map(|allele| format!("`{allele}`")).collect();
    format!("{} {}", if alleles.len() == 1 { "allele" } else { "alleles" }, quoted.join(", "))
}
