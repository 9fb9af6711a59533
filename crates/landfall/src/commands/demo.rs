//! `landfall demo`: the situation, the published cases and a made-up register in a node, with what can be checked of them.

mod bounds;
mod colleagues;
mod count;
mod disasters;
mod incidents;
mod made_up;
mod place;
mod simulate;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use identify::{Register, Report};
use serde::Serialize;
use server::Identification;

use self::{
    bounds::Bounds,
    count::{Count, POSTERIORS, Weighed, count},
    made_up::{DEMO, Truth, fixed_files, made_files, make, populations},
    place::Place,
};
use super::{at_node, identify as identify_command, serve};
use crate::output::{Exit, Failure, Output};

/// Seed of the register that stands in `demo/register`.
const SEED: u64 = 20_261_125;
const REGISTER: &str = "demo/register";
const PUBLISHED_FREQUENCIES: &str = "reference/kinship/frequencies";

/// Show the whole: recorded incidents, published cases, and a made-up register in which people are identified
///
/// Prints how the incidents' totals and the published cases agree, and how many remains of the made-up register are given to the
/// right person at each posterior; takes the register into a node of sealed records that opens itself; then shows that node on
/// this machine until interrupted.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Do everything but show the pages; exit code 1 where a number is not the published one or lies outside its bounds
    #[arg(long)]
    check: bool,
    /// Folder that holds `demo` and `reference`
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Directory of the demo's node: made where it is not there yet, and kept; without it, a temporary one that goes at the end
    #[arg(long, value_name = "DIR", conflicts_with_all = ["regenerate", "simulate"])]
    node: Option<PathBuf>,
    /// Address and port; only addresses of this machine are accepted, and port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
    /// Only write the made-up register and its truth into this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["check", "simulate"])]
    regenerate: Option<PathBuf>,
    /// Seed of the register that is written
    #[arg(long, default_value_t = SEED, value_name = "N", requires = "regenerate")]
    seed: u64,
    /// Only count so many registers of other seeds and print the bounds that follow, as `bounds.csv`
    #[arg(long, value_name = "N", conflicts_with = "check")]
    simulate: Option<usize>,
}

/// What one part of the demo says, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    text: String,
    faults: Vec<String>,
}

impl Part {
    fn new(heading: String) -> Self {
        Self { text: format!("{heading}\n"), faults: Vec::new() }
    }
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    if let Some(folder) = &args.regenerate {
        return regenerate(&args, folder, *output);
    }
    if let Some(seeds) = args.simulate {
        return simulate_bounds(&args.root, seeds, *output);
    }
    let (incidents, recorded) = incidents::part(&args.root)?;
    say(&args, &incidents, *output);
    let disasters = disasters::part(&args.root)?;
    say(&args, &disasters, *output);
    let read = interop::register::read(&args.root.join(REGISTER))?;
    if !read.warnings.is_empty() {
        // each adds an allele that only another population's table lists; `landfall identify` names them
        output.note(&format!("{} remarks on the frequencies of the made-up register", read.warnings.len()));
    }
    let register = read.register;
    let report = identify_command::computed(&register)?;
    let (found, counts) = found(&args.root, &register, &report)?;
    say(&args, &found, *output);
    let place = Place::of(args.node.as_deref())?;
    let work = async {
        let (sealed, node) = place::part(&place, &args.root.join(REGISTER), &register, &report).await?;
        say(&args, &sealed, *output);
        let checked = check(&args, &[incidents, disasters, found, sealed], &counts, *output)?;
        if args.check {
            node.close().await?;
            return Ok(checked);
        }
        output.note(&place.hint());
        let listen = serve::loopback(&args.listen)?;
        let known = Some(Identification { register: place::unsealed(&register), report });
        let shows = serve::Shows { known, colleagues: colleagues::made_up() };
        serve::Running::new(node, recorded, shows, &listen)?.serve(listen).await
    };
    at_node::work(work)
}

/// Says what is wrong, and with `--check` everything.
fn check(args: &Args, parts: &[Part], counts: &[Counted], output: Output) -> Result<Exit, Failure> {
    let faults: Vec<&String> = parts.iter().flat_map(|part| &part.faults).collect();
    faults.iter().for_each(|fault| output.note(&format!("check failed: {fault}")));
    let passed = faults.is_empty();
    if args.check {
        let text = || parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n");
        output.result(&Checked { passed, faults: &faults, register: counts }, text)?;
    }
    Ok(if passed { Exit::Done } else { Exit::CheckFailed })
}

/// The answer of `--check --json`.
#[derive(Serialize)]
struct Checked<'a> {
    passed: bool,
    faults: &'a [&'a String],
    register: &'a [Counted],
}

/// Counts of the made-up register at one posterior.
#[derive(Clone, Copy, Debug, Serialize)]
struct Counted {
    posterior: f64,
    found: usize,
    wrong: usize,
    missed: usize,
    not_told_apart: usize,
}

/// Before pages are shown everything is said on stderr as it is known; stdout then begins with the address.
fn say(args: &Args, part: &Part, output: Output) {
    if !args.check {
        output.note(&part.text);
    }
}

/// Part (c): what was found in the made-up register.
fn found(root: &Path, register: &Register, report: &Report) -> Result<(Part, Vec<Counted>), Failure> {
    let folder = root.join(REGISTER);
    let truth =
        Truth::from_csv(&read(&folder.join("truth.csv"))?).map_err(|what| bad(&folder.join("truth.csv"), &what))?;
    let bounds =
        Bounds::from_csv(&read(&folder.join("bounds.csv"))?).map_err(|what| bad(&folder.join("bounds.csv"), &what))?;
    let pairs: Vec<Weighed> = report
        .pairs
        .iter()
        .map(|pair| Weighed { missing: pair.missing, remains: pair.remains, log10_lr: pair.log10_lr.get() })
        .collect();
    let counts = count(register, report.prior, &pairs, &truth);
    let mut part = Part::new(format!(
        "made-up register: {} missing people of {} families, {} remains, {} of them theirs; prior of a pair 1/{}",
        register.missing.len(),
        register.families.len(),
        register.remains.len(),
        truth.theirs(),
        report.candidates + 1,
    ));
    part.text.push_str("posterior  found  wrong  missed  not told apart within a family\n");
    for (posterior, Count { found, wrong, missed, not_told_apart }) in POSTERIORS.iter().zip(&counts) {
        // a string takes every line
        let _ = writeln!(part.text, "{posterior:<9}  {found:>5}  {wrong:>5}  {missed:>6}  {not_told_apart:>6}");
    }
    part.faults = bounds.faults(&counts);
    let counted =
        POSTERIORS.into_iter().zip(counts).map(|(posterior, Count { found, wrong, missed, not_told_apart })| Counted {
            posterior,
            found,
            wrong,
            missed,
            not_told_apart,
        });
    Ok((part, counted.collect()))
}

fn regenerate(args: &Args, folder: &Path, output: Output) -> Result<Exit, Failure> {
    let fixed = fixed_files(&args.root.join(PUBLISHED_FREQUENCIES)).map_err(|error| no_demo(&error.to_string()))?;
    let (populations, settings) = populations(&fixed)?;
    let made = make(populations, settings, DEMO, args.seed).map_err(|message| no_demo(&message))?;
    let files: Vec<_> = fixed.into_iter().chain(made_files(&made)).collect();
    let write = || {
        fs::create_dir_all(folder)?;
        files.iter().try_for_each(|(file, text)| fs::write(folder.join(file), text))
    };
    write().map_err(|error: std::io::Error| {
        let message = format!("`{}` cannot be written: {error}; name a folder that may be written", folder.display());
        Failure::new(Exit::BadInput, "cannot-write", message)
    })?;
    output.note(&format!("wrote {} files to `{}` (seed {})", files.len(), folder.display(), args.seed));
    Ok(Exit::Done)
}

fn simulate_bounds(root: &Path, seeds: usize, output: Output) -> Result<Exit, Failure> {
    let fixed = fixed_files(&root.join(PUBLISHED_FREQUENCIES)).map_err(|error| no_demo(&error.to_string()))?;
    let (populations, settings) = populations(&fixed)?;
    let bounds = simulate::simulate(&populations, &settings, DEMO, seeds, output)?;
    let how = format!(
        "From `landfall demo --simulate {seeds}`: the least and the greatest count over the registers of seeds 1 to {seeds}, \
         each widened by one standard deviation, rounded up, and one more."
    );
    output.text(&bounds.to_csv(&how))?;
    Ok(Exit::Done)
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| bad(file, &format!("cannot be read ({error})")))
}

fn bad(file: &Path, what: &str) -> Failure {
    let message = format!("`{}` {what}; name the repository's folder with --root", file.display());
    Failure::new(Exit::BadInput, "bad-demo", message)
}

fn no_demo(what: &str) -> Failure {
    Failure::new(Exit::BadInput, "bad-demo", format!("{what}; name the repository's folder with --root"))
}
