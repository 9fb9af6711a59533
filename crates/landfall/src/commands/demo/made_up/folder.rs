//! A made-up register as the folder that `landfall identify` reads.

use std::{fs, io, path::Path};

use facts::{Place, Sex};
use identify::{Family, MissingPerson, Population, Register, Remains, Settings};
use interop::{
    Faults,
    register::{Files, decode},
};
use kinship::{Call, Observation};
use linkage::sex::{ReadBy, SexReading};

use super::{MadeUp, routes::POPULATIONS};

/// Markers of the register: the 23 autosomal STRs of the PowerPlex Fusion 6C kit, which all tables have.
const PANEL: [&str; 23] = [
    "D1S1656", "TPOX", "D2S441", "D2S1338", "D3S1358", "FGA", "D5S818", "CSF1PO", "SE33", "D7S820", "D8S1179",
    "D10S1248", "TH01", "vWA", "D12S391", "D13S317", "Penta E", "D16S539", "D18S51", "D19S433", "D21S11", "Penta D",
    "D22S1045",
];

/// The settings of the register.
const SETTINGS: &str = "\
# Parameters of the made-up register. What is not set here has its default; `landfall new` writes all of them with their sources.

# the made-up people are drawn without co-ancestry
theta = 0
# an allele that only another population's table lists; the tables' own minimum
minimum_frequency = 0.001
# low, so that the count of what was found sees every explanation of the same remains
threshold = 0.01

[sex]
# four of five people of the made-up journeys are men
male_share = 0.8

[age]
# most of the made-up people died within weeks
delay_mean = 0.1
";

/// A file's name and text.
pub type NamedText = (String, String);

/// The files that do not depend on the seed: frequencies of the panel, cut out of the published tables, and the settings.
///
/// # Errors
/// Where a published table cannot be read or lacks a marker of the panel.
pub fn fixed_files(published: &Path) -> io::Result<Vec<NamedText>> {
    let mut files = vec![("settings.toml".to_string(), SETTINGS.to_string())];
    for population in POPULATIONS {
        let path = published.join(format!("norSTR_{population}.csv"));
        let text = fs::read_to_string(&path)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        let table = panel(&text).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: a marker of the panel is missing", path.display()))
        })?;
        files.push((format!("frequencies-{population}.csv"), table));
    }
    Ok(files)
}

/// The columns of the panel, in its order, without alleles that none of its markers has.
fn panel(text: &str) -> Option<String> {
    let mut lines = text.lines().map(|line| line.split(',').map(str::trim).collect::<Vec<_>>());
    let heading = lines.next()?;
    let columns: Vec<usize> =
        PANEL.iter().map(|marker| heading.iter().position(|name| name == marker)).collect::<Option<_>>()?;
    let mut table = row(["Allele"].into_iter().chain(PANEL));
    for line in lines {
        let cells: Vec<&str> = columns.iter().map(|&column| line.get(column).copied().unwrap_or_default()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            table.push_str(&row(std::iter::once(line[0]).chain(cells)));
        }
    }
    Some(table)
}

/// Populations and settings as the reader of registers makes them of those files.
///
/// # Errors
/// The faults of the reader.
pub fn populations(fixed: &[NamedText]) -> Result<(Vec<Population>, Settings), Faults> {
    // the reader builds the markers that somebody was typed at: one person, typed once at each
    let typed = |marker: &str| -> Option<String> {
        let (_, table) = fixed.iter().find(|(file, _)| file.starts_with("frequencies-"))?;
        let at = 1 + PANEL.iter().position(|name| *name == marker)?;
        let line = table.lines().skip(1).find(|line| line.split(',').nth(at).is_some_and(|cell| !cell.is_empty()))?;
        let allele = line.split(',').next()?;
        Some(row(["S", "P", marker, allele, allele]))
    };
    let mut profiles = row(["sample", "of", "marker", "allele1", "allele2"]);
    profiles.extend(PANEL.iter().filter_map(|marker| typed(marker)));
    let families = row(["family", "person", "father", "mother", "sex", "role"]) + &row(["F", "P", "", "", "male", ""]);
    let tables = [("families.csv", families), ("profiles.csv", profiles), ("remains.csv", row(["id"]) + &row(["R"]))];
    let tables = tables.map(|(file, text)| (file.to_string(), text.into_bytes()));
    let fixed = fixed.iter().map(|(file, text)| (file.clone(), text.clone().into_bytes()));
    let register = decode(Files::new("the made-up register", tables.into_iter().chain(fixed)))?.register;
    Ok((register.populations, register.settings))
}

/// The files that follow from the seed: the tables, and the truth beside them.
pub fn made_files(made: &MadeUp) -> Vec<NamedText> {
    let register = &made.register;
    let tables = [
        ("families.csv", families(register)),
        ("profiles.csv", profiles(register)),
        ("missing.csv", missing(register)),
        ("remains.csv", remains(register)),
        ("truth.csv", made.truth.to_csv()),
    ];
    tables.map(|(file, text)| (file.to_string(), text)).into()
}

fn families(register: &Register) -> String {
    let mut text = row(["family", "person", "father", "mother", "sex", "role", "population"]);
    for family in &register.families {
        let persons = family.pedigree.persons();
        let id = |person: Option<usize>| person.map_or("", |person| persons[person].id.as_str());
        let population = &register.populations[family.population].name;
        for (person, role) in persons.iter().zip(&family.roles) {
            let role = role.as_deref().unwrap_or_default();
            let (father, mother, sex) = (id(person.father), id(person.mother), sex_word(person.sex));
            text.push_str(&row([&family.id, &person.id, father, mother, sex, role, population]));
        }
    }
    text
}

fn profiles(register: &Register) -> String {
    let mut text = row(["sample", "of", "marker", "allele1", "allele2", "dropout"]);
    let mut add = |sample: &str, of: &str, seen: &[Observation]| {
        for (marker, seen) in register.populations[0].markers.iter().zip(seen) {
            let Call::Genotype(one, two) = seen.call else { continue };
            let allele = |index: kinship::AlleleIndex| marker.alleles()[index.index()].as_str();
            let dropout = if seen.dropout > 0.0 { seen.dropout.to_string() } else { String::new() };
            text.push_str(&row([sample, of, marker.name(), allele(one), allele(two), &dropout]));
        }
    };
    for family in &register.families {
        for (person, seen) in family.pedigree.persons().iter().zip(&family.observations) {
            add(&format!("S-{}", person.id), &person.id, seen);
        }
    }
    for remains in &register.remains {
        add(&format!("S-{}", remains.id), &remains.id, &remains.observations);
    }
    text
}

fn missing(register: &Register) -> String {
    let mut text = row([
        "id",
        "family",
        "person",
        "name",
        "sex_documents",
        "born",
        "age_last_seen",
        "last_seen",
        "place",
        "lat",
        "lon",
        "route",
        "circumstances",
    ]);
    for record in &register.missing {
        let family: &Family = &register.families[record.family];
        let MissingPerson { name, place: at, route, circumstances, .. } = record;
        let [place, lat, lon] = place(at.as_ref());
        text.push_str(&row([
            record.id.as_str(),
            &family.id,
            &family.pedigree.persons()[record.person].id,
            name.as_deref().unwrap_or_default(),
            read_by(&record.sex, ReadBy::Document),
            &written(record.born),
            &written(record.age_last_seen),
            &written(record.last_seen),
            &place,
            &lat,
            &lon,
            route.as_deref().unwrap_or_default(),
            circumstances.as_deref().unwrap_or_default(),
        ]));
    }
    text
}

fn remains(register: &Register) -> String {
    let mut text = row([
        "id",
        "sex_documents",
        "sex_amelogenin",
        "sex_bones",
        "age_at_death",
        "found",
        "place",
        "lat",
        "lon",
        "route",
    ]);
    for record in &register.remains {
        let Remains { place: at, route, .. } = record;
        let [place, lat, lon] = place(at.as_ref());
        text.push_str(&row([
            record.id.as_str(),
            read_by(&record.sex, ReadBy::Document),
            read_by(&record.sex, ReadBy::Amelogenin),
            read_by(&record.sex, ReadBy::Bones),
            &written(record.age_at_death),
            &written(record.found),
            &place,
            &lat,
            &lon,
            route.as_deref().unwrap_or_default(),
        ]));
    }
    text
}

fn place(place: Option<&Place>) -> [String; 3] {
    let name = place.and_then(|place| place.name.clone()).unwrap_or_default();
    let point = place.and_then(|place| place.point);
    let degrees = point.map(|point| [point.latitude().to_string(), point.longitude().to_string()]);
    let [latitude, longitude] = degrees.unwrap_or_default();
    [name, latitude, longitude]
}

fn read_by(readings: &[SexReading], by: ReadBy) -> &'static str {
    readings.iter().find(|reading| reading.by == by).map_or("", |reading| sex_word(reading.sex))
}

const fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Unknown => "unknown",
    }
}

fn written(fact: Option<impl ToString>) -> String {
    fact.map_or_else(String::new, |fact| fact.to_string())
}

/// One line of a table, quoted where RFC 4180 wants it.
fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_string()
        }
    };
    cells.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
}
