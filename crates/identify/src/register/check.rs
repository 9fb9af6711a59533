//! The checks that make a register computable.

use std::collections::HashSet;

use kinship::{Call, Marker, Observation};

use super::{Register, RegisterError};

impl Register {
    /// Everything that stands in the way of computing this register, in its order.
    ///
    /// # Errors
    /// Every [`RegisterError`] found.
    pub fn check(&self) -> Result<(), Vec<RegisterError>> {
        let mut errors = Vec::new();
        self.check_populations(&mut errors);
        self.check_names(&mut errors);
        self.check_people(&mut errors);
        self.check_settings(&mut errors);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn check_populations(&self, errors: &mut Vec<RegisterError>) {
        let Some((first, rest)) = self.populations.split_first() else {
            errors.push(RegisterError::NoPopulation);
            return;
        };
        for population in rest {
            if let Some(marker) = first_difference(&first.markers, &population.markers) {
                let (population, first) = (population.name.clone(), first.name.clone());
                errors.push(RegisterError::UnlikePopulations { population, first, marker });
            }
        }
    }

    fn check_names(&self, errors: &mut Vec<RegisterError>) {
        let lists: [(&'static str, Vec<&String>); 4] = [
            ("population", self.populations.iter().map(|population| &population.name).collect()),
            ("family", self.families.iter().map(|family| &family.id).collect()),
            ("missing person", self.missing.iter().map(|missing| &missing.id).collect()),
            ("remains", self.remains.iter().map(|remains| &remains.id).collect()),
        ];
        for (what, ids) in lists {
            let mut seen = HashSet::new();
            let twice = ids.into_iter().filter(|id| !seen.insert(*id));
            errors.extend(twice.map(|id| RegisterError::Duplicate { what, id: id.clone() }));
        }
    }

    fn check_people(&self, errors: &mut Vec<RegisterError>) {
        let markers = self.populations.first().map_or(&[][..], |population| &population.markers);
        for family in &self.families {
            let persons = family.pedigree.persons().len();
            if family.population >= self.populations.len().max(1) {
                errors.push(RegisterError::NoSuchPopulation { id: family.id.clone() });
            }
            let mut detail = (family.observations.len() != persons)
                .then(|| format!("{} rows for {persons} people", family.observations.len()));
            detail = detail.or_else(|| family.observations.iter().find_map(|row| misfit(markers, row)));
            if let Some(detail) = detail {
                errors.push(RegisterError::Observations { what: "family", id: family.id.clone(), detail });
            }
        }
        for remains in &self.remains {
            if let Some(detail) = misfit(markers, &remains.observations) {
                errors.push(RegisterError::Observations { what: "remains", id: remains.id.clone(), detail });
            }
        }
        for missing in &self.missing {
            let stands = self.families.get(missing.family).is_some_and(|family| {
                missing.person < family.pedigree.persons().len() && family.missing.contains(&missing.person)
            });
            if !stands {
                errors.push(RegisterError::NoSuchPerson { id: missing.id.clone() });
            }
        }
    }

    fn check_settings(&self, errors: &mut Vec<RegisterError>) {
        let settings = &self.settings;
        let below_one = [("theta", settings.theta), ("dropout", settings.dropout)];
        for (name, found) in below_one {
            if !(0.0..1.0).contains(&found) {
                errors.push(RegisterError::Setting { name, found, expected: "a number from 0 to below 1" });
            }
        }
        let (sex, age) = (&settings.sex, &settings.age);
        let shares = [
            ("sex.male_share", sex.male_share),
            ("sex.family", sex.family.male_as_female),
            ("sex.family", sex.family.female_as_male),
            ("sex.document", sex.document.male_as_female),
            ("sex.document", sex.document.female_as_male),
            ("sex.bones", sex.bones.male_as_female),
            ("sex.bones", sex.bones.female_as_male),
            ("sex.amelogenin", sex.amelogenin.male_as_female),
            ("sex.amelogenin", sex.amelogenin.female_as_male),
            ("age.told_error", age.told_error),
            ("age.estimate_error", age.estimate_error),
        ];
        for (name, found) in shares {
            if !(0.0..=1.0).contains(&found) {
                errors.push(RegisterError::Setting { name, found, expected: "a number from 0 to 1" });
            }
        }
        let years = [
            ("age.told_sd", age.told_sd),
            ("age.estimate_sd_min", age.estimate_sd_min),
            ("age.delay_mean", age.delay_mean),
        ];
        for (name, found) in years {
            if !(0.0..=120.0).contains(&found) {
                errors.push(RegisterError::Setting { name, found, expected: "years from 0 to 120" });
            }
        }
    }
}

fn first_difference(first: &[Marker], other: &[Marker]) -> Option<String> {
    let unlike = first
        .iter()
        .zip(other)
        .find(|(one, two)| one.name() != two.name() || one.alleles() != two.alleles() || one.silent() != two.silent());
    match unlike {
        Some((one, _)) => Some(one.name().to_string()),
        None if first.len() != other.len() => Some(format!("{} markers against {}", other.len(), first.len())),
        None => None,
    }
}

fn misfit(markers: &[Marker], row: &[Observation]) -> Option<String> {
    if row.len() != markers.len() {
        return Some(format!("{} observations for {} markers", row.len(), markers.len()));
    }
    row.iter().zip(markers).find_map(|(seen, marker)| {
        let known = |allele: kinship::AlleleIndex| allele.index() < marker.alleles().len();
        let fits = match seen.call {
            Call::Untyped => true,
            Call::Genotype(one, two) => known(one) && known(two),
            Call::Partial(one) => known(one),
        };
        (!fits || !(0.0..1.0).contains(&seen.dropout)).then(|| format!("marker `{}`", marker.name()))
    })
}
