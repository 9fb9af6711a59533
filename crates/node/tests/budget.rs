//! Who reads a register page by page is stopped: at a real node, over a restart, until a colleague releases it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use interop::register::Records;
use node::door::Outcome;
use node::{
    Action, AuditFilter, HOUR_MAX, InitOptions, NewHolder, NewOrganisation, Node, NodeError, OutgoingPage, Principal,
    Role,
};
use rooms::header::{OrgId, Purpose, Sector};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{MarkerTable, Population, Remains};
use support::{PASSPHRASE, Place, acting, options};

const FORENSIC: Purpose = Purpose::Forensic;
const PAGE: usize = 50;
const BY: [(&str, &str); 1] = [("anna", PASSPHRASE)];

fn analyst() -> Principal {
    acting("anna", Role::ForensicAnalyst)
}

fn dora() -> Principal {
    acting("dora", Role::Auditor)
}

fn oscar() -> Principal {
    Principal { organisation: OrgId::new("other-aid").unwrap(), ..acting("oscar", Role::Coordinator) }
}

/// So many remains, found along a route.
fn remains(count: usize, route: &str) -> Records {
    let of = |at| Remains { id: format!("R{at}"), route: Some(route.to_owned()), ..Remains::default() };
    let frequencies = vec![("8".to_owned(), 0.25), ("9".to_owned(), 0.75)];
    let markers = vec![MarkerTable { marker: "TH01".to_owned(), frequencies }];
    Records {
        populations: vec![Record::of(Population { name: "frequencies".to_owned(), markers })],
        remains: (0..count).map(|at| Record::of(of(at))).collect(),
        ..Records::default()
    }
}

/// Anna's node with so many remains; dora is its auditor.
async fn with_remains(count: usize) -> (Place, Node) {
    let place = Place::new();
    let roles = &[Role::Administrator, Role::Coordinator, Role::Auditor, Role::ForensicAnalyst];
    Node::init(&place.path, &InitOptions { roles, ..options(false) }).await.unwrap();
    let node = opened(&place).await;
    let roles = &[Role::Auditor];
    let passphrase = "dora reads the log";
    let dora = NewHolder { handle: "dora", passphrase, is_administrator: false, is_member: true, roles };
    node.add_holder(dora, &BY, "the auditor").await.unwrap();
    node.import_register(&analyst(), &remains(count, "by sea")).await.unwrap();
    (place, node)
}

async fn opened(place: &Place) -> Node {
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    node
}

async fn page(node: &Node, number: usize) -> Result<OutgoingPage, NodeError> {
    node.outgoing_page(&analyst(), FORENSIC, Remains::NAME, number, PAGE).await
}

/// Reads so many pages, all of which are given.
async fn read(node: &Node, pages: usize) {
    for number in 0..pages {
        assert_eq!(page(node, number).await.unwrap().records.len(), PAGE, "page {number}");
    }
}

#[track_caller]
fn assert_spent<T: std::fmt::Debug>(answer: Result<T, NodeError>) {
    assert!(matches!(answer, Err(NodeError::BudgetSpent { .. })), "{answer:?}");
}

async fn outcomes(node: &Node) -> Vec<Outcome> {
    let filter = AuditFilter { action: Some(Action::List), ..AuditFilter::default() };
    let told = node.audit_lines(&dora(), &filter, None, 3).await.unwrap();
    told.lines.iter().map(|it| it.line.outcome).collect()
}

#[tokio::test]
async fn a_register_read_page_by_page_ends_in_an_alarm_until_a_colleague_releases_it() {
    let (place, node) = with_remains(HOUR_MAX + PAGE).await;
    read(&node, HOUR_MAX / PAGE).await;
    read(&node, 1).await;
    assert_eq!(node.alarms(), 0);
    assert_spent(page(&node, HOUR_MAX / PAGE).await);
    assert_spent(page(&node, 0).await);
    assert_eq!(node.alarms(), 1, "it is told once");
    assert_eq!(outcomes(&node).await, [Outcome::Refused, Outcome::Alarm, Outcome::Allowed]);
    // what was not shown is told as not shown
    let alarms = AuditFilter { outcome: Some(Outcome::Alarm), ..AuditFilter::default() };
    let told = node.audit_lines(&dora(), &alarms, None, 10).await.unwrap().lines;
    assert_eq!((told.len(), told[0].line.principal.as_str(), told[0].line.count), (1, "anna", 0));
    node.close().await.unwrap();

    let node = opened(&place).await;
    assert_spent(page(&node, 0).await);
    for own in [Role::Auditor, Role::Coordinator] {
        let refused = node.release_budget(&acting("anna", own), "anna", FORENSIC).await;
        assert!(matches!(refused, Err(NodeError::Refused { .. })), "{refused:?}");
    }
    let spent = node.spent_budgets(&dora()).await.unwrap();
    assert_eq!((spent.len(), spent[0].principal.as_str(), spent[0].purpose), (1, "anna", FORENSIC));
    let other = node.release_budget(&dora(), "anna", Purpose::Tracing).await;
    assert!(matches!(other, Err(NodeError::NoSuchRecord)), "{other:?}");
    assert_spent(page(&node, 0).await);
    node.release_budget(&dora(), "anna", FORENSIC).await.unwrap();
    assert_eq!(node.spent_budgets(&dora()).await.unwrap(), []);
    read(&node, 2).await;
    node.close().await.unwrap();

    let node = opened(&place).await;
    read(&node, HOUR_MAX / PAGE).await;
    assert_spent(page(&node, HOUR_MAX / PAGE).await);
}

#[tokio::test]
async fn a_newer_version_is_the_same_record_and_an_import_is_no_reading() {
    const COUNT: usize = HOUR_MAX - 20 * PAGE;
    let (place, node) = with_remains(COUNT).await;
    read(&node, COUNT / PAGE).await;
    for route in ["by land", "over the mountains", "through the desert"] {
        node.import_register(&analyst(), &remains(COUNT, route)).await.unwrap();
        read(&node, COUNT / PAGE).await;
    }
    node.close().await.unwrap();
    let node = opened(&place).await;
    node.import_register(&analyst(), &remains(COUNT, "by sea")).await.unwrap();
    read(&node, COUNT / PAGE).await;
}

#[tokio::test]
async fn the_operators_list_of_5_000_records_locks_nobody_out() {
    let (place, node) = with_remains(5_000).await;
    for _ in 0..3 {
        let listed = node.records(&analyst(), None).await.unwrap();
        assert_eq!(listed.iter().filter(|it| it.kind == Remains::NAME).count(), 5_000);
    }
    read(&node, 1).await;
    node.close().await.unwrap();
    let node = opened(&place).await;
    assert_eq!(node.records(&analyst(), Some(Remains::NAME)).await.unwrap().len(), 5_000);
    // the same records with what stands in them
    assert_spent(node.list::<Remains>(&analyst(), Action::List, FORENSIC).await.map(|all| all.len()));
}

#[tokio::test]
async fn a_coordinator_releases_colleagues_of_the_own_organisation_alone() {
    let (_place, node) = with_remains(HOUR_MAX + PAGE).await;
    let new = NewOrganisation { name: "other-aid", sector: Sector::CivilSociety, country: None };
    node.add_organisation(new, &BY, "works here").await.unwrap();
    let (passphrase, roles) = ("oscar keeps bees", &[Role::Coordinator]);
    let first = NewHolder { handle: "oscar", passphrase, is_administrator: false, is_member: true, roles };
    node.add_holder_to(Some("other-aid"), first, &BY, "their first").await.unwrap();
    let roles = &[Role::Coordinator];
    let cora = NewHolder { handle: "cora", passphrase, is_administrator: false, is_member: true, roles };
    node.add_holder(cora, &BY, "coordinates").await.unwrap();
    assert_spent(node.list::<Remains>(&analyst(), Action::List, FORENSIC).await.map(|all| all.len()));
    assert_eq!(node.spent_budgets(&oscar()).await.unwrap(), []);
    let refused = node.release_budget(&oscar(), "anna", FORENSIC).await;
    assert!(matches!(refused, Err(NodeError::Refused { .. })), "{refused:?}");
    let cora = acting("cora", Role::Coordinator);
    assert_eq!(node.spent_budgets(&cora).await.unwrap().len(), 1);
    node.release_budget(&cora, "anna", FORENSIC).await.unwrap();
    read(&node, 1).await;
}
