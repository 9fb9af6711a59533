//! Ages, sexes, places and names of a register, in the reader's language.

use facts::{AgeRange, Place, Sex};
use identify::{MissingPerson, Register};
use linkage::sex::{ReadBy, SexReading};

use crate::locale::{Args, Locale, numbers};

/// The person's own name, else the name of the record.
#[must_use]
pub fn name(person: &MissingPerson) -> String {
    person.name.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| person.id.clone())
}

/// An age in years.
#[must_use]
pub fn age(t: &Locale, age: AgeRange) -> String {
    let years = |value: f64| numbers::decimal(t.lang(), value, usize::from(value.fract() != 0.0));
    let from = years(age.min());
    if age.is_open() {
        return t.say("age-from", &Args::new().word("from", from));
    }
    if age.min() == age.max() {
        return t.say("age-years", &Args::new().word("age", from));
    }
    t.say("age-range", &Args::new().word("from", from).word("to", years(age.max())))
}

/// What one reading of sex says, and by what it was read.
fn reading(t: &Locale, reading: &SexReading) -> String {
    let by = match reading.by {
        ReadBy::Family => "read-by-family",
        ReadBy::Document => "read-by-document",
        ReadBy::Bones => "read-by-bones",
        ReadBy::Amelogenin => "read-by-amelogenin",
    };
    t.say("sex-reading", &Args::new().word("sex", t.text(sex_key(reading.sex))).word("by", t.text(by)))
}

/// All readings of sex, each with what it was read by; `None` where there is none.
#[must_use]
pub fn readings(t: &Locale, readings: &[SexReading]) -> Option<String> {
    let said: Vec<String> =
        readings.iter().filter(|reading| reading.sex != Sex::Unknown).map(|one| reading(t, one)).collect();
    (!said.is_empty()).then(|| said.join(&t.text("list-separator")))
}

/// Sex in a word for a list: what all readings agree on.
#[must_use]
pub fn sex(t: &Locale, readings: &[SexReading]) -> Option<String> {
    let mut known = readings.iter().map(|reading| reading.sex).filter(|sex| *sex != Sex::Unknown);
    let first = known.next()?;
    Some(t.text(if known.all(|sex| sex == first) { sex_key(first) } else { "sex-readings-differ" }))
}

const fn sex_key(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
        Sex::Unknown => "sex-unknown",
    }
}

/// A place by its name, else by its point.
#[must_use]
pub fn place(t: &Locale, place: Option<&Place>) -> Option<String> {
    let place = place?;
    let point = || {
        let point = place.point?;
        let degrees = |value: f64| numbers::decimal(t.lang(), value, 2);
        Some(format!("{}{}{}", degrees(point.latitude()), t.text("list-separator"), degrees(point.longitude())))
    };
    place.name.clone().or_else(point)
}

/// How many relatives of a missing person have DNA on record.
#[must_use]
pub fn relatives_typed(register: &Register, person: &MissingPerson) -> usize {
    let family = &register.families[person.family];
    let is_typed = |row: &Vec<kinship::Observation>| row.iter().any(|seen| seen.call != kinship::Call::Untyped);
    let others = family.observations.iter().enumerate().filter(|(other, _)| !family.missing.contains(other));
    others.filter(|(_, row)| is_typed(row)).count()
}

/// How many markers of remains were typed.
#[must_use]
pub fn markers_typed(observations: &[kinship::Observation]) -> usize {
    observations.iter().filter(|seen| seen.call != kinship::Call::Untyped).count()
}
