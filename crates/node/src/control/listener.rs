//! The socket of a served node: many askers at once, one question a connection.

use std::future::Future;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::line::{self, NoLine, REQUEST_BYTES_MAX};
use super::place::SocketPlace;
use super::{Answer, Failure, Request, peer, perform};
use crate::{Node, NodeError};

/// Connections that are answered at once; others wait.
const CONNECTION_COUNT_MAX: usize = 64;

/// How long a question may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// What of a question that is too long is read and thrown away, so that it can be answered.
const DRAINED_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// How long answers on their way may take after the stop.
const GRACE: Duration = Duration::from_secs(5);

/// A bound socket; the file goes when this is dropped.
pub struct Listener {
    place: SocketPlace,
    socket: UnixListener,
    /// Whom the socket belongs to: this process's user.
    user: u32,
}

impl Listener {
    /// Makes the socket of a node. The node says that this process holds it: so a socket that lies there is that of a
    /// server which was killed, and gives way.
    ///
    /// # Errors
    /// Where the socket cannot be made.
    pub fn bind(node: &Node) -> Result<Self, NodeError> {
        Self::bind_in(node.directory())
    }

    fn bind_in(directory: &Path) -> Result<Self, NodeError> {
        let place = SocketPlace::of(directory).map_err(NodeError::file("opened", directory))?;
        let failed = |error: io::Error| NodeError::file("made", &place.named)(error);
        match std::fs::remove_file(&place.address) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let socket = UnixListener::bind(&place.address).map_err(failed)?;
        // until here the directory's own mode has kept others out
        std::fs::set_permissions(&place.address, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
        let user = peer::owner_of(&place.address).map_err(failed)?;
        Ok(Self { place, socket, user })
    }

    /// Answers until `stop` is done; answers on their way are given some seconds. `address` is where the pages are.
    ///
    /// Before an answer goes out, `shown` is awaited: the pages then show what was done.
    pub async fn serve<F: Future<Output = ()> + Send>(
        self,
        node: Arc<Node>,
        address: String,
        shown: impl Fn() -> F + Send + Sync + 'static,
        stop: impl Future<Output = ()>,
    ) {
        let seats = Arc::new(Semaphore::new(CONNECTION_COUNT_MAX));
        let (address, shown) = (Arc::new(address), Arc::new(shown));
        let mut answering = JoinSet::new();
        tokio::pin!(stop);
        loop {
            let stream = tokio::select! {
                () = &mut stop => break,
                accepted = self.socket.accept() => accepted,
                Some(_) = answering.join_next() => continue,
            };
            let Ok((stream, _)) = stream else {
                // too many open files, say: the next try may find one
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            if !peer::is_of(&stream, self.user) {
                continue;
            }
            let (node, address, seats) = (Arc::clone(&node), Arc::clone(&address), Arc::clone(&seats));
            let shown = Arc::clone(&shown);
            answering.spawn(async move {
                let _seat = seats.acquire().await;
                let Some((stream, answer)) = answered(&node, &address, stream).await else { return };
                shown().await;
                say(stream, &answer).await;
            });
        }
        let rest = async { while answering.join_next().await.is_some() {} };
        // a question that nobody finishes asking must not hold the node
        _ = tokio::time::timeout(GRACE, rest).await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // one that stays is replaced at the next start
        _ = std::fs::remove_file(&self.place.address);
    }
}

/// The answer to what comes over a connection; nothing where nothing whole comes.
async fn answered(node: &Node, address: &str, mut stream: UnixStream) -> Option<(UnixStream, Answer)> {
    let question = tokio::time::timeout(PATIENCE, line::read(&mut stream, REQUEST_BYTES_MAX)).await;
    let answer = match question {
        Ok(Ok(line)) => match serde_json::from_slice::<Request>(&line) {
            Ok(request) => perform(node, request).await,
            // the parser's words may repeat what was sent
            Err(_) => bad("this is not a question that the node knows; use the `landfall` of the running server"),
        },
        Ok(Err(NoLine::TooLong)) => {
            // a socket closed with words unread takes its answer with it
            let (mut rest, mut nowhere) = ((&mut stream).take(DRAINED_BYTES_MAX), tokio::io::sink());
            let drained = tokio::io::copy(&mut rest, &mut nowhere);
            _ = tokio::time::timeout(Duration::from_millis(500), drained).await;
            bad("the question is longer than 64 KiB")
        }
        Ok(Err(NoLine::Cut)) | Err(_) => return None,
    };
    let answer = match answer {
        Answer::Status(told) => Answer::Status(Box::new(told.served_at(address))),
        other => other,
    };
    Some((stream, answer))
}

async fn say(mut stream: UnixStream, answer: &Answer) {
    // who asked may have gone; what was done stays done
    _ = line::write(&mut stream, answer).await;
}

fn bad(message: &str) -> Answer {
    Answer::Failed(Failure::new(2, "bad-request", message))
}
