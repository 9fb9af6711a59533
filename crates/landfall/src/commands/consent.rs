//! `landfall consent RECORD --node NODE --purpose P --state S`: what a person agreed to, or took back.

use std::path::PathBuf;

use node::control::{self, consent};
use rooms::header::{OrgId, Purpose};
use rooms::shared::{ConsentDetails, ConsentState, Day, Giver};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Record what a person agreed to, or that they took it back; a withdrawal closes at once, by every way
///
/// One answer is for one use (`--purpose`) and one kind of sharing (`--with`). The consent of a family opens nothing of the
/// missing person's own, and its no is heard.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The record: its name (`M-0007`), kind and name (`missing-person/M-0007`), or id
    record: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// The use: tracing, forensic, protection, documentation, oversight
    #[arg(long, value_name = "PURPOSE", value_parser = purpose)]
    purpose: Purpose,
    /// The answer: asked, given, refused, withdrawn, expired, not-possible (vital interest)
    #[arg(long, value_name = "STATE", value_parser = state)]
    state: ConsentState,
    /// The organisation with which it may be shared; without it, the answer is about the use itself
    #[arg(long, value_name = "ORGANISATION")]
    with: Option<OrgId>,
    /// Who answers: person, guardian, family
    #[arg(long, value_name = "WHO", default_value = "person", value_parser = giver)]
    giver: Giver,
    /// The person has a protection flag: their state of origin is never told
    #[arg(long)]
    at_risk: bool,
    /// The last day on which it holds (`2026-11-25`)
    #[arg(long, value_name = "DAY")]
    until: Option<Day>,
    /// The day on which it is asked again; needed under detention and where the person cannot be asked
    #[arg(long, value_name = "DAY")]
    review: Option<Day>,
    /// The person is detained
    #[arg(long)]
    detained: bool,
    /// The language that was spoken
    #[arg(long, value_name = "WORDS")]
    language: Option<String>,
    /// Who was there
    #[arg(long, value_name = "WORDS")]
    witness: Option<String>,
    /// What else was said; it is sealed
    #[arg(long, value_name = "WORDS")]
    notes: Option<String>,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, *output).await?;
        let details = ConsentDetails {
            under_detention: args.detained.then_some(true),
            language: args.language.clone(),
            witness: args.witness.clone(),
            notes: args.notes.clone(),
            ..ConsentDetails::default()
        };
        let ask = consent::Ask {
            record: args.record.clone(),
            purpose: args.purpose,
            with: args.with.clone(),
            giver: args.giver,
            state: args.state,
            is_at_risk: args.at_risk,
            until: args.until,
            review: args.review,
            details,
            holder: args.holders.name(),
        };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    output.result(&told, || {
        let with = args.with.as_ref().map(|with| format!(", shared with {with}")).unwrap_or_default();
        format!("{}: {}{with} is {}, version {}\n", told.record, args.purpose.as_str(), told.state, told.version)
    })?;
    Ok(Exit::Done)
}

/// A purpose by its word.
pub(super) fn purpose(word: &str) -> Result<Purpose, String> {
    let known = Purpose::ALL.into_iter().find(|purpose| purpose.as_str() == word);
    known.ok_or_else(|| format!("write one of: {}", Purpose::ALL.map(Purpose::as_str).join(", ")))
}

fn state(word: &str) -> Result<ConsentState, String> {
    let known = ConsentState::ALL.into_iter().find(|state| state.as_str() == word);
    known.ok_or_else(|| format!("write one of: {}", ConsentState::ALL.map(ConsentState::as_str).join(", ")))
}

fn giver(word: &str) -> Result<Giver, String> {
    match word {
        "person" => Ok(Giver::Person),
        "guardian" => Ok(Giver::Guardian),
        "family" => Ok(Giver::Family),
        _ => Err("write one of: person, guardian, family".to_owned()),
    }
}
