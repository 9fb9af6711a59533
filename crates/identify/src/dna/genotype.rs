//! The genotype of one person at one marker, given the relatives, beside that of a stranger.

use evidence::Log10Lr;
use kinship::{
    AlleleIndex, Call, Marker, Observation, PersonIndex,
    likelihood::{Engine, GenotypeJoint, LikelihoodError},
};

/// P(genotype | relatives) of a person and of a stranger, by unordered genotype.
///
/// The weight of any observation is one sum over each: `Σ_G P(seen | G) P(G | relatives) / Σ_G P(seen | G) P(G | stranger)`, so
/// that one elimination a marker serves every sample, whatever its drop-out.
#[derive(Clone, Debug, PartialEq)]
pub struct GenotypeShares {
    size: usize,
    silent: Option<usize>,
    /// By [`slot`]; each sums to 1.
    person: Vec<f64>,
    stranger: Vec<f64>,
}

/// Engines of a family, and of the same family with a stranger beside it.
#[derive(Debug)]
pub struct Engines {
    family: Engine,
    /// Only needed where theta makes a stranger's alleles depend on the family's.
    with_stranger: Option<(Engine, PersonIndex)>,
    theta: f64,
}

impl Engines {
    /// Engines for a pedigree; `with_stranger` is needed where theta is above 0.
    #[must_use]
    pub fn new(pedigree: &kinship::Pedigree, theta: f64) -> Self {
        let with_stranger = if theta > 0.0 { super::pedigrees::with_stranger(pedigree) } else { None };
        let with_stranger = with_stranger.map(|(pedigree, stranger)| (Engine::new(&pedigree), stranger));
        Self { family: Engine::new(pedigree), with_stranger, theta }
    }

    /// The shares of `person` at a marker; `None` where the relatives' observations contradict the pedigree.
    ///
    /// # Errors
    /// [`LikelihoodError`].
    pub fn shares(
        &mut self,
        marker: &Marker,
        observations: &[Observation],
        person: PersonIndex,
    ) -> Result<Option<GenotypeShares>, LikelihoodError> {
        let joint = self.family.genotype_joint(marker, observations, person, self.theta)?;
        let Some(person) = unordered(&joint) else { return Ok(None) };
        let stranger = match &mut self.with_stranger {
            None => Some(founder_shares(marker)),
            Some((engine, stranger)) => {
                let mut all = observations.to_vec();
                all.push(Observation::default());
                unordered(&engine.genotype_joint(marker, &all, *stranger, self.theta)?)
            }
        };
        let silent = marker.silent().map(AlleleIndex::index);
        Ok(stranger.map(|stranger| GenotypeShares { size: joint.size(), silent, person, stranger }))
    }
}

impl GenotypeShares {
    /// Weight of what was seen; `None` where it can be neither this person's nor a stranger's.
    ///
    /// # Source
    /// Bayes' theorem over the unknown genotype; P(seen | genotype) as in [`seen_probability`].
    #[must_use]
    pub fn weigh(&self, seen: &Observation) -> Option<Log10Lr> {
        if seen.call == Call::Untyped {
            return Some(Log10Lr::NEUTRAL);
        }
        let (mut person, mut stranger) = (0.0, 0.0);
        explain(seen, self.size, self.silent, &mut |a, b, chance| {
            person += chance * self.person[slot(a, b)];
            stranger += chance * self.stranger[slot(a, b)];
        });
        if stranger > 0.0 { Log10Lr::from_ratio(person / stranger) } else { None }
    }
}

/// Position of the genotype of alleles `a` and `b` in a list by unordered genotype.
#[must_use]
pub fn slot(a: usize, b: usize) -> usize {
    let (low, high) = (a.min(b), a.max(b));
    high * (high + 1) / 2 + low
}

/// Calls `each(a, b, P(seen | a/b))` for every unordered genotype that explains an observation.
///
/// The probabilities are those of `kinship::likelihood`: relMix with one contributor (G. Dørum et al. 2015) for drop-out, and
/// a silent allele is never seen. Checked against the engine in the tests.
pub fn explain(seen: &Observation, size: usize, silent: Option<usize>, each: &mut dyn FnMut(usize, usize, f64)) {
    let kept = 1.0 - seen.dropout;
    match seen.call {
        Call::Untyped => {}
        Call::Genotype(a, b) if a != b => each(a.index(), b.index(), kept * kept),
        Call::Genotype(a, _) => {
            let a = a.index();
            each(a, a, 1.0 - seen.dropout * seen.dropout);
            if silent.is_some() || seen.dropout > 0.0 {
                for other in (0..size).filter(|&other| other != a) {
                    each(a, other, if silent == Some(other) { kept } else { seen.dropout * kept });
                }
            }
        }
        Call::Partial(a) => (0..size).for_each(|other| each(a.index(), other, 1.0)),
    }
}

/// P(seen | genotype a/b), the same model as [`explain`].
///
/// # Source
/// G. Dørum et al., *Int. J. Legal Med.* (2015), relMix: d(1-d), 1-d², (1-d)².
#[must_use]
pub fn seen_probability(seen: &Observation, silent: Option<usize>, a: usize, b: usize) -> f64 {
    let kept = 1.0 - seen.dropout;
    match seen.call {
        Call::Untyped => 1.0,
        Call::Genotype(one, two) if one != two => {
            let (one, two) = (one.index(), two.index());
            f64::from(u8::from((a, b) == (one, two) || (a, b) == (two, one))) * kept * kept
        }
        Call::Genotype(one, _) => match (a == one.index(), b == one.index()) {
            (true, true) => 1.0 - seen.dropout * seen.dropout,
            (false, false) => 0.0,
            (true, false) if silent == Some(b) => kept,
            (false, true) if silent == Some(a) => kept,
            _ => seen.dropout * kept,
        },
        Call::Partial(one) => f64::from(u8::from(a == one.index() || b == one.index())),
    }
}

/// Shares of the unordered genotypes of a founder in Hardy-Weinberg proportions.
#[must_use]
pub fn founder_shares(marker: &Marker) -> Vec<f64> {
    let frequencies = marker.frequencies();
    let pairs = (0..frequencies.len()).flat_map(|high| (0..=high).map(move |low| (low, high)));
    pairs.map(|(a, b)| frequencies[a] * frequencies[b] * if a == b { 1.0 } else { 2.0 }).collect()
}

fn unordered(joint: &GenotypeJoint) -> Option<Vec<f64>> {
    let size = joint.size();
    let pairs = (0..size).flat_map(|high| (0..=high).map(move |low| (low, high)));
    let mut shares: Vec<f64> =
        pairs.map(|(a, b)| if a == b { joint.cell(a, a) } else { joint.cell(a, b) + joint.cell(b, a) }).collect();
    let total: f64 = shares.iter().sum();
    if total <= 0.0 {
        return None;
    }
    shares.iter_mut().for_each(|share| *share /= total);
    Some(shares)
}

#[cfg(test)]
mod tests {
    use facts::Sex;
    use kinship::{
        AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
        likelihood::ln_likelihood,
        mutation::{MutationBySex, MutationModel, MutationSpec},
    };
    use proptest::prelude::*;

    use super::{Engines, explain, seen_probability};
    use crate::dna::pedigrees::with_stranger;

    fn marker(silent: Option<f64>, is_mutating: bool) -> Marker {
        let names: Vec<AlleleName> = ["8", "9", "9.3", "10"].map(|name| AlleleName::new(name).unwrap()).to_vec();
        let rest = 1.0 - silent.unwrap_or(0.0);
        let frequencies: Vec<f64> = [0.1, 0.2, 0.3, 0.4].map(|frequency| frequency * rest).to_vec();
        let marker = Marker::with_silent("M", names.clone(), frequencies.clone(), silent).unwrap();
        if !is_mutating {
            return marker;
        }
        let model = MutationModel::Stepwise { range: 0.1, microvariant_rate: 1e-4 };
        let by_sex =
            MutationBySex { female: MutationSpec::new(model.clone(), 0.001), male: MutationSpec::new(model, 0.003) };
        marker.with_mutation(by_sex.build(&names, &frequencies, silent.is_some()).unwrap().unwrap()).unwrap()
    }

    /// Mother and her full sibling typed, the missing child and its father not.
    fn family() -> Pedigree {
        let draft = |id: &str, sex, parents: Option<[&str; 2]>| PersonDraft {
            id: id.into(),
            sex,
            father: parents.map(|parents| parents[0].into()),
            mother: parents.map(|parents| parents[1].into()),
            ..PersonDraft::default()
        };
        Pedigree::new(vec![
            draft("missing", Sex::Male, Some(["father", "mother"])),
            draft("mother", Sex::Female, Some(["grandfather", "grandmother"])),
            draft("aunt", Sex::Female, Some(["grandfather", "grandmother"])),
            draft("father", Sex::Male, None),
            draft("grandfather", Sex::Male, None),
            draft("grandmother", Sex::Female, None),
        ])
        .unwrap()
    }

    fn call() -> impl Strategy<Value = Call> {
        let allele = || (0u16..4).prop_map(AlleleIndex);
        prop_oneof![
            6 => (allele(), allele()).prop_map(|(a, b)| Call::Genotype(a, b)),
            1 => allele().prop_map(Call::Partial),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The sum over genotypes equals two whole likelihoods, whatever theta, silent allele, drop-out and mutation.
        #[test]
        fn the_weight_is_that_of_the_full_engine(
            mother in call(), aunt in call(), seen in call(), dropout in prop_oneof![Just(0.0), 0.0f64..0.4],
            theta in prop_oneof![Just(0.0), Just(0.03)], silent in prop_oneof![Just(None), Just(Some(0.02))], is_mutating in any::<bool>(),
        ) {
            let (pedigree, marker) = (family(), marker(silent, is_mutating));
            let mut observations = vec![Observation::default(); 6];
            observations[1].call = mother;
            observations[2].call = aunt;
            let seen = Observation { call: seen, dropout };
            let found = Engines::new(&pedigree, theta).shares(&marker, &observations, 0).unwrap();
            let found = found.and_then(|shares| shares.weigh(&seen));
            let mut same = observations.clone();
            same[0] = seen;
            let ln_same = ln_likelihood(&pedigree, &marker, &same, theta).unwrap();
            let mut apart = observations.clone();
            apart.push(seen);
            let ln_apart = ln_likelihood(&with_stranger(&pedigree).unwrap().0, &marker, &apart, theta).unwrap();
            let expected = evidence::Log10Lr::from_ln(ln_same, ln_apart);
            match (found, expected) {
                (Some(found), Some(expected)) if expected.is_exclusion() => prop_assert!(found.get() < -12.0),
                (Some(found), Some(expected)) => prop_assert!((found.get() - expected.get()).abs() < 1e-9, "{found:?} {expected:?}"),
                // what the relatives themselves cannot be has no weight either way
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }

        /// What explains an observation, and how likely each genotype shows it, are one model.
        #[test]
        fn both_forms_of_the_model_agree(seen in call(), dropout in 0.0f64..0.5, silent in prop_oneof![Just(None), Just(Some(4usize))]) {
            let seen = Observation { call: seen, dropout };
            let size = if silent.is_some() { 5 } else { 4 };
            let mut explained = vec![0.0; size * size];
            explain(&seen, size, silent, &mut |a, b, chance| explained[a.max(b) * size + a.min(b)] += chance);
            for high in 0..size {
                for low in 0..=high {
                    let chance = seen_probability(&seen, silent, low, high);
                    prop_assert!((explained[high * size + low] - chance).abs() < 1e-15, "{low}/{high}");
                    prop_assert_eq!(chance, seen_probability(&seen, silent, high, low));
                }
            }
        }
    }
}
