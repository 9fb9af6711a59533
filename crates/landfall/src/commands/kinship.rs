//! `landfall kinship CASE.json`: likelihoods of a case's hypotheses and their ratios.

mod answer;
mod table;

use std::path::PathBuf;

use interop::{Place, json::JSON_BYTE_COUNT_MAX, kinship_case, text::read_text};
use kinship::likelihood::LikelihoodError;

use crate::output::{Exit, Failure, Output};

/// Compute the likelihoods of kinship hypotheses from DNA profiles
///
/// Reads a case (schema landfall-kinship-case/1, also -silent-case/1 and -dropout-case/1) and prints, by marker and in
/// total, the likelihood of each hypothesis and the likelihood ratio of each against the reference hypothesis.
///
/// With --json, a likelihood of 0 is `null`, a ratio whose denominator is 0 is `null` with `"undefined": true`, and a
/// ratio that a double cannot hold is `null` with a warning: `log10_total` has it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// Hypothesis that stands in the denominator of the ratios; default: the last of the file
    #[arg(long, value_name = "NAME")]
    reference: Option<String>,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let file = args.case.display().to_string();
    let text = read_text(&args.case, JSON_BYTE_COUNT_MAX)?;
    let case = kinship_case::read(&file, &text)?;
    let reference = match &args.reference {
        None => case.hypotheses.len() - 1,
        Some(name) => find_hypothesis(&case, name)?,
    };
    let answer = answer::compute(&case, reference).map_err(|error| not_computed(file, &error))?;
    // the document has its own list of them
    for warning in answer.warnings.iter().filter(|_| !output.is_json()) {
        output.note(&format!("warning: {}", warning.message));
    }
    output.result(&answer, || table::render(&case, &answer))?;
    Ok(Exit::Done)
}

fn find_hypothesis(case: &kinship_case::KinshipCase, name: &str) -> Result<usize, Failure> {
    let found = case.hypotheses.iter().position(|hypothesis| hypothesis.name == name);
    found.ok_or_else(|| {
        let known: Vec<&str> = case.hypotheses.iter().map(|hypothesis| hypothesis.name.as_str()).collect();
        Failure::usage(format!(
            "--reference `{name}` is no hypothesis of the case; expected one of `{}`",
            known.join("`, `")
        ))
    })
}

/// What is too large to be computed exactly is refused; what contradicts itself is bad input.
fn not_computed(file: String, error: &LikelihoodError) -> Failure {
    let (exit, code, field) = match error {
        LikelihoodError::TooManyFounderAlleles { .. } => (Exit::Refused, "too-complex", "theta"),
        LikelihoodError::TooEntangled { .. } => (Exit::Refused, "too-complex", "hypotheses"),
        LikelihoodError::Theta { .. } | LikelihoodError::ThetaWithInbreeding { .. } => {
            (Exit::BadInput, "bad-case", "theta")
        }
        LikelihoodError::ObservationCount { .. }
        | LikelihoodError::UnknownAllele { .. }
        | LikelihoodError::Dropout { .. } => (Exit::BadInput, "bad-case", "markers"),
    };
    let place = Place { file: Some(file), field: Some(field.to_string()), ..Place::default() };
    Failure { places: vec![place], ..Failure::new(exit, code, error.to_string()) }
}
