//! `landfall epoch NODE`: a new key for what guards all keys, and the old one destroyed.

use std::path::PathBuf;

use node::control::{self, epoch, epoch_order};
use serde_json::json;

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// End the epoch: all keys go under a new key, and the old one is destroyed; two administrators
///
/// From then on no copy of the keyring from before opens anything with the keys that the node still has: what was erased is
/// out of reach in old data backups too, and so is everything for an administrator who left. Reading and writing go on
/// meanwhile, and a node that was cut off goes on when it is unlocked. Make a new key backup right after it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it, and is unlocked then
    node: PathBuf,
    /// Do not end it now, but whenever so many days have passed (`30d`), while the node is served and unlocked
    #[arg(long, value_name = "DAYS", conflicts_with = "never")]
    every: Option<String>,
    /// Do not end it now, and never by itself
    #[arg(long)]
    never: bool,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS", default_value = "by command")]
    reason: String,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let every_days = args.every.as_deref().map(days).transpose()?;
    let by = args.holders.keys(*output)?;
    if args.never || every_days.is_some() {
        let ask = epoch_order::Ask { every_days, by, reason: args.reason };
        at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
        output.result(&json!({ "every_days": every_days }), || match every_days {
            Some(days) => format!("an epoch ends by itself after {days} days, while the node is served and unlocked\n"),
            None => "no epoch ends by itself\n".to_owned(),
        })?;
        return Ok(Exit::Done);
    }
    let opener = by.first().cloned();
    let ask = epoch::Ask { by, reason: args.reason };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, opener.as_ref()).await?) })?;
    output.result(&told, || {
        format!(
            "epoch {} has begun; the key of the one before is destroyed\nnext: write the key backup over with `landfall backup-keys`; \
             the old one opens what was erased, and nothing that follows\n",
            told.epoch
        )
    })?;
    Ok(Exit::Done)
}

/// A number of days, written `30d`.
fn days(word: &str) -> Result<u32, Failure> {
    let number = word.strip_suffix('d').and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| Failure::usage(format!("`{word}` is no number of days; write `30d`")))
}
