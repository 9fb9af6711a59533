//! `landfall backup DIR --node NODE`: a data backup; `landfall backup --check BACKUP`: whether one is as it was made.

use std::path::{Path, PathBuf};

use journal::audit::Finding;
use node::Node;
use serde_json::{Value, json};

use super::at_node;
use crate::output::{Exit, Failure, Output};

/// Copy a node's journal and files into a new folder: ciphertext only, checked before it has a name
///
/// The node may be served, locked or stopped. No key lies in a data backup: it can be kept for years, and opens only
/// together with a key backup (`landfall backup-keys`) and two recovery shares. Keep it on another disk.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder for backups; each one gets a folder of its own in it, named after time and size
    #[arg(required_unless_present = "check", conflicts_with = "check")]
    into: Option<PathBuf>,
    /// Directory of the node
    #[arg(long, value_name = "NODE", required_unless_present = "check", conflicts_with = "check")]
    node: Option<PathBuf>,
    /// Check a data backup instead of making one: each file by its hash, both logs by what was signed
    #[arg(long, value_name = "BACKUP")]
    check: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    match (args.check, args.into, args.node) {
        (Some(backup), ..) => check(&backup, *output),
        (None, Some(into), Some(node)) => make(&node, &into, *output),
        _ => Err(Failure::usage("name a folder for the backup and `--node NODE`, or `--check BACKUP`")),
    }
}

fn make(node: &Path, into: &Path, output: Output) -> Result<Exit, Failure> {
    let backup = at_node::work(async { Ok(Node::backup(node, into).await?) })?;
    let path = backup.path.display().to_string();
    let document = json!({
        "backup": path,
        "changes": backup.changes,
        "audit": backup.audit,
        "files": backup.file_count,
        "bytes": backup.byte_count,
        "left_out": backup.left_out,
    });
    output.result(&document, || {
        let mut text = format!(
            "{path}\n{} changes, {} lines of the audit of reads, {} files, {} bytes; read back and checked\n",
            backup.changes, backup.audit, backup.file_count, backup.byte_count
        );
        for what in &backup.left_out {
            text.push_str(&format!("LEFT OUT, damaged at the node: {what}\n"));
        }
        text
    })?;
    Ok(if backup.left_out.is_empty() { Exit::Done } else { Exit::CheckFailed })
}

fn check(backup: &Path, output: Output) -> Result<Exit, Failure> {
    let verification = at_node::work(async { Ok(Node::check_backup(backup).await?) })?;
    let sizes: serde_json::Map<String, Value> =
        verification.sizes.iter().map(|(log, size)| (log.to_string(), json!(size))).collect();
    let document = json!({
        "ok": verification.is_ok(),
        "sizes": sizes,
        "findings": verification.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    output.result(&document, || {
        if verification.is_ok() {
            return "the backup is as it was made\n".to_owned();
        }
        verification.findings.iter().map(line).collect()
    })?;
    Ok(if verification.is_ok() { Exit::Done } else { Exit::CheckFailed })
}

/// A finding in `--json`.
pub(super) fn finding(finding: &Finding) -> Value {
    json!({ "log": finding.log, "index": finding.index, "kind": finding.kind.as_str(), "what": finding.what })
}

/// A finding in words.
pub(super) fn line(finding: &Finding) -> String {
    format!("{} {} {}: {}\n", finding.log, finding.index, finding.kind, finding.what)
}
