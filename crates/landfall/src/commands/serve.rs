//! `landfall serve FOLDER`: the pages, on this machine only.

use std::future::Future;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use interop::{mmp, register};
use server::{Attribution, Content, Identification, ListenError};

use crate::output::{Exit, Failure, Output};

/// The list of incidents in a folder, as `landfall import mmp FILE --into FOLDER` writes it.
const INCIDENTS: &str = "incidents.csv";
/// A folder with one of these holds a register.
const REGISTER: [&str; 2] = ["families.csv", "families.xlsx"];

/// Show the situation and the register of a folder in the browser, on this machine only
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder with a register, with imported incidents, or with both
    folder: PathBuf,
    /// Address and port; only addresses of this machine are accepted, and port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
}

/// Runs the command until it is interrupted.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    // before the folder is read: a wrong address should not cost a minute
    server::loopback(&args.listen).map_err(refusal)?;
    let content = content(&args.folder, output)?;
    show(content, &args.listen)
}

/// Serves pages until interrupted; the first line on stdout says where.
pub fn show(content: Content, listen: &str) -> Result<Exit, Failure> {
    let address = server::loopback(listen).map_err(refusal)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| fault("runtime", &error))?;
    runtime.block_on(async {
        let stop = interrupted().map_err(|error| fault("signals", &error))?;
        server::serve(content, address, announce, stop).await.map_err(refusal)
    })?;
    Ok(Exit::Done)
}

/// Who starts the server from a script waits for this line, so it is flushed at once.
fn announce(address: std::net::SocketAddr) {
    let mut stdout = io::stdout().lock();
    // a closed stdout is no reason not to serve
    let _ = writeln!(stdout, "listening on http://{address}").and_then(|()| stdout.flush());
}

/// Reads what the folder holds: a register, imported incidents, or both.
fn content(folder: &Path, output: &Output) -> Result<Content, Failure> {
    if !folder.is_dir() {
        let message = format!("`{}` is not a folder; give the folder of a register", folder.display());
        let places = vec![register::not_a_folder(folder)];
        return Err(Failure { places, ..Failure::new(Exit::BadInput, "no-folder", message) });
    }
    let incidents = folder.join(INCIDENTS);
    let has_register = REGISTER.iter().any(|file| folder.join(file).exists());
    if !has_register && !incidents.exists() {
        let message = format!(
            "`{0}` holds neither a register (`{1}`) nor imported incidents (`{INCIDENTS}`); \
             write templates with `landfall new {0}`, or import with `landfall import mmp FILE --into {0}`",
            folder.display(),
            REGISTER[0],
        );
        return Err(Failure::new(Exit::BadInput, "empty-folder", message));
    }
    let incidents = if incidents.exists() { mmp::read(&incidents)?.into_incidents() } else { Vec::new() };
    let register = if has_register { Some(identification(folder, output)?) } else { None };
    Ok(Content { incidents, register, attribution: Attribution::default() })
}

/// Reads the register and weighs every pair, once, before the first page is asked for.
fn identification(folder: &Path, output: &Output) -> Result<Identification, Failure> {
    let read = register::read(folder)?;
    for warning in &read.warnings {
        output.note(&format!("warning: {warning}"));
    }
    let register = read.register;
    let (people, remains) = (register.missing.len(), register.remains.len());
    output.note(&format!("comparing {people} missing people with {remains} sets of remains"));
    let report = identify::identify(&register)
        .map_err(|error| Failure::new(Exit::BadInput, "not-computed", error.to_string()))?;
    Ok(Identification { register, report })
}

/// Done at the first SIGINT or SIGTERM.
fn interrupted() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn refusal(error: ListenError) -> Failure {
    let (exit, code) = match error {
        ListenError::NotLoopback { .. } => (Exit::Refused, "not-loopback"),
        ListenError::NotAnAddress { .. } => (Exit::BadInput, "usage"),
        ListenError::Bind { .. } => (Exit::BadInput, "cannot-listen"),
        ListenError::Serve(_) => (Exit::CheckFailed, "listener-failed"),
    };
    Failure::new(exit, code, error.to_string())
}

fn fault(code: &'static str, error: &io::Error) -> Failure {
    Failure::new(Exit::CheckFailed, code, error.to_string())
}
