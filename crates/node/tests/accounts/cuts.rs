//! Whoever hangs up, or is killed, at any moment leaves a whole account or none, and a view that knows it.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use node::accounts::{Confirmed, Session};
use node::{Node, Role, Status};

use crate::place::{Harbour, NEW, asking, from, word};
use crate::support::PASSPHRASE;

/// Lets a future go on for so many turns, and drops it then; `None` where it was not done.
async fn cut<F: Future>(future: F, turns: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = turns;
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

async fn status(harbour: &Harbour, anna: &Session, name: &str) -> Option<Status> {
    let people = harbour.node().people(anna).await.unwrap();
    people.into_iter().find(|it| it.handle.as_str() == name).map(|it| it.status)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_accepted_invitation_is_whole_or_not_there() {
    let mut harbour = Harbour::new().await;
    let mut was_done = false;
    for turns in 0..40 {
        let link = harbour.link(&[Role::TracingOfficer]).await;
        let name = format!("person-{turns}");
        let done = cut(harbour.node().accept(link.as_str(), &name, NEW), turns).await;
        if turns % 8 == 0 {
            harbour.restart().await;
        }
        // a second who uses the link: one of both is there, and never two
        let other = format!("other-{turns}");
        let second = harbour.node().accept(link.as_str(), &other, NEW).await;
        let anna = harbour.anna(Role::Administrator).await;
        let (first, second_status) = (status(&harbour, &anna, &name).await, status(&harbour, &anna, &other).await);
        assert_eq!(second.is_ok(), second_status.is_some());
        assert!(first.is_some() != second_status.is_some(), "after {turns} turns: {first:?} and {second_status:?}");
        let asked = node::accounts::SignIn { source: from(100 + turns as u32), ..asking(&name, NEW) };
        let signed_in = word(&harbour.node().sign_in(asked).await.unwrap());
        assert_eq!(signed_in == "in", first.is_some(), "after {turns} turns");
        if let Some(done) = done {
            assert!(done.is_ok() && first.is_some());
            was_done = true;
        }
    }
    assert!(was_done, "the last of them had turns enough");
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_was_cut_off_was_given_or_not() {
    let mut harbour = Harbour::new().await;
    for turns in 0..24 {
        let name = format!("person-{turns}");
        harbour.waiting(&name, &[Role::TracingOfficer]).await;
        let token = harbour.token(&name, NEW).await;
        let anna = harbour.anna(Role::Administrator).await;
        let done = cut(harbour.node().confirm(&anna, &name), turns).await;
        let session = harbour.node().session(&token).await.unwrap();
        let is_confirmed = session.principal().status == Status::Confirmed;
        assert_eq!(session.member().is_some(), is_confirmed, "after {turns} turns: all keys or none");
        assert!(done.is_none_or(|done| done.unwrap() == Confirmed::Done && is_confirmed));
        if !is_confirmed {
            harbour.node().confirm(&anna, &name).await.unwrap();
        }
        let done = cut(harbour.node().revoke(&anna, &name, "left"), turns).await;
        let is_out = harbour.node().session(&token).await.is_none();
        assert!(done.is_none_or(|done| done.unwrap() == Confirmed::Done && is_out), "after {turns} turns");
        if turns % 8 == 7 {
            harbour.restart().await;
            let signed_in = harbour.sign_in(&name, NEW).await;
            assert_eq!(word(&signed_in) == "refused", is_out, "after {turns} turns");
        }
    }
    assert_eq!(word(&harbour.sign_in("anna", PASSPHRASE).await), "in");
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}
