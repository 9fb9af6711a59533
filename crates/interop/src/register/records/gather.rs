//! From the files of a register without faults to records.

use std::collections::HashMap;

use facts::Sex;
use linkage::sex::{ReadBy, SexReading};
use rooms::kind::{Nothing, Record};
use rooms::missing::kinds::{
    Family, FamilyPerson, MarkerTable, MissingPerson, Narrative, Population, RegisterSettings, Remains, Sample,
    SampleCall, SampleOrigin,
};

use super::super::{
    Files,
    families::{self, Families},
    loci::{self, Tables},
    people::{self, AllRemains},
    profiles::{self, Owner, ProfileRow},
    settings,
};
use super::Records;
use crate::Faults;
use crate::frequencies;
use crate::table::FaultList;

/// Gathers the records; the files were found to be without faults.
pub(super) fn records(mut files: Files) -> Result<Records, Faults> {
    let mut faults = FaultList::default();
    let populations = populations(files.clone(), &mut faults);
    let loaded = settings::of_folder(&mut files, &mut faults);
    let tables = loci::read_tables(&mut files, loaded.options, &mut faults);
    let families = families::read(&mut files, &tables, &mut faults);
    let remains = people::read_remains(&mut files, &mut faults);
    let missing = people::read_missing(&mut files, &families, &mut faults);
    let samples = samples(&mut files, &families, &remains, &mut faults);
    let set = loaded.used.into_iter().filter(|used| used.line.is_some());
    let values = set.map(|used| (used.setting.key.to_owned(), used.value)).collect();
    let records = Records {
        settings: Record { matching: RegisterSettings { values }, sealed: Nothing {} },
        populations,
        families: families.families.iter().map(|of| Record::of(family(of, &tables))).collect(),
        samples,
        missing: missing.people.into_iter().map(|person| missing_person(person, &families)).collect(),
        remains: remains.people.into_iter().map(one_remains).collect(),
    };
    faults.finish("bad-register", records)
}

fn populations(mut files: Files, faults: &mut FaultList) -> Vec<Record<Population>> {
    let named = |file: &str| Some((loci::population_of(file)?.to_owned(), file.to_owned()));
    let mut names: Vec<(String, String)> = files.names().filter_map(named).collect();
    names.sort();
    let mut populations = Vec::new();
    for (name, file) in names {
        let Some((path, bytes)) = files.take(&file) else { continue };
        match frequencies::written_cells(&path, bytes) {
            Ok(cells) => {
                let mut markers: Vec<MarkerTable> = Vec::new();
                for cell in cells {
                    let frequency = (cell.allele.to_string(), cell.frequency);
                    match markers.iter_mut().find(|known| known.marker == cell.marker) {
                        Some(known) => known.frequencies.push(frequency),
                        None => markers.push(MarkerTable { marker: cell.marker, frequencies: vec![frequency] }),
                    }
                }
                populations.push(Record::of(Population { name, markers }));
            }
            Err(refused) => faults.extend(refused),
        }
    }
    populations
}

fn family(family: &identify::Family, tables: &Tables) -> Family {
    let people = family.pedigree.persons();
    let name = |person: Option<usize>| person.map(|person| people[person].id.clone());
    let person = |(at, person): (usize, &kinship::Person)| FamilyPerson {
        id: person.id.clone(),
        father: name(person.father),
        mother: name(person.mother),
        twin_of: name(person.twin_of),
        sex: person.sex,
        role: family.roles[at].clone(),
    };
    Family {
        id: family.id.clone(),
        population: tables.name(family.population).to_owned(),
        persons: people.iter().enumerate().map(person).collect(),
    }
}

fn samples(
    files: &mut Files,
    families: &Families,
    remains: &AllRemains,
    faults: &mut FaultList,
) -> Vec<Record<Sample>> {
    let mut samples: Vec<Record<Sample>> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    profiles::each_row(files, families, remains, faults, &mut |row: ProfileRow<'_>| {
        let at = *by_id.entry(row.sample.to_owned()).or_insert_with(|| {
            let of = match row.owner {
                Owner::Person(family, person) => {
                    let family = &families.families[family];
                    SampleOrigin::Person {
                        family: family.id.clone(),
                        person: family.pedigree.persons()[person].id.clone(),
                    }
                }
                Owner::Remains(at) => SampleOrigin::Remains { id: remains.people[at].id.clone() },
            };
            samples.push(Record::of(Sample { id: row.sample.to_owned(), of, calls: Vec::new() }));
            samples.len() - 1
        });
        let call = SampleCall { marker: row.marker.to_owned(), alleles: row.alleles, dropout: row.dropout };
        samples[at].matching.calls.push(call);
    });
    samples
}

fn missing_person(person: identify::MissingPerson, families: &Families) -> Record<MissingPerson> {
    let family = &families.families[person.family];
    Record {
        matching: MissingPerson {
            id: person.id,
            family: family.id.clone(),
            person: family.pedigree.persons()[person.person].id.clone(),
            name: person.name,
            sex_family: reading(&person.sex, ReadBy::Family),
            sex_documents: reading(&person.sex, ReadBy::Document),
            born: person.born,
            age_last_seen: person.age_last_seen,
            last_seen: person.last_seen,
            place: person.place,
            route: person.route,
        },
        sealed: Narrative { circumstances: person.circumstances },
    }
}

fn one_remains(remains: identify::Remains) -> Record<Remains> {
    Record {
        matching: Remains {
            id: remains.id,
            sex_documents: reading(&remains.sex, ReadBy::Document),
            sex_amelogenin: reading(&remains.sex, ReadBy::Amelogenin),
            sex_bones: reading(&remains.sex, ReadBy::Bones),
            age_at_death: remains.age_at_death,
            found: remains.found,
            place: remains.place,
            route: remains.route,
        },
        sealed: Narrative { circumstances: remains.circumstances },
    }
}

fn reading(readings: &[SexReading], by: ReadBy) -> Sex {
    readings.iter().find(|reading| reading.by == by).map_or(Sex::Unknown, |reading| reading.sex)
}
