//! What can go wrong with a seal. A message never tells more than its reader needs.

use thiserror::Error;

/// Why something sealed was not opened, or not sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealError {
    /// The key, the place or the bytes are not those of the seal; which of them is not told.
    #[error("the seal does not open: another key, another place, or changed bytes")]
    Refused,
    /// The first byte names a form that this program does not know.
    #[error("the sealed form has version {found}, this program reads version {known}: use the program that wrote it")]
    Version {
        /// The version byte that was read.
        found: u8,
        /// The version byte that this program writes.
        known: u8,
    },
    /// The bytes are too short, too long, or their checksum is wrong: no passphrase would open them.
    #[error("the sealed bytes are damaged: take them from a backup")]
    Damaged,
    /// The bytes are whole and the passphrase does not open them.
    #[error("the passphrase does not open this key: type it again")]
    WrongPassphrase,
    /// The cost of the passphrase hash is outside of what this program accepts.
    #[error("the passphrase cost of {memory_kib} KiB, {passes} passes, {lanes} lanes is outside the limits")]
    Cost {
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over the memory.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
    /// A public key that no one can hold the private part of.
    #[error("the public key is not usable")]
    PublicKey,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    Randomness,
}

/// Why a share was not read, or shares were not joined. Words and letters are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    /// The text has not the number of words that a share has.
    #[error("a share has {expected} words of 8 letters; this one has {found} letters")]
    Length {
        /// Words of a share.
        expected: usize,
        /// Letters that were found.
        found: usize,
    },
    /// One letter is not what was written down.
    #[error("word {word}: letter {letter} is not what was written: look at the paper again")]
    Letter {
        /// The word, from 1.
        word: usize,
        /// The letter in it, from 1.
        letter: usize,
    },
    /// More than one letter of a word is not what was written down.
    #[error("word {word} is not what was written: look at the paper again")]
    Word {
        /// The word, from 1.
        word: usize,
    },
    /// Each word is well written, and yet the share as a whole is not.
    #[error("the words do not belong together: check that all are from one sheet, in their order")]
    Checksum,
    /// The share has a form that this program does not know.
    #[error("the share has version {found}, this program reads version {known}: use the program that wrote it")]
    Version {
        /// The version that was read.
        found: u8,
        /// The version that this program writes.
        known: u8,
    },
    /// Fewer than two different shares.
    #[error("two different shares of a set are needed; {found} came")]
    TooFew {
        /// How many different shares came.
        found: usize,
    },
    /// Two shares of different sets.
    #[error("share {number} is of set {set:08x}, the first one is of set {first:08x}: bring two of one set")]
    OtherSet {
        /// The number of the share.
        number: u8,
        /// Its set.
        set: u32,
        /// The set of the first share.
        first: u32,
    },
    /// Shares that say they are of one set and join to nothing.
    #[error("the shares do not join: one of them was not made with the others")]
    Disagree,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    Randomness,
}
