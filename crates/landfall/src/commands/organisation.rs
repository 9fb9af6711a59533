//! `landfall organisation add|list`: whose records a node keeps.

use std::path::PathBuf;

use node::OrganisationLine;
use node::control::{self, Passphrase, add_organisation, organisations};
use rooms::header::Sector;
use serde_json::json;

use super::secret::Holders;
use super::{at_node, words};
use crate::output::{Exit, Failure, Output};

/// The organisations of a node: list them, or take a further one in
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Take a further organisation in, by the word of two administrators where there are two
    ///
    /// Its recovery shares are shown once: give each to another custodian of that organisation. Its first member is let in
    /// with `landfall holder add NAME --only member --organisation O`, and the others by that one. The organisations of a
    /// node see nothing of each other, unless they hold a record jointly or made an agreement.
    Add(Add),
    /// Name the organisations
    List(List),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// Its name: small letters, digits and hyphens
    #[arg(long, value_name = "O")]
    name: String,
    /// The part of society that it belongs to: part of every decision about access
    #[arg(long, value_name = "S", value_parser = words::sector)]
    sector: Sector,
    /// Where it is, as two capital letters (ISO 3166), such as GR
    #[arg(long, value_name = "C")]
    country: Option<String>,
    /// Why, in a few words; they stand in clear in the log
    #[arg(long, value_name = "WORDS", default_value = "works on this node")]
    reason: String,
    #[command(flatten)]
    holders: Holders,
}

#[derive(Debug, clap::Args)]
struct List {
    /// Directory of the node; a server may run on it
    node: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    match args.what {
        What::Add(args) => add(args, *output),
        What::List(args) => list(&args, *output),
    }
}

fn add(args: Add, output: Output) -> Result<Exit, Failure> {
    let by = args.holders.keys(output)?;
    let (name, sector, country, reason) = (args.name.clone(), args.sector, args.country.clone(), args.reason);
    let ask = add_organisation::Ask { name, sector, country, by, reason };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, None).await?) })?;
    let shares: Vec<&str> = told.shares.iter().map(Passphrase::as_str).collect();
    let document = json!({ "organisation": args.name, "sector": sector, "country": args.country, "shares": shares });
    output.result(&document, || {
        let mut text = format!("`{}` is on this node now: {}\n\n", args.name, sector.as_str());
        text.push_str("Its recovery shares: shown once, kept nowhere. Two of these bring back a member.\n");
        shares.iter().zip(1..).for_each(|(share, number)| text.push_str(&format!("  {number}: {share}\n")));
        let node = args.node.display();
        text.push_str(&format!(
            "\nnext: landfall holder add NAME --only member --organisation {} --node {node}\n",
            args.name
        ));
        text
    })?;
    Ok(Exit::Done)
}

fn list(args: &List, output: Output) -> Result<Exit, Failure> {
    let told = at_node::work(async { Ok(control::call(&args.node, organisations::Ask {}, None).await?) })?;
    output.result(&told, || {
        let line = |it: &OrganisationLine| {
            let (own, country) = (if it.is_own { "  (its own)" } else { "" }, it.country.as_deref().unwrap_or("--"));
            format!("{}  {}  {country}  {} holders{own}\n", it.name, it.sector.as_str(), it.holders)
        };
        told.organisations.iter().map(line).collect()
    })?;
    Ok(Exit::Done)
}
