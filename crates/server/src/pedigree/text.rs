//! The pedigree in sentences, generation by generation: the same as the drawing, for those who do not see it.

use facts::Sex;
use kinship::{Pedigree, PersonIndex};

use super::{Mark, generations, unions};
use crate::locale::{Args, Locale};

/// One row of the drawing, in sentences.
pub struct Generation {
    /// Its number, in words.
    pub name: String,
    /// A sentence a person.
    pub people: Vec<String>,
}

/// All rows, from the oldest.
#[must_use]
pub fn generations_in_words(t: &Locale, pedigree: &Pedigree, marks: &[Mark]) -> Vec<Generation> {
    let rows = generations::of(pedigree, &unions::of(pedigree));
    let count = rows.iter().max().map_or(0, |last| last + 1);
    let in_row = |row: usize| {
        let people = (0..rows.len()).filter(|&person| rows[person] == row);
        people.map(|person| sentence(t, pedigree, marks, person)).collect()
    };
    let name = |row: usize| t.say("pedigree-generation", &Args::new().count("n", row + 1));
    (0..count).map(|row| Generation { name: name(row), people: in_row(row) }).collect()
}

fn sentence(t: &Locale, pedigree: &Pedigree, marks: &[Mark], person: PersonIndex) -> String {
    let name = |of: PersonIndex| {
        let label = marks.get(of).map(|mark| mark.label.as_str()).filter(|label| !label.is_empty());
        label.unwrap_or(pedigree.persons()[of].id.as_str()).to_owned()
    };
    let record = &pedigree.persons()[person];
    let mark = marks.get(person);
    let sex = match record.sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
        Sex::Unknown => "sex-unknown",
    };
    let mut parts = vec![t.text(sex)];
    let is = |of: fn(&Mark) -> bool| mark.is_some_and(of);
    parts.push(t.text(if is(|mark| mark.is_typed) { "pedigree-typed" } else { "pedigree-untyped" }));
    if is(|mark| mark.is_sought) {
        parts.push(t.text("pedigree-sought"));
    }
    match (record.father, record.mother) {
        (Some(father), Some(mother)) => {
            let args = Args::new().recorded("first", &name(father)).recorded("second", &name(mother));
            parts.push(t.say("pedigree-child-of-two", &args));
        }
        (Some(parent), None) | (None, Some(parent)) => {
            parts.push(t.say("pedigree-child-of-one", &Args::new().recorded("first", &name(parent))));
        }
        (None, None) => {}
    }
    if let Some(twin) = record.twin_of {
        parts.push(t.say("pedigree-twin-of", &Args::new().recorded("name", &name(twin))));
    }
    let separator = t.text("list-separator");
    let args = Args::new().recorded("name", &name(person)).word("facts", parts.join(&separator));
    t.say("pedigree-person", &args)
}
