//! Who unlocks the node that the pages show: handed in by the program, since the pages know no node.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use tokio::sync::{Mutex, Semaphore};
use zeroize::Zeroizing;

/// Whether a passphrase was right, in the future.
pub type Unlocking<'a> = Pin<Box<dyn Future<Output = Attempt> + Send + 'a>>;

/// What came of an attempt to unlock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attempt {
    /// The node is unlocked.
    Unlocked,
    /// No key of that holder opens with that passphrase, or there is no such holder.
    Refused,
    /// The holder and the passphrase are right, but the node could not be unlocked.
    Failed,
}

/// Unlocks the node.
pub trait Keeper: Send + Sync + 'static {
    /// Tries a holder's passphrase; an empty holder stands for the only one there is.
    fn unlock<'a>(&'a self, holder: &'a str, passphrase: Zeroizing<String>) -> Unlocking<'a>;
}

/// How long the next attempt waits after one that was refused.
const PAUSE: Duration = Duration::from_secs(1);

/// Attempts that may wait for their turn.
const WAITING_COUNT_MAX: usize = 8;

/// Attempts one after the other, so that nobody guesses fast.
#[derive(Debug)]
pub(crate) struct Attempts {
    seats: Semaphore,
    turn: Mutex<()>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self { seats: Semaphore::new(WAITING_COUNT_MAX), turn: Mutex::new(()) }
    }
}

impl Attempts {
    /// Tries when its turn comes, and holds the turn for a while where it was refused; `None` where too many wait.
    pub(crate) async fn attempt(&self, trying: Unlocking<'_>) -> Option<Attempt> {
        let _seat = self.seats.try_acquire().ok()?;
        let _turn = self.turn.lock().await;
        let attempt = trying.await;
        if attempt == Attempt::Refused {
            tokio::time::sleep(PAUSE).await;
        }
        Some(attempt)
    }
}
