//! Frequency tables of one or several populations, and the markers that they give for the profiles of a register.

use std::collections::HashMap;

use identify::Population;
use kinship::frequencies::{FrequencyOptions, FrequencyTable, PopulationName};
use kinship::{AlleleIndex, AlleleName, Marker};

use super::files::Files;
use super::profiles::Profiles;
use super::settings::Loaded;
use crate::Place;
use crate::frequencies;
use crate::table::FaultList;

/// Name that stands for the population of `frequencies.csv` where a name is needed.
const UNNAMED: &str = "the register";

/// The tables of the folder, the unnamed one first, the others by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    tables: Vec<PopulationTable>,
    pub(super) warnings: Vec<String>,
    /// Whether every table could be read: what is not found may stand in one with faults.
    pub(super) is_whole: bool,
}

/// The table of one population.
#[derive(Clone, Debug)]
struct PopulationTable {
    /// Empty for `frequencies`.
    name: String,
    /// The file, for places.
    path: String,
    table: FrequencyTable,
}

/// Markers for computing, and where the alleles of the profiles stand in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Built {
    pub(super) populations: Vec<Population>,
    pub(super) warnings: Vec<String>,
}

/// Reads `frequencies` and every `frequencies-<name>`, CSV or XLSX.
pub(super) fn read_tables(files: &mut Files, options: FrequencyOptions, faults: &mut FaultList) -> Tables {
    let mut names: Vec<(String, String)> =
        files.names().filter_map(|file| Some((population_of(file)?.to_owned(), file.to_owned()))).collect();
    names.sort();
    let mut read = Tables { is_whole: true, ..Tables::default() };
    if names.is_empty() {
        let message = "the folder has no `frequencies.csv`; add the allele frequencies of a population: first column \
                       Allele, then one column a marker";
        faults.push(message, files.place("frequencies.csv", "frequencies.csv"));
        read.is_whole = false;
    }
    for (at, (name, file)) in names.iter().enumerate() {
        let Some((path, bytes)) = files.take(file) else { continue };
        if at > 0 && names[at - 1].0 == *name {
            let message = format!("the folder has both `{}` and `{file}`; keep one of them", names[at - 1].1);
            faults.push(message, files.place(file, "one of the two"));
            continue;
        }
        let population = PopulationName::new(if name.is_empty() { UNNAMED } else { name });
        let Ok(population) = population else {
            faults
                .push(format!("`{file}` names no population; write frequencies-NAME.csv"), files.place(file, "a name"));
            continue;
        };
        match frequencies::decode(&path, bytes, population, options) {
            Ok(found) => {
                read.warnings.extend(found.warnings.iter().map(|warning| format!("{path}: {warning}")));
                read.tables.push(PopulationTable { name: name.clone(), path, table: found.table });
            }
            Err(refused) => {
                read.is_whole = false;
                faults.extend(refused);
            }
        }
    }
    read
}

/// The population of a frequency file: empty for `frequencies.csv`.
pub(super) fn population_of(file: &str) -> Option<&str> {
    let stem = file.strip_suffix(".csv").or_else(|| file.strip_suffix(".xlsx"))?;
    if stem == "frequencies" { Some("") } else { stem.strip_prefix("frequencies-") }
}

impl Tables {
    /// Name of a population by its position.
    pub(super) fn name(&self, population: usize) -> &str {
        self.tables.get(population).map_or("", |population| &population.name)
    }

    /// Position of a population.
    pub(super) fn population(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|population| population.name == name)
    }

    /// The marker's name as the first table writes it.
    pub(super) fn marker(&self, written: &str) -> Option<&str> {
        Some(self.tables.first()?.table.find(written)?.name())
    }
}

/// Makes the markers that the profiles use, in the order of the first table, alike in all populations.
pub(super) fn build(tables: &Tables, profiles: &Profiles, settings: &Loaded, faults: &mut FaultList) -> Built {
    let mut built = Built::default();
    let Some(first) = tables.tables.first().filter(|_| tables.is_whole) else { return built };
    built.populations =
        tables.tables.iter().map(|of| Population { name: of.name.clone(), markers: Vec::new() }).collect();
    for locus in first.table.markers() {
        let Some(observed) = profiles.loci.get(locus.name()) else { continue };
        let mut alleles: Vec<AlleleName> = Vec::new();
        for of in &tables.tables {
            let listed = of.table.find(locus.name()).map_or(&[][..], |locus| locus.alleles());
            let new: Vec<_> = listed.iter().filter(|allele| !alleles.contains(allele)).cloned().collect();
            alleles.extend(new);
        }
        let is_good = add_observed(&mut alleles, locus.name(), observed, settings.minimum, faults);
        for (of, population) in tables.tables.iter().zip(&mut built.populations) {
            let made = marker(&of.table, locus.name(), &alleles, settings);
            match made {
                Ok((marker, warning)) => {
                    built.warnings.extend(warning.map(|warning| format!("{}: {warning}", of.path)));
                    population.markers.push(marker);
                }
                Err(message) if is_good => {
                    let (file, field) = (Some(of.path.clone()), Some(locus.name().to_owned()));
                    faults.push(message, Place { file, field, ..Place::default() });
                }
                Err(_) => {}
            }
        }
    }
    built
}

/// Adds the alleles that the profiles show and no table lists; without a minimum frequency each is a fault.
fn add_observed(
    alleles: &mut Vec<AlleleName>,
    marker: &str,
    observed: &[(AlleleName, Place)],
    minimum: Option<f64>,
    faults: &mut FaultList,
) -> bool {
    let mut is_good = true;
    let listed = alleles.len();
    for (allele, place) in observed {
        if alleles.contains(allele) {
            continue;
        }
        let same = |other: &&AlleleName| allele.repeats().is_some() && other.repeats() == allele.repeats();
        if let Some(listed) = alleles.iter().find(same) {
            let message = format!("allele `{allele}` of {marker} is `{listed}` in the frequency table; write it so");
            faults.push(message, Place { expected: Some(listed.to_string()), ..place.clone() });
            is_good = false;
        } else if minimum.is_none() {
            let message = format!(
                "allele `{allele}` of {marker} is not in the frequency table; add it there, or set minimum_frequency in settings.toml"
            );
            faults.push(message, place.clone());
            is_good = false;
        } else {
            alleles.push(allele.clone());
        }
    }
    // in an order of their own: the same profiles make the same markers, in whatever order their rows stand
    let order = |one: &AlleleName, two: &AlleleName| (one.repeats(), one.as_str()).cmp(&(two.repeats(), two.as_str()));
    alleles[listed..].sort_by(order);
    is_good
}

/// A marker of one population over the alleles of all; what its table lacks takes the minimum frequency.
fn marker(
    table: &FrequencyTable,
    name: &str,
    alleles: &[AlleleName],
    settings: &Loaded,
) -> Result<(Marker, Option<String>), String> {
    let Some(locus) = table.find(name) else {
        return Err(format!("marker `{name}` is not in this frequency table; all populations list the same markers"));
    };
    let mut added = Vec::new();
    let mut frequencies = Vec::with_capacity(alleles.len());
    for allele in alleles {
        match (locus.get(allele.as_str()), settings.minimum) {
            (Some(frequency), _) => frequencies.push(frequency),
            (None, Some(minimum)) => {
                added.push(format!("`{allele}`"));
                frequencies.push(minimum);
            }
            (None, None) => {
                return Err(format!(
                    "allele `{allele}` of `{name}` stands in another population's table and not in this one; add it, or set minimum_frequency in settings.toml"
                ));
            }
        }
    }
    let sum: f64 = frequencies.iter().sum();
    if !added.is_empty() {
        frequencies.iter_mut().for_each(|frequency| *frequency /= sum);
    }
    let warning = (!added.is_empty()).then(|| {
        let added = added.join(", ");
        format!("{name}: {added} not in the table; added at the minimum frequency, all rescaled by 1/{sum}")
    });
    if let Some(silent) = settings.silent {
        frequencies.iter_mut().for_each(|frequency| *frequency *= 1.0 - silent);
    }
    let reason = |error: &dyn std::fmt::Display| {
        format!("`{name}`: {error}; choose another mutation.model or other rates in settings.toml")
    };
    let mutation =
        settings.mutation.build(alleles, &frequencies, settings.silent.is_some()).map_err(|error| reason(&error))?;
    let marker =
        Marker::with_silent(name, alleles.to_vec(), frequencies, settings.silent).map_err(|error| error.to_string())?;
    let marker = match mutation {
        Some(mutation) => marker.with_mutation(mutation).map_err(|error| error.to_string())?,
        None => marker,
    };
    Ok((marker, warning))
}

/// Where each allele of the profiles stands in the markers, `[marker][allele of the profiles]`.
pub(super) fn indices(markers: &[Marker], profiles: &Profiles) -> HashMap<String, (usize, Vec<Option<AlleleIndex>>)> {
    let index = |(at, marker): (usize, &Marker)| {
        let observed = profiles.loci.get(marker.name())?;
        let alleles = observed.iter().map(|(allele, _)| marker.allele(allele.as_str())).collect();
        Some((marker.name().to_owned(), (at, alleles)))
    };
    markers.iter().enumerate().filter_map(index).collect()
}
