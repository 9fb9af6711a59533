//! Listening on an address of this machine, until told to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::router::router;
use crate::site::Site;

/// How long open requests may take to end after the stop.
const GRACE: Duration = Duration::from_secs(5);

/// Why the server does not listen.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Not an address and port.
    #[error("`{found}` is not a numeric address and port; write `127.0.0.1:8080` or `[::1]:8080`")]
    NotAnAddress {
        /// What was given.
        found: String,
    },
    /// An address that other machines can reach.
    #[error(
        "`{found}` can be reached from other machines; there are no accounts yet, and the gate of this node is permissive: it \
         lets everybody through, so the node is served on its own machine only: listen on 127.0.0.1, [::1] or localhost"
    )]
    NotLoopback {
        /// What was given.
        found: String,
    },
    /// The address is taken, or may not be used.
    #[error("cannot listen on {address}: {source}; choose another port with `--listen 127.0.0.1:PORT`")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The listener failed.
    #[error("the listener failed: {0}")]
    Serve(#[source] io::Error),
}

/// Reads an address and refuses one that other machines can reach.
///
/// # Errors
/// [`ListenError::NotAnAddress`] and [`ListenError::NotLoopback`].
pub fn loopback(listen: &str) -> Result<SocketAddr, ListenError> {
    let found = || listen.to_owned();
    // `localhost` is taken for the IPv4 loopback without asking any resolver, which might answer anything.
    let written = listen.strip_prefix("localhost:").map_or_else(found, |port| format!("127.0.0.1:{port}"));
    let address: SocketAddr = written.parse().map_err(|_| ListenError::NotAnAddress { found: found() })?;
    if address.ip().to_canonical().is_loopback() {
        Ok(address)
    } else {
        Err(ListenError::NotLoopback { found: found() })
    }
}

/// Answers requests on a loopback address until `stop` is done; open requests are answered to their end.
///
/// `ready` is called once with the address that is listened on, which names the port where 0 was asked for.
///
/// # Errors
/// [`ListenError`].
pub async fn serve(
    site: impl Into<Arc<Site>>,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ListenError> {
    if !address.ip().to_canonical().is_loopback() {
        return Err(ListenError::NotLoopback { found: address.to_string() });
    }
    let listener = TcpListener::bind(address).await.map_err(|source| ListenError::Bind { address, source })?;
    ready(listener.local_addr().map_err(ListenError::Serve)?);
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let stop = async {
        stop.await;
        // nobody waits any more where the server itself has failed
        let _ = stopping.send(());
    };
    let serving = axum::serve(listener, router(site)).with_graceful_shutdown(stop);
    tokio::select! {
        done = serving => done.map_err(ListenError::Serve),
        () = grace(stopped) => Ok(()),
    }
}

/// Done so long after the stop that a reader who takes no more bytes cannot hold the process.
async fn grace(stopped: tokio::sync::oneshot::Receiver<()>) {
    if stopped.await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(GRACE).await;
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{ListenError, loopback};

    #[rstest]
    #[case("127.0.0.1:8080")]
    #[case("127.1.2.3:0")]
    #[case("[::1]:8080")]
    #[case("[::ffff:127.0.0.1]:8080")]
    #[case("localhost:8080")]
    fn this_machine_may_be_listened_on(#[case] listen: &str) {
        assert!(loopback(listen).unwrap().ip().to_canonical().is_loopback());
    }

    #[rstest]
    #[case("0.0.0.0:8080")]
    #[case("[::]:8080")]
    #[case("192.168.1.5:8080")]
    #[case("[::ffff:10.0.0.1]:80")]
    fn an_address_that_others_reach_is_refused(#[case] listen: &str) {
        assert!(matches!(loopback(listen), Err(ListenError::NotLoopback { .. })));
    }

    #[rstest]
    #[case("")]
    #[case("8080")]
    #[case("127.0.0.1")]
    #[case("127.0.0.1:99999")]
    #[case("localhost:port")]
    fn what_is_no_address_is_said(#[case] listen: &str) {
        assert!(matches!(loopback(listen), Err(ListenError::NotAnAddress { .. })));
    }
}
