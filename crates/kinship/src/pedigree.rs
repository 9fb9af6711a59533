//! Who descends from whom.

use std::collections::{HashMap, HashSet};

use facts::Sex;

/// Position of a person in the pedigree's list. Counts from 0.
pub type PersonIndex = usize;

/// One person of a pedigree.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Name, unique in the pedigree.
    pub id: String,
    /// Sex; a parent's sex is checked against its place.
    pub sex: Sex,
    /// Father, if the pedigree shows him.
    pub father: Option<PersonIndex>,
    /// Mother, if the pedigree shows her.
    pub mother: Option<PersonIndex>,
    /// Inbreeding coefficient of a founder, in `0..=1`; 0 for everyone else.
    pub founder_inbreeding: f64,
    /// The identical twin who stands for this person, if any: they share one genome.
    pub twin_of: Option<PersonIndex>,
}

/// A person before validation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonDraft {
    /// Name.
    pub id: String,
    /// Sex.
    pub sex: Sex,
    /// Father's name.
    pub father: Option<String>,
    /// Mother's name.
    pub mother: Option<String>,
    /// Inbreeding coefficient of a founder.
    pub founder_inbreeding: f64,
    /// Name of the identical twin, if any.
    pub twin_of: Option<String>,
}

/// People and their parents, of any shape: loops, inbreeding, several components.
///
/// Invariant: ids unique; parents known, of the right sex; nobody their own ancestor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pedigree {
    persons: Vec<Person>,
    by_id: HashMap<String, PersonIndex>,
    /// Every parent stands before their children.
    order: Vec<PersonIndex>,
}

/// Why a pedigree was refused. Every variant names the person.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PedigreeError {
    /// An id is used twice.
    #[error("`{id}` stands twice in the pedigree; give each person one row")]
    DuplicateId {
        /// Person.
        id: String,
    },
    /// A parent is not in the pedigree.
    #[error("{role} `{parent}` of `{id}` is not in the pedigree; add a row for them or leave the field empty")]
    UnknownParent {
        /// Person.
        id: String,
        /// "father" or "mother".
        role: &'static str,
        /// Parent named.
        parent: String,
    },
    /// A parent has the wrong sex.
    #[error("{role} `{parent}` of `{id}` has the wrong sex; a father is male, a mother is female")]
    WrongSex {
        /// Person.
        id: String,
        /// "father" or "mother".
        role: &'static str,
        /// Parent named.
        parent: String,
    },
    /// Somebody descends from themselves.
    #[error("`{id}` is their own ancestor; correct father or mother in one of: {cycle}")]
    Cycle {
        /// Person.
        id: String,
        /// The people of the circle, in order.
        cycle: String,
    },
    /// Inbreeding outside its range, or given for someone with parents.
    #[error("founder inbreeding of `{id}` is {found}; it is a number from 0 to 1, for people without parents only")]
    FounderInbreeding {
        /// Person.
        id: String,
        /// What was read.
        found: f64,
    },
    /// Twins do not fit together.
    #[error("`{id}` cannot be the identical twin of `{twin}`: twins have one sex and the same parents")]
    Twins {
        /// Person.
        id: String,
        /// Twin named.
        twin: String,
    },
}

impl Pedigree {
    /// Validates people given in any order. All faults are reported, not just the first.
    ///
    /// # Errors
    /// Every [`PedigreeError`] found.
    pub fn new(drafts: Vec<PersonDraft>) -> Result<Self, Vec<PedigreeError>> {
        let mut errors = Vec::new();
        let mut by_id: HashMap<String, PersonIndex> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            if by_id.contains_key(&draft.id) {
                errors.push(PedigreeError::DuplicateId { id: draft.id.clone() });
            } else {
                by_id.insert(draft.id.clone(), index);
            }
        }
        let persons: Vec<Person> = drafts.iter().map(|draft| resolve(draft, &drafts, &by_id, &mut errors)).collect();
        check_twins(&persons, &mut errors);
        let order = match parents_first(&persons) {
            Ok(order) => order,
            Err(error) => {
                errors.push(error);
                Vec::new()
            }
        };
        if errors.is_empty() { Ok(Self { persons, by_id, order }) } else { Err(errors) }
    }

    /// The people in the order in which they were given.
    #[must_use]
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// Finds a person by id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<PersonIndex> {
        self.by_id.get(id).copied()
    }

    /// All people, parents before children.
    #[must_use]
    pub fn parents_first(&self) -> &[PersonIndex] {
        &self.order
    }

    /// Whether a person has no parent in the pedigree.
    #[must_use]
    pub fn is_founder(&self, person: PersonIndex) -> bool {
        self.persons[person].father.is_none() && self.persons[person].mother.is_none()
    }
}

fn resolve(
    draft: &PersonDraft,
    drafts: &[PersonDraft],
    by_id: &HashMap<String, PersonIndex>,
    errors: &mut Vec<PedigreeError>,
) -> Person {
    let mut parent = |named: &Option<String>, role: &'static str, wrong: Sex| -> Option<PersonIndex> {
        let named = named.as_ref()?;
        let (id, parent) = (draft.id.clone(), named.clone());
        let Some(&index) = by_id.get(named) else {
            errors.push(PedigreeError::UnknownParent { id, role, parent });
            return None;
        };
        if drafts[index].sex == wrong {
            errors.push(PedigreeError::WrongSex { id, role, parent });
            return None;
        }
        Some(index)
    };
    let father = parent(&draft.father, "father", Sex::Female);
    let mother = parent(&draft.mother, "mother", Sex::Male);
    let found = draft.founder_inbreeding;
    let has_parent = draft.father.is_some() || draft.mother.is_some();
    if !(0.0..=1.0).contains(&found) || (found > 0.0 && has_parent) {
        errors.push(PedigreeError::FounderInbreeding { id: draft.id.clone(), found });
    }
    let twin_of = draft.twin_of.as_ref().and_then(|twin| {
        let index = by_id.get(twin).copied();
        if index.is_none() {
            errors.push(PedigreeError::UnknownParent { id: draft.id.clone(), role: "twin", parent: twin.clone() });
        }
        index
    });
    Person { id: draft.id.clone(), sex: draft.sex, father, mother, founder_inbreeding: found, twin_of }
}

fn check_twins(persons: &[Person], errors: &mut Vec<PedigreeError>) {
    for (index, person) in persons.iter().enumerate() {
        let Some(twin) = person.twin_of else { continue };
        let other = &persons[twin];
        let fits = twin != index
            && person.sex.is_consistent_with(other.sex)
            && (person.father, person.mother) == (other.father, other.mother)
            && (person.father.is_some() || person.mother.is_some());
        if !fits {
            errors.push(PedigreeError::Twins { id: person.id.clone(), twin: other.id.clone() });
        }
    }
}

fn parents_first(persons: &[Person]) -> Result<Vec<PersonIndex>, PedigreeError> {
    let mut order = Vec::with_capacity(persons.len());
    let mut placed = vec![false; persons.len()];
    while order.len() < persons.len() {
        let before = order.len();
        for (index, person) in persons.iter().enumerate() {
            let ready = [person.father, person.mother].into_iter().flatten().all(|parent| placed[parent]);
            if !placed[index] && ready {
                placed[index] = true;
                order.push(index);
            }
        }
        if order.len() == before {
            return Err(cycle(persons, &placed));
        }
    }
    Ok(order)
}

/// Walks up from an unplaced person until one is met twice; there is one, since every unplaced person has an unplaced parent.
fn cycle(persons: &[Person], placed: &[bool]) -> PedigreeError {
    let mut at = placed.iter().position(|placed| !placed).unwrap_or_default();
    let mut path = Vec::new();
    let mut seen = HashSet::new();
    while seen.insert(at) {
        path.push(at);
        let parents = [persons[at].father, persons[at].mother];
        at = parents.into_iter().flatten().find(|&parent| !placed[parent]).unwrap_or(at);
    }
    let start = path.iter().position(|&person| person == at).unwrap_or_default();
    let names: Vec<&str> = path[start..].iter().map(|&person| persons[person].id.as_str()).collect();
    PedigreeError::Cycle { id: persons[at].id.clone(), cycle: names.join(", ") }
}
