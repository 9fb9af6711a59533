//! What lies in a key backup, one after another, and how each is written: a letter, then fields behind their lengths.

use store::{KeyRef, Slot, WrappedKey};
use zeroize::Zeroizing;

/// One thing in a key backup.
pub(crate) enum Item {
    /// The text of `node.toml`.
    Settings(Vec<u8>),
    /// The seed of the log's signing key.
    LogSeed(Zeroizing<[u8; 32]>),
    /// An entry of the log of changes that has no sealed section: it tells of keys, epochs and erasures.
    Event {
        /// Its place in the log.
        index: u64,
        /// The entry.
        bytes: Vec<u8>,
    },
    /// A wrapped private key.
    Slot(Slot),
    /// A wrapped data key.
    Key(WrappedKey),
}

impl Item {
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Settings(text) => {
                out.push(b'S');
                put(out, text);
            }
            Self::LogSeed(seed) => {
                out.push(b'L');
                out.extend_from_slice(seed.as_slice());
            }
            Self::Event { index, bytes } => {
                out.push(b'E');
                out.extend_from_slice(&index.to_be_bytes());
                put(out, bytes);
            }
            Self::Slot(slot) => {
                out.push(b'T');
                put(out, slot.name.as_bytes());
                put(out, &slot.bytes);
            }
            Self::Key(row) => {
                out.push(b'K');
                out.extend_from_slice(&row.key.index.to_be_bytes());
                out.push(row.key.section);
                out.extend_from_slice(&row.record);
                out.extend_from_slice(&row.epoch.to_be_bytes());
                put(out, &row.bytes);
            }
        }
    }

    /// Takes one item from the front of the bytes; `None` where they are no item.
    pub(super) fn take(bytes: &mut &[u8]) -> Option<Self> {
        Some(match number(bytes)? {
            [b'S'] => Self::Settings(take(bytes)?.to_vec()),
            [b'L'] => Self::LogSeed(Zeroizing::new(number(bytes)?)),
            [b'E'] => Self::Event { index: u64::from_be_bytes(number(bytes)?), bytes: take(bytes)?.to_vec() },
            [b'T'] => {
                let name = std::str::from_utf8(take(bytes)?).ok()?.to_owned();
                Self::Slot(Slot::new(name, take(bytes)?.to_vec()))
            }
            [b'K'] => Self::Key(WrappedKey {
                key: KeyRef { index: u64::from_be_bytes(number(bytes)?), section: u8::from_be_bytes(number(bytes)?) },
                record: number(bytes)?,
                epoch: u32::from_be_bytes(number(bytes)?),
                bytes: take(bytes)?.to_vec(),
                tag: [0; 32],
            }),
            _ => return None,
        })
    }
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}

fn number<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (number, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*number)
}

fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(u64::from_be_bytes(number(bytes)?)).ok()?;
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_read_back_and_cut_ones_do_not() {
        let key = WrappedKey {
            key: KeyRef { index: 7, section: 1 },
            record: [3; 16],
            epoch: 2,
            bytes: vec![9; 40],
            tag: [0; 32],
        };
        let items = [
            Item::Settings(b"format = 1".to_vec()),
            Item::LogSeed(Zeroizing::new([4; 32])),
            Item::Event { index: 5, bytes: b"entry".to_vec() },
            Item::Slot(Slot::new("epoch/1/anna", vec![1, 2])),
            Item::Key(key.clone()),
        ];
        let mut bytes = Vec::new();
        items.iter().for_each(|item| item.put(&mut bytes));
        let (mut rest, mut again) = (&bytes[..], Vec::new());
        while !rest.is_empty() {
            let item = Item::take(&mut rest).unwrap();
            assert!(!matches!(&item, Item::Key(found) if *found != key));
            item.put(&mut again);
        }
        assert_eq!(again, bytes);
        let mut last = Vec::new();
        items[4].put(&mut last);
        for end in 0..last.len() {
            assert!(Item::take(&mut &last[..end]).is_none(), "{end}");
        }
    }
}
