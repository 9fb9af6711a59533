//! `landfall can`: who may do what, as the policies answer it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use firewall::question::{self, Author, Consent, Relation};
use firewall::{Action, Decision, FILE_BYTE_COUNT_MAX, Firewall, FirewallError, Question, Role, Status};
use interop::Place;
use rooms::header::{Purpose, Sector};
use serde::Serialize;

use crate::output::{Exit, Failure, Output};

/// Say whether somebody may do something with a record, and by which policies; exit code 0 where allowed, 3 where not
///
/// It asks the policies that a node asks, and no node. Without `--consent` the person consents to the use that the record was
/// made for, and to sharing with nobody. An unknown word is answered with the known ones.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Part of society that the asker's organisation belongs to, such as `civil-society` or `immigration-enforcement`
    #[arg(long, value_name = "S", value_parser = question::sector)]
    sector: Sector,
    /// What the asker acts as, such as `tracing-officer` or `administrator`
    #[arg(long, value_name = "R")]
    role: Role,
    /// What is asked, such as `read`, `count`, `export` or `review`
    #[arg(long, value_name = "A", value_parser = question::action)]
    action: Action,
    /// Kind of record; any word, since purposes decide and kinds do not
    #[arg(long, value_name = "K", value_parser = NonEmptyStringValueParser::new())]
    kind: Option<String>,
    /// What the record is kept and wanted for, such as `tracing` or `protection`; not needed for what is asked of the node itself
    #[arg(long, value_name = "P", value_parser = question::purpose)]
    purpose: Option<Purpose>,
    /// How the asker's organisation stands to the record: own, joint, agreement, ended, none
    #[arg(long, value_name = "RELATION", default_value = "own")]
    relation: Relation,
    /// What the person says to the use and to sharing it with the asker: yes, no, withdrawn
    #[arg(long, value_name = "CONSENT")]
    consent: Option<Consent>,
    /// How far the asker belongs to the organisation: confirmed, invited, revoked
    #[arg(long, value_name = "STATUS", default_value = "confirmed")]
    status: Status,
    /// Who wrote what the record says: self, other
    #[arg(long, value_name = "AUTHOR", default_value = "other")]
    author: Author,
    /// The person has a protection flag
    #[arg(long)]
    at_risk: bool,
    /// Folder with an operator's own permits, `*.cedar`
    #[arg(long, value_name = "DIR")]
    policies: Option<PathBuf>,
}

/// Exactly what stands in the document; nothing else joins it.
#[derive(Serialize)]
struct Answer<'a> {
    decision: &'static str,
    determining: &'a [String],
    errors: &'a [String],
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let question = asked(&args)?;
    let permits = args.policies.as_deref().map_or_else(|| Ok(Vec::new()), permits)?;
    let firewall = Firewall::with(&permits).map_err(bad_policies)?;
    let decision = question.ask(&firewall);
    let Decision { is_allowed, determining, errors } = &decision;
    let answer = Answer { decision: if *is_allowed { "allow" } else { "deny" }, determining, errors };
    output.result(&answer, || text(&question, args.kind.as_deref(), &decision, &firewall))?;
    Ok(if *is_allowed { Exit::Done } else { Exit::Refused })
}

fn asked(args: &Args) -> Result<Question, Failure> {
    let &Args { sector, role, action, purpose, relation, consent, status, author, at_risk, .. } = args;
    let purpose = match purpose {
        Some(purpose) => purpose,
        // it is part of no decision about the node
        None if action.is_about_the_node() => Purpose::Knowledge,
        None => {
            let known = Purpose::ALL.map(Purpose::as_str).join(", ");
            return Err(Failure::usage(format!("`--purpose` is missing; write one of: {known}")));
        }
    };
    let question = Question::new(sector, role, action, purpose);
    Ok(Question { relation, consent, status, author, is_at_risk: at_risk, ..question })
}

/// One sentence, and below it each policy with the words above it.
fn text(question: &Question, kind: Option<&str>, decision: &Decision, firewall: &Firewall) -> String {
    let Question { sector, role, action, purpose, .. } = question;
    let (is, may) = if decision.is_allowed { ("allowed", "may") } else { ("denied", "may not") };
    let what = if action.is_about_the_node() {
        "on the node".to_owned()
    } else {
        format!("`{}` for {}", kind.unwrap_or("record"), purpose.as_str())
    };
    let mut text = format!("{is}: {role} of {} {may} {action} {what}\n", sector.as_str());
    for policy in &decision.determining {
        text.push_str(&format!("  {policy}: {}\n", firewall.words(policy).unwrap_or_default()));
    }
    for error in &decision.errors {
        text.push_str(&format!("  a policy went wrong, which denies: {error}\n"));
    }
    if decision.determining.is_empty() && decision.errors.is_empty() {
        text.push_str("  no policy permits it\n");
    }
    text
}

/// The `.cedar` files of a folder, in the order of their names.
fn permits(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let unreadable = |path: &Path, error: &io::Error| {
        Failure::new(Exit::BadInput, "cannot-read", format!("`{}` cannot be read: {error}", path.display()))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if path.extension().is_some_and(|extension| extension == "cedar") {
            files.push(path);
        }
    }
    files.sort();
    let read = |path: &PathBuf| {
        let mut text = String::new();
        // one more than is allowed, so that a longer file is told as one
        let most = FILE_BYTE_COUNT_MAX as u64 + 1;
        let file = File::open(path).and_then(|file| file.take(most).read_to_string(&mut text));
        file.map_err(|error| unreadable(path, &error))?;
        Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text))
    };
    files.iter().map(read).collect()
}

fn bad_policies(error: FirewallError) -> Failure {
    let message = error.to_string();
    let places = match error {
        FirewallError::Policies(faults) => faults
            .into_iter()
            .map(|fault| Place { file: Some(fault.file), line: fault.line, column: fault.column, ..Place::default() })
            .collect(),
        FirewallError::Schema(_) => Vec::new(),
    };
    Failure { exit: Exit::BadInput, code: "bad-policy".into(), message, places }
}
