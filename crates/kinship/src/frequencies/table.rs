//! A population's allele frequencies, by marker.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use super::{FrequencyError, FrequencyOptions, FrequencyWarning, PopulationName};
use crate::AlleleName;

/// One filled cell of a table. A blank cell is no cell: the allele was not seen there.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyCell {
    /// Marker.
    pub marker: String,
    /// Allele.
    pub allele: AlleleName,
    /// Frequency in `0..=1`; 0 is read as not seen.
    pub frequency: f64,
}

/// Alleles and frequencies of one marker in the order of the table.
///
/// Invariant: at least one allele, names unique, frequencies above 0 with sum 1 (within 1e-12).
#[derive(Clone, Debug, PartialEq)]
pub struct MarkerFrequencies {
    pub(super) name: String,
    pub(super) alleles: Vec<AlleleName>,
    pub(super) frequencies: Vec<f64>,
}

impl MarkerFrequencies {
    /// Name of the marker as the table writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Alleles, as many as frequencies.
    #[must_use]
    pub fn alleles(&self) -> &[AlleleName] {
        &self.alleles
    }

    /// Frequencies with sum 1.
    #[must_use]
    pub fn frequencies(&self) -> &[f64] {
        &self.frequencies
    }

    /// Frequency of an allele; `None` where it was not seen.
    ///
    /// # Source
    /// The table itself, rescaled.
    #[must_use]
    pub fn get(&self, allele: &str) -> Option<f64> {
        let at = self.alleles.iter().position(|name| name.as_str() == allele.trim())?;
        Some(self.frequencies[at])
    }
}

/// Allele frequencies of one population, checked and rescaled, with the options of the case.
///
/// Markers are found under their names without regard to case, spaces, `_` and `-`: published tables write `vWA` and
/// `VWA`, `Penta E` and `PENTA_E`.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyTable {
    population: PopulationName,
    options: FrequencyOptions,
    markers: Vec<MarkerFrequencies>,
    by_key: HashMap<String, usize>,
}

/// Sums nearer to 1 than this are what adding up decimals gives: such frequencies stay as they were written.
const ROUNDING: f64 = 1e-12;

impl FrequencyTable {
    /// Checks the filled cells of a table, given in any order, and rescales each marker to sum 1, once.
    ///
    /// # Errors
    /// Every [`FrequencyError`] found, not just the first.
    pub fn new(
        population: PopulationName,
        cells: impl IntoIterator<Item = FrequencyCell>,
        options: FrequencyOptions,
    ) -> Result<(Self, Vec<FrequencyWarning>), Vec<FrequencyError>> {
        let mut errors = options.check();
        let mut table = Self { population, options, markers: Vec::new(), by_key: HashMap::new() };
        let mut seen = HashMap::new();
        for (cell, given) in cells.into_iter().enumerate() {
            if let Err(error) = table.take(cell, given, &mut seen) {
                errors.push(error);
            }
        }
        if table.markers.is_empty() && errors.is_empty() {
            errors.push(FrequencyError::Empty);
        }
        // a sum says nothing while one of its terms is at fault
        let mut warnings = Vec::new();
        let faulty: HashSet<String> = errors.iter().filter_map(FrequencyError::marker).map(key).collect();
        for marker in table.markers.iter_mut().filter(|marker| !faulty.contains(&key(&marker.name))) {
            match rescale(marker, options.sum_slack) {
                Ok(warning) => warnings.extend(warning),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok((table, warnings)) } else { Err(errors) }
    }

    fn take(
        &mut self,
        cell: usize,
        given: FrequencyCell,
        seen: &mut HashMap<(usize, AlleleName), usize>,
    ) -> Result<(), FrequencyError> {
        let (marker, allele, found) = (given.marker.trim(), given.allele, given.frequency);
        if marker.is_empty() {
            return Err(FrequencyError::NoMarkerName { cell });
        }
        let at = *self.by_key.entry(key(marker)).or_insert_with(|| {
            self.markers.push(MarkerFrequencies {
                name: marker.to_string(),
                alleles: Vec::new(),
                frequencies: Vec::new(),
            });
            self.markers.len() - 1
        });
        let known = &mut self.markers[at];
        if known.name != marker {
            let (first, second) = (known.name.clone(), marker.to_string());
            return Err(FrequencyError::SameMarker { cell, first, second });
        }
        if !(0.0..=1.0).contains(&found) {
            let (marker, allele) = (marker.to_string(), allele.to_string());
            return Err(FrequencyError::BadFrequency { cell, marker, allele, found });
        }
        match seen.entry((at, allele.clone())) {
            Entry::Occupied(first) => {
                let (marker, allele) = (marker.to_string(), allele.to_string());
                return Err(FrequencyError::DuplicateAllele { cell, first: *first.get(), marker, allele });
            }
            Entry::Vacant(place) => _ = place.insert(cell),
        }
        if found > 0.0 {
            known.alleles.push(allele);
            known.frequencies.push(found);
        }
        Ok(())
    }

    /// The population.
    #[must_use]
    pub const fn population(&self) -> &PopulationName {
        &self.population
    }

    /// The options with which it was read.
    #[must_use]
    pub const fn options(&self) -> &FrequencyOptions {
        &self.options
    }

    /// All markers in the order in which they first stood in the table.
    #[must_use]
    pub fn markers(&self) -> &[MarkerFrequencies] {
        &self.markers
    }

    /// Finds a marker by its name.
    #[must_use]
    pub fn find(&self, marker: &str) -> Option<&MarkerFrequencies> {
        self.by_key.get(&key(marker)).map(|&at| &self.markers[at])
    }
}

/// What two spellings of a marker's name have in common.
fn key(marker: &str) -> String {
    let skipped = |letter: &char| !letter.is_whitespace() && *letter != '_' && *letter != '-';
    marker.chars().filter(skipped).flat_map(char::to_uppercase).collect()
}

fn rescale(marker: &mut MarkerFrequencies, slack: f64) -> Result<Option<FrequencyWarning>, FrequencyError> {
    if marker.alleles.is_empty() {
        return Err(FrequencyError::NoAlleles { marker: marker.name.clone() });
    }
    let sum: f64 = marker.frequencies.iter().sum();
    if (sum - 1.0).abs() > slack + ROUNDING {
        return Err(FrequencyError::BadSum { marker: marker.name.clone(), sum, slack });
    }
    if (sum - 1.0).abs() <= ROUNDING {
        return Ok(None);
    }
    marker.frequencies.iter_mut().for_each(|frequency| *frequency /= sum);
    Ok(Some(FrequencyWarning::Rescaled { marker: marker.name.clone(), sum }))
}
