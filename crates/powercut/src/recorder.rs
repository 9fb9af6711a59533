//! Runs a program under `recorder.c`: a small library in C, preloaded, compiled where the tests run.
//!
//! It is C because a Rust library that defines `open` would, linked into a test, take that test's own calls too; a C compiler
//! is there anyway, since SQLite is built with one. Linux only.

use crate::{Event, trace};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The compiled recorder.
#[derive(Clone, Debug)]
pub struct Recorder {
    library: PathBuf,
}

/// What a program did and said.
#[derive(Debug)]
pub struct Recording {
    /// Each call, in the order in which it took effect.
    pub events: Vec<Event>,
    /// How the program ended, and what it put out.
    pub output: Output,
}

impl Recorder {
    /// Compiles the recorder into a folder, with `CC` or `cc`.
    pub fn build(folder: &Path) -> io::Result<Self> {
        let (source, library) = (folder.join("recorder.c"), folder.join("recorder.so"));
        std::fs::write(&source, include_str!("recorder.c"))?;
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let flags = ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-U_FORTIFY_SOURCE", "-pthread", "-o"];
        let made = Command::new(compiler).args(flags).arg(&library).arg(&source).output()?;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(io::Error::other(format!("recorder.c does not compile: {said}")));
        }
        Ok(Self { library })
    }

    /// A command whose calls below `folder` go to the file `trace`, which is added to. `fail`: `17:EIO` (or ENOSPC, EINTR).
    pub fn command(
        &self,
        program: impl AsRef<OsStr>,
        folder: &Path,
        trace: &Path,
        fail: Option<&str>,
    ) -> io::Result<Command> {
        let mut command = Command::new(program);
        command
            .env("LD_PRELOAD", &self.library)
            .env("POWERCUT_BELOW", folder.canonicalize()?)
            .env("POWERCUT_TRACE", trace);
        command.env_remove("POWERCUT_FAIL");
        if let Some(fail) = fail {
            command.env("POWERCUT_FAIL", fail);
        }
        Ok(command)
    }

    /// Runs a command made by [`Recorder::command`] to its end and reads the trace.
    pub fn run(&self, mut command: Command, trace: &Path) -> io::Result<Recording> {
        let output = command.output()?;
        let events = trace::read(&std::fs::read(trace)?).map_err(io::Error::other)?;
        Ok(Recording { events, output })
    }
}
