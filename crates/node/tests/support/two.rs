//! A node of two administrators, both members.

use std::path::Path;
use std::sync::LazyLock;

use node::door::Against;
use node::{Action, Initialised, NewHolder, Node, NodeError};
use rooms::header::{Purpose, RecordId};
use rooms::kind::Record;
use rooms::missing::kinds::MissingPerson;

use super::support::{PASSPHRASE, Place, anna, demo};

pub const BILAL: &str = "bilal counts the boats";
pub const BOTH: [(&str, &str); 2] = [("anna", PASSPHRASE), ("bilal", BILAL)];
pub const WHY: &str = "asked by the family on 3 November";

/// An unlocked node of anna and bilal, with its recovery shares.
pub async fn of_two_with_shares() -> (Place, Node, Initialised) {
    let place = Place::new();
    let shares = place.init(false).await;
    let node = opened(&place.path).await;
    let bilal = NewHolder { handle: "bilal", passphrase: BILAL, is_administrator: true, is_member: true, roles: &[] };
    node.add_holder(bilal, &BOTH[..1], "the second administrator").await.unwrap();
    (place, node, shares)
}

/// An unlocked node of anna and bilal.
pub async fn of_two() -> (Place, Node) {
    let (place, node, _) = of_two_with_shares().await;
    (place, node)
}

pub async fn opened(path: &Path) -> Node {
    let node = Node::open_directory(path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    node
}

/// People of whom something sealed is told.
pub fn told() -> &'static [Record<MissingPerson>] {
    static TOLD: LazyLock<Vec<Record<MissingPerson>>> =
        LazyLock::new(|| demo().missing.into_iter().filter(|it| it.sealed != Default::default()).collect());
    &TOLD
}

/// Appends so many people.
pub async fn append(node: &Node, count: usize) -> Vec<RecordId> {
    let mut records = Vec::new();
    for person in told().iter().cycle().take(count) {
        records.push(node.append(&anna(), person, Against::Nothing).await.unwrap().record);
    }
    records
}

/// Opens a record with what is sealed in it.
pub async fn open(node: &Node, record: RecordId) -> Result<Record<MissingPerson>, NodeError> {
    let member = node.member("anna", PASSPHRASE).await?;
    let opened = node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, record).await?;
    assert_ne!(opened.record.sealed, Default::default(), "the sealed part opens too");
    Ok(opened.record)
}

/// What `verify` names, as kind and words.
pub async fn findings(path: &Path) -> Vec<String> {
    let verification = Node::verify(path).await.unwrap();
    verification.findings.iter().map(|it| format!("{} {} {}: {}", it.log, it.index, it.kind, it.what)).collect()
}
