//! The end of an epoch: everything living opens on, nothing of the old key is left, wherever it was cut off.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/disk.rs"]
mod disk;
mod support;
#[path = "support/two.rs"]
mod two;

use std::future::{Future, poll_fn};
use std::path::{Path, PathBuf};
use std::task::Poll;

use disk::{bytes, is_on_disk};
use node::door::Against;
use node::{Action, ApprovalFault, NewHolder, Node, NodeError, ShareSheet};
use rooms::header::{Header, Purpose, RecordId};
use rooms::missing::kinds::MissingPerson;
use rusqlite::Connection;
use store::seal::{Binding, HolderSecret, KeyPair, Wrapper, open_seed};
use support::{PASSPHRASE, Place, anna};
use two::{BOTH, WHY, append, findings, of_two, of_two_with_shares, open, opened, told};

/// Polls a future so many times and drops it: as if whoever ran it were cut off there.
async fn cut<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = Box::pin(future);
    let mut left = polls;
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, to).unwrap();
        }
    }
}

fn texts(path: &Path, sql: &str) -> Vec<String> {
    bytes(path, sql).into_iter().map(|it| String::from_utf8(it).unwrap()).collect()
}

fn slot_names(path: &Path) -> Vec<String> {
    texts(path, "select cast(name as blob) from slot order by name")
}

fn epochs_of_keys(path: &Path) -> Vec<String> {
    let epochs = bytes(path, "select distinct epoch from wrapped_key where tag <> zeroblob(32) order by 1");
    epochs.into_iter().map(|it| u32::from_be_bytes(it.try_into().unwrap()).to_string()).collect()
}

#[tokio::test]
async fn all_opens_on_and_nothing_of_the_old_key_is_left() {
    let (place, node) = of_two().await;
    let before = append(&node, 5).await;
    let old = bytes(&place.path, "select bytes from slot where name glob 'epoch/1/*' or name glob 'matching/1/*'");
    let old_keys = bytes(&place.path, "select bytes from wrapped_key");
    assert_eq!((old.len(), old_keys.len()), (6, 10));
    let hash = node.view_hash().await.unwrap();
    for (signers, expected) in [(&BOTH[..1], "1 of 2"), (&[BOTH[0], BOTH[0]][..], "twice"), (&[], "0 of 2")] {
        let refused = node.end_epoch(signers, WHY).await.unwrap_err().to_string();
        assert!(refused.contains(expected) || refused.contains("nobody"), "{refused}");
    }

    assert_eq!(node.end_epoch(&BOTH, WHY).await.unwrap(), 2);
    assert_eq!(node.epoch().await.unwrap().0, 2);
    for bytes in old.iter().chain(&old_keys) {
        assert!(!is_on_disk(&place.path, bytes), "bytes of the old epoch are still on the disk");
    }
    assert!(slot_names(&place.path).iter().all(|name| !name.contains("/1/") || name.starts_with("role/")));
    assert_eq!(epochs_of_keys(&place.path), ["2"]);
    let after = append(&node, 2).await;
    for record in before.iter().chain(&after) {
        open(&node, *record).await.unwrap();
    }
    // events are rows too: what was there before is as it was
    assert_ne!(node.view_hash().await.unwrap(), hash);
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
    let node = Node::open_directory(&place.path).await.unwrap();
    // written while locked, sealed under the new key
    let locked = node.append(&anna(), &told()[2], Against::Nothing).await.unwrap().record;
    node.unlock("bilal", two::BILAL).await.unwrap();
    open(&node, locked).await.unwrap();
    assert_eq!(node.end_epoch(&BOTH, "again").await.unwrap(), 3);
    open(&node, locked).await.unwrap();
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn a_locked_node_ends_no_epoch() {
    let (_place, node) = of_two().await;
    node.lock().await.unwrap();
    assert!(matches!(node.end_epoch(&BOTH, WHY).await, Err(NodeError::Locked)));
}

#[tokio::test]
async fn wherever_it_is_cut_off_it_goes_on() {
    let (place, node) = of_two().await;
    let records = append(&node, 4).await;
    node.close().await.unwrap();
    let folder = place.path.parent().unwrap().to_owned();
    let mut seen = [0; 3];
    for polls in 0.. {
        let path = folder.join(format!("cut-{polls}"));
        copy(&place.path, &path);
        let node = opened(&path).await;
        let ended = cut(node.end_epoch(&BOTH, WHY), polls).await;
        drop(node);
        assert_eq!(findings(&path).await, [""; 0], "after {polls} polls");
        let slots = slot_names(&path);
        let has = |start: &str| slots.iter().any(|name| name.starts_with(start));
        // before it began, between, after it was closed
        seen[usize::from(has("epoch/2/")) + usize::from(!has("epoch/1/"))] += 1;
        let node = opened(&path).await;
        for record in &records {
            open(&node, *record).await.unwrap();
        }
        let epoch = node.epoch().await.unwrap().0;
        assert_eq!(epoch == 2, has("epoch/2/"), "after {polls} polls");
        assert_eq!(epochs_of_keys(&path), [epoch.to_string()], "unlocking went on with it");
        assert!(epoch == 1 || slot_names(&path).iter().all(|name| !name.starts_with("epoch/1/")));
        let hash = node.view_hash().await.unwrap();
        assert_eq!(node.rebuild().await.unwrap(), hash);
        node.close().await.unwrap();
        assert_eq!(findings(&path).await, [""; 0], "after {polls} polls and going on");
        std::fs::remove_dir_all(&path).unwrap();
        if ended.is_some() {
            break;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// The same, where whoever asked goes away and the node stays: what is in memory goes on too.
#[tokio::test]
async fn whoever_asked_may_go_away() {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    for polls in 1.. {
        let epoch = node.epoch().await.unwrap().0;
        let ended = cut(node.end_epoch(&BOTH, WHY), polls).await;
        let appended = append(&node, 1).await[0];
        for record in records.iter().chain([&appended]) {
            open(&node, *record).await.unwrap();
        }
        match ended {
            Some(Ok(next)) if next == epoch + 1 => break,
            // the one before is not closed: unlocking goes on with it
            Some(Err(NodeError::EpochOpen { .. })) | None => node.unlock("anna", PASSPHRASE).await.unwrap(),
            other => panic!("{other:?}"),
        }
        assert!(polls < 200);
    }
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn reads_and_writes_go_on_meanwhile() {
    let (place, node) = of_two().await;
    // more than one batch
    let before = append(&node, 300).await;
    let writing = async {
        let mut written = Vec::new();
        for person in told().iter().cycle().take(25) {
            written.push(node.append(&anna(), person, Against::Nothing).await.unwrap().record);
            open(&node, before[written.len() * 7]).await.unwrap();
        }
        written
    };
    let erasing = async {
        for record in &before[290..] {
            node.erase(*record, &BOTH, WHY).await.unwrap();
        }
    };
    let verifying = async {
        for _ in 0..3 {
            assert_eq!(findings(&place.path).await, [""; 0]);
        }
    };
    let (ended, written, (), ()) = tokio::join!(node.end_epoch(&BOTH, WHY), writing, erasing, verifying);
    assert_eq!(ended.unwrap(), 2);
    assert_eq!(epochs_of_keys(&place.path), ["2"]);
    for record in before[..290].iter().step_by(13).chain(&written) {
        open(&node, *record).await.unwrap();
    }
    let hash = node.view_hash().await.unwrap();
    assert_eq!(node.rebuild().await.unwrap(), hash);
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn a_damaged_key_keeps_the_epoch_open_and_not_the_node_shut() {
    let (place, node) = of_two().await;
    let records = append(&node, 3).await;
    node.close().await.unwrap();
    let of = records[1].to_string().replace('-', "");
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    let damage =
        format!("update wrapped_key set bytes = randomblob(length(bytes)) where record = x'{of}' and section = 1");
    assert_eq!(connection.execute(&damage, []).unwrap(), 1);
    drop(connection);
    let node = opened(&place.path).await;
    assert!(matches!(node.end_epoch(&BOTH, WHY).await, Err(NodeError::Damaged { .. })));
    for round in 0..2 {
        if round == 1 {
            node.lock().await.unwrap();
            node.unlock("bilal", two::BILAL).await.unwrap();
        }
        open(&node, records[0]).await.unwrap();
        open(&node, append(&node, 1).await[0]).await.unwrap();
    }
    // what cannot be opened can be erased, and then the epoch ends
    node.erase(records[1], &BOTH, "its key is damaged").await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert_eq!(node.end_epoch(&BOTH, WHY).await.unwrap(), 3);
    assert_eq!(epochs_of_keys(&place.path), ["3"]);
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

#[tokio::test]
async fn who_left_is_shut_out_when_the_epoch_ends() {
    let (place, node) = of_two().await;
    let carol =
        NewHolder { handle: "carol", passphrase: "carol keeps", is_administrator: true, is_member: true, roles: &[] };
    node.add_holder(carol, &BOTH, WHY).await.unwrap();
    append(&node, 2).await;
    node.remove_holder("carol", &BOTH, WHY).await.unwrap();
    let by_carol = node.end_epoch(&[BOTH[0], ("carol", "carol keeps")], WHY).await;
    assert!(matches!(by_carol, Err(NodeError::WrongPassphrase { .. })), "{by_carol:?}");
    assert!(node.is_epoch_due_by_leave().await);
    node.end_epoch(&BOTH, "carol left").await.unwrap();
    assert!(!node.is_epoch_due_by_leave().await);
    assert!(slot_names(&place.path).iter().all(|name| !name.ends_with("/carol")));
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
}

/// A node with two living records and an erased one, after an epoch, and the disk as it was before all that.
async fn before_and_after() -> (Place, PathBuf, Vec<RecordId>, [String; 3], PathBuf) {
    let (place, node, shares) = of_two_with_shares().await;
    let records = append(&node, 3).await;
    node.close().await.unwrap();
    let folder = place.path.parent().unwrap().to_owned();
    let old = folder.join("old");
    copy(&place.path, &old);
    let data = Node::backup(&place.path, &folder.join("backups")).await.unwrap().path;
    let node = opened(&place.path).await;
    node.erase(records[1], &BOTH, WHY).await.unwrap();
    node.end_epoch(&BOTH, WHY).await.unwrap();
    node.close().await.unwrap();
    (place, old, records, shares.node_recovery.clone(), data)
}

#[tokio::test]
async fn an_older_data_backup_with_todays_keys_opens_the_living_alone() {
    let (place, _, records, shares, data) = before_and_after().await;
    let folder = place.path.parent().unwrap();
    Node::backup_keys(&place.path, &folder.join("keys")).await.unwrap();
    let sheet = |at: usize| ShareSheet { name: format!("share {at}"), text: shares[at].clone() };
    let again = folder.join("again");
    let restored = Node::restore(&data, &folder.join("keys"), &[sheet(0), sheet(1)], &again).await.unwrap();
    assert!(restored.findings.is_empty(), "{:?}", restored.findings);
    let node = opened(&again).await;
    for living in [records[0], records[2]] {
        open(&node, living).await.unwrap();
    }
    let erased = node.open::<MissingPerson>(&anna(), Action::Open, Purpose::Tracing, records[1]).await;
    assert!(matches!(erased, Err(NodeError::NoSuchRecord)), "{erased:?}");
    // and its ciphertext is there: it is the keys that are not
    let of = records[1].to_string().replace('-', "");
    assert_eq!(bytes(&again, &format!("select bytes from entry where record = x'{of}'")).len(), 1);
    assert!(
        bytes(&again, &format!("select bytes from wrapped_key where record = x'{of}' and tag <> zeroblob(32)"))
            .is_empty()
    );
    node.end_epoch(&BOTH, "after the restore").await.unwrap();
    node.close().await.unwrap();
    assert_eq!(findings(&again).await, [""; 0]);
}

/// All private keys that anna has today on a disk, unwrapped with her passphrase.
fn private_keys(path: &Path) -> Vec<KeyPair> {
    let slot = |name: &str| bytes(path, &format!("select bytes from slot where name = '{name}'")).swap_remove(0);
    let seed = open_seed(&slot("holder/anna"), "anna", PASSPHRASE.as_bytes()).unwrap();
    let anna = HolderSecret::from_seed("anna", &seed).unwrap();
    let names = slot_names(path).into_iter().filter(|name| name.ends_with("/anna") && !name.starts_with("holder/"));
    let unwrapped = names.map(|name| {
        let secret = Wrapper::new().open(anna.pair(), name.as_bytes(), &slot(&name)).unwrap();
        KeyPair::from_secret_bytes(secret.as_slice().try_into().unwrap()).unwrap()
    });
    unwrapped.collect()
}

/// How many data keys of a keyring open with any two of the private keys.
fn opened_with(keyring: &Path, pairs: &[KeyPair]) -> usize {
    let connection = Connection::open(keyring.join("journal.db")).unwrap();
    let sql = "select k.section, k.bytes, e.bytes from wrapped_key k join entry e on e.idx = k.idx and e.log = 0 where k.tag <> zeroblob(32)";
    let mut rows = connection.prepare(sql).unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let rows: Vec<(u16, Vec<u8>, Vec<u8>)> = rows.map(Result::unwrap).collect();
    let opens = |(section, key, entry): &&(u16, Vec<u8>, Vec<u8>)| {
        let parts = journal::entry::decode(entry).unwrap();
        let header = Header::from_bytes(&parts.header).unwrap();
        let binding = Binding {
            log: "changes",
            record: header.record.to_bytes(),
            kind: header.kind.as_str(),
            kind_version: header.kind_version,
            section: &parts.sections[usize::from(*section)].name,
            owner: header.owner.as_str(),
        };
        let label = binding.to_bytes();
        let with = |outer: &KeyPair, inner: &KeyPair| Wrapper::new().open_data_key(outer, inner, &label, key).is_ok();
        pairs.iter().any(|outer| pairs.iter().any(|inner| with(outer, inner)))
    };
    rows.iter().filter(opens).count()
}

#[tokio::test]
async fn an_old_keyring_with_all_of_todays_private_keys_opens_nothing() {
    let (place, old, ..) = before_and_after().await;
    let today = private_keys(&place.path);
    assert_eq!(today.len(), 3, "epoch, matching and role");
    assert_eq!(opened_with(&place.path, &today), 4, "two living records of two sections");
    assert_eq!(opened_with(&old, &today), 0);
    assert_eq!(opened_with(&old, &private_keys(&old)), 6, "what a forbidden copy of both would still do");
}

#[tokio::test]
async fn a_closed_epochs_key_that_came_back_is_named() {
    let (place, old, ..) = before_and_after().await;
    let connection = Connection::open(place.path.join("journal.db")).unwrap();
    connection.execute("attach ? as old", [old.join("journal.db").to_str().unwrap()]).unwrap();
    connection.execute_batch("insert into slot select * from old.slot where name = 'epoch/1/anna'").unwrap();
    let row = "update wrapped_key set (epoch, bytes, tag) = (select epoch, bytes, tag from old.wrapped_key o where \
               o.idx = wrapped_key.idx and o.section = wrapped_key.section) where rowid_is_first";
    let first = row.replace("rowid_is_first", "idx = (select min(idx) from wrapped_key) and section = 0");
    assert_eq!(connection.execute(&first, []).unwrap(), 1);
    drop(connection);
    let found = findings(&place.path).await;
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|it| it.contains("transplanted") && it.contains("epoch 1, which is closed")), "{found:?}");
    assert!(found.iter().any(|it| it.contains("transplanted") && it.contains("`epoch/1/anna`")), "{found:?}");
}

#[tokio::test]
async fn an_approval_is_of_administrators_as_they_are_now() {
    let (_place, node) = of_two().await;
    let dana =
        NewHolder { handle: "dana", passphrase: "dana sails", is_administrator: false, is_member: true, roles: &[] };
    node.add_holder(dana, &BOTH[..1], WHY).await.unwrap();
    let refused = node.end_epoch(&[BOTH[0], ("dana", "dana sails")], WHY).await;
    let fault = |it: &NodeError| matches!(it, NodeError::Unapproved(ApprovalFault::NoAdministrator { .. }));
    assert!(refused.as_ref().is_err_and(fault), "{refused:?}");
    assert_eq!(node.epoch().await.unwrap().0, 1);
    assert_eq!(node.epoch_order().await, None);
    node.order_epochs(Some(30), &BOTH, WHY).await.unwrap();
    assert_eq!(node.epoch_order().await, Some(30));
    assert_eq!(node.end_due_epoch().await.unwrap(), None, "the epoch is of today");
}
