//! A family's code from its issue to its end: what it opens, for whom, and what it leaves closed.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use facts::Digits;
use node::accounts::Source;
use node::door::Against;
use node::family::{FamilyKeys, Followed, IssuedCode};
use node::{Action, Member, Node, NodeError, Role};
use rooms::header::{Purpose, RecordId};
use rooms::kind::Record;
use rooms::missing::family_code::FamilyCode;
use rooms::missing::kinds::{FamilyMessage, MessageWriter, MissingPerson, Narrative, Remains};
use support::{PASSPHRASE, Place, acting, anna, demo};

const TRACING: Purpose = Purpose::Tracing;
const ROUTE: &str = "GET /follow";

/// An open node with two reports that have stories.
async fn node_with_reports(place: &Place) -> (Node, Member, [RecordId; 2]) {
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let member = node.member("anna", PASSPHRASE).await.unwrap().acting_as(anna()).unwrap();
    let mut ids = Vec::new();
    for mut record in demo().missing.into_iter().take(2) {
        record.sealed = Narrative { circumstances: Some("a song on the quay".to_owned()) };
        ids.push(node.append(&anna(), &record, Against::Nothing).await.unwrap().record);
    }
    (node, member, [ids[0], ids[1]])
}

fn written(issued: &IssuedCode) -> FamilyCode {
    let groups: Vec<String> = issued.code.groups(Digits::ArabicIndic).iter().map(|group| group.to_string()).collect();
    FamilyCode::read(&groups.join(" ")).unwrap()
}

async fn token(node: &Node, code: &FamilyCode) -> Option<String> {
    match node.follow_by_code(code, Source::Local).await.unwrap() {
        Followed::In(token) => Some(token.to_string()),
        Followed::Refused => None,
        Followed::Busy => panic!("nobody else is there"),
    }
}

async fn reports(node: &Node, keys: &FamilyKeys) -> Vec<RecordId> {
    let all = node.reports_of_family(&keys.principal(ROUTE).unwrap()).await.unwrap();
    all.iter().map(|opened| opened.header.record).collect()
}

fn words(messages: &[node::family::Message]) -> Vec<(MessageWriter, Option<String>)> {
    messages.iter().map(|it| (it.writer, it.text.as_ref().map(|text| text.to_string()))).collect()
}

#[tokio::test]
async fn a_code_opens_its_report_and_nothing_else() {
    let place = Place::new();
    let (node, member, [report, other]) = node_with_reports(&place).await;
    let issued = node.issue_code::<MissingPerson>(&member, report).await.unwrap();
    let opened = node.open_sealed::<MissingPerson>(&member, Action::Open, TRACING, report).await.unwrap();
    assert_eq!(opened.header.joint.as_slice(), std::slice::from_ref(&issued.family));
    assert_eq!(opened.record.sealed.circumstances.as_deref(), Some("a song on the quay"), "the story is still there");

    let token = token(&node, &written(&issued)).await.expect("the code is right");
    let session = node.family_session(&token).await.unwrap();
    let (keys, family) = (session.keys(), session.keys().principal(ROUTE).unwrap());
    assert_eq!(reports(&node, keys).await, [report]);
    let refused = node.open::<MissingPerson>(&family, Action::Read, TRACING, other).await;
    assert!(matches!(refused, Err(NodeError::NoSuchRecord)), "{refused:?}");
    let absent = node.open::<MissingPerson>(&family, Action::Read, TRACING, RecordId::new(1, [1; 10])).await;
    assert!(matches!(absent, Err(NodeError::NoSuchRecord)));
    let remains = node.list::<Remains>(&family, Action::List, Purpose::Forensic).await;
    assert!(matches!(remains, Err(NodeError::Refused { .. })), "{remains:?}");
    let foreign = node.write_as_family(keys, &family, other, "hello").await;
    assert!(matches!(foreign, Err(NodeError::NoSuchRecord)));

    node.leave_family_session(&token);
    assert!(node.family_session(&token).await.is_none());
    node.close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}

#[tokio::test]
async fn messages_are_read_by_both_sides_and_by_no_other_family() {
    let place = Place::new();
    let (node, member, [report, other]) = node_with_reports(&place).await;
    assert!(matches!(node.write_to_family(&member, report, "too early").await, Err(NodeError::NoSuchRecord)));
    let [issued, others] = [
        node.issue_code::<MissingPerson>(&member, report).await.unwrap(),
        node.issue_code::<MissingPerson>(&member, other).await.unwrap(),
    ];
    let keys = node.family_keys(&written(&issued)).await.unwrap();
    let family = keys.principal(ROUTE).unwrap();
    node.write_to_family(&member, report, "سنتصل بكم").await.unwrap();
    node.write_as_family(&keys, &family, report, "thank you").await.unwrap();
    let expected =
        [(MessageWriter::Officer, Some("سنتصل بكم".to_owned())), (MessageWriter::Family, Some("thank you".to_owned()))];
    assert_eq!(words(&node.messages_of_family(&keys, &family).await.unwrap()), expected);
    assert_eq!(words(&node.messages_about(&member, report).await.unwrap()), expected);

    let stranger = node.family_keys(&written(&others)).await.unwrap();
    let principal = stranger.principal(ROUTE).unwrap();
    assert!(node.messages_of_family(&stranger, &principal).await.unwrap().is_empty());
    assert!(node.messages_about(&member, other).await.unwrap().is_empty());
    // the machine's own eyes: the words are in neither part that an unlocked node opens
    let seen = node.list::<FamilyMessage>(&anna(), Action::List, TRACING).await.unwrap();
    assert!(
        seen.iter().all(|opened| opened.record.sealed.text.is_empty() && !opened.record.matching.envelope.is_empty())
    );
}

#[tokio::test]
async fn a_new_code_ends_the_one_before_and_its_sessions() {
    let place = Place::new();
    let (node, member, [report, _]) = node_with_reports(&place).await;
    let first = node.issue_code::<MissingPerson>(&member, report).await.unwrap();
    let before = token(&node, &written(&first)).await.unwrap();
    let second = node.issue_code::<MissingPerson>(&member, report).await.unwrap();
    assert!(node.family_session(&before).await.is_none(), "whoever is in is out");
    assert_eq!(token(&node, &written(&first)).await, None, "the code of before opens nothing");
    let stale = node.family_keys(&written(&first)).await.unwrap();
    assert!(reports(&node, &stale).await.is_empty(), "nor does its name at the door");
    assert!(token(&node, &written(&second)).await.is_some());
    assert!(node.has_family_code(report).await.unwrap());
    node.end_code::<MissingPerson>(&member, report).await.unwrap();
    assert!(!node.has_family_code(report).await.unwrap());
    assert_eq!(token(&node, &written(&second)).await, None);
    let opened = node.open::<MissingPerson>(&anna(), Action::Read, TRACING, report).await.unwrap();
    assert!(opened.header.joint.is_empty());
}

#[tokio::test]
async fn a_code_nobody_was_given_and_a_locked_node_open_nothing() {
    let place = Place::new();
    let (node, member, [report, _]) = node_with_reports(&place).await;
    let issued = node.issue_code::<MissingPerson>(&member, report).await.unwrap();
    let unknown = FamilyCode::from_entropy(&[7; 32]).unwrap();
    assert_eq!(token(&node, &unknown).await, None);
    let in_session = token(&node, &written(&issued)).await.unwrap();
    node.lock().await.unwrap();
    assert!(matches!(node.follow_by_code(&unknown, Source::Local).await, Err(NodeError::Locked)));
    assert!(node.family_session(&in_session).await.is_none());
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(node.family_session(&in_session).await.is_none(), "a lock ends sessions for good");
    assert!(node.family_session("").await.is_none() && node.family_session("0").await.is_none());
    let again = token(&node, &written(&issued)).await;
    assert!(again.is_some(), "the code still opens");
}

#[tokio::test]
async fn only_who_may_gives_a_code() {
    let place = Place::new();
    let (node, member, [report, _]) = node_with_reports(&place).await;
    let administrator = acting("anna", Role::Administrator);
    let refused = node.issue_code::<MissingPerson>(&member.acting_as(administrator).unwrap(), report).await;
    assert!(matches!(refused, Err(NodeError::Refused { .. })));
    let member = node.member("anna", PASSPHRASE).await.unwrap().acting_as(anna()).unwrap();
    let absent = node.issue_code::<MissingPerson>(&member, RecordId::new(1, [1; 10])).await;
    assert!(matches!(absent, Err(NodeError::NoSuchRecord)));
    let record: Record<MissingPerson> = demo().missing.remove(2);
    let later = node.append(&anna(), &record, Against::Nothing).await.unwrap();
    assert!(node.issue_code::<MissingPerson>(&member, later.record).await.is_ok());
}
