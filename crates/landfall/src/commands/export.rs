//! `landfall export NODE --kind K --purpose P`: many records out of a node, each decided on before it leaves.

use std::io::Write as _;
use std::path::PathBuf;

use node::Ended;
use node::control::{self, export};
use rooms::header::Purpose;

use super::at_node;
use super::consent::purpose;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Take the records of a kind out of a node, as far as they are yours or an agreement names them
///
/// Before every hundred records consents and agreements are asked again; where one fell away meanwhile the export ends there,
/// its last line says so and names what has to be erased, and the command ends with exit code 3.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; a server may run on it
    node: PathBuf,
    /// The kind, such as `missing-person` or `remains`
    #[arg(long, value_name = "KIND")]
    kind: String,
    /// What for: tracing, forensic, protection, documentation, oversight
    #[arg(long, value_name = "PURPOSE", value_parser = purpose)]
    purpose: Purpose,
    /// `ndjson`: a line of JSON a record; `csv`: a table
    #[arg(long, value_name = "FORMAT", default_value = "ndjson", value_parser = ["ndjson", "csv"])]
    format: String,
    /// Write it to a new file; without it, to the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let mut told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let what = (args.purpose, args.kind.clone());
        let ask = export::Ask::new(what, args.format.clone(), args.out.as_deref(), args.holders.name())?;
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    let ended = told.ended;
    match told.text.take() {
        // an export is a document of its own, with `--json` or without
        Some(text) => {
            let broken = |error: std::io::Error| Failure::new(Exit::CheckFailed, "output", error.to_string());
            std::io::stdout().lock().write_all(text.as_bytes()).map_err(broken)?;
        }
        None => output.result(&told, || format!("wrote {} records\n", told.count))?,
    }
    match ended {
        None => Ok(Exit::Done),
        Some(why) => Err(cut_short(why)),
    }
}

fn cut_short(why: Ended) -> Failure {
    let message = "the export is not whole; its last line says why, and what of it has to be erased";
    Failure::new(Exit::Refused, why.as_str(), message)
}
