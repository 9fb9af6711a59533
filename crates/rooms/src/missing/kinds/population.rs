//! Allele frequencies of a population.

use serde::{Deserialize, Serialize};

use crate::{
    header::Purpose,
    kind::{Kind, Nothing},
};

/// A frequency table as it was written: before anything is rescaled, added or lumped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Name, unique in the register; empty for the population of whoever names none.
    pub name: String,
    /// Markers in the order of the table.
    pub markers: Vec<MarkerTable>,
}

/// The frequencies of one marker.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerTable {
    /// Name of the marker.
    pub marker: String,
    /// Alleles in the order of the table, each with its frequency. 0 is an allele that was looked for and not seen.
    pub frequencies: Vec<(String, f64)>,
}

impl Kind for Population {
    const NAME: &'static str = "population";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Forensic;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        self.name.clone()
    }
}
