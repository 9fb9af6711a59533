//! `landfall dvi CASE.json`: which victim is which missing person, by the joint likelihood of all of them.

mod answer;
mod table;

use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use interop::{Place, dvi_case, json::JSON_BYTE_COUNT_MAX, text::read_text};
use kinship::{
    assignment::{DviError, MutationUse, Parameters, Prior, solve_with_progress},
    likelihood::LikelihoodError,
};

use crate::output::{Exit, Failure, Output};

/// Identify disaster victims from their DNA and that of families, all at once and exactly
///
/// Reads a case (schema landfall-dvi-case/1) and sums over every assignment of victims to missing people of consistent sex.
/// Nothing is approximated: a case that is too large is refused with exit code 3.
///
/// Ratios are `null` where sexes differ and where the family contradicts itself (such families are in
/// `contradicted_families`, the run goes on without them), or where a double cannot hold them (then `warnings` has the
/// logarithm). Counts above 2^53 are strings of digits, so that no reader rounds them. `joint` is ordered by likelihood;
/// likelihoods within 1e-9 in ln are ties, ordered by text.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// Use the markers' mutation models: as given, nowhere, or only in families whose relatives need one
    #[arg(long, value_enum, default_value = "given")]
    mutation: MutationWord,
    /// What is equally probable beforehand: every assignment, or every number of identified victims
    #[arg(long, value_enum, default_value = "assignments")]
    prior: PriorWord,
    /// Length of the list of best assignments
    #[arg(long, value_name = "N", default_value_t = 200)]
    top: usize,
    /// Likelihood ratio from which a match is reported
    #[arg(long = "match", value_name = "LR", default_value_t = 1e4)]
    match_threshold: f64,
    /// Likelihood ratio from which a match is called probable; default: a tenth of --match
    #[arg(long = "probable", value_name = "LR")]
    probable_threshold: Option<f64>,
    /// Exclude a pair with more impossible markers than this
    #[arg(long, value_name = "N", default_value_t = 2)]
    exclude_markers: u32,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum MutationWord {
    Given,
    Off,
    OffWhereConsistent,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum PriorWord {
    Assignments,
    Identified,
}

impl Args {
    fn parameters(&self) -> Parameters {
        Parameters {
            mutation: match self.mutation {
                MutationWord::Given => MutationUse::Given,
                MutationWord::Off => MutationUse::Off,
                MutationWord::OffWhereConsistent => MutationUse::OffWhereConsistent,
            },
            prior: match self.prior {
                PriorWord::Assignments => Prior::Assignments,
                PriorWord::Identified => Prior::Identified,
            },
            top: self.top,
            match_threshold: self.match_threshold,
            probable_threshold: self.probable_threshold.unwrap_or((self.match_threshold / 10.0).max(1.0)),
            exclude_markers: self.exclude_markers,
        }
    }
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let file = args.case.display().to_string();
    let text = read_text(&args.case, JSON_BYTE_COUNT_MAX)?;
    let read = dvi_case::read(&file, &text)?;
    let parameters = args.parameters();
    let progress = progress();
    let solved = solve_with_progress(&read.case, &parameters, &|placements| progress.inc(placements as u64));
    progress.finish_and_clear();
    let solution = solved.map_err(|error| not_solved(file, &error))?;
    let warnings = answer::warnings(&read, &solution);
    // the document has its own list of them
    for warning in warnings.iter().filter(|_| !output.is_json()) {
        output.note(&format!("warning: {}", warning.message));
    }
    output.result(&answer::document(&read, &parameters, &solution, &warnings), || {
        table::render(&read, &parameters, &solution)
    })?;
    Ok(Exit::Done)
}

/// Counts on stderr while a terminal shows it. How many placements a family allows is known only at the end.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} placements of victims in families, {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// What is too large to be computed exactly is refused; what contradicts itself is bad input.
fn not_solved(file: String, error: &DviError) -> Failure {
    let (exit, code, field) = match error {
        DviError::BadParameter { .. } => return Failure::usage(error.to_string()),
        DviError::ImpossibleVictim { .. } => (Exit::BadInput, "bad-case", "victims"),
        DviError::TooManySubAssignments { .. }
        | DviError::TooManyStates { .. }
        | DviError::TooManyCombinations { .. }
        | DviError::TooManyTexts { .. }
        | DviError::Likelihood { source: LikelihoodError::TooEntangled { .. }, .. } => {
            (Exit::Refused, "too-complex", "families")
        }
        DviError::Likelihood { .. } => (Exit::BadInput, "bad-case", "families"),
    };
    let place = Place { file: Some(file), field: Some(field.to_string()), ..Place::default() };
    Failure { places: vec![place], ..Failure::new(exit, code, error.to_string()) }
}
