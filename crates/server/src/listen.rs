//! Listening: on an address of this machine, or beyond it over TLS, until told to stop.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::front::Front;
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
        "`{found}` can be reached from other machines, and what is read there must be encrypted: give `--tls-cert`, `--tls-key` \
         and `--host`, or listen on 127.0.0.1, [::1] or localhost"
    )]
    NotLoopback {
        /// What was given.
        found: String,
    },
    /// The address is taken, or may not be used.
    #[error("cannot listen on {address}: {source}; choose another port with `--listen ADDRESS:PORT`")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The certificate or its key cannot be used.
    #[error(
        "`{cert}` and `{key}` cannot be used for TLS: {source}; name a PEM file of the certificate with its chain, and one of its key"
    )]
    Tls {
        /// File of the certificate.
        cert: String,
        /// File of the key.
        key: String,
        /// What is wrong with them.
        source: io::Error,
    },
    /// The listener failed.
    #[error("the listener failed: {0}")]
    Serve(#[source] io::Error),
}

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    /// The address.
    pub address: SocketAddr,
    /// Certificate and key, where it is encrypted.
    pub tls: Option<Tls>,
}

/// A certificate and its key as PEM files, and the names that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The certificate with its chain.
    pub cert: PathBuf,
    /// Its key.
    pub key: PathBuf,
    /// Names that are answered.
    pub hosts: Vec<String>,
}

impl Listen {
    /// Without encryption, on this machine only.
    #[must_use]
    pub const fn on(address: SocketAddr) -> Self {
        Self { address, tls: None }
    }

    /// Reads an address. Without encryption one that other machines can reach is refused.
    ///
    /// # Errors
    /// [`ListenError::NotAnAddress`] and [`ListenError::NotLoopback`].
    pub fn read(listen: &str, tls: Option<Tls>) -> Result<Self, ListenError> {
        let found = || listen.to_owned();
        // `localhost` is taken for the IPv4 loopback without asking any resolver, which might answer anything.
        let written = listen.strip_prefix("localhost:").map_or_else(found, |port| format!("127.0.0.1:{port}"));
        let address: SocketAddr = written.parse().map_err(|_| ListenError::NotAnAddress { found: found() })?;
        let listen = Self { address, tls };
        if listen.is_beyond() && listen.tls.is_none() {
            Err(ListenError::NotLoopback { found: found() })
        } else {
            Ok(listen)
        }
    }

    /// Whether other machines reach it.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        !self.address.ip().to_canonical().is_loopback()
    }

    /// Under which names it is answered.
    #[must_use]
    pub fn front(&self) -> Front {
        self.tls.as_ref().map_or(Front::Loopback, |tls| Front::Named(tls.hosts.clone()))
    }
}

/// Answers requests until `stop` is done; open requests are answered to their end, within a few seconds.
///
/// `ready` is called once with the address that is listened on, which names the port where 0 was asked for.
///
/// # Errors
/// [`ListenError`].
pub async fn serve(
    site: impl Into<Arc<Site>>,
    listen: Listen,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ListenError> {
    let Listen { address, tls } = &listen;
    if listen.is_beyond() && tls.is_none() {
        return Err(ListenError::NotLoopback { found: address.to_string() });
    }
    let certificate = match tls {
        Some(tls) => Some(certificate(tls).await?),
        None => None,
    };
    let reloading = match tls.clone().zip(certificate.clone()) {
        // from here on a hangup does not end the program
        Some((tls, config)) => {
            let hangups = signal(SignalKind::hangup()).map_err(ListenError::Serve)?;
            Some(tokio::spawn(reload(tls, config, hangups)))
        }
        None => None,
    };
    let bind = |source| ListenError::Bind { address: *address, source };
    let listener = TcpListener::bind(address).map_err(bind)?;
    listener.set_nonblocking(true).map_err(bind)?;
    let bound = listener.local_addr().map_err(ListenError::Serve)?;
    let handle = Handle::new();
    let ending = tokio::spawn(end(handle.clone(), stop));
    let pages = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let serving = async {
        match certificate {
            Some(config) => axum_server::from_tcp_rustls(listener, config)?.handle(handle).serve(pages).await,
            None => axum_server::from_tcp(listener)?.handle(handle).serve(pages).await,
        }
    };
    ready(bound);
    let served = serving.await.map_err(ListenError::Serve);
    ending.abort();
    if let Some(reloading) = reloading {
        reloading.abort();
    }
    served
}

/// Lets a reader who takes no more bytes hold the process for a while only.
async fn end(handle: Handle<SocketAddr>, stop: impl Future<Output = ()> + Send) {
    stop.await;
    handle.graceful_shutdown(Some(GRACE));
}

async fn certificate(tls: &Tls) -> Result<RustlsConfig, ListenError> {
    // of two that are installed the first stays, and both are this one
    _ = rustls::crypto::ring::default_provider().install_default();
    let faulty =
        |source| ListenError::Tls { cert: tls.cert.display().to_string(), key: tls.key.display().to_string(), source };
    RustlsConfig::from_pem_file(&tls.cert, &tls.key).await.map_err(faulty)
}

/// Reads certificate and key anew at each SIGHUP; files that cannot be used leave those before in place.
async fn reload(tls: Tls, config: RustlsConfig, mut hangups: Signal) {
    while hangups.recv().await.is_some() {
        match config.reload_from_pem_file(&tls.cert, &tls.key).await {
            Ok(()) => eprintln!("the certificate was read anew from `{}`", tls.cert.display()),
            Err(error) => {
                eprintln!("error: `{}` cannot be used ({error}); the certificate before stays", tls.cert.display());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Listen, ListenError};

    #[rstest]
    #[case("127.0.0.1:8080")]
    #[case("127.1.2.3:0")]
    #[case("[::1]:8080")]
    #[case("[::ffff:127.0.0.1]:8080")]
    #[case("localhost:8080")]
    fn this_machine_may_be_listened_on(#[case] listen: &str) {
        assert!(!Listen::read(listen, None).unwrap().is_beyond());
    }

    #[rstest]
    #[case("0.0.0.0:8080")]
    #[case("[::]:8080")]
    #[case("192.168.1.5:8080")]
    #[case("[::ffff:10.0.0.1]:80")]
    fn an_address_that_others_reach_is_refused(#[case] listen: &str) {
        assert!(matches!(Listen::read(listen, None), Err(ListenError::NotLoopback { .. })));
    }

    #[rstest]
    #[case("")]
    #[case("8080")]
    #[case("127.0.0.1")]
    #[case("127.0.0.1:99999")]
    #[case("localhost:port")]
    fn what_is_no_address_is_said(#[case] listen: &str) {
        assert!(matches!(Listen::read(listen, None), Err(ListenError::NotAnAddress { .. })));
    }
}
