//! `landfall attachment ID --node NODE --out FILE`: a file of a record, opened for a member.

use std::path::PathBuf;

use node::Form;
use node::control::{self, attachment};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Write a file of a record to a new file; takes the passphrase of a member of the organisation that owns it
///
/// Without `--original` it is the form that may be shown, which tells neither place nor time nor maker. The opening is told
/// in the audit of reads before anything is written. `landfall records NODE --kind attachment` lists the files of a node.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file's own record, by its id
    attachment: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Where to write it; a file that is there is not touched
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write the file as it was given, with all that it tells
    #[arg(long)]
    original: bool,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key(*output)?;
        let form = if args.original { Form::Original } else { Form::Shown };
        let ask = attachment::Ask::new(args.attachment.clone(), form, &args.out, key.clone())?;
        Ok(control::call(&args.node, ask, Some(&key)).await?)
    })?;
    output.result(&told, || {
        let attachment::Told { media_type, byte_count, name, .. } = &told;
        format!("wrote `{}`: {media_type}, {byte_count} bytes, came as `{name}`\n", args.out.display())
    })?;
    Ok(Exit::Done)
}
