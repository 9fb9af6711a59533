//! How long signing in takes at the default cost of a password, and what of it is not the password.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use node::accounts::{SignIn, SignedIn, Source};
use node::{InitOptions, Node, PassphraseCost};
use rooms::header::Sector;

const PASSPHRASE: &str = "a lantern over the harbour";

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cheap = PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 };
    let dear = PassphraseCost::default();
    let (default, few) = (runtime.block_on(bench(dear, 10)), runtime.block_on(bench(cheap, 200)));
    println!("sign-in at {} KiB, {} passes: {:.1} ms", dear.memory_kib, dear.passes, ms(default.0));
    println!("sign-in at {} KiB, {} pass:   {:.2} ms; the rest of it", cheap.memory_kib, cheap.passes, ms(few.0));
    println!("a session on a request:       {:.3} ms, with the role keys unwrapped", ms(few.1));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The mean time of a sign-in, and of the session of a request.
async fn bench(cost: PassphraseCost, count: u32) -> (Duration, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("node");
    let options = InitOptions {
        name: "harbour",
        organisation: "harbour-aid",
        sector: Sector::CivilSociety,
        country: None,
        holders: vec![("anna", PASSPHRASE)],
        roles: &[],
        demo: false,
        unattended: false,
        cost,
    };
    Node::init(&path, &options).await.unwrap();
    let node = Node::open_directory(&path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let since = Instant::now();
    let mut last = None;
    for _ in 0..count {
        let source = Source::Address(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let asked =
            SignIn { name: "anna", password: PASSPHRASE, code: None, source, device: None, browser: "a browser" };
        let SignedIn::In { token, .. } = node.sign_in(asked).await.unwrap() else { panic!("anna is in") };
        last = Some(token);
    }
    let sign_in = since.elapsed() / count;
    let token = last.unwrap();
    let since = Instant::now();
    for _ in 0..count {
        assert!(node.session(token.as_str()).await.is_some());
    }
    (sign_in, since.elapsed() / count)
}
