//! `landfall audit budgets|release`: whose reading is stopped, and letting them read again.

use std::path::PathBuf;

use node::control::{self, budgets, release_budget};
use rooms::header::Purpose;

use super::at_node;
use super::consent::purpose;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// See whose reading was stopped because it was so much, and release it: an auditor or a coordinator does, never for themselves
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// List whose reading is stopped
    Budgets(Budgets),
    /// Let somebody read again
    Release(Release),
}

#[derive(Debug, clap::Args)]
struct Budgets {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

#[derive(Debug, clap::Args)]
struct Release {
    /// Whose reading is stopped
    principal: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// For which purpose they read, such as `tracing`
    #[arg(long, value_name = "PURPOSE", value_parser = purpose)]
    purpose: Purpose,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    match args.verb {
        Verb::Budgets(args) => list(&args, output),
        Verb::Release(args) => release(&args, output),
    }
}

fn list(args: &Budgets, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let ask = budgets::Ask { holder: args.holders.name() };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || match told.spent.as_slice() {
        [] => "nobody's reading is stopped\n".to_owned(),
        spent => spent.iter().map(|line| format!("{}  {}\n", line.principal, line.purpose.as_str())).collect(),
    })?;
    Ok(Exit::Done)
}

fn release(args: &Release, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let (principal, purpose) = (args.principal.clone(), args.purpose);
        let ask = release_budget::Ask { principal, purpose, holder: args.holders.name() };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || format!("{} may read for {} again\n", told.principal, told.purpose.as_str()))?;
    Ok(Exit::Done)
}
