//! A holder's seed under a passphrase: Argon2id, then XChaCha20-Poly1305.
//!
//! The bytes: version, memory in KiB, passes, lanes, salt, nonce, ciphertext with tag, checksum. The checksum is over
//! ciphertext alone, so it tells a damaged file from a wrong passphrase without helping to guess one.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use super::binding::put;
use super::{SealError, Seed, random};

/// The first byte of a sealed seed.
const VERSION: u8 = 1;
const SALT: usize = 16;
const NONCE: usize = 24;
/// A seed and its tag.
const CIPHERTEXT: usize = 32 + 16;
const CHECKSUM: usize = 8;
/// What is before the salt: version and cost.
const COST_END: usize = 1 + 4 + 4 + 4;
const SALT_END: usize = COST_END + SALT;
const NONCE_END: usize = SALT_END + NONCE;
const CIPHERTEXT_END: usize = NONCE_END + CIPHERTEXT;
const LENGTH: usize = CIPHERTEXT_END + CHECKSUM;

/// What one guess at a passphrase costs (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// 64 MiB, 3 passes, 1 lane: the second choice of RFC 9106 (section 4), with one lane for its four.
    fn default() -> Cost {
        Cost { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl Cost {
    /// The most that a file may ask of the machine that opens it: the bytes are not trusted before they open.
    pub const MOST: Cost = Cost { memory_kib: 1024 * 1024, passes: 16, lanes: 4 };

    fn params(self) -> Result<Params, SealError> {
        let Cost { memory_kib, passes, lanes } = self;
        let refused = SealError::Cost { memory_kib, passes, lanes };
        let most = Cost::MOST;
        if memory_kib > most.memory_kib || passes > most.passes || lanes > most.lanes {
            return Err(refused);
        }
        Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| refused)
    }
}

/// Seals a seed under a passphrase, for the holder of this handle. The passphrase is taken as its bytes.
pub fn seal_seed(seed: &Seed, handle: &str, passphrase: &[u8], cost: Cost) -> Result<Vec<u8>, SealError> {
    let mut out = vec![VERSION];
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    let salt: [u8; SALT] = random::bytes()?;
    let nonce: [u8; NONCE] = random::bytes()?;
    out.extend_from_slice(&salt);
    let key = stretch(passphrase, &salt, cost)?;
    let sealed = XChaCha20Poly1305::new(&(*key).into())
        .encrypt(&XNonce::from(nonce), Payload { msg: seed.as_bytes(), aad: &associated(&out, handle) })
        .map_err(|_| SealError::Refused)?;
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    let sum = checksum(&out);
    out.extend_from_slice(&sum);
    Ok(out)
}

/// Opens a seed of the holder with this handle.
pub fn open_seed(sealed: &[u8], handle: &str, passphrase: &[u8]) -> Result<Seed, SealError> {
    let (&version, _) = sealed.split_first().ok_or(SealError::Damaged)?;
    if version != VERSION {
        return Err(SealError::Version { found: version, known: VERSION });
    }
    let bytes: &[u8; LENGTH] = sealed.try_into().map_err(|_| SealError::Damaged)?;
    let (body, sum) = bytes.split_at(CIPHERTEXT_END);
    if !bool::from(checksum(body).ct_eq(sum)) {
        return Err(SealError::Damaged);
    }
    let cost = Cost { memory_kib: number(body, 1), passes: number(body, 5), lanes: number(body, 9) };
    let key = stretch(passphrase, &body[COST_END..SALT_END], cost)?;
    let mut nonce = [0; NONCE];
    nonce.copy_from_slice(&body[SALT_END..NONCE_END]);
    let aad = associated(&body[..SALT_END], handle);
    let plain = XChaCha20Poly1305::new(&(*key).into())
        .decrypt(&XNonce::from(nonce), Payload { msg: &body[NONCE_END..], aad: &aad })
        .map(Zeroizing::new)
        .map_err(|_| SealError::WrongPassphrase)?;
    let seed = Zeroizing::new(<[u8; 32]>::try_from(plain.as_slice()).map_err(|_| SealError::Damaged)?);
    Ok(Seed::from_bytes(*seed))
}

pub(super) fn stretch(passphrase: &[u8], salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let params = cost.params()?;
    let refused = SealError::Cost { memory_kib: cost.memory_kib, passes: cost.passes, lanes: cost.lanes };
    let mut memory = vec![Block::default(); params.block_count()];
    let mut key = Zeroizing::new([0; 32]);
    let done = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        passphrase,
        salt,
        key.as_mut_slice(),
        &mut memory,
    );
    memory.iter_mut().for_each(Zeroize::zeroize);
    done.map_err(|_| refused)?;
    Ok(key)
}

fn associated(head: &[u8], handle: &str) -> Vec<u8> {
    let mut out = b"landfall/seed/1".to_vec();
    put(&mut out, head);
    put(&mut out, handle.as_bytes());
    out
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let mut out = [0; CHECKSUM];
    out.copy_from_slice(&Sha256::digest(body)[..CHECKSUM]);
    out
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let mut four = [0; 4];
    four.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(four)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// RFC 9106, 5.3: Argon2id with secret and associated data, which our own call leaves empty.
    #[test]
    fn the_hash_is_argon2id_of_rfc_9106() {
        let mut params = argon2::ParamsBuilder::new();
        params.m_cost(32).t_cost(3).p_cost(4).data(argon2::AssociatedData::new(&[4; 12]).unwrap());
        let params = params.build().unwrap();
        let hash = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut out = [0; 32];
        hash.hash_password_into(&[1; 32], &[2; 16], &mut out).unwrap();
        assert_eq!(hex(&out), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /// The reference implementation's own test (phc-winner-argon2, src/test.c): Argon2id v=19, m=2^8, t=2, p=1.
    #[test]
    fn our_call_agrees_with_the_reference_implementation() {
        let key = stretch(b"password", b"somesalt", Cost { memory_kib: 256, passes: 2, lanes: 1 });
        assert_eq!(
            key.map(|key| hex(key.as_slice())).unwrap(),
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"
        );
    }
}
