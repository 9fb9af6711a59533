//! `landfall recover NODE --share A --share B --holder NEW`: the last way in.

use std::path::PathBuf;

use node::control::{self, recover};
use serde_json::json;

use super::at_node;
use super::secret::{Holders, sheets};
use crate::output::{Exit, Failure, Output};

/// Let somebody in by two recovery shares: an administrator by those of the node, a member by those of an organisation
///
/// For when nobody is left who can unlock the node, or open what an organisation has sealed. The shares of the node open no
/// sealed part, those of an organisation unlock no node; where everybody is gone, do one after the other. The log says for
/// good that it was a recovery. Shares that were used have been seen: renew them with `--renew-shares`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// File with a recovery share, as it was printed; two different ones of one set are needed
    #[arg(long = "share", value_name = "FILE", required = true)]
    shares: Vec<PathBuf>,
    /// Name of a new holder, or of one who still has their passphrase
    #[arg(long, value_name = "NAME")]
    holder: String,
    /// File whose first line is the holder's passphrase; without it, the terminal asks
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// The organisation whose shares these are; without it, they are the node's
    #[arg(long, value_name = "O")]
    organisation: Option<String>,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS", default_value = "recovery by two shares")]
    reason: String,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let shares = sheets(&args.shares)?;
    let names = [args.holder.clone()];
    let secrets = Holders { names: names.to_vec(), files: args.passphrase_file.into_iter().collect() };
    let passphrase = secrets.new_ones(&names, *output)?.pop().unwrap_or_default();
    let ask = recover::Ask {
        shares: shares.iter().map(|sheet| (sheet.name.clone(), sheet.text.clone().into())).collect(),
        holder: args.holder,
        passphrase: passphrase.into(),
        organisation: args.organisation,
        reason: args.reason,
    };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
    let document = json!({
        "holder": told.holder,
        "organisation": told.organisation,
        "administrator": told.administrator,
        "member": told.member,
    });
    output.result(&document, || {
        let power = match (told.administrator, told.member) {
            (true, true) => "administers the node and is a member",
            (true, false) => "administers the node, and opens no sealed part",
            (false, _) => "is a member, and unlocks no node",
        };
        format!(
            "`{}` of `{}` {power}\nnext: renew the shares that were used, they have been seen\n",
            told.holder, told.organisation
        )
    })?;
    Ok(Exit::Done)
}
