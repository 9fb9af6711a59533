//! From the log to the view: entries are opened by several threads at once and folded in their order by one.

use std::collections::BTreeMap;
use std::thread;

use journal::{Index, Log};
use store::seal::Wrapper;
use store::{KeyRef, Store, Stored, WrappedKey};

use crate::keys::Unlocked;
use crate::matching::Matching;
use crate::opening::State;
use crate::sections::{MATCHING, ReadEntry};
use crate::view::Step;
use crate::{Node, NodeError};

/// Entries read from the store at once.
const READ_COUNT: usize = 2048;
/// Keys read from the store at once: most entries have two.
const READ_KEY_COUNT: usize = 2 * READ_COUNT;
/// For fewer entries than this no thread is started.
const SHARE_MIN: usize = 64;

/// Keys of the entries that are being opened, by their place.
type Keys = BTreeMap<KeyRef, WrappedKey>;

impl Node {
    /// Folds all entries that the view has not seen.
    pub(crate) async fn fold_rest(&self, state: &mut State) -> Result<(), NodeError> {
        loop {
            let from = state.view.next;
            let entries = self.store.entries(Log::Changes, from, READ_COUNT).await?;
            let Some(last) = entries.last().map(|entry| entry.index) else { return Ok(()) };
            let keys = if state.unlocked.is_some() { self.keys_between(from, last).await? } else { Keys::new() };
            for steps in open_all(&self.wrapper, &entries, state.unlocked.as_ref(), &keys)? {
                steps.into_iter().try_for_each(|step| state.view.fold(step))?;
            }
        }
    }

    async fn keys_between(&self, from: Index, last: Index) -> Result<Keys, NodeError> {
        let mut keys = Keys::new();
        let mut next = KeyRef { index: from, section: 0 };
        loop {
            let rows = self.store.wrapped_keys(next, READ_KEY_COUNT).await?;
            let Some(end) = rows.last().map(|row| row.key) else { return Ok(keys) };
            keys.extend(rows.into_iter().filter(|row| row.key.index <= last).map(|row| (row.key, row)));
            if end.index > last {
                return Ok(keys);
            }
            next = end.next();
        }
    }
}

/// Opens entries, each thread a share of them; the shares are in the order of the log.
fn open_all(
    wrapper: &Wrapper,
    entries: &[Stored],
    unlocked: Option<&Unlocked>,
    keys: &Keys,
) -> Result<Vec<Vec<Step>>, NodeError> {
    let open_share = |share: &[Stored]| share.iter().map(|entry| open(wrapper, entry, unlocked, keys)).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = entries.len().div_ceil(threads).max(SHARE_MIN);
    if entries.len() <= share {
        return Ok(vec![open_share(entries)?]);
    }
    thread::scope(|scope| {
        let running: Vec<_> = entries.chunks(share).map(|share| scope.spawn(move || open_share(share))).collect();
        let stopped = |_| NodeError::Stopped { cause: "a thread that opened entries ended early".to_owned() };
        running.into_iter().map(|thread| thread.join().map_err(stopped)?).collect()
    })
}

fn open(wrapper: &Wrapper, stored: &Stored, unlocked: Option<&Unlocked>, keys: &Keys) -> Result<Step, NodeError> {
    let Stored { index, version, bytes, .. } = stored;
    let read =
        ReadEntry::decode(bytes).map_err(|why| NodeError::damaged(format!("entry {index} is unreadable ({why})")))?;
    let matching = matching_of(wrapper, &read, *index, unlocked, keys)?;
    let public = read.public().map(<[u8]>::to_vec);
    Ok(Step { index: *index, version: *version, header: read.header, public, matching })
}

fn matching_of(
    wrapper: &Wrapper,
    read: &ReadEntry,
    index: Index,
    unlocked: Option<&Unlocked>,
    keys: &Keys,
) -> Result<Option<Matching>, NodeError> {
    let Some((section, _)) = read.section(MATCHING) else { return Ok(None) };
    let (Some(unlocked), Some(key)) = (unlocked, keys.get(&KeyRef { index, section })) else { return Ok(None) };
    // a key of an epoch that nobody here has is no damage to one record, but to all
    unlocked.epoch(key.epoch)?;
    // one record that was damaged must not keep all others shut: it counts as closed, which is told wherever it is missed
    let plain = read.open_matching(wrapper, unlocked, key).ok();
    Ok(plain.and_then(|plain| Matching::from_bytes(&plain)))
}
