//! Beyond this machine: a certificate from files, only the names that were given, and a new certificate at SIGHUP.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, Stream};
use server::{Content, Listen, ListenError, Site, Tls, serve};
use tokio::sync::oneshot;

const NAME: &str = "landfall.example";

/// Writes a new certificate and its key, and gives the certificate.
fn certificate(folder: &Path) -> CertificateDer<'static> {
    let made = rcgen::generate_simple_self_signed(vec![NAME.to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    made.cert.der().clone()
}

fn tls(folder: &Path) -> Tls {
    Tls { cert: folder.join("cert.pem"), key: folder.join("key.pem"), hosts: vec![NAME.to_owned()] }
}

/// The answer over TLS to who trusts one certificate only; nothing where the server has another.
fn ask(address: SocketAddr, trusted: &CertificateDer<'static>, host: &str) -> Option<String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let mut client = ClientConnection::new(Arc::new(config), ServerName::try_from(NAME).unwrap()).unwrap();
    let mut socket = TcpStream::connect(address).unwrap();
    let mut stream = Stream::new(&mut client, &mut socket);
    let request = format!("GET /en/situation HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    // who closes without a goodbye has said all the same what there was to say
    _ = stream.read_to_end(&mut answer);
    Some(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_host_is_answered_over_tls_and_a_new_certificate_is_taken_at_a_hangup() {
    let folder = tempfile::tempdir().unwrap();
    let first = certificate(folder.path());
    let listen = Listen::read("127.0.0.1:0", Some(tls(folder.path()))).unwrap();
    let site = Arc::new(Site::new(Content::default()).under(listen.front()));
    let ((ready, listening), (stop, stopped)) = (oneshot::channel(), oneshot::channel::<()>());
    let ready = |address| ready.send(address).unwrap();
    let serving = tokio::spawn(async move { serve(site, listen, ready, async { _ = stopped.await }).await });
    let address = listening.await.unwrap();
    tokio::task::spawn_blocking(move || {
        let answer = ask(address, &first, NAME).unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains("strict-transport-security: max-age="),
            "{answer}"
        );
        assert!(ask(address, &first, "other.example").unwrap().starts_with("HTTP/1.1 421"));
        assert!(ask(address, &first, "127.0.0.1").unwrap().starts_with("HTTP/1.1 421"), "an address is no name");
        assert!(!plain(address).contains("Landfall"), "nothing is told without encryption");

        let second = certificate(folder.path());
        assert!(ask(address, &second, NAME).is_none(), "the one from before is still shown");
        Command::new("kill").args(["-HUP", &std::process::id().to_string()]).status().unwrap();
        let began = std::time::Instant::now();
        while ask(address, &second, NAME).is_none() {
            assert!(began.elapsed() < Duration::from_secs(60), "the new certificate is not shown");
            std::thread::sleep(Duration::from_millis(50));
        }
    })
    .await
    .unwrap();
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

fn plain(address: SocketAddr) -> String {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.write_all(format!("GET / HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn files_that_are_no_certificate_are_named() {
    let folder = tempfile::tempdir().unwrap();
    certificate(folder.path());
    std::fs::write(folder.path().join("key.pem"), "no key").unwrap();
    let listen = Listen::read("127.0.0.1:0", Some(tls(folder.path()))).unwrap();
    let site = Site::new(Content::default());
    let failed = serve(Arc::new(site), listen, |_| panic!("it does not listen"), std::future::pending()).await;
    let Err(error @ ListenError::Tls { .. }) = failed else { panic!("{failed:?}") };
    assert!(error.to_string().contains("key.pem"));
}
