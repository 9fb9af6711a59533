//! Tables of a family: what its relatives say about the missing person, as log10 LR by observed genotype.

use evidence::Log10Lr;

use super::{FamilyTables, GenotypeTable, TableError};
use crate::{
    Call, Marker, Observation, Pedigree, PedigreeError, PersonDraft, PersonIndex,
    likelihood::{Engine, GenotypeJoint, LikelihoodError},
};

/// A family with a missing person, and what was observed of its members.
#[derive(Clone, Copy, Debug)]
pub struct SearchedFamily<'a> {
    /// The family as drawn.
    pub pedigree: &'a Pedigree,
    /// Whom it misses.
    pub missing: PersonIndex,
    /// `[marker][person]`; the missing person may have observations of their own, such as a sample from before.
    pub observations: &'a [Vec<Observation>],
    /// Co-ancestry of all founders, the unrelated person of the second hypothesis included. In `[0, 1)`.
    pub theta: f64,
    /// Probability of drop-out in the profiles that are searched: one a marker, or empty for none.
    pub profile_dropout: &'a [f64],
}

/// Why a family has no tables.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FamilyError {
    /// Observations or drop-out probabilities do not fit the markers.
    #[error("{what} are given for {found} markers; expected {expected}, one entry a marker")]
    MarkerCount {
        /// "observations" or "drop-out probabilities".
        what: &'static str,
        /// Entries found.
        found: usize,
        /// Markers.
        expected: usize,
    },
    /// The relatives cannot have these genotypes.
    #[error(
        "marker `{marker}`: the family contradicts itself, its genotypes are impossible; check the samples or allow mutation"
    )]
    Contradiction {
        /// Marker.
        marker: String,
    },
    /// Drop-out outside `[0, 1)`.
    #[error("marker `{marker}`: drop-out of the profiles is {found}; expected a probability below 1")]
    Dropout {
        /// Marker.
        marker: String,
        /// What was given.
        found: f64,
    },
    /// The likelihood was not computed.
    #[error(transparent)]
    Likelihood(#[from] LikelihoodError),
    /// The table was refused.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The family with a stranger beside it was refused.
    #[error(transparent)]
    Pedigree(#[from] PedigreeError),
}

impl FamilyTables {
    /// The tables of a family: at each marker `LR(seen) = P(relatives, seen | the missing person) / P(relatives, seen | an
    /// unrelated person)`, each a sum over the true genotypes that explain what is seen.
    ///
    /// Without theta the two people of the second hypothesis are independent, and this is
    /// `sum P(seen | g) P(g | relatives) / sum P(seen | g) P(g)`. With theta the founders of the family and the unrelated
    /// person are drawn from one sequence. An observation that has no probability in the population weighs `-inf`;
    /// packing refuses such profiles.
    ///
    /// # Errors
    /// [`FamilyError`] naming the marker.
    ///
    /// # Source
    /// D. J. Balding, R. A. Nichols, *Forensic Sci. Int.* 64 (1994), for one sequence over all founders; search by tables
    /// is Bayes' theorem over the missing person's genotype.
    pub fn of_family(family: &SearchedFamily<'_>, markers: &[Marker]) -> Result<Self, FamilyError> {
        let expected = markers.len();
        let found = family.observations.len();
        if found != expected {
            return Err(FamilyError::MarkerCount { what: "observations", found, expected });
        }
        let found = family.profile_dropout.len();
        if found != 0 && found != expected {
            return Err(FamilyError::MarkerCount { what: "drop-out probabilities", found, expected });
        }
        let mut computing = Computing::new(family)?;
        let tables = markers.iter().enumerate().map(|(at, marker)| computing.table(marker, at));
        Ok(Self::new(tables.collect::<Result<_, _>>()?))
    }
}

/// Engines of both hypotheses, kept from marker to marker.
struct Computing<'a> {
    family: &'a SearchedFamily<'a>,
    related: Engine,
    /// The family with an unrelated person beside it, who stands last; only needed with theta.
    unrelated: Option<Engine>,
}

impl<'a> Computing<'a> {
    fn new(family: &'a SearchedFamily<'a>) -> Result<Self, FamilyError> {
        let unrelated = if family.theta > 0.0 { Some(Engine::new(&with_stranger(family.pedigree)?)) } else { None };
        Ok(Self { family, related: Engine::new(family.pedigree), unrelated })
    }

    fn table(&mut self, marker: &Marker, at: usize) -> Result<GenotypeTable, FamilyError> {
        let family = self.family;
        let dropout = family.profile_dropout.get(at).copied().unwrap_or(0.0);
        if !(0.0..1.0).contains(&dropout) {
            return Err(FamilyError::Dropout { marker: marker.name().to_string(), found: dropout });
        }
        let observations = &family.observations[at];
        let h1 = Genotypes::of(&self.related.genotype_joint(marker, observations, family.missing, family.theta)?);
        let h2 = match &mut self.unrelated {
            None => Genotypes::of_stranger(marker.frequencies(), h1.ln_total()),
            Some(engine) => {
                let mut observations = observations.clone();
                observations.push(Observation::default());
                let stranger = observations.len() - 1;
                Genotypes::of(&engine.genotype_joint(marker, &observations, stranger, family.theta)?)
            }
        };
        if h2.ln_total() == f64::NEG_INFINITY {
            return Err(FamilyError::Contradiction { marker: marker.name().to_string() });
        }
        let silent = marker.silent().map(|allele| allele.index());
        let seen = Seen { dropout, silent };
        let neutral = GenotypeTable::neutral(marker)?;
        let entry = |call| match call {
            Call::Untyped => 0.0,
            call => {
                let (ln_h1, ln_h2) = (h1.ln_seen(call, &seen), h2.ln_seen(call, &seen));
                Log10Lr::from_ln(ln_h1, ln_h2).unwrap_or(Log10Lr::EXCLUSION).get()
            }
        };
        Ok(GenotypeTable::new(marker.alleles().len(), neutral.codes().calls().map(entry).collect())?)
    }
}

/// The pedigree and one person more, without relatives, at its end.
fn with_stranger(pedigree: &Pedigree) -> Result<Pedigree, FamilyError> {
    let persons = pedigree.persons();
    let id_of = |person: Option<PersonIndex>| person.map(|person| persons[person].id.clone());
    let mut drafts: Vec<PersonDraft> = persons
        .iter()
        .map(|person| PersonDraft {
            id: person.id.clone(),
            sex: person.sex,
            father: id_of(person.father),
            mother: id_of(person.mother),
            founder_inbreeding: person.founder_inbreeding,
            twin_of: id_of(person.twin_of),
        })
        .collect();
    let mut id = "unrelated".to_string();
    while pedigree.find(&id).is_some() {
        id.push('\'');
    }
    drafts.push(PersonDraft { id, ..PersonDraft::default() });
    Pedigree::new(drafts).map_err(|mut errors| errors.swap_remove(0).into())
}

/// Joint probability of what was observed of the family and one person's genotype in no order, scaled.
struct Genotypes {
    size: usize,
    /// `[a][b]`, symmetric: both orders together where the two differ.
    cells: Vec<f64>,
    /// `[a]`: all genotypes with `a` and another allele.
    with_other: Vec<f64>,
    ln_scale: f64,
}

/// How a profile of the search shows its alleles.
struct Seen {
    dropout: f64,
    silent: Option<usize>,
}

impl Genotypes {
    fn of(joint: &GenotypeJoint) -> Self {
        Self::from_ordered(joint.size(), |a, b| joint.cell(a, b), joint.ln_scale())
    }

    /// A person drawn from the population, apart from a family whose data have probability `exp(ln_family)`.
    fn of_stranger(frequencies: &[f64], ln_family: f64) -> Self {
        Self::from_ordered(frequencies.len(), |a, b| frequencies[a] * frequencies[b], ln_family)
    }

    fn from_ordered(size: usize, ordered: impl Fn(usize, usize) -> f64, ln_scale: f64) -> Self {
        let pair = |a, b| if a == b { ordered(a, a) } else { ordered(a, b) + ordered(b, a) };
        let cells: Vec<f64> = (0..size * size).map(|at| pair(at / size, at % size)).collect();
        let others = |a: usize| (0..size).filter(move |&b| b != a);
        let with_other = (0..size).map(|a| others(a).map(|b| cells[a * size + b]).sum()).collect();
        Self { size, cells, with_other, ln_scale }
    }

    fn cell(&self, a: usize, b: usize) -> f64 {
        self.cells[a * self.size + b]
    }

    fn ln_total(&self) -> f64 {
        let total: f64 = (0..self.size).map(|a| self.cell(a, a) + self.with_other[a] / 2.0).sum();
        total.ln() + self.ln_scale
    }

    /// ln of `sum P(call | genotype) P(genotype, family)`: the same rules as for an observation of a relative.
    ///
    /// Source: relMix, one contributor (G. Dørum et al. 2015); Familias for silent alleles.
    fn ln_seen(&self, call: Call, seen: &Seen) -> f64 {
        let d = seen.dropout;
        let sum = match call {
            Call::Untyped => return self.ln_total(),
            Call::Genotype(a, b) if a != b => (1.0 - d) * (1.0 - d) * self.cell(a.index(), b.index()),
            Call::Genotype(a, _) => {
                let a = a.index();
                // a silent allele is never seen, so only the copy of `a` must not drop out
                let silent = seen.silent.map_or(0.0, |silent| self.cell(a, silent));
                let dropped = if d > 0.0 { self.with_other[a] - silent } else { 0.0 };
                (1.0 - d * d) * self.cell(a, a) + (1.0 - d) * silent + d * (1.0 - d) * dropped
            }
            Call::Partial(a) => self.cell(a.index(), a.index()) + self.with_other[a.index()],
        };
        sum.ln() + self.ln_scale
    }
}
