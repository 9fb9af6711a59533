//! `landfall confirm NAME --node NODE`: a colleague who accepted an invitation gets their keys.

use std::path::PathBuf;

use node::control::{self, confirm};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Confirm somebody who accepted an invitation: wrap to their keys what goes with their roles
///
/// Ask them by another way whether they accepted, and under which name. A member is confirmed by a member; an administrator
/// by two administrators as soon as there are two: both at once, or one after the other.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name under which they wait
    name: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(*output)?;
    let opener = by.first().cloned();
    let ask = confirm::Ask { person: args.name.clone(), by };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, opener.as_ref()).await?) })?;
    output.result(&told, || match told.done {
        true => format!("`{}` is confirmed, and holds keys now\n", args.name),
        false => format!(
            "noted: {} of {} needed; another administrator has to confirm `{}` before anything else is decided\n",
            told.found, told.needed, args.name
        ),
    })?;
    Ok(Exit::Done)
}
