//! What the log says and the view does not yet: where somebody hangs up between the two, the next who asks catches up.
//!
//! A future that is dropped after its append has begun undoes nothing: the entry may be there and the view not know it. Who
//! was revoked so would stay until something else is written, and a link could be used twice.

use std::sync::atomic::{AtomicUsize, Ordering};

use store::Store;

use crate::{Node, NodeError};

/// How many writes have begun whose end nobody saw.
#[derive(Default)]
pub(crate) struct Unseen(AtomicUsize);

impl Unseen {
    /// A write begins.
    pub(crate) fn begin(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    /// Its end was seen, and the view follows.
    pub(crate) fn end(&self) {
        // one that was settled meanwhile is no longer counted
        _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |count| count.checked_sub(1));
    }

    fn is_none(&self) -> bool {
        self.0.load(Ordering::SeqCst) == 0
    }
}

impl Node {
    /// Makes the view follow what was written by who hung up; waits for who is writing.
    pub(super) async fn settle(&self) -> Result<(), NodeError> {
        if self.accounts.unseen.is_none() {
            return Ok(());
        }
        let _turn = self.custody.writing.write().await;
        self.settle_held().await
    }

    /// The same; the caller holds `writing` alone.
    pub(super) async fn settle_held(&self) -> Result<(), NodeError> {
        if self.accounts.unseen.is_none() {
            return Ok(());
        }
        // goes the way of all writes: when it is back, those before it are done
        self.store.change_slots(Vec::new(), Vec::new()).await?;
        self.follow().await?;
        self.accounts.unseen.0.store(0, Ordering::SeqCst);
        Ok(())
    }
}
