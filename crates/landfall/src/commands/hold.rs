//! `landfall hold RECORD --on|--off`: a legal hold.

use std::path::PathBuf;

use node::control::{self, hold};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Put a legal hold on a record, or lift it; while it is on, nobody erases the record
///
/// Any holder of keys puts it on; two administrators lift it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The record: its name (`M-0007`), kind and name (`missing-person/M-0007`), or id
    record: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Put it on
    #[arg(long, required_unless_present = "off", conflicts_with = "off")]
    on: bool,
    /// Lift it
    #[arg(long)]
    off: bool,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS")]
    reason: String,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(*output)?;
    // an id is known on a locked node too, and a member unlocks none
    let opener = by.first().cloned().filter(|_| !is_id(&args.record));
    let ask = hold::Ask { record: args.record, is_held: args.on, by, reason: args.reason };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, opener.as_ref()).await?) })?;
    output.result(&told, || {
        let state = if args.on { "under legal hold" } else { "under no legal hold" };
        let was = if told.changed { "is now" } else { "was already" };
        format!("{} {was} {state}\n", told.record)
    })?;
    Ok(Exit::Done)
}

fn is_id(word: &str) -> bool {
    let digits = word.bytes().filter(|byte| *byte != b'-');
    digits.clone().count() == 32 && digits.into_iter().all(|digit| digit.is_ascii_hexdigit())
}
