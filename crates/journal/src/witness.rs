//! What a witness does: it remembers the newest checkpoint of a log, and takes a newer one only with the proof that the
//! log grew out of it.

use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint, parse_size};
use crate::hash::{Hash, HashError};
use crate::key::{KeyError, LogPublic};
use crate::proof::{ProofError, verify_consistency};

/// The most hashes a proof may have (C2SP tlog-witness).
pub const MAX_PROOF: usize = 63;
const FIRST_LINE: &str = "landfall witness state 1";

/// What a witness remembers of one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Name of the log's key.
    pub name: String,
    /// The log's key.
    pub public: LogPublic,
    /// The newest checkpoint that was taken.
    pub newest: Option<SignedCheckpoint>,
    /// Checkpoints that did not fit, with the one they did not fit to: proof against the log's owner.
    pub conflicts: Vec<(SignedCheckpoint, SignedCheckpoint)>,
}

/// A checkpoint with the proof from an older size (C2SP tlog-witness, body of `add-checkpoint`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The size that the proof begins from.
    pub old: u64,
    /// The consistency proof.
    pub proof: Vec<Hash>,
    /// The new checkpoint.
    pub checkpoint: SignedCheckpoint,
}

/// What a witness finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The first checkpoint of this log: taken on trust.
    First,
    /// The one that is remembered.
    Same,
    /// The log grew, and the proof shows it.
    Grown {
        /// Size that was remembered.
        from: u64,
        /// Size now.
        to: u64,
    },
    /// Both are signed, and they cannot both be true: one size, two roots.
    Conflict {
        /// What is remembered.
        ours: SignedCheckpoint,
        /// What came.
        theirs: SignedCheckpoint,
    },
    /// The log is shorter than it was.
    Rollback {
        /// Size that is remembered.
        ours: u64,
        /// Size that came.
        theirs: u64,
    },
    /// The log is longer, and nothing shows that it grew out of what is remembered.
    Unproved {
        /// What is wrong with the proof.
        why: ProofError,
    },
}

/// Why a text is no state or no submission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WitnessError {
    /// A checkpoint in it is none.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The key in it is none.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A hash in it is none.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A line that is not what its place needs.
    #[error("line {line}: `{found}` where {wanted} is needed")]
    Line {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What must stand there.
        wanted: &'static str,
    },
    /// Too many hashes.
    #[error("the proof has {0} hashes, and may have {MAX_PROOF}")]
    TooLong(usize),
    /// The checkpoint is of another log.
    #[error("the checkpoint is of `{found}`, and this witness follows `{wanted}`")]
    Origin {
        /// Origin of the new checkpoint.
        found: String,
        /// Origin of the remembered one.
        wanted: String,
    },
}

/// Compares a new checkpoint with what is remembered. An error means that it is not signed by that log's key, or of
/// another log: it says nothing about the log.
pub fn check(state: &State, new: &SignedCheckpoint, proof: &[Hash]) -> Result<Outcome, WitnessError> {
    let theirs = new.verify(&state.public, &state.name)?;
    let Some(newest) = &state.newest else { return Ok(Outcome::First) };
    let ours = newest.verify(&state.public, &state.name)?;
    if ours.origin != theirs.origin {
        return Err(WitnessError::Origin { found: theirs.origin.clone(), wanted: ours.origin.clone() });
    }
    Ok(match theirs.size.cmp(&ours.size) {
        std::cmp::Ordering::Less => Outcome::Rollback { ours: ours.size, theirs: theirs.size },
        std::cmp::Ordering::Equal if ours.root == theirs.root => Outcome::Same,
        std::cmp::Ordering::Equal => Outcome::Conflict { ours: newest.clone(), theirs: new.clone() },
        std::cmp::Ordering::Greater => grown(ours, theirs, proof),
    })
}

fn grown(ours: &Checkpoint, theirs: &Checkpoint, proof: &[Hash]) -> Outcome {
    match verify_consistency(ours.size, ours.root, theirs.size, theirs.root, proof) {
        Ok(()) => Outcome::Grown { from: ours.size, to: theirs.size },
        Err(why) => Outcome::Unproved { why },
    }
}

impl State {
    /// The state of a witness that has seen nothing of the log with this key.
    pub fn new(name: &str, public: LogPublic) -> State {
        State { name: name.to_owned(), public, newest: None, conflicts: Vec::new() }
    }

    /// Remembers a checkpoint by what [`check`] found: a first or grown one becomes the newest; one that does not fit
    /// is kept beside the one that is remembered.
    pub fn keep(&mut self, new: SignedCheckpoint, outcome: &Outcome) {
        match (outcome, &self.newest) {
            (Outcome::First | Outcome::Grown { .. }, _) => self.newest = Some(new),
            (Outcome::Conflict { .. } | Outcome::Unproved { .. } | Outcome::Rollback { .. }, Some(ours)) => {
                let pair = (ours.clone(), new);
                if !self.conflicts.contains(&pair) {
                    self.conflicts.push(pair);
                }
            }
            _ => {}
        }
    }

    /// Writes the state; [`State::parse`] reads it back.
    pub fn to_text(&self) -> Result<String, WitnessError> {
        let mut text = format!("{FIRST_LINE}\n{}\n", self.public.verifier(&self.name)?);
        let mut put = |word: &str, checkpoint: &SignedCheckpoint| {
            let note = checkpoint.to_text();
            text.push_str(&format!("{word} {}\n{note}", note.lines().count()));
        };
        if let Some(newest) = &self.newest {
            put("newest", newest);
        }
        for (ours, theirs) in &self.conflicts {
            put("ours", ours);
            put("theirs", theirs);
        }
        Ok(text)
    }

    /// Reads a state.
    pub fn parse(text: &str) -> Result<State, WitnessError> {
        let mut lines = Lines { rest: text, line: 0 };
        lines.exactly(FIRST_LINE, "`landfall witness state 1`")?;
        let (name, public) = LogPublic::parse_verifier(lines.next("a verifier key")?)?;
        let mut state = State::new(&name, public);
        if lines.rest.starts_with("newest ") {
            state.newest = Some(lines.counted("newest", "`newest` and a number of lines")?);
        }
        while !lines.rest.is_empty() {
            let ours = lines.counted("ours", "`ours` and a number of lines")?;
            let theirs = lines.counted("theirs", "`theirs` and a number of lines")?;
            state.conflicts.push((ours, theirs));
        }
        Ok(state)
    }
}

impl Submission {
    /// Reads a submission. A checkpoint alone is one without a proof, from size 0.
    pub fn parse(text: &str) -> Result<Submission, WitnessError> {
        if !text.starts_with("old ") {
            return Ok(Submission { old: 0, proof: Vec::new(), checkpoint: SignedCheckpoint::parse(text)? });
        }
        let mut lines = Lines { rest: text, line: 0 };
        let old = parse_size(lines.word("old", "`old` and a size")?)?;
        let mut proof = Vec::new();
        loop {
            match lines.next("a hash, or an empty line and the checkpoint")? {
                "" => break,
                line => proof.push(Hash::parse_base64(line)?),
            }
            if proof.len() > MAX_PROOF {
                return Err(WitnessError::TooLong(proof.len()));
            }
        }
        Ok(Submission { old, proof, checkpoint: SignedCheckpoint::parse(lines.rest)? })
    }

    /// Writes the submission; [`Submission::parse`] reads it back.
    pub fn to_text(&self) -> String {
        let proof: String = self.proof.iter().map(|hash| hash.base64() + "\n").collect();
        format!("old {}\n{proof}\n{}", self.old, self.checkpoint.to_text())
    }
}

/// A text that is read line by line.
struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self, wanted: &'static str) -> Result<&'a str, WitnessError> {
        self.line += 1;
        let found = || WitnessError::Line { line: self.line, found: self.rest.to_owned(), wanted };
        let (line, rest) = self.rest.split_once('\n').ok_or_else(found)?;
        self.rest = rest;
        Ok(line)
    }

    fn exactly(&mut self, text: &str, wanted: &'static str) -> Result<(), WitnessError> {
        match self.next(wanted)? {
            line if line == text => Ok(()),
            line => Err(WitnessError::Line { line: self.line, found: line.to_owned(), wanted }),
        }
    }

    /// What follows a word and a space.
    fn word(&mut self, word: &str, wanted: &'static str) -> Result<&'a str, WitnessError> {
        let line = self.next(wanted)?;
        let found = || WitnessError::Line { line: self.line, found: line.to_owned(), wanted };
        line.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')).ok_or_else(found)
    }

    /// A checkpoint with its number of lines in front.
    fn counted(&mut self, word: &str, wanted: &'static str) -> Result<SignedCheckpoint, WitnessError> {
        let count = parse_size(self.word(word, wanted)?)?;
        let whole = self.rest;
        for _ in 0..count {
            self.next("a line of a checkpoint")?;
        }
        Ok(SignedCheckpoint::parse(&whole[..whole.len() - self.rest.len()])?)
    }
}
