//! No password, recovery key, second factor, link, token or seed lies in clear in the node's directory.

use node::Role;
use node::accounts::{IssueToken, Reset};
use rooms::header::{KindName, Purpose};

use crate::canary::{Canaries, files};
use crate::place::{Harbour, NEW};
use crate::support::PASSPHRASE;

#[tokio::test]
async fn nothing_that_opens_lies_in_clear() {
    let mut harbour = Harbour::new().await;
    let mut canaries = Canaries::default();
    let fresh = "eleven lamps beside the ferry";
    [PASSPHRASE, NEW, fresh].iter().for_each(|word| canaries.add(word));

    let link = harbour.link(&[Role::TracingOfficer]).await;
    canaries.add(link.as_str());
    let accepted = harbour.node().accept(link.as_str(), "bilal", NEW).await.unwrap();
    canaries.add(&accepted.recovery_key.to_text());
    canaries.add(&accepted.recovery_key.to_text().replace('-', ""));
    let anna = harbour.anna(Role::Administrator).await;
    harbour.node().confirm(&anna, "bilal").await.unwrap();
    let token = harbour.token("bilal", NEW).await;
    canaries.add(&token);
    let bilal = harbour.node().session(&token).await.unwrap();
    canaries.add(bilal.csrf());
    let enrolment = harbour.node().second_factor_begin(&bilal).await.unwrap();
    canaries.add(&enrolment.secret_text);
    let secret = totp_rs::Secret::try_from_base32(enrolment.secret_text.as_str()).unwrap();
    canaries.add_bytes(secret.as_ref(), "the secret of the second factor");
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let code = totp.generate(harbour.now_ms() / 1000).to_string();
    harbour.node().second_factor_finish(&bilal, &code).await.unwrap();
    let kinds = vec![KindName::new("missing-person").unwrap()];
    let asked = IssueToken { label: "canary of a label", purpose: Purpose::Tracing, kinds, days: 1 };
    canaries.add(asked.label);
    canaries.add(harbour.node().issue_token(&bilal, asked).await.unwrap().as_str());
    canaries.add(harbour.node().welcome_link().await.unwrap().unwrap().as_str());
    let link = harbour.node().reset_link(&anna, "bilal").await.unwrap();
    canaries.add(link.as_str());
    let paper = accepted.recovery_key.to_text();
    let reset = harbour.node().reset(link.as_str(), fresh, Some(&paper)).await.unwrap();
    let Reset::Same { recovery_key, .. } = reset else { panic!("the seed is the same") };
    canaries.add(&recovery_key.to_text());

    let look = |harbour: &Harbour| {
        let mut all = Vec::new();
        files(&harbour.place.path, &mut all);
        for file in all.iter().filter(|file| file.file_name().is_some_and(|name| name != "control.sock")) {
            let found = canaries.found_in(&std::fs::read(file).unwrap()).into_iter().map(str::to_owned);
            assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new(), "{}", file.display());
        }
        assert!(all.len() > 2);
    };
    look(&harbour);
    harbour.restart().await;
    look(&harbour);
    // what is looked for would be found: the names stand in clear, as the first page about them says
    let mut names = Canaries::default();
    names.add("harbour-aid");
    let journal = std::fs::read(harbour.place.path.join("journal.db")).unwrap();
    let wal = std::fs::read(harbour.place.path.join("journal.db-wal")).unwrap_or_default();
    assert!(!names.found_in(&[journal, wal].concat()).is_empty());
}
