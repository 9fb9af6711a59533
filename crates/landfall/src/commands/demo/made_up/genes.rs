//! Genotypes that fall down a pedigree, mutations included.

use kinship::{Marker, Pedigree, PersonIndex, mutation::TransitionMatrix};

use super::random::Random;

/// True alleles, `[marker]`: paternal, maternal.
pub type Genotype = Vec<[u16; 2]>;

/// Genotypes of everybody in a pedigree: founders from the frequencies, children by Mendel's rules and the mutation matrices
/// of the same markers that the likelihoods use.
pub fn gene_drop(pedigree: &Pedigree, markers: &[Marker], random: &mut Random) -> Vec<Genotype> {
    let mut people: Vec<Genotype> = vec![Vec::new(); pedigree.persons().len()];
    for &person in pedigree.parents_first() {
        let parents = (pedigree.persons()[person].father, pedigree.persons()[person].mother);
        people[person] = child(&people, parents, markers, random);
    }
    people
}

/// One more child of two people of the family; a parent who is not given is drawn from the population.
pub fn child(
    people: &[Genotype],
    (father, mother): (Option<PersonIndex>, Option<PersonIndex>),
    markers: &[Marker],
    random: &mut Random,
) -> Genotype {
    let mut genotype = Genotype::with_capacity(markers.len());
    for (index, marker) in markers.iter().enumerate() {
        let mut from = |parent: Option<PersonIndex>, matrix: Option<&TransitionMatrix>| match parent {
            None => random.weighted(marker.frequencies().iter().copied()) as u16,
            Some(parent) => {
                let passed = people[parent][index][usize::from(random.chance(0.5))];
                matrix.map_or(passed, |matrix| random.weighted(matrix.row(usize::from(passed)).iter().copied()) as u16)
            }
        };
        let father = from(father, marker.mutation().map(|mutation| &mutation.male));
        let mother = from(mother, marker.mutation().map(|mutation| &mutation.female));
        genotype.push([father, mother]);
    }
    genotype
}

/// Somebody of the population.
pub fn stranger(markers: &[Marker], random: &mut Random) -> Genotype {
    child(&[], (None, None), markers, random)
}
