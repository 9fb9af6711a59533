//! The key backup: one file with the keyring, the wrapped private keys and the log's key, sealed to the node's recovery
//! key. Two of three shares open it, and nothing on the node does.
//!
//! It takes the place of the one before: erased keys are to be gone from it. A file that is newer than the node, or of
//! another one, is left as it is.

mod header;
mod items;
mod replace;
mod sealed;

use std::path::{Path, PathBuf};

use journal::{Log, SignedCheckpoint};
use rooms::header::{Hour, OrgId};
use store::sqlite::SqliteStore;
use store::{KeyRef, Slot, Store};

pub(crate) use self::header::KeyHeader;
pub(crate) use self::items::Item;
use self::replace::Replacing;
use self::sealed::Writer;
pub(crate) use self::sealed::{Items, Reader};
use crate::backup::refuse_inside;
use crate::keys::PublicKeys;
use crate::layout::{self, Layout};
use crate::sections::ReadEntry;
use crate::settings::Settings;
use crate::{BackupError, Node, NodeError, clock};

/// Rows read from the store at once.
const READ_COUNT: usize = 1000;
/// How often the keys are read anew because they changed meanwhile.
const ATTEMPTS: usize = 5;

/// A key backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBackup {
    /// The file.
    pub path: PathBuf,
    /// Entries of the log of changes that it has the keys of.
    pub changes: u64,
    /// Wrapped keys of sections in it.
    pub key_count: usize,
    /// Wrapped private keys in it.
    pub slot_count: usize,
    /// Whether another one was there before.
    pub has_replaced: bool,
}

impl Node {
    /// Writes the key backup of a node in the place of the one before. The node may be served, locked or stopped; it is
    /// only read.
    ///
    /// # Errors
    /// Where no node lies there, the file is no key backup of it or is newer than it, or the disk refuses: the file is
    /// as it was then.
    pub async fn backup_keys(node: &Path, file: &Path) -> Result<KeyBackup, NodeError> {
        let layout = Layout::new(node);
        let settings = Settings::load(&layout.settings())?;
        refuse_inside(node, file)?;
        let store = SqliteStore::open_read_only(&layout.journal())?;
        let made = make(&layout, &settings, &store, file).await;
        store.close().await?;
        made
    }
}

async fn make(layout: &Layout, settings: &Settings, store: &SqliteStore, file: &Path) -> Result<KeyBackup, NodeError> {
    let unwritable = |error| NodeError::file("written", file)(error);
    let replacing = Replacing::begin(file).map_err(unwritable)?.ok_or(BackupError::Moving)?;
    // under the lock: the file may have been another until then
    let has_replaced = check_predecessor(settings, store, file).await?;
    for _ in 0..ATTEMPTS {
        let written = Front::read(store).await?.write(layout, settings, store, &replacing.new).await?;
        if let Some((changes, key_count, slot_count)) = written {
            replacing.finish().map_err(unwritable)?;
            return Ok(KeyBackup { path: file.to_owned(), changes, key_count, slot_count, has_replaced });
        }
    }
    Err(BackupError::Moving.into())
}

/// What is read before the keys of sections.
struct Front {
    size: u64,
    checkpoint: String,
    slots: Vec<Slot>,
    told: Told,
}

impl Front {
    async fn read(store: &SqliteStore) -> Result<Self, NodeError> {
        let head = store.head(Log::Changes).await?;
        let checkpoint = head.checkpoint.ok_or_else(|| NodeError::damaged("the log has no checkpoint"))?;
        let slots = store.slots().await?;
        Ok(Self { size: head.size, checkpoint, slots, told: Told::until(store, head.size).await? })
    }

    /// Writes this and the keys of sections. Gives entries, keys and slots; `None` where keys were dropped or wrapped to
    /// others meanwhile, so that what was read does not belong together.
    async fn write(
        self,
        layout: &Layout,
        settings: &Settings,
        store: &SqliteStore,
        path: &Path,
    ) -> Result<Option<(u64, usize, usize)>, NodeError> {
        let recovery = self.told.keys.node()?.recovery_key;
        let seed = layout::read_secret(&layout.log_key()).map_err(NodeError::file("read", &layout.log_key()))?;
        let hour = Hour::of_unix_ms(clock::unix_ms());
        let signed = (self.size, self.checkpoint.as_str());
        let header = KeyHeader::new(&settings.name, &settings.log_key, signed, recovery, hour);
        let mut writer = Writer::begin(path, &header, recovery.public())?;
        writer.item(&Item::Settings(settings.to_text().into_bytes()))?;
        writer.item(&Item::LogSeed(seed))?;
        for (index, bytes) in self.told.events {
            writer.item(&Item::Event { index, bytes })?;
        }
        for slot in &self.slots {
            writer.item(&Item::Slot(slot.clone()))?;
        }
        let key_count = write_keys(&mut writer, store, self.size).await?;
        writer.finish()?;
        let since = Told::between(store, self.size, u64::MAX).await?;
        let is_still = store.slots().await? == self.slots && since.events.is_empty();
        Ok(is_still.then_some((self.size, key_count, self.slots.len())))
    }
}

async fn write_keys(writer: &mut Writer, store: &SqliteStore, size: u64) -> Result<usize, NodeError> {
    let (mut key_count, mut next) = (0, KeyRef::FIRST);
    loop {
        let rows = store.wrapped_keys(next, READ_COUNT).await?;
        let Some(last) = rows.last().map(|row| row.key) else { return Ok(key_count) };
        next = last.next();
        for row in rows.into_iter().filter(|row| row.key.index < size) {
            writer.item(&Item::Key(row))?;
            key_count += 1;
        }
    }
}

/// What entries without a sealed section say: keys, epochs, erasures.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) keys: PublicKeys,
    pub(crate) events: Vec<(u64, Vec<u8>)>,
    /// Whose the first of them is: the organisation that the node was made for.
    pub(crate) owner: Option<OrgId>,
}

impl Told {
    pub(crate) async fn until(store: &SqliteStore, size: u64) -> Result<Self, NodeError> {
        Self::between(store, 0, size).await
    }

    async fn between(store: &SqliteStore, from: u64, size: u64) -> Result<Self, NodeError> {
        let mut told = Self::default();
        let mut next = from;
        loop {
            let rows = store.entries(Log::Changes, next, READ_COUNT).await?;
            let Some(last) = rows.last().map(|row| row.index) else { return Ok(told) };
            next = last + 1;
            for row in rows.into_iter().filter(|row| row.index < size) {
                let read = ReadEntry::decode(&row.bytes)
                    .map_err(|why| NodeError::damaged(format!("entry {} is unreadable ({why})", row.index)))?;
                if read.public().is_none() {
                    continue;
                }
                told.keys.fold(row.index, &read.header, read.event()?);
                if read.places_with_key().next().is_none() {
                    told.owner.get_or_insert_with(|| read.header.owner.clone());
                    told.events.push((row.index, row.bytes));
                }
            }
            if next >= size {
                return Ok(told);
            }
        }
    }
}

/// Refuses to put a key backup in the place of anything but an older one of the same history. Whether one is there.
async fn check_predecessor(settings: &Settings, store: &SqliteStore, file: &Path) -> Result<bool, NodeError> {
    let path = || file.display().to_string();
    let old = match std::fs::symlink_metadata(file) {
        Ok(_) => Reader::begin(file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(NodeError::file("read", file)(error)),
    };
    let not_ours = |why: &str| NodeError::from(BackupError::NotOurs { path: path(), why: why.to_owned() });
    let old = match old {
        Ok(reader) => reader.header,
        Err(NodeError::Backup(BackupError::NotAKeyBackup { why, .. })) => return Err(not_ours(&why)),
        Err(error) => return Err(error),
    };
    if (&old.node, &old.log_key) != (&settings.name, &settings.log_key) {
        return Err(not_ours(&format!("it is of node `{}`", old.node)));
    }
    let ours = store.head(Log::Changes).await?.size;
    if old.size > ours {
        return Err(BackupError::Newer { path: path(), theirs: old.size, ours }.into());
    }
    let kept = store.checkpoints(Log::Changes, old.size, 1).await?;
    let root = |text: &str| SignedCheckpoint::parse(text).map(|it| (it.unverified().size, it.unverified().root)).ok();
    let is_same_history = kept.first().and_then(|(_, text)| root(text)) == root(&old.checkpoint);
    if !is_same_history {
        return Err(not_ours("it is of a node whose history went another way: one of the two was restored"));
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
