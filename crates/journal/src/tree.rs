//! The Merkle tree of RFC 6962, kept as the roots of its full subtrees.

use crate::hash::{Hash, empty_root, node_hash};

/// A tree that grows: it keeps one hash for each full subtree, so a million entries take some twenty hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Roots of the full subtrees, largest first: one for each bit set in `size`.
    peaks: Vec<Hash>,
    size: u64,
}

impl Tree {
    /// A tree without leaves.
    pub fn new() -> Tree {
        Tree::default()
    }

    /// The tree of these leaf hashes.
    pub fn from_leaves(leaves: impl IntoIterator<Item = Hash>) -> Tree {
        let mut tree = Tree::new();
        tree.extend(leaves);
        tree
    }

    /// A tree of 2^`height` leaves of which only the root is known.
    pub(crate) fn full(root: Hash, height: u32) -> Tree {
        Tree { peaks: vec![root], size: 1 << height }
    }

    /// Adds a leaf hash at the end.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // each trailing one of the size is a full subtree as large as the new one: they join
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// How many leaves the tree has.
    pub fn len(&self) -> u64 {
        self.size
    }

    /// Whether the tree has no leaf.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// The root (RFC 6962, section 2.1).
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            None => empty_root(),
            Some(last) => peaks.fold(*last, |right, left| node_hash(left, &right)),
        }
    }
}

impl Extend<Hash> for Tree {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

/// The root of these leaf hashes (RFC 6962, section 2.1).
pub fn root(leaves: &[Hash]) -> Hash {
    Tree::from_leaves(leaves.iter().copied()).root()
}
