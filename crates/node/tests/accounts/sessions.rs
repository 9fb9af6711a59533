//! Sessions, and what ends them.

use node::Role;
use node::accounts::{SESSION_ABSOLUTE_MS, SESSION_ACCOUNT_MAX, SESSION_IDLE_MS, SessionId, SignIn};

use crate::place::{Harbour, NEW, asking};
use crate::support::PASSPHRASE;

#[tokio::test]
async fn a_session_ends_when_it_is_idle_or_old() {
    let harbour = Harbour::new().await;
    let token = harbour.token("anna", PASSPHRASE).await;
    let began = harbour.now_ms();
    while harbour.now_ms() + SESSION_IDLE_MS - 1 < began + SESSION_ABSOLUTE_MS {
        harbour.pass(SESSION_IDLE_MS - 1);
        assert!(harbour.node().session(&token).await.is_some(), "it is used");
    }
    harbour.pass(began + SESSION_ABSOLUTE_MS - harbour.now_ms());
    assert!(harbour.node().session(&token).await.is_none(), "it is old");
    let token = harbour.token("anna", PASSPHRASE).await;
    harbour.pass(SESSION_IDLE_MS);
    assert!(harbour.node().session(&token).await.is_none(), "it is idle");
    assert!(harbour.node().session(&token).await.is_none());
}

#[tokio::test]
async fn a_session_ends_by_signing_out_a_lock_a_start_and_another_password() {
    let mut harbour = Harbour::new().await;
    let token = harbour.token("anna", PASSPHRASE).await;
    harbour.node().sign_out(&token).await;
    assert!(harbour.node().session(&token).await.is_none());

    let token = harbour.token("anna", PASSPHRASE).await;
    harbour.node().lock().await.unwrap();
    assert!(harbour.node().session(&token).await.is_none());
    harbour.node().unlock("anna", PASSPHRASE).await.unwrap();
    assert!(harbour.node().session(&token).await.is_none(), "unlocking brings none back");

    let token = harbour.token("anna", PASSPHRASE).await;
    harbour.restart().await;
    assert!(harbour.node().session(&token).await.is_none());

    let (mine, other) = (harbour.token("anna", PASSPHRASE).await, harbour.token("anna", PASSPHRASE).await);
    let session = harbour.node().session(&mine).await.unwrap();
    assert!(harbour.node().change_password(&session, "not mine", NEW).await.is_err());
    assert!(harbour.node().change_password(&session, PASSPHRASE, "short").await.is_err());
    harbour.node().change_password(&session, PASSPHRASE, NEW).await.unwrap();
    assert!(harbour.node().session(&mine).await.is_some(), "the one that changed it stays");
    assert!(harbour.node().session(&other).await.is_none());
    harbour.node().change_passphrase("anna", NEW, PASSPHRASE).await.unwrap();
    assert!(harbour.node().session(&mine).await.is_none(), "by a command all end");
}

#[tokio::test]
async fn a_session_acts_in_roles_that_are_held_and_opens_what_is_sealed_in_them() {
    let harbour = Harbour::new().await;
    let token = harbour.token("anna", PASSPHRASE).await;
    let session = harbour.node().session(&token).await.unwrap();
    assert_eq!(session.principal().role, Role::Administrator, "the first of their roles");
    assert_eq!(session.member().unwrap().principal(), session.principal());
    assert!(harbour.node().act_as(&token, Role::Auditor).await.is_err());
    harbour.node().act_as(&token, Role::TracingOfficer).await.unwrap();
    let session = harbour.node().session(&token).await.unwrap();
    assert_eq!(session.principal().role, Role::TracingOfficer);
    assert_eq!(session.csrf().len(), 43);
}

#[tokio::test]
async fn everybody_sees_and_ends_their_own_sessions_only() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", &[Role::CaseWorker]).await;
    let long = "x".repeat(1000);
    let asked = SignIn { browser: &long, ..asking("bilal", NEW) };
    harbour.node().sign_in(asked).await.unwrap();
    harbour.pass(1);
    let token = harbour.token("bilal", NEW).await;
    let bilal = harbour.node().session(&token).await.unwrap();
    let lines = harbour.node().sessions_of(&bilal).await;
    assert_eq!(lines.iter().map(|it| it.is_this).collect::<Vec<_>>(), [true, false]);
    assert_eq!((lines[0].source.as_str(), lines[1].browser.len()), ("192.0.2.1", 200));
    let anna = harbour.anna(Role::Administrator).await;
    assert!(!harbour.node().end_session(&anna, &lines[1].id).await, "not another's");
    assert!(harbour.node().end_session(&bilal, &lines[1].id).await);
    assert!(!harbour.node().end_session(&bilal, &SessionId::new("0")).await);
    assert_eq!(harbour.node().sessions_of(&bilal).await.len(), 1);
}

#[tokio::test]
async fn of_too_many_sessions_the_idlest_ends() {
    let harbour = Harbour::new().await;
    let first = harbour.token("anna", PASSPHRASE).await;
    let second = harbour.token("anna", PASSPHRASE).await;
    for _ in 2..SESSION_ACCOUNT_MAX {
        harbour.token("anna", PASSPHRASE).await;
    }
    harbour.pass(1);
    assert!(harbour.node().session(&first).await.is_some());
    harbour.token("anna", PASSPHRASE).await;
    assert!(harbour.node().session(&first).await.is_some(), "it was used last");
    let lines = harbour.node().sessions_of(&harbour.node().session(&first).await.unwrap()).await;
    assert_eq!(lines.len(), SESSION_ACCOUNT_MAX);
    _ = second;
}
