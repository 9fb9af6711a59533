//! The view as it was, sealed in a file: a start takes it instead of opening a million sections again.
//!
//! It is never more than a saving: it is taken only where it was written by this node while it was unlocked in this
//! epoch, by a program that writes the same form, and of a log that had this very root at that size. Everything else is
//! ignored, with a note, and the view is folded from the journal. It is never part of a backup.
//!
//! Law: the view from a snapshot and what came after it is the view from the journal.

mod codec;
mod file;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::{fmt, io, thread};

use journal::{Hash, Log, LogPublic, SignedCheckpoint};
use store::Store;
use store::seal::KeyPair;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use self::codec::{Item, Sink, Source};
use self::file::{PART_BYTE_COUNT, Part, Place, Reading, Writing};
use crate::sections::ReadEntry;
use crate::view::View;
use crate::{Node, NodeError, clock};

/// The form that this program writes. What a view holds or how it is folded changed: another number.
const VERSION: u16 = 1;
/// At a close it is written anew once this part of the records came after it: writing is some ten times as fast as opening.
const CLOSE_PART: u64 = 16;
/// While running it is written once so many entries, and this part of the records, came after it.
const RUNNING_COUNT_MIN: u64 = 10_000;
const RUNNING_PART: u64 = 4;

/// What became of the snapshot at the last unlocking.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum SnapshotUse {
    /// There was none.
    #[default]
    Absent,
    /// The view came from it and from what was appended after it.
    Loaded {
        /// How many entries it spared.
        size: u64,
    },
    /// It was not taken; the view was folded from the journal.
    Ignored {
        /// Why.
        why: &'static str,
    },
}

impl fmt::Display for SnapshotUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("no snapshot: the view was folded from the journal"),
            Self::Loaded { size } => write!(f, "the snapshot of {size} entries was taken"),
            Self::Ignored { why } => {
                write!(f, "the snapshot was ignored ({why}): the view was folded from the journal")
            }
        }
    }
}

/// What a node knows of its snapshot's file.
#[derive(Default)]
pub(crate) struct Snapshots {
    /// Held while the file is written or taken away.
    writing: Mutex<()>,
    /// The size of the log at the newest one; 0 where there is none.
    size: AtomicU64,
}

impl Node {
    /// What became of the snapshot when the node was last unlocked.
    pub async fn snapshot(&self) -> SnapshotUse {
        self.state.read().await.snapshot.clone()
    }

    /// Writes the snapshot where enough came after the last one. What was appended is durable whatever becomes of it, so
    /// a disk that refuses is no failure here.
    pub(crate) async fn save_snapshot_when_due(&self) {
        let (after, rows) = self.after_snapshot().await;
        if after >= RUNNING_COUNT_MIN.max(rows / RUNNING_PART) {
            _ = self.save_snapshot().await;
        }
    }

    /// Writes the snapshot at the end of an unlocked time; what a disk refuses then is folded again at the next start.
    pub(crate) async fn save_last_snapshot(&self) {
        let (after, rows) = self.after_snapshot().await;
        if after > 0 && after >= rows / CLOSE_PART {
            _ = self.save_snapshot().await;
        }
    }

    /// How many entries were folded after the newest snapshot, and how many records there are; of a locked node none.
    async fn after_snapshot(&self) -> (u64, u64) {
        let state = self.state.read().await;
        let after = state.view.next.saturating_sub(self.snapshots.size.load(Ordering::Relaxed));
        if state.unlocked.is_some() { (after, state.view.rows.len() as u64) } else { (0, 0) }
    }

    /// Writes the snapshot now, if the node is unlocked.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn save_snapshot(&self) -> Result<(), NodeError> {
        let _one_at_a_time = self.snapshots.writing.lock().await;
        let state = std::sync::Arc::clone(&self.state).read_owned().await;
        if state.unlocked.is_none() {
            return Ok(());
        }
        let size = state.view.next;
        let Some(root) = self.root_at(size).await? else { return Ok(()) };
        let (path, name) = (self.layout.snapshot(), self.settings.name.clone());
        let mut salt = [0; 32];
        clock::random(&mut salt)?;
        let written = tokio::task::spawn_blocking(move || {
            let Some(unlocked) = &state.unlocked else { return Ok(()) };
            let place = Place { node: &name, version: VERSION, salt };
            let epoch = unlocked.epoch(state.view.keys.node()?.epoch)?;
            write(&path, place, epoch, &state.view, root).map_err(NodeError::file("written", &path))
        });
        written.await.map_err(|error| NodeError::Stopped { cause: error.to_string() })??;
        self.snapshots.size.store(size, Ordering::Relaxed);
        Ok(())
    }

    /// Takes the snapshot away: at an erasure, after the view has dropped the record, and at the end of an epoch. A
    /// snapshot on its way is waited for, so call it without holding the state.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub(crate) async fn remove_snapshot(&self) -> Result<(), NodeError> {
        let _one_at_a_time = self.snapshots.writing.lock().await;
        self.snapshots.size.store(0, Ordering::Relaxed);
        let path = self.layout.snapshot();
        file::remove(&path).map_err(NodeError::file("removed", &path))
    }

    /// The view of the snapshot, or why it is not taken.
    pub(crate) async fn load_snapshot(&self, epoch: &KeyPair) -> Result<(Option<View>, SnapshotUse), NodeError> {
        let (path, name, epoch) = (self.layout.snapshot(), self.settings.name.clone(), epoch.clone());
        let loaded = tokio::task::spawn_blocking(move || load(&path, &name, &epoch));
        let loaded = match loaded.await.map_err(|error| NodeError::Stopped { cause: error.to_string() })? {
            Ok(loaded) => loaded,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((None, SnapshotUse::Absent)),
            Err(_) => Err("it cannot be read"),
        };
        let ignored = |why| Ok((None, SnapshotUse::Ignored { why }));
        let (mut view, root) = match loaded {
            Ok(loaded) => loaded,
            Err(why) => return ignored(why),
        };
        if self.root_at(view.next).await? != Some(root) {
            return ignored("the log is another one than it was made of");
        }
        for index in std::mem::take(&mut view.events) {
            let stored = self.store.entries(Log::Changes, index, 1).await?;
            let read = stored.first().filter(|it| it.index == index).map(|it| ReadEntry::decode(&it.bytes));
            let Some(Ok(read)) = read else { return ignored("an event that it rests on cannot be read") };
            let Some(public) = read.public() else { return ignored("an event that it rests on says nothing") };
            view.fold_event(index, &read.header, public)?;
        }
        let size = view.next;
        // entries that are no events tell of keys only that the founding is over
        view.keys.is_founding &= view.events.len() as u64 == size;
        self.snapshots.size.store(size, Ordering::Relaxed);
        Ok((Some(view), SnapshotUse::Loaded { size }))
    }

    /// The root that the log of changes had at a size, as it was signed then.
    async fn root_at(&self, size: u64) -> Result<Option<Hash>, NodeError> {
        let found = self.store.checkpoints(Log::Changes, size, 1).await?;
        let Some((_, text)) = found.into_iter().find(|(at, _)| *at == size) else { return Ok(None) };
        let (_, public) = LogPublic::parse_verifier(&self.settings.log_key)
            .map_err(|error| NodeError::damaged(format!("`node.toml` names no key ({error})")))?;
        let origin = Log::Changes.origin(&self.settings.name);
        let Ok(signed) = SignedCheckpoint::parse(&text) else { return Ok(None) };
        Ok(signed.verify(&public, &origin).ok().filter(|it| it.size == size).map(|it| it.root))
    }
}

fn write(path: &Path, place: Place<'_>, epoch: &KeyPair, view: &View, root: Hash) -> io::Result<()> {
    let key = place.key(epoch).ok_or_else(|| io::Error::other("no key could be drawn"))?;
    let mut writing = Writing::begin(path, place, key)?;
    let mut sink = Sink(Zeroizing::new(Vec::with_capacity(2 * PART_BYTE_COUNT)));
    sink.0.extend_from_slice(&view.next.to_be_bytes());
    sink.0.extend_from_slice(&root.0);
    let mut flush = |sink: &mut Sink| -> io::Result<()> {
        if sink.0.len() >= PART_BYTE_COUNT {
            writing.part(&sink.0, false)?;
            sink.0.clear();
        }
        Ok(())
    };
    // each field by name, so that a new one is thought of here; relations are folded again from the rows
    let View { rows, keys: _, accounts: _, blobs, next: _, events, versions, pending, relations: _ } = view;
    for row in rows.values() {
        sink.row(row);
        flush(&mut sink)?;
    }
    for (import, rows) in pending {
        for row in rows {
            sink.pending(import, row);
            flush(&mut sink)?;
        }
    }
    for (record, version) in versions {
        if rows.get(record).is_none_or(|row| row.version != *version) {
            sink.version(record, *version);
            flush(&mut sink)?;
        }
    }
    for (record, named) in blobs {
        sink.blobs(record, named);
        flush(&mut sink)?;
    }
    for index in events {
        sink.event(*index);
        flush(&mut sink)?;
    }
    writing.part(&sink.0, true)?;
    writing.finish(path)
}

type Loaded = Result<(View, Hash), &'static str>;

/// Reads a snapshot: one thread reads, others open and take apart, and this one puts together. No more than a few parts
/// are on their way at once, so that what is needed beside the view stays small.
fn load(path: &Path, node: &str, epoch: &KeyPair) -> io::Result<Loaded> {
    let damaged = Err("it is damaged, of another epoch, or of another program");
    let Some(mut reading) = Reading::begin(path)? else { return Ok(damaged) };
    let place = Place { node, version: VERSION, salt: reading.salt };
    let Some(key) = place.key(epoch) else { return Ok(damaged) };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let taken = thread::scope(|scope| {
        let (mut to_work, mut results) = (Vec::new(), Vec::new());
        for _ in 0..workers {
            let (to_one, parts) = mpsc::sync_channel::<Part>(1);
            let (to_gather, taken) = mpsc::sync_channel(1);
            to_work.push(to_one);
            results.push(taken);
            let (place, key) = (&place, &key);
            scope.spawn(move || {
                let mut opened = parts.into_iter().map(|part| take_apart(place, key, &part));
                // who puts together has given up where this fails
                opened.try_for_each(|taken| to_gather.send(taken).ok())
            });
        }
        let read = scope.spawn(move || -> io::Result<bool> {
            let mut is_whole = false;
            while let Some(part) = reading.part()? {
                is_whole = part.is_last;
                let worker = part.number as usize % workers;
                if to_work[worker].send(part).is_err() {
                    break;
                }
            }
            Ok(is_whole)
        });
        // dealt out one by one, so the first worker that gives nothing more is the end
        let view = gather((0..).map_while(|at| results[at % workers].recv().ok()));
        drop(results);
        let is_whole = read.join().unwrap_or(Ok(false))?;
        Ok::<_, io::Error>(view.filter(|_| is_whole))
    })?;
    Ok(taken.map_or(damaged, Ok))
}

/// What one part held: the first one begins with size and root.
struct Taken {
    head: Option<(u64, Hash)>,
    items: Vec<Item>,
}

fn take_apart(place: &Place<'_>, key: &store::seal::DataKey, part: &Part) -> Option<Taken> {
    let plain = place.open(key, part)?;
    let mut source = Source(&plain);
    let head = if part.number == 0 { Some((source.number()?, Hash(source.array()?))) } else { None };
    let mut items = Vec::new();
    while !source.is_empty() {
        items.push(source.item()?);
    }
    Some(Taken { head, items })
}

/// Puts the view together, in the order in which it was written.
fn gather(parts: impl Iterator<Item = Option<Taken>>) -> Option<(View, Hash)> {
    let mut view = View::default();
    let mut root = None;
    for taken in parts {
        let Taken { head, items } = taken?;
        if let Some((next, hash)) = head {
            view.next = next;
            root = Some(hash);
        }
        for item in items {
            match item {
                Item::Row(row) => {
                    let record = row.header.record.to_bytes();
                    view.versions.insert(record, row.version);
                    view.insert(record, row).ok()?;
                }
                Item::Pending(import, row) => view.pending.entry(import).or_default().push(row),
                // after the rows, whose version it is otherwise
                Item::Version(record, version) => _ = view.versions.insert(record, version),
                Item::Blobs(record, named) => _ = view.blobs.insert(record, named),
                Item::Event(index) => view.events.push(index),
            }
        }
    }
    root.map(|root| (view, root))
}

#[cfg(test)]
mod tests;
