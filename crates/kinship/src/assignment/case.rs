//! The input of a DVI computation, validated.

use std::collections::{HashMap, HashSet};

use facts::Sex;

use crate::{Call, Marker, Observation, Pedigree, PersonIndex};

/// What stands for "nobody" where a missing person's name is expected; no id may be this.
pub const NOBODY: &str = "*";

/// One victim: remains with a DNA profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Victim {
    /// Name, unique among the victims.
    pub id: String,
    /// Sex; unknown is consistent with both.
    pub sex: Sex,
    /// What was seen, `[marker]`, in the order of the case's markers; the default is untyped.
    pub observations: Vec<Observation>,
}

/// One family: relatives with DNA profiles, and the people they miss.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Name, unique among the families.
    pub name: String,
    /// Who descends from whom; ids are unique within the family only.
    pub pedigree: Pedigree,
    /// What was seen, `[person][marker]`; the default is untyped.
    pub observations: Vec<Vec<Observation>>,
    /// The missing people, as persons of the pedigree; none of them is typed.
    pub missing: Vec<PersonIndex>,
}

/// A missing person of the case: which family, and whom there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingPerson {
    /// Position of the family in the case.
    pub family: usize,
    /// Person in the family's pedigree.
    pub person: PersonIndex,
}

/// Markers, victims and families of one event.
///
/// Invariant: names unique (markers; victims; families; missing people over all families), none of them `*`; tables of the
/// right size, alleles within their marker; nobody missing is typed; `missing` lists every family's missing people once.
#[derive(Clone, Debug, PartialEq)]
pub struct DviCase {
    markers: Vec<Marker>,
    victims: Vec<Victim>,
    families: Vec<Family>,
    missing: Vec<MissingPerson>,
}

/// Why a case was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DviCaseError {
    /// A name stands twice.
    #[error("{what} `{name}` stands twice; give each its own name")]
    Duplicate {
        /// "marker", "victim", "family" or "missing person".
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name is empty or `*`.
    #[error("{what} has the name `{name}`; a name is not empty, and `*` stands for nobody")]
    BadName {
        /// "marker", "victim", "family" or "missing person".
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A table of observations has the wrong size.
    #[error("`{whose}` has {found} rows of observations, expected {expected}")]
    WrongSize {
        /// Victim, family, or family and person.
        whose: String,
        /// Rows found.
        found: usize,
        /// Rows expected.
        expected: usize,
    },
    /// An allele's index lies outside its marker.
    #[error("`{whose}` has an allele that marker `{marker}` does not list; add it to the marker's alleles")]
    UnknownAllele {
        /// Victim or person.
        whose: String,
        /// Marker.
        marker: String,
    },
    /// A drop-out probability is outside its range.
    #[error("`{whose}` has the drop-out probability {found} at marker `{marker}`; expected 0 or more and below 1")]
    BadDropout {
        /// Victim or person.
        whose: String,
        /// Marker.
        marker: String,
        /// What was read, as text.
        found: String,
    },
    /// A missing person is not in the pedigree.
    #[error("family `{family}` misses a person who is not in its pedigree; add a row for them")]
    UnknownPerson {
        /// Family.
        family: String,
    },
    /// A missing person is typed.
    #[error(
        "missing person `{missing}` of family `{family}` has genotypes; a person who is typed is not missing, use a relative's row or a victim"
    )]
    TypedMissing {
        /// Family.
        family: String,
        /// Missing person.
        missing: String,
    },
    /// The order of missing people leaves one out.
    #[error(
        "missing person `{missing}` of family `{family}` is not in the case's list of missing people; add them there"
    )]
    NotListed {
        /// Family.
        family: String,
        /// Missing person.
        missing: String,
    },
    /// The order of missing people names one whom no family misses.
    #[error(
        "`{missing}` is in the case's list of missing people, but no family misses them; add them to their family's list"
    )]
    NoFamily {
        /// The name.
        missing: String,
    },
}

impl DviCase {
    /// Validates a case. `missing` gives the order in which missing people are reported; empty for the order of the families.
    /// All faults are reported, not just the first.
    ///
    /// # Errors
    /// Every [`DviCaseError`] found.
    pub fn new(
        markers: Vec<Marker>,
        victims: Vec<Victim>,
        families: Vec<Family>,
        missing: &[String],
    ) -> Result<Self, Vec<DviCaseError>> {
        let mut errors = Vec::new();
        check_names("marker", markers.iter().map(Marker::name), &mut errors);
        check_names("victim", victims.iter().map(|victim| victim.id.as_str()), &mut errors);
        check_names("family", families.iter().map(|family| family.name.as_str()), &mut errors);
        for victim in &victims {
            check_row(&victim.id, &victim.observations, &markers, &mut errors);
        }
        for family in &families {
            check_family(family, &markers, &mut errors);
        }
        let missing = order_missing(&families, missing, &mut errors);
        if errors.is_empty() { Ok(Self { markers, victims, families, missing }) } else { Err(errors) }
    }

    /// The markers.
    #[must_use]
    pub fn markers(&self) -> &[Marker] {
        &self.markers
    }

    /// The victims.
    #[must_use]
    pub fn victims(&self) -> &[Victim] {
        &self.victims
    }

    /// The families.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The missing people of all families, in the order in which they are reported.
    #[must_use]
    pub fn missing(&self) -> &[MissingPerson] {
        &self.missing
    }

    /// Name of a missing person, by position in [`DviCase::missing`].
    #[must_use]
    pub fn missing_id(&self, missing: usize) -> &str {
        let at = self.missing[missing];
        &self.families[at.family].pedigree.persons()[at.person].id
    }

    /// Sex of a missing person, by position in [`DviCase::missing`].
    #[must_use]
    pub fn missing_sex(&self, missing: usize) -> Sex {
        let at = self.missing[missing];
        self.families[at.family].pedigree.persons()[at.person].sex
    }

    /// Whether a victim and a missing person may be one as far as sex tells.
    #[must_use]
    pub fn is_sex_consistent(&self, victim: usize, missing: usize) -> bool {
        self.victims[victim].sex.is_consistent_with(self.missing_sex(missing))
    }
}

fn check_names<'a>(what: &'static str, names: impl Iterator<Item = &'a str>, errors: &mut Vec<DviCaseError>) {
    let mut seen = HashSet::new();
    for name in names {
        if name.trim().is_empty() || name == NOBODY {
            errors.push(DviCaseError::BadName { what, name: name.to_string() });
        } else if !seen.insert(name) {
            errors.push(DviCaseError::Duplicate { what, name: name.to_string() });
        }
    }
}

fn check_row(whose: &str, row: &[Observation], markers: &[Marker], errors: &mut Vec<DviCaseError>) {
    if row.len() != markers.len() {
        errors.push(DviCaseError::WrongSize { whose: whose.to_string(), found: row.len(), expected: markers.len() });
        return;
    }
    for (observation, marker) in row.iter().zip(markers) {
        let known = |allele: crate::AlleleIndex| allele.index() < marker.alleles().len();
        let fits = match observation.call {
            Call::Untyped => true,
            Call::Genotype(one, other) => known(one) && known(other),
            Call::Partial(one) => known(one),
        };
        if !fits {
            errors.push(DviCaseError::UnknownAllele { whose: whose.to_string(), marker: marker.name().to_string() });
        }
        if !(0.0..1.0).contains(&observation.dropout) {
            errors.push(DviCaseError::BadDropout {
                whose: whose.to_string(),
                marker: marker.name().to_string(),
                found: observation.dropout.to_string(),
            });
        }
    }
}

fn check_family(family: &Family, markers: &[Marker], errors: &mut Vec<DviCaseError>) {
    let persons = family.pedigree.persons();
    if family.observations.len() != persons.len() {
        errors.push(DviCaseError::WrongSize {
            whose: family.name.clone(),
            found: family.observations.len(),
            expected: persons.len(),
        });
    }
    for (person, row) in persons.iter().zip(&family.observations) {
        check_row(&format!("{}: {}", family.name, person.id), row, markers, errors);
    }
    for &missing in &family.missing {
        let Some(person) = persons.get(missing) else {
            errors.push(DviCaseError::UnknownPerson { family: family.name.clone() });
            continue;
        };
        let row = family.observations.get(missing);
        if row.is_some_and(|row| row.iter().any(|observation| observation.call != Call::Untyped)) {
            let (family, missing) = (family.name.clone(), person.id.clone());
            errors.push(DviCaseError::TypedMissing { family, missing });
        }
    }
}

fn order_missing(families: &[Family], listed: &[String], errors: &mut Vec<DviCaseError>) -> Vec<MissingPerson> {
    let mut all: Vec<(&str, MissingPerson)> = Vec::new();
    for (index, family) in families.iter().enumerate() {
        for &person in &family.missing {
            if let Some(found) = family.pedigree.persons().get(person) {
                all.push((found.id.as_str(), MissingPerson { family: index, person }));
            }
        }
    }
    check_names("missing person", all.iter().map(|(id, _)| *id), errors);
    if listed.is_empty() {
        return all.into_iter().map(|(_, missing)| missing).collect();
    }
    let by_id: HashMap<&str, MissingPerson> = all.iter().copied().collect();
    let names: HashSet<&str> = listed.iter().map(String::as_str).collect();
    if names.len() < listed.len() {
        let mut seen = HashSet::new();
        for twice in listed.iter().filter(|name| !seen.insert(name.as_str())) {
            errors.push(DviCaseError::Duplicate { what: "missing person", name: twice.clone() });
        }
    }
    for (id, missing) in all.iter().filter(|(id, _)| !names.contains(id)) {
        let family = families[missing.family].name.clone();
        errors.push(DviCaseError::NotListed { family, missing: (*id).to_string() });
    }
    let place = |name: &String| {
        let found = by_id.get(name.as_str()).copied();
        if found.is_none() {
            errors.push(DviCaseError::NoFamily { missing: name.clone() });
        }
        found
    };
    listed.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AlleleIndex, AlleleName, PersonDraft};

    fn marker() -> Marker {
        let alleles = ["1", "2"].map(|name| AlleleName::new(name).unwrap()).to_vec();
        Marker::new("L1", alleles, vec![0.5, 0.5]).unwrap()
    }

    fn family(name: &str, child: &str) -> Family {
        let draft = |id: &str, father: Option<&str>, sex| PersonDraft {
            id: id.into(),
            sex,
            father: father.map(Into::into),
            ..PersonDraft::default()
        };
        let pedigree = Pedigree::new(vec![draft("F", None, Sex::Male), draft(child, Some("F"), Sex::Female)]).unwrap();
        Family { name: name.into(), pedigree, observations: vec![vec![Observation::default()]; 2], missing: vec![1] }
    }

    fn victim(id: &str) -> Victim {
        Victim { id: id.into(), sex: Sex::Unknown, observations: vec![Observation::default()] }
    }

    #[test]
    fn missing_people_are_in_the_listed_order() {
        let families = vec![family("A", "M1"), family("B", "M2")];
        let listed = ["M2".to_string(), "M1".to_string()];
        let case = DviCase::new(vec![marker()], vec![victim("V1")], families.clone(), &listed).unwrap();
        assert_eq!((case.missing_id(0), case.missing_id(1)), ("M2", "M1"));
        let case = DviCase::new(vec![marker()], vec![victim("V1")], families, &[]).unwrap();
        assert_eq!((case.missing_id(0), case.missing_id(1)), ("M1", "M2"));
        assert!(case.is_sex_consistent(0, 0));
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let mut typed = family("A", "M1");
        typed.observations[1][0] = Observation::certain(Call::Genotype(AlleleIndex(0), AlleleIndex(2)));
        let families = vec![typed, family("A", "M1")];
        let victims = vec![victim("*"), Victim { observations: vec![], ..victim("V1") }];
        let errors = DviCase::new(vec![marker()], victims, families, &["M1".into(), "M9".into()]).unwrap_err();
        let has = |wanted: fn(&DviCaseError) -> bool| errors.iter().any(wanted);
        assert!(has(|e| matches!(e, DviCaseError::BadName { what: "victim", .. })));
        assert!(has(|e| matches!(e, DviCaseError::WrongSize { found: 0, expected: 1, .. })));
        assert!(has(|e| matches!(e, DviCaseError::Duplicate { what: "family", .. })));
        assert!(has(|e| matches!(e, DviCaseError::Duplicate { what: "missing person", .. })));
        assert!(has(|e| matches!(e, DviCaseError::UnknownAllele { .. })));
        assert!(has(|e| matches!(e, DviCaseError::TypedMissing { .. })));
        assert!(has(|e| matches!(e, DviCaseError::NoFamily { .. })));
    }
}
