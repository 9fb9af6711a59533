//! What the pages show follows the node: the register comes with unlocking, is compared anew when it changes, and goes with
//! locking and erasing.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use identify::Register;
use node::{Node, NodeError, Principal};
use server::{Identification, Progress, Shown, Site};
use tokio::sync::watch;

use super::comparing::Comparing;

/// Who reads the register for the pages, as the audit of reads names it.
const READER: &str = "pages";

/// Changes that come in so short a time are looked at together.
const CALM: Duration = Duration::from_millis(100);

/// Longest wait for the pages to have seen a change.
const SEEING_MAX: Duration = Duration::from_secs(10);

/// Up to which revision of the node the pages have followed.
#[derive(Clone)]
pub struct Seen(watch::Receiver<u64>);

impl Seen {
    /// Done once the pages have followed all that the node has done until now.
    pub async fn all_of(&self, node: &Node) {
        let now = *node.revisions().borrow();
        // the follower's end is the pages' end: then there is nothing to wait for
        _ = tokio::time::timeout(SEEING_MAX, self.0.clone().wait_for(|seen| *seen >= now)).await;
    }
}

/// Keeps a site in step with a node.
pub struct Follower {
    node: Arc<Node>,
    site: Arc<Site>,
    seen: watch::Sender<u64>,
    comparing: Option<Comparing>,
    erased_count: usize,
}

/// What a node holds for the pages.
enum Found {
    Locked,
    Empty,
    Unreadable(String),
    Register(Box<Register>),
}

/// What made the follower look again.
enum Woken {
    Changed,
    Compared(Result<Box<Identification>, String>),
    Closed,
}

/// A pair of ends: what the pages have seen, told and read.
pub fn seeing() -> (watch::Sender<u64>, Seen) {
    let (sender, receiver) = watch::channel(0);
    (sender, Seen(receiver))
}

impl Follower {
    /// Begins with what the site shows already.
    pub fn new(node: Arc<Node>, site: Arc<Site>, seen: watch::Sender<u64>) -> Self {
        Self { node, site, seen, comparing: None, erased_count: 0 }
    }

    /// Follows until the node closes.
    ///
    /// # Errors
    /// Where the journal names no organisation.
    pub async fn run(mut self) -> Result<(), NodeError> {
        let who = self.node.machine(READER).await?;
        let mut revisions = self.node.revisions();
        loop {
            let revision = *revisions.borrow_and_update();
            self.look(&who).await;
            // nobody may wait any more
            _ = self.seen.send(revision);
            match self.woken(revisions.changed()).await {
                Woken::Closed => return Ok(()),
                Woken::Compared(compared) => {
                    self.comparing = None;
                    let shown = compared.map_or_else(Shown::Unreadable, |read| Shown::Ready(Arc::from(read)));
                    // what was compared may be locked away or erased by now: the next look says so
                    if !self.node.is_locked().await && self.node.erased_count().await == self.erased_count {
                        self.site.show(shown);
                    }
                }
                // a lock does not wait
                Woken::Changed if self.node.is_locked().await => {}
                Woken::Changed => tokio::time::sleep(CALM).await,
            }
        }
    }

    async fn woken(&mut self, changed: impl Future<Output = Result<(), watch::error::RecvError>>) -> Woken {
        let compared = async {
            match &mut self.comparing {
                Some(comparing) => comparing.done().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            changed = changed => changed.map_or(Woken::Closed, |()| Woken::Changed),
            compared = compared => Woken::Compared(compared),
        }
    }

    async fn look(&mut self, who: &Principal) {
        let erased_count = self.node.erased_count().await;
        let was_erased = erased_count != self.erased_count;
        self.erased_count = erased_count;
        self.site.note_closed(self.node.closed_count().await);
        let shown = match self.found(who).await {
            Found::Locked => Shown::Locked,
            Found::Empty => Shown::Empty,
            Found::Unreadable(why) => Shown::Unreadable(why),
            Found::Register(register) => return self.compare(*register, was_erased).await,
        };
        self.site.show(shown);
        self.end_comparing().await;
    }

    async fn end_comparing(&mut self) {
        if let Some(comparing) = self.comparing.take() {
            comparing.end().await;
        }
    }

    /// Compares a register where it is another than the one shown. After an erasure nothing from before stays in sight.
    async fn compare(&mut self, register: Register, was_erased: bool) {
        let shown = self.site.shown();
        if matches!(&shown, Shown::Ready(before) if before.register == register) {
            return;
        }
        if self.comparing.is_some() && !was_erased {
            // it goes on to its end, and then the register is looked at again
            return;
        }
        let progress = Progress::default();
        match shown {
            Shown::Ready(_) if !was_erased => self.site.renew(progress.clone()),
            _ => self.site.show(Shown::Computing(progress.clone())),
        }
        self.end_comparing().await;
        self.comparing = Some(Comparing::begin(register, progress));
    }

    async fn found(&self, who: &Principal) -> Found {
        if self.node.is_locked().await {
            return Found::Locked;
        }
        if !self.node.has_register().await {
            return Found::Empty;
        }
        match self.node.register(who).await {
            Ok(register) => Found::Register(Box::new(register)),
            Err(NodeError::Locked) => Found::Locked,
            Err(error) => Found::Unreadable(error.to_string()),
        }
    }
}
