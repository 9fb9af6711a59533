//! `landfall lock NODE`: what a node has opened is wiped from memory.

use std::path::PathBuf;

use node::control::{self, lock};
use serde_json::json;

use super::at_node;
use crate::output::{Exit, Failure, Output};

/// Lock a node: its private keys and all that they opened are wiped from the server's memory
///
/// When this ends the pages of the register are gone. It takes no passphrase. A node that no server runs on is locked already.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node
    node: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let was_locked = at_node::work(async {
        let is_served = control::is_served(&args.node).await;
        // asked where none is served too: whether a node lies there at all is worth knowing
        let told = control::call(&args.node, lock::Ask {}, None).await?;
        Ok(told.was_locked || !is_served)
    })?;
    let node = args.node.display().to_string();
    output.result(&json!({ "node": node, "locked": true, "was_locked": was_locked }), || {
        if was_locked { format!("`{node}` was locked already") } else { format!("`{node}` is locked") }
    })?;
    Ok(Exit::Done)
}
