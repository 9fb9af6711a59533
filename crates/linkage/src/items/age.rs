//! Age at death: what the bones say against the age of the missing person when they were last seen, and the time since.
//!
//! Levels: *missing* (no age on one side): neutral; *else*: the ratio of [`AgeModel::weigh`]. A range is never a plain hit
//! or miss: both sides become distributions over a grid of ages, and the population's ages are stated.

mod distribution;

use evidence::{HypothesisPair, Log10Lr, Weight};
use facts::AgeRange;

pub use distribution::{AgeDistribution, AgeDistributionError};

/// Width of a cell of the grid of ages, in years.
pub const CELL_YEARS: f64 = 0.25;
/// Cells of the grid, from 0 to 120 years.
pub const CELL_COUNT: usize = 480;

/// Parameters of the item. Times are in years.
#[derive(Clone, Debug, PartialEq)]
pub struct AgeModel {
    /// Ages at death of those who may be found: the H2 of every comparison.
    pub population: AgeDistribution,
    /// Standard deviation of a told age around the true one.
    pub told_sd: f64,
    /// Probability that a told age is of no use (another person's, made up for a border).
    pub told_error: f64,
    /// Probability that the true age lies in the range that an examiner wrote.
    pub range_coverage: RangeCoverage,
    /// Least standard deviation of an estimate from bones, however narrow the range that was written.
    pub estimate_sd_min: f64,
    /// Probability that an estimate from bones is of no use.
    pub estimate_error: f64,
    /// Mean time between being seen last and death; the finding cuts it off.
    pub delay_mean: f64,
}

/// How much a written range covers, as half its width in standard deviations of a normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RangeCoverage {
    /// 90 %: half the width is 1.645 standard deviations.
    Ninety,
    /// 95 %: 1.960 standard deviations.
    NinetyFive,
}

/// What is known of a missing person's age, on the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct AnteMortemAge {
    /// Distribution when last seen.
    last_seen: Vec<f64>,
    /// The same after an exponential time that nothing cuts off.
    delayed: Vec<f64>,
}

/// What the remains say about age at death, on the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct PostMortemAge {
    /// P(estimate | age), up to a factor that cancels.
    likelihood: Vec<f64>,
    /// The same, mean over the population.
    population: f64,
}

impl Default for AgeModel {
    fn default() -> Self {
        Self {
            population: AgeDistribution::journeys(),
            told_sd: 1.0,
            told_error: 0.02,
            range_coverage: RangeCoverage::Ninety,
            estimate_sd_min: 2.0,
            estimate_error: 0.05,
            delay_mean: 0.5,
        }
    }
}

impl AgeModel {
    /// The ages that a missing person may have had when last seen.
    ///
    /// `f(a) ∝ P(told | a) f(a | population)`, so that a range that says nothing weighs nothing.
    #[must_use]
    pub fn ante_mortem(&self, told: AgeRange) -> AnteMortemAge {
        let population = self.population.cells();
        // completed years: `34` is anything from 34 to just under 35
        let told = soft_range(told.min(), if told.is_open() { f64::INFINITY } else { told.max() + 1.0 }, self.told_sd);
        let mut last_seen: Vec<f64> = told.iter().zip(population).map(|(told, share)| told * share).collect();
        if !scale_to_one(&mut last_seen) {
            // nobody of that age in the stated population: what was told stands alone
            last_seen = told;
            scale_to_one(&mut last_seen);
        }
        let stay = self.stay();
        let mut delayed = Vec::with_capacity(CELL_COUNT);
        let mut before = 0.0;
        for &share in &last_seen {
            before = stay * before + (1.0 - stay) * share;
            delayed.push(before);
        }
        AnteMortemAge { last_seen, delayed }
    }

    /// How likely the examiner's range is at every age: a normal curve around its middle, or a soft step where it is open,
    /// and an estimate of no use with probability `estimate_error`.
    #[must_use]
    pub fn post_mortem(&self, estimated: AgeRange) -> PostMortemAge {
        let population = self.population.cells();
        let mut likelihood = if estimated.is_open() {
            soft_range(estimated.min(), f64::INFINITY, self.estimate_sd_min)
        } else {
            let middle = f64::midpoint(estimated.min(), estimated.max());
            let half = (estimated.max() - estimated.min()) / 2.0;
            let sd = (half / self.range_coverage.deviations()).max(self.estimate_sd_min);
            (0..CELL_COUNT).map(|cell| normal((cell_age(cell) - middle) / sd)).collect()
        };
        let mean = dot(&likelihood, population);
        for value in &mut likelihood {
            *value = (1.0 - self.estimate_error) * *value + self.estimate_error * mean;
        }
        PostMortemAge { population: dot(&likelihood, population), likelihood }
    }

    /// The weight of an estimate against an age when last seen, at most `elapsed_years_max` before the finding (`None`: not known).
    ///
    /// `LR = Σ_a P(estimate | a) f(a | missing person) / Σ_a P(estimate | a) f(a | population)`; the age at death is the age when
    /// last seen plus an exponential time, cut off at the finding.
    ///
    /// # Source
    /// J. L. Boldsen et al., "Transition analysis", in *Paleodemography* (2002), ch. 5; the population's ages as the prior:
    /// L. W. Konigsberg, S. R. Frankenberg, *Am. J. Phys. Anthropol.* 89 (1992) 235-256. Standard deviations, error rates and the delay are ours, stated in the weight.
    #[must_use]
    pub fn weigh(
        &self,
        missing: Option<&AnteMortemAge>,
        remains: Option<&PostMortemAge>,
        elapsed_years_max: Option<f64>,
    ) -> Weight {
        let lr = match (missing, remains) {
            (Some(missing), Some(remains)) => self.log10_lr(missing, remains, elapsed_years_max),
            _ => Log10Lr::NEUTRAL,
        };
        let mut weight = Weight::new("age", HypothesisPair::unrelated(), lr)
            .from_source("sum over the age at death, after Boldsen et al. 2002 (transition analysis)")
            .with("standard deviation of a told age, years", self.told_sd, "settings; default ours")
            .with("told age of no use", self.told_error, "settings; default ours")
            .with("standard deviations in half a range", self.range_coverage.deviations(), "normal distribution")
            .with("least standard deviation of an estimate, years", self.estimate_sd_min, "settings; default ours")
            .with("estimate of no use", self.estimate_error, "settings; default of Marsico et al. 2023")
            .with("mean time from last seen to death, years", self.delay_mean, "settings; default ours");
        if let Some(years) = elapsed_years_max {
            weight = weight.with("years between last seen and found, at most", years.max(0.0), "both records");
        }
        weight
    }

    /// The number of [`AgeModel::weigh`], without its words.
    ///
    /// # Source
    /// See [`AgeModel::weigh`].
    #[must_use]
    pub fn log10_lr(
        &self,
        missing: &AnteMortemAge,
        remains: &PostMortemAge,
        elapsed_years_max: Option<f64>,
    ) -> Log10Lr {
        let cells = elapsed_years_max.map_or(CELL_COUNT, |years| (years.max(0.0) / CELL_YEARS) as usize) + 1;
        let left = if cells > CELL_COUNT { 0.0 } else { self.stay().powi(cells as i32) };
        let (mut joint, mut total) = (0.0, 0.0);
        for cell in 0..CELL_COUNT {
            let cut = if cell >= cells { left * missing.delayed[cell - cells] } else { 0.0 };
            let share = missing.delayed[cell] - cut;
            joint += remains.likelihood[cell] * share;
            total += share;
        }
        if total <= 0.0 || remains.population <= 0.0 {
            return Log10Lr::NEUTRAL;
        }
        let same = (1.0 - self.told_error) * joint / total + self.told_error * remains.population;
        Log10Lr::from_ratio(same / remains.population).unwrap_or(Log10Lr::NEUTRAL)
    }

    /// Probability that death has not come within one cell of time.
    fn stay(&self) -> f64 {
        if self.delay_mean > 0.0 { (-CELL_YEARS / self.delay_mean).exp() } else { 0.0 }
    }
}

impl RangeCoverage {
    /// Half the width of a range, in standard deviations.
    ///
    /// # Source
    /// Quantiles of the normal distribution at 0.95 and 0.975.
    #[must_use]
    pub const fn deviations(self) -> f64 {
        match self {
            Self::Ninety => 1.644_853_626_951_472_2,
            Self::NinetyFive => 1.959_963_984_540_054,
        }
    }
}

impl PostMortemAge {
    /// The largest weight that any missing person's age can get against this estimate.
    ///
    /// # Source
    /// A mean of the likelihood is at most its peak.
    #[must_use]
    pub fn log10_lr_max(&self) -> f64 {
        let peak = self.likelihood.iter().copied().fold(0.0, f64::max);
        if self.population > 0.0 { (peak / self.population).log10() } else { 0.0 }
    }
}

impl AnteMortemAge {
    /// The distribution of ages when last seen: [`CELL_COUNT`] cells of [`CELL_YEARS`], sum 1.
    #[must_use]
    pub fn cells(&self) -> &[f64] {
        &self.last_seen
    }
}

/// The age in the middle of a cell, in years.
///
/// # Source
/// The definition of the grid: [`CELL_YEARS`], [`CELL_COUNT`].
#[must_use]
pub fn cell_age(cell: usize) -> f64 {
    (cell as f64 + 0.5) * CELL_YEARS
}

/// A range with edges blurred by a normal error, on the grid: 1 well inside, 0 well outside.
fn soft_range(from: f64, to: f64, sd: f64) -> Vec<f64> {
    let inside = |age: f64| f64::from(u8::from(age >= from && age < to));
    if sd <= 0.0 {
        return (0..CELL_COUNT).map(|cell| inside(cell_age(cell))).collect();
    }
    let reach = (4.0 * sd / CELL_YEARS).ceil() as i64;
    let kernel: Vec<(f64, f64)> =
        (-reach..=reach).map(|k| k as f64 * CELL_YEARS).map(|d| (d, normal(d / sd))).collect();
    let whole: f64 = kernel.iter().map(|(_, weight)| weight).sum();
    let blurred = |age: f64| kernel.iter().map(|(off, weight)| weight * inside(age + off)).sum::<f64>() / whole;
    (0..CELL_COUNT).map(|cell| blurred(cell_age(cell))).collect()
}

/// The normal curve at `z` standard deviations, without its factor.
fn normal(z: f64) -> f64 {
    (-0.5 * z * z).exp()
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

/// Divides by the sum; false where there is nothing to divide.
fn scale_to_one(shares: &mut [f64]) -> bool {
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|share| *share /= sum);
    }
    sum > 0.0
}

#[cfg(test)]
mod tests {
    use facts::AgeRange;
    use proptest::prelude::*;
    use rstest::rstest;

    use super::{AgeDistribution, AgeModel, CELL_COUNT, PostMortemAge, cell_age, dot};

    fn range(written: &str) -> AgeRange {
        written.parse().unwrap()
    }

    fn sharp(years: f64) -> AgeModel {
        let population = AgeDistribution::uniform(years).unwrap();
        let base = AgeModel::default();
        AgeModel { population, told_sd: 0.0, told_error: 0.0, estimate_error: 0.0, delay_mean: 0.0, ..base }
    }

    /// The published model of mispitools: age 40 ± 6, error 0.05, population uniform on 80 years; what is seen is only whether the
    /// age lies in the range (T1) or outside (T0).
    fn published_age_ratio(is_inside: bool) -> f64 {
        let model = sharp(80.0);
        let inside = |cell: usize| (34.0..46.0).contains(&cell_age(cell));
        let mut missing = model.ante_mortem(range("34-45"));
        for cell in 0..CELL_COUNT {
            // 0.95 evenly inside the range, 0.05 evenly outside
            let share = if inside(cell) { 0.95 / 48.0 } else { 0.05 / 272.0 };
            missing.delayed[cell] = if cell_age(cell) < 80.0 { share } else { 0.0 };
        }
        let likelihood: Vec<f64> = (0..CELL_COUNT).map(|cell| f64::from(u8::from(inside(cell) == is_inside))).collect();
        let remains = PostMortemAge { population: dot(&likelihood, model.population.cells()), likelihood };
        model.log10_lr(&missing, &remains, Some(0.0)).ratio()
    }

    /// Closed forms of `reference/evidence/README.md`: LR(T1) = (1-e)/(2r/80), LR(T0) = e/(1-2r/80).
    #[rstest]
    #[case::inside(true, 0.95 / (12.0 / 80.0))]
    #[case::outside(false, 0.05 / (1.0 - 12.0 / 80.0))]
    fn a_range_with_an_error_gives_the_published_ratio(#[case] is_inside: bool, #[case] expected: f64) {
        let found = published_age_ratio(is_inside);
        assert!((found - expected).abs() < 1e-9, "{found}");
    }

    /// `reference/evidence/mispitools-cpt.csv`, summed over hair: sex of a missing woman and age together.
    #[test]
    fn sex_and_age_multiply_to_the_published_table() {
        use crate::sex::{ReadBy, SexError, SexModel, SexReading};
        use facts::Sex;

        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../reference/evidence/mispitools-cpt.csv");
        let table = std::fs::read_to_string(file).unwrap();
        let column = |row: &str, at: usize| row.split(',').nth(at).unwrap().parse::<f64>().unwrap();
        let sure = SexError { male_as_female: 0.0, female_as_male: 0.0 };
        let model = SexModel { family: sure, ..SexModel::default() };
        let told = [SexReading { by: ReadBy::Family, sex: Sex::Female }];
        for (name, sex, is_inside) in [
            ("F-T1", Sex::Female, true),
            ("F-T0", Sex::Female, false),
            ("M-T1", Sex::Male, true),
            ("M-T0", Sex::Male, false),
        ] {
            let rows: Vec<&str> = table.lines().filter(|row| row.starts_with(name)).collect();
            assert_eq!(rows.len(), 5, "{name}");
            let sum = |at: usize| rows.iter().map(|row| column(row, at)).sum::<f64>();
            let by_sex = model.log10_lr(&told, &[SexReading { by: ReadBy::Bones, sex }]).ratio();
            let found = by_sex * published_age_ratio(is_inside);
            let published = sum(2) / sum(3);
            assert!((found - published).abs() < 1e-9 * published, "{name}: {found} {published}");
        }
    }

    #[rstest]
    #[case::nobody_told(None, Some("30-40"))]
    #[case::nobody_looked(Some("34"), None)]
    #[case::told_nothing(Some("0+"), Some("30-40"))]
    #[case::bones_say_nothing(Some("34"), Some("0+"))]
    fn what_is_unknown_weighs_nothing(#[case] told: Option<&str>, #[case] bones: Option<&str>) {
        // a sharp told age keeps the edges at 0 and 120 out of play
        let model = AgeModel { told_sd: 0.0, estimate_sd_min: 0.0, delay_mean: 0.0, ..AgeModel::default() };
        let missing = told.map(|told| model.ante_mortem(range(told)));
        let remains = bones.map(|bones| model.post_mortem(range(bones)));
        let lr = model.weigh(missing.as_ref(), remains.as_ref(), Some(1.0)).lr;
        assert!(lr.get().abs() < 1e-9, "{lr:?}");
    }

    #[test]
    fn years_that_passed_before_death_count() {
        let model = AgeModel { delay_mean: 5.0, ..AgeModel::default() };
        let missing = model.ante_mortem(range("20"));
        let remains = model.post_mortem(range("26-30"));
        let at = |years| model.log10_lr(&missing, &remains, Some(years)).get();
        assert!(at(10.0) > at(0.0), "{} {}", at(10.0), at(0.0));
    }

    /// By hand: told 10 exactly one cell wide does not exist, so a year (4 cells), no delay; the estimate 12 has sd 2 at least:
    /// likelihood at 10.125, 10.375, 10.625, 10.875 over the mean on 0..80 uniform, 2·√(2π)/80 (less the tail below 0).
    #[test]
    fn an_estimate_weighs_its_curve_over_its_mean_in_the_population() {
        let model = sharp(80.0);
        let found = model.log10_lr(&model.ante_mortem(range("10")), &model.post_mortem(range("12")), Some(0.0)).ratio();
        let curve = |age: f64| (-(age - 12.0).powi(2) / 8.0).exp();
        let same = (curve(10.125) + curve(10.375) + curve(10.625) + curve(10.875)) / 4.0;
        let expected = same / (2.0 * (2.0 * std::f64::consts::PI).sqrt() / 80.0);
        assert!((found - expected).abs() < 1e-4, "{found} {expected}");
    }

    #[test]
    fn a_wrong_estimate_never_excludes() {
        let model = AgeModel::default();
        let lr = model.log10_lr(&model.ante_mortem(range("70")), &model.post_mortem(range("5-8")), None).get();
        assert!(lr < -0.5 && lr > -3.0, "{lr}");
    }

    proptest! {
        /// E[LR | unrelated] = 1, over estimates of one width with every middle (the estimate of no use counts as one more outcome
        /// that says nothing, its ratio being 1).
        #[test]
        fn the_mean_ratio_of_unrelated_people_is_one(told in 2u32..60, width in 0u32..20, elapsed in 0.0f64..12.0, error in 0.0f64..0.3) {
            let model = AgeModel { told_error: error, estimate_error: 0.0, ..AgeModel::default() };
            let missing = model.ante_mortem(AgeRange::new(f64::from(told), f64::from(told + 2)).unwrap());
            let sd = (f64::from(width) / 2.0 / model.range_coverage.deviations()).max(model.estimate_sd_min);
            // middles beyond the ends of life too, or their share of outcomes would be lost
            let steps = 10.0;
            let (mut mean, mut whole) = (0.0, 0.0);
            for step in -300..1500 {
                let middle = f64::from(step) / steps;
                let likelihood: Vec<f64> =
                    (0..CELL_COUNT).map(|cell| (-0.5 * ((cell_age(cell) - middle) / sd).powi(2)).exp()).collect();
                let remains = PostMortemAge { population: dot(&likelihood, model.population.cells()), likelihood };
                let chance = remains.population / (sd * (2.0 * std::f64::consts::PI).sqrt()) / steps;
                whole += chance;
                if chance > 0.0 {
                    mean += chance * model.log10_lr(&missing, &remains, Some(elapsed)).ratio();
                }
            }
            prop_assert!((whole - 1.0).abs() < 1e-6, "{whole}");
            prop_assert!((mean - 1.0).abs() < 1e-6, "{mean}");
        }
    }
}
