//! `landfall witness CHECKPOINT --state FILE`: does a node's log only ever grow?

mod kept;

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use journal::witness::{self, Outcome, Submission, WitnessError};
use journal::{CheckpointError, LogPublic};
use serde_json::{Value, json};

use self::kept::Kept;
use crate::output::{Exit, Failure, Output};

/// Most bytes of a checkpoint with its proof; both have lower limits of their own.
const BYTE_COUNT_MAX: u64 = 256 << 10;

/// Check offline that a node's log grew out of what was seen of it before, and remember it
///
/// Run it on another machine than the node's, with a state file that the node's people cannot write. The first time,
/// `--key` pins the public key that `landfall init` printed. Where a new checkpoint does not fit to the remembered one, both
/// are kept in the state file, for everybody to see, and the exit code is 1: an old copy was put back (rollback), the log has
/// two histories (conflict), or nothing shows that it grew out of what is remembered (unproved).
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What `landfall checkpoint NODE [--since N]` printed; `-` reads stdin
    checkpoint: PathBuf,
    /// File with what this witness remembers, of any number of nodes and logs
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
    /// Public key of the node, needed the first time: `log_key` of `landfall init` or of `node.toml`
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let submission = Submission::parse(&read(&args.checkpoint)?).map_err(|error| refused(&error))?;
    let pinned = args.key.as_deref().map(LogPublic::parse_verifier).transpose();
    let pinned = pinned.map_err(|error| Failure::usage(format!("--key: {error}")))?;
    let _alone = alone(&args.state)?;
    let mut kept = Kept::load(&args.state)?;
    let state = kept.follow(&submission.checkpoint.unverified().origin, pinned)?;
    let outcome = witness::check(state, &submission.checkpoint, &submission.proof).map_err(|error| refused(&error))?;
    let said = Said::of(&submission, &outcome, state.newest.as_ref().map(|newest| newest.unverified().size));
    state.keep(submission.checkpoint, &outcome);
    kept.save(&args.state)?;
    output.result(&said.document(), || said.text())?;
    Ok(if said.is_good { Exit::Done } else { Exit::CheckFailed })
}

fn read(path: &Path) -> Result<String, Failure> {
    let unreadable = |why: String| {
        Failure::new(Exit::BadInput, "cannot-read", format!("`{}` cannot be read ({why})", path.display()))
    };
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(BYTE_COUNT_MAX).read_to_string(&mut text)
    } else {
        File::open(path).and_then(|file| file.take(BYTE_COUNT_MAX).read_to_string(&mut text))
    };
    let count = read.map_err(|error| unreadable(error.to_string()))?;
    if count as u64 == BYTE_COUNT_MAX {
        Err(unreadable("it is longer than any checkpoint".to_owned()))
    } else {
        Ok(text)
    }
}

/// Makes others wait who work on the same state, until the file is dropped.
fn alone(state: &Path) -> Result<File, Failure> {
    let mut name = state.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    let path = state.with_file_name(name);
    let open = || {
        if let Some(folder) = state.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        file.lock()?;
        Ok(file)
    };
    open().map_err(|error: io::Error| {
        let message =
            format!("`{}` cannot be locked ({error}); name a state file in a folder of yours", path.display());
        Failure::new(Exit::BadInput, "cannot-lock", message)
    })
}

/// A signature that does not fit is a failed check; what is no checkpoint at all is bad input.
fn refused(error: &WitnessError) -> Failure {
    let (exit, code) = match error {
        WitnessError::Checkpoint(CheckpointError::NotSigned(_) | CheckpointError::Forged(_)) => {
            (Exit::CheckFailed, "not-signed")
        }
        _ => (Exit::BadInput, "bad-checkpoint"),
    };
    Failure::new(exit, code, error.to_string())
}

/// What is said of a checkpoint.
struct Said {
    word: &'static str,
    is_good: bool,
    origin: String,
    size: u64,
    remembered: Option<u64>,
    why: Option<String>,
}

impl Said {
    fn of(submission: &Submission, outcome: &Outcome, remembered: Option<u64>) -> Self {
        let checkpoint = submission.checkpoint.unverified();
        let (word, why) = match outcome {
            Outcome::First => ("first", None),
            Outcome::Same => ("same", None),
            Outcome::Grown { .. } => ("grown", None),
            Outcome::Conflict { .. } => ("conflict", Some("two roots are signed for one size".to_owned())),
            Outcome::Rollback { .. } => ("rollback", Some("the log is shorter than it was".to_owned())),
            Outcome::Unproved { why } => ("unproved", Some(why.to_string())),
        };
        Self { word, is_good: why.is_none(), origin: checkpoint.origin.clone(), size: checkpoint.size, remembered, why }
    }

    fn document(&self) -> Value {
        json!({
            "outcome": self.word,
            "origin": self.origin,
            "size": self.size,
            "remembered": self.remembered,
            "why": self.why,
        })
    }

    fn text(&self) -> String {
        let Self { word, origin, size, remembered, why, .. } = self;
        let remembered = remembered.unwrap_or(0);
        let line = match why {
            None if *word == "first" => format!("{word}: `{origin}` has {size} entries; taken on trust\n"),
            None => format!("{word}: `{origin}` has {size} entries, and had {remembered}\n"),
            Some(why) => format!(
                "{word}: `{origin}` shows {size} entries, and showed {remembered}: {why}; both checkpoints are kept\n"
            ),
        };
        let remedy = "a node proves its growth with `landfall checkpoint NODE --since";
        if *word == "unproved" { format!("{line}{remedy} {remembered}`\n") } else { line }
    }
}
