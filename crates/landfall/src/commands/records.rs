//! `landfall records NODE`: what lies in a node, by name.

use std::path::PathBuf;

use node::control::{self, records};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// List the records of a node: id, kind, name where it came from, version, state and legal hold
///
/// The list is read through the door, and told in the audit of reads. Other commands take a record by its name (`M-0007`), by
/// kind and name where several have that name (`missing-person/M-0007`), or by its id.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// Only records of this kind, such as `missing-person` or `remains`
    #[arg(long, value_name = "K")]
    kind: Option<String>,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let ask = records::Ask { kind: args.kind.clone(), holder: args.holders.name() };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || text(&told))?;
    Ok(Exit::Done)
}

fn text(told: &records::Told) -> String {
    let width = |of: fn(&records::Line) -> usize| told.records.iter().map(of).max().unwrap_or(0);
    let (kind, name) = (width(|line| line.kind.len()), width(|line| line.name.chars().count()));
    let mut text = String::new();
    for line in &told.records {
        let hold = if line.hold { "  on hold" } else { "" };
        let state = format!("{:?}", line.state).to_lowercase();
        text.push_str(&format!(
            "{:kind$}  {:name$}  version {}  {state}{hold}  {}\n",
            line.kind, line.name, line.version, line.record
        ));
    }
    text.push_str(&format!("{} records\n", told.records.len()));
    text
}
