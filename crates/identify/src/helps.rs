//! What is not known of a pair, and whose sample would help most.

use kinship::{Call, PersonIndex, ibd::KinshipTable};

use crate::{
    dna::samples::typed_count,
    items::Items,
    proposal::{HelpfulRelative, Helps},
    register::{MissingIndex, Register, RemainsIndex},
};

/// Relatives closer than this are listed: a first cousin's sample (1/16) still helps, a second cousin's hardly.
pub const KINSHIP_MIN: f64 = 1.0 / 16.0;

/// What is missing in a pair. Relatives who were not typed are listed by their kinship coefficient with the missing person, which
/// ranks the expected weight of a sample (more alleles shared by descent, more weight); equals stand in the pedigree's order.
#[must_use]
pub fn helps(register: &Register, items: &Items<'_>, missing: MissingIndex, remains: RemainsIndex) -> Helps {
    let person = register.missing[missing].person;
    let family = &register.families[register.missing[missing].family];
    let is_typed = |person: PersonIndex| family.observations[person].iter().any(|seen| seen.call != Call::Untyped);
    let others = (0..family.pedigree.persons().len()).filter(|other| !family.missing.contains(other));
    let (typed, untyped): (Vec<_>, Vec<_>) = others.partition(|&other| is_typed(other));
    let table = KinshipTable::new(&family.pedigree);
    let mut relatives: Vec<HelpfulRelative> = untyped
        .into_iter()
        .map(|other| HelpfulRelative {
            person: other,
            id: family.pedigree.persons()[other].id.clone(),
            kinship: table.get(person, other),
        })
        .filter(|relative| relative.kinship >= KINSHIP_MIN)
        .collect();
    relatives.sort_by(|one, two| two.kinship.total_cmp(&one.kinship));
    Helps {
        markers_typed: typed_count(&register.remains[remains]),
        markers: register.remains[remains].observations.len(),
        relatives_typed: typed.len(),
        items_missing: items.unknown(missing, remains),
        relatives,
    }
}
