//! Unlocks the node for the page `/unlock`.

use std::sync::Arc;

use node::control::Key;
use node::{Node, NodeError};
use server::{Attempt, Keeper, Unlocking};
use zeroize::Zeroizing;

use super::follower::Seen;

/// The node's door for the pages.
pub struct NodeKeeper {
    pub node: Arc<Node>,
    pub seen: Seen,
}

impl Keeper for NodeKeeper {
    fn unlock<'a>(&'a self, holder: &'a str, passphrase: Zeroizing<String>) -> Unlocking<'a> {
        let holder = Some(holder.to_owned()).filter(|holder| !holder.is_empty());
        let key = Key { holder, passphrase: passphrase.into() };
        Box::pin(async move {
            match self.node.unlock_by(&key).await {
                Ok(()) => {
                    self.seen.all_of(&self.node).await;
                    Attempt::Unlocked
                }
                // a locked node names nobody: it does not say how many holders there are either
                Err(NodeError::WrongPassphrase { .. } | NodeError::WhichHolder { .. }) => Attempt::Refused,
                Err(error) => {
                    eprintln!("error: the node could not be unlocked: {error}");
                    Attempt::Failed
                }
            }
        })
    }
}
