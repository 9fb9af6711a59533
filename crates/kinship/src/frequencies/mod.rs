//! Allele frequencies of a population, and the markers built from them for a case.
//!
//! A [`FrequencyTable`] is checked and rescaled once, at the door, and says so in [`FrequencyWarning`]s. A [`Marker`] is
//! built for a *case*: alleles seen in the case and not in the table join at the minimum frequency; rare alleles that
//! nobody of the case has may be lumped. Every hypothesis of the case then uses that one marker.
//!
//! [`Marker`]: crate::Marker

mod build;
mod error;
mod options;
mod table;

pub use build::{MarkerRequest, REST_ALLELE};
pub use error::{FrequencyError, FrequencyWarning, MarkerBuildError};
pub use options::{FrequencyOptions, PopulationName};
pub use table::{FrequencyCell, FrequencyTable, MarkerFrequencies};
