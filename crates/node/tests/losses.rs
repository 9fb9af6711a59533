//! A key that is gone is told as a loss, and a checkpoint comes with its proof, on a node that stays locked.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use journal::Log;
use journal::witness::Submission;
use node::door::Against;
use node::{Action, Node};
use rooms::header::Purpose;
use rooms::missing::kinds::MissingPerson;
use rstest::rstest;
use rusqlite::Connection;
use support::{PASSPHRASE, Place, anna, demo};

async fn filled() -> Place {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let mut last = None;
    for record in &demo().missing[..12] {
        last = Some(node.append(&anna(), record, Against::Nothing).await.unwrap().record);
    }
    node.unlock("anna", PASSPHRASE).await.unwrap();
    for _ in 0..5 {
        node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, last.unwrap()).await.unwrap();
    }
    node.close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
    place
}

#[rstest]
#[case::keyring("wrapped_key")]
#[case::slots("slot")]
#[tokio::test]
async fn a_key_that_is_gone_is_a_loss(#[case] table: &str) {
    let place = filled().await;
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    connection.execute(&format!("delete from {table} where tag = (select max(tag) from {table})"), []).unwrap();
    drop(connection);
    let findings = Node::verify(&place.path).await.unwrap().findings;
    assert_eq!(findings.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["missing-key"]);
}

#[tokio::test]
async fn a_checkpoint_comes_with_the_proof_that_the_log_grew() {
    let place = filled().await;
    let text = Node::checkpoint(&place.path, Log::Changes, Some(5)).await.unwrap();
    let submission = Submission::parse(&text).unwrap();
    let now = submission.checkpoint.unverified();
    assert_eq!((submission.old, now.size, now.origin.as_str()), (5, 15, "harbour/changes"));
    assert!(!submission.proof.is_empty());
    let alone = Node::checkpoint(&place.path, Log::Changes, None).await.unwrap();
    assert_eq!(alone, submission.checkpoint.to_text());
    assert!(Node::checkpoint(&place.path, Log::Changes, Some(99)).await.is_err());
}
