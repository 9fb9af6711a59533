//! Passwords, second factors, and how guessing keeps nobody out.

use node::Role;
use node::accounts::{AccountError, SignIn, SignedIn};
use totp_rs::{Builder, Totp};

use crate::place::{Harbour, NEW, asking, from, word};
use crate::support::PASSPHRASE;

/// What a device shows that was told the secret.
fn device(secret_text: &str) -> Totp {
    Builder::new().with_secret(totp_rs::Secret::try_from_base32(secret_text).unwrap()).build().unwrap()
}

#[tokio::test]
async fn one_answer_and_equal_work_for_all_that_is_wrong() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", &[Role::TracingOfficer]).await;
    harbour.colleague("zora", &[Role::TracingOfficer]).await;
    let anna = harbour.anna(Role::Administrator).await;
    harbour.node().revoke(&anna, "bilal", "left").await.unwrap();
    let zora = harbour.session("zora", NEW).await;
    let enrolment = harbour.node().second_factor_begin(&zora).await.unwrap();
    let totp = device(&enrolment.secret_text);
    let code = totp.generate(harbour.now_ms() / 1000).to_string();
    harbour.node().second_factor_finish(&zora, &code).await.unwrap();
    let cases = [
        ("wrong password", "anna", "not it at all", None),
        ("unknown name", "nobody", PASSPHRASE, None),
        ("no name", "../anna", PASSPHRASE, None),
        ("empty", "", "", None),
        ("revoked", "bilal", NEW, None),
        ("wrong code", "zora", NEW, Some("000000")),
        ("wrong password and a code", "zora", PASSPHRASE, Some(code.as_str())),
    ];
    for (number, (case, name, password, code)) in cases.into_iter().enumerate() {
        let before = harbour.node().hard_function_count();
        let asked = SignIn { code, source: from(10 + number as u32), ..asking(name, password) };
        let answer = harbour.node().sign_in(asked).await.unwrap();
        assert_eq!(word(&answer), "refused", "{case}");
        assert_eq!(harbour.node().hard_function_count() - before, 1, "{case}");
    }
}

#[tokio::test]
async fn a_code_is_asked_for_after_the_password_and_taken_once_also_after_a_start() {
    let mut harbour = Harbour::new().await;
    let anna = harbour.anna(Role::Administrator).await;
    assert!(!harbour.node().is_set_up().await.unwrap());
    let link = harbour.node().welcome_link().await.unwrap().unwrap();
    assert!(harbour.node().is_welcome(link.as_str()).await.unwrap());
    assert!(!harbour.node().is_welcome("another").await.unwrap());

    let enrolment = harbour.node().second_factor_begin(&anna).await.unwrap();
    assert!(enrolment.otpauth_uri.starts_with("otpauth://totp/harbour:anna?secret="));
    let totp = device(&enrolment.secret_text);
    let wrong = harbour.node().second_factor_finish(&anna, "000000").await.unwrap_err();
    assert_eq!(wrong.to_string(), AccountError::WrongCode.to_string());
    assert_eq!(word(&harbour.sign_in("anna", PASSPHRASE).await), "in", "it counts once a code is shown");
    let first = totp.generate(harbour.now_ms() / 1000).to_string();
    harbour.node().second_factor_finish(&anna, &first).await.unwrap();
    assert!(harbour.node().is_set_up().await.unwrap());
    assert!(harbour.node().welcome_link().await.unwrap().is_none());
    assert!(!harbour.node().is_welcome(link.as_str()).await.unwrap(), "the link ends with the setting up");

    assert_eq!(word(&harbour.sign_in("anna", PASSPHRASE).await), "code-needed");
    let sign_in = async |harbour: &Harbour, code: &str| {
        let asked = SignIn { code: Some(code), ..asking("anna", PASSPHRASE) };
        word(&harbour.node().sign_in(asked).await.unwrap())
    };
    assert_eq!(sign_in(&harbour, &first).await, "refused", "the code of the enrolment was taken");
    harbour.pass(30_000);
    let second = totp.generate(harbour.now_ms() / 1000).to_string();
    assert_eq!(sign_in(&harbour, &second).await, "in");
    harbour.restart().await;
    assert_eq!(sign_in(&harbour, &second).await, "refused", "and stays taken after a start");
    harbour.pass(30_000);
    let third = totp.generate(harbour.now_ms() / 1000).to_string();
    let (one, other) = tokio::join!(sign_in(&harbour, &third), sign_in(&harbour, &third));
    assert_eq!([one, other].iter().filter(|it| **it == "in").count(), 1, "two at once: one is in");
}

/// 10,000 wrong passwords from 200 networks and from the owner's own; the owner gets in from each place at once.
#[tokio::test]
async fn ten_thousand_wrong_passwords_keep_nobody_out() {
    let harbour = Harbour::new().await;
    let node = harbour.node();
    let SignedIn::In { device, .. } = harbour.sign_in("anna", PASSPHRASE).await else { panic!("anna is in") };
    let mut tried = 0;
    let mut refused = 0;
    for round in 0..50_u32 {
        let mut guesses = Vec::new();
        for guess in 0..200_u32 {
            let source = if guess % 2 == 0 { from(1) } else { from(1000 + guess) };
            guesses.push(async move {
                let asked = SignIn { source, ..asking("anna", "not the word") };
                word(&node.sign_in(asked).await.unwrap())
            });
        }
        let owner = async {
            // from the network that guesses, by the device; and from elsewhere without
            let asked = SignIn { device: Some(device.as_str()), ..asking("anna", PASSPHRASE) };
            let here = word(&node.sign_in(asked).await.unwrap());
            let asked = SignIn { source: from(5000 + round), ..asking("anna", PASSPHRASE) };
            (here, word(&node.sign_in(asked).await.unwrap()))
        };
        let (words, owner) = tokio::join!(join_all(guesses), owner);
        assert_eq!(owner, ("in", "in"), "round {round}");
        assert!(words.iter().all(|it| ["refused", "busy"].contains(it)), "no guess is right");
        tried += words.len();
        refused += words.iter().filter(|it| **it == "refused").count();
        harbour.pass(1000);
    }
    assert_eq!(tried, 10_000);
    assert!(refused < tried / 2, "who guesses from one place is slowed: {refused} of {tried} were looked at");
}

async fn join_all<F: Future>(all: Vec<F>) -> Vec<F::Output> {
    let mut all: Vec<_> = all.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, done) in all.iter_mut().zip(&mut done) {
            if done.is_none()
                && let std::task::Poll::Ready(output) = future.as_mut().poll(context)
            {
                *done = Some(output);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn the_token_of_a_device_is_kept_and_is_of_one_name() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", &[Role::TracingOfficer]).await;
    let SignedIn::In { device, .. } = harbour.sign_in("anna", PASSPHRASE).await else { panic!("anna is in") };
    let asked = SignIn { device: Some(device.as_str()), ..asking("anna", PASSPHRASE) };
    let SignedIn::In { device: again, .. } = harbour.node().sign_in(asked).await.unwrap() else { panic!("anna is in") };
    assert_eq!(again.as_str(), device.as_str());
    let asked = SignIn { device: Some(device.as_str()), ..asking("bilal", NEW) };
    let SignedIn::In { device: his, .. } = harbour.node().sign_in(asked).await.unwrap() else { panic!("bilal is in") };
    assert_ne!(his.as_str(), device.as_str());
}
