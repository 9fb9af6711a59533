//! The command line: `landfall <command> [options]`.
//!
//! Exit codes: 0 done, 1 a check failed, 2 bad input or usage, 3 refused, 4 locked. With `--json` exactly one document
//! goes to stdout, also on failure; text for people goes to stderr.

mod commands;
mod output;

use std::{alloc::System, ffi::OsString, process::ExitCode};

use clap::{Parser, error::ErrorKind};
use zeroizing_alloc::ZeroAlloc;

use crate::{
    commands::Command,
    output::{Failure, Output},
};

/// Memory is wiped when it is freed: what a lock or an erasure lets go of is gone, and not only out of sight. A name has been in
/// many strings on its way to a page, and no one could wipe each by hand.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// Landfall: account for every person on the move.
#[derive(Debug, Parser)]
#[command(name = "landfall", version, max_term_width = 110)]
struct Cli {
    /// Write exactly one JSON document to stdout, also on failure
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, Output::new(asks_for_json(&arguments))).into(),
    };
    let output = Output::new(cli.json);
    match cli.command.run(&output) {
        Ok(exit) => exit.into(),
        Err(failure) => output.fail(&failure).into(),
    }
}

/// Whether `--json` was asked for, read from the words themselves: there is no parsed form of a line with a usage error.
fn asks_for_json(arguments: &[OsString]) -> bool {
    arguments.iter().take_while(|word| *word != "--").any(|word| word == "--json")
}

/// Help and version are answers; everything else that clap says is a usage error.
fn usage(error: &clap::Error, output: Output) -> output::Exit {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => output
            .result(&serde_json::json!({ "help": text }), || text.clone())
            .map_or_else(|failure| output.fail(&failure), |()| output::Exit::Done),
        _ => output.fail(&Failure::usage(text.trim_end().trim_start_matches("error: "))),
    }
}
