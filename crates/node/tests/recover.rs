//! The last administrator is lost, all members of an organisation are lost: two shares bring somebody in, and the shares
//! of the one open nothing of the other.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::path::Path;
use std::sync::Arc;

use node::control::{self, Listener, recover, renew_shares};
use node::door::Against;
use node::{Action, BackupError, Initialised, Node, NodeError, Recovered, Recovery, ShareSheet};
use rooms::header::{Purpose, RecordId};
use rooms::missing::kinds::MissingPerson;
use rusqlite::Connection;
use support::{PASSPHRASE, Place, anna, demo};

const CARLA: &str = "carla rows against the tide";
const WHY: &str = "anna is lost at sea";

struct Kept {
    place: Place,
    shares: Initialised,
    node: Node,
    record: RecordId,
}

impl Kept {
    /// A node that only anna opens, with a record of which something sealed is told.
    async fn new() -> Self {
        let place = Place::new();
        let shares = place.init(false).await;
        let node = Node::open_directory(&place.path).await.unwrap();
        let told = demo().missing.into_iter().find(|it| it.sealed != Default::default()).unwrap();
        let record = node.append(&anna(), &told, Against::Nothing).await.unwrap().record;
        Self { place, shares, node, record }
    }

    async fn recover(&self, of: Of, handle: &str, passphrase: &str) -> Result<Recovered, NodeError> {
        let (words, organisation) = match of {
            Of::Node => (&self.shares.node_recovery, None),
            Of::Organisation => (&self.shares.organisation_recovery, Some("harbour-aid")),
        };
        let shares = [sheet(&words[2]), sheet(&words[1])];
        self.node.recover(Recovery { shares: &shares, handle, passphrase, organisation, reason: WHY }).await
    }

    /// Whether a member reads what is sealed in the record.
    async fn reads(&self, handle: &str, passphrase: &str) -> Result<bool, NodeError> {
        let member = self.node.member(handle, passphrase).await?;
        let (action, purpose) = (Action::Open, Purpose::Tracing);
        let opened = self.node.open_sealed::<MissingPerson>(&member, action, purpose, self.record).await?;
        Ok(opened.record.sealed != Default::default())
    }

    async fn close(self) -> Place {
        self.node.close().await.unwrap();
        let verification = Node::verify(&self.place.path).await.unwrap();
        assert!(verification.is_ok(), "{:?}", verification.findings);
        self.place
    }
}

#[derive(Clone, Copy)]
enum Of {
    Node,
    Organisation,
}

fn sheet(words: &str) -> ShareSheet {
    ShareSheet { name: "sheet".to_owned(), text: words.to_owned() }
}

fn holder_slots(node: &Path, handle: &str) -> Vec<String> {
    let connection = Connection::open(node.join("journal.db")).unwrap();
    let mut rows = connection.prepare("select name from slot where name like '%/' || ? order by name").unwrap();
    rows.query_map([handle], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[tokio::test]
async fn two_shares_of_the_node_make_an_administrator_who_reads_nothing_sealed() {
    let kept = Kept::new().await;
    assert!(matches!(kept.node.unlock("carla", CARLA).await, Err(NodeError::WrongPassphrase { .. })));
    let recovered = kept.recover(Of::Node, "carla", CARLA).await.unwrap();
    assert_eq!(
        recovered,
        Recovered {
            handle: "carla".to_owned(),
            organisation: "harbour-aid".to_owned(),
            is_administrator: true,
            is_member: false
        }
    );
    assert!(kept.node.is_locked().await, "nobody is let in but by their passphrase");
    kept.node.unlock("carla", CARLA).await.unwrap();
    let (action, purpose) = (Action::Open, Purpose::Tracing);
    let opened = kept.node.open::<MissingPerson>(&anna(), action, purpose, kept.record).await.unwrap();
    assert!(!opened.record.matching.id.is_empty());
    assert!(matches!(kept.reads("carla", CARLA).await, Err(NodeError::HoldsNoKey { .. })));
    let place = kept.close().await;
    assert_eq!(holder_slots(&place.path, "carla"), ["epoch/1/carla", "holder/carla", "matching/1/carla"]);
    let bytes = std::fs::read(place.path.join("journal.db")).unwrap();
    for words in ["\"recovery\"", WHY] {
        assert!(bytes.windows(words.len()).any(|seen| seen == words.as_bytes()), "the log says that it was a recovery");
    }
}

#[tokio::test]
async fn two_shares_of_an_organisation_make_a_member_who_unlocks_nothing() {
    let kept = Kept::new().await;
    assert!(matches!(kept.node.member("carla", CARLA).await, Err(NodeError::WrongPassphrase { .. })));
    let recovered = kept.recover(Of::Organisation, "carla", CARLA).await.unwrap();
    assert!(recovered.is_member && !recovered.is_administrator);
    assert!(matches!(kept.node.unlock("carla", CARLA).await, Err(NodeError::HoldsNoKey { .. })));
    assert!(matches!(kept.reads("carla", CARLA).await, Err(NodeError::Locked)));
    kept.node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(kept.reads("carla", CARLA).await.unwrap());
    let place = kept.close().await;
    assert_eq!(holder_slots(&place.path, "carla"), ["holder/carla", "role/harbour-aid/1/carla"]);
}

#[tokio::test]
async fn when_everybody_is_lost_both_sets_bring_all_of_it_back() {
    let kept = Kept::new().await;
    kept.recover(Of::Node, "carla", CARLA).await.unwrap();
    let recovered = kept.recover(Of::Organisation, "carla", CARLA).await.unwrap();
    assert!(recovered.is_member && recovered.is_administrator);
    kept.node.unlock("carla", CARLA).await.unwrap();
    assert!(kept.reads("carla", CARLA).await.unwrap());
    let place = kept.close().await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("carla", CARLA).await.unwrap();
    node.close().await.unwrap();
}

#[tokio::test]
async fn what_is_not_enough_brings_nobody_in() {
    let kept = Kept::new().await;
    let shares = &kept.shares;
    let (node, organisation) = (&shares.node_recovery, &shares.organisation_recovery);
    let attempt = async |words: &[&str], organisation: Option<&str>, handle: &str, reason: &str| {
        let shares: Vec<ShareSheet> = words.iter().map(|words| sheet(words)).collect();
        let recovery = Recovery { shares: &shares, handle, passphrase: CARLA, organisation, reason };
        kept.node.recover(recovery).await.unwrap_err()
    };
    let backup = |error: NodeError| match error {
        NodeError::Backup(error) => error,
        other => panic!("{other}"),
    };
    assert!(matches!(backup(attempt(&[&node[0]], None, "carla", WHY).await), BackupError::TooFewShares { found: 1 }));
    assert!(matches!(
        backup(attempt(&[&node[0], &node[0]], None, "carla", WHY).await),
        BackupError::SameShare { number: 1, .. }
    ));
    assert!(matches!(
        backup(attempt(&[&node[0], &organisation[1]], None, "carla", WHY).await),
        BackupError::OtherSet { .. }
    ));
    let wrong = attempt(&[&organisation[0], &organisation[1]], None, "carla", WHY).await.to_string();
    assert_eq!(wrong, "the shares are not those of the node: they are those of organisation `harbour-aid`");
    let wrong = attempt(&[&node[0], &node[1]], Some("harbour-aid"), "carla", WHY).await.to_string();
    assert_eq!(wrong, "the shares are not those of organisation `harbour-aid`: they are the node's own");
    let unknown = attempt(&[&node[0], &node[1]], Some("elsewhere"), "carla", WHY).await;
    assert!(matches!(unknown, NodeError::UnknownOrganisation { .. }));
    let taken = attempt(&[&node[0], &node[1]], None, "anna", WHY).await;
    assert!(matches!(backup(taken), BackupError::HolderTaken { .. }), "nobody takes over anna's name");
    assert!(matches!(attempt(&[&node[0], &node[1]], None, "carla", " ").await, NodeError::Unapproved(_)));
    assert!(matches!(attempt(&[&node[0], &node[1]], None, "Carla!", WHY).await, NodeError::BadName { .. }));
    kept.node.unlock("anna", PASSPHRASE).await.unwrap();
    let place = kept.close().await;
    assert_eq!(holder_slots(&place.path, "carla"), Vec::<String>::new());
}

#[tokio::test]
async fn renewed_shares_open_what_the_old_ones_did_and_the_old_ones_nothing() {
    let kept = Kept::new().await;
    let old = |of: &[String; 3]| [sheet(&of[0]), sheet(&of[1])];
    let of_node = kept.node.renew_shares(&old(&kept.shares.node_recovery), None, WHY).await.unwrap();
    let organisation = old(&kept.shares.organisation_recovery);
    let of_members = kept.node.renew_shares(&organisation, Some("harbour-aid"), WHY).await.unwrap();
    assert!(
        kept.recover(Of::Node, "carla", CARLA).await.unwrap_err().to_string().contains("or of one that was renewed")
    );
    assert!(kept.recover(Of::Organisation, "carla", CARLA).await.is_err());
    for (shares, organisation) in [(of_node, None), (of_members, Some("harbour-aid"))] {
        let shares = [sheet(&shares[2]), sheet(&shares[0])];
        kept.node
            .recover(Recovery { shares: &shares, handle: "carla", passphrase: CARLA, organisation, reason: WHY })
            .await
            .unwrap();
    }
    kept.node.unlock("carla", CARLA).await.unwrap();
    assert!(kept.reads("carla", CARLA).await.unwrap());
    let place = kept.close().await;
    assert_eq!(holder_slots(&place.path, "@recovery").len(), 4);
}

#[tokio::test]
async fn a_key_backup_made_after_a_renewal_opens_with_the_new_shares_alone() {
    let kept = Kept::new().await;
    let out = kept.place.path.parent().unwrap().to_owned();
    let backup = Node::backup(&kept.place.path, &out.join("backups")).await.unwrap().path;
    let old = [sheet(&kept.shares.node_recovery[0]), sheet(&kept.shares.node_recovery[1])];
    let new = kept.node.renew_shares(&old, None, WHY).await.unwrap();
    let new = [sheet(&new[1]), sheet(&new[2])];
    Node::backup_keys(&kept.place.path, &out.join("keys")).await.unwrap();
    let _place = kept.close().await;
    assert!(Node::restore(&backup, &out.join("keys"), &old, &out.join("again")).await.is_err());
    // the data backup is older than the renewal: what it lacks is told again
    let restored = Node::restore(&backup, &out.join("keys"), &new, &out.join("again")).await.unwrap();
    assert!(restored.findings.is_empty(), "{:?}", restored.findings);
    let node = Node::open_directory(&out.join("again")).await.unwrap();
    node.recover(Recovery { shares: &new, handle: "carla", passphrase: CARLA, organisation: None, reason: WHY })
        .await
        .unwrap();
    node.unlock("carla", CARLA).await.unwrap();
    node.close().await.unwrap();
    assert!(Node::verify(&out.join("again")).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_served_node_lets_somebody_in_and_renews_its_shares_and_is_backed_up_beside() {
    let Kept { place, shares, node, .. } = Kept::new().await;
    let node = Arc::new(node);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let listener = Listener::bind(&node).unwrap();
    let stopped = async { _ = stopped.await };
    let done = tokio::spawn(listener.serve(Arc::clone(&node), "http://127.0.0.1:1".to_owned(), || async {}, stopped));
    let sent = || shares.node_recovery[..2].iter().map(|it| ("sheet".to_owned(), it.clone().into())).collect();
    let ask = recover::Ask {
        shares: sent(),
        holder: "carla".to_owned(),
        passphrase: CARLA.to_owned().into(),
        organisation: None,
        reason: WHY.to_owned(),
    };
    let told = control::call(&place.path, ask, None).await.unwrap();
    assert!(told.administrator && !told.member);
    let renew = || renew_shares::Ask { shares: sent(), organisation: None, reason: WHY.to_owned() };
    let renewed = control::call(&place.path, renew(), None).await.unwrap();
    assert_eq!(renewed.shares.len(), 3);
    let again = control::call(&place.path, renew(), None).await.unwrap_err();
    assert_eq!((again.exit, again.code.as_str()), (2, "wrong-shares"));
    let out = place.path.parent().unwrap().join("out");
    assert_eq!(Node::backup(&place.path, &out).await.unwrap().changes, 6);
    assert_eq!(Node::backup_keys(&place.path, &out.join("keys")).await.unwrap().changes, 6);
    node.unlock("carla", CARLA).await.unwrap();
    stop.send(()).unwrap();
    done.await.unwrap();
    Arc::into_inner(node).unwrap().close().await.unwrap();
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}
