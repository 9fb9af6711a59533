//! Keys out of a code that people write down.
//!
//! Digits that are read out and copied hold fewer bits than a key: 25 of them hold 83. What is derived from them stands in
//! clear in headers, so whoever seizes a disk can try codes against it, against all of them at once and for years. Hash
//! functions alone would let a large farm of graphics cards do some 10^14 tries a second, which over many codes comes near
//! enough to be feared; Argon2id makes each try cost memory and a thousandth of that speed a machine. The salt is the
//! node's name: tries at one node are none at another.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::binding::put;
use super::passphrase::stretch;
use super::{Cost, KeyPair, SealError};

/// What one try costs. It is part of what a code means and is never changed: a new cost is a new version.
///
/// The second choice of OWASP's Password Storage Cheat Sheet for Argon2id (19 MiB, 2 passes, 1 lane): a code has 83 random
/// bits, where a passphrase has 30.
const COST: Cost = Cost { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

/// What is derived from a code: a name that stands for it, and the pair that opens what is sealed to whoever has it.
pub struct CodeKeys {
    /// Says which code it is, and nothing of it.
    pub lookup: [u8; 16],
    /// The pair.
    pub pair: KeyPair,
}

impl CodeKeys {
    /// The keys of a code's secret, at one node.
    pub fn derive(secret: &[u8], node: &str) -> Result<CodeKeys, SealError> {
        let mut salt = b"landfall/code/1".to_vec();
        put(&mut salt, node.as_bytes());
        let root = stretch(secret, &salt, COST)?;
        let mut lookup = [0; 16];
        expand(&root, b"landfall/code/lookup/1", &mut lookup)?;
        let mut material = Zeroizing::new([0; 32]);
        expand(&root, b"landfall/code/x25519/1", material.as_mut_slice())?;
        Ok(CodeKeys { lookup, pair: KeyPair::derive(&material) })
    }
}

fn expand(root: &[u8; 32], name: &[u8], out: &mut [u8]) -> Result<(), SealError> {
    // what is asked for is far below what HKDF can give: the error cannot come
    Hkdf::<Sha256>::new(None, root).expand(name, out).map_err(|_| SealError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::CodeKeys;

    #[test]
    fn the_same_code_is_the_same_at_one_node_and_another_elsewhere() {
        let one = CodeKeys::derive(&[1, 2, 3], "harbour").unwrap();
        let again = CodeKeys::derive(&[1, 2, 3], "harbour").unwrap();
        assert!(one.lookup == again.lookup && one.pair == again.pair);
        for (secret, node) in [(&[1, 2, 4][..], "harbour"), (&[1, 2, 3], "lighthouse")] {
            let other = CodeKeys::derive(secret, node).unwrap();
            assert!(one.lookup != other.lookup && one.pair != other.pair);
        }
    }

    /// Written down with another implementation (Python's `cryptography` 48), for a code that was handed out must
    /// open for good.
    #[test]
    fn what_a_code_means_does_not_change() {
        let keys = CodeKeys::derive(&[7; 25], "harbour").unwrap();
        assert_eq!(keys.lookup, hex("97aaa0959a77e7b08bc4459b2b4d6380"));
    }

    fn hex(text: &str) -> [u8; 16] {
        std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
    }
}
