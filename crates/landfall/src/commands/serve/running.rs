//! A node being served: its pages, its socket, and what keeps the two in step, until it is told to stop.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;

use node::Node;
use node::control::Listener;
use rooms::missing::kinds::Incident;
use server::{Colleague, Identification, Listen, NodeFacts, Shown, Site};
use tokio::sync::watch;

use super::follower::{Follower, Seen, seeing};
use super::keeper::NodeKeeper;
use super::{published, refusal, timer, welcome};
use crate::output::{Exit, Failure};

/// What is known before a node is served.
#[derive(Default)]
pub struct Shows {
    /// What was compared already.
    pub known: Option<Identification>,
    /// As whom one may look around in a demonstration.
    pub colleagues: Vec<Colleague>,
}

/// A node with its pages, ready to be served.
pub struct Running {
    node: Arc<Node>,
    site: Arc<Site>,
    follower: Follower,
    seen: Seen,
    listener: Listener,
}

impl Running {
    /// Takes a node's socket and makes its pages, to be answered as `listen` says.
    ///
    /// # Errors
    /// Where the socket cannot be made.
    pub fn new(node: Node, incidents: Vec<Incident>, shows: Shows, listen: &Listen) -> Result<Self, Failure> {
        let listener = Listener::bind(&node)?;
        let facts =
            NodeFacts { name: node.name().to_owned(), is_demo: node.is_demo(), is_unattended: node.is_unattended() };
        let (node, (sender, seen)) = (Arc::new(node), seeing());
        let keeper = NodeKeeper { node: Arc::clone(&node), seen: seen.clone() };
        let site = Site::of_node(published(incidents), facts, keeper).behind(Arc::clone(&node)).under(listen.front());
        let site = Arc::new(site.with_colleagues(shows.colleagues));
        if let Some(known) = shows.known {
            site.show(Shown::Ready(Arc::new(known)));
        }
        let follower = Follower::new(Arc::clone(&node), Arc::clone(&site), sender);
        Ok(Self { node, site, follower, seen, listener })
    }

    /// Serves pages and socket until interrupted; the first line on stdout says where. Then the node is closed.
    ///
    /// # Errors
    /// Where the address cannot be listened on, or the node cannot be closed.
    pub async fn serve(self, listen: Listen) -> Result<Exit, Failure> {
        let Self { node, site, follower, seen, listener } = self;
        let stop = interrupted().map_err(|error| fault("signals", &error))?;
        let following = tokio::spawn(follower.run());
        let timer = tokio::spawn(timer::keep(Arc::clone(&node)));
        let (mut control, socket_node, told) = (None, Arc::clone(&node), Arc::clone(&node));
        let scheme = listen.front().scheme();
        let mut welcome = None;
        let ready = |address: SocketAddr| {
            let pages = format!("{scheme}{address}");
            let asked = Arc::clone(&socket_node);
            let shown = move || all_seen(seen.clone(), Arc::clone(&asked));
            control = Some(tokio::spawn(listener.serve(socket_node, pages.clone(), shown, stopped(stop.clone()))));
            announce(&pages);
            welcome = Some(tokio::spawn(welcome::tell(Arc::clone(&told), pages)));
        };
        let served = server::serve(site, listen, ready, stopped(stop.clone())).await.map_err(refusal);
        if let Some(control) = control {
            // a question that ended badly has said so to who asked
            _ = control.await;
        }
        following.abort();
        timer.abort();
        _ = (following.await, timer.await);
        if let Some(welcome) = welcome {
            welcome.abort();
            _ = welcome.await;
        }
        if let Some(node) = Arc::into_inner(node) {
            node.close().await?;
        }
        served.map(|()| Exit::Done)
    }
}

async fn all_seen(seen: Seen, node: Arc<Node>) {
    seen.all_of(&node).await;
}

/// Who starts the server from a script waits for this line, so it is flushed at once.
fn announce(pages: &str) {
    let mut stdout = io::stdout().lock();
    // a closed stdout is no reason not to serve
    _ = writeln!(stdout, "listening on {pages}").and_then(|()| stdout.flush());
}

/// Turns at the first SIGINT or SIGTERM.
fn interrupted() -> io::Result<watch::Receiver<bool>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        _ = sender.send(true);
        sender.closed().await;
    });
    Ok(receiver)
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    _ = stop.wait_for(|is_stopped| *is_stopped).await;
}

fn fault(code: &'static str, error: &io::Error) -> Failure {
    Failure::new(Exit::CheckFailed, code, error.to_string())
}
