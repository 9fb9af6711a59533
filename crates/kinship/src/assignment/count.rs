//! How many assignments there are, exactly.

use std::fmt;

use facts::Sex;

use super::DviCase;

/// Nine decimal digits a limb.
const LIMB: u64 = 1_000_000_000;

/// A count without a limit: factorials leave 128 bits at 34 victims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExactCount {
    /// Least significant limb first, no zero on top; empty for 0.
    limbs: Vec<u32>,
}

impl From<u128> for ExactCount {
    fn from(mut value: u128) -> Self {
        let mut limbs = Vec::new();
        while value > 0 {
            limbs.push((value % u128::from(LIMB)) as u32);
            value /= u128::from(LIMB);
        }
        Self { limbs }
    }
}

impl fmt::Display for ExactCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut limbs = self.limbs.iter().rev();
        let mut text = limbs.next().unwrap_or(&0).to_string();
        limbs.for_each(|limb| text.push_str(&format!("{limb:09}")));
        f.pad_integral(true, "", &text)
    }
}

impl ExactCount {
    /// The count as a machine number, where it fits.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.to_string().parse().ok()
    }

    /// Natural logarithm of the count; `-inf` for 0.
    ///
    /// # Source
    /// The definition; precise to a float's rounding.
    #[must_use]
    pub fn ln(&self) -> f64 {
        // the three highest limbs hold more digits than a float
        let (low, high) = self.limbs.split_at(self.limbs.len().saturating_sub(3));
        let leading = high.iter().rev().fold(0.0, |sum, &limb| sum * LIMB as f64 + f64::from(limb));
        leading.ln() + low.len() as f64 * (LIMB as f64).ln()
    }

    fn plus(&self, other: &Self) -> Self {
        let mut limbs = Vec::new();
        let mut carry = 0;
        for at in 0..self.limbs.len().max(other.limbs.len()) {
            let digit = |count: &Self| u64::from(count.limbs.get(at).copied().unwrap_or(0));
            let sum = digit(self) + digit(other) + carry;
            limbs.push((sum % LIMB) as u32);
            carry = sum / LIMB;
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
        Self { limbs }
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut limbs = vec![0u64; self.limbs.len() + other.limbs.len() + 1];
        for (at, &one) in self.limbs.iter().enumerate() {
            let mut carry = 0;
            for (to, &two) in other.limbs.iter().chain(std::iter::once(&0)).enumerate() {
                let sum = limbs[at + to] + u64::from(one) * u64::from(two) + carry;
                limbs[at + to] = sum % LIMB;
                carry = sum / LIMB;
            }
        }
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Self { limbs: limbs.into_iter().map(|limb| limb as u32).collect() }
    }
}

/// How many assignments identify exactly k victims, for k from 0 on, up to the most that can be identified.
///
/// An assignment is a partial matching of victims to missing people of consistent sex; `missing` says who takes part.
pub(super) fn by_identified(case: &DviCase, missing: &[usize]) -> Vec<ExactCount> {
    let sexes = |all: &mut dyn Iterator<Item = Sex>| {
        let mut counts = [0; 3];
        all.for_each(|sex| counts[sex as usize] += 1);
        counts
    };
    let victims = sexes(&mut case.victims().iter().map(|victim| victim.sex));
    let missing = sexes(&mut missing.iter().map(|&at| case.missing_sex(at)));
    let mut counts: Vec<ExactCount> = matchings(victims, missing);
    while counts.last() == Some(&ExactCount::default()) {
        counts.pop();
    }
    counts
}

/// All assignments over all missing people of the case, whatever the DNA says.
pub(super) fn total(case: &DviCase) -> ExactCount {
    let everybody: Vec<usize> = (0..case.missing().len()).collect();
    by_identified(case, &everybody).iter().fold(ExactCount::default(), |sum, count| sum.plus(count))
}

/// Known sexes choose among their own and among the unknown; victims of unknown sex take what is left, whoever that is.
fn matchings(victims: [usize; 3], missing: [usize; 3]) -> Vec<ExactCount> {
    let [male, female, unknown] = [Sex::Male as usize, Sex::Female as usize, Sex::Unknown as usize];
    let everybody: usize = missing.iter().sum();
    let most = victims.iter().sum::<usize>().min(everybody);
    let mut known = vec![ExactCount::default(); most + 1];
    for taken in 0..=victims[male].min(missing[unknown]) {
        let men = one_sex(victims[male], missing[male], missing[unknown], taken..=taken);
        let women = one_sex(victims[female], missing[female], missing[unknown] - taken, 0..=usize::MAX);
        for (x, one) in men.iter().enumerate() {
            for (y, two) in women.iter().enumerate().filter(|(y, _)| x + y <= most) {
                known[x + y] = known[x + y].plus(&one.times(two));
            }
        }
    }
    let mut counts = vec![ExactCount::default(); most + 1];
    for (used, known) in known.iter().enumerate() {
        for more in 0..=victims[unknown].min(everybody - used) {
            let all = known.times(&rook(victims[unknown], everybody - used, more));
            if all != ExactCount::default() {
                counts[used + more] = counts[used + more].plus(&all);
            }
        }
    }
    counts
}

/// Matchings of victims of one sex, by how many: some to missing people of that sex, `taken` of them to the unknown.
fn one_sex(victims: usize, own: usize, unknown: usize, taken: std::ops::RangeInclusive<usize>) -> Vec<ExactCount> {
    let mut counts = vec![ExactCount::default(); victims + 1];
    for a in 0..=victims.min(own) {
        for b in 0..=(victims - a).min(unknown) {
            if taken.contains(&b) {
                let ways = rook(victims, own, a).times(&rook(victims - a, unknown, b));
                counts[a + b] = counts[a + b].plus(&ways);
            }
        }
    }
    counts
}

/// Matchings of k among n victims and m missing people when everybody fits everybody: C(n,k) C(m,k) k!.
fn rook(n: usize, m: usize, k: usize) -> ExactCount {
    // C(n,k) m!/(m-k)!, each factor of the binomial divided as soon as it divides
    let mut count = ExactCount::from(1);
    let mut divisors: Vec<u128> = (2..=k as u128).collect();
    for step in 0..k {
        let mut factor = (n - step) as u128;
        for divisor in &mut divisors {
            let common = gcd(factor, *divisor);
            factor /= common;
            *divisor /= common;
        }
        count = count.times(&ExactCount::from(factor * (m - step) as u128));
    }
    count
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_multiply_and_print_exactly() {
        let factorial = (1..=40u128).fold(ExactCount::from(1), |product, n| product.times(&ExactCount::from(n)));
        // 40!, OEIS A000142
        assert_eq!(factorial.to_string(), "815915283247897734345611269596115894272000000000");
        assert!((factorial.ln() - 110.320_639_714_757_4).abs() < 1e-9); // ln 40!, by lgamma
        assert_eq!(ExactCount::default().to_string(), "0");
        assert_eq!(ExactCount::from(7_000_000_001).plus(&ExactCount::from(999_999_999)).to_string(), "8000000000");
    }

    #[test]
    fn matchings_of_three_and_three_are_34() {
        // 1 + 9 + 18 + 6, reference/dvi: example1 and fire
        let counts: Vec<String> = matchings([3, 0, 0], [3, 0, 0]).iter().map(ToString::to_string).collect();
        assert_eq!(counts, ["1", "9", "18", "6"]);
        // two men and a woman each side: (1 + 4 + 2) (1 + 1) = 14, reference/dvi: example2
        let sum = |counts: Vec<ExactCount>| counts.iter().fold(ExactCount::default(), |sum, count| sum.plus(count));
        assert_eq!(sum(matchings([2, 1, 0], [2, 1, 0])), ExactCount::from(14));
        // everybody of unknown sex is like everybody of one sex
        assert_eq!(matchings([0, 0, 3], [1, 2, 0]), matchings([3, 0, 0], [3, 0, 0]));
        assert_eq!(matchings([1, 2, 0], [0, 0, 3]), matchings([3, 0, 0], [3, 0, 0]));
        // one man, one woman; one missing man and one of unknown sex: nobody, 3 pairs, one double
        let counts: Vec<String> = matchings([1, 1, 0], [1, 0, 1]).iter().map(ToString::to_string).collect();
        assert_eq!(counts, ["1", "3", "1"]);
    }

    #[test]
    fn binomials_divide_exactly() {
        // C(16,8) C(15,8) 8! = 12870 * 6435 * 40320
        assert_eq!(rook(16, 15, 8), ExactCount::from(12870 * 6435 * 40320));
        assert_eq!(rook(5, 3, 0), ExactCount::from(1));
    }
}
