//! What waits for the writer, and what one job does inside the transaction of its group.

use journal::{Hash, Log};
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
    Appended { log: Log, index: u64, version: u32, leaf: Hash },
    Changed,
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
                change_slots(to, tags, &append.put_slots, &append.drop_slots)?;
                Ok(Done::Appended { log: append.log, index, version, leaf: *leaf })
            }
            Self::Rewrap { keys, .. } => rewrap(to, tags, keys),
            Self::RestoreKeys { keys, .. } => restore_keys(to, tags, keys),
            Self::ChangeSlots { put, drop, .. } => {
                change_slots(to, tags, put, drop)?;
                Ok(Done::Changed)
            }
        }
    }

    /// Whether old key bytes must leave the write-ahead log before the job is answered.
    pub(super) fn forgets(&self) -> bool {
        match self {
            Self::Append { append, .. } => !append.drop_keys_of.is_empty() || !append.drop_slots.is_empty(),
            Self::Rewrap { .. } => true,
            Self::RestoreKeys { .. } => false,
            Self::ChangeSlots { drop, .. } => !drop.is_empty(),
        }
    }

    /// About how many bytes it adds to the write-ahead log.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Append { append, .. } => append.bytes.len() + append.keys.len() * 512,
            Self::Rewrap { keys, .. } | Self::RestoreKeys { keys, .. } => keys.len() * 512,
            Self::ChangeSlots { put, .. } => put.len() * 512,
        }
    }

    /// Answers with an error. Who waited may have gone.
    pub(super) fn refuse(self, error: StoreError) {
        match self {
            Self::Append { reply, .. } => drop(reply.send(Err(error))),
            Self::Rewrap { reply, .. } | Self::RestoreKeys { reply, .. } | Self::ChangeSlots { reply, .. } => {
                drop(reply.send(Err(error)));
            }
        }
    }

    /// Answers that it is durable; `sizes` are those of the logs after the group.
    pub(super) fn acknowledge(self, done: &Done, sizes: [u64; 2]) {
        match (self, done) {
            (Self::Append { reply, .. }, Done::Appended { log, index, version, .. }) => {
                let size = sizes[usize::from(*log == Log::Audit)];
                drop(reply.send(Ok(Receipt { index: *index, version: *version, size })));
            }
            (Self::Append { reply, .. }, Done::Changed) => drop(reply.send(Err(StoreError::Closed))),
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
    put_key(to, &row)
}

fn put_key(to: &mut Statements<'_>, row: &WrappedKey) -> Result<(), Failure> {
    to.put_key.execute((
        rows::integer(row.key.index),
        row.key.section,
        row.record.as_slice(),
        row.epoch,
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
            key.epoch,
            key.bytes.as_slice(),
            tag.as_slice(),
        ))?;
        if changed == 0 {
            return Err(Failure::Refused(StoreError::UnknownKey(key.key)));
        }
    }
    Ok(Done::Changed)
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
            put_key(to, &row)?;
        }
    }
    Ok(Done::Changed)
}

fn change_slots(to: &mut Statements<'_>, tags: &TagKey, put: &[Slot], dropped: &[String]) -> Result<(), Failure> {
    for name in dropped {
        to.drop_slot.execute([name])?;
    }
    for slot in put {
        to.put_slot.execute((slot.name.as_str(), slot.bytes.as_slice(), tags.slot(slot).as_slice()))?;
    }
    Ok(())
}
