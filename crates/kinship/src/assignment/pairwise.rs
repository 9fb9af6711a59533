//! Each victim against each missing person, the other victims aside.

use rayon::prelude::*;

use super::{
    DviCase, DviError, MutationUse, Pair,
    enumerate::family_table,
    family_likelihood::FamilyLikelihood,
    mutation_use::MarkerSets,
    table::{FamilyTable, snap},
    victims::VictimGenotypes,
};

/// Likelihood ratio of "the victim is that missing person" against "the victim is related to nobody in the family".
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PairwiseLr {
    /// The sexes differ: not computed.
    SexDiffers,
    /// The family contradicts itself: 0 : 0.
    Undefined,
    /// Natural logarithm of the ratio; `-inf` for 0.
    Ln(f64),
}

impl PairwiseLr {
    /// The ratio, where it is defined.
    ///
    /// # Source
    /// The definition of [`PairwiseLr`].
    #[must_use]
    pub fn ratio(self) -> Option<f64> {
        match self {
            Self::Ln(ln) => Some(ln.exp()),
            Self::SexDiffers | Self::Undefined => None,
        }
    }
}

/// What the families say, one by one.
#[derive(Debug)]
pub(super) struct FamilyResults {
    /// `[victim][missing]`
    pub(super) pairwise: Vec<Vec<PairwiseLr>>,
    /// `[victim][missing]`: markers impossible without mutation; `None` where sexes differ.
    pub(super) exclusions: Vec<Vec<Option<u32>>>,
    /// Families whose relatives have likelihood 0, ascending.
    pub(super) contradicted: Vec<usize>,
    /// Of the other families, in order.
    pub(super) tables: Vec<FamilyTable>,
    /// ln P(relatives of the other families and victims | nobody is identified)
    pub(super) ln_nobody: f64,
}

/// One family's part of [`FamilyResults`].
struct Part {
    /// (pair, ratio, impossible markers), by missing person, then victim.
    pairs: Vec<(Pair, PairwiseLr, u32)>,
    ln_own: f64,
    table: Option<FamilyTable>,
}

pub(super) fn family_results(
    case: &DviCase,
    mutation: MutationUse,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<FamilyResults, DviError> {
    let victims = VictimGenotypes::new(case)?;
    let markers = MarkerSets::new(case.markers());
    let parts: Vec<Part> = (0..case.families().len())
        .into_par_iter()
        .map(|family| family_part(case, family, mutation, &markers, &victims, progress))
        .collect::<Result<_, _>>()?;
    let (rows, columns) = (case.victims().len(), case.missing().len());
    let mut results = FamilyResults {
        pairwise: vec![vec![PairwiseLr::SexDiffers; columns]; rows],
        exclusions: vec![vec![None; columns]; rows],
        contradicted: Vec::new(),
        tables: Vec::new(),
        ln_nobody: (0..rows).map(|victim| victims.ln_unrelated(victim)).sum(),
    };
    for (family, part) in parts.into_iter().enumerate() {
        for (pair, ratio, impossible) in part.pairs {
            results.pairwise[pair.victim][pair.missing] = ratio;
            results.exclusions[pair.victim][pair.missing] = Some(impossible);
        }
        match part.table {
            Some(table) => {
                results.ln_nobody += part.ln_own;
                results.tables.push(table);
            }
            None => results.contradicted.push(family),
        }
    }
    snap(&mut results.tables);
    Ok(results)
}

fn family_part(
    case: &DviCase,
    family: usize,
    mutation: MutationUse,
    markers: &MarkerSets,
    victims: &VictimGenotypes,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Part, DviError> {
    let mut off = FamilyLikelihood::new(case, family, &markers.off, victims)?;
    let is_off = match mutation {
        MutationUse::Given => !markers.mutates(),
        MutationUse::Off => true,
        MutationUse::OffWhereConsistent => !markers.mutates() || off.ln_own() > f64::NEG_INFINITY,
    };
    let mut pairs = Vec::new();
    for missing in (0..case.missing().len()).filter(|&missing| case.missing()[missing].family == family) {
        for victim in (0..case.victims().len()).filter(|&victim| case.is_sex_consistent(victim, missing)) {
            let pair = Pair { missing, victim };
            pairs.push((pair, off.impossible_count(&[pair])?));
        }
    }
    let mut likelihood = if is_off { off } else { FamilyLikelihood::new(case, family, &markers.given, victims)? };
    let ln_own = likelihood.ln_own();
    if ln_own == f64::NEG_INFINITY {
        let undefined = |(pair, impossible)| (pair, PairwiseLr::Undefined, impossible);
        return Ok(Part { pairs: pairs.into_iter().map(undefined).collect(), ln_own, table: None });
    }
    let mut part = Part { pairs: Vec::new(), ln_own, table: None };
    let mut singles = Vec::new();
    for (pair, impossible) in pairs {
        let ln = likelihood.ln_ratio(&[pair])?;
        singles.extend(ln.map(|ln| (pair, ln)));
        part.pairs.push((pair, PairwiseLr::Ln(ln.unwrap_or(f64::NEG_INFINITY)), impossible));
        progress(1);
    }
    part.table = Some(family_table(case, family, singles, &likelihood, progress)?);
    Ok(part)
}
