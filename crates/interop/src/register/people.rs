//! `missing` and `remains`: what is told of missing people, and what was read of remains.

use std::collections::HashMap;

use facts::Sex;
use identify::{Family, MissingPerson, Remains};
use linkage::sex::{ReadBy, SexReading};

use super::cells;
use super::columns::{MISSING, MISSING_FILE, REMAINS, REMAINS_FILE, at};
use super::families::Families;
use super::files::Files;
use crate::table::{FaultList, Row};

const DATE: &str = "a date such as 2023-06-14, 2023-06 or 2023";
const AGE: &str = "an age such as 24, 20-30 or 18+";

/// Missing people, by the place in their family.
#[derive(Clone, Debug, Default)]
pub(super) struct Missing {
    pub(super) people: Vec<MissingPerson>,
}

/// Remains, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct AllRemains {
    pub(super) people: Vec<Remains>,
    pub(super) by_id: HashMap<String, usize>,
    /// Whether the table was read: who is not found may stand in one with faults.
    pub(super) is_whole: bool,
}

/// Reads the missing people; those whom a family marks and the table does not list follow, with their family's facts alone.
pub(super) fn read_missing(files: &mut Files, families: &Families, faults: &mut FaultList) -> Missing {
    let mut people = Vec::new();
    if let Some(table) = files.table(MISSING_FILE, faults) {
        match table.bind(&MISSING) {
            Ok(bound) => {
                let mut lines = HashMap::new();
                for row in bound.rows() {
                    if let Some(person) = missing_person(&row, families, &people, &mut lines, faults) {
                        people.push(person);
                    }
                }
            }
            Err(refused) => faults.extend(refused),
        }
    }
    for (index, family) in families.families.iter().enumerate() {
        for &person in &family.missing {
            let is_listed =
                people.iter().any(|listed: &MissingPerson| (listed.family, listed.person) == (index, person));
            if let Some(id) = family.pedigree.persons().get(person).filter(|_| !is_listed).map(|person| &person.id) {
                let id = format!("{}/{id}", family.id);
                people.push(MissingPerson { id, family: index, person, ..MissingPerson::default() });
            }
        }
    }
    Missing { people }
}

fn missing_person(
    row: &Row<'_>,
    families: &Families,
    people: &[MissingPerson],
    lines: &mut HashMap<String, usize>,
    faults: &mut FaultList,
) -> Option<MissingPerson> {
    const ID: usize = at(&MISSING, "id");
    const FAMILY: usize = at(&MISSING, "family");
    const PERSON: usize = at(&MISSING, "person");
    const PLACE: [usize; 3] = [at(&MISSING, "place"), at(&MISSING, "lat"), at(&MISSING, "lon")];
    let id = unique(row, ID, lines, faults);
    let family = cells::name(row, FAMILY, "family", faults);
    let person = cells::name(row, PERSON, "person", faults);
    let mut found = MissingPerson {
        name: cells::words(row, at(&MISSING, "name")),
        sex: readings(
            row,
            &[(at(&MISSING, "sex_family"), ReadBy::Family), (at(&MISSING, "sex_documents"), ReadBy::Document)],
            faults,
        ),
        born: cells::fact(row, at(&MISSING, "born"), DATE, faults),
        age_last_seen: cells::fact(row, at(&MISSING, "age_last_seen"), AGE, faults),
        last_seen: cells::fact(row, at(&MISSING, "last_seen"), DATE, faults),
        place: cells::place(row, PLACE, faults),
        route: cells::words(row, at(&MISSING, "route")),
        circumstances: cells::words(row, at(&MISSING, "circumstances")),
        ..MissingPerson::default()
    };
    if let (Some(born), Some(seen)) = (found.born, found.last_seen)
        && born.first_day() > seen.last_day()
    {
        let message = format!("`{born}` is after the day when last seen, `{seen}`; correct one of them");
        faults.push(message, row.place(at(&MISSING, "born"), "a day before the last one"));
    }
    let (family, person) = (family?, person?);
    let Some(index) = families.find(family) else {
        if families.is_whole {
            let message = format!("family `{family}` is not in the table of families; add its people there");
            faults.push(message, row.place(FAMILY, "a family of families.csv"));
        }
        return None;
    };
    let pedigree = &families.families[index].pedigree;
    let Some(place) = pedigree.find(person) else {
        let message = format!("family `{family}` has no person `{person}`; name a person of the table of families");
        faults.push(message, row.place(PERSON, "a person of that family"));
        return None;
    };
    if let Some(other) = people.iter().find(|other| (other.family, other.person) == (index, place)) {
        let message = format!("`{family}/{person}` is missing person `{}` already; keep one row", other.id);
        faults.push(message, row.place(PERSON, "each person once"));
    }
    (found.family, found.person) = (index, place);
    found.id = id?.to_owned();
    Some(found)
}

/// Marks who is missing in the families, whichever table said so.
pub(super) fn mark(families: &mut [Family], missing: &[MissingPerson]) {
    for person in missing {
        let marked = &mut families[person.family].missing;
        if !marked.contains(&person.person) {
            marked.push(person.person);
        }
    }
}

/// Reads the remains.
pub(super) fn read_remains(files: &mut Files, faults: &mut FaultList) -> AllRemains {
    let Some(table) = files.table(REMAINS_FILE, faults) else { return AllRemains::default() };
    let bound = match table.bind(&REMAINS) {
        Ok(bound) => bound,
        Err(refused) => {
            faults.extend(refused);
            return AllRemains::default();
        }
    };
    let mut read = AllRemains { is_whole: true, ..AllRemains::default() };
    let mut lines = HashMap::new();
    for row in bound.rows() {
        if let Some(remains) = remains(&row, &mut lines, faults) {
            read.by_id.insert(remains.id.clone(), read.people.len());
            read.people.push(remains);
        }
    }
    read
}

fn remains(row: &Row<'_>, lines: &mut HashMap<String, usize>, faults: &mut FaultList) -> Option<Remains> {
    const ID: usize = at(&REMAINS, "id");
    const PLACE: [usize; 3] = [at(&REMAINS, "place"), at(&REMAINS, "lat"), at(&REMAINS, "lon")];
    const SEXES: [(usize, ReadBy); 3] = [
        (at(&REMAINS, "sex_documents"), ReadBy::Document),
        (at(&REMAINS, "sex_bones"), ReadBy::Bones),
        (at(&REMAINS, "sex_amelogenin"), ReadBy::Amelogenin),
    ];
    let id = unique(row, ID, lines, faults);
    let found = Remains {
        sex: readings(row, &SEXES, faults),
        age_at_death: cells::fact(row, at(&REMAINS, "age_at_death"), AGE, faults),
        found: cells::fact(row, at(&REMAINS, "found"), DATE, faults),
        place: cells::place(row, PLACE, faults),
        route: cells::words(row, at(&REMAINS, "route")),
        circumstances: cells::words(row, at(&REMAINS, "circumstances")),
        ..Remains::default()
    };
    Some(Remains { id: id?.to_owned(), ..found })
}

fn readings(row: &Row<'_>, columns: &[(usize, ReadBy)], faults: &mut FaultList) -> Vec<SexReading> {
    let read = |&(column, by): &(usize, ReadBy)| SexReading { by, sex: cells::sex(row, column, faults) };
    columns.iter().map(read).filter(|reading| reading.sex != Sex::Unknown).collect()
}

/// The name of a record, which no row before has.
fn unique<'r>(
    row: &Row<'r>,
    column: usize,
    lines: &mut HashMap<String, usize>,
    faults: &mut FaultList,
) -> Option<&'r str> {
    let id = cells::name(row, column, "id", faults)?;
    if let Some(first) = lines.get(id) {
        let message = format!("id `{id}` stands on line {first} already; give each row an id of its own");
        faults.push(message, row.place(column, "each id once"));
        return None;
    }
    lines.insert(id.to_owned(), row.line());
    Some(id)
}
