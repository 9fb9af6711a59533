//! What is not known of a pair, and whose sample would help most.

use kinship::{Call, Pedigree, PersonIndex};

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
    let mut relatives: Vec<HelpfulRelative> = untyped
        .into_iter()
        .map(|other| HelpfulRelative {
            person: other,
            id: family.pedigree.persons()[other].id.clone(),
            kinship: kinship_coefficient(&family.pedigree, person, other),
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

/// Probability that an allele drawn from each of two people is one by descent.
///
/// # Source
/// K. Lange, *Mathematical and Statistical Methods for Genetic Analysis* (2002), ch. 5: parents before children, each
/// coefficient half the sum of those of the younger one's parents.
#[must_use]
pub fn kinship_coefficient(pedigree: &Pedigree, one: PersonIndex, two: PersonIndex) -> f64 {
    let persons = pedigree.persons();
    let genome = |person: PersonIndex| persons[person].twin_of.filter(|&twin| twin < person).unwrap_or(person);
    let count = persons.len();
    let mut phi = vec![0.0; count * count];
    for (place, &younger) in pedigree.parents_first().iter().enumerate() {
        let parents = [persons[younger].father, persons[younger].mother];
        let with = |phi: &[f64], other: PersonIndex| -> f64 {
            parents.iter().flatten().map(|&parent| phi[parent * count + other]).sum::<f64>() / 2.0
        };
        for &elder in &pedigree.parents_first()[..place] {
            let value = with(&phi, elder);
            phi[younger * count + elder] = value;
            phi[elder * count + younger] = value;
        }
        let inbreeding = match parents {
            [Some(father), Some(mother)] => phi[father * count + mother],
            _ => persons[younger].founder_inbreeding,
        };
        phi[younger * count + younger] = f64::midpoint(1.0, inbreeding);
    }
    let (one, two) = (genome(one), genome(two));
    phi[one * count + two]
}

#[cfg(test)]
mod tests {
    use facts::Sex;
    use kinship::{Pedigree, PersonDraft};

    use super::kinship_coefficient;

    #[test]
    fn coefficients_of_close_relatives_are_the_published_ones() {
        let draft = |id: &str, sex, parents: Option<(&str, &str)>| PersonDraft {
            id: id.into(),
            sex,
            father: parents.map(|parents| parents.0.into()),
            mother: parents.map(|parents| parents.1.into()),
            ..PersonDraft::default()
        };
        let pedigree = Pedigree::new(vec![
            draft("child", Sex::Male, Some(("son", "wife"))),
            draft("son", Sex::Male, Some(("father", "mother"))),
            draft("daughter", Sex::Female, Some(("father", "mother"))),
            draft("father", Sex::Male, None),
            draft("mother", Sex::Female, None),
            draft("wife", Sex::Female, None),
        ])
        .unwrap();
        let phi = |one: &str, two: &str| {
            kinship_coefficient(&pedigree, pedigree.find(one).unwrap(), pedigree.find(two).unwrap())
        };
        // self 1/2, parent and full sibling 1/4, uncle and grandparent 1/8, couple 0
        assert_eq!([phi("son", "son"), phi("son", "father"), phi("son", "daughter")], [0.5, 0.25, 0.25]);
        assert_eq!([phi("child", "daughter"), phi("child", "father"), phi("father", "mother")], [0.125, 0.125, 0.0]);
    }
}
