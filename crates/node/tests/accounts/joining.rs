//! Joining, leaving and coming back.

use node::accounts::{AccountError, Confirmed, Invite, IssueToken, Reset, SignIn};
use node::door::Against;
use node::{Action, NewOrganisation, Node, NodeError, Role, Status};
use rooms::header::{KindName, OrgId, Purpose, RecordId, Sector};
use rooms::missing::kinds::MissingPerson;

use crate::place::{Harbour, NEW, asking, from, invitation, word};
use crate::support::{anna, demo};

const OFFICER: &[Role] = &[Role::TracingOfficer];

/// A person of whom something sealed is told.
async fn told(node: &Node) -> RecordId {
    let person = demo().missing.into_iter().find(|it| it.sealed != Default::default()).unwrap();
    node.append(&anna(), &person, Against::Nothing).await.unwrap().record
}

/// Whether a session opens what is sealed of a record.
async fn opens(harbour: &Harbour, token: &str, record: RecordId) -> bool {
    let Some(session) = harbour.node().session(token).await else { return false };
    let Some(member) = session.member() else { return false };
    let opened = harbour.node().open_sealed::<MissingPerson>(member, Action::Open, Purpose::Tracing, record).await;
    opened.is_ok_and(|it| it.record.sealed != Default::default())
}

#[tokio::test]
async fn who_accepts_waits_and_opens_nothing_until_a_colleague_confirms() {
    let harbour = Harbour::new().await;
    let record = told(harbour.node()).await;
    let link = harbour.link(OFFICER).await;
    let view = harbour.node().invitation(link.as_str()).await.unwrap();
    assert_eq!((view.roles.as_slice(), view.inviter.as_str()), (OFFICER, "anna"));
    let accepted = harbour.node().accept(link.as_str(), "bilal", NEW).await.unwrap();
    assert_eq!(accepted.recovery_key.to_text().len(), 34);
    assert!(harbour.node().invitation(link.as_str()).await.is_none(), "it works once");
    assert!(harbour.node().accept(link.as_str(), "carim", NEW).await.is_err());

    let token = harbour.token("bilal", NEW).await;
    let bilal = harbour.node().session(&token).await.unwrap();
    assert_eq!((bilal.principal().status, bilal.principal().role), (Status::Invited, Role::TracingOfficer));
    assert!(bilal.member().is_none() && !opens(&harbour, &token, record).await);
    let listed = harbour.node().list::<MissingPerson>(bilal.principal(), Action::List, Purpose::Tracing).await;
    assert!(listed.is_err());
    for action in [Action::Invite, Action::Confirm, Action::Revoke, Action::IssueToken] {
        assert!(harbour.node().govern(bilal.principal(), action).await.is_err(), "{action}");
    }

    let administrator = harbour.anna(Role::Administrator).await;
    let people = harbour.node().people(&administrator).await.unwrap();
    let line = people.iter().find(|it| it.handle.as_str() == "bilal").unwrap();
    assert_eq!((line.status, line.roles.as_slice()), (Status::Invited, OFFICER));
    assert_eq!(harbour.node().confirm(&administrator, "bilal").await.unwrap(), Confirmed::Done);
    assert!(opens(&harbour, &token, record).await, "in the session that was there, from the next request on");
    assert!(harbour.node().confirm(&administrator, "bilal").await.is_err(), "nobody waits any more");
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}

#[tokio::test]
async fn who_may_invite_whom() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", &[Role::Coordinator]).await;
    harbour.colleague("carim", OFFICER).await;
    let (bilal, carim) = (harbour.session("bilal", NEW).await, harbour.session("carim", NEW).await);
    assert!(harbour.node().invite(&bilal, invitation(OFFICER)).await.is_ok());
    let refused = harbour.node().invite(&bilal, invitation(&[Role::Administrator])).await.err().unwrap();
    assert_eq!(refused.to_string(), AccountError::AdministratorsOnly.to_string());
    let refused = harbour.node().invite(&carim, invitation(OFFICER)).await.err().unwrap();
    assert!(matches!(refused, NodeError::Refused { .. }));
    for roles in [&[][..], &[Role::Visitor], &[Role::Machine], &[Role::Family]] {
        assert!(harbour.node().invite(&bilal, invitation(roles)).await.is_err(), "{roles:?}");
    }
    for days in [0, 31] {
        assert!(harbour.node().invite(&bilal, Invite { days, ..invitation(OFFICER) }).await.is_err());
    }
}

#[tokio::test]
async fn a_link_ends_by_time_by_being_taken_back_and_with_whoever_gave_it() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", &[Role::Coordinator]).await;
    let bilal = harbour.session("bilal", NEW).await;
    let link = harbour.node().invite(&bilal, invitation(OFFICER)).await.unwrap();
    let lines = harbour.node().invitations(&bilal).await.unwrap();
    assert_eq!(lines.len(), 1);
    harbour.node().withdraw_invitation(&bilal, lines[0].id).await.unwrap();
    assert!(harbour.node().invitation(link.as_str()).await.is_none());

    let link = harbour.node().invite(&bilal, invitation(OFFICER)).await.unwrap();
    let administrator = harbour.anna(Role::Administrator).await;
    harbour.node().revoke(&administrator, "bilal", "left").await.unwrap();
    assert!(harbour.node().accept(link.as_str(), "carim", NEW).await.is_err());

    let link = harbour.link(OFFICER).await;
    harbour.pass(7 * 24 * 60 * 60_000 - 1);
    assert!(harbour.node().invitation(link.as_str()).await.is_some());
    harbour.pass(1);
    let late = harbour.node().accept(link.as_str(), "carim", NEW).await.err().unwrap();
    assert_eq!(late.to_string(), AccountError::NoSuchLink.to_string());
    let never = harbour.node().accept("never", "carim", NEW).await.err().unwrap();
    assert_eq!(never.to_string(), late.to_string(), "one answer");
}

#[tokio::test]
async fn of_two_who_accept_one_link_at_once_one_wins() {
    let harbour = Harbour::new().await;
    let link = harbour.link(OFFICER).await;
    let (one, other) = tokio::join!(
        harbour.node().accept(link.as_str(), "bilal", NEW),
        harbour.node().accept(link.as_str(), "carim", NEW)
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    let administrator = harbour.anna(Role::Administrator).await;
    let waiting = harbour.node().people(&administrator).await.unwrap();
    assert_eq!(waiting.iter().filter(|it| it.status == Status::Invited).count(), 1);
}

#[tokio::test]
async fn no_name_is_given_twice() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", OFFICER).await;
    harbour.waiting("carim", OFFICER).await;
    let administrator = harbour.anna(Role::Administrator).await;
    harbour.node().revoke(&administrator, "bilal", "left").await.unwrap();
    harbour.node().revoke(&administrator, "carim", "not known here").await.unwrap();
    assert_eq!(word(&harbour.sign_in("carim", NEW).await), "refused", "who was declined is out");
    for name in ["anna", "bilal", "carim"] {
        let link = harbour.link(OFFICER).await;
        let taken = harbour.node().accept(link.as_str(), name, NEW).await.err().unwrap();
        assert!(matches!(taken, NodeError::NameTaken { .. }), "{name}: {taken}");
        assert!(harbour.node().invitation(link.as_str()).await.is_some(), "the link still works");
    }
    for name in ["", "Bilal", "a b", "é"] {
        let link = harbour.link(OFFICER).await;
        assert!(harbour.node().accept(link.as_str(), name, NEW).await.is_err(), "{name}");
    }
}

/// What a revoked member has left: a token of the session, a second browser, a cookie of before, an API token.
#[tokio::test]
async fn a_revoked_member_is_out_at_the_next_request_by_every_way() {
    let harbour = Harbour::new().await;
    let record = told(harbour.node()).await;
    harbour.colleague("bilal", OFFICER).await;
    let (first, second) = (harbour.token("bilal", NEW).await, harbour.token("bilal", NEW).await);
    let restored = first.clone();
    let bilal = harbour.node().session(&first).await.unwrap();
    let asked = IssueToken { label: "the map", purpose: Purpose::Tracing, kinds: vec![kind()], days: 90 };
    let api = harbour.node().issue_token(&bilal, asked).await.unwrap();
    assert!(harbour.node().token_principal(api.as_str()).await.is_some());
    assert!(opens(&harbour, &first, record).await);

    let administrator = harbour.anna(Role::Administrator).await;
    assert_eq!(harbour.node().revoke(&administrator, "bilal", "left").await.unwrap(), Confirmed::Done);
    for token in [&first, &second, &restored] {
        assert!(harbour.node().session(token).await.is_none());
    }
    assert!(harbour.node().token_principal(api.as_str()).await.is_none());
    assert_eq!(word(&harbour.sign_in("bilal", NEW).await), "refused");
    // the request that was under way when it happened
    let member = bilal.member().unwrap();
    let opened = harbour.node().open_sealed::<MissingPerson>(member, Action::Open, Purpose::Tracing, record).await;
    assert!(opened.is_err() || opened.unwrap().record.sealed == Default::default());
    assert!(harbour.node().revoke(&administrator, "bilal", "again").await.is_err());
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}

fn kind() -> KindName {
    KindName::new("missing-person").unwrap()
}

#[tokio::test]
async fn an_api_token_is_of_its_purpose_kinds_and_days() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", OFFICER).await;
    let bilal = harbour.session("bilal", NEW).await;
    let asked = |days| IssueToken { label: "the map\u{7}", purpose: Purpose::Tracing, kinds: vec![kind()], days };
    assert!(harbour.node().issue_token(&bilal, asked(91)).await.is_err());
    let administrator = harbour.anna(Role::Administrator).await;
    assert!(harbour.node().issue_token(&administrator, asked(1)).await.is_err(), "who runs the node lets none read");
    let token = harbour.node().issue_token(&bilal, asked(1)).await.unwrap();
    let reader = harbour.node().token_principal(token.as_str()).await.unwrap();
    assert_eq!((reader.principal.handle.as_str(), reader.principal.role), ("bilal", Role::TracingOfficer));
    assert_eq!((reader.purpose, reader.kinds), (Purpose::Tracing, vec![kind()]));
    let lines = harbour.node().tokens_of(&bilal).await;
    assert_eq!((lines.len(), lines[0].label.as_str()), (1, "the map"));
    for wrong in ["", "landfall_", &token.as_str()[1..], &token.as_str().to_uppercase()] {
        assert!(harbour.node().token_principal(wrong).await.is_none(), "{wrong}");
    }
    assert!(harbour.node().withdraw_token(&administrator, lines[0].id).await.is_err(), "not another's");
    let late = harbour.node().issue_token(&bilal, asked(1)).await.unwrap();
    harbour.node().withdraw_token(&bilal, lines[0].id).await.unwrap();
    assert!(harbour.node().token_principal(token.as_str()).await.is_none());
    harbour.pass(24 * 60 * 60_000);
    assert!(harbour.node().token_principal(late.as_str()).await.is_none());
}

#[tokio::test]
async fn an_administrator_takes_the_word_of_two_as_soon_as_there_are_two() {
    let harbour = Harbour::new().await;
    let all = [Role::Administrator, Role::TracingOfficer];
    harbour.colleague("bilal", &all).await;
    harbour.waiting("carim", &all).await;
    let administrator = harbour.anna(Role::Administrator).await;
    let waiting = Confirmed::Waiting { found: 1, needed: 2 };
    assert_eq!(harbour.node().confirm(&administrator, "carim").await.unwrap(), waiting);
    assert_eq!(harbour.node().confirm(&administrator, "carim").await.unwrap(), waiting, "twice the same is one");
    let people = harbour.node().people(&administrator).await.unwrap();
    let line = people.iter().find(|it| it.handle.as_str() == "carim").unwrap();
    assert_eq!(line.approved_by.iter().map(ToString::to_string).collect::<Vec<_>>(), ["anna"]);
    let bilal = harbour.session("bilal", NEW).await;
    assert_eq!(harbour.node().confirm(&bilal, "carim").await.unwrap(), Confirmed::Done);
    // and two take one away
    assert_eq!(harbour.node().revoke(&administrator, "carim", "left").await.unwrap(), waiting);
    assert_eq!(word(&harbour.sign_in("carim", NEW).await), "in");
    assert_eq!(harbour.node().revoke(&bilal, "carim", "left").await.unwrap(), Confirmed::Done);
    assert_eq!(word(&harbour.sign_in("carim", NEW).await), "refused");
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}

#[tokio::test]
async fn an_approval_is_stale_once_something_else_was_decided() {
    let harbour = Harbour::new().await;
    let all = [Role::Administrator, Role::TracingOfficer];
    harbour.colleague("bilal", &all).await;
    harbour.waiting("carim", &all).await;
    let (administrator, bilal) = (harbour.anna(Role::Administrator).await, harbour.session("bilal", NEW).await);
    harbour.node().confirm(&administrator, "carim").await.unwrap();
    harbour.colleague("dunya", OFFICER).await;
    let waiting = Confirmed::Waiting { found: 1, needed: 2 };
    assert_eq!(harbour.node().confirm(&bilal, "carim").await.unwrap(), waiting);
    assert_eq!(harbour.node().confirm(&administrator, "carim").await.unwrap(), Confirmed::Done);
}

#[tokio::test]
async fn nobody_takes_themselves_away_nor_the_last_who_holds_keys() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", &[Role::Coordinator]).await;
    let administrator = harbour.anna(Role::Administrator).await;
    let bilal = harbour.session("bilal", NEW).await;
    let oneself = harbour.node().revoke(&administrator, "anna", "why not").await.err().unwrap();
    assert_eq!(oneself.to_string(), AccountError::Oneself.to_string());
    assert!(harbour.node().revoke(&bilal, "anna", "a coup").await.is_err());
    assert_eq!(word(&harbour.sign_in("anna", crate::support::PASSPHRASE).await), "in");
}

#[tokio::test]
async fn with_the_recovery_key_an_account_comes_back_as_it_was() {
    let harbour = Harbour::new().await;
    let record = told(harbour.node()).await;
    let paper = harbour.colleague("bilal", OFFICER).await;
    let old = harbour.token("bilal", NEW).await;
    let administrator = harbour.anna(Role::Administrator).await;
    let earlier = harbour.node().reset_link(&administrator, "bilal").await.unwrap();
    let link = harbour.node().reset_link(&administrator, "bilal").await.unwrap();
    let fresh = "eleven lamps beside the ferry";
    assert!(harbour.node().reset(earlier.as_str(), fresh, Some(&paper)).await.is_err(), "a later link ends it");
    let wrong = harbour.node().reset(link.as_str(), fresh, Some("0000-0000")).await.err().unwrap();
    assert_eq!(wrong.to_string(), AccountError::WrongRecoveryKey.to_string());
    assert!(harbour.node().accept(link.as_str(), "other", fresh).await.is_err(), "it invites nobody");
    let reset = harbour.node().reset(link.as_str(), fresh, Some(&paper.to_lowercase())).await.unwrap();
    let Reset::Same { recovery_key, .. } = reset else { panic!("the seed is the same") };
    assert_ne!(recovery_key.to_text().as_str(), paper);
    assert!(harbour.node().session(&old).await.is_none());
    assert_eq!(word(&harbour.sign_in("bilal", NEW).await), "refused");
    let token = harbour.token("bilal", fresh).await;
    assert!(opens(&harbour, &token, record).await);
    assert!(harbour.node().reset(link.as_str(), NEW, Some(&paper)).await.is_err(), "a link works once");
    let link = harbour.node().reset_link(&administrator, "bilal").await.unwrap();
    assert!(harbour.node().reset(link.as_str(), NEW, Some(&paper)).await.is_err(), "the paper of before opens nothing");
}

#[tokio::test]
async fn without_the_recovery_key_the_sealed_tier_stays_closed_until_a_colleague_confirms() {
    let harbour = Harbour::new().await;
    let record = told(harbour.node()).await;
    harbour.colleague("bilal", OFFICER).await;
    let old = harbour.token("bilal", NEW).await;
    let administrator = harbour.anna(Role::Administrator).await;
    let link = harbour.node().reset_link(&administrator, "bilal").await.unwrap();
    let fresh = "eleven lamps beside the ferry";
    let reset = harbour.node().reset(link.as_str(), fresh, None).await.unwrap();
    let Reset::Anew { handle, replaces, .. } = reset else { panic!("the keys are new") };
    assert_eq!((handle.as_str(), replaces.as_str()), ("bilal-2", "bilal"));
    assert!(harbour.node().session(&old).await.is_none(), "the old account signs nobody in");
    assert_eq!(word(&harbour.sign_in("bilal", NEW).await), "refused");
    let token = harbour.token("bilal-2", fresh).await;
    assert!(!opens(&harbour, &token, record).await);
    assert_eq!(harbour.node().confirm(&administrator, "bilal-2").await.unwrap(), Confirmed::Done);
    assert!(opens(&harbour, &token, record).await, "the administrator is a member, and handed the keys on");
    let people = harbour.node().people(&administrator).await.unwrap();
    assert!(people.iter().all(|it| it.handle.as_str() != "bilal"), "the old account is removed");
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}

#[tokio::test]
async fn a_replacing_account_that_is_declined_gives_the_old_one_back() {
    let harbour = Harbour::new().await;
    harbour.colleague("bilal", OFFICER).await;
    let administrator = harbour.anna(Role::Administrator).await;
    let link = harbour.node().reset_link(&administrator, "bilal").await.unwrap();
    harbour.node().reset(link.as_str(), "eleven lamps beside the ferry", None).await.unwrap();
    harbour.node().decline(&administrator, "bilal-2").await.unwrap();
    let asked = SignIn { source: from(9), ..asking("bilal", NEW) };
    assert_eq!(word(&harbour.node().sign_in(asked).await.unwrap()), "in");
}

/// An organisation that was taken in later has nobody: an administrator of the node brings its first, and then no longer.
#[tokio::test]
async fn the_first_of_a_further_organisation_gets_its_new_key() {
    let harbour = Harbour::new().await;
    let new = NewOrganisation { name: "south-aid", sector: Sector::CivilSociety, country: None };
    let anna = [("anna", crate::support::PASSPHRASE)];
    harbour.node().add_organisation(new, &anna, "they search together").await.unwrap();
    let administrator = harbour.anna(Role::Administrator).await;
    let south = OrgId::new("south-aid").unwrap();
    let to_south =
        || Invite { organisation: Some(south.clone()), ..invitation(&[Role::Coordinator, Role::TracingOfficer]) };
    let coordinator = harbour.anna(Role::Coordinator).await;
    assert!(harbour.node().invite(&coordinator, to_south()).await.is_err(), "a coordinator looks after their own");
    let link = harbour.node().invite(&administrator, to_south()).await.unwrap();
    harbour.node().accept(link.as_str(), "zora", NEW).await.unwrap();
    assert_eq!(harbour.node().confirm(&administrator, "zora").await.unwrap(), Confirmed::Done);
    assert!(harbour.node().invite(&administrator, to_south()).await.is_err(), "they have somebody now");

    let zora = harbour.session("zora", NEW).await;
    assert_eq!(zora.member().unwrap().principal().organisation, south);
    let link = harbour.node().invite(&zora, invitation(OFFICER)).await.unwrap();
    harbour.node().accept(link.as_str(), "yusuf", NEW).await.unwrap();
    assert!(harbour.node().confirm(&administrator, "yusuf").await.is_err(), "who waits there is nobody's here");
    assert_eq!(harbour.node().confirm(&zora, "yusuf").await.unwrap(), Confirmed::Done);
    let theirs = harbour.node().people(&zora).await.unwrap();
    assert!(theirs.iter().all(|it| it.organisation == south) && theirs.len() == 2);
    assert!(harbour.node().revoke(&zora, "anna", "not ours").await.is_err());
    assert_eq!(Node::verify(&harbour.place.path).await.unwrap().findings, []);
}
