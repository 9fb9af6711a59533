//! What waits for the writer, and what one job does inside the transaction of its group.

use std::collections::BTreeMap;

use journal::{Hash, Log};
use rusqlite::{Row, Statement};
use tokio::sync::oneshot;

use super::rows;
use super::statements::Statements;
use crate::error::StoreError;
use crate::tag::TagKey;
use crate::verbs::{Append, KeyRef, NewKey, Receipt, RecordBytes, Slot, WrappedKey};

/// A verb that writes, with the one who waits for its answer.
pub(super) enum Job {
    Append { append: Append, leaf: Hash, reply: Reply<Receipt> },
    Rewrap { keys: Vec<WrappedKey>, reply: Reply<()> },
    RestoreKeys { keys: Vec<WrappedKey>, reply: Reply<()> },
    ChangeSlots { put: Vec<Slot>, drop: Vec<String>, reply: Reply<()> },
    Forget { reply: Reply<bool> },
}

pub(super) type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// Why a job was not done.
pub(super) enum Failure {
    /// It alone is refused; the group goes on.
    Refused(StoreError),
    /// The database failed: the group is lost, and the writer stops for good.
    Fatal(String),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fatal(error.to_string())
    }
}

/// What a job did, until the commit makes it true.
pub(super) enum Done {
    Appended { log: Log, index: u64, version: u32, leaf: Hash, leaves: Leaves },
    Changed(Leaves),
}

/// What a job leaves in the write-ahead log that must not stay there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leaves {
    Nothing,
    /// Keys in their old wrapping: they go with the next cut, and at the latest with that of what follows.
    OldWrappings,
    /// Keys that were dropped or replaced: they go before the job is answered.
    Dropped,
}

impl Done {
    pub(super) fn leaves(&self) -> Leaves {
        match self {
            Self::Appended { leaves, .. } | Self::Changed(leaves) => *leaves,
        }
    }
}

impl Job {
    /// Does the job. `sizes` are those of the changes and the audit log, with the jobs of this group before.
    pub(super) fn run(&self, to: &mut Statements<'_>, tags: &TagKey, sizes: [u64; 2]) -> Result<Done, Failure> {
        match self {
            Self::Append { append, leaf, .. } => {
                let index = sizes[usize::from(append.log == Log::Audit)];
                let version = add_entry(to, append, *leaf, index)?;
                for record in &append.drop_keys_of {
                    to.drop_keys.execute([record.as_slice()])?;
                }
                for key in &append.keys {
                    add_key(to, tags, append.record, index, key)?;
                }
                let mut leaves = change_slots(to, tags, &append.put_slots, &append.drop_slots)?;
                if !append.drop_keys_of.is_empty() {
                    leaves = Leaves::Dropped;
                }
                Ok(Done::Appended { log: append.log, index, version, leaf: *leaf, leaves })
            }
            Self::Rewrap { keys, .. } => rewrap(to, tags, keys),
            Self::RestoreKeys { keys, .. } => restore_keys(to, tags, keys),
            Self::ChangeSlots { put, drop, .. } => Ok(Done::Changed(change_slots(to, tags, put, drop)?)),
            Self::Forget { .. } => Ok(Done::Changed(Leaves::Dropped)),
        }
    }

    /// Whether it may be refused after it has written something. An entry alone is refused before: a savepoint, which
    /// copies each page that is touched, would cost as much as the entry.
    pub(super) fn is_refused_halfway(&self) -> bool {
        match self {
            Self::Append { append, .. } => !append.put_slots.is_empty() || !append.drop_slots.is_empty(),
            _ => true,
        }
    }

    /// About how many bytes it adds to the write-ahead log.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Append { append, .. } => append.bytes.len() + append.keys.len() * 512,
            Self::Rewrap { keys, .. } | Self::RestoreKeys { keys, .. } => keys.len() * 512,
            Self::ChangeSlots { put, .. } => put.len() * 512,
            Self::Forget { .. } => 0,
        }
    }

    /// Answers with an error. Who waited may have gone.
    pub(super) fn refuse(self, error: StoreError) {
        match self {
            Self::Append { reply, .. } => drop(reply.send(Err(error))),
            Self::Rewrap { reply, .. } | Self::RestoreKeys { reply, .. } | Self::ChangeSlots { reply, .. } => {
                drop(reply.send(Err(error)));
            }
            Self::Forget { reply } => drop(reply.send(Err(error))),
        }
    }

    /// Answers that it is durable; `sizes` are those of the logs after the group, and `is_cut` whether nothing that
    /// must not stay is left in the write-ahead log.
    pub(super) fn acknowledge(self, done: &Done, sizes: [u64; 2], is_cut: bool) {
        match (self, done) {
            (Self::Append { reply, .. }, Done::Appended { log, index, version, leaves, .. }) => {
                let size = sizes[usize::from(*log == Log::Audit)];
                let is_forgotten = is_cut || *leaves != Leaves::Dropped;
                drop(reply.send(Ok(Receipt { index: *index, version: *version, size, is_forgotten })));
            }
            (Self::Append { reply, .. }, Done::Changed(_)) => drop(reply.send(Err(StoreError::Closed))),
            (Self::Forget { reply }, _) => drop(reply.send(Ok(is_cut))),
            (Self::Rewrap { reply, .. } | Self::RestoreKeys { reply, .. } | Self::ChangeSlots { reply, .. }, _) => {
                drop(reply.send(Ok(())))
            }
        }
    }
}

fn add_entry(to: &mut Statements<'_>, append: &Append, leaf: Hash, index: u64) -> Result<u32, Failure> {
    let log = rows::log_code(append.log);
    let record = append.record.as_slice();
    let actual: u32 = to.version.query_row((log, record), |row| row.get::<_, Option<u32>>(0))?.unwrap_or(0);
    if let Some(expected) = append.expected_version.filter(|expected| *expected != actual) {
        return Err(Failure::Refused(StoreError::Conflict { expected, actual }));
    }
    let version = actual.checked_add(1).ok_or_else(|| {
        Failure::Refused(StoreError::Damaged { table: "entry", what: "no version is left".to_owned() })
    })?;
    to.add_entry.execute((log, rows::integer(index), record, version, leaf.0.as_slice(), append.bytes.as_slice()))?;
    Ok(version)
}

fn add_key(
    to: &mut Statements<'_>,
    tags: &TagKey,
    record: RecordBytes,
    index: u64,
    key: &NewKey,
) -> Result<(), Failure> {
    let key_ref = KeyRef { index, section: key.section };
    let mut row = WrappedKey { key: key_ref, record, epoch: key.epoch, bytes: key.bytes.clone(), tag: [0; 32] };
    row.tag = tags.wrapped_key(&row);
    put_key(&mut to.put_key, &row)
}

fn put_key(to: &mut Statement<'_>, row: &WrappedKey) -> Result<(), Failure> {
    to.execute((
        rows::integer(row.key.index),
        row.key.section,
        row.record.as_slice(),
        row.epoch.to_be_bytes().as_slice(),
        row.bytes.as_slice(),
        row.tag.as_slice(),
    ))?;
    Ok(())
}

fn rewrap(to: &mut Statements<'_>, tags: &TagKey, keys: &[WrappedKey]) -> Result<Done, Failure> {
    for key in keys {
        let tag = tags.wrapped_key(key);
        let changed = to.rewrap.execute((
            rows::integer(key.key.index),
            key.key.section,
            key.record.as_slice(),
            key.epoch.to_be_bytes().as_slice(),
            key.bytes.as_slice(),
            tag.as_slice(),
        ))?;
        if changed == 0 {
            return Err(Failure::Refused(StoreError::UnknownKey(key.key)));
        }
    }
    Ok(Done::Changed(Leaves::OldWrappings))
}

fn restore_keys(to: &mut Statements<'_>, tags: &TagKey, keys: &[WrappedKey]) -> Result<Done, Failure> {
    for key in keys {
        let index = rows::integer(key.key.index);
        if !to.is_entry_of.exists((index, key.record.as_slice()))? {
            return Err(Failure::Refused(StoreError::UnknownKey(key.key)));
        }
        if !to.is_key_kept.exists((index, key.key.section))? {
            let mut row = key.clone();
            row.tag = tags.wrapped_key(&row);
            put_key(&mut to.put_key_back, &row)?;
        }
    }
    Ok(Done::Changed(Leaves::Nothing))
}

fn change_slots(to: &mut Statements<'_>, tags: &TagKey, put: &[Slot], dropped: &[String]) -> Result<Leaves, Failure> {
    if put.is_empty() && dropped.is_empty() {
        return Ok(Leaves::Nothing);
    }
    let row = |row: &Row<'_>| Ok(rows::slot(row));
    let mut all = BTreeMap::new();
    for slot in to.slots.query_map([], row)? {
        let slot = slot?.map_err(Failure::Refused)?;
        all.insert(slot.name, (slot.bytes, slot.tag));
    }
    let mut is_rewritten = false;
    for name in dropped {
        is_rewritten |= all.remove(name).is_some();
    }
    let mut new = BTreeMap::new();
    for slot in put {
        is_rewritten |= all.remove(&slot.name).is_some();
        new.insert(slot.name.clone(), (slot.bytes.clone(), tags.slot(slot)));
    }
    if is_rewritten {
        to.wipe_slots.execute([])?;
        new.append(&mut all);
    }
    for (name, (bytes, tag)) in &new {
        to.put_slot.execute((name.as_str(), bytes.as_slice(), tag.as_slice()))?;
    }
    Ok(if is_rewritten { Leaves::Dropped } else { Leaves::Nothing })
}
