//! `landfall agreement add|end|list`: what is agreed with partners.

use std::path::PathBuf;

use node::control::{self, agree, agreements, end_agreement};
use rooms::header::{KindName, OrgId, Purpose, Sector};
use rooms::shared::{Agreement, AgreementState, AgreementText, Day, Field};

use super::at_node;
use super::consent::purpose;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Make an agreement with a partner, end one, or list them: a partner reads what an agreement in force names, and no more
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Put an agreement on file
    Add(Add),
    /// End one now
    End(End),
    /// List those on file
    List(List),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// The partner's organisation
    partner: OrgId,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// The partner's sector, such as `civil-society` or `forensic-institute`
    #[arg(long, value_name = "SECTOR", value_parser = sector)]
    sector: Sector,
    /// What the records are kept and used for; may be given several times
    #[arg(long = "purpose", value_name = "PURPOSE", required = true, value_parser = purpose)]
    purposes: Vec<Purpose>,
    /// A kind of record, such as `missing-person`; may be given several times
    #[arg(long = "kind", value_name = "KIND", required = true)]
    kinds: Vec<KindName>,
    /// A field (`place`), or a field of one kind (`missing-person/place`); may be given several times
    #[arg(long = "field", value_name = "FIELD", required = true)]
    fields: Vec<Field>,
    /// The first day (`2026-11-25`)
    #[arg(long, value_name = "DAY")]
    start: Day,
    /// The last day; it ends at midnight UTC
    #[arg(long, value_name = "DAY")]
    end: Day,
    /// Who signed; may be given several times
    #[arg(long = "signatory", value_name = "WORDS")]
    signatories: Vec<String>,
    /// Whom to write to
    #[arg(long, value_name = "WORDS")]
    contact: Option<String>,
    #[command(flatten)]
    holders: Holders,
}

#[derive(Debug, clap::Args)]
struct End {
    /// The agreement: its name (`red-cross-south-2026-11-25`) or the id of its record
    agreement: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Why, in a few words; they are sealed
    #[arg(long, value_name = "WORDS")]
    reason: String,
    #[command(flatten)]
    holders: Holders,
}

#[derive(Debug, clap::Args)]
struct List {
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    match args.verb {
        Verb::Add(args) => add(args, output),
        Verb::End(args) => end(&args, output),
        Verb::List(args) => list(&args, output),
    }
}

fn add(args: Add, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let agreement = Agreement {
            partner: args.partner.clone(),
            sector: args.sector,
            purposes: args.purposes.iter().copied().collect(),
            kinds: args.kinds.iter().cloned().collect(),
            fields: args.fields.iter().cloned().collect(),
            start: args.start,
            end: args.end,
            state: AgreementState::Signed,
        };
        let (signatories, contact) = (args.signatories.clone(), args.contact.clone());
        let text = AgreementText { signatories, contact, ..AgreementText::default() };
        let ask = agree::Ask { agreement, text, holder: args.holders.name() };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || format!("`{}` is on file, until {} at midnight UTC\n", told.name, args.end))?;
    Ok(Exit::Done)
}

fn end(args: &End, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let (agreement, why) = (args.agreement.clone(), args.reason.clone());
        let ask = end_agreement::Ask { agreement, why, holder: args.holders.name() };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || format!("`{}` has ended\n", args.agreement))?;
    Ok(Exit::Done)
}

fn list(args: &List, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let ask = agreements::Ask { holder: args.holders.name() };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || text(&told))?;
    Ok(Exit::Done)
}

fn text(told: &agreements::Told) -> String {
    let lines = told.agreements.iter().map(|line| {
        let Agreement { purposes, kinds, fields, start, end, .. } = &line.agreement;
        let purposes = joined(purposes.iter().map(|purpose| purpose.as_str().to_owned()));
        let (kinds, fields) = (joined(kinds.iter()), joined(fields.iter()));
        let state = if line.is_in_force { "in force" } else { "not in force" };
        format!("{}  {start} to {end}  {state}\n  for {purposes}: {kinds}; fields {fields}\n", line.name)
    });
    lines.chain([format!("{} agreements\n", told.agreements.len())]).collect()
}

fn joined(words: impl Iterator<Item = impl ToString>) -> String {
    words.map(|word| word.to_string()).collect::<Vec<_>>().join(", ")
}

fn sector(word: &str) -> Result<Sector, String> {
    let known = Sector::ALL.into_iter().find(|sector| sector.as_str() == word);
    known.ok_or_else(|| format!("write one of: {}", Sector::ALL.map(Sector::as_str).join(", ")))
}
