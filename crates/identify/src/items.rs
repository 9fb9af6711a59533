//! The items beside DNA, prepared once a record and weighed a pair.

use evidence::{Log10Lr, Weight};
use linkage::{
    age::{AnteMortemAge, PostMortemAge},
    sex::SexReading,
};

use crate::register::{DAYS_PER_YEAR, MissingIndex, MissingPerson, Register, Remains, RemainsIndex};

/// Both sides of the items, ready to be weighed.
#[derive(Debug)]
pub struct Items<'r> {
    register: &'r Register,
    missing: Vec<(Vec<SexReading>, Option<AnteMortemAge>)>,
    remains: Vec<(Vec<SexReading>, Option<PostMortemAge>)>,
}

impl<'r> Items<'r> {
    /// Reads every record once.
    #[must_use]
    pub fn new(register: &'r Register) -> Self {
        let age = &register.settings.age;
        let missing = register
            .missing
            .iter()
            .map(|missing| (register.sex_readings(missing), missing.age().map(|told| age.ante_mortem(told))));
        let remains = register.remains.iter().map(|remains| {
            let mut readings = remains.sex.clone();
            readings.retain(|reading| reading.sex != facts::Sex::Unknown);
            (readings, remains.age_at_death.map(|estimated| age.post_mortem(estimated)))
        });
        Self { register, missing: missing.collect(), remains: remains.collect() }
    }

    /// The weights of a pair, in the order of the report: sex, age.
    #[must_use]
    pub fn weights(&self, missing: MissingIndex, remains: RemainsIndex) -> [Weight; 2] {
        let settings = &self.register.settings;
        let (told_sex, told_age) = &self.missing[missing];
        let (read_sex, read_age) = &self.remains[remains];
        let elapsed = elapsed_years_max(&self.register.missing[missing], &self.register.remains[remains]);
        [settings.sex.weigh(told_sex, read_sex), settings.age.weigh(told_age.as_ref(), read_age.as_ref(), elapsed)]
    }

    /// The weight of DNA and of all items together, in the order of the report.
    ///
    /// # Source
    /// Weights of independent evidence add up: I. J. Good (1950), ch. 6. Sex and age are taken as independent.
    #[must_use]
    pub fn added_to(&self, dna: Log10Lr, missing: MissingIndex, remains: RemainsIndex) -> Log10Lr {
        let settings = &self.register.settings;
        let (told_sex, told_age) = &self.missing[missing];
        let (read_sex, read_age) = &self.remains[remains];
        let age = match (told_age, read_age) {
            (Some(told), Some(read)) => {
                let elapsed = elapsed_years_max(&self.register.missing[missing], &self.register.remains[remains]);
                settings.age.log10_lr(told, read, elapsed)
            }
            _ => Log10Lr::NEUTRAL,
        };
        dna + settings.sex.log10_lr(told_sex, read_sex) + age
    }

    /// No pair of the register gets more than this from its items, log10.
    ///
    /// # Source
    /// A ratio of means is at most the largest ratio: sex by the smaller share, age by the peak of the estimate over its mean.
    #[must_use]
    pub fn total_max(&self) -> f64 {
        let share = self.register.settings.sex.male_share;
        let sex = -share.min(1.0 - share).log10();
        let age = self.remains.iter().filter_map(|(_, age)| age.as_ref()).map(PostMortemAge::log10_lr_max);
        sex + age.fold(0.0, f64::max)
    }

    /// What is not known on either side of a pair.
    #[must_use]
    pub fn unknown(&self, missing: MissingIndex, remains: RemainsIndex) -> Vec<&'static str> {
        let (told_sex, told_age) = &self.missing[missing];
        let (read_sex, read_age) = &self.remains[remains];
        let unknown = [
            ("sex of the missing person", told_sex.is_empty()),
            ("sex of the remains", read_sex.is_empty()),
            ("age of the missing person", told_age.is_none()),
            ("age at death", read_age.is_none()),
        ];
        unknown.into_iter().filter(|(_, is_unknown)| *is_unknown).map(|(name, _)| name).collect()
    }
}

/// The most years that can lie between being last seen and being found; `None` where a date is not known.
fn elapsed_years_max(missing: &MissingPerson, remains: &Remains) -> Option<f64> {
    let (seen, found) = (missing.last_seen?, remains.found?);
    Some(f64::from(found.last_day() - seen.first_day()).max(0.0) / DAYS_PER_YEAR)
}

/// Whether remains were certainly found before the person was last seen.
#[must_use]
pub fn is_found_before_last_seen(missing: &MissingPerson, remains: &Remains) -> bool {
    missing.last_seen.zip(remains.found).is_some_and(|(seen, found)| found.last_day() < seen.first_day())
}
