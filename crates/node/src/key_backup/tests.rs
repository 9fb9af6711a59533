//! What happens to the keys between the first and the last of them that are read.

use std::path::Path;

use rooms::header::{Hour, OrgId, PersonRef, Purpose};
use store::sqlite::SqliteStore;

use super::Front;
use crate::layout::Layout;
use crate::settings::Settings;
use crate::{InitOptions, NewHolder, Node, PassphraseCost};

const ANNA: (&str, &str) = ("anna", "a lantern over the harbour");
const BILAL: (&str, &str) = ("bilal", "bilal counts the boats");

/// A node of anna and bilal.
async fn of_two(path: &Path) -> Node {
    let cost = PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 };
    let (name, organisation, holders) = ("harbour", "harbour-aid", vec![ANNA, BILAL]);
    Node::init(
        path,
        &InitOptions {
            name,
            organisation,
            holders,
            sector: rooms::header::Sector::CivilSociety,
            country: None,
            roles: &[],
            demo: false,
            unattended: false,
            cost,
        },
    )
    .await
    .unwrap();
    let node = Node::open_directory(path).await.unwrap();
    node.unlock(ANNA.0, ANNA.1).await.unwrap();
    node
}

#[tokio::test]
async fn what_was_read_while_keys_changed_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("node");
    let node = of_two(&path).await;
    let layout = Layout::new(&path);
    let settings = Settings::load(&layout.settings()).unwrap();
    let store = SqliteStore::open_read_only(&layout.journal()).unwrap();
    let both = [ANNA, BILAL];
    let written = async |name: &str, front: Front| {
        front.write(&layout, &settings, &store, &folder.path().join(name)).await.unwrap()
    };
    let front = Front::read(&store).await.unwrap();
    assert!(written("quiet", front).await.is_some());

    let front = Front::read(&store).await.unwrap();
    node.end_epoch(&both, "it was due").await.unwrap();
    assert_eq!(written("epoch", front).await, None);

    let front = Front::read(&store).await.unwrap();
    let carla =
        NewHolder { handle: "carla", passphrase: "carla rows", is_administrator: false, is_member: true, roles: &[] };
    node.add_holder(carla, &both, "she joins").await.unwrap();
    assert_eq!(written("holder", front).await, None);

    // what seals to the same keys as before is no change: the entry is not in it, and nothing is missing
    let front = Front::read(&store).await.unwrap();
    let (owner, author) = (OrgId::new("harbour-aid").unwrap(), PersonRef::new("anna").unwrap());
    let header = crate::sections::first_header("import", &owner, &author, Purpose::Tracing, Hour::default()).unwrap();
    let content = zeroize::Zeroizing::new(b"{}".to_vec());
    let sealed = crate::matching::Fingerprint::of(None).unwrap();
    let matching = crate::matching::Matching { import: None, sealed, content };
    let append = node.sealed_append(&header, &matching, None, 0).await.unwrap();
    store::Store::append(&*node.store, append).await.unwrap();
    let size = front.size;
    assert_eq!(written("record", front).await.map(|it| it.0), Some(size));
}
