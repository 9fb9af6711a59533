//! `landfall rebuild NODE`: the view folded anew from the whole log.

use std::path::PathBuf;

use node::control::{self, rebuild};
use serde_json::json;

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Fold the view of a node anew from its whole journal, and compare it by hash with the one before
///
/// The same journal gives the same view. Where the hashes differ, the view in memory or the snapshot was wrong: exit 1; the
/// view folded anew is the one that counts from then on.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        Ok(control::call(&args.node, rebuild::Ask {}, key.as_ref()).await?)
    })?;
    let rebuild::Told { before, after } = told;
    let is_same = before == after;
    output.result(&json!({ "before": before, "after": after, "same": is_same }), || {
        let verdict = if is_same { "the same view" } else { "ANOTHER view: the one before was wrong" };
        format!("before {before}\nafter  {after}\n{verdict}\n")
    })?;
    Ok(if is_same { Exit::Done } else { Exit::CheckFailed })
}
