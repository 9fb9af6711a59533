//! Jacquard's coefficients by following the four alleles of a pair up the pedigree.
//!
//! The four alleles of a pair start as four *lines*. People are visited children first; where a person holds lines,
//! each line is at one of the person's two alleles, chosen with 1/2 unless it is known which, and lines at one allele
//! become one line, which goes on to the parent from whom that allele came. What is kept is a distribution over
//! (which of the four are one line, where each line is): exact, and small, since a line is at one person at a time.

use std::collections::BTreeMap;

use super::{IbdError, Jacquard, genome::Genomes};
use crate::{Pedigree, PersonIndex};

/// Most states kept at once. Forty people take thousands at most.
pub const STATE_COUNT_MAX: usize = 2_000_000;

/// Where a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Past the last ancestor where it could meet another.
    Gone,
    /// At the allele that a person got from the father (0) or the mother (1).
    Side(PersonIndex, usize),
    /// At either allele of a person, each with 1/2.
    Person(PersonIndex),
}

/// The four alleles a1, a2, b1, b2: which line each is on, numbered by first use, and where the lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    line: [u8; 4],
    place: [Place; 4],
}

impl State {
    /// Numbers lines by first use; alleles whose `line` is equal share a line.
    fn new(line: [u8; 4], place_of: impl Fn(u8) -> Place) -> Self {
        let mut numbers: Vec<u8> = Vec::with_capacity(4);
        let mut state = Self { line: [0; 4], place: [Place::Gone; 4] };
        for (allele, old) in line.into_iter().enumerate() {
            let number = numbers.iter().position(|&seen| seen == old).unwrap_or_else(|| {
                numbers.push(old);
                numbers.len() - 1
            });
            state.line[allele] = number as u8;
            state.place[number] = place_of(old);
        }
        state
    }

    fn line_count(&self) -> usize {
        self.line.iter().max().map_or(0, |last| usize::from(*last) + 1)
    }
}

/// The nine condensed identity coefficients of two people, who may be one and the same, twins, or each other's ancestors.
///
/// # Errors
/// [`IbdError::UnknownPerson`]; [`IbdError::TooManyStates`] beyond [`STATE_COUNT_MAX`].
///
/// # Source
/// A. Jacquard (1974), ch. 6, for the coefficients; the way up is that of E. A. Thompson, *Pedigree Analysis in Human
/// Genetics* (1986), ch. 3. G. Karigl, *Ann. Hum. Genet.* 45 (1981) 299-305 computes the same numbers from kinship of four.
pub fn jacquard(pedigree: &Pedigree, a: PersonIndex, b: PersonIndex) -> Result<Jacquard, IbdError> {
    jacquard_within(pedigree, a, b, STATE_COUNT_MAX)
}

fn jacquard_within(pedigree: &Pedigree, a: PersonIndex, b: PersonIndex, max: usize) -> Result<Jacquard, IbdError> {
    let count = pedigree.persons().len();
    if let Some(found) = [a, b].into_iter().find(|&person| person >= count) {
        return Err(IbdError::UnknownPerson { found, count });
    }
    let mut genomes = Genomes::new(pedigree);
    let (a, b) = (genomes.of[a], genomes.of[b]);
    drop_where_nothing_meets(&mut genomes, [a, b]);
    // two persons of one genome begin on the same lines
    let second = if a == b { 0 } else { 2 };
    let starts = [Place::Side(a, 0), Place::Side(a, 1), Place::Side(b, 0), Place::Side(b, 1)];
    let start = State::new([0, 1, second, second + 1], |line| starts[usize::from(line)]);
    let mut states = BTreeMap::from([(start, 1.0)]);
    for &person in genomes.order.iter().rev() {
        let inbreeding = pedigree.persons()[person].founder_inbreeding;
        let mut next = BTreeMap::new();
        for (state, probability) in states {
            visit(&state, person, genomes.parents[person], inbreeding, &mut |state, share| {
                *next.entry(state).or_insert(0.0) += probability * share;
            });
        }
        if next.len() > max {
            return Err(IbdError::TooManyStates { max });
        }
        states = next;
    }
    let mut coefficients = [0.0; 9];
    states.iter().for_each(|(state, probability)| coefficients[condensed(state.line)] += probability);
    Ok(Jacquard::from_distribution(coefficients))
}

/// Cuts the ancestors in whom no two lines can meet: they have one child towards the pair, and so have all above them.
fn drop_where_nothing_meets(genomes: &mut Genomes, pair: [PersonIndex; 2]) {
    let mut children = vec![0; genomes.of.len()];
    let mut leads_to_pair = vec![false; genomes.of.len()];
    pair.into_iter().for_each(|person| leads_to_pair[person] = true);
    for &person in genomes.order.iter().rev() {
        if leads_to_pair[person] {
            for parent in genomes.parents[person].into_iter().flatten() {
                leads_to_pair[parent] = true;
                children[parent] += 1;
            }
        }
    }
    let mut is_cut = vec![false; genomes.of.len()];
    for &person in &genomes.order {
        let parents = &mut genomes.parents[person];
        parents.iter_mut().for_each(|parent| *parent = parent.filter(|&parent| !is_cut[parent]));
        is_cut[person] = children[person] < 2 && !pair.contains(&person) && *parents == [None, None];
    }
}

/// Every way in which the lines at `person` go on.
fn visit(
    state: &State,
    person: PersonIndex,
    parents: [Option<PersonIndex>; 2],
    inbreeding: f64,
    take: &mut dyn FnMut(State, f64),
) {
    let lines = state.line_count();
    let here = |line: usize| match state.place[line] {
        Place::Gone => false,
        Place::Side(at, _) | Place::Person(at) => at == person,
    };
    let open: Vec<usize> = (0..lines).filter(|&line| state.place[line] == Place::Person(person)).collect();
    if !(0..lines).any(here) {
        return take(*state, 1.0);
    }
    // an inbred founder's two alleles are one: all lines here meet
    if inbreeding > 0.0 {
        take(go_on(state, here, |_| 0, [None, None]), inbreeding);
    }
    let share = (1.0 - inbreeding) / f64::from(1u32 << open.len());
    for choice in 0..1usize << open.len() {
        let side = |line: usize| match state.place[line] {
            Place::Side(_, side) => side,
            _ => open.iter().position(|&other| other == line).map_or(0, |bit| choice >> bit & 1),
        };
        take(go_on(state, here, side, parents), share);
    }
}

/// Lines that are `here` and at one side become one line at that parent.
fn go_on(
    state: &State,
    here: impl Fn(usize) -> bool,
    side: impl Fn(usize) -> usize,
    parents: [Option<PersonIndex>; 2],
) -> State {
    // lines at the two sides of the person are numbered 4 and 5 for the moment
    let moved = state.line.map(|line| if here(line.into()) { 4 + side(line.into()) as u8 } else { line });
    State::new(moved, |line| match line {
        4 | 5 => parents[usize::from(line - 4)].map_or(Place::Gone, Place::Person),
        _ => state.place[usize::from(line)],
    })
}

/// Index of the condensed state, from 0, of lines numbered by first use.
fn condensed([a1, a2, b1, b2]: [u8; 4]) -> usize {
    let shared = [a1 == b1, a1 == b2, a2 == b1, a2 == b2].into_iter().filter(|same| *same).count();
    match (a1 == a2, b1 == b2, shared) {
        (true, true, 4) => 0,
        (true, true, _) => 1,
        (true, false, 2) => 2,
        (true, false, _) => 3,
        (false, true, 2) => 4,
        (false, true, _) => 5,
        (false, false, 2) => 6,
        (false, false, 1) => 7,
        (false, false, _) => 8,
    }
}

#[cfg(test)]
mod tests {
    use facts::Sex;

    use super::*;
    use crate::PersonDraft;

    fn person(id: String, sex: Sex, parents: Option<(String, String)>) -> PersonDraft {
        let (father, mother) = parents.unzip();
        PersonDraft { id, sex, father, mother, ..PersonDraft::default() }
    }

    /// Brothers and sisters mate at random for some generations.
    fn mixing(generations: usize, width: usize) -> Pedigree {
        let name = |generation: usize, at: usize| format!("{generation}.{at}");
        let sex = |at: usize| if at.is_multiple_of(2) { Sex::Male } else { Sex::Female };
        let parents = |generation: usize, at: usize| {
            let (father, mother) = ((at * 2) % width / 2 * 2, (at * 4 + generation * 2 + 1) % width / 2 * 2 + 1);
            (generation > 0).then(|| (name(generation - 1, father), name(generation - 1, mother)))
        };
        let drafts = (0..generations).flat_map(|generation| {
            (0..width).map(move |at| person(name(generation, at), sex(at), parents(generation, at)))
        });
        Pedigree::new(drafts.collect()).unwrap()
    }

    #[test]
    fn forty_people_who_mix_take_few_states() {
        let pedigree = mixing(5, 8);
        let pair = (32, 39);
        assert_eq!(pedigree.persons().len(), 40);
        assert!(jacquard_within(&pedigree, pair.0, pair.1, 20_000).is_ok());
        assert_eq!(jacquard_within(&pedigree, pair.0, pair.1, 3), Err(IbdError::TooManyStates { max: 3 }));
    }

    #[test]
    fn ancestors_in_whom_nothing_meets_are_not_followed() {
        // a full tree of ancestors of one person, 10 generations: 2,047 people, and the person's half sibling
        let mut drafts = vec![person("half".into(), Sex::Male, Some(("3".into(), "other".into())))];
        drafts.push(person("other".into(), Sex::Female, None));
        drafts.extend((1..2048usize).map(|at| {
            let parents = (at < 1024).then(|| ((2 * at + 1).to_string(), (2 * at).to_string()));
            person(at.to_string(), if at % 2 == 1 { Sex::Male } else { Sex::Female }, parents)
        }));
        let pedigree = Pedigree::new(drafts).unwrap();
        let kappa = jacquard_within(&pedigree, 0, 2, 10).unwrap().kappa().unwrap();
        assert_eq!(kappa.as_array(), [0.5, 0.5, 0.0]);
    }
}
