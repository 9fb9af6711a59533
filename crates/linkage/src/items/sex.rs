//! Sex as one item: whatever was read of it, on both sides, summed over the true sex.
//!
//! Documents, bones and amelogenin are readings of one fact. Multiplying a ratio for each of them would count that fact
//! several times; here they are independent only *given the true sex*.
//!
//! Levels: *missing* (a side without readings): neutral; *else*: the ratio below.

use evidence::{HypothesisPair, Log10Lr, Weight};
use facts::Sex;

/// By what a sex was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReadBy {
    /// What the family says, or the place in the pedigree.
    Family,
    /// A passport, a registration, papers found with the remains.
    Document,
    /// Pelvis or skull.
    Bones,
    /// The amelogenin marker of a DNA profile.
    Amelogenin,
}

/// One reading of sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SexReading {
    /// By what.
    pub by: ReadBy,
    /// What was read; [`Sex::Unknown`] says nothing.
    pub sex: Sex,
}

/// How often a reading is wrong: probabilities in `0..1`, for a male read as female and the other way round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SexError {
    /// P(read as female | male).
    pub male_as_female: f64,
    /// P(read as male | female).
    pub female_as_male: f64,
}

/// Parameters of the item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SexModel {
    /// Share of males among those who may be found, in `0..=1`.
    pub male_share: f64,
    /// Errors of what the family says.
    pub family: SexError,
    /// Errors of documents.
    pub document: SexError,
    /// Errors of bones.
    pub bones: SexError,
    /// Errors of amelogenin: a lost Y copy reads as female, a stray one as male.
    pub amelogenin: SexError,
}

const BOTH: [Sex; 2] = [Sex::Male, Sex::Female];

impl Default for SexModel {
    fn default() -> Self {
        let alike = |error| SexError { male_as_female: error, female_as_male: error };
        Self {
            male_share: 0.5,
            family: alike(0.001),
            document: alike(0.01),
            bones: alike(0.05),
            amelogenin: SexError { male_as_female: 0.01, female_as_male: 0.001 },
        }
    }
}

impl SexModel {
    /// P(reading | true sex); 1 where nothing was read.
    ///
    /// # Source
    /// The definition of [`SexError`]; defaults: see [`SexModel::weigh`].
    #[must_use]
    pub fn reading_probability(&self, reading: SexReading, truth: Sex) -> f64 {
        let error = self.error(reading.by);
        match (truth, reading.sex) {
            (Sex::Male, Sex::Male) => 1.0 - error.male_as_female,
            (Sex::Male, Sex::Female) => error.male_as_female,
            (Sex::Female, Sex::Female) => 1.0 - error.female_as_male,
            (Sex::Female, Sex::Male) => error.female_as_male,
            (Sex::Unknown, _) | (_, Sex::Unknown) => 1.0,
        }
    }

    /// The weight of the readings of a missing person and of remains.
    ///
    /// `LR = Σ_s P(AM|s) P(PM|s) P(s) / (Σ_s P(AM|s) P(s) · Σ_s P(PM|s) P(s))`, s over male and female.
    ///
    /// # Source
    /// F. L. Marsico et al., *FSI: Genetics* 66 (2023) 102891 (sex with an error rate, `(1-e)/p`), with several readings
    /// conditionally independent given the true sex. Bones 0.05: its default. Amelogenin: a deleted AMELY was seen in
    /// 5 of 28,182 males (M. Steinlechner et al., *Int. J. Legal Med.* 116 (2002) 117-120); 0.01 allows for drop-out in
    /// degraded remains and is ours, as are the errors of family and documents.
    #[must_use]
    pub fn weigh(&self, missing: &[SexReading], remains: &[SexReading]) -> Weight {
        let lr = self.log10_lr(missing, remains);
        let mut weight = Weight::new("sex", HypothesisPair::unrelated(), lr)
            .from_source("one item over the true sex, after Marsico et al. 2023, FSI: Genetics 66, 102891")
            .with("male share", self.male_share, "settings");
        let mut kinds: Vec<ReadBy> = missing.iter().chain(remains).map(|reading| reading.by).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for by in kinds {
            let (name, error) = (by.name(), self.error(by));
            weight = weight.with(&format!("{name}: male read as female"), error.male_as_female, by.source()).with(
                &format!("{name}: female read as male"),
                error.female_as_male,
                by.source(),
            );
        }
        weight
    }

    /// The number of [`SexModel::weigh`], without its words.
    ///
    /// # Source
    /// See [`SexModel::weigh`].
    #[must_use]
    pub fn log10_lr(&self, missing: &[SexReading], remains: &[SexReading]) -> Log10Lr {
        let side = |readings: &[SexReading], truth| {
            readings.iter().map(|&reading| self.reading_probability(reading, truth)).product::<f64>()
        };
        let share = |truth| if truth == Sex::Male { self.male_share } else { 1.0 - self.male_share };
        let sum = |f: &dyn Fn(Sex) -> f64| BOTH.iter().map(|&truth| f(truth) * share(truth)).sum::<f64>();
        let joint = sum(&|truth| side(missing, truth) * side(remains, truth));
        let apart = sum(&|truth| side(missing, truth)) * sum(&|truth| side(remains, truth));
        // readings impossible under the model even without a comparison say nothing about identity
        if apart > 0.0 { Log10Lr::from_ratio(joint / apart).unwrap_or(Log10Lr::NEUTRAL) } else { Log10Lr::NEUTRAL }
    }

    const fn error(&self, by: ReadBy) -> SexError {
        match by {
            ReadBy::Family => self.family,
            ReadBy::Document => self.document,
            ReadBy::Bones => self.bones,
            ReadBy::Amelogenin => self.amelogenin,
        }
    }
}

impl ReadBy {
    /// The word of the item's parameters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Document => "document",
            Self::Bones => "bones",
            Self::Amelogenin => "amelogenin",
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Family | Self::Document => "settings; default ours",
            Self::Bones => "settings; default of Marsico et al. 2023",
            Self::Amelogenin => "settings; default ours, see Steinlechner et al. 2002 for the deletion alone",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::{BOTH, ReadBy, SexError, SexModel, SexReading};
    use facts::Sex;

    const SURE: SexError = SexError { male_as_female: 0.0, female_as_male: 0.0 };

    fn read(by: ReadBy, sex: Sex) -> SexReading {
        SexReading { by, sex }
    }

    fn ratio(model: &SexModel, missing: &[SexReading], remains: &[SexReading]) -> f64 {
        model.weigh(missing, remains).lr.ratio()
    }

    // closed forms of mispitools, `reference/evidence/README.md`: (1-e)/p and e/(1-p) with e = 0.05, p = 0.5
    #[rstest]
    #[case::agree(Sex::Female, 0.95 / 0.5)]
    #[case::differ(Sex::Male, 0.05 / 0.5)]
    #[case::unknown(Sex::Unknown, 1.0)]
    fn one_reading_against_a_known_sex(#[case] bones: Sex, #[case] expected: f64) {
        let model = SexModel { family: SURE, ..SexModel::default() };
        let found = ratio(&model, &[read(ReadBy::Family, Sex::Female)], &[read(ReadBy::Bones, bones)]);
        assert!((found - expected).abs() < 1e-12, "{found}");
    }

    #[test]
    fn a_side_without_readings_says_nothing() {
        let model = SexModel::default();
        assert!(model.weigh(&[], &[read(ReadBy::Bones, Sex::Male)]).lr.get().abs() < 1e-12);
        assert!(model.weigh(&[read(ReadBy::Family, Sex::Male)], &[]).lr.get().abs() < 1e-12);
    }

    /// By hand, male share 0.5, family sure of a male; bones say female (0.05), amelogenin male (0.99 of males, 0.001 of females):
    /// joint = 0.05·0.99·0.5, apart = 0.5·(0.05·0.99·0.5 + 0.95·0.001·0.5), ratio = 2·0.0495/(0.0495 + 0.00095).
    #[test]
    fn readings_of_one_side_are_summed_over_the_true_sex_and_not_multiplied() {
        let model = SexModel { family: SURE, ..SexModel::default() };
        let remains = [read(ReadBy::Bones, Sex::Female), read(ReadBy::Amelogenin, Sex::Male)];
        let found = ratio(&model, &[read(ReadBy::Family, Sex::Male)], &remains);
        assert!((found - 2.0 * 0.0495 / (0.0495 + 0.00095)).abs() < 1e-12, "{found}");
        let alone: Vec<f64> =
            remains.iter().map(|&one| ratio(&model, &[read(ReadBy::Family, Sex::Male)], &[one])).collect();
        assert!((found - alone[0] * alone[1]).abs() > 0.5, "a product would be {}", alone[0] * alone[1]);
        assert!(found <= 1.0 / model.male_share, "sex alone never weighs more than its share");
    }

    proptest! {
        /// E[LR | unrelated] = 1, by enumeration of everything that bones, amelogenin and documents can read.
        #[test]
        fn the_mean_ratio_of_unrelated_people_is_one(
            male_share in 0.01f64..0.99, bones in 0.0f64..0.5, lost in 0.0f64..0.5, stray in 0.0f64..0.5, family in 0.0f64..0.5,
        ) {
            let alike = |error| SexError { male_as_female: error, female_as_male: error };
            let amelogenin = SexError { male_as_female: lost, female_as_male: stray };
            let model = SexModel { male_share, family: alike(family), document: alike(0.01), bones: alike(bones), amelogenin };
            let share = |truth| if truth == Sex::Male { male_share } else { 1.0 - male_share };
            for told in BOTH {
                let missing = [read(ReadBy::Family, told)];
                let mut mean = 0.0;
                for one in BOTH { for two in BOTH { for three in BOTH {
                    let remains = [read(ReadBy::Bones, one), read(ReadBy::Amelogenin, two), read(ReadBy::Document, three)];
                    let chance: f64 = BOTH.iter().map(|&truth| {
                        share(truth) * remains.iter().map(|&r| model.reading_probability(r, truth)).product::<f64>()
                    }).sum();
                    mean += chance * ratio(&model, &missing, &remains);
                }}}
                prop_assert!((mean - 1.0).abs() < 1e-9, "{mean}");
            }
        }
    }
}
