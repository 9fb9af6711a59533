//! `landfall holder add|remove|list|passphrase`: who holds the keys of a node.

use std::path::PathBuf;

use node::control::{self, add_holder, holders, passphrase, remove_holder};
use node::{HeldBy, Role};
use serde_json::json;

use super::at_node;
use super::secret::{Holders, Passphrase};
use super::words;
use crate::output::{Exit, Failure, Output};

/// Who holds the keys of a node: list, add, remove, or change a passphrase
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Let somebody in, by the word of those who hold the same keys
    ///
    /// A member is let in by a member of the organisation; an administrator by the administrator, and by two of them as soon
    /// as there are two. Where only one of two is left, `landfall recover` is the way. The log keeps their signatures.
    Add(Add),
    /// Take the keys from a holder
    ///
    /// What was wrapped to them is dropped, and an organisation that a member leaves has a new role key for what follows.
    /// Takes the same word as adding them. An administrator knew the key of the epoch: end it next, with `landfall epoch`.
    Remove(Remove),
    /// Say who holds keys
    List(List),
    /// Change a holder's passphrase
    ///
    /// A copy of the node from before still opens with the old one; where that was seen by others, remove the holder, add
    /// them under another name and end the epoch.
    Passphrase(Change),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// The new holder: small letters, digits and hyphens
    name: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Only one of the two powers; without it, both, as those whom `landfall init` names
    #[arg(long, value_enum, value_name = "POWER")]
    only: Option<Power>,
    /// The organisation that they come to, for its first member; without it, that of those who let them in
    #[arg(long, value_name = "O")]
    organisation: Option<String>,
    /// What they may act as, in this order; without it, an administrator as administrator, and a member as tracing-officer
    /// and forensic-analyst
    #[arg(long = "role", value_name = "R", value_parser = words::role)]
    roles: Vec<Role>,
    /// File whose first line is the new holder's passphrase; without it, the terminal asks
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS", default_value = "let in")]
    reason: String,
    #[command(flatten)]
    holders: Holders,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Power {
    /// Administers the node, and opens no sealed part
    Administrator,
    /// Opens what the organisation has sealed, and unlocks no node
    Member,
}

#[derive(Debug, clap::Args)]
struct Remove {
    /// The holder who leaves
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

#[derive(Debug, clap::Args)]
struct List {
    /// Directory of the node; a server may run on it
    node: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Change {
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// File whose first line is the new passphrase; without it, the terminal asks
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    match args.what {
        What::Add(args) => add(args, *output),
        What::Remove(args) => remove(args, *output),
        What::List(args) => list(&args, *output),
        What::Passphrase(args) => change(args, *output),
    }
}

fn add(args: Add, output: Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(output)?;
    let passphrase = new_passphrase(&args.name, args.new_passphrase_file, output)?;
    let (is_administrator, is_member) = (args.only != Some(Power::Member), args.only != Some(Power::Administrator));
    let document = json!({ "holder": args.name, "administrator": is_administrator, "member": is_member });
    let (holder, reason, roles) = (args.name.clone(), args.reason, args.roles);
    let (passphrase, organisation) = (passphrase.into(), args.organisation);
    let ask = add_holder::Ask { holder, passphrase, is_administrator, is_member, roles, organisation, by, reason };
    at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
    output
        .result(&document, || format!("`{}` holds keys now: {}\n", args.name, powers(is_administrator, is_member)))?;
    Ok(Exit::Done)
}

fn remove(args: Remove, output: Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(output)?;
    let ask = remove_holder::Ask { holder: args.name.clone(), by, reason: args.reason };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
    output.result(&json!({ "holder": args.name, "epoch_due": told.epoch_due }), || {
        let next = if told.epoch_due {
            "next: an administrator knew the key of the epoch; end it with `landfall epoch`\n"
        } else {
            ""
        };
        format!("`{}` holds no keys any more\n{next}", args.name)
    })?;
    Ok(Exit::Done)
}

fn list(args: &List, output: Output) -> Result<Exit, Failure> {
    let told = at_node::work(async { Ok(control::call(&args.node, holders::Ask {}, None).await?) })?;
    output.result(&told, || {
        let line = |it: &HeldBy| {
            let roles: Vec<&str> = it.roles.iter().map(|role| role.as_str()).collect();
            let powers = powers(it.is_administrator, it.is_member);
            format!("{}  {}  {powers}: {}\n", it.handle, it.organisation, roles.join(", "))
        };
        let mut text: String = told.holders.iter().map(line).collect();
        if told.epoch_due {
            text.push_str("an administrator left who knew the key of the epoch: end it with `landfall epoch`\n");
        }
        text.push_str(&match told.epoch_every_days {
            Some(days) => format!("an epoch ends by itself after {days} days, while the node is served and unlocked\n"),
            None => "no epoch ends by itself\n".to_owned(),
        });
        text
    })?;
    Ok(Exit::Done)
}

fn change(args: Change, output: Output) -> Result<Exit, Failure> {
    let key = args.holders.key(output)?;
    let name = key.holder.clone().unwrap_or_else(|| "the holder".to_owned());
    let new = new_passphrase(&name, args.new_passphrase_file, output)?;
    let ask = passphrase::Ask { key, new: new.into() };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
    output.result(&told, || format!("the passphrase of `{}` is changed\n", told.holder))?;
    Ok(Exit::Done)
}

fn new_passphrase(name: &str, file: Option<PathBuf>, output: Output) -> Result<Passphrase, Failure> {
    let names = [name.to_owned()];
    let secrets = Holders { names: names.to_vec(), files: file.into_iter().collect() };
    Ok(secrets.new_ones(&names, output)?.pop().unwrap_or_default())
}

fn powers(is_administrator: bool, is_member: bool) -> &'static str {
    match (is_administrator, is_member) {
        (true, true) => "administrator and member",
        (true, false) => "administrator",
        (false, true) => "member",
        (false, false) => "neither administrator nor member",
    }
}
