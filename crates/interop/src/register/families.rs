//! `families`: pedigrees from one row a person.

use std::collections::{HashMap, HashSet};

use facts::Sex;
use identify::Family;
use kinship::{Pedigree, PedigreeError, PersonDraft, PersonIndex};

use super::cells;
use super::columns::{FAMILIES, FAMILIES_FILE, at};
use super::files::Files;
use super::loci::Tables;
use crate::Place;
use crate::table::{FaultList, Row};

/// The role that marks a person as sought.
pub(super) const MISSING_ROLE: &str = "missing";

const FAMILY: usize = at(&FAMILIES, "family");
const PERSON: usize = at(&FAMILIES, "person");
const FATHER: usize = at(&FAMILIES, "father");
const MOTHER: usize = at(&FAMILIES, "mother");
const SEX: usize = at(&FAMILIES, "sex");
const ROLE: usize = at(&FAMILIES, "role");
const POPULATION: usize = at(&FAMILIES, "population");
const TWIN: usize = at(&FAMILIES, "twin_of");

/// Families, and where people are found by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Families {
    pub(super) families: Vec<Family>,
    by_id: HashMap<String, usize>,
    /// Families that have a person of a name.
    of_person: HashMap<String, Vec<usize>>,
    /// Whether a table with faults was read: who is not found may stand in it.
    pub(super) is_whole: bool,
}

/// A family while its rows are read.
struct Draft<'t> {
    id: String,
    people: Vec<PersonDraft>,
    roles: Vec<Option<String>>,
    rows: Vec<Row<'t>>,
    population: Option<(String, Place)>,
}

/// Reads the table.
pub(super) fn read(files: &mut Files, tables: &Tables, faults: &mut FaultList) -> Families {
    let Some(table) = files.table(FAMILIES_FILE, faults) else { return Families::default() };
    let bound = match table.bind(&FAMILIES) {
        Ok(bound) => bound,
        Err(refused) => {
            faults.extend(refused);
            return Families::default();
        }
    };
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut by_id = HashMap::new();
    for row in bound.rows() {
        let family = cells::name(&row, FAMILY, "family", faults);
        let person = cells::name(&row, PERSON, "person", faults);
        let sex = cells::sex(&row, SEX, faults);
        let (Some(family), Some(person)) = (family, person) else { continue };
        let index = *by_id.entry(family.to_owned()).or_insert_with(|| {
            drafts.push(Draft::new(family));
            drafts.len() - 1
        });
        drafts[index].add(row, person, sex, faults);
    }
    let mut read = Families { by_id, is_whole: true, ..Families::default() };
    for draft in drafts {
        let index = read.families.len();
        for person in &draft.people {
            let families = read.of_person.entry(person.id.clone()).or_default();
            if families.last() != Some(&index) {
                families.push(index);
            }
        }
        read.families.push(draft.finish(tables, faults));
    }
    read
}

impl<'t> Draft<'t> {
    fn new(id: &str) -> Self {
        Self { id: id.to_owned(), people: Vec::new(), roles: Vec::new(), rows: Vec::new(), population: None }
    }

    fn add(&mut self, row: Row<'t>, person: &str, sex: Sex, faults: &mut FaultList) {
        if let Some(population) = row.known(POPULATION) {
            match &self.population {
                Some((first, place)) if first != population => {
                    let line = place.line.unwrap_or(0);
                    let message = format!(
                        "family `{}` has population `{first}` on line {line} and `{population}` here; a family has one population",
                        self.id
                    );
                    faults.push(message, row.place(POPULATION, first));
                }
                Some(_) => {}
                None => self.population = Some((population.to_owned(), row.place(POPULATION, "a population"))),
            }
        }
        // `0` is how pedigree files write that a parent is not in the pedigree
        let parent = |column: usize| cells::words(&row, column).filter(|parent| parent != "0");
        self.people.push(PersonDraft {
            id: person.to_owned(),
            sex,
            father: parent(FATHER),
            mother: parent(MOTHER),
            founder_inbreeding: 0.0,
            twin_of: cells::words(&row, TWIN),
        });
        self.roles.push(cells::words(&row, ROLE));
        self.rows.push(row);
    }

    fn finish(self, tables: &Tables, faults: &mut FaultList) -> Family {
        let is_missing =
            |role: &Option<String>| role.as_deref().is_some_and(|role| role.eq_ignore_ascii_case(MISSING_ROLE));
        let missing = (0..self.people.len()).filter(|&person| is_missing(&self.roles[person])).collect();
        let population = self.population.as_ref().map_or(Some(0), |(name, _)| tables.population(name));
        if let (None, Some((name, place))) = (population, &self.population)
            && tables.is_whole
        {
            let message = format!(
                "population `{name}` of family `{}` has no frequencies; add `frequencies-{name}.csv`, or leave the cell empty",
                self.id
            );
            faults.push(message, place.clone());
        }
        let ids: Vec<String> = self.people.iter().map(|person| person.id.clone()).collect();
        let pedigree = Pedigree::new(self.people).unwrap_or_else(|errors| {
            for error in errors {
                let (person, column) = at_fault(&error);
                // of a person who stands twice the second row is at fault
                let is_twice = matches!(error, PedigreeError::DuplicateId { .. });
                let mut lines = (0..ids.len()).filter(|&index| ids[index] == person);
                let row = if is_twice { lines.nth(1) } else { lines.next() };
                let place = row.map(|row| self.rows[row].place(column, expected(column))).unwrap_or_default();
                faults.push(format!("family `{}`: {error}", self.id), place);
            }
            names_alone(&ids)
        });
        Family {
            id: self.id,
            population: population.unwrap_or(0),
            pedigree,
            roles: self.roles,
            observations: Vec::new(),
            missing,
        }
    }
}

/// The people of a pedigree that was refused, without their parents: whom the other tables name is still found.
fn names_alone(ids: &[String]) -> Pedigree {
    let mut seen = HashSet::new();
    let new = ids.iter().filter(|id| seen.insert(*id));
    Pedigree::new(new.map(|id| PersonDraft { id: id.clone(), ..PersonDraft::default() }).collect()).unwrap_or_default()
}

/// The person whose row is at fault, and the column.
fn at_fault(error: &PedigreeError) -> (&str, usize) {
    match error {
        PedigreeError::DuplicateId { id } | PedigreeError::Cycle { id, .. } => (id, PERSON),
        PedigreeError::UnknownParent { id, role, .. } | PedigreeError::WrongSex { id, role, .. } => match *role {
            "father" => (id, FATHER),
            "mother" => (id, MOTHER),
            _ => (id, TWIN),
        },
        PedigreeError::FounderInbreeding { id, .. } => (id, PERSON),
        PedigreeError::Twins { id, .. } => (id, TWIN),
    }
}

/// Who may stand in a cell that names a person.
fn expected(column: usize) -> &'static str {
    match column {
        FATHER => "a person of the same family who is not female, or an empty cell",
        MOTHER => "a person of the same family who is not male, or an empty cell",
        TWIN => "the identical twin in the same family, or an empty cell",
        _ => "a person",
    }
}

impl Families {
    /// Finds a family by its name.
    pub(super) fn find(&self, family: &str) -> Option<usize> {
        self.by_id.get(family).copied()
    }

    /// Everybody whom a name may mean: `family/person`, or a person's own name.
    pub(super) fn people(&self, of: &str) -> Vec<(usize, PersonIndex)> {
        let person = |family: usize, person: &str| Some((family, self.families[family].pedigree.find(person)?));
        let alone = self.of_person.get(of).into_iter().flatten().filter_map(|&family| person(family, of));
        // either name may hold a slash of its own
        let named = of.match_indices('/').filter_map(|(at, _)| person(self.find(&of[..at])?, &of[at + 1..]));
        let mut found: Vec<_> = alone.chain(named).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
