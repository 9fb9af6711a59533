//! `landfall identify FOLDER` or `--node NODE`: which remains may be which missing person, with every weight.

mod of_node;

use std::path::{Path, PathBuf};

use evidence::Probability;
use identify::{Progress, Register, Report, identify_with};
use indicatif::{ProgressBar, ProgressStyle};
use interop::{register, report};

use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

pub(super) use report::sentence;

/// Compare every missing person of a register with all remains
///
/// Reads families.csv, profiles.csv, missing.csv, remains.csv, frequencies.csv and settings.toml of a folder (any table may be
/// XLSX; `landfall new` writes templates). Each pair gets the weight of its DNA, sex and age against "unrelated"; beside it stand
/// the close relatives that would explain the same data. The prior of a pair is 1 / (candidates + 1) unless settings.toml states
/// one, where candidates is the larger of the number of missing people and of remains. What is answered are proposals, never
/// decisions.
///
/// `log10_lr` is `null` where the pair is impossible under that hypothesis, and `null` with `"undefined": true` where the
/// family's own data are impossible at a marker.
///
/// With `--node` the register is that of a node, read through its door, and each pair is kept there as a proposal: pairs with
/// the numbers they had stay as they are, changed numbers make a new version. `"proposals"` counts them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the register
    #[arg(required_unless_present = "node", conflicts_with = "node")]
    folder: Option<PathBuf>,
    /// Directory of a node whose register is compared, and which keeps the proposals; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: Option<PathBuf>,
    #[command(flatten)]
    holders: Holders,
    /// Write one row a pair, as CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Report pairs of at least this posterior, from 0 to 1; replaces `threshold` of settings.toml. Pairs that the evidence
    /// excludes (posterior 0) are never listed, not even with 0
    #[arg(long, value_name = "P", value_parser = probability)]
    threshold: Option<Probability>,
    /// Report at most so many pairs, the best ones; replaces `top` of settings.toml
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

fn probability(written: &str) -> Result<Probability, String> {
    let value = written.parse::<f64>().ok().and_then(Probability::new);
    value.ok_or_else(|| "expected a number from 0 to 1".to_string())
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let folder = match (&args.folder, &args.node) {
        (Some(folder), None) if args.holders.is_empty() => folder,
        (Some(_), None) => return Err(Failure::usage("a folder is not sealed; `--holder` goes with `--node NODE`")),
        (_, Some(node)) => return of_node::run(&args, node, *output),
        (None, None) => return Err(Failure::usage("name the FOLDER of a register, or a node with `--node NODE`")),
    };
    let mut register = read(folder, output)?;
    register.settings.threshold = args.threshold.unwrap_or(register.settings.threshold);
    register.settings.top = args.top.or(register.settings.top);
    let found = computed(&register)?;
    for warning in found.warnings.iter().filter(|_| !output.is_json()) {
        output.note(&format!("warning: {}", sentence(&register, warning)));
    }
    if args.csv {
        output.text(&report::csv(&register, &found))?;
    } else {
        output.result(&report::document(&register, &found), || report::text(&register, &found))?;
    }
    Ok(Exit::Done)
}

/// The register of a folder; what was changed in its numbers is said.
fn read(folder: &Path, output: &Output) -> Result<Register, Failure> {
    let read = register::read(folder)?;
    for warning in read.warnings.iter().filter(|_| !output.is_json()) {
        output.note(&format!("warning: {warning}"));
    }
    Ok(read.register)
}

/// The report of a register, with a bar on stderr while a terminal shows it.
pub(super) fn computed(register: &Register) -> Result<Report, Failure> {
    let bar = ProgressBar::new(register.families.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} families, {elapsed}, {eta} left") {
        bar.set_style(style);
    }
    let report = identify_with(register, &|Progress { done, total }| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    report.map_err(|error| Failure::new(Exit::BadInput, "bad-register", error.to_string()))
}
