//! How many of the remains that belong to missing people were found, wrong and missed, at each posterior.

use std::collections::HashMap;

use evidence::Probability;
use identify::{MissingIndex, Register, RemainsIndex};

use super::made_up::Truth;

/// Posteriors at which a register is counted.
pub const POSTERIORS: [f64; 5] = [0.5, 0.9, 0.99, 0.999, 0.9995];

/// A pair and its log10 LR against "unrelated".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// Which missing person.
    pub missing: MissingIndex,
    /// Which remains.
    pub remains: RemainsIndex,
    /// log10 LR of all items.
    pub log10_lr: f64,
}

/// What happened at one posterior.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Remains of missing people that are given to the right one.
    pub found: usize,
    /// Remains that are given to somebody else, whoever they are.
    pub wrong: usize,
    /// Remains of missing people that are not given to the right one.
    pub missed: usize,
    /// Remains that belong to one family at this posterior, and to nobody of it alone: brothers who cannot be told apart. They
    /// are not given to anybody.
    pub not_told_apart: usize,
}

/// Counts at every posterior of [`POSTERIORS`].
///
/// For each set of remains the explanations are its pairs and "nobody listed": the odds of each pair against "nobody listed" are
/// prior odds times LR, and a missing person's share is their odds over one plus the sum of all. Remains are *given* to the missing
/// person whose share reaches the posterior. So two brothers with one and the same genotype share what is known, and neither is
/// named before something tells them apart.
pub fn count(register: &Register, prior: Probability, pairs: &[Weighed], truth: &Truth) -> [Count; POSTERIORS.len()] {
    let mut by_remains: HashMap<RemainsIndex, Vec<Weighed>> = HashMap::new();
    pairs.iter().for_each(|pair| by_remains.entry(pair.remains).or_default().push(*pair));
    let mut counts = [Count::default(); POSTERIORS.len()];
    let ln_prior_odds = (prior.get() / (1.0 - prior.get())).ln();
    for (&remains, pairs) in &by_remains {
        let shares = shares(ln_prior_odds, pairs);
        let id = &register.remains[remains].id;
        for (count, posterior) in counts.iter_mut().zip(POSTERIORS) {
            match shares.iter().find(|(_, share)| *share >= posterior) {
                Some((missing, _)) if truth.is_true(id, &register.missing[*missing].id) => count.found += 1,
                Some(_) => count.wrong += 1,
                None if family_share(register, &shares) >= posterior => count.not_told_apart += 1,
                None => {}
            }
        }
    }
    let theirs = truth.theirs();
    counts.map(|count| Count { missed: theirs - count.found, ..count })
}

fn shares(ln_prior_odds: f64, pairs: &[Weighed]) -> Vec<(MissingIndex, f64)> {
    let ln_odds = |pair: &Weighed| ln_prior_odds + pair.log10_lr * std::f64::consts::LN_10;
    // "nobody listed" has ln odds 0; the greatest goes out, so that nothing overflows
    let greatest = pairs.iter().map(ln_odds).fold(0.0, f64::max);
    let total = (-greatest).exp() + pairs.iter().map(|pair| (ln_odds(pair) - greatest).exp()).sum::<f64>();
    pairs.iter().map(|pair| (pair.missing, (ln_odds(pair) - greatest).exp() / total)).collect()
}

/// The share of the family that has most of it.
fn family_share(register: &Register, shares: &[(MissingIndex, f64)]) -> f64 {
    let mut by_family: HashMap<usize, f64> = HashMap::new();
    shares
        .iter()
        .for_each(|(missing, share)| *by_family.entry(register.missing[*missing].family).or_default() += share);
    by_family.into_values().fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use evidence::Probability;
    use identify::{MissingPerson, Register, Remains};

    use super::{Count, Weighed, count};
    use crate::commands::demo::made_up::{Truth, Whose};

    /// Two brothers of one family and a stranger; R1 is M1's, R2 and R3 nobody's.
    fn counted(pairs: &[(usize, usize, f64)]) -> [Count; 5] {
        let missing = |id: &str, family| MissingPerson { id: id.into(), family, ..MissingPerson::default() };
        let remains = |id: &str| Remains { id: id.into(), ..Remains::default() };
        let register = Register {
            missing: vec![missing("M1", 0), missing("M2", 0), missing("M3", 1)],
            remains: vec![remains("R1"), remains("R2"), remains("R3")],
            ..Register::default()
        };
        let mut truth = Truth::default();
        truth.push("R1", Whose::Missing("M1".into()), None);
        truth.push("R2", Whose::Nobody, None);
        truth.push("R3", Whose::Nobody, None);
        let pairs: Vec<Weighed> =
            pairs.iter().map(|&(missing, remains, log10_lr)| Weighed { missing, remains, log10_lr }).collect();
        count(&register, Probability::one_of(1), &pairs, &truth)
    }

    #[test]
    fn by_hand() {
        // prior odds 1: the share of LR 999 is 0.999
        let counts = counted(&[(0, 0, 999f64.log10() + 1e-9), (2, 1, 4.0)]);
        let row = |found, wrong, missed| Count { found, wrong, missed, not_told_apart: 0 };
        assert_eq!(counts, [row(1, 1, 0), row(1, 1, 0), row(1, 1, 0), row(1, 1, 0), row(0, 1, 1)]);
    }

    #[test]
    fn brothers_of_one_weight_are_given_to_neither() {
        let counts = counted(&[(0, 0, 8.0), (1, 0, 8.0)]);
        assert_eq!(counts[2], Count { found: 0, wrong: 0, missed: 1, not_told_apart: 1 });
        let told_apart = counted(&[(0, 0, 8.0), (1, 0, 5.0)]);
        assert_eq!(told_apart[2], Count { found: 1, wrong: 0, missed: 0, not_told_apart: 0 });
    }

    #[test]
    fn huge_ratios_do_not_overflow() {
        assert_eq!(counted(&[(0, 0, 400.0), (1, 0, 100.0)])[4].found, 1);
    }
}
