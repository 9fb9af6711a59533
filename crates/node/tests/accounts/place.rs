//! A node whose clock the test turns, and people on it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use node::accounts::{Clock, Confirmed, Invite, Secret, Session, SignIn, SignedIn, Source};
use node::{Node, Role};

use crate::support::{PASSPHRASE, Place};

pub const NEW: &str = "nine herons over a quiet dock";

pub struct Harbour {
    pub place: Place,
    node: Option<Node>,
    now_ms: Arc<AtomicU64>,
}

impl Harbour {
    pub async fn new() -> Self {
        let place = Place::new();
        place.init(false).await;
        let mut harbour = Self { place, node: None, now_ms: Arc::new(AtomicU64::new(1_800_000_000_000)) };
        harbour.restart().await;
        harbour
    }

    /// Ends the node, where it runs, and starts it anew.
    pub async fn restart(&mut self) {
        if let Some(node) = self.node.take() {
            node.close().await.unwrap();
        }
        let turned = Arc::clone(&self.now_ms);
        let clock = Clock::by(move || turned.load(Ordering::Relaxed));
        let node = Node::open_directory(&self.place.path).await.unwrap().by_clock(clock);
        node.unlock("anna", PASSPHRASE).await.unwrap();
        self.node = Some(node);
    }

    pub fn node(&self) -> &Node {
        self.node.as_ref().unwrap()
    }

    pub fn now_ms(&self) -> u64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    pub fn pass(&self, ms: u64) {
        self.now_ms.fetch_add(ms, Ordering::Relaxed);
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> SignedIn {
        self.node().sign_in(asking(name, password)).await.unwrap()
    }

    /// The token of somebody who signs in.
    pub async fn token(&self, name: &str, password: &str) -> String {
        match self.sign_in(name, password).await {
            SignedIn::In { token, .. } => token.as_str().to_owned(),
            other => panic!("{name} is not in: {}", word(&other)),
        }
    }

    pub async fn session(&self, name: &str, password: &str) -> Session {
        let token = self.token(name, password).await;
        self.node().session(&token).await.unwrap()
    }

    /// Anna's session in a role.
    pub async fn anna(&self, role: Role) -> Session {
        let token = self.token("anna", PASSPHRASE).await;
        self.node().act_as(&token, role).await.unwrap();
        self.node().session(&token).await.unwrap()
    }

    pub async fn link(&self, roles: &[Role]) -> Secret {
        let anna = self.anna(Role::Administrator).await;
        self.node().invite(&anna, invitation(roles)).await.unwrap()
    }

    /// Somebody who accepted, and waits.
    pub async fn waiting(&self, name: &str, roles: &[Role]) -> String {
        let link = self.link(roles).await;
        let accepted = self.node().accept(link.as_str(), name, NEW).await.unwrap();
        accepted.recovery_key.to_text().to_string()
    }

    /// Somebody whom anna confirmed; gives their recovery key.
    pub async fn colleague(&self, name: &str, roles: &[Role]) -> String {
        let key = self.waiting(name, roles).await;
        let anna = self.anna(Role::Administrator).await;
        assert_eq!(self.node().confirm(&anna, name).await.unwrap(), Confirmed::Done);
        key
    }
}

pub fn invitation(roles: &[Role]) -> Invite {
    Invite { organisation: None, roles: roles.to_vec(), days: 7 }
}

pub fn home() -> Source {
    from(1)
}

pub fn from(last: u32) -> Source {
    Source::Address(IpAddr::V4(Ipv4Addr::from(0xc000_0200 + last)))
}

pub fn asking<'a>(name: &'a str, password: &'a str) -> SignIn<'a> {
    SignIn { name, password, code: None, source: home(), device: None, browser: "a browser" }
}

pub fn word(signed_in: &SignedIn) -> &'static str {
    match signed_in {
        SignedIn::In { .. } => "in",
        SignedIn::CodeNeeded => "code-needed",
        SignedIn::Refused => "refused",
        SignedIn::Busy => "busy",
    }
}
