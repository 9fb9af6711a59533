//! Two nodes that live through the same, but for one person.

use std::sync::Arc;

use axum::Router;
use node::accounts::{Invite, Session, SignIn, SignedIn, Source};
use node::door::Against;
use node::family::Followed;
use node::{Answer, InitOptions, Member, Node, PassphraseCost, Principal, Role, Status, seeded};
use rooms::header::{OrgId, PersonRef, Purpose, RecordId, Sector};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{Family, FamilyPerson, MissingPerson, Narrative, Remains, Sample, SampleOrigin};
use rooms::shared::{Agreement, AgreementState, ConsentDetails, ConsentState, Giver};
use server::router;
use tempfile::TempDir;

use crate::asked::{ABSENT, ABSENT_NAME};

pub const PASSPHRASE: &str = "a lantern over the harbour";
/// 2026-11-25 12:00 UTC.
pub const NOON_MS: u64 = 1_795_608_000_000;

/// Organisations that work on the node beside its own, each with one member who holds every role.
pub const GUESTS: [(&str, &str, Sector); 3] = [
    ("border-force", "otto", Sector::ImmigrationEnforcement),
    ("city-police", "pavel", Sector::Police),
    ("partner-aid", "petra", Sector::CivilSociety),
];

pub struct World {
    _folder: TempDir,
    pub node: Arc<Node>,
    pub router: Router,
    /// A session of somebody who was revoked after it began.
    pub revoked: String,
    /// A session of somebody who accepted an invitation and was not confirmed.
    pub invited: String,
    /// A family that follows another report.
    pub family: String,
}

fn options<'a>(organisation: &'a str, holder: &'a str, sector: Sector) -> InitOptions<'a> {
    InitOptions {
        name: "harbour",
        organisation,
        sector,
        country: None,
        holders: vec![(holder, PASSPHRASE)],
        roles: Role::OF_MEMBERS,
        demo: false,
        unattended: false,
        cost: PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 },
    }
}

pub fn anna(role: Role) -> Principal {
    Principal {
        handle: PersonRef::new("anna").unwrap(),
        organisation: OrgId::new("harbour-aid").unwrap(),
        sector: Sector::CivilSociety,
        role,
        status: Status::Confirmed,
        route: "test".to_owned(),
    }
}

impl World {
    /// The whole register, with the person or without.
    pub async fn new(with_person: bool) -> Self {
        seeded::set(NOON_MS, 1);
        let folder = folder();
        let path = folder.path().join("node");
        Node::init(&path, &options("harbour-aid", "anna", Sector::CivilSociety)).await.unwrap();
        let node = Arc::new(Node::open_directory(&path).await.unwrap());
        node.unlock("anna", PASSPHRASE).await.unwrap();
        for (number, (organisation, holder, sector)) in GUESTS.into_iter().enumerate() {
            seeded::set(NOON_MS, 10 + number as u64);
            seeded::add_organisation(&node, &options(organisation, holder, sector)).await.unwrap();
        }
        let [code, _] = Self::fill(&node, with_person).await;
        let (invited, revoked) = Self::accounts(&node).await;
        let family = match node.follow_by_code(&code, Source::Local).await.unwrap() {
            Followed::In(token) => token.to_string(),
            Followed::Refused | Followed::Busy => panic!("the code is right"),
        };
        let router = router(crate::site::site(Arc::clone(&node), with_person));
        Self { _folder: folder, node, router, revoked, invited, family }
    }

    async fn fill(node: &Node, with_person: bool) -> [rooms::missing::family_code::FamilyCode; 2] {
        seeded::set(NOON_MS, 100);
        append(node, Record::of(Family { id: "F1".into(), persons: persons(), ..Family::default() })).await;
        append(node, Record::of(Remains { id: "R1".into(), ..Remains::default() })).await;
        append(node, Record::of(Remains { id: "R2".into(), ..Remains::default() })).await;
        node.agree(&anna(Role::Coordinator), &agreement_that_ended()).await.unwrap();
        let other = append(node, person("M 1/é", "son", "يوسف بن أحمد")).await;
        node.consent(&anna(Role::TracingOfficer), consent(other)).await.unwrap();
        let code = node.issue_code::<MissingPerson>(&member(node).await, other).await.unwrap().code;
        node.write_to_family(&member(node).await, other, "we are looking").await.unwrap();
        seeded::set(NOON_MS, 200);
        let second = node.draw_family_code().await.unwrap().0;
        if !with_person {
            return [code, second];
        }
        let id = append(node, person(ABSENT, "sister", ABSENT_NAME)).await;
        let of = SampleOrigin::Person { family: "F1".into(), person: "sister".into() };
        append(node, Record::of(Sample { id: "S2".into(), of, calls: Vec::new() })).await;
        node.consent(&anna(Role::TracingOfficer), consent(id)).await.unwrap();
        let second = node.issue_code::<MissingPerson>(&member(node).await, id).await.unwrap().code;
        node.write_to_family(&member(node).await, id, "Zubaida was seen").await.unwrap();
        [code, second]
    }

    /// Somebody invited, and somebody revoked.
    async fn accounts(node: &Node) -> (String, String) {
        seeded::set(NOON_MS, 300);
        let session = session(node, "anna", Role::Administrator).await;
        let mut tokens = Vec::new();
        for name in ["ines", "rami"] {
            let invite = Invite { organisation: None, roles: vec![Role::TracingOfficer], days: 7 };
            let link = node.invite(&session, invite).await.unwrap();
            node.accept(link.as_str(), name, PASSPHRASE).await.unwrap();
        }
        node.confirm(&session, "rami").await.unwrap();
        for name in ["ines", "rami"] {
            tokens.push(token(node, name).await);
        }
        node.revoke(&session, "rami", "left").await.unwrap();
        let revoked = tokens.pop().unwrap();
        (tokens.pop().unwrap(), revoked)
    }
}

/// In memory, where there is such a place: thousands of lines of the audit are made durable.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A new session of somebody, in one of their roles.
pub async fn token_as(node: &Node, name: &str, role: Role) -> String {
    let token = token(node, name).await;
    node.act_as(&token, role).await.unwrap();
    token
}

async fn token(node: &Node, name: &str) -> String {
    let (password, source) = (PASSPHRASE, Source::Local);
    let asked = SignIn { name, password, code: None, source, device: None, browser: "a test" };
    match node.sign_in(asked).await.unwrap() {
        SignedIn::In { token, .. } => token.as_str().to_owned(),
        _ => panic!("{name} does not get in"),
    }
}

async fn session(node: &Node, name: &str, role: Role) -> Session {
    node.session(&token_as(node, name, role).await).await.unwrap()
}

async fn member(node: &Node) -> Member {
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    member.acting_as(anna(Role::TracingOfficer)).unwrap()
}

async fn append<K: Kind>(node: &Node, record: Record<K>) -> RecordId {
    let role = match K::PURPOSE {
        Purpose::Forensic => Role::ForensicAnalyst,
        Purpose::Oversight => Role::Monitor,
        _ => Role::TracingOfficer,
    };
    node.append(&anna(role), &record, Against::Nothing).await.unwrap().record
}

fn person(id: &str, person: &str, name: &str) -> Record<MissingPerson> {
    let matching = MissingPerson {
        id: id.to_owned(),
        family: "F1".to_owned(),
        person: person.to_owned(),
        name: Some(name.to_owned()),
        last_seen: "2024-06-12".parse().ok(),
        route: Some("Central Mediterranean".to_owned()),
        ..MissingPerson::default()
    };
    Record { matching, sealed: Narrative { circumstances: Some(format!("{name} sang")) } }
}

fn persons() -> Vec<FamilyPerson> {
    ["father", "mother", "son", "sister"].map(|id| FamilyPerson { id: id.into(), ..FamilyPerson::default() }).to_vec()
}

fn consent(about: RecordId) -> Answer {
    Answer {
        about,
        purpose: Purpose::Forensic,
        with: None,
        giver: Giver::Family,
        state: ConsentState::Given,
        is_at_risk: false,
        until: None,
        review: None,
        details: ConsentDetails::default(),
    }
}

/// In force until the summer.
fn agreement_that_ended() -> Record<Agreement> {
    let kind = |kind| rooms::header::KindName::new(kind).unwrap();
    Record::of(Agreement {
        partner: OrgId::new("partner-aid").unwrap(),
        sector: Sector::CivilSociety,
        purposes: [Purpose::Tracing, Purpose::Forensic].into(),
        kinds: [kind("missing-person"), kind("remains"), kind("sample")].into(),
        fields: ["name".parse().unwrap(), "id".parse().unwrap()].into(),
        start: "2026-01-01".parse().unwrap(),
        end: "2026-06-30".parse().unwrap(),
        state: AgreementState::Signed,
    })
}
