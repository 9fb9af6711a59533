//! What is not as it was written, told of a node that stays locked: beside a running one too, and nothing is written.

use std::path::Path;

use journal::audit::{Audit, Finding, FindingKind};
use journal::witness::Submission;
use journal::{Hash, Log, LogKey, LogPublic, SignedCheckpoint, consistency_proof};
use store::blobs::Blobs;
use store::sqlite::{FileFault, SqliteStore};
use store::{Ends, Store, StoreError, TagKey};

use crate::attachments;
use crate::custody::Seen;
use crate::layout::{self, Layout};
use crate::sections::ReadEntry;
use crate::settings::Settings;
use crate::{Node, NodeError};

/// Rows read from the store at once.
const READ_COUNT: usize = 1000;

/// What a check of a node found.
#[derive(Clone, Debug, PartialEq)]
pub struct Verification {
    /// All that is not as it was written; empty where all is.
    pub findings: Vec<Finding>,
    /// How long each log is by its newest good checkpoint.
    pub sizes: Vec<(Log, u64)>,
}

impl Verification {
    /// Whether all is as it was written.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Node {
    /// Checks a node from its public parts: both logs against their checkpoints, the keyring, the slots and the blobs.
    ///
    /// # Errors
    /// Where no node lies there, or another program keeps its database from being read. A database that is damaged so
    /// that it does not even open is a finding.
    pub async fn verify(path: &Path) -> Result<Verification, NodeError> {
        let layout = Layout::new(path);
        crate::backup::refuse_backup(path)?;
        let settings = Settings::load(&layout.settings())?;
        let mut found = Found::default();
        let (name, public) = LogPublic::parse_verifier(&settings.log_key)
            .map_err(|error| NodeError::NotANode { path: path.display().to_string(), why: error.to_string() })?;
        let tags = match layout::read_secret(&layout.log_key()) {
            Ok(seed) => {
                let key = LogKey::from_seed(*seed);
                if key.public() != public || name != settings.name {
                    found.add("node", 0, FindingKind::Flipped, "`log.key` is not the key that `node.toml` names");
                }
                Some(TagKey::of(&key))
            }
            Err(error) => {
                found.add("node", 0, FindingKind::Dropped, &format!("`log.key` cannot be read ({error})"));
                None
            }
        };
        for fault in SqliteStore::inspect(&layout.journal(), &settings.name).await? {
            found.add("store", 0, file_kind(&fault), &fault.to_string());
        }
        let is_told = found.findings.iter().any(|finding| finding.log == "store");
        let store = match SqliteStore::open_read_only(&layout.journal()) {
            Ok(store) => store,
            Err(_) if is_told => return Ok(found.told(Vec::new())),
            Err(error) => return Err(error.into()),
        };
        let ends = store.ends().await;
        // the ends are taken first: what a running node appends meanwhile is not looked at
        let mut audits = Vec::new();
        let mut seen = Seen::default();
        for log in Log::ALL {
            let read = read_log(&store, log, &settings.name, public, &mut seen).await;
            audits.extend(found.read(read).map(|audit| (log, audit)));
        }
        let elsewhere = |log: Log| {
            let audits = &audits;
            move |hash: &Hash| {
                audits.iter().find(|(other, _)| *other != log).and_then(|(_, audit)| audit.index_of(hash))
            }
        };
        for (log, audit) in &audits {
            let named = audit.findings(&elsewhere(*log));
            // an entry that was moved or lost takes its columns with it
            if named.is_empty() {
                found.findings.extend(seen.columns.faults(*log).cloned());
            }
            found.findings.extend(named);
        }
        let named = seen.findings(&store, tags.as_ref()).await;
        let named = found.read(named).unwrap_or_default();
        found.findings.extend(named);
        // without the whole log, a blob that an entry names would seem to be nobody's
        if audits.len() == Log::ALL.len() {
            check_blobs(&layout, &seen, &mut found).await;
        }
        let checked = check_ends(ends, tags.as_ref(), &store, &mut found).await;
        found.read(checked);
        let sizes = audits.iter().map(|(log, audit)| (*log, audit.signed_size())).collect();
        store.close().await?;
        Ok(found.told(sizes))
    }

    /// How long a log is, beside a running node too.
    ///
    /// # Errors
    /// Where no node lies there.
    pub async fn size(path: &Path, log: Log) -> Result<u64, NodeError> {
        let store = SqliteStore::open_read_only(&Layout::new(path).journal())?;
        let size = store.head(log).await?.size;
        store.close().await?;
        Ok(size)
    }

    /// The newest checkpoint of a log, for witnesses: with the proof that it grew from `since` entries, where that is given.
    ///
    /// # Errors
    /// Where no node lies there, the log is empty, or was never that long.
    pub async fn checkpoint(path: &Path, log: Log, since: Option<u64>) -> Result<String, NodeError> {
        let store = SqliteStore::open_read_only(&Layout::new(path).journal())?;
        let text = store.head(log).await?.checkpoint;
        let text =
            text.ok_or_else(|| NodeError::Store(format!("the log `{log}` has no entries and no checkpoint yet")))?;
        let Some(old) = since else { return Ok(text) };
        let checkpoint = SignedCheckpoint::parse(&text).map_err(|error| NodeError::damaged(error.to_string()))?;
        let size = checkpoint.unverified().size;
        let leaves = leaves_of(&store, log, size).await?;
        let proof = if old == 0 { Ok(Vec::new()) } else { consistency_proof(&leaves, old) };
        let proof = proof.map_err(|error| NodeError::Store(error.to_string()))?;
        Ok(Submission { old, proof, checkpoint }.to_text())
    }
}

/// The leaf hashes of a log up to a size.
pub(crate) async fn leaves_of(store: &SqliteStore, log: Log, size: u64) -> Result<Vec<Hash>, NodeError> {
    let mut leaves = Vec::new();
    while (leaves.len() as u64) < size {
        let rows = store.leaves(log, leaves.len() as u64, READ_COUNT).await?;
        if rows.is_empty() {
            return Err(NodeError::damaged(format!("the log `{log}` ends before its checkpoint")));
        }
        leaves.extend(rows.into_iter().map(|(_, leaf)| leaf));
    }
    leaves.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(leaves)
}

#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
}

impl Found {
    fn add(&mut self, log: &str, index: u64, kind: FindingKind, what: &str) {
        self.findings.push(Finding { log: log.to_owned(), index, kind, what: what.to_owned() });
    }

    /// What was read of the store; what does not read is a finding, and the check goes on with the rest.
    fn read<T, E: std::fmt::Display>(&mut self, read: Result<T, E>) -> Option<T> {
        let told = |error| self.add("store", 0, FindingKind::Flipped, &format!("the database does not read: {error}"));
        read.map_err(told).ok()
    }

    fn told(mut self, sizes: Vec<(Log, u64)>) -> Verification {
        self.findings.sort();
        self.findings.dedup();
        Verification { findings: self.findings, sizes }
    }
}

fn file_kind(fault: &FileFault) -> FindingKind {
    match fault {
        FileFault::Missing => FindingKind::Dropped,
        FileFault::Cut(_) => FindingKind::Truncated,
        FileFault::Changed(_) => FindingKind::Flipped,
    }
}

/// Hands a log to an audit of it, and notes what its entries say about keys.
pub(crate) async fn read_log(
    store: &SqliteStore,
    log: Log,
    node: &str,
    public: LogPublic,
    seen: &mut Seen,
) -> Result<Audit, NodeError> {
    // the newest checkpoint is one of the same moment: if it signs for more, entries are gone from the end
    let head = store.head(log).await?;
    let signed = head.checkpoint.as_deref().and_then(|text| SignedCheckpoint::parse(text).ok());
    let end = head.size.max(signed.map_or(0, |it| it.unverified().size));
    let mut audit = Audit::new(log, &log.origin(node), public);
    let mut from = 0;
    loop {
        let rows = store.checkpoints(log, from, READ_COUNT).await?;
        let Some((last, _)) = rows.last() else { break };
        from = last + 1;
        rows.iter().filter(|(size, _)| *size <= end).for_each(|(size, text)| audit.checkpoint(*size, text));
    }
    let mut from = 0;
    loop {
        let rows = store.leaves(log, from, READ_COUNT).await?;
        let Some((last, _)) = rows.last() else { break };
        from = last + 1;
        rows.iter().filter(|(index, _)| *index < end).for_each(|(index, leaf)| audit.leaf(*index, *leaf));
    }
    let mut from = 0;
    loop {
        let rows = store.entries(log, from, READ_COUNT).await?;
        let Some(last) = rows.last().map(|row| row.index) else { return Ok(audit) };
        from = last + 1;
        for row in rows.iter().filter(|row| row.index < end) {
            audit.entry(row.index, &row.bytes);
            seen.columns.read(log, row);
            if log == Log::Changes
                && let Ok(read) = ReadEntry::decode(&row.bytes)
            {
                seen.take(row.index, &read);
            }
        }
    }
}

/// Both logs must reach at least to where the last append had left them before they were read.
async fn check_ends(
    ends: Result<Option<Ends>, StoreError>,
    tags: Option<&TagKey>,
    store: &SqliteStore,
    found: &mut Found,
) -> Result<(), NodeError> {
    let (kind, what) = match ends {
        Ok(Some(ends)) if tags.is_none_or(|tags| tags.are_ends_true(&ends)) => {
            for (log, told) in [(Log::Changes, ends.changes), (Log::Audit, ends.audit)] {
                let there = store.head(log).await?.size;
                if there < told {
                    let what = format!("entries {there} to {} of {log} are not there, nor their checkpoints", told - 1);
                    found.add(log.as_str(), there, FindingKind::Truncated, &what);
                }
            }
            return Ok(());
        }
        Ok(Some(_)) => (FindingKind::Flipped, "what says where the logs end is not as this node wrote it".to_owned()),
        Ok(None) => (FindingKind::Dropped, "what says where the logs end is not there".to_owned()),
        Err(error) => (FindingKind::Flipped, error.to_string()),
    };
    found.add("node", 0, kind, &what);
    Ok(())
}

async fn check_blobs(layout: &Layout, seen: &Seen, found: &mut Found) {
    // opening would make the folder, and a check makes nothing
    if !layout.blobs().is_dir() {
        return found.add("blobs", 0, FindingKind::Dropped, "the folder `blobs` is not there");
    }
    match Blobs::open(&layout.blobs()) {
        Ok(blobs) => {
            for fault in attachments::check(&blobs, &seen.blobs()).await {
                found.add("blobs", fault.index, fault.kind, &fault.what);
            }
        }
        Err(error) => found.add("blobs", 0, FindingKind::Dropped, &error.to_string()),
    }
}
