//! `profiles`: DNA profiles of relatives, missing people and remains, one row a sample and marker.

use std::collections::HashMap;

use facts::Sex;
use identify::Register;
use kinship::{AlleleName, Call, Observation, PersonIndex};
use linkage::sex::{ReadBy, SexReading};

use super::cells;
use super::columns::{PROFILES, PROFILES_FILE, at};
use super::families::Families;
use super::files::Files;
use super::loci::{self, Tables};
use super::people::{self, AllRemains};
use crate::Place;
use crate::table::{FaultList, Row};

const SAMPLE: usize = at(&PROFILES, "sample");
const OF: usize = at(&PROFILES, "of");
const MARKER: usize = at(&PROFILES, "marker");
const ALLELES: [usize; 2] = [at(&PROFILES, "allele1"), at(&PROFILES, "allele2")];
const DROPOUT: usize = at(&PROFILES, "dropout");

/// Written where the second allele is not known.
pub(super) const UNKNOWN_ALLELE: &str = "-";

/// Whose profile it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Person(usize, PersonIndex),
    Remains(usize),
}

/// A sample: its name, whose it is, and the first sample of the same origin.
#[derive(Clone, Debug)]
struct Sample {
    name: String,
    owner: Owner,
    first: u32,
}

/// A call; alleles are positions in the locus's list. A million people of 23 markers are 23 million of these, hence the
/// small numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Typed {
    sample: u32,
    locus: u32,
    alleles: (u16, Option<u16>),
    dropout: Option<f64>,
    line: u32,
}

/// All profiles of a register, before the markers are made.
#[derive(Clone, Debug, Default)]
pub(super) struct Profiles {
    /// Alleles seen at each marker, each with the place where it was first seen.
    pub(super) loci: HashMap<String, Vec<(AlleleName, Place)>>,
    names: Vec<String>,
    typed: Vec<Typed>,
    samples: Vec<Sample>,
    amelogenin: Vec<(u32, Owner, Sex)>,
}

/// What is needed to read a row, and what rows before have said.
struct Reading<'a> {
    families: &'a Families,
    remains: &'a AllRemains,
    tables: &'a Tables,
    profiles: Profiles,
    /// Marker as written, to its locus; `None` for a marker that no table has, told once.
    loci: HashMap<String, Option<u32>>,
    samples: HashMap<String, u32>,
    /// First sample of each person and of each set of remains.
    firsts: HashMap<Owner, u32>,
    /// The call by first sample of the origin and locus.
    calls: HashMap<(u32, u32), u32>,
    allele_indices: HashMap<(u32, String), u16>,
}

/// Reads the table.
pub(super) fn read(
    files: &mut Files,
    families: &Families,
    remains: &AllRemains,
    tables: &Tables,
    faults: &mut FaultList,
) -> Profiles {
    let Some(table) = files.table(PROFILES_FILE, faults) else { return Profiles::default() };
    let bound = match table.bind(&PROFILES) {
        Ok(bound) => bound,
        Err(refused) => {
            faults.extend(refused);
            return Profiles::default();
        }
    };
    let mut reading = Reading {
        families,
        remains,
        tables,
        profiles: Profiles::default(),
        loci: HashMap::new(),
        samples: HashMap::new(),
        firsts: HashMap::new(),
        calls: HashMap::new(),
        allele_indices: HashMap::new(),
    };
    for row in bound.rows() {
        reading.row(&row, faults);
    }
    reading.profiles
}

impl Reading<'_> {
    fn row(&mut self, row: &Row<'_>, faults: &mut FaultList) {
        let sample = cells::name(row, SAMPLE, "sample", faults);
        let marker = cells::name(row, MARKER, "marker", faults);
        let owner = self.owner(row, faults);
        let alleles = read_alleles(row, faults);
        let dropout = cells::below_one(row, DROPOUT, faults);
        let (Some(sample), Some(marker)) = (sample, marker) else { return };
        let sample = owner.and_then(|owner| self.sample(row, sample, owner, faults));
        let Some((first, second)) = alleles else { return };
        if is_amelogenin(marker) {
            if let Some(sex) = amelogenin(row, &first, second.as_deref(), faults)
                && let (Some(sample), Some(owner)) = (sample, owner)
            {
                self.profiles.amelogenin.push((sample, owner, sex));
            }
            return;
        }
        let Some(locus) = self.locus(row, marker, faults) else { return };
        let alleles = (
            self.allele(row, locus, &first, ALLELES[0], faults),
            second.map(|second| self.allele(row, locus, &second, ALLELES[1], faults)),
        );
        let (Some(first), Some(sample)) = (alleles.0, sample) else { return };
        let second = match alleles.1 {
            Some(None) => return,
            Some(known) => known,
            None => None,
        };
        let typed = Typed { sample, locus, alleles: (first, second), dropout, line: narrow(row.line()) };
        self.call(row, typed, faults);
    }

    /// The person or the remains that a row names.
    fn owner(&self, row: &Row<'_>, faults: &mut FaultList) -> Option<Owner> {
        let of = cells::name(row, OF, "person and no remains", faults)?;
        let found = owners(of, self.families, self.remains);
        match found[..] {
            [owner] => Some(owner),
            [] if self.families.is_whole && self.remains.is_whole => {
                let message = format!(
                    "`{of}` is neither a person of families.csv nor remains of remains.csv; add a row there, or correct it"
                );
                faults.push(message, row.place(OF, "family/person, or remains"));
                None
            }
            [] => None,
            _ => {
                let message =
                    format!("`{of}` may mean {} records; write `family/person`, or rename one of them", found.len());
                faults.push(message, row.place(OF, "one person, or remains"));
                None
            }
        }
    }

    /// A sample is of one person or of one set of remains.
    fn sample(&mut self, row: &Row<'_>, name: &str, owner: Owner, faults: &mut FaultList) -> Option<u32> {
        if let Some(&index) = self.samples.get(name) {
            if self.profiles.samples[index as usize].owner != owner {
                let message = format!("sample `{name}` is of somebody else in a row before; a sample has one origin");
                faults.push(message, row.place(SAMPLE, "one origin a sample"));
                return None;
            }
            return Some(index);
        }
        let index = narrow(self.profiles.samples.len());
        let first = *self.firsts.entry(owner).or_insert(index);
        self.profiles.samples.push(Sample { name: name.to_owned(), owner, first });
        self.samples.insert(name.to_owned(), index);
        Some(index)
    }

    fn locus(&mut self, row: &Row<'_>, marker: &str, faults: &mut FaultList) -> Option<u32> {
        if let Some(&locus) = self.loci.get(marker) {
            return locus;
        }
        let name = self.tables.marker(marker);
        if name.is_none() && self.tables.is_whole {
            let message =
                format!("marker `{marker}` is not in the frequency table; add its column, or leave its rows out");
            faults.push(message, row.place(MARKER, "a marker of the frequency table"));
        }
        let locus = name.map(|name| {
            let known = self.profiles.names.iter().position(|other| other == name);
            narrow(known.unwrap_or_else(|| {
                self.profiles.names.push(name.to_owned());
                self.profiles.loci.insert(name.to_owned(), Vec::new());
                self.profiles.names.len() - 1
            }))
        });
        self.loci.insert(marker.to_owned(), locus);
        locus
    }

    fn allele(
        &mut self,
        row: &Row<'_>,
        locus: u32,
        written: &str,
        column: usize,
        faults: &mut FaultList,
    ) -> Option<u16> {
        if let Some(&index) = self.allele_indices.get(&(locus, written.to_owned())) {
            return Some(index);
        }
        let name = AlleleName::new(written).ok()?;
        let alleles = self.profiles.loci.get_mut(&self.profiles.names[locus as usize])?;
        let Ok(index) = u16::try_from(alleles.len()) else {
            let message = "the marker has more alleles than can be computed (65,536); is the column right?";
            faults.push(message, row.place(column, "an allele"));
            return None;
        };
        alleles.push((name, row.place(column, "an allele of the frequency table")));
        self.allele_indices.insert((locus, written.to_owned()), index);
        Some(index)
    }

    /// Two rows of one sample at one marker are a fault; two samples of one origin must agree.
    fn call(&mut self, row: &Row<'_>, typed: Typed, faults: &mut FaultList) {
        let origin = (self.profiles.samples[typed.sample as usize].first, typed.locus);
        let Some(&before) = self.calls.get(&origin) else {
            self.calls.insert(origin, narrow(self.profiles.typed.len()));
            self.profiles.typed.push(typed);
            return;
        };
        let before = self.profiles.typed[before as usize];
        let marker = &self.profiles.names[typed.locus as usize];
        let sample = |typed: &Typed| &self.profiles.samples[typed.sample as usize].name;
        if before.sample == typed.sample {
            let message = format!(
                "sample `{}` has {marker} on line {} already; one row a marker, and a third allele is a mixture, which is not computed",
                sample(&typed),
                before.line
            );
            faults.push(message, row.place(MARKER, "each marker once a sample"));
        } else if unordered(before.alleles) != unordered(typed.alleles) {
            let message = format!(
                "samples `{}` (line {}) and `{}` of the same origin differ at {marker}; keep the right one",
                sample(&before),
                before.line,
                sample(&typed)
            );
            faults.push(message, row.place(ALLELES[0], "the same genotype"));
        } else if typed.sample < before.sample {
            // of two samples of one origin the first one counts, however their rows are mixed
            let at = self.calls[&origin] as usize;
            self.profiles.typed[at] = typed;
        }
    }
}

/// Everybody whom a name may mean.
fn owners(of: &str, families: &Families, remains: &AllRemains) -> Vec<Owner> {
    let people = families.people(of).into_iter().map(|(family, person)| Owner::Person(family, person));
    people.chain(remains.by_id.get(of).map(|&remains| Owner::Remains(remains))).collect()
}

/// A row of a table without faults: its sample, whose it is, and what was read.
pub(super) struct ProfileRow<'r> {
    pub(super) sample: &'r str,
    pub(super) owner: Owner,
    pub(super) marker: &'r str,
    pub(super) alleles: Vec<String>,
    pub(super) dropout: Option<f64>,
}

/// Hands out the rows of a table in which [`read`] found no fault.
pub(super) fn each_row(
    files: &mut Files,
    families: &Families,
    remains: &AllRemains,
    faults: &mut FaultList,
    take: &mut impl FnMut(ProfileRow<'_>),
) {
    let Some(table) = files.table(PROFILES_FILE, faults) else { return };
    let bound = match table.bind(&PROFILES) {
        Ok(bound) => bound,
        Err(refused) => return faults.extend(refused),
    };
    for row in bound.rows() {
        let sample = cells::name(&row, SAMPLE, "sample", faults);
        let marker = cells::name(&row, MARKER, "marker", faults);
        let alleles = match read_alleles(&row, faults) {
            Some((first, second)) => std::iter::once(first).chain(second).collect(),
            None => Vec::new(),
        };
        let dropout = cells::below_one(&row, DROPOUT, faults);
        let owner = owners(row.text(OF), families, remains).first().copied();
        if let (Some(sample), Some(marker), Some(owner)) = (sample, marker, owner) {
            take(ProfileRow { sample, owner, marker, alleles, dropout });
        }
    }
}

/// Two alleles, the second perhaps not known; `None` where nothing was read, or a fault was told.
fn read_alleles(row: &Row<'_>, faults: &mut FaultList) -> Option<(String, Option<String>)> {
    for column in ALLELES {
        let parts = row.text(column).split(['/', ',', ';', '|']).filter(|part| !part.trim().is_empty()).count();
        if parts > 1 {
            let message = format!(
                "`{}` lists {parts} alleles; write one in each of allele1 and allele2 (a mixture is not computed)",
                row.text(column)
            );
            faults.push(message, row.place(column, "one allele"));
            return None;
        }
    }
    match (row.known(ALLELES[0]), row.known(ALLELES[1])) {
        (None, None) | (Some(UNKNOWN_ALLELE), Some(UNKNOWN_ALLELE) | None) | (None, Some(UNKNOWN_ALLELE)) => None,
        (Some(known), Some(UNKNOWN_ALLELE)) | (Some(UNKNOWN_ALLELE), Some(known)) => Some((known.to_owned(), None)),
        (Some(first), Some(second)) => Some((first.to_owned(), Some(second.to_owned()))),
        (Some(_), None) | (None, Some(_)) => {
            let blank = if row.known(ALLELES[0]).is_none() { ALLELES[0] } else { ALLELES[1] };
            let message = "only one allele; write it twice for a homozygote, or `-` where the other is not known";
            faults.push(message, row.place(blank, "an allele, or `-`"));
            None
        }
    }
}

/// A count of rows or lines, which the limits of the table keep far below 2^32.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn unordered((first, second): (u16, Option<u16>)) -> (Option<u16>, Option<u16>) {
    (Some(first).min(second), Some(first).max(second))
}

fn is_amelogenin(marker: &str) -> bool {
    let letters: String = marker.chars().filter(char::is_ascii_alphabetic).collect();
    ["amel", "amelogenin", "amelx", "amely"].contains(&letters.to_ascii_lowercase().as_str())
}

/// The sex that amelogenin shows: a Y makes it male, two X female; a single X says nothing.
fn amelogenin(row: &Row<'_>, first: &str, second: Option<&str>, faults: &mut FaultList) -> Option<Sex> {
    match (first.to_ascii_uppercase().as_str(), second.map(str::to_ascii_uppercase).as_deref()) {
        ("X", Some("X")) => Some(Sex::Female),
        ("X", Some("Y")) | ("Y", Some("X") | None) => Some(Sex::Male),
        ("X", None) => None,
        _ => {
            let message =
                format!("`{first}`, `{}` is no call of amelogenin; write X and X, or X and Y", second.unwrap_or("-"));
            faults.push(message, row.place(ALLELES[0], "X X, or X Y"));
            None
        }
    }
}

/// Puts the profiles into a register whose markers are made, and the sexes that they show.
pub(super) fn fill(register: &mut Register, profiles: &Profiles) {
    people::mark(&mut register.families, &register.missing);
    let markers = register.populations.first().map_or(&[][..], |population| &population.markers);
    let untyped = vec![Observation::default(); markers.len()];
    let indices = loci::indices(markers, profiles);
    for family in &mut register.families {
        family.observations = vec![untyped.clone(); family.pedigree.persons().len()];
    }
    for remains in &mut register.remains {
        remains.observations = untyped.clone();
    }
    for typed in &profiles.typed {
        let Some((marker, alleles)) = indices.get(&profiles.names[typed.locus as usize]) else { continue };
        let Some(first) = alleles[usize::from(typed.alleles.0)] else { continue };
        let call = match typed.alleles.1.map(|second| alleles[usize::from(second)]) {
            None => Call::Partial(first),
            Some(Some(second)) => Call::Genotype(first, second),
            Some(None) => continue,
        };
        match profiles.samples[typed.sample as usize].owner {
            Owner::Person(family, person) => {
                let dropout = typed.dropout.unwrap_or(0.0);
                register.families[family].observations[person][*marker] = Observation { call, dropout };
            }
            Owner::Remains(remains) => {
                let dropout = typed.dropout.unwrap_or(register.settings.dropout);
                register.remains[remains].observations[*marker] = Observation { call, dropout };
            }
        }
    }
    let mut amelogenin = profiles.amelogenin.clone();
    amelogenin.sort_by_key(|(sample, ..)| *sample);
    for (_, owner, sex) in amelogenin {
        let reading = SexReading { by: ReadBy::Amelogenin, sex };
        let readings = match owner {
            Owner::Remains(remains) => Some(&mut register.remains[remains].sex),
            Owner::Person(family, person) => {
                let is_it =
                    |missing: &&mut identify::MissingPerson| (missing.family, missing.person) == (family, person);
                register.missing.iter_mut().find(is_it).map(|missing| &mut missing.sex)
            }
        };
        // the same reading from a second sample is not a second reading
        if let Some(readings) = readings.filter(|readings| !readings.contains(&reading)) {
            readings.push(reading);
        }
    }
}
