//! Whether a data backup is as it was made: each file by its hash, both logs by their signed checkpoints.

use std::collections::BTreeSet;
use std::path::Path;

use journal::audit::{Finding, FindingKind};
use journal::{Hash, Log, LogPublic};
use store::blobs::Blobs;
use store::sqlite::SqliteStore;
use store::{KeyRef, Store};

use super::manifest::{self, FileLine, Manifest};
use crate::custody::Seen;
use crate::layout::Layout;
use crate::settings::Settings;
use crate::verify::{Verification, read_log};
use crate::{Node, NodeError};

impl Node {
    /// Checks a data backup: no key is needed, and nothing is written.
    ///
    /// # Errors
    /// Where no data backup lies there, or its journal cannot be read at all.
    pub async fn check_backup(backup: &Path) -> Result<Verification, NodeError> {
        let manifest = Manifest::load(backup)?;
        let layout = Layout::new(backup);
        let mut findings = Vec::new();
        check_files(backup, &manifest, &mut findings).map_err(NodeError::file("read", backup))?;
        let settings = Settings::load(&layout.settings())?;
        if settings.name != manifest.node {
            findings.push(finding("files", 0, FindingKind::Flipped, "`node.toml` is of another node".to_owned()));
        }
        let (_, public) = LogPublic::parse_verifier(&settings.log_key)
            .map_err(|error| NodeError::NotANode { path: backup.display().to_string(), why: error.to_string() })?;
        let store = SqliteStore::open_read_only(&layout.journal())?;
        let mut audits = Vec::new();
        for log in Log::ALL {
            check_end(&store, log, &manifest, &mut findings).await?;
            audits.push(read_log(&store, log, &settings.name, public, &mut Seen::default()).await?);
        }
        let [changes, audit] = &audits[..] else { return Err(NodeError::damaged("a log is not there")) };
        findings.extend(changes.findings(&|hash: &Hash| audit.index_of(hash)));
        findings.extend(audit.findings(&|hash: &Hash| changes.index_of(hash)));
        let has_keys = !store.wrapped_keys(KeyRef::FIRST, 1).await?.is_empty() || !store.slots().await?.is_empty();
        if has_keys {
            findings.push(finding("keys", 0, FindingKind::Transplanted, "keys lie in a data backup".to_owned()));
        }
        store.close().await?;
        check_blobs(&layout, &mut findings).await;
        findings.sort();
        findings.dedup();
        let sizes = Log::ALL.into_iter().zip(&audits).map(|(log, audit)| (log, audit.signed_size())).collect();
        Ok(Verification { findings, sizes })
    }
}

fn finding(log: &str, index: u64, kind: FindingKind, what: String) -> Finding {
    Finding { log: log.to_owned(), index, kind, what }
}

fn check_files(backup: &Path, manifest: &Manifest, findings: &mut Vec<Finding>) -> std::io::Result<()> {
    for line in &manifest.files {
        let name = &line.path;
        let mut found = |kind, what| findings.push(finding("files", 0, kind, what));
        match line.place(backup) {
            None => found(FindingKind::Transplanted, format!("`{name}` leads out of the backup")),
            Some(file) if !file.is_file() => found(FindingKind::Dropped, format!("`{name}` is not there")),
            Some(file) => {
                let now = FileLine::of(backup, &file)?;
                if now.byte_count < line.byte_count {
                    found(FindingKind::Truncated, format!("`{name}` is cut short"));
                } else if now != *line {
                    found(FindingKind::Flipped, format!("`{name}` has other bytes than were written"));
                }
            }
        }
    }
    let named: BTreeSet<_> = manifest.files.iter().filter_map(|line| line.place(backup)).collect();
    for file in manifest::files(backup)?.iter().filter(|file| !named.contains(*file)) {
        let what = format!("`{}` is no part of the backup", file.strip_prefix(backup).unwrap_or(file).display());
        findings.push(finding("files", 0, FindingKind::Transplanted, what));
    }
    Ok(())
}

/// The logs must end where the manifest says: a copy put back of an older one would be whole in itself.
async fn check_end(
    store: &SqliteStore,
    log: Log,
    manifest: &Manifest,
    findings: &mut Vec<Finding>,
) -> Result<(), NodeError> {
    let head = store.head(log).await?;
    let end = manifest.logs.iter().find(|end| end.log == log.as_str());
    if end.is_none_or(|end| (end.size, &end.checkpoint) != (head.size, &head.checkpoint)) {
        let what = format!("the log {log} does not end where the manifest says");
        findings.push(finding(log.as_str(), head.size, FindingKind::Truncated, what));
    }
    Ok(())
}

async fn check_blobs(layout: &Layout, findings: &mut Vec<Finding>) {
    if !layout.blobs().is_dir() {
        return findings.push(finding("blobs", 0, FindingKind::Dropped, "the folder `blobs` is not there".to_owned()));
    }
    let checked = match Blobs::open(&layout.blobs()) {
        Ok(blobs) => blobs.check().await,
        Err(error) => Err(error),
    };
    match checked {
        Ok(checked) => findings.extend(
            checked.faults.into_iter().map(|fault| finding("blobs", 0, FindingKind::Flipped, fault.to_string())),
        ),
        Err(error) => findings.push(finding("blobs", 0, FindingKind::Dropped, error.to_string())),
    }
}
