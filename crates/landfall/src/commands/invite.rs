//! `landfall invite NODE --role R`: a link with which one person joins.

use std::path::PathBuf;

use node::Role;
use node::accounts::INVITATION_DAYS;
use node::control::{self, invite};
use rooms::header::OrgId;
use serde_json::json;

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Make a link with which one person joins; it is told once, and works once
///
/// Give it to that person by a way that nobody else reads. They choose a name and a password, and wait until a colleague
/// confirms them: `landfall confirm`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// What the person is to do, in this order: tracing-officer, forensic-analyst, case-worker, monitor, editor, coordinator,
    /// auditor, administrator
    #[arg(long = "role", value_name = "ROLE", required = true)]
    roles: Vec<String>,
    /// The organisation to join; that of whoever invites without it
    #[arg(long, value_name = "ORGANISATION")]
    organisation: Option<String>,
    /// Days that the link works
    #[arg(long, value_name = "DAYS", default_value_t = INVITATION_DAYS)]
    days: u32,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let usage = |error: &dyn std::fmt::Display| Failure::usage(error.to_string());
    let roles = args.roles.iter().map(|role| role.parse::<Role>().map_err(|error| usage(&error)));
    let roles = roles.collect::<Result<Vec<_>, _>>()?;
    let organisation = args.organisation.as_deref().map(OrgId::new).transpose().map_err(|error| usage(&error))?;
    let by = args.holders.key(*output)?;
    let opener = by.clone();
    let ask = invite::Ask { by, organisation, roles, days: args.days };
    let told = at_node::work(async { Ok(control::call(&args.node, ask, Some(&opener)).await?) })?;
    output.result(&json!({ "path": told.path.as_str(), "days": told.days }), || {
        format!(
            "{}\nthe path of a link for one person, behind the address of this node; it works once, for {} days\n",
            told.path.as_str(),
            told.days
        )
    })?;
    Ok(Exit::Done)
}
