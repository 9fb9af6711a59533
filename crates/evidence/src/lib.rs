//! One currency: the likelihood ratio.
//!
//! Whatever speaks for or against "this missing person is these remains" is P(evidence | H1) / P(evidence | H2).
//! Logs add up within one pair of hypotheses, and the pair travels with the sum, so that weights against
//! "unrelated" and weights against "another member of the family" can never be added together.
//!
//! **Invariant**: a [`Log10Lr`] is never NaN and never `+inf`; a [`Probability`] lies in `0..=1`; a [`Ledger`]
//! holds weights of one [`HypothesisPair`] only.
//!
//! ```
//! use evidence::{HypothesisPair, Ledger, Log10Lr, Probability, Weight};
//!
//! let mut ledger = Ledger::new(HypothesisPair::unrelated());
//! ledger.add(Weight::new("dna", ledger.pair().clone(), Log10Lr::new(6.0).ok_or("not a weight")?))?;
//! let posterior = ledger.posterior(Probability::new(0.001).ok_or("not a probability")?);
//! assert!(posterior.get() > 0.998);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ledger;
mod log10_lr;
mod probability;
mod weight;

pub use ledger::{Ledger, MixedHypotheses};
pub use log10_lr::Log10Lr;
pub use probability::Probability;
pub use weight::{HypothesisPair, Parameter, Weight};
