//! Asking a node, whether a server runs on it or not.

use std::path::Path;
use std::time::Duration;

use tokio::net::UnixStream;

use super::line::{self, ANSWER_BYTES_MAX};
use super::place::SocketPlace;
use super::{Answer, Failure, Key, Request, Verb, peer, perform};
use crate::layout::Layout;
use crate::{Node, NodeError};

/// How often a node that another process holds is tried again, and how long between: a short command ends meanwhile.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// What opens a node that no server runs on: nothing, or a holder's key.
pub type Opener<'a> = Option<&'a Key>;

/// Asks the node in a directory.
///
/// Where a server runs on it, the server answers, and `key` is not used: a served node is unlocked by `landfall unlock`.
/// Where none runs, this process opens the node, unlocks it with `key` where it is locked, does what was asked and
/// closes the node.
///
/// # Errors
/// What the verb fails with; `in-use` where another process holds the node and no server answers; `not-served` where
/// only a server can do what was asked.
pub async fn call<A: Verb>(node: &Path, ask: A, key: Opener<'_>) -> Result<A::Told, Failure> {
    let request = ask.into();
    let answer = match connected(node).await? {
        Reached::Server(stream) => through(stream, &request).await?,
        Reached::Own(_) if matches!(request, Request::Unlock(_)) => return Err(not_served(node)),
        Reached::Own(own) => {
            let answer = unlocked(&own, key, request).await;
            // what was done is durable already; what could not be tidied now is tidied at the next start
            _ = own.close().await;
            answer
        }
    };
    match answer {
        Answer::Failed(failure) => Err(failure),
        answer => A::told(answer).ok_or_else(|| unreadable("it answered something else")),
    }
}

/// Whether a server answers for the node in a directory.
pub async fn is_served(node: &Path) -> bool {
    // a server of another user's is one too: asking it says what is wrong
    !matches!(server_of(node).await, Ok(None))
}

/// What was reached.
enum Reached {
    Server(UnixStream),
    Own(Box<Node>),
}

async fn connected(node: &Path) -> Result<Reached, Failure> {
    for _ in 0..TRIES {
        if let Some(stream) = server_of(node).await? {
            return Ok(Reached::Server(stream));
        }
        match Node::open_directory(node).await {
            Ok(own) => return Ok(Reached::Own(Box::new(own))),
            Err(NodeError::InUse { .. }) => tokio::time::sleep(PAUSE).await,
            Err(error) => return Err(error.into()),
        }
    }
    let message = format!(
        "another process holds `{}`, and no server answers at its `control.sock`; wait until it ends, or end it",
        node.display()
    );
    Err(Failure::new(3, "in-use", message))
}

/// The server's end, where one answers. A socket that a killed server left refuses, and is none.
async fn server_of(node: &Path) -> Result<Option<UnixStream>, Failure> {
    let Ok(place) = SocketPlace::of(node) else { return Ok(None) };
    let Ok(stream) = UnixStream::connect(&place.address).await else { return Ok(None) };
    // a passphrase goes only to who owns the node's keys anyway
    let owner = peer::owner_of(&Layout::new(node).log_key());
    if owner.is_ok_and(|owner| peer::is_of(&stream, owner)) {
        return Ok(Some(stream));
    }
    let message = format!("`{}` is answered by another user than the node's; nothing was sent", place.named.display());
    Err(Failure::new(3, "wrong-user", message))
}

async fn through(mut stream: UnixStream, request: &Request) -> Result<Answer, Failure> {
    line::write(&mut stream, request).await.ok_or_else(|| unreadable("the question could not be sent"))?;
    let line = line::read(&mut stream, ANSWER_BYTES_MAX).await;
    let line = line.map_err(|_| unreadable("the connection ended before the answer"))?;
    serde_json::from_slice(&line).map_err(|_| unreadable("the answer is none that this program knows"))
}

async fn unlocked(node: &Node, key: Opener<'_>, request: Request) -> Answer {
    if let Some(key) = key
        && node.is_locked().await
        && let Err(error) = node.unlock_by(key).await
    {
        return Answer::Failed(error.into());
    }
    perform(node, request).await
}

/// Why nothing can be unlocked where no server runs.
#[must_use]
pub fn not_served(node: &Path) -> Failure {
    let node = node.display();
    let message = format!("no server runs on `{node}`, so it is locked; start `landfall serve {node}`, then unlock it");
    Failure::new(2, "not-served", message)
}

fn unreadable(what: &str) -> Failure {
    Failure::new(1, "no-answer", format!("the server of this node did not answer as expected ({what}); look at it"))
}
