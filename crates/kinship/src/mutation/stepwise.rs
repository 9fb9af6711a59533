//! Stepwise mutation with microvariants.

use super::{ModelName, MutationError, TransitionMatrix, setting::Setting, setting::from_off_diagonal};

/// Within the microvariant group `R range^|i-j|`, shared out over the group's other alleles in the table; into all
/// alleles of other groups together `microvariant_rate`, equally.
///
/// An allele alone in its group keeps what would have gone to the group; where there is one group nothing leaves it.
///
/// Source: D. Kling, A. O. Tillmar, T. Egeland, *FSI: Genetics* 13 (2014) 121-127; I. Simonsson, P. Mostad,
/// *FSI: Genetics* 23 (2016) 217-225.
pub(super) fn matrix(
    setting: &Setting<'_>,
    rate: f64,
    microvariant_rate: f64,
    range: f64,
) -> Result<TransitionMatrix, MutationError> {
    let model = ModelName::Stepwise;
    if !(0.0..=1.0).contains(&microvariant_rate) {
        return Err(MutationError::Rate { model, what: "microvariant rate", found: microvariant_rate });
    }
    if rate + microvariant_rate > 1.0 {
        return Err(MutationError::RatesSum { rate, microvariant_rate });
    }
    if !(range > 0.0 && range <= 1.0) {
        return Err(MutationError::Range { model, found: range, expected: "above 0, up to 1" });
    }
    let repeats = setting.repeats()?;
    let rows: Vec<Row> = (0..setting.size()).map(|parent| Row::new(&repeats, parent, range)).collect();
    from_off_diagonal(setting.size(), |parent, child| {
        let row = &rows[parent];
        if repeats[parent].1 != repeats[child].1 {
            return microvariant_rate / row.outside as f64;
        }
        let step = repeats[parent].0.abs_diff(repeats[child].0);
        rate * weight(range, step - row.shortest_step) / row.weights_sum
    })
}

/// What one parental allele can become.
struct Row {
    /// Distance to the nearest allele of the group: weights are relative to it, since `range^200` is no number.
    shortest_step: u32,
    /// Sum over the group's other alleles.
    weights_sum: f64,
    /// Alleles of other groups.
    outside: usize,
}

impl Row {
    fn new(repeats: &[(u32, u32)], parent: usize, range: f64) -> Self {
        let (whole, micro) = repeats[parent];
        let steps = || repeats.iter().filter(|r| r.1 == micro && r.0 != whole).map(|r| r.0.abs_diff(whole));
        let shortest_step = steps().min().unwrap_or(0);
        Self {
            shortest_step,
            weights_sum: steps().map(|step| weight(range, step - shortest_step)).sum(),
            outside: repeats.iter().filter(|r| r.1 != micro).count(),
        }
    }
}

fn weight(range: f64, steps: u32) -> f64 {
    range.powf(f64::from(steps))
}
