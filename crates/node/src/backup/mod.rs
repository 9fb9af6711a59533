//! The data backup: a folder of ciphertext that may be kept for years, made beside a running node.
//!
//! Both logs, the blobs and `node.toml`; never a key: not the log's, not the keyring, not the slots. It is read back and
//! checked before it gets its name, so that a folder with a name is a backup.

mod check;
mod error;
mod manifest;

use std::fs;
use std::path::{Path, PathBuf};

use journal::Log;
use rooms::header::Hour;
use store::blobs::Blobs;
use store::sqlite::SqliteStore;
use store::{Store, StoreError};

pub use self::error::BackupError;
use self::manifest::{FORMAT, FileLine};
pub(crate) use self::manifest::{LogEnd, Manifest};
use crate::layout::{self, Layout};
use crate::settings::Settings;
use crate::staging::Staging;
use crate::{Node, NodeError, clock};

/// How the folders of unfinished backups begin.
const UNFINISHED: &str = ".landfall-backup-";
/// Backups of one second and size that may lie beside each other.
const NAMES_MAX: u32 = 1000;

/// A data backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its folder.
    pub path: PathBuf,
    /// Entries of the log of changes in it.
    pub changes: u64,
    /// Entries of the audit of reads in it.
    pub audit: u64,
    /// Files in it, the manifest aside.
    pub file_count: usize,
    /// Their bytes.
    pub byte_count: u64,
    /// What is damaged at the node and could not be taken in, in words: run `landfall verify`.
    pub left_out: Vec<String>,
}

impl Node {
    /// Makes a data backup of the node in a new folder of `into`, which is made where it is not there. The node may be
    /// served, locked or stopped; it is only read.
    ///
    /// # Errors
    /// Where no node lies there, its journal is damaged, or the disk refuses: nothing is left then.
    pub async fn backup(node: &Path, into: &Path) -> Result<Backup, NodeError> {
        let layout = Layout::new(node);
        let settings = Settings::load(&layout.settings())?;
        refuse_inside(node, into)?;
        fs::create_dir_all(into).map_err(NodeError::file("made", into))?;
        let staging = Staging::begin(into, UNFINISHED)?;
        let manifest = fill(&layout, &settings, staging.root()).await?;
        let verification = Self::check_backup(staging.root()).await?;
        if let Some(first) = verification.findings.first() {
            return Err(BackupError::NotAsMade { what: first.what.clone() }.into());
        }
        let path = free_name(into, &manifest)?;
        staging.finish(&path)?;
        Ok(Backup {
            path,
            changes: manifest.size(Log::Changes),
            audit: manifest.size(Log::Audit),
            file_count: manifest.files.len(),
            byte_count: manifest.files.iter().map(|line| line.byte_count).sum(),
            left_out: manifest.left_out,
        })
    }
}

async fn fill(layout: &Layout, settings: &Settings, root: &Path) -> Result<Manifest, NodeError> {
    let made = stamp(clock::unix_ms());
    let to = Layout::new(root);
    let store = SqliteStore::open_read_only(&layout.journal())?;
    let copied = store.copy_journal_to(&to.journal()).await;
    store.close().await?;
    copied.map_err(|error| not_copied(root, error))?;
    layout::write_new(&to.settings(), settings.to_text().as_bytes(), 0o600)
        .map_err(NodeError::file("written", &to.settings()))?;
    // after the journal: a blob lies on the disk before the entry that names it
    let left_out = copy_blobs(&layout.blobs(), &to.blobs()).await?;
    let logs = ends(&to.journal()).await?;
    let files = manifest::files(root).and_then(|all| all.iter().map(|file| FileLine::of(root, file)).collect());
    let files = files.map_err(NodeError::file("read", root))?;
    let manifest = Manifest { format: FORMAT, node: settings.name.clone(), made, logs, files, left_out };
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| NodeError::Unwritable(error.to_string()))?;
    let path = root.join(manifest::NAME);
    layout::write_new(&path, &text, 0o600).map_err(NodeError::file("written", &path))?;
    Ok(manifest)
}

/// A failure of the disk, with the place: which of two disks failed is what an operator wants to know.
fn not_copied(root: &Path, error: StoreError) -> NodeError {
    match error {
        StoreError::Database(error) => {
            let place = root.parent().unwrap_or(root).display();
            NodeError::Store(format!(
                "the journal cannot be copied to `{place}` ({error}); look whether that disk is full"
            ))
        }
        other => other.into(),
    }
}

/// Copies all blobs; the damaged ones are told instead, since the rest must not wait for them.
pub(crate) async fn copy_blobs(from: &Path, to: &Path) -> Result<Vec<String>, NodeError> {
    let failed = |error: store::blobs::BlobError| NodeError::Store(error.to_string());
    let kept = Blobs::open(to).map_err(failed)?;
    if !from.is_dir() {
        return Ok(vec!["the folder `blobs` is not there".to_owned()]);
    }
    let blobs = Blobs::open(from).map_err(failed)?;
    let mut left_out = Vec::new();
    for hash in blobs.list().await.map_err(failed)? {
        match blobs.get(&hash).await {
            Ok(sealed) => _ = kept.put(sealed).await.map_err(failed)?,
            // erased since it was listed
            Err(store::blobs::BlobError::Missing { .. }) => {}
            Err(error) => left_out.push(error.to_string()),
        }
    }
    Ok(left_out)
}

async fn ends(journal: &Path) -> Result<Vec<LogEnd>, NodeError> {
    let store = SqliteStore::open_read_only(journal)?;
    let mut ends = Vec::new();
    for log in Log::ALL {
        let head = store.head(log).await?;
        ends.push(LogEnd { log: log.to_string(), size: head.size, checkpoint: head.checkpoint });
    }
    store.close().await?;
    Ok(ends)
}

fn free_name(into: &Path, manifest: &Manifest) -> Result<PathBuf, NodeError> {
    let name = format!("{}-{}", manifest.made, manifest.size(Log::Changes));
    let names = std::iter::once(name.clone()).chain((2..NAMES_MAX).map(|number| format!("{name}-{number}")));
    let free = names.map(|name| into.join(name)).find(|path| !path.exists());
    free.ok_or_else(|| NodeError::NotEmpty { path: into.join(name).display().to_string() })
}

/// Refuses a place in the node itself: what takes the one would take the other.
pub(crate) fn refuse_inside(node: &Path, into: &Path) -> Result<(), NodeError> {
    // what is not there yet is looked for in the folder that will hold it
    let there = |path: &Path| path.ancestors().find_map(|at| at.canonicalize().ok());
    let into_there = std::path::absolute(into).ok().and_then(|path| there(&path));
    match (there(node), into_there) {
        (Some(node), Some(at)) if at.starts_with(&node) => {
            Err(BackupError::Inside { path: into.display().to_string() }.into())
        }
        _ => Ok(()),
    }
}

/// Refuses a data backup where a node is meant: it has no key, and all of it would seem lost.
pub(crate) fn refuse_backup(path: &Path) -> Result<(), NodeError> {
    let layout = Layout::new(path);
    let is_backup = path.join(manifest::NAME).is_file() && !layout.log_key().exists();
    if is_backup { Err(BackupError::NoNode { path: path.display().to_string() }.into()) } else { Ok(()) }
}

/// A time in UTC that sorts as text and stands in a file's name: `20261125T094206Z`.
fn stamp(unix_ms: u64) -> String {
    let hour = Hour::of_unix_ms(unix_ms).to_string().replace('-', "");
    let seconds = unix_ms / 1000 % 3600;
    format!("{}{:02}{:02}Z", hour.trim_end_matches('Z'), seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_stamp_is_the_time_in_utc() {
        // by hand: 2000-03-01 is day 11,017; 5 h 6 min 7 s
        let ms = (11_017 * 86_400 + 5 * 3600 + 6 * 60 + 7) * 1000 + 999;
        assert_eq!(super::stamp(ms), "20000301T050607Z");
    }
}
