//! The link of a first start: until one administrator has a second factor, whoever sees this terminal can set one up.

use std::sync::Arc;

use node::Node;

/// Prints the link once the node is unlocked, and ends.
pub async fn tell(node: Arc<Node>, pages: String) {
    // a demonstration guards nothing
    if node.is_demo() {
        return;
    }
    let mut revisions = node.revisions();
    while node.is_locked().await {
        if revisions.changed().await.is_err() {
            return;
        }
    }
    match node.welcome_link().await {
        Ok(Some(token)) => eprintln!(
            "first start: no administrator has a second factor yet; open {pages}/welcome/{} to set one up. Until then the \
             node is shown on this machine only",
            token.as_str()
        ),
        Ok(None) => {}
        Err(error) => eprintln!("error: it cannot be told whether this node is set up: {error}"),
    }
}
