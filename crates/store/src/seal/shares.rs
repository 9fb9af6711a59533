//! Custodians' shares: any two of three bring back a secret, one alone tells nothing of it.
//!
//! Shamir's scheme over the secret and four bytes of its hash: the hash is shared like the secret, so that shares
//! which do not belong together are noticed when they are joined. The bytes of a share: version, set, number, points,
//! checksum; the set is random and only says which shares belong together.

use blahaj::{Share, Sharks};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::share_letters::{self, BYTES};
use super::{Secret, ShareError, random};

const VERSION: u8 = 1;
/// Shares that bring back the secret.
const NEEDED: u8 = 2;
const SECRET: usize = 32;
/// Bytes of the secret's hash that are shared with it.
const PROOF: usize = 4;
const POINTS: usize = SECRET + PROOF;
const SUM: usize = BYTES - 1 - 4 - 1 - POINTS;

/// One custodian's share, as the words on its sheet. Wiped on drop, never shown unless asked for.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ShareText {
    text: String,
    set: u32,
    number: u8,
    points: [u8; POINTS],
}

impl ShareText {
    /// Reads what a custodian types in. An error names the word and, where it can, the letter.
    pub fn parse(text: &str) -> Result<ShareText, ShareError> {
        let bytes = Zeroizing::new(share_letters::read(text)?);
        let (body, sum) = bytes.split_at(BYTES - SUM);
        if !bool::from(checksum(body).ct_eq(sum)) {
            return Err(ShareError::Checksum);
        }
        if body[0] != VERSION {
            return Err(ShareError::Version { found: body[0], known: VERSION });
        }
        let mut set = [0; 4];
        set.copy_from_slice(&body[1..5]);
        let number = body[5];
        if !(1..=3).contains(&number) {
            return Err(ShareError::Checksum);
        }
        let mut points = [0; POINTS];
        points.copy_from_slice(&body[6..]);
        Ok(ShareText::new(u32::from_be_bytes(set), number, points))
    }

    /// The words, to be written on paper.
    pub fn words(&self) -> &str {
        &self.text
    }

    /// Which of the three it is.
    pub fn number(&self) -> u8 {
        self.number
    }

    /// The set it belongs to: not a secret.
    pub fn set(&self) -> u32 {
        self.set
    }

    fn new(set: u32, number: u8, points: [u8; POINTS]) -> ShareText {
        let mut bytes = Zeroizing::new([0; BYTES]);
        bytes[0] = VERSION;
        bytes[1..5].copy_from_slice(&set.to_be_bytes());
        bytes[5] = number;
        bytes[6..BYTES - SUM].copy_from_slice(&points);
        let sum = checksum(&bytes[..BYTES - SUM]);
        bytes[BYTES - SUM..].copy_from_slice(&sum);
        ShareText { text: share_letters::write(&bytes), set, number, points }
    }

    fn point(&self) -> Result<Share, ShareError> {
        let bytes = Zeroizing::new([&[self.number], self.points.as_slice()].concat());
        Share::try_from(bytes.as_slice()).map_err(|_| ShareError::Checksum)
    }
}

/// Splits a secret among three custodians, any two of whom can join it.
pub fn split(secret: &[u8; SECRET]) -> Result<[ShareText; 3], ShareError> {
    let set = u32::from_be_bytes(random::bytes().map_err(|_| ShareError::Randomness)?);
    let mut shared = Zeroizing::new([0; POINTS]);
    shared[..SECRET].copy_from_slice(secret);
    shared[SECRET..].copy_from_slice(&proof(secret));
    let sharks = Sharks(NEEDED);
    let mut dealt = sharks.dealer(shared.as_slice());
    let mut next = |number: u8| {
        let share = Zeroizing::new(dealt.next().map(|share| Vec::from(&share)).unwrap_or_default());
        let points = share.get(1..).and_then(|points| points.try_into().ok()).ok_or(ShareError::Disagree)?;
        Ok(ShareText::new(set, number, points))
    };
    // the dealer's points are at 1, 2, 3
    Ok([next(1)?, next(2)?, next(3)?])
}

/// Joins two or three shares of one set to the secret.
pub fn join(shares: &[ShareText]) -> Result<Secret<[u8; SECRET]>, ShareError> {
    let mut different: Vec<&ShareText> = Vec::new();
    for share in shares {
        let first = different.first().map_or(share.set, |first| first.set);
        if share.set != first {
            return Err(ShareError::OtherSet { number: share.number, set: share.set, first });
        }
        if different.iter().all(|known| known.number != share.number) {
            different.push(share);
        } else if different.iter().any(|known| known.number == share.number && known.points != share.points) {
            return Err(ShareError::Disagree);
        }
    }
    let (&one, others) = different.split_first().ok_or(ShareError::TooFew { found: 0 })?;
    let mut joined = others.iter().map(|other| join_two(one, other));
    let secret = joined.next().ok_or(ShareError::TooFew { found: 1 })??;
    for again in joined {
        if !bool::from(again?.ct_eq(secret.as_slice())) {
            return Err(ShareError::Disagree);
        }
    }
    Ok(secret)
}

fn join_two(one: &ShareText, other: &ShareText) -> Result<Secret<[u8; SECRET]>, ShareError> {
    let points = [one.point()?, other.point()?];
    let shared = Zeroizing::new(Sharks(NEEDED).recover(&points).map_err(|_| ShareError::Disagree)?);
    let (secret, shown) = shared.split_first_chunk::<SECRET>().ok_or(ShareError::Disagree)?;
    if !bool::from(proof(secret).ct_eq(shown)) {
        return Err(ShareError::Disagree);
    }
    Ok(Secret::new(*secret))
}

fn proof(secret: &[u8; SECRET]) -> [u8; PROOF] {
    let mut out = [0; PROOF];
    let hash = Sha256::new().chain_update(b"landfall/share/1").chain_update(secret).finalize();
    out.copy_from_slice(&hash[..PROOF]);
    out
}

fn checksum(body: &[u8]) -> [u8; SUM] {
    let mut out = [0; SUM];
    out.copy_from_slice(&Sha256::digest(body)[..SUM]);
    out
}
