//! `landfall backup-keys FILE --node NODE`: the key backup, which takes the place of the one before.

use std::path::PathBuf;

use node::Node;
use serde_json::json;

use super::at_node;
use crate::output::{Exit, Failure, Output};

/// Write the node's keys into one file that only two of the three recovery shares open
///
/// The file takes the place of the one before, whose bytes are written over: keys of erased records must not lie on in an
/// old copy. So keep one file, or the same few, and do not archive them. The node may be served, locked or stopped; no
/// passphrase is needed. A file of another node, or of a newer state of this one, is left as it is.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file, on another disk than the node
    file: PathBuf,
    /// Directory of the node
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let backup = at_node::work(async { Ok(Node::backup_keys(&args.node, &args.file).await?) })?;
    let path = backup.path.display().to_string();
    let document = json!({
        "file": path,
        "changes": backup.changes,
        "keys": backup.key_count,
        "slots": backup.slot_count,
        "replaced": backup.has_replaced,
    });
    output.result(&document, || {
        let replaced = if backup.has_replaced { "; the one before was written over" } else { "" };
        let (keys, slots, changes) = (backup.key_count, backup.slot_count, backup.changes);
        format!("{path}\n{keys} keys of sections, {slots} wrapped private keys, up to change {changes}{replaced}\n")
    })?;
    Ok(Exit::Done)
}
