//! Which hash each place of a log had when it was signed, found by trying what is stored against the checkpoints.

use super::Rows;
use crate::hash::Hash;
use crate::log::Index;
use crate::tree::Tree;

/// How many hashes are computed in the search for rows that changed places together with their leaf hashes.
const SEARCH: u64 = 1 << 24;
/// Up to how many places where entry and leaf hash differ each choice between them is tried.
const CHOICES: usize = 10;

/// What the checkpoints say about each place.
#[derive(Debug, Default)]
pub(super) struct Truth {
    /// The hash that was signed, where it is known.
    pub(super) signed: Vec<Option<Hash>>,
    /// Ranges `from..to` in which no choice of what is stored leads to the root that is signed at `to`.
    pub(super) unresolved: Vec<(Index, Index)>,
}

/// A walk over the log from checkpoint to checkpoint.
struct Walk<'a> {
    rows: &'a Rows,
    /// The hash presumed for each place: the stored leaf hash, or else that of the entry.
    presumed: Vec<Option<Hash>>,
    /// The tree of what lies behind; none once something there is unknown.
    tree: Option<Tree>,
    left: u64,
}

/// What the next checkpoint says about the places up to it.
enum Segment {
    Known(Vec<Hash>),
    Unresolved,
    /// A row is not there, or something before is unknown: the root says nothing.
    Unknown,
}

impl Truth {
    pub(super) fn find(rows: &Rows, checkpoints: &[(u64, Hash)]) -> Truth {
        let length = rows.leaves.len().max(rows.entries.len());
        let presumed = (0..length).map(|at| rows.leaf(at).or(rows.hash(at))).collect();
        let mut truth = Truth { signed: vec![None; length], unresolved: Vec::new() };
        let mut walk = Walk { rows, presumed, tree: Some(Tree::new()), left: SEARCH };
        let mut from = 0;
        for &(to, root) in checkpoints {
            // nothing lies before size 0, and a second root of one size is named with the checkpoints
            if to <= from {
                continue;
            }
            match walk.segment(from, to, root) {
                Segment::Known(hashes) => {
                    for (place, hash) in truth.signed[from as usize..].iter_mut().zip(hashes) {
                        *place = Some(hash);
                    }
                }
                Segment::Unresolved => truth.unresolved.push((from, to)),
                Segment::Unknown => {}
            }
            from = to;
        }
        truth
    }
}

impl Walk<'_> {
    fn segment(&mut self, from: u64, to: u64, root: Hash) -> Segment {
        let (tree, from, end) = (self.tree.take(), from as usize, to as usize);
        // the root of 2^n entries is a whole subtree of all later trees: the walk goes on from it
        self.tree = to.is_power_of_two().then(|| Tree::full(root, to.trailing_zeros()));
        let (Some(tree), Some(presumed)) = (tree, self.presumed.get(from..end)) else { return Segment::Unknown };
        let Some(mut hashes) = presumed.iter().copied().collect::<Option<Vec<Hash>>>() else { return Segment::Unknown };
        let trial = Trial { tree: &tree, root };
        let found =
            trial.fits(&hashes) || self.choose(&trial, from, &mut hashes) || self.exchange(&trial, from, &mut hashes);
        if !found {
            return Segment::Unresolved;
        }
        self.tree = Some(trial.grown(&hashes));
        Segment::Known(hashes)
    }

    /// Tries the entries' own hashes where they differ from the stored leaf hashes.
    fn choose(&self, trial: &Trial<'_>, from: usize, hashes: &mut [Hash]) -> bool {
        let other = |at: usize| self.rows.hash(from + at).filter(|own| *own != hashes[at]).map(|own| (at, own));
        let others: Vec<(usize, Hash)> = (0..hashes.len()).filter_map(other).collect();
        if others.is_empty() {
            return false;
        }
        let stored = hashes.to_vec();
        let mut attempt = |chosen: &dyn Fn(usize) -> bool| {
            hashes.copy_from_slice(&stored);
            for (_, (at, own)) in others.iter().enumerate().filter(|(order, _)| chosen(*order)) {
                hashes[*at] = *own;
            }
            trial.fits(hashes)
        };
        let found = attempt(&|_| true)
            || (0..others.len()).any(|one| attempt(&|order| order == one))
            || (others.len() <= CHOICES
                && (0..1_u32 << others.len()).any(|set| attempt(&|order| set >> order & 1 == 1)));
        if !found {
            hashes.copy_from_slice(&stored);
        }
        found
    }

    /// Tries to exchange one place with each later one: rows that changed places together with their leaf hashes.
    fn exchange(&mut self, trial: &Trial<'_>, from: usize, hashes: &mut [Hash]) -> bool {
        let (cost, end) = (2 * hashes.len() as u64 + 64, from + hashes.len());
        for at in 0..hashes.len() {
            for other in from + at + 1..self.presumed.len() {
                let Some(theirs) = self.presumed[other].filter(|theirs| *theirs != hashes[at]) else { continue };
                if self.left < cost {
                    return false;
                }
                self.left -= cost;
                let ours = std::mem::replace(&mut hashes[at], theirs);
                if other < end {
                    hashes[other - from] = ours;
                }
                if trial.fits(hashes) {
                    self.presumed.swap(from + at, other);
                    return true;
                }
                hashes[at] = ours;
                if other < end {
                    hashes[other - from] = theirs;
                }
            }
        }
        false
    }
}

/// The tree up to the checkpoint before, and the root that is signed at the next.
struct Trial<'a> {
    tree: &'a Tree,
    root: Hash,
}

impl Trial<'_> {
    fn grown(&self, hashes: &[Hash]) -> Tree {
        let mut tree = self.tree.clone();
        tree.extend(hashes.iter().copied());
        tree
    }

    fn fits(&self, hashes: &[Hash]) -> bool {
        self.grown(hashes).root() == self.root
    }
}
