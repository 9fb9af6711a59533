//! `landfall revoke NAME --node NODE`: an account is taken away.

use std::path::PathBuf;

use node::control::{self, revoke};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Take an account away: its keys, its sessions and its tokens, from the next request on
///
/// An organisation that a member leaves has a new role key for what follows. An administrator takes the word of two, as soon
/// as there are two. Somebody who waits to be confirmed is declined.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose account
    name: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS", default_value = "left")]
    reason: String,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(*output)?;
    let opener = by.first().cloned();
    let ask = revoke::Ask { person: args.name.clone(), by, reason: args.reason };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, opener.as_ref()).await?) })?;
    output.result(&told, || {
        let next = if told.epoch_due {
            "next: an administrator knew the key of the epoch; end it with `landfall epoch`\n"
        } else {
            ""
        };
        match told.word.done {
            true => format!("`{}` has no account here any more\n{next}", args.name),
            false => format!(
                "noted: {} of {} needed; another administrator has to revoke `{}` before anything else is decided\n",
                told.word.found, told.word.needed, args.name
            ),
        }
    })?;
    Ok(Exit::Done)
}
