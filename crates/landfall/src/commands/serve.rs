//! `landfall serve NODE`: the pages of a node, on this machine, or beyond it over TLS.

mod comparing;
mod follower;
mod keeper;
mod running;
mod timer;
mod welcome;

use std::path::{Path, PathBuf};

use interop::{Place, mmp};
use node::{Node, NodeError};
use rooms::missing::kinds::Incident;
use server::{Listen, ListenError, Tls};

use super::at_node;
use crate::output::{Exit, Failure, Output};

pub use running::{Running, Shows};

/// The list of incidents beside a node, as `landfall import mmp FILE --into NODE` writes it: published data, in clear.
const INCIDENTS: &str = "incidents.csv";
/// A folder with one of these holds a register.
const REGISTER: [&str; 2] = ["families.csv", "families.xlsx"];

/// What an unattended node gives up, said at each start.
const UNATTENDED: &str = "warning: this node opens itself from `unattended.key`: whoever takes or copies this disk reads what \
    machines compare on it";

/// Show a node in the browser, on this machine, or to others over TLS
///
/// A node that does not open itself stays locked until a holder of its keys unlocks it, on the page `/unlock` or by
/// `landfall unlock`; until then the published situation is shown. Other commands on the node work while it is served. The
/// incidents that `landfall import mmp FILE --into NODE` laid beside the node are read once, at the start.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node, as `landfall init` makes one
    node: PathBuf,
    /// Address and port, and port 0 takes a free one; one that other machines reach needs a certificate and a name
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
    /// PEM file of the certificate with its chain; read anew at SIGHUP
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// PEM file of its key
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// A name under which the node is answered over TLS; may be given several times
    #[arg(long = "host", value_name = "NAME", requires = "tls_cert")]
    hosts: Vec<String>,
}

impl Args {
    fn listen(&self) -> Result<Listen, Failure> {
        let tls = match (&self.tls_cert, &self.tls_key) {
            (Some(_), Some(_)) if self.hosts.is_empty() => {
                let message = "over TLS only the names that are given are answered; name one with `--host NAME`";
                return Err(Failure::new(Exit::BadInput, "usage", message.to_owned()));
            }
            (Some(cert), Some(key)) => Some(Tls { cert: cert.clone(), key: key.clone(), hosts: self.hosts.clone() }),
            _ => None,
        };
        Listen::read(&self.listen, tls).map_err(refusal)
    }
}

/// Runs the command until it is interrupted.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    // before the node is opened: a wrong address should not cost a minute
    let listen = args.listen()?;
    at_node::work(async {
        let node = Node::open_directory(&args.node).await.map_err(|error| unopened(&args.node, error))?;
        may_be_reached(&node, &listen).await?;
        let incidents = args.node.join(INCIDENTS);
        let incidents = if incidents.exists() { mmp::read(&incidents)?.into_incidents() } else { Vec::new() };
        say_how_it_is(&node, &args.node, *output).await;
        Running::new(node, incidents, Shows::default(), &listen)?.serve(listen).await
    })
}

/// The address to listen on without encryption: of this machine.
///
/// # Errors
/// Where other machines reach it, or it is no address.
pub fn loopback(listen: &str) -> Result<Listen, Failure> {
    Listen::read(listen, None).map_err(refusal)
}

/// Refuses to show other machines a node of made-up people, or one whose first administrator has no second factor yet.
async fn may_be_reached(node: &Node, listen: &Listen) -> Result<(), Failure> {
    if !listen.is_beyond() {
        return Ok(());
    }
    if node.is_demo() {
        let message = "this is a demonstration: everybody may look around in it as anybody, so it is shown on its own machine \
                       only; listen on 127.0.0.1";
        return Err(Failure::new(Exit::Refused, "demo-beyond-loopback", message.to_owned()));
    }
    if !node.is_set_up().await? {
        let message = "no administrator of this node has a second factor yet; serve it on 127.0.0.1 first, open the link that \
                       is printed there, set one up, and then let others reach it";
        return Err(Failure::new(Exit::Refused, "not-set-up", message.to_owned()));
    }
    Ok(())
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
        ListenError::Tls { .. } => (Exit::BadInput, "bad-certificate"),
        ListenError::Serve(_) => (Exit::CheckFailed, "listener-failed"),
    };
    Failure::new(exit, code, error.to_string())
}

/// What the pages show to everybody.
fn published(incidents: Vec<Incident>) -> server::Content {
    server::Content { incidents, ..server::Content::default() }
}
