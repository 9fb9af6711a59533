//! What is compared: families with their missing people, and remains, held in memory.

mod check;

use evidence::Probability;
use facts::{AgeRange, PartialDate, Place, Sex};
use kinship::{Marker, Observation, Pedigree, PersonIndex};
use linkage::{
    age::AgeModel,
    sex::{SexModel, SexReading},
};

/// Position of a family in [`Register::families`].
pub type FamilyIndex = usize;
/// Position of a missing person in [`Register::missing`].
pub type MissingIndex = usize;
/// Position of remains in [`Register::remains`].
pub type RemainsIndex = usize;

/// Everything that `identify` reads. Check it with [`Register::check`]: every computation does so first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// Allele frequencies, one set of markers a population; the first is the one of whoever names none.
    ///
    /// All populations list the same markers in the same order, each marker with the same alleles in the same order, so that an
    /// observation means the same in every population. An allele that a table lacks has that table's minimum frequency.
    pub populations: Vec<Population>,
    /// Families, in the order of the input.
    pub families: Vec<Family>,
    /// Missing people, in the order of the input.
    pub missing: Vec<MissingPerson>,
    /// Remains, in the order of the input.
    pub remains: Vec<Remains>,
    /// Parameters of the computation.
    pub settings: Settings,
}

/// Allele frequencies of one population.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// Name, unique: the part after the hyphen of `frequencies-<name>.csv`; empty for `frequencies.csv`.
    pub name: String,
    /// Markers with frequencies, silent alleles and mutation.
    pub markers: Vec<Marker>,
}

/// A family: people, their parents, and what was typed of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Family {
    /// Name, unique.
    pub id: String,
    /// Position in [`Register::populations`].
    pub population: usize,
    /// Who descends from whom; missing people stand in it.
    pub pedigree: Pedigree,
    /// The role of each person in the family's words ("mother", "brother"), by person; `None` where none is told.
    pub roles: Vec<Option<String>>,
    /// What was seen, `[person][marker]`, markers in the register's order.
    pub observations: Vec<Vec<Observation>>,
    /// The missing people of the family, by their place in the pedigree.
    pub missing: Vec<PersonIndex>,
}

/// A missing person: a place in a family, and what is told of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MissingPerson {
    /// Name of the record, unique among missing people.
    pub id: String,
    /// Which family.
    pub family: FamilyIndex,
    /// Which person of the family's pedigree; also listed in [`Family::missing`].
    pub person: PersonIndex,
    /// The name as the family writes it, in any script.
    pub name: Option<String>,
    /// Sex as family and documents tell it. The sex in the pedigree counts as told by the family where none is here.
    pub sex: Vec<SexReading>,
    /// Birth date.
    pub born: Option<PartialDate>,
    /// Age when last seen, where it is told instead of a birth date, or beside it (then it is the one used).
    pub age_last_seen: Option<AgeRange>,
    /// When last seen or heard of.
    pub last_seen: Option<PartialDate>,
    /// Where last seen or heard of.
    pub place: Option<Place>,
    /// The route, in the words of the input ("Central Mediterranean").
    pub route: Option<String>,
    /// Anything else that was told, in the words of the record.
    pub circumstances: Option<String>,
}

/// Remains: what was found, and what was read of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remains {
    /// Name of the record, unique among remains.
    pub id: String,
    /// What was seen at each marker, in the register's order; with the drop-out of this sample.
    pub observations: Vec<Observation>,
    /// Every reading of sex: amelogenin, bones, documents found with them.
    pub sex: Vec<SexReading>,
    /// Age at death, as estimated.
    pub age_at_death: Option<AgeRange>,
    /// When found.
    pub found: Option<PartialDate>,
    /// Where found.
    pub place: Option<Place>,
    /// The route on which they were found, in the words of the input.
    pub route: Option<String>,
    /// Anything else that was noted.
    pub circumstances: Option<String>,
}

/// Parameters of a computation; all are repeated in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Co-ancestry of founders, in `[0, 1)`. Above 0 every family is a sum over the ways in which the alleles of its untyped founders
    /// may coincide: exact, and slow from three untyped founders on, above all for the alternatives, which draw more of them.
    pub theta: f64,
    /// Probability in `[0, 1)` that a copy of an allele drops out in remains whose sample states none of its own. The reader of a
    /// register writes it into the observations of remains; relatives are typed from fresh samples, without drop-out.
    pub dropout: f64,
    /// Mutation of each marker, in words, for the report: "extended stepwise, female 0.0005, male 0.002, range 0.1 …".
    pub mutation: String,
    /// How the prior of a pair is set.
    pub prior: Prior,
    /// Pairs with a posterior below this are left out of the report; even odds unless asked for.
    pub threshold: Probability,
    /// At most so many pairs are reported, the best ones.
    pub top: Option<usize>,
    /// Fewest markers that must be typed in remains before their DNA is used.
    pub markers_min: usize,
    /// Parameters of the item sex.
    pub sex: SexModel,
    /// Parameters of the item age.
    pub age: AgeModel,
}

/// The prior probability that certain remains are a certain missing person.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Prior {
    /// `1 / (candidates + 1)`, where candidates is the larger of the number of missing people and the number of remains:
    /// then neither the missing people of one set of remains nor the remains of one missing person sum to more than 1, and
    /// "nobody listed" keeps a share.
    #[default]
    OneOfCandidates,
    /// A stated number, the same for every pair.
    Stated(Probability),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theta: 0.0,
            dropout: 0.0,
            mutation: String::new(),
            prior: Prior::default(),
            threshold: Probability::one_of(1),
            top: None,
            markers_min: MARKERS_MIN_DEFAULT,
            sex: SexModel::default(),
            age: AgeModel::default(),
        }
    }
}

/// Fewest markers typed in remains before their DNA is used, unless asked for.
pub const MARKERS_MIN_DEFAULT: usize = 1;

/// Why a register cannot be computed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RegisterError {
    /// Two records have one name.
    #[error("{what} `{id}` stands twice; give each record a name of its own")]
    Duplicate {
        /// "family", "missing person", "remains", "population".
        what: &'static str,
        /// The name.
        id: String,
    },
    /// No frequencies.
    #[error("the register has no allele frequencies; give a table with a column for each marker")]
    NoPopulation,
    /// Populations list different markers or alleles.
    #[error(
        "population `{population}` lists other markers or alleles than `{first}` ({marker}); give both the same ones"
    )]
    UnlikePopulations {
        /// The population that differs.
        population: String,
        /// The first one.
        first: String,
        /// The marker that differs.
        marker: String,
    },
    /// An observation list is too short or too long, or names an allele that does not exist.
    #[error("{what} `{id}`: observations do not fit the markers of the register ({detail})")]
    Observations {
        /// "family" or "remains".
        what: &'static str,
        /// The name.
        id: String,
        /// What does not fit.
        detail: String,
    },
    /// A missing person points outside the register or to somebody who is not missing in that family.
    #[error(
        "missing person `{id}` does not stand among the missing people of a family; give family and person as the family's table does"
    )]
    NoSuchPerson {
        /// The name.
        id: String,
    },
    /// A family names a population that does not exist.
    #[error(
        "family `{id}` names a population without frequencies; add `frequencies-<population>.csv` or leave the field empty"
    )]
    NoSuchPopulation {
        /// The family.
        id: String,
    },
    /// A parameter is outside its range.
    #[error("`{name}` is {found}; expected {expected}")]
    Setting {
        /// Which.
        name: &'static str,
        /// What was read.
        found: f64,
        /// The range.
        expected: &'static str,
    },
}

impl MissingPerson {
    /// The age when last seen: as told, or else from the dates of birth and of being last seen, in completed years.
    #[must_use]
    pub fn age(&self) -> Option<AgeRange> {
        if self.age_last_seen.is_some() {
            return self.age_last_seen;
        }
        let (born, seen) = (self.born?, self.last_seen?);
        let years = |days: i32| (f64::from(days) / DAYS_PER_YEAR).floor();
        let youngest = years(seen.first_day() - born.last_day()).max(0.0);
        AgeRange::new(youngest, years(seen.last_day() - born.first_day()))
    }
}

/// Days of a mean Gregorian year.
pub const DAYS_PER_YEAR: f64 = 365.2425;

impl Register {
    /// The markers of a family's population.
    #[must_use]
    pub fn markers(&self, family: &Family) -> &[Marker] {
        self.populations.get(family.population).map_or(&[], |population| &population.markers)
    }

    /// The prior of a pair, and the number of candidates behind it.
    #[must_use]
    pub fn prior(&self) -> (Probability, usize) {
        let candidates = self.missing.len().max(self.remains.len());
        match self.settings.prior {
            Prior::OneOfCandidates => (Probability::one_of(candidates), candidates),
            Prior::Stated(prior) => (prior, candidates),
        }
    }

    /// The readings of sex of a missing person: those of the record, else the pedigree's.
    #[must_use]
    pub fn sex_readings(&self, missing: &MissingPerson) -> Vec<SexReading> {
        let by = linkage::sex::ReadBy::Family;
        let mut readings = missing.sex.clone();
        if !readings.iter().any(|reading| reading.by == by && reading.sex != Sex::Unknown) {
            let sex = self.families[missing.family].pedigree.persons()[missing.person].sex;
            readings.push(SexReading { by, sex });
        }
        readings.retain(|reading| reading.sex != Sex::Unknown);
        readings
    }
}
