//! Proofs that an entry is in a log, and that a log only grew.

use crate::hash::{Hash, empty_root, node_hash};
use crate::log::Index;
use crate::tree::root;

/// Why there is no such proof, or why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The entry is not in a log of that size.
    #[error("there is no entry {index} in a log of {size} entries")]
    NoSuchEntry {
        /// The entry asked for.
        index: Index,
        /// The log's size.
        size: u64,
    },
    /// The older log is the larger one.
    #[error("a log of {size} entries cannot have grown out of one of {old_size}")]
    Shrunk {
        /// Size of the older log.
        old_size: u64,
        /// Size of the newer log.
        size: u64,
    },
    /// The proof has too many or too few hashes for these sizes.
    #[error("the proof has {found} hashes, and {wanted} are needed")]
    Length {
        /// How many the proof has.
        found: usize,
        /// How many it needs.
        wanted: usize,
    },
    /// The hashes lead to another root than the one that was signed.
    #[error("the proof leads to root `{found}` and not to `{wanted}`")]
    Root {
        /// The root that the proof leads to.
        found: Hash,
        /// The root that was expected.
        wanted: Hash,
    },
}

/// The hashes that lead from entry `index` up to the root of `leaves` (RFC 6962, section 2.1.1).
pub fn inclusion_proof(leaves: &[Hash], index: Index) -> Result<Vec<Hash>, ProofError> {
    let size = leaves.len() as u64;
    if index >= size {
        return Err(ProofError::NoSuchEntry { index, size });
    }
    let (mut leaves, mut at, mut proof) = (leaves, index as usize, Vec::new());
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len() as u64) as usize);
        if at < left.len() {
            proof.push(root(right));
            leaves = left;
        } else {
            proof.push(root(left));
            at -= left.len();
            leaves = right;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The hashes that show that the first `old_size` of `leaves` were a log of their own (RFC 6962, section 2.1.2). Empty
/// where there is nothing to show: from an empty log, and where the sizes are equal.
pub fn consistency_proof(leaves: &[Hash], old_size: u64) -> Result<Vec<Hash>, ProofError> {
    let size = leaves.len() as u64;
    if old_size > size {
        return Err(ProofError::Shrunk { old_size, size });
    }
    if old_size == 0 || old_size == size {
        return Ok(Vec::new());
    }
    let (mut leaves, mut old, mut whole, mut proof) = (leaves, old_size as usize, true, Vec::new());
    while old < leaves.len() {
        let (left, right) = leaves.split_at(split(leaves.len() as u64) as usize);
        if old <= left.len() {
            proof.push(root(right));
            leaves = left;
        } else {
            proof.push(root(left));
            old -= left.len();
            leaves = right;
            whole = false;
        }
    }
    // the old log's own root is known to who checks, so it is written only where it is a part of it
    if !whole {
        proof.push(root(leaves));
    }
    proof.reverse();
    Ok(proof)
}

/// Checks that the entry with hash `leaf` stands at `index` of the log of `size` entries with `root` (RFC 9162,
/// section 2.1.3.2).
pub fn verify_inclusion(leaf: Hash, index: Index, size: u64, proof: &[Hash], root: Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::NoSuchEntry { index, size });
    }
    let sides = sides(index, size);
    same_length(proof.len(), sides.len())?;
    let found = proof.iter().zip(sides).fold(leaf, |hash, (other, side)| match side {
        Side::Left => node_hash(other, &hash),
        Side::Right => node_hash(&hash, other),
    });
    same_root(found, root)
}

/// Checks that the log of `size` entries with `root` grew out of the one of `old_size` with `old_root` (RFC 9162,
/// section 2.1.4.2).
pub fn verify_consistency(
    old_size: u64,
    old_root: Hash,
    size: u64,
    root: Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old_size > size {
        return Err(ProofError::Shrunk { old_size, size });
    }
    if old_size == 0 {
        same_length(proof.len(), 0)?;
        same_root(old_root, empty_root())?;
        // an empty log is the beginning of any; a new log that is empty too has the one root of that
        return if size == 0 { same_root(root, empty_root()) } else { Ok(()) };
    }
    if old_size == size {
        same_length(proof.len(), 0)?;
        return same_root(root, old_root);
    }
    // the subtree that ends the old log: its height is the number of trailing zeros of the old size
    let height = old_size.trailing_zeros();
    let sides = sides((old_size - 1) >> height, ((size - 1) >> height) + 1);
    let whole = old_size.is_power_of_two();
    same_length(proof.len(), sides.len() + usize::from(!whole))?;
    let (start, rest) = match proof.split_first() {
        Some((first, rest)) if !whole => (*first, rest),
        _ => (old_root, proof),
    };
    let (mut old, mut new) = (start, start);
    for (other, side) in rest.iter().zip(sides) {
        match side {
            Side::Left => {
                old = node_hash(other, &old);
                new = node_hash(other, &new);
            }
            Side::Right => new = node_hash(&new, other),
        }
    }
    same_root(old, old_root)?;
    same_root(new, root)
}

/// On which side of the path a proof's hash stands.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// The side of each hash on the way from leaf `index` up to the root of a tree of `size` leaves.
fn sides(index: u64, size: u64) -> Vec<Side> {
    let (mut at, mut last, mut sides) = (index, size - 1, Vec::new());
    while last > 0 {
        if at & 1 == 1 {
            sides.push(Side::Left);
        } else if at < last {
            sides.push(Side::Right);
        }
        // at == last and even: this node has no sibling and moves up unchanged
        at >>= 1;
        last >>= 1;
    }
    sides
}

/// The largest power of two below `size`, which is at least 2: where RFC 6962 cuts a tree.
fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

fn same_length(found: usize, wanted: usize) -> Result<(), ProofError> {
    if found == wanted { Ok(()) } else { Err(ProofError::Length { found, wanted }) }
}

fn same_root(found: Hash, wanted: Hash) -> Result<(), ProofError> {
    if found == wanted { Ok(()) } else { Err(ProofError::Root { found, wanted }) }
}
