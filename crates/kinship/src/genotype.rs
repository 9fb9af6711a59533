//! What was seen of a person at a marker.

use crate::AlleleIndex;

/// A genotype call at one marker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Call {
    /// Not typed, or typing gave nothing: no data.
    #[default]
    Untyped,
    /// Two alleles, in no order; twice the same for a homozygous call.
    Genotype(AlleleIndex, AlleleIndex),
    /// One allele was read and the other is not known: the person carries at least one copy.
    ///
    /// # Source
    /// pedprobr reads `1/-` so; it is kept apart from drop-out, which has a probability.
    Partial(AlleleIndex),
}

/// A call with the probability that an allele was missed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Observation {
    /// What was seen.
    pub call: Call,
    /// Probability in `[0, 1)` that a copy of an allele drops out, each copy on its own; 0 for none.
    ///
    /// # Source
    /// G. Dørum et al., *Int. J. Legal Med.* (2015, 2017); relMix: P(a/a seen | a/b) = d(1-d), P(a/a seen | a/a) = 1-d².
    pub dropout: f64,
}

impl Observation {
    /// A call without drop-out.
    #[must_use]
    pub const fn certain(call: Call) -> Self {
        Self { call, dropout: 0.0 }
    }
}
