//! A recovery key: 128 random bits for paper, which open a member's seed where the password is lost.
//!
//! Written in 7 groups of 4 of Crockford's 32 letters, the last 12 bits a checksum, so that a slip is told from a wrong
//! key. Case, blanks and hyphens do not count, and the letters that look like digits are read as these.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{NodeError, clock};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTE_COUNT: usize = 16;
const CHECK_BITS: u32 = 12;
const LETTER_COUNT: usize = (BYTE_COUNT * 8 + CHECK_BITS as usize) / 5;
const GROUP: usize = 4;

/// A recovery key, shown once. It is wiped when it is dropped, and has no debug form.
pub struct RecoveryKey(Zeroizing<[u8; BYTE_COUNT]>);

impl RecoveryKey {
    pub(super) fn random() -> Result<Self, NodeError> {
        let mut bytes = Zeroizing::new([0; BYTE_COUNT]);
        clock::random(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The text for paper: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut rest = Bits::default();
        let mut text = Zeroizing::new(String::with_capacity(LETTER_COUNT + LETTER_COUNT / GROUP));
        let sum = check(&self.0);
        let bytes = self.0.iter().map(|byte| (u32::from(*byte), 8)).chain([(sum, CHECK_BITS)]);
        for (value, bits) in bytes {
            rest.put(value, bits);
            while let Some(letter) = rest.take(5) {
                if text.len() % (GROUP + 1) == GROUP {
                    text.push('-');
                }
                text.push(char::from(LETTERS[letter as usize]));
            }
        }
        text
    }

    /// Reads what somebody typed.
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut rest = Bits::default();
        let mut bytes = Zeroizing::new([0; BYTE_COUNT]);
        let (mut filled, mut count) = (0, 0);
        for letter in written.bytes().filter(|letter| !matches!(letter, b'-' | b' ')) {
            rest.put(value_of(letter)?, 5);
            count += 1;
            if count > LETTER_COUNT {
                return None;
            }
            if filled < BYTE_COUNT
                && let Some(byte) = rest.take(8)
            {
                bytes[filled] = u8::try_from(byte).ok()?;
                filled += 1;
            }
        }
        let is_whole = count == LETTER_COUNT && filled == BYTE_COUNT;
        (is_whole && rest.take(CHECK_BITS) == Some(check(&bytes))).then_some(Self(bytes))
    }
}

/// Bits on their way, the first first.
#[derive(Default)]
struct Bits {
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, bits: u32) {
        (self.held, self.count) = (self.held << bits | value, self.count + bits);
    }

    fn take(&mut self, bits: u32) -> Option<u32> {
        let left = self.count.checked_sub(bits)?;
        let value = self.held >> left;
        (self.held, self.count) = (self.held & ((1 << left) - 1), left);
        Some(value)
    }
}

fn value_of(letter: u8) -> Option<u32> {
    let letter = match letter.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    LETTERS.iter().position(|known| *known == letter).and_then(|at| u32::try_from(at).ok())
}

fn check(bytes: &[u8; BYTE_COUNT]) -> u32 {
    let sum = Sha256::new().chain_update(b"landfall/recovery-key/1").chain_update(bytes).finalize();
    u32::from(sum[0]) << 4 | u32::from(sum[1] >> 4)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_reads_as_it_is_written_however_it_is_typed(bytes in any::<[u8; 16]>()) {
            let text = RecoveryKey(Zeroizing::new(bytes)).to_text();
            prop_assert_eq!(text.len(), 34);
            let typed = [text.to_string(), text.to_lowercase(), text.replace('-', " "), text.replace('0', "o").replace('1', "l")];
            for typed in typed {
                prop_assert_eq!(RecoveryKey::read(&typed).map(|it| *it.0), Some(bytes));
            }
        }

        #[test]
        fn a_slip_is_seen(bytes in any::<[u8; 16]>(), at in 0_usize..34, letter in 0_usize..32) {
            let text = RecoveryKey(Zeroizing::new(bytes)).to_text();
            let mut slipped = text.as_bytes().to_vec();
            prop_assume!(slipped[at] != b'-' && slipped[at] != LETTERS[letter]);
            slipped[at] = LETTERS[letter];
            let read = RecoveryKey::read(std::str::from_utf8(&slipped).unwrap());
            // 12 bits of checksum let one slip in 4096 pass: then it is another key, and opens nothing
            prop_assert!(read.is_none_or(|read| *read.0 != bytes));
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        let text = RecoveryKey(Zeroizing::new([7; 16])).to_text();
        for wrong in ["", "0", "U", &text[1..], &format!("{}0", *text), &"0".repeat(28)] {
            assert!(RecoveryKey::read(wrong).is_none(), "{wrong}");
        }
    }
}
