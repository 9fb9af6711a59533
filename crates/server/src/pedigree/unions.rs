//! Who had children with whom.

use kinship::{Pedigree, PersonIndex};

/// One or two parents and their children.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// One or two people.
    pub parents: Vec<PersonIndex>,
    /// Their children, in the order of the pedigree.
    pub children: Vec<PersonIndex>,
}

/// All unions, in the order of their first child.
pub fn of(pedigree: &Pedigree) -> Vec<Union> {
    let mut unions: Vec<Union> = Vec::new();
    for (child, person) in pedigree.persons().iter().enumerate() {
        let parents: Vec<PersonIndex> = person.father.into_iter().chain(person.mother).collect();
        if parents.is_empty() {
            continue;
        }
        match unions.iter_mut().find(|union| union.parents == parents) {
            Some(union) => union.children.push(child),
            None => unions.push(Union { parents, children: vec![child] }),
        }
    }
    unions
}
