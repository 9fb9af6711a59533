//! Genomes of a pedigree: identical twins have one.

use crate::{Pedigree, PersonIndex};

/// Who has which genome, and where it comes from.
pub(super) struct Genomes {
    /// By person: the person who stands for their genome, the first of the twins in the list.
    pub of: Vec<PersonIndex>,
    /// By person: father's and mother's genome.
    pub parents: Vec<[Option<PersonIndex>; 2]>,
    /// Genomes, parents before children.
    pub order: Vec<PersonIndex>,
}

impl Genomes {
    pub fn new(pedigree: &Pedigree) -> Self {
        let persons = pedigree.persons();
        let mut of: Vec<PersonIndex> = (0..persons.len()).collect();
        // twins may be named in chains and circles; the lowest index wins after at most as many rounds as people
        loop {
            let before = of.clone();
            for (person, twin) in persons.iter().enumerate().filter_map(|(at, person)| Some((at, person.twin_of?))) {
                let first = of[person].min(of[twin]);
                (of[person], of[twin]) = (first, first);
            }
            if of == before {
                break;
            }
        }
        let parents = persons.iter().map(|p| [p.father, p.mother].map(|parent| parent.map(|at| of[at]))).collect();
        let order = parents_first(&of, pedigree);
        Self { of, parents, order }
    }
}

/// Twins have the same parents, so the first twin may take the place of the one that is ready.
fn parents_first(of: &[PersonIndex], pedigree: &Pedigree) -> Vec<PersonIndex> {
    let mut placed = vec![false; of.len()];
    let genomes = pedigree.parents_first().iter().map(|&person| of[person]);
    genomes.filter(|&genome| !std::mem::replace(&mut placed[genome], true)).collect()
}
