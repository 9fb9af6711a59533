//! Ends an epoch of a served node when a standing order makes it due.

use std::sync::Arc;
use std::time::Duration;

use node::Node;

/// How often it is looked at: hours count, and a node that was just unlocked may be due.
const PAUSE: Duration = Duration::from_secs(600);

/// Looks again and again, until it is dropped; what that cuts off goes on when the node is unlocked next.
pub async fn keep(node: Arc<Node>) {
    let mut ticks = tokio::time::interval(PAUSE);
    loop {
        ticks.tick().await;
        match node.end_due_epoch().await {
            Ok(None) => {}
            Ok(Some(epoch)) => eprintln!("epoch {epoch} has begun by the standing order; make a new key backup"),
            Err(error) => eprintln!("error: the epoch that is due could not be ended: {error}"),
        }
    }
}
