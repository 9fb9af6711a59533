//! A node that goes on between the reading of its log and that of its keys.

use journal::{Log, LogPublic};
use rooms::header::Purpose;
use rooms::kind::Record;
use rooms::missing::kinds::MissingPerson;

use super::Seen;
use crate::door::Against;
use crate::verify::read_log;
use crate::{Action, InitOptions, NewHolder, Node, PassphraseCost};

const BOTH: [(&str, &str); 2] = [("anna", "a"), ("bilal", "b")];

/// What `verify` has read when it comes to the keys.
async fn log_read(node: &Node) -> Seen {
    let (name, public) = LogPublic::parse_verifier(&node.settings.log_key).unwrap();
    let mut seen = Seen::default();
    read_log(&node.store, Log::Changes, &name, public, &mut seen).await.unwrap();
    seen
}

#[tokio::test]
async fn what_it_drops_and_adds_meanwhile_is_neither_lost_nor_strange() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("node");
    let (demo, unattended, holders) = (false, true, BOTH.to_vec());
    let cost = PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 };
    let options = InitOptions {
        name: "harbour",
        organisation: "aid",
        holders,
        sector: rooms::header::Sector::CivilSociety,
        country: None,
        roles: &[],
        demo,
        unattended,
        cost,
    };
    Node::init(&path, &options).await.unwrap();
    let node = Node::open_directory(&path).await.unwrap();
    let who = node.acting("anna", Action::Open, Some(Purpose::Tracing), "test").await.unwrap();
    let mut records = Vec::new();
    for id in ["M1", "M2", "M3"] {
        let person = MissingPerson { id: id.to_owned(), ..MissingPerson::default() };
        records.push(node.append(&who, &Record::of(person), Against::Nothing).await.unwrap().record);
    }
    let carol = NewHolder { handle: "carol", passphrase: "c", is_administrator: true, is_member: true, roles: &[] };
    node.add_holder(carol, &BOTH, "joins").await.unwrap();

    let seen = log_read(&node).await;
    node.erase(records[0], &BOTH, "asked for").await.unwrap();
    assert_eq!(seen.findings(&node.store, None).await.unwrap(), [], "an erasure");
    node.remove_holder("carol", &BOTH, "left").await.unwrap();
    assert_eq!(seen.findings(&node.store, None).await.unwrap(), [], "a holder who left");
    node.end_epoch(&BOTH, "carol left").await.unwrap();
    assert_eq!(seen.findings(&node.store, None).await.unwrap(), [], "the end of an epoch");
    assert_eq!(log_read(&node).await.findings(&node.store, None).await.unwrap(), []);
    node.open::<MissingPerson>(&who, Action::Open, Purpose::Tracing, records[1]).await.unwrap();
}
