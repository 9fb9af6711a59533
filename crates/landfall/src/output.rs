//! What a command says: results to stdout, everything else to stderr, failures with code and places.

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

use interop::{Faults, Place};
use serde::Serialize;

/// How the program ends. People script against these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// A check failed.
    CheckFailed = 1,
    /// Bad input or usage.
    BadInput = 2,
    /// Refused.
    Refused = 3,
    /// Locked.
    Locked = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command did not do its work.
#[derive(Debug)]
pub struct Failure {
    /// Exit code.
    pub exit: Exit,
    /// Stable code, such as `bad-json` or `usage`.
    pub code: Cow<'static, str>,
    /// For people; several faults stand on lines of their own.
    pub message: String,
    /// Where in the input, if it was the input.
    pub places: Vec<Place>,
}

impl Failure {
    /// A failure without a place in a file.
    pub fn new(exit: Exit, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { exit, code: code.into(), message: message.into(), places: Vec::new() }
    }

    /// The command line itself is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::BadInput, "usage", message)
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        let message = faults.to_string();
        let places = faults.faults.into_iter().map(|fault| fault.place).collect();
        Self { exit: Exit::BadInput, code: faults.code.into(), message, places }
    }
}

impl From<node::control::Failure> for Failure {
    fn from(failure: node::control::Failure) -> Self {
        let exit = match failure.exit {
            1 => Exit::CheckFailed,
            3 => Exit::Refused,
            4 => Exit::Locked,
            _ => Exit::BadInput,
        };
        Self { exit, code: failure.code.into(), message: failure.message, places: failure.places }
    }
}

impl From<node::NodeError> for Failure {
    fn from(error: node::NodeError) -> Self {
        node::control::Failure::from(error).into()
    }
}

/// Where a command writes. Without `--json` the result is text on stdout; with it, one document and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    json: bool,
}

impl Output {
    /// `json`: whether `--json` was given.
    pub const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether `--json` was given.
    pub const fn is_json(self) -> bool {
        self.json
    }

    /// Writes the result of a command: `document` with `--json`, `text` without.
    ///
    /// # Errors
    /// Where stdout cannot be written; a reader who went away (a broken pipe) is no error.
    pub fn result(self, document: &impl Serialize, text: impl FnOnce() -> String) -> Result<(), Failure> {
        if self.json { self.document(document) } else { self.text(&text()) }
    }

    /// Writes text to stdout, with a line end.
    ///
    /// # Errors
    /// Where stdout cannot be written.
    pub fn text(self, text: &str) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        let end = if text.ends_with('\n') { "" } else { "\n" };
        written(write!(stdout, "{text}{end}").and_then(|()| stdout.flush()))
    }

    /// A remark for people, to stderr. It never fails a command.
    pub fn note(self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Says why a command failed, and gives the exit code.
    pub fn fail(self, failure: &Failure) -> Exit {
        let mut text = String::new();
        for line in failure.message.lines() {
            let prefix = if text.is_empty() { "error: " } else { "       " };
            let _ = writeln!(text, "{prefix}{line}");
        }
        self.note(text.trim_end());
        if self.json {
            let error = ErrorDocument {
                error: ErrorBody { code: &failure.code, message: &failure.message, places: &failure.places },
            };
            // nothing is left to say it with where stdout is gone too
            let _ = self.document(&error);
        }
        failure.exit
    }

    fn document(self, document: &impl Serialize) -> Result<(), Failure> {
        let mut stdout = io::BufWriter::new(io::stdout().lock());
        let outcome = serde_json::to_writer_pretty(&mut stdout, document).map_err(io::Error::from);
        written(outcome.and_then(|()| writeln!(stdout)).and_then(|()| stdout.flush()))
    }
}

fn written(outcome: io::Result<()>) -> Result<(), Failure> {
    match outcome {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(
            Exit::BadInput,
            "cannot-write",
            format!("the result could not be written to stdout: {error}"),
        )),
        _ => Ok(()),
    }
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    error: ErrorBody<'a>,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    code: &'a str,
    message: &'a str,
    places: &'a [Place],
}

#[cfg(test)]
mod tests {
    use interop::{Fault, Faults, Place};

    use super::{Exit, Failure};

    #[test]
    fn faults_of_an_input_are_bad_input_with_all_places() {
        let place = |line| Place { line: Some(line), ..Place::default() };
        let fault = |line| Fault { message: format!("wrong at {line}"), place: place(line) };
        let failure = Failure::from(Faults { code: "bad-case", faults: vec![fault(3), fault(7)] });
        assert_eq!((failure.exit, failure.code.as_ref()), (Exit::BadInput, "bad-case"));
        assert_eq!(failure.places, [place(3), place(7)]);
        assert_eq!(failure.message.lines().count(), 2);
    }
}
