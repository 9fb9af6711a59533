//! Kinship coefficients of everybody with everybody.

use super::genome::Genomes;
use crate::{Pedigree, PersonIndex};

/// Kinship coefficients `[person][person]`, in the order of the pedigree's list.
#[derive(Clone, Debug, PartialEq)]
pub struct KinshipTable {
    count: usize,
    coefficients: Vec<f64>,
}

impl KinshipTable {
    /// Computes all pairs, from the founders down.
    ///
    /// With oneself `(1 + inbreeding) / 2`; with anybody who is no descendant the mean over the parents.
    ///
    /// # Source
    /// K. Lange, *Mathematical and Statistical Methods for Genetic Analysis* (2002), section 5.2.
    #[must_use]
    pub fn new(pedigree: &Pedigree) -> Self {
        let genomes = Genomes::new(pedigree);
        let count = pedigree.persons().len();
        let mut table = Self { count, coefficients: vec![0.0; count * count] };
        for (done, &person) in genomes.order.iter().enumerate() {
            let [father, mother] = genomes.parents[person];
            let with = |other: PersonIndex| {
                let through = |parent: Option<PersonIndex>| parent.map_or(0.0, |at| table.get(at, other));
                0.5 * (through(father) + through(mother))
            };
            let others: Vec<(PersonIndex, f64)> =
                genomes.order[..done].iter().map(|&other| (other, with(other))).collect();
            let inbreeding = match (father, mother) {
                (Some(father), Some(mother)) => table.get(father, mother),
                (None, None) => pedigree.persons()[person].founder_inbreeding,
                _ => 0.0,
            };
            for (other, coefficient) in others {
                table.coefficients[person * count + other] = coefficient;
                table.coefficients[other * count + person] = coefficient;
            }
            table.coefficients[person * count + person] = 0.5 * (1.0 + inbreeding);
        }
        let of = |a: PersonIndex, b: PersonIndex| table.get(genomes.of[a], genomes.of[b]);
        let coefficients = (0..count * count).map(|at| of(at / count, at % count)).collect();
        Self { count, coefficients }
    }

    /// Probability that an allele drawn from each of two people is the same by descent.
    ///
    /// # Source
    /// K. Lange (2002), section 5.2.
    ///
    /// # Panics
    /// Where a person is not in the pedigree.
    #[must_use]
    pub fn get(&self, a: PersonIndex, b: PersonIndex) -> f64 {
        self.coefficients[a * self.count + b]
    }

    /// Probability that the two alleles of a person are the same by descent.
    ///
    /// # Source
    /// K. Lange (2002), section 5.2.
    ///
    /// # Panics
    /// Where the person is not in the pedigree.
    #[must_use]
    pub fn inbreeding(&self, person: PersonIndex) -> f64 {
        2.0 * self.get(person, person) - 1.0
    }
}
