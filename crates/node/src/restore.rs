//! A node out of a data backup, the newest key backup and two shares: built beside its place, which it gets when it is
//! whole.
//!
//! The data backup may be older than the key backup: keys of entries that it lacks are left out, and what the log said of
//! keys and erasures since is told again ([`crate::retold`]). Erased records stay erased: their keys are not in the
//! newest key backup, and from an older one they are not taken.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use journal::audit::{Finding, FindingKind};
use journal::{Log, LogKey, LogPublic};
use rooms::header::{Hour, OrgId, PersonRef, Purpose};
use store::seal::{KeyPair, Wrapper};
use store::sqlite::SqliteStore;
use store::{Append, Slot, Store, StoreError, WrappedKey};
use zeroize::Zeroizing;

use crate::backup::{Manifest, copy_blobs};
use crate::init::{parent_of, refuse_taken};
use crate::key_backup::{Item, Items, KeyHeader, Reader, Told};
use crate::keys::{PublicKeys, RECOVERY, Unlocked};
use crate::layout::{self, Layout};
use crate::retold::{RESTORED, RestoredFacts};
use crate::settings::Settings;
use crate::shares::{ShareSheet, check_pair, join_sheets};
use crate::staging::Staging;
use crate::{BackupError, Node, NodeError, clock, sections};

/// Keys put into the keyring at once.
const KEYS_AT_ONCE: usize = 1000;

/// What a restoring brought back, and what it did not.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// The node's name.
    pub node: String,
    /// Entries of the log of changes that the data backup had.
    pub changes: u64,
    /// Entries that the log had when the key backup was made: what is between the two is lost.
    pub keys_changes: u64,
    /// Keys of sections that are back.
    pub key_count: usize,
    /// Keys left out because the data backup ends before their entries.
    pub keys_beyond: usize,
    /// Keys left out because their records are erased.
    pub keys_erased: usize,
    /// Sections that have no key, and no erasure says why: nobody opens them again.
    pub sections_without_key: usize,
    /// All that `verify` says of the restored node; empty where it is as it was written.
    pub findings: Vec<Finding>,
}

/// What a restoring works on.
struct Restoring<'a> {
    layout: Layout,
    header: KeyHeader,
    pair: &'a KeyPair,
    keys: Items,
}

/// What stands in a key backup before the keys of sections.
#[derive(Default)]
struct Front {
    settings: Vec<u8>,
    seed: Option<Zeroizing<[u8; 32]>>,
    events: Vec<(u64, Vec<u8>)>,
    slots: Vec<Slot>,
    first_key: Option<WrappedKey>,
}

impl Node {
    /// Restores a node into a directory that is not there yet, or is empty.
    ///
    /// # Errors
    /// Where the backups are damaged or do not belong together, the shares do not open the keys, or the disk refuses:
    /// nothing is left then.
    pub async fn restore(
        backup: &Path,
        keys: &Path,
        shares: &[ShareSheet],
        into: &Path,
    ) -> Result<Restored, NodeError> {
        refuse_taken(into)?;
        let reader = Reader::begin(keys)?;
        let pair = KeyPair::derive(join_sheets(shares)?.as_bytes());
        let verification = Self::check_backup(backup).await?;
        if let Some(first) = verification.findings.first() {
            return Err(BackupError::NotAsMade { what: first.what.clone() }.into());
        }
        let manifest = Manifest::load(backup)?;
        let from = Layout::new(backup);
        let settings = Settings::load(&from.settings())?;
        if (&settings.name, &settings.log_key) != (&reader.header.node, &reader.header.log_key) {
            return Err(BackupError::OtherNode { keys: reader.header.node, data: settings.name }.into());
        }
        let data = SqliteStore::open_read_only(&from.journal())?;
        let told = Told::until(&data, u64::MAX).await;
        data.close().await?;
        check_pair(&pair, reader.header.recovery_key, "the key backup", &told?.keys)?;

        let name = into.file_name().unwrap_or_default().to_string_lossy();
        let staging = Staging::begin(&parent_of(into), &format!(".{name}.restore-"))?;
        let layout = Layout::new(staging.root());
        let header = reader.header.clone();
        let restoring = Restoring { layout, header, pair: &pair, keys: reader.open(&pair)? };
        let restored = restoring.run(&from, manifest.size(Log::Changes)).await?;
        staging.finish(into)?;
        Ok(restored)
    }
}

impl Restoring<'_> {
    async fn run(mut self, from: &Layout, size: u64) -> Result<Restored, NodeError> {
        let front = self.front()?;
        let key = self.write_files(from, &front).await?;
        let store = SqliteStore::open(&self.layout.journal(), key, &self.header.node)?;
        let told = Told::until(&store, size).await?;
        check_history(&told, &front, &self.header, size)?;
        let keys = self.tell_again(&store, &told, &front, size).await?;
        store.change_slots(front.slots.clone(), Vec::new()).await?;
        Unlocked::with(&Wrapper::new(), self.pair, RECOVERY, &front.slots, &keys)
            .map_err(|error| BackupError::KeysTooOld { what: error.to_string() })?;
        let mut restored = Restored {
            node: self.header.node.clone(),
            changes: size,
            keys_changes: self.header.size,
            key_count: 0,
            keys_beyond: 0,
            keys_erased: 0,
            sections_without_key: 0,
            findings: Vec::new(),
        };
        self.put_keys(&store, front.first_key, &keys.erased, &mut restored).await?;
        store.close().await?;
        restored.findings = Node::verify(self.layout.root()).await?.findings;
        let is_key = |finding: &&Finding| finding.log == "keys" && finding.kind == FindingKind::MissingKey;
        restored.sections_without_key = restored.findings.iter().filter(is_key).count();
        Ok(restored)
    }

    /// Reads up to the first key of a section.
    fn front(&mut self) -> Result<Front, NodeError> {
        let mut front = Front::default();
        while let Some(item) = self.keys.next_item()? {
            match item {
                Item::Settings(text) => front.settings = text,
                Item::LogSeed(seed) => front.seed = Some(seed),
                Item::Event { index, bytes } => front.events.push((index, bytes)),
                Item::Slot(slot) => front.slots.push(slot),
                Item::Key(key) => {
                    front.first_key = Some(key);
                    break;
                }
            }
        }
        Ok(front)
    }

    /// Puts all files in their places but the keys, and gives the key of the log.
    async fn write_files(&self, from: &Layout, front: &Front) -> Result<LogKey, NodeError> {
        let to = &self.layout;
        let seed = front.seed.as_ref().ok_or_else(|| NodeError::damaged("the key backup has no log key"))?;
        let key = LogKey::from_seed(**seed);
        // only who had the node's own log key can have made this key backup: the recovery key itself is public
        if LogPublic::parse_verifier(&self.header.log_key) != Ok((self.header.node.clone(), key.public())) {
            return Err(NodeError::damaged("the log key in the key backup is another than the data backup's"));
        }
        layout::write_new(&to.settings(), &front.settings, 0o644)
            .map_err(NodeError::file("written", &to.settings()))?;
        let settings = Settings::load(&to.settings())?;
        if (&settings.name, &settings.log_key) != (&self.header.node, &self.header.log_key) {
            return Err(NodeError::damaged("the settings in the key backup are of another node"));
        }
        layout::write_secret(&to.log_key(), seed).map_err(NodeError::file("written", &to.log_key()))?;
        // a backup may lie on a medium that is only read: the copy is written to
        let copied = fs::copy(from.journal(), to.journal())
            .and_then(|_| fs::set_permissions(to.journal(), fs::Permissions::from_mode(0o600)));
        copied.map_err(NodeError::file("copied", &from.journal()))?;
        match copy_blobs(&from.blobs(), &to.blobs()).await?.first() {
            None => Ok(key),
            Some(what) => Err(BackupError::NotAsMade { what: what.clone() }.into()),
        }
    }

    /// Appends what the log said of keys and erasures after the data had ended. Gives the keys as they stand then.
    async fn tell_again(
        &self,
        store: &SqliteStore,
        told: &Told,
        front: &Front,
        size: u64,
    ) -> Result<PublicKeys, NodeError> {
        let since = front.events.partition_point(|(index, _)| *index < size);
        let signed = (self.header.size, self.header.checkpoint.as_str());
        for facts in RestoredFacts::of(size, signed, &front.events[since..]) {
            let owner = told.owner.clone().ok_or_else(|| NodeError::damaged("the log has no event of keys"))?;
            let public = serde_json::to_vec(&facts).map_err(|error| NodeError::Unwritable(error.to_string()))?;
            append_event(store, &owner, &public).await?;
        }
        Ok(Told::until(store, u64::MAX).await?.keys)
    }

    async fn put_keys(
        &mut self,
        store: &SqliteStore,
        first: Option<WrappedKey>,
        erased: &BTreeSet<[u8; 16]>,
        restored: &mut Restored,
    ) -> Result<(), NodeError> {
        let mut rows = Vec::new();
        let mut next = first;
        while let Some(row) = next {
            if row.key.index >= restored.changes {
                restored.keys_beyond += 1;
            } else if erased.contains(&row.record) {
                restored.keys_erased += 1;
            } else {
                rows.push(row);
            }
            if rows.len() == KEYS_AT_ONCE {
                restored.key_count += rows.len();
                put(store, std::mem::take(&mut rows)).await?;
            }
            next = match self.keys.next_item()? {
                None => None,
                Some(Item::Key(row)) => Some(row),
                Some(_) => return Err(NodeError::damaged("the key backup is out of order")),
            };
        }
        restored.key_count += rows.len();
        put(store, rows).await
    }
}

async fn put(store: &SqliteStore, rows: Vec<WrappedKey>) -> Result<(), NodeError> {
    match store.restore_keys(rows).await {
        // a key of an entry that the data has otherwise
        Err(StoreError::UnknownKey(key)) => Err(BackupError::OtherHistory { index: key.index }.into()),
        done => Ok(done?),
    }
}

/// Both backups must be of one history: what the two have of it is the same.
fn check_history(told: &Told, front: &Front, header: &KeyHeader, size: u64) -> Result<(), NodeError> {
    let end = size.min(header.size);
    let ours = told.events.iter().filter(|(index, _)| *index < end);
    let theirs = front.events.iter().filter(|(index, _)| *index < end);
    let differing = ours.clone().zip(theirs.clone()).find(|(ours, theirs)| ours != theirs);
    match differing {
        Some((ours, theirs)) => Err(BackupError::OtherHistory { index: ours.0.min(theirs.0) }.into()),
        None if ours.count() != theirs.count() => Err(BackupError::OtherHistory { index: end }.into()),
        None => Ok(()),
    }
}

async fn append_event(store: &SqliteStore, owner: &OrgId, public: &[u8]) -> Result<(), NodeError> {
    let author = PersonRef::new("restore").map_err(|error| NodeError::Unwritable(error.to_string()))?;
    let hour = Hour::of_unix_ms(clock::unix_ms());
    let header = sections::first_header(RESTORED, owner, &author, Purpose::Oversight, hour)?;
    let record = header.record.to_bytes();
    let bytes = sections::public_entry(&header, public)?;
    store.append(Append::new(Log::Changes, record, Some(0), bytes)).await?;
    Ok(())
}
