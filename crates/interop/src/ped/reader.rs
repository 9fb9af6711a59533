//! Reading a `.ped`.

use std::collections::HashMap;

use facts::Sex;
use kinship::{AlleleName, Pedigree, PedigreeError, PersonDraft};

use super::{Item, Layout, PERSON_COUNT_MAX, PedCall, PedFamily, PedFile, layout::lines};
use crate::{Faults, Place, table::FaultList};

/// Columns before the layout's.
const FIELDS: [&str; 5] = ["family", "id", "father", "mother", "sex"];

/// Reads a `.ped`. Without a layout it is PLINK's, and the markers are called `marker1`, `marker2` ...; a file of five
/// columns has a pedigree only.
///
/// # Errors
/// All faults of the file at once, with code `bad-ped`.
pub fn read(file: &str, text: &str, layout: Option<&Layout>) -> Result<PedFile, Faults> {
    let mut faults = FaultList::default();
    let guessed = layout.is_none().then(|| guess(text));
    let layout = layout.or(guessed.as_ref());
    let mut families: Vec<Rows> = Vec::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (line, words) in lines(text) {
        let mut row = RowReader { file, line, words: &words, at: 0, faults: &mut faults };
        let Some((name, person)) = layout.and_then(|layout| row.read(&layout.items)) else { continue };
        let family = *by_name.entry(name).or_insert_with(|| {
            families.push(Rows { name: name.to_owned(), people: Vec::new() });
            families.len() - 1
        });
        families[family].people.push(person);
    }
    let markers = layout.map_or(Vec::new(), |layout| layout.markers().map(str::to_owned).collect());
    let is_empty = families.is_empty() && faults.is_empty();
    if is_empty {
        let place = Place { file: Some(file.to_owned()), ..Place::default() };
        faults.push("the file has no people; give one a line", place);
    }
    let families = families.into_iter().filter_map(|rows| rows.build(file, &mut faults)).collect();
    faults.finish("bad-ped", PedFile { markers, families })
}

/// The layout that the first line has room for.
fn guess(text: &str) -> Layout {
    let mut first = lines(text);
    let words = first.next().map_or(Vec::new(), |(_, words)| words);
    let calls = words.get(FIELDS.len() + 1..).unwrap_or_default();
    let columns: usize = calls.iter().map(|word| if word.contains('/') { 2 } else { 1 }).sum();
    if words.len() <= FIELDS.len() {
        return Layout { items: Vec::new() };
    }
    Layout::plink((1..=columns.div_ceil(2)).map(|number| format!("marker{number}")))
}

/// A family's rows before its pedigree is checked.
struct Rows {
    name: String,
    people: Vec<Row>,
}

struct Row {
    line: usize,
    draft: PersonDraft,
    phenotype: Option<String>,
    calls: Vec<PedCall>,
}

impl Rows {
    fn build(self, file: &str, faults: &mut FaultList) -> Option<PedFamily> {
        let Self { name, people } = self;
        let place = |line: usize, field: &str, found: &str, expected: &str| Place {
            file: Some(file.to_owned()),
            line: Some(line),
            column: FIELDS.iter().position(|known| *known == field).map(|at| at + 1),
            field: Some(field.to_owned()),
            found: Some(found.to_owned()),
            expected: Some(expected.to_owned()),
        };
        if people.len() > PERSON_COUNT_MAX {
            let message = format!("family `{name}` has {} people; at most {PERSON_COUNT_MAX} are read", people.len());
            faults.push(message, place(people[0].line, "family", &name, "a smaller family"));
            return None;
        }
        match Pedigree::new(people.iter().map(|row| row.draft.clone()).collect()) {
            Ok(pedigree) => {
                let (phenotypes, calls) = people.into_iter().map(|row| (row.phenotype, row.calls)).unzip();
                Some(PedFamily { name, pedigree, phenotypes, calls })
            }
            Err(errors) => {
                let mut doubled: HashMap<&str, usize> = HashMap::new();
                for error in &errors {
                    let (id, field) = id_and_field(error);
                    let skipped = match error {
                        PedigreeError::DuplicateId { .. } => {
                            let seen = doubled.entry(id).or_insert(0);
                            *seen += 1;
                            *seen
                        }
                        _ => 0,
                    };
                    let row = people.iter().filter(|row| row.draft.id == id).nth(skipped);
                    let line = row.map_or(people[0].line, |row| row.line);
                    let found = row.map_or(id, |row| match field {
                        "father" => row.draft.father.as_deref().unwrap_or("0"),
                        "mother" => row.draft.mother.as_deref().unwrap_or("0"),
                        _ => id,
                    });
                    faults.push(format!("family `{name}`: {error}"), place(line, field, found, "a pedigree"));
                }
                None
            }
        }
    }
}

fn id_and_field(error: &PedigreeError) -> (&str, &str) {
    match error {
        PedigreeError::UnknownParent { id, role, .. } | PedigreeError::WrongSex { id, role, .. } => (id, role),
        PedigreeError::DuplicateId { id }
        | PedigreeError::Cycle { id, .. }
        | PedigreeError::FounderInbreeding { id, .. }
        | PedigreeError::Twins { id, .. } => (id, "id"),
    }
}

/// Takes the words of a line one after another.
struct RowReader<'a, 't> {
    file: &'a str,
    line: usize,
    words: &'a [&'t str],
    at: usize,
    faults: &'a mut FaultList,
}

impl<'t> RowReader<'_, 't> {
    /// The family's name and the person; `None` where something was refused.
    fn read(&mut self, items: &[Item]) -> Option<(&'t str, Row)> {
        if self.words.len() < FIELDS.len() {
            let expected = format!("at least {} words: {}", FIELDS.len(), FIELDS.join(", "));
            let message = format!("the line has {} words; expected {expected}", self.words.len());
            self.refuse(0, "family", &expected, message);
            return None;
        }
        let [family, id, father, mother, sex] = [0, 1, 2, 3, 4].map(|at| self.words[at]);
        self.at = FIELDS.len();
        let sex = self.sex(sex);
        let person = |written: &str| (written != "0").then(|| written.to_owned());
        let draft = PersonDraft {
            id: id.to_owned(),
            sex: sex.unwrap_or_default(),
            father: person(father),
            mother: person(mother),
            ..PersonDraft::default()
        };
        if id == "0" {
            self.refuse(1, "id", "an id", "id `0` stands for nobody; give the person another".to_owned());
            return None;
        }
        let mut row = Row { line: self.line, draft, phenotype: None, calls: Vec::new() };
        for item in items {
            match item {
                Item::Phenotype => row.phenotype = Some(self.word("phenotype")?.to_owned()),
                Item::Skipped(columns) => (0..*columns).try_for_each(|_| self.word("a skipped column").map(|_| ()))?,
                Item::Marker(name) => row.calls.push(self.call(name)?),
            }
        }
        if self.at < self.words.len() {
            let message = format!(
                "the line has {} words, {} more than its columns; check the marker names or the number of alleles",
                self.words.len(),
                self.words.len() - self.at
            );
            self.refuse(self.at, "the end", "the end of the line", message);
            return None;
        }
        sex.map(|_| (family, row))
    }

    fn sex(&mut self, written: &str) -> Option<Sex> {
        match written {
            "1" | "M" | "m" => Some(Sex::Male),
            "2" | "F" | "f" => Some(Sex::Female),
            "0" => Some(Sex::Unknown),
            _ => {
                let expected = "1 (male), 2 (female) or 0 (unknown)";
                self.refuse(4, "sex", expected, format!("sex `{written}` is not known; expected {expected}"));
                None
            }
        }
    }

    /// One word with two alleles in it, or two words.
    fn call(&mut self, marker: &str) -> Option<PedCall> {
        let first = self.word(marker)?;
        let (one, other) = match first.split_once('/') {
            Some(pair) => pair,
            None => (first, self.word(marker)?),
        };
        if one.contains('/') || other.contains('/') {
            let message = format!("`{one}` and `{other}` are no two alleles of {marker}; write `1 2` or `1/2`");
            self.refuse(self.at - 1, marker, "two alleles", message);
            return None;
        }
        let allele = |written: &str| (written != "0").then(|| AlleleName::new(written).ok()).flatten();
        Some(PedCall(allele(one), allele(other)))
    }

    fn word(&mut self, field: &str) -> Option<&'t str> {
        let word = self.words.get(self.at).copied();
        if word.is_none() {
            let message = format!("the line ends after {} words, before {field}; complete it", self.words.len());
            self.refuse(self.at, field, "more columns", message);
        }
        self.at += 1;
        word
    }

    fn refuse(&mut self, word: usize, field: &str, expected: &str, message: String) {
        let place = Place {
            file: Some(self.file.to_owned()),
            line: Some(self.line),
            column: Some(word + 1),
            field: Some(field.to_owned()),
            found: self.words.get(word).map(|found| (*found).to_owned()),
            expected: Some(expected.to_owned()),
        };
        self.faults.push(message, place);
    }
}
