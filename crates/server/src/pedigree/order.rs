//! Who stands beside whom in a row: couples together, children below them, families one after the other.

use kinship::{Pedigree, PersonIndex};

use super::unions::Union;

/// The people of each row, in order.
pub fn rows(pedigree: &Pedigree, unions: &[Union], generations: &[usize]) -> Vec<Vec<PersonIndex>> {
    let count = generations.iter().copied().max().map_or(0, |last| last + 1);
    let mut seating = Seating {
        pedigree,
        unions,
        generations,
        rows: vec![Vec::new(); count],
        seated: vec![false; generations.len()],
    };
    let mut from_the_top: Vec<PersonIndex> = (0..generations.len()).collect();
    from_the_top.sort_by_key(|&person| generations[person]);
    for person in from_the_top {
        seating.seat(person);
    }
    seating.rows
}

struct Seating<'a> {
    pedigree: &'a Pedigree,
    unions: &'a [Union],
    generations: &'a [usize],
    rows: Vec<Vec<PersonIndex>>,
    seated: Vec<bool>,
}

impl Seating<'_> {
    /// Seats a person, the other parents of their children beside them, and then the children.
    fn seat(&mut self, person: PersonIndex) {
        if self.seated[person] {
            return;
        }
        let row = self.generations[person];
        let partners = self.partners(person);
        // of two partners one stands on either side, so that both lines of marriage are short
        let before = usize::from(partners.len() > 1);
        self.seated[person] = true;
        for &partner in &partners[..before] {
            self.put(partner, row);
        }
        self.rows[row].push(person);
        for &partner in &partners[before..] {
            self.put(partner, row);
        }
        let around: Vec<PersonIndex> =
            partners[..before].iter().chain([&person]).chain(&partners[before..]).copied().collect();
        for parent in around {
            for child in self.children(parent) {
                self.seat(child);
            }
        }
    }

    fn put(&mut self, person: PersonIndex, row: usize) {
        self.seated[person] = true;
        self.rows[row].push(person);
    }

    /// Other parents of the person's children who stand in the same row and have no place yet.
    fn partners(&self, person: PersonIndex) -> Vec<PersonIndex> {
        let mut partners = Vec::new();
        for union in self.unions.iter().filter(|union| union.parents.contains(&person)) {
            for &other in &union.parents {
                let is_here = self.generations[other] == self.generations[person];
                if other != person && is_here && !self.seated[other] && !partners.contains(&other) {
                    partners.push(other);
                }
            }
        }
        partners
    }

    /// Children whose partner comes from another family stand last, next to where that family will be; twins stay together.
    fn children(&self, person: PersonIndex) -> Vec<PersonIndex> {
        let unions = self.unions.iter().filter(|union| union.parents.contains(&person));
        let mut children: Vec<PersonIndex> = unions.flat_map(|union| union.children.clone()).collect();
        let marries_out = |child: PersonIndex| {
            let unions = self.unions.iter().filter(|union| union.parents.contains(&child));
            let mut others = unions.flat_map(|union| union.parents.iter().filter(|&&other| other != child));
            others.any(|&other| !self.pedigree.is_founder(other))
        };
        children.sort_by_key(|&child| {
            let eldest = self.pedigree.persons()[child].twin_of.unwrap_or(child);
            (marries_out(eldest) || marries_out(child), eldest, child)
        });
        children
    }
}
