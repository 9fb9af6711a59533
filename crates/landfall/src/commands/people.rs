//! `landfall people NODE`: who has an account on a node, and who waits.

use std::path::PathBuf;

use node::Status;
use node::accounts::PersonLine;
use node::control::{self, people};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Say who has an account on a node, what they may act as, and who waits to be confirmed
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let by = args.holders.key(*output)?;
    let opener = by.clone();
    let told = at_node::work(async { Ok(control::call(&args.node, people::Ask { by }, Some(&opener)).await?) })?;
    output.result(&told, || told.people.iter().map(line).collect::<String>())?;
    Ok(Exit::Done)
}

fn line(person: &PersonLine) -> String {
    let roles: Vec<&str> = person.roles.iter().map(|role| role.as_str()).collect();
    let mut line = format!("{}  {}  {}  {}", person.handle, person.organisation, person.status, roles.join(", "));
    if let Some(old) = &person.replaces {
        line.push_str(&format!("; takes the place of {old}, whose keys were lost"));
    }
    if !person.approved_by.is_empty() {
        let by: Vec<&str> = person.approved_by.iter().map(|it| it.as_str()).collect();
        let what = if person.status == Status::Invited { "confirmed" } else { "revoked" };
        line.push_str(&format!("; to be {what}, says {}, and one more has to", by.join(", ")));
    }
    if !person.has_second_factor {
        line.push_str("; no second factor");
    }
    line.push('\n');
    line
}
