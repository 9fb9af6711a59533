//! `landfall checkpoint NODE`: what the node signed about its logs, for witnesses.

use std::path::PathBuf;

use journal::Log;
use journal::witness::Submission;
use node::Node;
use serde_json::json;

use super::at_node;
use crate::output::{Exit, Failure, Output};

/// Print the newest signed checkpoint of a log; a witness on another machine keeps it
///
/// With `--since N` it is the body of C2SP tlog-witness `add-checkpoint`: the proof that the log grew out of its first N
/// entries, and the checkpoint. Needs no passphrase; the node may be running. Pipe it to `landfall witness - --state FILE`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node
    node: PathBuf,
    /// Which log: `changes`, or `audit`, the one of reads
    #[arg(long, default_value = "changes", value_name = "LOG", value_parser = log)]
    log: Log,
    /// Entries that the witness knows: prove that the log grew out of them
    #[arg(long, value_name = "N")]
    since: Option<u64>,
}

fn log(written: &str) -> Result<Log, String> {
    Log::ALL.into_iter().find(|log| log.as_str() == written).ok_or_else(|| "expected `changes` or `audit`".to_owned())
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let text = at_node::work(async { Ok(Node::checkpoint(&args.node, args.log, args.since).await?) })?;
    let read =
        Submission::parse(&text).map_err(|error| Failure::new(Exit::CheckFailed, "damaged", error.to_string()))?;
    let checkpoint = read.checkpoint.unverified();
    let document = json!({
        "log": args.log.as_str(),
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.base64(),
        "since": args.since,
        "text": text,
    });
    output.result(&document, || text.clone())?;
    Ok(Exit::Done)
}
