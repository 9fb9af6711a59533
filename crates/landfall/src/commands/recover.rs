//! `landfall recover NODE --share A --share B --holder NEW`: the last way in; `--renew-shares`: shares for the next time.

use std::path::{Path, PathBuf};

use node::ShareSheet;
use node::control::{self, Passphrase, recover, renew_shares};
use serde_json::json;

use super::at_node;
use super::secret::{Holders, sheets};
use crate::output::{Exit, Failure, Output};

/// Let somebody in by two recovery shares: an administrator by those of the node, a member by those of an organisation
///
/// For when nobody is left who can unlock the node, or open what an organisation has sealed. The shares of the node open no
/// sealed part, those of an organisation unlock no node; where everybody is gone, do one after the other. The log says for
/// good that it was a recovery. Shares that were used have been seen: put others in their place with `--renew-shares`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// File with a recovery share, as it was printed; two different ones of one set are needed
    #[arg(long = "share", value_name = "FILE", required = true)]
    shares: Vec<PathBuf>,
    /// Name of a new holder, or of one who still has their passphrase
    #[arg(long, value_name = "NAME", required_unless_present = "renew_shares", conflicts_with = "renew_shares")]
    holder: Option<String>,
    /// File whose first line is the holder's passphrase; without it, the terminal asks
    #[arg(long, value_name = "FILE", conflicts_with = "renew_shares")]
    passphrase_file: Option<PathBuf>,
    /// The organisation whose shares these are; without it, they are the node's
    #[arg(long, value_name = "O")]
    organisation: Option<String>,
    /// Make three new shares, shown once, in the place of those that were used; make a key backup right after
    #[arg(long)]
    renew_shares: bool,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS", default_value = "two recovery shares were brought")]
    reason: String,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let shares = sheets(&args.shares)?;
    match args.holder.clone() {
        Some(holder) => let_in(args, holder, &shares, *output)?,
        None => renew(&args, &shares, *output)?,
    }
    Ok(Exit::Done)
}

fn let_in(args: Args, holder: String, shares: &[ShareSheet], output: Output) -> Result<(), Failure> {
    let names = [holder.clone()];
    let secrets = Holders { names: names.to_vec(), files: args.passphrase_file.into_iter().collect() };
    let passphrase = secrets.new_ones(&names, output)?.pop().unwrap_or_default();
    let ask = recover::Ask {
        shares: sent(shares),
        holder,
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
        let (holder, organisation) = (&told.holder, &told.organisation);
        format!("`{holder}` of `{organisation}` {power}\nnext: {}\n", renewing(&args.node))
    })
}

fn renew(args: &Args, shares: &[ShareSheet], output: Output) -> Result<(), Failure> {
    let ask = renew_shares::Ask {
        shares: sent(shares),
        organisation: args.organisation.clone(),
        reason: args.reason.clone(),
    };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
    let words: Vec<&str> = told.shares.iter().map(Passphrase::as_str).collect();
    output.result(&json!({ "shares": words }), || {
        let mut text =
            "New recovery shares: shown once, kept nowhere. Write each on paper for another custodian.\n".to_owned();
        words.iter().zip(1..).for_each(|(share, number)| text.push_str(&format!("  {number}: {share}\n")));
        text.push_str(
            "\nthe old ones open nothing of this node any more; a key backup from before still opens with them\n",
        );
        text.push_str(&format!("next: landfall backup-keys FILE --node {}\n", args.node.display()));
        text
    })
}

fn sent(shares: &[ShareSheet]) -> Vec<(String, Passphrase)> {
    shares.iter().map(|sheet| (sheet.name.clone(), sheet.text.clone().into())).collect()
}

fn renewing(node: &Path) -> String {
    format!("the shares have been seen; landfall recover {} --share A --share B --renew-shares", node.display())
}
