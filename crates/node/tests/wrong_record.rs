//! The right verb on the wrong record: of another organisation, another kind, another purpose, another record's file; and what
//! those who may see nothing learn. What may not be seen and what is not there are one answer, and one shape of line.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::path::Path;

use node::door::{Against, AuditLine, Outcome};
use node::{Action, FileWords, Form, Imported, NewHolder, NewOrganisation, Node, NodeError, Principal, Role, Status};
use rooms::header::{OrgId, PersonRef, Purpose, RecordId, Sector};
use rooms::kind::Kind;
use rooms::missing::kinds::{MissingPerson, Remains};
use rstest::rstest;
use support::{PASSPHRASE, Place, acting, anna, demo};

const OTHER: &str = "oscar keeps bees";
const PHOTO: &[u8] = include_bytes!("../../store/tests/data/baseline.jpg");

/// Harbour-aid's node, on which `other-aid` and the coast's police work too, each with one member.
struct Shared {
    place: Place,
    node: Node,
    /// A missing person of harbour-aid, their photo, and one of other-aid.
    ours: RecordId,
    photo: RecordId,
    theirs: RecordId,
}

fn of(organisation: &str, sector: Sector, handle: &str, role: Role) -> Principal {
    Principal {
        handle: PersonRef::new(handle).unwrap(),
        organisation: OrgId::new(organisation).unwrap(),
        sector,
        role,
        status: Status::Confirmed,
        route: "test".to_owned(),
    }
}

fn oscar() -> Principal {
    of("other-aid", Sector::CivilSociety, "oscar", Role::TracingOfficer)
}

fn petra(role: Role) -> Principal {
    of("coast-police", Sector::Police, "petra", role)
}

async fn shared() -> Shared {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let by = [("anna", PASSPHRASE)];
    let organisations = [("other-aid", Sector::CivilSociety, "oscar"), ("coast-police", Sector::Police, "petra")];
    for (name, sector, handle) in organisations {
        let new = NewOrganisation { name, sector, country: Some("GR") };
        let shares = node.add_organisation(new, &by, "works here").await.unwrap();
        assert!(shares.iter().all(|share| !share.is_empty()));
        let roles = &[Role::TracingOfficer, Role::ForensicAnalyst];
        let first = NewHolder { handle, passphrase: OTHER, is_administrator: false, is_member: true, roles };
        node.add_holder_to(Some(name), first, &by, "their first").await.unwrap();
    }
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let (one, other) = (&demo().missing[0], &demo().missing[1]);
    let ours = node.append(&anna(), one, Against::Nothing).await.unwrap().record;
    let words = FileWords { name: "a.jpg", caption: None };
    let photo = node.attach(&anna(), ours, PHOTO.to_vec(), words).await.unwrap().record;
    let theirs = node.append(&oscar(), other, Against::Nothing).await.unwrap().record;
    Shared { place, node, ours, photo, theirs }
}

/// The lines of the audit, as they lie.
fn lines(path: &Path) -> Vec<AuditLine> {
    let connection = rusqlite::Connection::open(path.join("journal.db")).unwrap();
    let mut rows = connection.prepare("select bytes from entry where log = 1 order by idx").unwrap();
    let bytes = rows.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap().map(Result::unwrap);
    bytes.map(|bytes| serde_json::from_slice(&journal::entry::decode(&bytes).unwrap().header).unwrap()).collect()
}

/// A line without what differs between any two.
fn shape(line: &AuditLine) -> (String, Option<Purpose>, Outcome, usize, Option<String>) {
    (line.action.clone(), line.purpose, line.outcome, line.count, line.route.clone())
}

#[track_caller]
fn assert_none<T: std::fmt::Debug>(found: Result<T, NodeError>) {
    assert!(matches!(found, Err(NodeError::NoSuchRecord)), "{found:?}");
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug>(found: Result<T, NodeError>) {
    assert!(matches!(found, Err(NodeError::Refused { .. })), "{found:?}");
}

fn nowhere() -> RecordId {
    RecordId::new(1_700_000_000_000, [7; 10])
}

#[tokio::test]
async fn a_record_of_another_organisation_is_not_there() {
    let Shared { place, node, ours, photo, theirs } = shared().await;
    let (anna, purpose) = (anna(), Purpose::Tracing);
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    for id in [theirs, nowhere()] {
        let before = lines(&place.path).len();
        assert_none(node.open::<MissingPerson>(&anna, Action::Read, purpose, id).await);
        assert_none(node.open_sealed::<MissingPerson>(&member, Action::Open, purpose, id).await.map(|it| it.header));
        assert_none(node.append(&anna, &demo().missing[0], Against::Version(id, 1)).await);
        assert_none(node.attach(&anna, id, PHOTO.to_vec(), FileWords { name: "b.jpg", caption: None }).await);
        assert_none(node.attachments(&anna, id).await);
        assert_none(node.find(&anna, &id.to_string()).await);
        let told: Vec<_> = lines(&place.path)[before..].iter().map(shape).collect();
        assert!(told.iter().all(|line| line.2 == Outcome::Refused && line.3 == 0), "{told:?}");
        assert_eq!(told.len(), 6);
    }
    let all = lines(&place.path);
    let told: Vec<_> = all[all.len() - 12..].iter().map(shape).collect();
    assert_eq!(told[..6], told[6..], "the audit tells no difference either");
    // the other way round, and a file by the id of another record
    for id in [ours, nowhere()] {
        assert_none(node.open::<MissingPerson>(&oscar(), Action::Read, purpose, id).await);
    }
    let member = node.member("oscar", OTHER).await.unwrap();
    for id in [photo, ours, theirs, nowhere()] {
        let file = node.open_attachment(&member, Form::Shown, purpose, id).await;
        assert_none(file.map(|file| file.bytes.len()));
    }
    for (who, name) in
        [(&anna, demo().missing[0].matching.source_id()), (&oscar(), demo().missing[1].matching.source_id())]
    {
        let listed = node.list::<MissingPerson>(who, Action::List, purpose).await.unwrap();
        let names: Vec<String> = listed.iter().map(|it| it.record.matching.source_id()).collect();
        assert_eq!(names, std::slice::from_ref(&name));
        assert_eq!(node.count(who, purpose, MissingPerson::NAME).await.unwrap(), 1);
        // pages are of the register of the node's own organisation: names of another's records open nothing on them
        let permitted = node.permitted(who, Action::List, purpose, MissingPerson::NAME).await.unwrap();
        let is_own = who.organisation.as_str() == "harbour-aid";
        assert_eq!((permitted.has(&name), permitted.is_empty()), (is_own, !is_own));
        let missing = node.records(who, None).await.unwrap();
        assert_eq!(missing.iter().filter(|it| it.kind == MissingPerson::NAME).count(), 1);
    }
    let name = demo().missing[1].matching.source_id();
    assert_none(node.show(&anna, Action::Read, purpose, &[(MissingPerson::NAME, &name)]).await);
    assert_none(node.show(&anna, Action::Read, purpose, &[(MissingPerson::NAME, "nobody")]).await);
    node.close().await.unwrap();
    let verification = Node::verify(&place.path).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
}

#[tokio::test]
async fn a_record_of_another_kind_or_purpose_is_not_there() {
    let Shared { node, ours, photo, .. } = shared().await;
    let analyst = acting("anna", Role::ForensicAnalyst);
    assert_none(node.open::<Remains>(&analyst, Action::Read, Purpose::Tracing, ours).await);
    assert_none(node.open::<MissingPerson>(&analyst, Action::Read, Purpose::Forensic, ours).await);
    assert_none(node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Tracing, photo).await);
    assert_none(node.append(&analyst, &demo().remains[0], Against::Version(ours, 1)).await);
    // a purpose of which this role sees nothing: refused before anything is looked up
    assert_refused(node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Protection, ours).await);
    assert_refused(node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Protection, nowhere()).await);
    // an analyst reads what machines compare of a missing person, and not what was told in confidence
    let member = node.member("anna", PASSPHRASE).await.unwrap().acting_as(analyst.clone()).unwrap();
    assert!(node.open::<MissingPerson>(&analyst, Action::Read, Purpose::Tracing, ours).await.is_ok());
    for action in [Action::Read, Action::Open] {
        let opened = node.open_sealed::<MissingPerson>(&member, action, Purpose::Tracing, ours).await;
        assert_refused(opened.map(|it| it.header));
    }
}

#[rstest]
#[case::as_officer(Role::TracingOfficer)]
#[case::as_analyst(Role::ForensicAnalyst)]
#[tokio::test]
async fn enforcement_is_refused_before_anything_is_looked_up(#[case] role: Role) {
    let Shared { place, node, ours, .. } = shared().await;
    let (who, purpose) = (petra(role), Purpose::Tracing);
    for id in [ours, nowhere()] {
        assert_refused(node.open::<MissingPerson>(&who, Action::Read, purpose, id).await);
        assert_refused(node.attachments(&who, id).await);
        assert_refused(node.find(&who, &id.to_string()).await);
    }
    assert_refused(node.find(&who, &demo().missing[0].matching.source_id()).await);
    assert_refused(node.list::<MissingPerson>(&who, Action::List, purpose).await);
    assert_refused(node.list::<MissingPerson>(&who, Action::Export, purpose).await);
    assert_refused(node.count(&who, purpose, MissingPerson::NAME).await);
    assert_refused(node.permitted(&who, Action::List, purpose, MissingPerson::NAME).await);
    assert_refused(node.append(&who, &demo().missing[0], Against::Nothing).await);
    assert_refused(node.import_register(&who, &demo()).await);
    assert_refused(node.records(&who, None).await);
    let told = lines(&place.path);
    let theirs: Vec<_> = told.iter().filter(|line| line.principal == "petra").collect();
    assert!(theirs.iter().all(|line| line.count == 0 && line.entries.is_empty()));
    assert!(theirs.iter().filter(|line| line.outcome == Outcome::Refused).count() >= 11);
}

#[tokio::test]
async fn an_import_touches_only_records_of_its_own_organisation() {
    let Shared { node, ours, .. } = shared().await;
    let before = node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Tracing, ours).await.unwrap();
    // the same names, other people: nothing of harbour-aid's is changed
    let Imported { changed, .. } = node.import_register(&oscar(), &demo()).await.unwrap();
    assert_eq!(changed, 0);
    let after = node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Tracing, ours).await.unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_change_keeps_what_was_decided_about_the_record_and_answers_with_its_place_alone() {
    let Shared { node, ours, .. } = shared().await;
    let before = node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Tracing, ours).await.unwrap();
    let appended = node.append(&anna(), &demo().missing[0], Against::Version(ours, 1)).await.unwrap();
    assert_eq!((appended.record, appended.version), (ours, 2));
    let after = node.open::<MissingPerson>(&anna(), Action::Read, Purpose::Tracing, ours).await.unwrap();
    assert_eq!(after.header.owner, before.header.owner);
    assert_eq!((after.header.joint, after.header.consent), (before.header.joint, before.header.consent));
}

#[tokio::test]
async fn whoever_left_is_refused_at_the_next_request() {
    let Shared { place, node, ours, .. } = shared().await;
    let by = [("anna", PASSPHRASE)];
    let roles = &[Role::TracingOfficer];
    let carol = NewHolder { handle: "carol", passphrase: OTHER, is_administrator: false, is_member: true, roles };
    node.add_holder(carol, &by, "joins").await.unwrap();
    let who = node.acting("carol", Action::Read, Some(Purpose::Tracing), "test").await.unwrap();
    let member = node.member("carol", OTHER).await.unwrap();
    assert!(node.open::<MissingPerson>(&who, Action::Read, Purpose::Tracing, ours).await.is_ok());
    // a role that she does not have opens nothing, whatever a caller claims
    let more = Principal { role: Role::ForensicAnalyst, ..who.clone() };
    assert_refused(node.open::<MissingPerson>(&more, Action::Read, Purpose::Tracing, ours).await);
    node.remove_holder("carol", &by, "left").await.unwrap();
    assert_refused(node.open::<MissingPerson>(&who, Action::Read, Purpose::Tracing, ours).await);
    let sealed = node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, ours).await;
    assert_refused(sealed.map(|it| it.header));
    assert_refused(node.list::<MissingPerson>(&who, Action::List, Purpose::Tracing).await);
    assert_refused(node.append(&who, &demo().missing[0], Against::Nothing).await);
    assert_refused(node.acting("carol", Action::Read, None, "test").await);
    assert!(!node.may(&who, Action::IssueCode).await.is_allowed);
    assert_eq!(lines(&place.path).last().unwrap().outcome, Outcome::Refused);
}

#[tokio::test]
async fn a_further_organisation_takes_the_word_of_two_administrators_where_there_are_two() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    let (anna, both) = ([("anna", PASSPHRASE)], [("anna", PASSPHRASE), ("bilal", OTHER)]);
    let bilal = NewHolder { handle: "bilal", passphrase: OTHER, is_administrator: true, is_member: true, roles: &[] };
    node.add_holder(bilal, &anna, "joins").await.unwrap();
    let new = NewOrganisation { name: "aid", sector: Sector::Ombudsman, country: None };
    let one = node.add_organisation(new, &anna, "works here").await.map(|_| ());
    assert!(matches!(one, Err(NodeError::Unapproved(_))), "{one:?}");
    node.add_organisation(new, &both, "works here").await.unwrap();
    let twice = node.add_organisation(new, &both, "works here").await.map(|_| ());
    assert!(matches!(twice, Err(NodeError::OrganisationTaken { .. })), "{twice:?}");
    for (name, country) in [("everybody", None), ("Aid", None), ("third", Some("Greece"))] {
        let bad = NewOrganisation { name, sector: Sector::Ombudsman, country };
        assert!(node.add_organisation(bad, &both, "works here").await.is_err(), "{name}");
    }
    // its name comes first, and the node is still harbour-aid's
    let machine = node.machine("pages").await.unwrap();
    assert_eq!(machine.organisation.as_str(), "harbour-aid");
    let first = NewHolder { handle: "olga", passphrase: OTHER, is_administrator: false, is_member: true, roles: &[] };
    let one = node.add_holder_to(Some("aid"), first, &anna, "their first").await;
    assert!(matches!(one, Err(NodeError::Unapproved(_))), "{one:?}");
    node.add_holder_to(Some("aid"), first, &both, "their first").await.unwrap();
    // from now on they let in themselves
    let second = NewHolder { handle: "omar", ..first };
    let ours = node.add_holder_to(Some("aid"), second, &both, "another").await;
    assert!(matches!(ours, Err(NodeError::Unapproved(_))), "{ours:?}");
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let member = node.member("olga", OTHER).await.unwrap();
    let told = demo().missing.into_iter().find(|it| it.sealed != Default::default()).unwrap();
    let id = node.append(member.principal(), &told, Against::Nothing).await.unwrap().record;
    let opened = node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, id).await.unwrap();
    assert_eq!(opened.record, told);
    node.close().await.unwrap();
    let verification = Node::verify(&place.path).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
}

#[tokio::test]
async fn permits_of_an_operator_count_and_a_wrong_file_keeps_the_node_shut() {
    let place = Place::new();
    place.init(true).await;
    let folder = place.path.join("policies");
    std::fs::create_dir(&folder).unwrap();
    let monitor = acting("maria", Role::Monitor);
    let permit = "// Monitors count the missing.\npermit (principal, action == Action::\"count\", resource is Record)\n\
        when { resource.purpose == Purpose::\"tracing\" && principal.role == Role::\"monitor\" };\n";
    std::fs::write(folder.join("monitors.cedar"), permit).unwrap();
    std::fs::write(folder.join("notes.txt"), "not read").unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    assert_eq!(node.count(&monitor, Purpose::Tracing, MissingPerson::NAME).await.unwrap(), 0);
    assert_refused(node.list::<MissingPerson>(&monitor, Action::List, Purpose::Tracing).await);
    assert_refused(node.count(&petra(Role::Monitor), Purpose::Tracing, MissingPerson::NAME).await);
    assert_eq!(node.alarms(), 0);
    node.close().await.unwrap();
    std::fs::write(folder.join("monitors.cedar"), permit.replace("permit", "forbid")).unwrap();
    let shut = Node::open_directory(&place.path).await.err().unwrap().to_string();
    for word in ["policies/monitors.cedar", "only permit", "take it away"] {
        assert!(shut.contains(word), "{shut}");
    }
    // a fault that has a place is told with it
    std::fs::write(folder.join("monitors.cedar"), permit.replace("Role::\"monitor\"", "Role::\"monitr\"")).unwrap();
    let shut = Node::open_directory(&place.path).await.err().unwrap().to_string();
    assert!(shut.contains("policies/monitors.cedar:"), "{shut}");
    assert!(Node::verify(&place.path).await.unwrap().is_ok(), "what only verifies asks no policy");
}
