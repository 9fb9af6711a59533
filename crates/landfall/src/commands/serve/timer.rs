//! What a served node is looked at for again and again: an epoch that a standing order makes due, and alarms.

use std::sync::Arc;
use std::time::Duration;

use node::Node;

/// How often it is looked at: hours count, and a node that was just unlocked may be due.
const PAUSE: Duration = Duration::from_secs(600);

/// How often alarms are looked at.
const ALARM_PAUSE: Duration = Duration::from_secs(5);

/// Looks again and again, until it is dropped.
pub async fn keep(node: Arc<Node>) {
    tokio::join!(keep_epochs(&node), say_alarms(&node));
}

/// What that cuts off goes on when the node is unlocked next.
async fn keep_epochs(node: &Node) {
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

/// A policy that failed has refused what was asked; somebody must look at it.
async fn say_alarms(node: &Node) {
    let mut ticks = tokio::time::interval(ALARM_PAUSE);
    let mut known = 0;
    loop {
        ticks.tick().await;
        let alarms = node.alarms();
        if alarms > known {
            eprintln!("ALARM: {alarms} times a policy has failed, which refused what was asked; look at `policies`");
        }
        known = alarms;
    }
}
