//! Consents, agreements and exports at the door: a no closes at once by every way, an agreement opens its fields until its last
//! midnight, a stream that lost its ground says so, and who reads too much is stopped.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use node::accounts::Clock;
use node::door::{Against, Outcome};
use node::{
    Action, Answer, AuditFilter, Ended, Format, InitOptions, NewHolder, NewOrganisation, Node, NodeError, Principal,
    Role, Status, handle_of,
};
use rooms::header::{KindName, OrgId, PersonRef, Purpose, RecordId, Sector};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::MissingPerson;
use rooms::shared::{Agreement, AgreementState, ConsentDetails, ConsentState, Giver};
use serde_json::Value;
use support::{PASSPHRASE, Place, acting, anna, demo, options};

const KIND: &str = MissingPerson::NAME;
const TRACING: Purpose = Purpose::Tracing;
/// 2026-11-25T12Z: 20,782 days after 1970-01-01.
const NOON: u64 = (20_782 * 24 + 12) * 3_600_000;
const HOUR: u64 = 3_600_000;

struct Shared {
    _place: Place,
    node: Node,
    now: Arc<AtomicU64>,
    records: Vec<RecordId>,
}

fn oscar() -> Principal {
    Principal { handle: PersonRef::new("oscar").unwrap(), organisation: OrgId::new("other-aid").unwrap(), ..anna() }
}

fn coordinator() -> Principal {
    acting("anna", Role::Coordinator)
}

fn auditor() -> Principal {
    acting("anna", Role::Auditor)
}

/// Anna's node in all her roles, on which other-aid works too, with so many missing people.
async fn shared(count: usize) -> Shared {
    let place = Place::new();
    let roles = &[Role::Administrator, Role::Coordinator, Role::Auditor, Role::TracingOfficer, Role::ForensicAnalyst];
    Node::init(&place.path, &InitOptions { roles, ..options(false) }).await.unwrap();
    let now = Arc::new(AtomicU64::new(NOON));
    let clock = Arc::clone(&now);
    let node = Node::open_directory(&place.path).await.unwrap();
    let node = node.by_clock(Clock::by(move || clock.load(Ordering::Relaxed)));
    let by = [("anna", PASSPHRASE)];
    let new = NewOrganisation { name: "other-aid", sector: Sector::CivilSociety, country: None };
    node.add_organisation(new, &by, "works here").await.unwrap();
    let roles = &[Role::TracingOfficer];
    let first =
        NewHolder { handle: "oscar", passphrase: "oscar keeps bees", is_administrator: false, is_member: true, roles };
    node.add_holder_to(Some("other-aid"), first, &by, "their first").await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let mut records = Vec::new();
    for person in demo().missing.iter().cycle().take(count) {
        records.push(node.append(&anna(), person, Against::Nothing).await.unwrap().record);
    }
    Shared { _place: place, node, now, records }
}

fn answer(about: RecordId, with: Option<&str>, state: ConsentState) -> Answer {
    Answer {
        about,
        purpose: TRACING,
        with: with.map(|with| OrgId::new(with).unwrap()),
        giver: Giver::Person,
        state,
        is_at_risk: false,
        until: None,
        review: None,
        details: ConsentDetails::default(),
    }
}

fn agreement() -> Record<Agreement> {
    Record::of(Agreement {
        partner: OrgId::new("other-aid").unwrap(),
        sector: Sector::CivilSociety,
        purposes: [TRACING].into(),
        kinds: [KindName::new(KIND).unwrap()].into(),
        fields: ["id", "place"].map(|field| field.parse().unwrap()).into(),
        start: "2026-11-25".parse().unwrap(),
        end: "2026-11-26".parse().unwrap(),
        state: AgreementState::Signed,
    })
}

/// What somebody gets of the first record, by every way that there is.
async fn ways(node: &Node, who: &Principal, record: RecordId) -> [bool; 6] {
    let handle = handle_of(record).to_string();
    let name = demo().missing[0].matching.id.clone();
    let open = node.open::<MissingPerson>(who, Action::Read, TRACING, record).await;
    let list = node.list::<MissingPerson>(who, Action::List, TRACING).await;
    let permitted = node.permitted(who, Action::Read, TRACING, KIND).await;
    let count = node.count(who, TRACING, KIND).await;
    let outgoing = node.outgoing(who, TRACING, KIND, &handle).await;
    let exported = exported(node, who, usize::MAX).await;
    [
        open.is_ok(),
        list.is_ok_and(|list| list.iter().any(|it| it.header.record == record)),
        permitted.is_ok_and(|it| it.has(&name)),
        count.is_ok_and(|count| count > 0),
        outgoing.is_ok(),
        exported.is_ok_and(|lines| lines.iter().any(|line| line["handle"] == handle.as_str())),
    ]
}

/// The lines of an export, after so many chunks; the last chunks are asked for by who calls.
async fn exported(node: &Node, who: &Principal, chunks: usize) -> Result<Vec<Value>, NodeError> {
    let mut export = node.export(who, TRACING, KIND, Format::Ndjson).await?;
    let mut lines = Vec::new();
    for _ in 0..chunks {
        let Some(bytes) = export.next(node).await? else { break };
        lines.extend(parsed(&bytes));
    }
    Ok(lines)
}

fn parsed(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn a_withdrawal_closes_every_way_at_once_and_survives_a_restart() {
    let Shared { _place: place, node, records, .. } = shared(1).await;
    let record = records[0];
    assert_eq!(ways(&node, &anna(), record).await, [true; 6]);
    node.consent(&anna(), answer(record, None, ConsentState::Withdrawn)).await.unwrap();
    assert_eq!(ways(&node, &anna(), record).await, [false; 6]);
    // what is on file is still to be seen by who records it, and can be answered anew
    assert_eq!(node.consents(&anna(), record).await.unwrap()[0].consent.state, ConsentState::Withdrawn);
    node.save_snapshot().await.unwrap();
    node.close().await.unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert_eq!(ways(&node, &anna(), record).await, [false; 6], "from the snapshot");
    node.rebuild().await.unwrap();
    assert_eq!(ways(&node, &anna(), record).await, [false; 6], "from the journal");
    node.consent(&anna(), answer(record, None, ConsentState::Given)).await.unwrap();
    assert_eq!(ways(&node, &anna(), record).await, [true; 6]);
}

#[tokio::test]
async fn consents_and_agreements_are_written_by_their_own_acts_alone() {
    let Shared { node, records, .. } = shared(1).await;
    let plain = node.append(&acting("anna", Role::Coordinator), &agreement(), Against::Nothing).await;
    assert!(matches!(plain, Err(NodeError::NotTaken(_))), "{plain:?}");
    assert!(matches!(node.agree(&anna(), &agreement()).await, Err(NodeError::Refused { .. })));
    let theirs = node.consent(&oscar(), answer(records[0], Some("other-aid"), ConsentState::Given)).await;
    assert!(matches!(theirs, Err(NodeError::NoSuchRecord)), "{theirs:?}");
    let family = Answer { giver: Giver::Family, ..answer(records[0], Some("other-aid"), ConsentState::Given) };
    assert!(matches!(node.consent(&anna(), family).await, Err(NodeError::NotTaken(_))));
}

#[tokio::test]
async fn a_partner_gets_the_agreed_fields_until_midnight() {
    let Shared { node, now, records, .. } = shared(1).await;
    let (record, handle) = (records[0], handle_of(records[0]).to_string());
    assert_eq!(ways(&node, &oscar(), record).await, [false; 6]);
    node.agree(&coordinator(), &agreement()).await.unwrap();
    // whole records stay closed: by its handle, in counts and in exports it gets what is agreed
    assert_eq!(ways(&node, &oscar(), record).await, [false, false, false, true, true, true]);
    let fields = node.outgoing(&oscar(), TRACING, KIND, &handle).await.unwrap().fields;
    assert_eq!(fields.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "place"]);
    let by_name = node.outgoing(&oscar(), TRACING, KIND, &demo().missing[0].matching.id).await;
    assert!(matches!(by_name, Err(NodeError::NoSuchRecord)), "a name is a field too");
    let other_use = node.outgoing(&oscar(), Purpose::Forensic, KIND, &handle).await;
    assert!(other_use.is_err());
    now.store(NOON + 35 * HOUR, Ordering::Relaxed);
    assert!(ways(&node, &oscar(), record).await[4], "2026-11-26T23Z");
    now.store(NOON + 36 * HOUR, Ordering::Relaxed);
    assert_eq!(ways(&node, &oscar(), record).await, [false; 6], "2026-11-27T00Z");
}

#[tokio::test]
async fn a_no_to_sharing_stands_before_the_agreement() {
    let Shared { node, records, .. } = shared(1).await;
    node.agree(&coordinator(), &agreement()).await.unwrap();
    node.consent(&anna(), answer(records[0], Some("other-aid"), ConsentState::Refused)).await.unwrap();
    assert_eq!(ways(&node, &oscar(), records[0]).await, [false; 6]);
    assert_eq!(ways(&node, &anna(), records[0]).await, [true; 6]);
}

#[tokio::test]
async fn a_stream_that_lost_its_ground_says_so() {
    let Shared { node, records, .. } = shared(150).await;
    node.agree(&coordinator(), &agreement()).await.unwrap();
    // whole
    let lines = exported(&node, &oscar(), usize::MAX).await.unwrap();
    assert_eq!(lines.len(), 151);
    assert_eq!(lines[150], serde_json::json!({"complete": true, "count": 150}));
    // a person who was sent already withdraws
    let mut export = node.export(&oscar(), TRACING, KIND, Format::Ndjson).await.unwrap();
    assert_eq!(parsed(&export.next(&node).await.unwrap().unwrap()).len(), 100);
    node.consent(&anna(), answer(records[0], Some("other-aid"), ConsentState::Withdrawn)).await.unwrap();
    let last = parsed(&export.next(&node).await.unwrap().unwrap());
    assert_eq!(last.len(), 1);
    assert_eq!(last[0]["error"]["code"], "consent-withdrawn");
    assert_eq!(last[0]["erase"], serde_json::json!([handle_of(records[0])]));
    assert_eq!((&last[0]["complete"], &last[0]["count"]), (&false.into(), &100.into()));
    assert!(export.next(&node).await.unwrap().is_none());
    assert_eq!(export.ended(), Some(Ended::ConsentWithdrawn));
    // the agreement ends
    let mut export = node.export(&oscar(), TRACING, KIND, Format::Csv).await.unwrap();
    export.next(&node).await.unwrap().unwrap();
    let name = agreement().matching.source_id();
    node.end_agreement(&coordinator(), &name, "they moved").await.unwrap();
    let last = export.next(&node).await.unwrap().unwrap();
    assert!(last.starts_with(b"# {\"error\":{\"code\":\"agreement-ended\""), "{}", String::from_utf8_lossy(&last));
    // the node is locked
    let mut export = node.export(&anna(), TRACING, KIND, Format::Ndjson).await.unwrap();
    export.next(&node).await.unwrap().unwrap();
    node.lock().await.unwrap();
    let last = parsed(&export.next(&node).await.unwrap().unwrap());
    assert_eq!(last[0]["error"]["code"], "node-locked");
}

#[tokio::test]
async fn a_stream_ends_when_the_member_is_taken_out() {
    let Shared { _place: place, node, .. } = shared(150).await;
    let (by, roles) = ([("anna", PASSPHRASE)], &[Role::TracingOfficer]);
    let passphrase = "bilal counts the boats";
    let bilal = NewHolder { handle: "bilal", passphrase, is_administrator: false, is_member: true, roles };
    node.add_holder(bilal, &by, "a colleague").await.unwrap();
    let bilal = acting("bilal", Role::TracingOfficer);
    let mut export = node.export(&bilal, TRACING, KIND, Format::Ndjson).await.unwrap();
    assert_eq!(parsed(&export.next(&node).await.unwrap().unwrap()).len(), 100);
    node.remove_holder("bilal", &by, "has left").await.unwrap();
    let last = parsed(&export.next(&node).await.unwrap().unwrap());
    assert_eq!(last.len(), 1, "no record follows");
    assert_eq!((&last[0]["error"]["code"], &last[0]["count"]), (&"revoked".into(), &100.into()));
    assert!(export.next(&node).await.unwrap().is_none());
    assert!(node.export(&bilal, TRACING, KIND, Format::Ndjson).await.is_err());
    drop(place);
}

#[tokio::test]
async fn who_is_revoked_begins_no_export() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let revoked = Principal { status: Status::Revoked, ..anna() };
    assert!(node.export(&revoked, TRACING, KIND, Format::Ndjson).await.is_err());
}

#[tokio::test]
async fn the_audit_tells_who_read_and_that_it_was_read() {
    let Shared { node, records, .. } = shared(2).await;
    node.open::<MissingPerson>(&anna(), Action::Read, TRACING, records[0]).await.unwrap();
    let refused = node.audit_lines(&anna(), &AuditFilter::default(), None, 10).await;
    assert!(matches!(refused, Err(NodeError::Refused { .. })), "{refused:?}");
    let of_reading = AuditFilter { action: Some(Action::Read), ..AuditFilter::default() };
    let page = node.audit_lines(&auditor(), &of_reading, None, 10).await.unwrap();
    assert_eq!(page.lines.len(), 1);
    assert_eq!(page.lines[0].records[0].handle, handle_of(records[0]));
    let of_audit = AuditFilter { action: Some(Action::ReadAudit), ..AuditFilter::default() };
    let told = node.audit_lines(&auditor(), &of_audit, None, 10).await.unwrap();
    let outcomes: Vec<Outcome> = told.lines.iter().map(|it| it.line.outcome).collect();
    assert_eq!(outcomes, [Outcome::Allowed, Outcome::Allowed, Outcome::Refused]);
    // page by page, each line once
    let all = node.audit_lines(&auditor(), &AuditFilter::default(), None, 3).await.unwrap();
    let older = node.audit_lines(&auditor(), &AuditFilter::default(), all.before, 200).await.unwrap();
    assert!(older.lines.iter().all(|it| it.index < all.lines[2].index));
    let log = node.record_log(&anna(), records[0], None, 10).await.unwrap();
    assert!(log.lines.iter().any(|it| it.line.action == "read"));
    let log = node.record_log(&anna(), records[1], None, 10).await.unwrap();
    assert!(log.lines.iter().all(|it| it.line.action != "read"));
    assert!(matches!(node.record_log(&oscar(), records[0], None, 10).await, Err(NodeError::NoSuchRecord)));
}
