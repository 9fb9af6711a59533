//! Ages, dates and sexes: the truth, and what is told or read of it.

use facts::{AgeRange, PartialDate, Sex};
use identify::MissingPerson;
use linkage::sex::{ReadBy, SexReading};

use super::{random::Random, samples::Quality};

/// First and last day on which somebody of the register was last heard of: 2019-01-01 and 2025-06-30.
const JOURNEY_DAYS: (usize, usize) = (17_897, 20_269);
const DAYS_PER_YEAR: f64 = 365.2425;

/// A day on which a journey ended, in days since 1970-01-01.
pub fn journey_day(random: &mut Random) -> i32 {
    random.whole(JOURNEY_DAYS.0, JOURNEY_DAYS.1) as i32
}

/// A true age on a journey, in years: parents in their middle years, their children young, strangers of any age.
pub fn true_age(generation: Option<usize>, random: &mut Random) -> f64 {
    match generation {
        Some(1) => random.between(30.0, 55.0),
        Some(3) => random.between(4.0, 16.0),
        Some(_) => random.between(14.0, 34.0),
        // the groups of the stated ages of people who asked for asylum, see `linkage::age::AgeDistribution::journeys`
        None => {
            let groups =
                [(0.18, 0.0, 14.0), (0.07, 14.0, 18.0), (0.54, 18.0, 35.0), (0.20, 35.0, 65.0), (0.01, 65.0, 90.0)];
            let (_, from, to) = groups[random.weighted(groups.iter().map(|group| group.0))];
            random.between(from, to)
        }
    }
}

/// A date as it is remembered: to the day, the month or the year; or not at all.
pub fn remembered(day: i32, random: &mut Random) -> Option<PartialDate> {
    let date = PartialDate::from_day(day)?;
    match random.weighted([0.7, 0.17, 0.08, 0.05].into_iter()) {
        0 => Some(date),
        1 => PartialDate::new(date.year(), date.month(), None),
        2 => PartialDate::new(date.year(), None, None),
        _ => None,
    }
}

/// What the family tells of an age: a birth date, an age that may be a year off, a range, or nothing.
pub fn tell_age(missing: &mut MissingPerson, seen_day: i32, age: f64, random: &mut Random) {
    match random.weighted([0.6, 0.2, 0.12, 0.08].into_iter()) {
        0 => missing.born = remembered(seen_day - (age * DAYS_PER_YEAR) as i32, random),
        1 => {
            let told = (random.normal(age, 0.7)).floor().max(0.0);
            missing.age_last_seen = AgeRange::new(told, told);
        }
        2 => {
            let from = (age / 5.0).floor() * 5.0;
            missing.age_last_seen = AgeRange::new(from, from + 4.0);
        }
        _ => {}
    }
    if missing.last_seen.is_none() && missing.born.is_some() {
        // a birth date alone gives no age: the family then tells the age as well
        let told = age.floor();
        missing.age_last_seen = AgeRange::new(told, told);
    }
}

/// An examiner's range of age at death: off by a few years, wider with age; useless now and then; sometimes none.
pub fn estimate_age(age: f64, random: &mut Random) -> Option<AgeRange> {
    if random.chance(0.12) {
        return None;
    }
    let age = if random.chance(0.04) { true_age(None, random) } else { age };
    let sd = 1.0 + 0.07 * age;
    let middle = random.normal(age, sd).clamp(0.0, 95.0);
    let half = 1.645 * sd;
    if middle > 60.0 {
        return AgeRange::new((middle - half).max(0.0).round(), facts::AGE_YEARS_MAX);
    }
    AgeRange::new((middle - half).max(0.0).round(), (middle + half).round())
}

/// Whatever was read of the sex of remains; wrong now and then, as the rates of `linkage::sex` say.
pub fn read_sex(sex: Sex, quality: Quality, has_dna: bool, random: &mut Random) -> Vec<SexReading> {
    let other = if sex == Sex::Male { Sex::Female } else { Sex::Male };
    let mut readings = Vec::new();
    let mut read = |by, is_done: bool, error: f64, random: &mut Random| {
        if is_done {
            readings.push(SexReading { by, sex: if random.chance(error) { other } else { sex } });
        }
    };
    let lost = if quality.is_degraded() { 0.04 } else { 0.002 };
    let error = if sex == Sex::Male { lost } else { 0.001 };
    let has_document = random.chance(0.1);
    read(ReadBy::Document, has_document, 0.02, random);
    let has_bones = random.chance(0.65);
    read(ReadBy::Bones, has_bones, 0.05, random);
    let has_amelogenin = has_dna && random.chance(0.9);
    read(ReadBy::Amelogenin, has_amelogenin, error, random);
    readings
}
