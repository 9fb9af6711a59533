//! Pedigrees with somebody more: a stranger, or a close relative of the missing person whom the family does not list.

use facts::Sex;
use kinship::{Pedigree, PersonDraft, PersonIndex};

/// A close relative of the missing person who may be taken for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// Same father, same mother.
    FullSibling,
    /// Same father, another mother.
    PaternalHalfSibling,
    /// Same mother, another father.
    MaternalHalfSibling,
    /// Full sibling of the father.
    PaternalUncle,
    /// Full sibling of the mother.
    MaternalUncle,
    /// Child of a full brother.
    Nephew,
    /// Child of the father's full brother.
    PaternalCousin,
    /// Child of the mother's full brother.
    MaternalCousin,
}

impl Relative {
    /// Every relative that is tried, in the order in which equal weights are listed.
    pub const ALL: [Self; 8] = [
        Self::FullSibling,
        Self::PaternalHalfSibling,
        Self::MaternalHalfSibling,
        Self::PaternalUncle,
        Self::MaternalUncle,
        Self::Nephew,
        Self::PaternalCousin,
        Self::MaternalCousin,
    ];

    /// The relation in the words of a report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FullSibling => "full sibling",
            Self::PaternalHalfSibling => "half sibling, same father",
            Self::MaternalHalfSibling => "half sibling, same mother",
            Self::PaternalUncle => "uncle or aunt, father's side",
            Self::MaternalUncle => "uncle or aunt, mother's side",
            Self::Nephew => "nephew or niece",
            Self::PaternalCousin => "first cousin, father's side",
            Self::MaternalCousin => "first cousin, mother's side",
        }
    }

    /// The pedigree with this relative of `person` added, and the relative's place in it. Parents who are not drawn are added as
    /// untyped founders; people keep their places. `None` where the pedigree cannot take them (an inbred founder with parents).
    #[must_use]
    pub fn added_to(self, pedigree: &Pedigree, person: PersonIndex) -> Option<(Pedigree, PersonIndex)> {
        let mut draft = Draft::of(pedigree);
        let [father, mother] = draft.parents(person);
        let relative = match self {
            Self::FullSibling => draft.child(father, mother),
            Self::PaternalHalfSibling => {
                let other = draft.founder(Sex::Female);
                draft.child(father, other)
            }
            Self::MaternalHalfSibling => {
                let other = draft.founder(Sex::Male);
                draft.child(other, mother)
            }
            Self::PaternalUncle => draft.sibling(father),
            Self::MaternalUncle => draft.sibling(mother),
            Self::Nephew => draft.child_of_brother(person),
            Self::PaternalCousin => draft.child_of_brother(father),
            Self::MaternalCousin => draft.child_of_brother(mother),
        };
        Pedigree::new(draft.persons).ok().map(|pedigree| (pedigree, relative))
    }
}

/// The pedigree with an unconnected founder at its end.
#[must_use]
pub fn with_stranger(pedigree: &Pedigree) -> Option<(Pedigree, PersonIndex)> {
    let mut draft = Draft::of(pedigree);
    let stranger = draft.founder(Sex::Unknown);
    Pedigree::new(draft.persons).ok().map(|pedigree| (pedigree, stranger))
}

struct Draft {
    persons: Vec<PersonDraft>,
}

impl Draft {
    fn of(pedigree: &Pedigree) -> Self {
        let id = |index: PersonIndex| pedigree.persons()[index].id.clone();
        let persons = pedigree.persons().iter().map(|person| PersonDraft {
            id: person.id.clone(),
            sex: person.sex,
            father: person.father.map(id),
            mother: person.mother.map(id),
            founder_inbreeding: person.founder_inbreeding,
            twin_of: person.twin_of.map(id),
        });
        Self { persons: persons.collect() }
    }

    fn add(&mut self, sex: Sex, parents: Option<[PersonIndex; 2]>) -> PersonIndex {
        let index = self.persons.len();
        // more primes than any name in the family has, so that the new name is nobody's
        let longest = self.persons.iter().map(|person| person.id.chars().filter(|&c| c == '′').count()).max();
        let id = format!("{index}{}", "′".repeat(longest.unwrap_or(0) + 1));
        let id_of = |parent: PersonIndex| self.persons[parent].id.clone();
        let [father, mother] = parents.map_or([None, None], |both| both.map(|parent| Some(id_of(parent))));
        self.persons.push(PersonDraft { id, sex, father, mother, ..PersonDraft::default() });
        index
    }

    fn founder(&mut self, sex: Sex) -> PersonIndex {
        self.add(sex, None)
    }

    fn child(&mut self, father: PersonIndex, mother: PersonIndex) -> PersonIndex {
        self.add(Sex::Unknown, Some([father, mother]))
    }

    /// Father and mother of a person, drawn where they are not yet.
    fn parents(&mut self, person: PersonIndex) -> [PersonIndex; 2] {
        let find = |draft: &Self, id: &Option<String>| {
            id.as_ref().and_then(|id| draft.persons.iter().position(|person| person.id == *id))
        };
        let father = find(self, &self.persons[person].father).unwrap_or_else(|| {
            let father = self.founder(Sex::Male);
            self.persons[person].father = Some(self.persons[father].id.clone());
            father
        });
        let mother = find(self, &self.persons[person].mother).unwrap_or_else(|| {
            let mother = self.founder(Sex::Female);
            self.persons[person].mother = Some(self.persons[mother].id.clone());
            mother
        });
        [father, mother]
    }

    fn sibling(&mut self, person: PersonIndex) -> PersonIndex {
        let [father, mother] = self.parents(person);
        self.child(father, mother)
    }

    fn child_of_brother(&mut self, person: PersonIndex) -> PersonIndex {
        let [father, mother] = self.parents(person);
        let brother = self.add(Sex::Male, Some([father, mother]));
        let spouse = self.founder(Sex::Female);
        self.child(brother, spouse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lone() -> Pedigree {
        Pedigree::new(vec![PersonDraft { id: "M′".into(), ..PersonDraft::default() }]).unwrap()
    }

    #[test]
    fn every_relative_can_be_drawn_for_somebody_of_whom_nobody_else_is_drawn() {
        let count = |relative: Relative| relative.added_to(&lone(), 0).map(|(pedigree, _)| pedigree.persons().len());
        let counts: Vec<_> = Relative::ALL.into_iter().map(count).collect();
        // self, parents, then: sibling; other parent and child; grandparents and uncle; brother, spouse, child; grandparents, uncle, spouse, cousin
        assert_eq!(counts, [Some(4), Some(5), Some(5), Some(6), Some(6), Some(6), Some(8), Some(8)]);
    }

    #[test]
    fn people_keep_their_places_and_nobody_is_drawn_twice() {
        let draft = |id: &str, sex, father: Option<&str>| PersonDraft {
            id: id.into(),
            sex,
            father: father.map(Into::into),
            ..PersonDraft::default()
        };
        let family = vec![draft("M", Sex::Male, Some("F")), draft("F", Sex::Male, None)];
        let (pedigree, sibling) = Relative::FullSibling.added_to(&Pedigree::new(family).unwrap(), 0).unwrap();
        let persons = pedigree.persons();
        assert_eq!((persons[0].id.as_str(), persons[1].id.as_str()), ("M", "F"));
        assert_eq!((persons[sibling].father, persons[sibling].mother), (Some(1), persons[0].mother));
        assert_eq!(persons.len(), 4);
    }
}
