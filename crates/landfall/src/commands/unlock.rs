//! `landfall unlock NODE`: a holder's passphrase opens a node that is served.

use std::path::PathBuf;

use node::control::{self, unlock};
use serde_json::json;

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Unlock a node that is being served: its register is shown until it is locked or the server ends
///
/// The node's private keys come into the server's memory and nowhere else. Without a server there is nothing to unlock: exit 2.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        if !control::is_served(&args.node).await {
            // before anybody types a passphrase for nothing
            return Err(control::not_served(&args.node).into());
        }
        let key = args.holders.key(*output)?;
        Ok(control::call(&args.node, unlock::Ask { key }, None).await?)
    })?;
    let node = args.node.display().to_string();
    output.result(&json!({ "node": node, "locked": false, "was_locked": told.was_locked }), || {
        if told.was_locked {
            format!("`{node}` is unlocked; `landfall lock {node}` locks it")
        } else {
            format!("`{node}` was unlocked already, and the passphrase is right")
        }
    })?;
    Ok(Exit::Done)
}
