//! Bits flipped anywhere in the files: found, or of no effect on what the node says.

use std::path::Path;

use node::Node;
use rstest::rstest;

use crate::made::{self, Chance, copy, times};
use crate::support::PASSPHRASE;

/// The hash of the unlocked view, folded anew.
async fn rebuilt(path: &Path) -> Result<[u8; 32], node::NodeError> {
    let node = Node::open_directory(path).await?;
    node.unlock("anna", PASSPHRASE).await?;
    let hash = node.rebuild().await;
    node.close().await?;
    hash
}

#[rstest]
#[case::database("journal.db", 1500)]
#[case::settings("node.toml", 200)]
#[case::log_key("log.key", 100)]
#[tokio::test]
async fn a_bit_flipped_in_a_file_is_found_or_has_no_effect(#[case] file: &str, #[case] full: usize) {
    let place = made::node().await;
    let hash = rebuilt(&place.path).await.unwrap();
    let bytes = std::fs::read(place.path.join(file)).unwrap();
    let (mut chance, mut found) = (Chance(7), 0);
    for _ in 0..times(full) {
        let (at, bit) = (chance.below(bytes.len()), chance.below(8));
        let (_at, node) = copy(&place.path);
        let mut changed = bytes.clone();
        changed[at] ^= 1 << bit;
        std::fs::write(node.join(file), &changed).unwrap();
        if Node::verify(&node).await.is_ok_and(|it| it.is_ok()) {
            // refusing to open is finding it, too
            let now = rebuilt(&node).await;
            assert!(now.as_ref().is_ok_and(|now| *now == hash) || now.is_err(), "bit {bit} of byte {at} of {file}");
        } else {
            found += 1;
        }
    }
    assert!(found > 0, "no flip in {file} was found by the check");
}
