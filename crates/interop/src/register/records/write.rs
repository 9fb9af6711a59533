//! From records to the tables of a register, held in memory.

use std::collections::HashMap;
use std::fmt::Display;

use facts::{Place, Sex};
use rooms::missing::kinds::{Population, SampleCall, SampleOrigin};

use super::super::columns::{FAMILIES_FILE, MISSING_FILE, PROFILES_FILE, REMAINS_FILE, TableFile};
use super::super::profiles::UNKNOWN_ALLELE;
use super::super::{Files, settings};
use super::Records;
use crate::table::FaultList;
use crate::{Faults, Place as FilePlace};

/// The folder's name in places.
const FOLDER: &str = "records";

/// The files that say what the records say.
pub(super) fn files(records: &Records) -> Result<Files, Faults> {
    let mut files = vec![families(records), profiles(records), missing(records), remains(records)];
    let values = &records.settings.matching.values;
    if !values.is_empty() {
        // a JSON string is a TOML string; each setting is checked as it is read
        let line = |(key, value): (&String, &String)| format!("{key} = {}\n", serde_json::Value::from(value.as_str()));
        files.push((settings::FILE.to_owned(), values.iter().map(line).collect::<String>().into_bytes()));
    }
    let mut faults = FaultList::default();
    for population in &records.populations {
        let (file, bytes) = frequencies(&population.matching);
        if files.iter().any(|(other, _)| *other == file) {
            let message = format!("population `{}` has two records; keep one", population.matching.name);
            faults.push(message, FilePlace { file: Some(file), ..FilePlace::default() });
        } else {
            files.push((file, bytes));
        }
    }
    faults.finish("bad-register", Files::new(FOLDER, files))
}

/// A row for each cell: the alleles of a marker keep their order, whatever that of another marker is.
fn frequencies(population: &Population) -> (String, Vec<u8>) {
    let hyphen = if population.name.is_empty() { "" } else { "-" };
    let mut text = "Allele".to_owned();
    for marker in &population.markers {
        text.push(',');
        text.push_str(&quoted(&marker.marker));
    }
    for (at, marker) in population.markers.iter().enumerate() {
        for (allele, frequency) in &marker.frequencies {
            let (before, after) = (",".repeat(at + 1), ",".repeat(population.markers.len() - at - 1));
            text.push_str(&format!("\n{}{before}{frequency}{after}", quoted(allele)));
        }
    }
    (format!("frequencies{hyphen}{}.csv", population.name), text.into_bytes())
}

fn families(records: &Records) -> (String, Vec<u8>) {
    let rows = records.families.iter().map(|family| &family.matching).flat_map(|family| {
        family.persons.iter().map(|person| {
            [
                family.id.clone(),
                person.id.clone(),
                known(&person.father),
                known(&person.mother),
                sex(person.sex).to_owned(),
                known(&person.role),
                family.population.clone(),
                known(&person.twin_of),
            ]
        })
    });
    table(FAMILIES_FILE, rows)
}

fn profiles(records: &Records) -> (String, Vec<u8>) {
    let meanings = meanings(records);
    let rows = records.samples.iter().map(|sample| &sample.matching).flat_map(|sample| {
        let of = of(&sample.of, &meanings);
        sample.calls.iter().map(move |call| {
            let [first, second] = alleles(call);
            [sample.id.clone(), of.clone(), call.marker.clone(), first, second, known(&call.dropout)]
        })
    });
    table(PROFILES_FILE, rows)
}

/// How many records a name in the column `of` may mean.
fn meanings(records: &Records) -> HashMap<String, usize> {
    let mut meanings = HashMap::new();
    let mut add = |name: String| *meanings.entry(name).or_insert(0) += 1;
    for family in records.families.iter().map(|family| &family.matching) {
        for person in &family.persons {
            add(person.id.clone());
            add(format!("{}/{}", family.id, person.id));
        }
    }
    records.remains.iter().for_each(|remains| add(remains.matching.id.clone()));
    meanings
}

fn of(origin: &SampleOrigin, meanings: &HashMap<String, usize>) -> String {
    match origin {
        SampleOrigin::Remains { id } => id.clone(),
        SampleOrigin::Person { family, person } => {
            let whole = format!("{family}/{person}");
            if meanings.get(&whole).is_some_and(|count| *count > 1) { person.clone() } else { whole }
        }
    }
}

/// More alleles than two are written into one cell, where the reader refuses them.
fn alleles(call: &SampleCall) -> [String; 2] {
    match &call.alleles[..] {
        [] => [String::new(), String::new()],
        [one] => [one.clone(), UNKNOWN_ALLELE.to_owned()],
        [one, two] => [one.clone(), two.clone()],
        more => [more.join("/"), String::new()],
    }
}

fn missing(records: &Records) -> (String, Vec<u8>) {
    let rows = records.missing.iter().map(|record| {
        let person = &record.matching;
        let [place, lat, lon] = place(&person.place);
        [
            person.id.clone(),
            person.family.clone(),
            person.person.clone(),
            known(&person.name),
            sex(person.sex_family).to_owned(),
            sex(person.sex_documents).to_owned(),
            known(&person.born),
            known(&person.age_last_seen),
            known(&person.last_seen),
            place,
            lat,
            lon,
            known(&person.route),
            known(&record.sealed.circumstances),
        ]
    });
    table(MISSING_FILE, rows)
}

fn remains(records: &Records) -> (String, Vec<u8>) {
    let rows = records.remains.iter().map(|record| {
        let remains = &record.matching;
        let [place, lat, lon] = place(&remains.place);
        [
            remains.id.clone(),
            sex(remains.sex_documents).to_owned(),
            sex(remains.sex_amelogenin).to_owned(),
            sex(remains.sex_bones).to_owned(),
            known(&remains.age_at_death),
            known(&remains.found),
            place,
            lat,
            lon,
            known(&remains.route),
            known(&record.sealed.circumstances),
        ]
    });
    table(REMAINS_FILE, rows)
}

/// A table as CSV; the cells of a row stand in the order of the table's columns.
fn table<const N: usize>(table: TableFile, rows: impl Iterator<Item = [String; N]>) -> (String, Vec<u8>) {
    let mut text: String = table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",");
    for row in rows {
        text.push('\n');
        text.push_str(&row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
    }
    (format!("{}.csv", table.name), text.into_bytes())
}

fn known<T: Display>(fact: &Option<T>) -> String {
    fact.as_ref().map_or_else(String::new, ToString::to_string)
}

fn place(place: &Option<Place>) -> [String; 3] {
    let point = place.as_ref().and_then(|place| place.point);
    let name = place.as_ref().and_then(|place| place.name.clone());
    [known(&name), known(&point.map(|point| point.latitude())), known(&point.map(|point| point.longitude()))]
}

/// Unknown is a blank cell.
fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Unknown => "",
    }
}

/// A cell as RFC 4180 wants it.
fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains([',', '"', '\n', '\r', ';', '\t']);
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
