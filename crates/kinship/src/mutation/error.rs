//! Why a mutation model has no matrix for a marker.

use super::{ModelName, Stabilisation, TransitionError};

/// Why a mutation model was refused. Nothing is clipped to make it fit.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MutationError {
    /// A rate is no probability.
    #[error("{model} mutation: {what} is `{found}`; expected a number from 0 to 1")]
    Rate {
        /// Model.
        model: ModelName,
        /// Which rate.
        what: &'static str,
        /// What was read.
        found: f64,
    },
    /// The rates within and out of a group exceed 1 together.
    #[error(
        "stepwise mutation: rate `{rate}` and microvariant rate `{microvariant_rate}` exceed 1 together; lower one of them"
    )]
    RatesSum {
        /// Rate within the group.
        rate: f64,
        /// Rate into other groups.
        microvariant_rate: f64,
    },
    /// A range outside its interval.
    #[error("{model} mutation: range is `{found}`; expected a number {expected}")]
    Range {
        /// Model.
        model: ModelName,
        /// What was read.
        found: f64,
        /// The interval.
        expected: &'static str,
    },
    /// A rate for which the model has no matrix with these frequencies.
    #[error("{model} mutation with rate `{rate}` does not exist for these frequencies; the highest rate is {rate_max}")]
    RateTooHigh {
        /// Model.
        model: ModelName,
        /// Rate asked for.
        rate: f64,
        /// The highest rate with a matrix.
        rate_max: f64,
    },
    /// A model of repeat numbers met an allele that is none.
    #[error(
        "{model} mutation needs repeat numbers, allele `{allele}` is none; name it by its repeats, do not lump rare alleles, or choose equal or proportional mutation"
    )]
    NotRepeats {
        /// Model.
        model: ModelName,
        /// Allele.
        allele: String,
    },
    /// A model of whole repeats met a microvariant.
    #[error(
        "{model} mutation needs whole repeat numbers, allele `{allele}` is a microvariant; choose stepwise mutation"
    )]
    NotWhole {
        /// Model.
        model: ModelName,
        /// Allele.
        allele: String,
    },
    /// Two alleles have one repeat number.
    #[error("{model} mutation: alleles `{first}` and `{second}` have the same repeat number; keep one of them")]
    SameRepeats {
        /// Model.
        model: ModelName,
        /// First allele.
        first: String,
        /// Second allele.
        second: String,
    },
    /// A single allele has nothing to mutate to.
    #[error(
        "{model} mutation with a rate above 0 needs two alleles or more, `{allele}` is the only one; switch mutation off or add alleles"
    )]
    SingleAllele {
        /// Model.
        model: ModelName,
        /// The allele.
        allele: String,
    },
    /// The model divides by an allele's frequency, which is 0.
    #[error(
        "{model} mutation divides by frequencies, that of allele `{allele}` is 0; give it a minimum frequency or leave it out"
    )]
    ZeroFrequency {
        /// Model.
        model: ModelName,
        /// Allele.
        allele: String,
    },
    /// As many frequencies as alleles are needed.
    #[error("a mutation model got {alleles} alleles and {frequencies} frequencies; give one frequency an allele")]
    Unequal {
        /// Count of alleles.
        alleles: usize,
        /// Count of frequencies.
        frequencies: usize,
    },
    /// A frequency is negative or not a number, or all of them are 0.
    #[error("frequency of allele `{allele}` is {found}; expected a number from 0 to 1, not all 0")]
    BadFrequency {
        /// Allele.
        allele: String,
        /// What was read.
        found: f64,
    },
    /// A custom matrix does not fit the alleles.
    #[error(
        "custom mutation: the matrix has {found} rows, the marker {expected} alleles; give one row and one column an allele"
    )]
    MatrixSize {
        /// Rows found.
        found: usize,
        /// Rows expected.
        expected: usize,
    },
    /// A stabilised matrix would have a negative entry.
    #[error(
        "{transform} stabilisation does not exist for these frequencies: allele `{allele}` would stay itself with probability {found}; choose MH, or proportional mutation"
    )]
    NoStabilisation {
        /// Stabilisation.
        transform: Stabilisation,
        /// Allele.
        allele: String,
        /// The diagonal entry that is no probability.
        found: f64,
    },
    /// The matrix falls into parts that never reach one another, so its stationary distribution is not one.
    #[error(
        "PM stabilisation does not exist: allele `{from}` never becomes `{to}`, in any number of generations; give a microvariant rate above 0, or choose MH"
    )]
    Reducible {
        /// Allele that cannot reach the other.
        from: String,
        /// The other.
        to: String,
    },
    /// No mutation is left after a stabilisation, so that no rate can be restored.
    #[error(
        "{transform} stabilisation leaves no mutation: no two alleles mutate into each other; choose another model"
    )]
    NothingLeft {
        /// Stabilisation.
        transform: Stabilisation,
    },
    /// The numbers are no mutation matrix.
    #[error(transparent)]
    Transition(#[from] TransitionError),
}
