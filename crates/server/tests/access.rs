//! Who gets which answer at which address: the table in `access/table.csv` against the list of routes, the firewall and real
//! nodes over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod fixture;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use firewall::{Firewall, Principal, RecordFacts, Role, Status, Subject};
use fixture::door::{ANNA, PASSPHRASE, answer, cookie, node, shared, site, token, token_of};
use node::{NewHolder, NewOrganisation};
use rooms::header::{OrgId, PersonRef, Sector};
use rstest::rstest;
use server::{Guard, ROUTES, Route, Site};

const TABLE: &str = include_str!("access/table.csv");

/// How an organisation stands to the owner of a record.
const RELATIONS: [&str; 4] = ["own", "agreement", "ended", "none"];

/// A row of the table; the first that fits decides.
struct Row {
    methods: Vec<&'static str>,
    paths: Vec<&'static str>,
    sectors: Vec<&'static str>,
    roles: Vec<&'static str>,
    relations: Vec<&'static str>,
    answer: &'static str,
    without: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split(',').collect();
        let words = |at: usize| cells[at].split(' ').collect::<Vec<_>>();
        assert_eq!(cells.len(), 7, "{line}");
        Row {
            methods: words(0),
            paths: words(1),
            sectors: words(2),
            roles: words(3),
            relations: words(4),
            answer: cells[5],
            without: cells[6],
        }
    };
    lines.map(row).collect()
}

impl Row {
    fn is_of(&self, route: &Route) -> bool {
        self.methods.contains(&route.verb.as_str()) && self.paths.contains(&route.path)
    }

    fn fits(&self, route: &Route, sector: Sector, role: Role, relation: &str) -> bool {
        let has = |words: &[&str], word: &str| words == ["*"] || words.contains(&word);
        self.is_of(route)
            && has(&self.sectors, sector.as_str())
            && has(&self.roles, role.as_str())
            && has(&self.relations, relation)
    }
}

/// What the table says; what fits no row is refused.
fn expected(rows: &[Row], route: &Route, sector: Sector, role: Role, relation: &str) -> &'static str {
    rows.iter().find(|row| row.fits(route, sector, role, relation)).map_or("refused", |row| row.answer)
}

fn without_a_session(rows: &[Row], route: &Route) -> &'static str {
    rows.iter().find(|row| row.is_of(route)).unwrap_or_else(|| panic!("{} is not in the table", route.name())).without
}

#[test]
fn every_route_is_in_the_table_and_every_row_is_of_a_route() {
    let rows = rows();
    for route in ROUTES {
        without_a_session(&rows, route);
    }
    for row in &rows {
        for path in &row.paths {
            assert!(ROUTES.iter().any(|route| route.path == *path && row.is_of(route)), "{path} is no route");
        }
    }
    let names: BTreeSet<String> = ROUTES.iter().map(Route::name).collect();
    assert_eq!(names.len(), ROUTES.len(), "each route stands in the list once");
}

/// Every route, sector, role and relation, against what the policies say of a record.
#[test]
fn the_table_is_what_the_firewall_says() {
    let (rows, firewall) = (rows(), Firewall::built_in().unwrap());
    let mut asked = 0;
    for route in ROUTES {
        for sector in Sector::ALL {
            for &role in Role::OF_MEMBERS {
                for relation in RELATIONS {
                    let is_open = match route.guard {
                        Guard::Public | Guard::Anybody | Guard::SignedIn | Guard::Program => true,
                        Guard::Records { action, purpose, .. } => {
                            let facts = facts(sector, relation, purpose);
                            let subject = Subject::Record(facts);
                            firewall.decide(&member(sector, role), action, purpose, &subject).is_allowed
                        }
                        Guard::Governs(action) => {
                            let owner = OrgId::new(if relation == "own" { "theirs" } else { "harbour" }).unwrap();
                            let purpose = rooms::header::Purpose::Oversight;
                            firewall.decide(&member(sector, role), action, purpose, &Subject::Node(owner)).is_allowed
                        }
                    };
                    let says = expected(&rows, route, sector, role, relation);
                    assert_eq!(
                        says == "open",
                        is_open,
                        "{} as {role} of {}, {relation}",
                        route.name(),
                        sector.as_str()
                    );
                    asked += 1;
                }
            }
        }
    }
    assert_eq!(asked, ROUTES.len() * 12 * 8 * 4);
}

fn member(sector: Sector, role: Role) -> Principal {
    Principal {
        handle: PersonRef::new("nadia").unwrap(),
        organisation: OrgId::new("theirs").unwrap(),
        sector,
        role,
        status: Status::Confirmed,
        route: "test".into(),
    }
}

fn facts(sector: Sector, relation: &str, purpose: rooms::header::Purpose) -> RecordFacts {
    let theirs = OrgId::new("theirs").unwrap();
    let only = |is_so: bool| if is_so { BTreeSet::from([theirs.clone()]) } else { BTreeSet::new() };
    let is_own = relation == "own";
    RecordFacts {
        owner: if is_own { theirs.clone() } else { OrgId::new("harbour").unwrap() },
        owner_sector: if is_own { sector } else { Sector::CivilSociety },
        purpose,
        joint: BTreeSet::new(),
        agreed: only(relation == "agreement"),
        ended: only(relation == "ended"),
        shared: BTreeSet::new(),
        consented: BTreeSet::new(),
        withdrawn: BTreeSet::new(),
        is_at_risk: false,
        makers: BTreeSet::new(),
    }
}

/// An address of a route, with records that are there.
fn address(route: &Route) -> String {
    let person = route.path.replace("{missing}", "M%201%2F%C3%A9");
    let person = person.replace("{purpose}", "tracing").replace("{kind}", "missing-person").replace("{record}", "M1");
    let file = "pages.css";
    let id = match route.path {
        "/remains/{id}" => "R1",
        "/situation/incidents/{id}" => "2015.A",
        _ => "M%201%2F%C3%A9",
    };
    person
        .replace("{remains}", "R1")
        .replace("{file}", file)
        .replace("{id}", id)
        .replace("{token}", "none")
        .replace("{name}", "nadia")
}

type Answer = (StatusCode, HeaderMap, String);

async fn ask(site: &Arc<Site>, route: &Route, address: &str, token: Option<&str>) -> Answer {
    let mut request = Request::builder().method(route.verb.as_str()).uri(address).header("host", "localhost");
    if let Some(token) = token {
        request = request.header("cookie", cookie(token));
    }
    answer(site, request.body(Body::empty()).unwrap()).await
}

/// Nothing of the fixture's records stands in an answer.
fn tells_nothing(body: &str) -> bool {
    ["M 1/é", "يوسف", "TH01"].iter().all(|word| !body.contains(word))
}

#[tokio::test]
async fn every_route_is_asked_without_a_session() {
    let (rows, site) = (rows(), site(fixture::full(), shared().await));
    for route in ROUTES {
        let (status, headers, body) = ask(&site, route, &address(route), None).await;
        let name = route.name();
        match (route.verb.as_str(), without_a_session(&rows, route)) {
            // a form that does not carry the word of its page
            ("POST", _) => assert_eq!(status, StatusCode::FORBIDDEN, "{name}"),
            ("GET", "sign-in") => {
                assert_eq!((status, body.as_str()), (StatusCode::SEE_OTHER, ""), "{name}");
                assert!(headers["location"].to_str().unwrap().starts_with("/en/sign-in?then="), "{name}");
            }
            ("GET", "unauthorised") => assert_eq!(status, StatusCode::UNAUTHORIZED, "{name}"),
            _ => assert_ne!(status, StatusCode::SEE_OTHER, "{name}"),
        }
        assert!(tells_nothing(&body), "{name}");
    }
}

#[tokio::test]
async fn without_a_session_nothing_tells_a_record_that_is_there_from_one_that_is_not() {
    let site = site(fixture::blank(), shared().await);
    let route = ROUTES.iter().find(|route| route.path == "/missing/{id}").unwrap();
    let there = ask(&site, route, "/en/missing/M1", None).await;
    let nowhere = ask(&site, route, "/en/missing/M9", None).await;
    assert_eq!(format!("{there:?}").replace("M1", "M9"), format!("{nowhere:?}"));
}

#[rstest]
#[case(Sector::CivilSociety)]
#[case(Sector::Police)]
#[case(Sector::ImmigrationEnforcement)]
#[case(Sector::Carrier)]
#[tokio::test]
async fn every_route_is_asked_in_every_role(#[case] sector: Sector) {
    let (rows, node) = (rows(), node(sector).await);
    let site = site(fixture::full(), Arc::clone(&node));
    for &role in Role::OF_MEMBERS {
        let token = token(&node, role).await;
        for route in ROUTES.iter().filter(|route| route.verb.as_str() == "GET") {
            let (status, headers, body) = ask(&site, route, &address(route), Some(&token)).await;
            let name = format!("{} as {role} of {}", route.name(), sector.as_str());
            match expected(&rows, route, sector, role, "own") {
                "open" if matches!(route.guard, Guard::Records { .. }) => assert_eq!(status, StatusCode::OK, "{name}"),
                "open" => {
                    let led_to = headers.get("location").map_or("", |address| address.to_str().unwrap());
                    assert!(!led_to.contains("/sign-in"), "{name} leads to {led_to}");
                }
                _ => {
                    assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
                    assert!(tells_nothing(body.split("<main").nth(1).unwrap()), "{name}: {body}");
                }
            }
        }
    }
}

/// Another organisation on the same node, without an agreement: it sees nothing, in whichever role, and learns no count.
#[rstest]
#[case(Sector::CivilSociety)]
#[case(Sector::ForensicInstitute)]
#[case(Sector::Police)]
#[case(Sector::ImmigrationEnforcement)]
#[case(Sector::Carrier)]
#[tokio::test]
async fn members_of_another_organisation_see_nothing(#[case] sector: Sector) {
    let node = node(Sector::CivilSociety).await;
    let site = site(fixture::full(), Arc::clone(&node));
    let signers = [(ANNA, PASSPHRASE)];
    let guests = NewOrganisation { name: "guests", sector, country: None };
    node.add_organisation(guests, &signers, "a test").await.unwrap();
    // administrators are those of the node
    let roles: Vec<Role> = Role::OF_MEMBERS.iter().copied().filter(|role| *role != Role::Administrator).collect();
    let (handle, passphrase) = ("gil", PASSPHRASE);
    let new = NewHolder { handle, passphrase, is_administrator: false, is_member: true, roles: &roles };
    node.add_holder_to(Some("guests"), new, &signers, "a test").await.unwrap();
    for &role in &roles {
        let token = token_of(&node, "gil", role).await;
        for route in ROUTES.iter().filter(|route| matches!(route.guard, Guard::Records { .. })) {
            let (status, _, body) = ask(&site, route, &address(route), Some(&token)).await;
            let main = body.split("<main").nth(1).unwrap();
            let name = format!("{} as {role} of {}", route.name(), sector.as_str());
            assert!(tells_nothing(main) && !main.contains("R1"), "{name}: {main}");
            // who works on records like these sees a list on which nobody stands; everybody else sees no list
            let is_list = !route.path.contains('{') && status == StatusCode::OK;
            assert!(is_list || status == StatusCode::NOT_FOUND, "{name}: {status}");
            if !matches!(sector, Sector::CivilSociety | Sector::ForensicInstitute) {
                assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_refused_and_what_is_not_there_are_the_same_page() {
    let node = node(Sector::Police).await;
    let site = site(fixture::full(), Arc::clone(&node));
    let token = token(&node, Role::TracingOfficer).await;
    let route = ROUTES.iter().find(|route| route.path == "/missing/{id}").unwrap();
    let there = ask(&site, route, "/en/missing/M1", Some(&token)).await;
    let nowhere = ask(&site, route, "/en/missing/M9", Some(&token)).await;
    let no_route = ask(&site, route, "/en/nothing/M9", Some(&token)).await;
    assert_eq!(there.2.replace("M1", "M9"), nowhere.2);
    assert_eq!(nowhere.2, no_route.2.replace("/nothing/", "/missing/"));
}
