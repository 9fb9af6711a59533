//! `landfall attach RECORD FILE --node NODE`: a photo, a document or a recording of a record.

use std::path::PathBuf;

use node::control::{self, attach};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Add a file to a record of a node: a photo, a document or a recording, at most 64 MiB
///
/// What the file is, is read from its bytes. Its name and what a photo tells of place and time are sealed; beside the
/// original a form without them is kept, which is the one that is shown. A locked node takes a file too, for a record
/// that is named by its id.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The record: its name (`M-0007`), kind and name (`missing-person/M-0007`), or id
    record: String,
    /// The file
    file: PathBuf,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// What to write about it; sealed
    #[arg(long, value_name = "TEXT")]
    caption: Option<String>,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        // an id is known without a key, and sealing takes public keys alone
        let needs_no_key = is_id(&args.record) && args.holders.files.is_empty();
        let key = if needs_no_key { None } else { args.holders.key_for(&args.node, *output).await? };
        let ask = attach::Ask::new(args.record.clone(), &args.file, args.caption.clone(), args.holders.name())?;
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output
        .result(&told, || format!("attached `{}` to {} as {}\n", args.file.display(), args.record, told.attachment))?;
    Ok(Exit::Done)
}

fn is_id(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_hexdigit).count();
    digits == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}
