//! The tree and its proofs against the vectors of the Certificate Transparency tests and a second implementation.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use journal::{Hash, Tree, consistency_proof, empty_root, inclusion_proof, leaf_hash, root};
use journal::{verify_consistency, verify_inclusion};
use proptest::prelude::*;
use sha2::Sha256;

/// Source: certificate-transparency, `merkletree/merkle_tree_test.cc` (the inputs and roots of RFC 6962 trees).
const LEAVES: [&[u8]; 8] = [
    b"",
    &[0x00],
    &[0x10],
    &[0x20, 0x21],
    &[0x30, 0x31],
    &[0x40, 0x41, 0x42, 0x43],
    &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hashes(size: usize) -> Vec<Hash> {
    LEAVES[..size].iter().map(|leaf| leaf_hash(leaf)).collect()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    assert_eq!(empty_root().to_string(), ROOTS[0]);
    for (size, wanted) in ROOTS.iter().enumerate() {
        assert_eq!(root(&hashes(size)).to_string(), *wanted, "{size} leaves");
    }
}

fn second(size: u64) -> (MemoryBackedTree<Sha256, Vec<u8>>, Vec<Hash>) {
    let mut tree = MemoryBackedTree::new();
    (0..size).for_each(|at| tree.push(at.to_be_bytes().to_vec()));
    (tree, (0..size).map(|at| leaf_hash(&at.to_be_bytes())).collect())
}

fn split(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks_exact(32).map(|hash| Hash(hash.try_into().unwrap())).collect()
}

proptest! {
    #[test]
    fn roots_and_proofs_are_those_of_a_second_implementation(size in 1_u64..300, a in any::<u64>(), b in any::<u64>()) {
        let (tree, leaves) = second(size);
        let whole = root(&leaves);
        prop_assert_eq!(tree.root().as_bytes().to_vec(), whole.0.to_vec());
        let index = a % size;
        let proof = inclusion_proof(&leaves, index).unwrap();
        prop_assert_eq!(&proof, &split(tree.prove_inclusion(index as usize).as_bytes()));
        prop_assert_eq!(verify_inclusion(leaves[index as usize], index, size, &proof, whole), Ok(()));
        let old = b % size + 1;
        let proof = consistency_proof(&leaves, old).unwrap();
        if old < size {
            let theirs = tree.prove_consistency((size - old) as usize);
            prop_assert_eq!(&proof, &split(theirs.as_bytes()));
        }
        prop_assert_eq!(verify_consistency(old, root(&leaves[..old as usize]), size, whole, &proof), Ok(()));
    }

    #[test]
    fn a_proof_with_another_leaf_place_size_or_hash_proves_nothing(size in 2_u64..200, a in any::<u64>(), bit in 0_usize..256) {
        let (_, leaves) = second(size);
        let (whole, index) = (root(&leaves), a % size);
        let leaf = leaves[index as usize];
        let mut proof = inclusion_proof(&leaves, index).unwrap();
        let other = (index + 1) % size;
        prop_assert!(verify_inclusion(leaf, other, size, &proof, whole).is_err());
        prop_assert!(verify_inclusion(leaves[other as usize], index, size, &proof, whole).is_err());
        let at = bit % proof.len();
        proof[at].0[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_inclusion(leaf, index, size, &proof, whole).is_err());
        proof.pop();
        prop_assert!(verify_inclusion(leaf, index, size, &proof, whole).is_err());
    }

    #[test]
    fn a_rewritten_log_is_not_one_that_grew(size in 2_u64..200, a in any::<u64>(), b in any::<u64>()) {
        let (_, mut leaves) = second(size);
        let old = a % (size - 1) + 1;
        let before = root(&leaves[..old as usize]);
        leaves[(b % old) as usize] = leaf_hash(b"rewritten");
        let proof = consistency_proof(&leaves, old).unwrap();
        prop_assert!(verify_consistency(old, before, size, root(&leaves), &proof).is_err());
    }
}

#[test]
fn every_small_size_and_place_is_proved() {
    for size in 0..40_u64 {
        let leaves: Vec<Hash> = (0..size).map(|at| leaf_hash(&at.to_be_bytes())).collect();
        let whole = Tree::from_leaves(leaves.iter().copied()).root();
        for index in 0..size {
            let proof = inclusion_proof(&leaves, index).unwrap();
            assert_eq!(
                verify_inclusion(leaves[index as usize], index, size, &proof, whole),
                Ok(()),
                "{index} of {size}"
            );
        }
        for old in 0..=size {
            let proof = consistency_proof(&leaves, old).unwrap();
            let before = root(&leaves[..old as usize]);
            assert_eq!(verify_consistency(old, before, size, whole, &proof), Ok(()), "{old} of {size}");
        }
        assert!(inclusion_proof(&leaves, size).is_err());
        assert!(consistency_proof(&leaves, size + 1).is_err());
    }
}
