//! `landfall restore BACKUP --keys FILE --share A --share B --into NODE`: a node out of its backups.

use std::path::PathBuf;

use node::{Node, Restored};
use serde_json::json;

use super::at_node;
use super::backup::{finding, line};
use super::secret::sheets;
use crate::output::{Exit, Failure, Output};

/// Findings that the text for people lists; `--json` lists all.
const FINDINGS_SHOWN: usize = 20;

/// Restore a node from any data backup, the newest key backup and two recovery shares
///
/// The passphrases of its holders stay what they were. Records that were erased before the key backup was made stay erased.
/// What was written after the data backup is lost; what has no key in the key backup stays closed for good: both are
/// counted. Exit 1 where the node is restored and `landfall verify` finds something in it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The data backup: a folder that `landfall backup` made
    backup: PathBuf,
    /// The key backup: the file that `landfall backup-keys` wrote last
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
    /// File with a recovery share of the node, as it was printed; two different ones are needed
    #[arg(long = "share", value_name = "FILE", required = true)]
    shares: Vec<PathBuf>,
    /// Directory of the restored node; it must not be there yet, or be empty
    #[arg(long, value_name = "NODE")]
    into: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let sheets = sheets(&args.shares)?;
    let restored = at_node::work(async { Ok(Node::restore(&args.backup, &args.keys, &sheets, &args.into).await?) })?;
    let document = json!({
        "node": args.into.display().to_string(),
        "name": restored.node,
        "changes": restored.changes,
        "changes_of_keys": restored.keys_changes,
        "keys": restored.key_count,
        "keys_beyond_data": restored.keys_beyond,
        "keys_erased": restored.keys_erased,
        "sections_without_key": restored.sections_without_key,
        "findings": restored.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    output.result(&document, || text(&args, &restored))?;
    Ok(if restored.findings.is_empty() { Exit::Done } else { Exit::CheckFailed })
}

fn text(args: &Args, restored: &Restored) -> String {
    let node = args.into.display();
    let mut text = format!(
        "restored the node `{}` into `{node}`\n{} changes, {} keys\n",
        restored.node, restored.changes, restored.key_count
    );
    let lost = restored.keys_changes.saturating_sub(restored.changes);
    if lost > 0 {
        text.push_str(&format!(
            "LOST: {lost} changes that came after this data backup ({} keys are left out); a newer data backup has them\n",
            restored.keys_beyond
        ));
        text.push_str("witnesses will see that this node is older than it was: tell them\n");
    }
    if restored.keys_erased > 0 {
        text.push_str(&format!("{} keys of erased records were left out\n", restored.keys_erased));
    }
    match restored.sections_without_key {
        0 => {}
        1 => text.push_str("LOST: 1 section has no key; a newer key backup may have it\n"),
        count => text.push_str(&format!("LOST: {count} sections have no key; a newer key backup may have them\n")),
    }
    restored.findings.iter().take(FINDINGS_SHOWN).for_each(|it| text.push_str(&line(it)));
    if let Some(more) = restored.findings.len().checked_sub(FINDINGS_SHOWN).filter(|more| *more > 0) {
        text.push_str(&format!("and {more} more: landfall verify {node}\n"));
    }
    text.push_str(&format!(
        "\nnext: landfall serve {node}, then landfall unlock {node}; renew the shares that were used: landfall recover {node} --renew-shares\n"
    ));
    text
}
