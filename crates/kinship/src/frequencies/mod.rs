//! Allele frequencies of a population, and the markers built from them for a case.
//!
//! A [`FrequencyTable`] is checked and rescaled once, at the door, and says so in [`FrequencyWarning`]s. A [`Marker`] is
//! built for a *case*: alleles seen in the case and not in the table join at the minimum frequency; rare alleles that
//! nobody of the case has may be lumped. Every hypothesis of the case then uses that one marker.
//!
//! ```
//! use kinship::{AlleleName, frequencies::*, mutation::MutationBySex};
//!
//! let cell = |name: &str, frequency| {
//!     AlleleName::new(name).map(|allele| FrequencyCell { marker: "TH01".into(), allele, frequency })
//! };
//! let cells = vec![cell("6", 0.4)?, cell("9.3", 0.595)?];
//! let options = FrequencyOptions { minimum: Some(0.005), ..FrequencyOptions::default() };
//! let population = PopulationName::new("made up")?;
//! let (table, warnings) = FrequencyTable::new(population, cells, options).map_err(|errors| format!("{errors:?}"))?;
//! assert_eq!(warnings[0].to_string(), "frequencies of `TH01` sum to 0.995; rescaled to 1");
//!
//! let observed = [AlleleName::new("7")?];
//! let mutation = MutationBySex::default();
//! let request = MarkerRequest { marker: "TH01", observed: &observed, mutation: &mutation, silent: None };
//! let (marker, warnings) = table.marker(&request)?;
//! assert_eq!((marker.alleles().len(), warnings.len()), (3, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
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
