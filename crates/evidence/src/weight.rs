//! A weight with its item, its hypotheses, its parameters and its source.

use crate::Log10Lr;

/// Which two explanations of the evidence a weight compares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HypothesisPair {
    /// H1, in the words of the field: "these remains are the missing person".
    pub h1: String,
    /// H2: "unrelated", "full sibling", "another missing person of the family: M2".
    pub h2: String,
}

impl HypothesisPair {
    /// H1: the remains are the missing person. H2: they are someone unrelated from the same population.
    #[must_use]
    pub fn unrelated() -> Self {
        Self::against("unrelated")
    }

    /// H1: the remains are the missing person. H2: as named.
    #[must_use]
    pub fn against(h2: &str) -> Self {
        Self { h1: "same person".into(), h2: h2.into() }
    }
}

/// One parameter of a model, with its unit and where its value is from.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Name as the field spells it.
    pub name: String,
    /// Value.
    pub value: f64,
    /// Publication, table or setting the value was taken from.
    pub source: String,
}

/// What one item of evidence weighs, and all one needs to check it.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// Which item: "dna", "sex", "age".
    pub item: String,
    /// The two hypotheses compared.
    pub pair: HypothesisPair,
    /// log10 of the likelihood ratio.
    pub lr: Log10Lr,
    /// Parameters of the model that was used.
    pub parameters: Vec<Parameter>,
    /// The formula's source.
    pub source: String,
}

impl Weight {
    /// A weight without parameters or source yet; add them with [`Weight::with`] and [`Weight::from_source`].
    #[must_use]
    pub fn new(item: &str, pair: HypothesisPair, lr: Log10Lr) -> Self {
        Self { item: item.into(), pair, lr, parameters: Vec::new(), source: String::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: f64, source: &str) -> Self {
        self.parameters.push(Parameter { name: name.into(), value, source: source.into() });
        self
    }

    /// Names the source of the formula.
    #[must_use]
    pub fn from_source(mut self, source: &str) -> Self {
        self.source = source.into();
        self
    }
}
