//! `landfall status NODE`: how a node is, as far as a locked one may say.

use std::fmt::Write as _;
use std::path::PathBuf;

use node::control::status::{self, Served, Told};
use node::control::{self};

use super::at_node;
use crate::output::{Exit, Failure, Output};

/// Say how a node is: locked or not, who opens it, where it is served, how long its logs are
///
/// It takes no passphrase, and says nothing that a seized disk would not say.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// Count the records of each kind, for a holder who may
    #[arg(long, value_name = "NAME")]
    holder: Option<String>,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        Ok(control::call(&args.node, status::Ask { holder: args.holder.clone() }, None).await?)
    })?;
    output.result(&told, || text(&told))?;
    Ok(Exit::Done)
}

fn text(told: &Told) -> String {
    let Told { name, locked, unattended, demo, epoch, changes, reads, closed, alarms, records, served } = told;
    let opens = match (demo, unattended) {
        (true, _) => "itself: a demo of made-up data",
        (_, true) => "ITSELF, from `unattended.key`: whoever takes the disk reads what machines compare",
        _ => "with a holder's passphrase",
    };
    let state = match (served, locked) {
        (Some(_), true) => "locked",
        (Some(_), false) => "unlocked",
        (None, _) => "closed: no server runs on it",
    };
    let mut text = format!("node     {name}\nstate    {state}\nopens    {opens}\n");
    if let Some(Served { address, process }) = served {
        // a string takes every line
        let _ = writeln!(text, "served   {address} (process {process})");
    }
    let _ = writeln!(text, "epoch    {epoch}\nchanges  {changes} entries\nreads    {reads} lines of the audit");
    if *closed > 0 {
        let _ = writeln!(text, "CLOSED   {closed} records do not open: run `landfall verify` on the node");
    }
    if *alarms > 0 {
        let _ =
            writeln!(text, "ALARM    {alarms} times a policy failed, which refused what was asked: look at `policies`");
    }
    for (kind, count) in records.iter().flatten() {
        let _ = writeln!(text, "{count:>8} {kind}");
    }
    text
}
