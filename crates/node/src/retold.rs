//! The event `restored`: what the log said of keys and erasures after the data backup had ended, told again.
//!
//! A data backup may be older than the key backup that it is restored with. An epoch, a new holder or an erasure of the
//! time between is in the keys then, and not in the log. The key backup carries those events, and the restored log says
//! them again in one of its own, so that it fits its keys and an erased record is known as erased and not as lost.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::NodeError;
use crate::sections::ReadEntry;

/// The kind of the event.
pub(crate) const RESTORED: &str = "restored";
/// Bytes of told entries that go into one event; a longer telling takes several.
const TOLD_BYTES: usize = 4 << 20;

/// The public section of the event `restored`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestoredFacts {
    /// Entries of the log of changes that the data backup had.
    pub(crate) data_size: u64,
    /// Entries that the log had when the key backup was made.
    pub(crate) keys_size: u64,
    /// The signed checkpoint of that size: the log that was.
    keys_checkpoint: String,
    /// Entries of the log that was, in its order.
    events: Vec<ToldAgain>,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct ToldAgain {
    /// Where it stood.
    index: u64,
    /// The entry, in base64.
    entry: String,
}

impl RestoredFacts {
    /// As many events as the telling takes.
    pub(crate) fn of(data_size: u64, (keys_size, keys_checkpoint): (u64, &str), told: &[(u64, Vec<u8>)]) -> Vec<Self> {
        let mut facts: Vec<Self> = Vec::new();
        let mut byte_count = TOLD_BYTES;
        for (index, entry) in told {
            if byte_count + entry.len() > TOLD_BYTES {
                let keys_checkpoint = keys_checkpoint.to_owned();
                facts.push(Self { data_size, keys_size, keys_checkpoint, events: Vec::new() });
                byte_count = 0;
            }
            byte_count += entry.len();
            if let Some(last) = facts.last_mut() {
                last.events.push(ToldAgain { index: *index, entry: STANDARD.encode(entry) });
            }
        }
        facts
    }

    /// The entries that are told again.
    pub(crate) fn entries(&self) -> Result<Vec<(u64, ReadEntry)>, NodeError> {
        let read = |told: &ToldAgain| {
            let unreadable =
                |why: String| NodeError::damaged(format!("an event that was told again is unreadable ({why})"));
            let bytes = STANDARD.decode(&told.entry).map_err(|error| unreadable(error.to_string()))?;
            Ok((told.index, ReadEntry::decode(&bytes).map_err(unreadable)?))
        };
        self.events.iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{RestoredFacts, TOLD_BYTES};

    #[test]
    fn a_long_telling_takes_several_events_in_the_same_order() {
        let told: Vec<(u64, Vec<u8>)> = (7..12).map(|index| (index, vec![index as u8; TOLD_BYTES / 2])).collect();
        let facts = RestoredFacts::of(5, (12, "signed"), &told);
        let indices: Vec<Vec<u64>> = facts.iter().map(|it| it.events.iter().map(|told| told.index).collect()).collect();
        assert_eq!(indices, [vec![7, 8], vec![9, 10], vec![11]]);
        assert!(RestoredFacts::of(5, (5, "signed"), &[]).is_empty());
    }
}
