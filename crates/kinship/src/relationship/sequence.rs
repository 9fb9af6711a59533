//! Distinct founder alleles as one Balding-Nichols sequence.

/// Probability that alleles drawn one after the other are these, in any order:
/// P(next = a | n drawn, b of them a) = (bθ + (1-θ) p_a) / (1 + (n-1)θ).
///
/// Source: D. J. Balding, R. A. Nichols, *Forensic Sci. Int.* 64 (1994) 125-140.
pub(super) fn probability(drawn: &[usize], frequencies: &[f64], theta: f64) -> f64 {
    let next = |(n, &allele): (usize, &usize)| {
        let before = drawn[..n].iter().filter(|other| **other == allele).count() as f64;
        // the first draw is p_a, also where 1 - θ rounds
        if n == 0 {
            frequencies[allele]
        } else {
            (before * theta + (1.0 - theta) * frequencies[allele]) / (1.0 + (n as f64 - 1.0) * theta)
        }
    };
    drawn.iter().enumerate().map(next).product()
}
