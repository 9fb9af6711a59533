//! `landfall serve NODE`: the pages of a node, on this machine only.

mod comparing;
mod follower;
mod keeper;
mod running;
mod timer;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use interop::{Place, mmp};
use node::{Node, NodeError};
use rooms::missing::kinds::Incident;
use server::ListenError;

use super::at_node;
use crate::output::{Exit, Failure, Output};

pub use running::Running;

/// The list of incidents beside a node, as `landfall import mmp FILE --into NODE` writes it: published data, in clear.
const INCIDENTS: &str = "incidents.csv";
/// A folder with one of these holds a register.
const REGISTER: [&str; 2] = ["families.csv", "families.xlsx"];

/// What an unattended node gives up, said at each start.
const UNATTENDED: &str = "warning: this node opens itself from `unattended.key`: whoever takes or copies this disk reads what \
    machines compare on it";

/// Show a node in the browser, on this machine only
///
/// A node that does not open itself stays locked until a holder of its keys unlocks it, on the page `/unlock` or by
/// `landfall unlock`; until then the published situation is shown. Other commands on the node work while it is served. The
/// incidents that `landfall import mmp FILE --into NODE` laid beside the node are read once, at the start.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node, as `landfall init` makes one
    node: PathBuf,
    /// Address and port; only addresses of this machine are accepted, and port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
}

/// Runs the command until it is interrupted.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    // before the node is opened: a wrong address should not cost a minute
    let address = loopback(&args.listen)?;
    at_node::work(async {
        let node = Node::open_directory(&args.node).await.map_err(|error| unopened(&args.node, error))?;
        let incidents = args.node.join(INCIDENTS);
        let incidents = if incidents.exists() { mmp::read(&incidents)?.into_incidents() } else { Vec::new() };
        say_how_it_is(&node, &args.node, *output).await;
        Running::new(node, incidents, None)?.serve(address).await
    })
}

/// The address to listen on: of this machine, since the gate of a node lets everybody through.
///
/// # Errors
/// Where other machines reach it, or it is no address.
pub fn loopback(listen: &str) -> Result<SocketAddr, Failure> {
    server::loopback(listen).map_err(refusal)
}

async fn say_how_it_is(node: &Node, path: &Path, output: Output) {
    if node.is_unattended() && !node.is_demo() {
        output.note(UNATTENDED);
    }
    if node.is_locked().await {
        let path = path.display();
        output.note(&format!("the node is locked; unlock it on the page /unlock, or with `landfall unlock {path}`"));
    }
}

/// Where the folder is no node, what to do with it.
fn unopened(path: &Path, error: NodeError) -> Failure {
    let NodeError::NotANode { .. } = error else { return error.into() };
    let shown = path.display();
    let has = |file: &str| path.join(file).exists();
    let message = if REGISTER.into_iter().any(has) {
        format!(
            "`{shown}` is the folder of a register, and pages are shown from a node; make one with `landfall init NODE`, \
             take the register in with `landfall import register {shown} --node NODE`, then `landfall serve NODE`"
        )
    } else if has(INCIDENTS) {
        format!(
            "`{shown}` holds incidents, and pages are shown from a node; make one with `landfall init NODE`, import the \
             incidents with `landfall import mmp {shown}/{INCIDENTS} --into NODE`, and a register with \
             `landfall import register FOLDER --node NODE`"
        )
    } else {
        format!(
            "{error}: `landfall init NODE`, then take a register in with `landfall import register FOLDER --node NODE`"
        )
    };
    let found = if path.is_dir() {
        "a folder"
    } else if path.exists() {
        "a file"
    } else {
        "nothing"
    };
    let place = Place {
        file: Some(shown.to_string()),
        found: Some(found.to_owned()),
        expected: Some("the directory of a node".to_owned()),
        ..Place::default()
    };
    Failure { places: vec![place], ..Failure::new(Exit::BadInput, "not-a-node", message) }
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

/// What the pages show to everybody.
fn published(incidents: Vec<Incident>) -> server::Content {
    server::Content { incidents, ..server::Content::default() }
}
