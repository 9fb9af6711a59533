//! A node comes back from any data backup and the newest key backup with two shares, and from nothing less.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use journal::witness::{Outcome, State, check};
use journal::{Log, LogPublic, SignedCheckpoint};
use node::door::Against;
use node::{Action, BackupError, FileWords, Form, Initialised, NewHolder, Node, NodeError, Restored, ShareSheet};
use rooms::header::{Purpose, RecordId};
use rooms::missing::kinds::MissingPerson;
use rusqlite::Connection;
use store::seal::{KeyPair, ShareText, Wrapper, join};
use support::{PASSPHRASE, Place, anna, demo};

impl Place {
    fn beside(&self, name: &str) -> PathBuf {
        self.path.parent().unwrap().join(name)
    }
}

/// A node with some records, its shares, and where its backups go.
struct Kept {
    place: Place,
    shares: Initialised,
    keys: PathBuf,
}

impl Kept {
    async fn new() -> Self {
        let place = Place::new();
        let shares = place.init(false).await;
        let keys = place.beside("keys");
        Self { place, shares, keys }
    }

    async fn add(&self, count: usize) -> Vec<RecordId> {
        let node = Node::open_directory(&self.place.path).await.unwrap();
        let mut ids = Vec::new();
        for record in &demo().missing[..count] {
            ids.push(node.append(&anna(), record, Against::Nothing).await.unwrap().record);
        }
        node.close().await.unwrap();
        ids
    }

    async fn backup(&self) -> PathBuf {
        Node::backup(&self.place.path, &self.place.beside("backups")).await.unwrap().path
    }

    async fn backup_keys(&self) {
        Node::backup_keys(&self.place.path, &self.keys).await.unwrap();
    }

    async fn restore(&self, backup: &Path) -> Result<Restored, NodeError> {
        self.restore_with(backup, &self.sheets(&[0, 2])).await
    }

    async fn restore_with(&self, backup: &Path, sheets: &[ShareSheet]) -> Result<Restored, NodeError> {
        Node::restore(backup, &self.keys, sheets, &self.place.beside("again")).await
    }

    fn sheets(&self, which: &[usize]) -> Vec<ShareSheet> {
        which.iter().map(|at| sheet(&format!("node-{at}"), &self.shares.node_recovery[*at])).collect()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.place.path.parent().unwrap()).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn sheet(name: &str, text: &str) -> ShareSheet {
    ShareSheet { name: name.to_owned(), text: text.to_owned() }
}

async fn hash(path: &Path) -> [u8; 32] {
    let node = Node::open_directory(path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let hash = node.view_hash().await.unwrap();
    node.close().await.unwrap();
    hash
}

#[tokio::test]
async fn a_restored_node_is_the_node_that_was() {
    let kept = Kept::new().await;
    let ids = kept.add(6).await;
    let before = hash(&kept.place.path).await;
    let backup = kept.backup().await;
    kept.backup_keys().await;
    fs::remove_dir_all(&kept.place.path).unwrap();
    let restored = kept.restore(&backup).await.unwrap();
    assert_eq!((restored.node.as_str(), restored.changes, restored.keys_changes), ("harbour", 9, 9));
    assert_eq!((restored.key_count, restored.keys_beyond, restored.sections_without_key), (12, 0, 0));
    assert!(restored.findings.is_empty(), "{:?}", restored.findings);
    let again = kept.place.beside("again");
    assert_eq!(hash(&again).await, before);
    assert!(Node::verify(&again).await.unwrap().is_ok());
    let node = Node::open_directory(&again).await.unwrap();
    assert!(node.is_locked().await && !node.is_unattended());
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    for (id, record) in ids.iter().zip(&demo().missing) {
        let opened = node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, *id).await.unwrap();
        assert_eq!(opened.record, *record);
    }
    node.append(&anna(), &demo().missing[8], Against::Nothing).await.unwrap();
    node.close().await.unwrap();
    assert!(Node::verify(&again).await.unwrap().is_ok(), "it goes on as the node that it was");
    assert_eq!(kept.names(), ["again", "backups", "keys"]);
}

#[tokio::test]
async fn an_older_data_backup_comes_back_whole_and_a_witness_sees_that_it_is_older() {
    let kept = Kept::new().await;
    kept.add(4).await;
    let older = kept.backup().await;
    let then = hash(&kept.place.path).await;
    kept.add(5).await;
    kept.backup_keys().await;
    let seen = SignedCheckpoint::parse(&Node::checkpoint(&kept.place.path, Log::Changes, None).await.unwrap()).unwrap();
    let restored = kept.restore(&older).await.unwrap();
    assert_eq!((restored.changes, restored.keys_changes), (7, 12));
    assert_eq!((restored.key_count, restored.keys_beyond, restored.sections_without_key), (8, 10, 0));
    let again = kept.place.beside("again");
    assert!(restored.findings.is_empty() && Node::verify(&again).await.unwrap().is_ok());
    assert_eq!(hash(&again).await, then);

    let settings = fs::read_to_string(again.join("node.toml")).unwrap();
    let key = settings.lines().find_map(|line| line.strip_prefix("log_key = \"")).unwrap().trim_end_matches('"');
    let (name, public) = LogPublic::parse_verifier(key).unwrap();
    let mut witness = State::new(&Log::Changes.origin(&name), public);
    witness.keep(seen.clone(), &check(&witness, &seen, &[]).unwrap());
    let now = SignedCheckpoint::parse(&Node::checkpoint(&again, Log::Changes, None).await.unwrap()).unwrap();
    assert_eq!(check(&witness, &now, &[]).unwrap(), Outcome::Rollback { ours: 12, theirs: 7 });

    let refused = Node::backup_keys(&again, &kept.keys).await;
    assert!(
        matches!(refused, Err(NodeError::Backup(BackupError::Newer { theirs: 12, ours: 7, .. }))),
        "the restored copy does not overwrite the keys of what came after it: {refused:?}"
    );
}

#[tokio::test]
async fn sections_whose_keys_are_in_no_backup_are_counted_and_named() {
    let kept = Kept::new().await;
    kept.add(3).await;
    kept.backup_keys().await;
    kept.add(2).await;
    let newer = kept.backup().await;
    let restored = kept.restore(&newer).await.unwrap();
    assert_eq!((restored.changes, restored.keys_changes), (8, 6));
    assert_eq!((restored.key_count, restored.sections_without_key), (6, 4));
    let findings = Node::verify(&kept.place.beside("again")).await.unwrap().findings;
    assert_eq!(findings, restored.findings);
    let named: Vec<_> = findings.iter().map(|it| (it.kind.as_str(), it.index)).collect();
    assert_eq!(named, [("missing-key", 6), ("missing-key", 6), ("missing-key", 7), ("missing-key", 7)]);
}

#[tokio::test]
async fn what_does_not_belong_together_makes_nothing() {
    let kept = Kept::new().await;
    kept.add(2).await;
    let backup = kept.backup().await;
    kept.backup_keys().await;
    let other = Kept::new().await;
    other.add(2).await;
    let others = other.backup().await;
    let before = kept.names();

    let message = |refused: Result<Restored, NodeError>| refused.unwrap_err().to_string();
    let refused = message(kept.restore(&others).await);
    assert!(refused.contains("their log keys differ"), "{refused}");
    let organisation: Vec<_> = kept.shares.organisation_recovery[..2].iter().map(|it| sheet("o", it)).collect();
    let refused = message(kept.restore_with(&backup, &organisation).await);
    assert_eq!(refused, "the shares are not those of the key backup: they are those of organisation `harbour-aid`");
    let refused = message(kept.restore_with(&backup, &other.sheets(&[0, 1])).await);
    assert!(refused.ends_with("of no recovery key that is known here, or of one that was renewed"), "{refused}");
    let mixed = [kept.sheets(&[0]), other.sheets(&[1])].concat_sheets();
    assert!(message(kept.restore_with(&backup, &mixed).await).contains("bring two of one set"));
    assert!(message(kept.restore_with(&backup, &kept.sheets(&[1])).await).starts_with("1 share was given"));
    assert!(message(kept.restore_with(&backup, &kept.sheets(&[1, 1])).await).contains("hold the same share"));
    for (at, end) in [(5000, None), (100, None), (0, Some(7000)), (0, Some(4000)), (0, Some(0))] {
        let whole = fs::read(&kept.keys).unwrap();
        let mut changed = whole[..end.unwrap_or(whole.len())].to_vec();
        if let Some(byte) = changed.get_mut(at).filter(|_| end.is_none()) {
            *byte ^= 1;
        }
        fs::write(&kept.keys, &changed).unwrap();
        let refused = kept.restore(&backup).await;
        assert!(matches!(refused, Err(NodeError::Backup(BackupError::NotAKeyBackup { .. }))), "{at} {refused:?}");
        fs::write(&kept.keys, &whole).unwrap();
    }
    let whole = fs::read(&kept.keys).unwrap();
    fs::write(&kept.keys, [whole.as_slice(), b"more"].concat()).unwrap();
    assert!(message(kept.restore(&backup).await).contains("something stands after its end"));
    fs::write(&kept.keys, &whole).unwrap();
    let journal = backup.join("journal.db");
    let mut bytes = fs::read(&journal).unwrap();
    let last = bytes.len() - 9;
    bytes[last] ^= 4;
    fs::write(&journal, &bytes).unwrap();
    assert!(message(kept.restore(&backup).await).starts_with("the data backup is not as it was made"));
    let taken = Node::restore(&backup, &kept.keys, &kept.sheets(&[0, 1]), &kept.place.path).await;
    assert!(matches!(taken, Err(NodeError::NotEmpty { .. })));
    assert_eq!(kept.names(), before, "a refusal leaves nothing");
}

trait Concat {
    fn concat_sheets(self) -> Vec<ShareSheet>;
}

impl Concat for [Vec<ShareSheet>; 2] {
    fn concat_sheets(self) -> Vec<ShareSheet> {
        self.into_iter().flatten().collect()
    }
}

/// The data bytes of a share: six of eight letters of each word carry five bits (Crockford's letters).
fn bytes_of(share: &str) -> Vec<u8> {
    let letters = share.split(' ').flat_map(|word| word[..6].bytes());
    let value = |letter| b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".iter().position(|known| *known == letter).unwrap();
    let bits: Vec<u8> =
        letters.flat_map(|letter| (0..5).rev().map(move |bit| (value(letter) >> bit & 1) as u8)).collect();
    bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit)).collect()
}

/// All pairs that can be made of what somebody holds: each 32 bytes in a row, as a seed and as a private key.
fn pairs(held: &[Vec<u8>]) -> Vec<KeyPair> {
    let windows = held.iter().flat_map(|bytes| bytes.windows(32));
    let seeds = windows.map(|window| <[u8; 32]>::try_from(window).unwrap());
    seeds.flat_map(|seed| [Some(KeyPair::derive(&seed)), KeyPair::from_secret_bytes(&seed).ok()]).flatten().collect()
}

/// What the pairs open of the wrapped private keys of a node.
fn opened(node: &Path, pairs: &[KeyPair]) -> Vec<String> {
    let connection = Connection::open(node.join("journal.db")).unwrap();
    let mut rows = connection.prepare("select name, bytes from slot").unwrap();
    let slots: Vec<(String, Vec<u8>)> =
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(slots.len() > 6);
    let wrapper = Wrapper::new();
    let opens = |slot: &&(String, Vec<u8>)| pairs.iter().any(|it| wrapper.open(it, slot.0.as_bytes(), &slot.1).is_ok());
    slots.iter().filter(opens).map(|slot| slot.0.clone()).collect()
}

#[tokio::test]
async fn who_has_the_disk_and_all_backups_and_one_share_opens_nothing() {
    let kept = Kept::new().await;
    kept.add(2).await;
    kept.backup().await;
    kept.backup_keys().await;
    let seed = fs::read_to_string(kept.place.path.join("log.key")).unwrap();
    let seed = (0..32).map(|at| u8::from_str_radix(&seed[2 * at..2 * at + 2], 16).unwrap()).collect();
    let mut held = vec![seed];
    for one in [&kept.shares.node_recovery[1], &kept.shares.organisation_recovery[0]] {
        held.push(bytes_of(one));
        assert_eq!(held.last().unwrap().len(), 45);
    }
    let at_hand = pairs(&held);
    assert!(at_hand.len() >= 50);
    assert_eq!(opened(&kept.place.path, &at_hand), Vec::<String>::new());
    // the wrapped key of a key backup stands behind its head; the head's hash is its label
    let keys = fs::read(&kept.keys).unwrap();
    let label = |head: &[u8]| {
        use sha2::{Digest, Sha256};
        [b"landfall/key-backup/1".as_slice(), &Sha256::digest(head)].concat()
    };
    let length = usize::from(keys[4096 + 7]);
    let wrapped = &keys[4096 + 8..][..length];
    let opens = |pair: &KeyPair| Wrapper::new().open(pair, &label(&keys[..4096]), wrapped).is_ok();
    assert!(!at_hand.iter().any(opens));

    // the same attempts with a second share open both
    let shares = [0, 1].map(|at| ShareText::parse(&kept.shares.node_recovery[at]).unwrap());
    let joined = [KeyPair::derive(&join(&shares).unwrap())];
    assert_eq!(opened(&kept.place.path, &joined), ["epoch/1/@recovery", "log/@recovery", "matching/1/@recovery"]);
    assert!(opens(&joined[0]));
}

const BILAL: &str = "bilal counts the boats";
const WHY: &str = "asked by the family on 3 November";

impl Kept {
    /// Lets bilal in, so that there are two administrators.
    async fn of_two() -> Self {
        let kept = Self::new().await;
        let node = Node::open_directory(&kept.place.path).await.unwrap();
        let bilal =
            NewHolder { handle: "bilal", passphrase: BILAL, is_administrator: true, is_member: true, roles: &[] };
        node.add_holder(bilal, &[("anna", PASSPHRASE)], WHY).await.unwrap();
        node.close().await.unwrap();
        kept
    }

    async fn erase(&self, record: RecordId) {
        let node = Node::open_directory(&self.place.path).await.unwrap();
        node.unlock("anna", PASSPHRASE).await.unwrap();
        node.erase(record, &[("anna", PASSPHRASE), ("bilal", BILAL)], WHY).await.unwrap();
        node.close().await.unwrap();
    }

    async fn end_epoch(&self) {
        let node = Node::open_directory(&self.place.path).await.unwrap();
        node.unlock("anna", PASSPHRASE).await.unwrap();
        node.end_epoch(&[("anna", PASSPHRASE), ("bilal", BILAL)], WHY).await.unwrap();
        node.close().await.unwrap();
    }
}

/// Which of the records a restored node opens, sealed parts included; all that it lists.
async fn opens(node: &Path, ids: &[RecordId]) -> Vec<bool> {
    let node = Node::open_directory(node).await.unwrap();
    node.unlock("bilal", BILAL).await.unwrap();
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    let mut opened = Vec::new();
    for id in ids {
        let record = node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, *id).await;
        opened.push(record.is_ok());
    }
    node.close().await.unwrap();
    opened
}

#[tokio::test]
async fn what_was_erased_after_the_data_backup_stays_erased() {
    let kept = Kept::of_two().await;
    let ids = kept.add(3).await;
    let older = kept.backup().await;
    kept.erase(ids[1]).await;
    kept.backup_keys().await;
    let restored = kept.restore(&older).await.unwrap();
    assert!(restored.findings.is_empty(), "it is known as erased, and not as lost: {:?}", restored.findings);
    assert_eq!((restored.key_count, restored.sections_without_key), (4, 0));
    let again = kept.place.beside("again");
    assert_eq!(opens(&again, &ids).await, [true, false, true]);
    assert!(Node::verify(&again).await.unwrap().is_ok());
}

#[tokio::test]
async fn an_older_key_backup_does_not_bring_back_what_the_data_says_is_erased() {
    let kept = Kept::of_two().await;
    let ids = kept.add(3).await;
    kept.backup_keys().await;
    kept.erase(ids[1]).await;
    let newer = kept.backup().await;
    let restored = kept.restore(&newer).await.unwrap();
    assert!(restored.findings.is_empty(), "{:?}", restored.findings);
    assert_eq!((restored.key_count, restored.keys_erased, restored.sections_without_key), (4, 2, 0));
    assert_eq!(opens(&kept.place.beside("again"), &ids).await, [true, false, true]);
}

#[tokio::test]
async fn data_older_than_an_epoch_opens_with_the_keys_of_the_new_one() {
    let kept = Kept::of_two().await;
    let ids = kept.add(3).await;
    let older = kept.backup().await;
    kept.erase(ids[0]).await;
    kept.end_epoch().await;
    kept.add(1).await;
    kept.backup_keys().await;
    let restored = kept.restore(&older).await.unwrap();
    assert!(restored.findings.is_empty(), "{:?}", restored.findings);
    assert_eq!((restored.key_count, restored.keys_beyond, restored.sections_without_key), (4, 2, 0));
    let again = kept.place.beside("again");
    assert_eq!(opens(&again, &ids).await, [false, true, true]);
    let node = Node::open_directory(&again).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert_eq!(node.epoch().await.unwrap().0, 2);
    // the restored node goes on: two administrators agree on the next things
    node.erase(ids[1], &[("anna", PASSPHRASE), ("bilal", BILAL)], WHY).await.unwrap();
    node.end_epoch(&[("anna", PASSPHRASE), ("bilal", BILAL)], WHY).await.unwrap();
    node.close().await.unwrap();
    let verification = Node::verify(&again).await.unwrap();
    assert!(verification.is_ok(), "{:?}", verification.findings);
    assert_eq!(opens(&again, &ids).await, [false, false, true]);
}

#[tokio::test]
async fn keys_that_are_older_than_an_epoch_of_the_data_are_refused() {
    let kept = Kept::of_two().await;
    kept.add(2).await;
    kept.backup_keys().await;
    kept.end_epoch().await;
    let newer = kept.backup().await;
    let refused = kept.restore(&newer).await;
    assert!(matches!(refused, Err(NodeError::Backup(BackupError::KeysTooOld { .. }))), "{refused:?}");
    assert!(!kept.place.beside("again").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn keys_that_are_read_while_epochs_end_belong_together() {
    let kept = Kept::of_two().await;
    let ids = kept.add(60).await;
    let backup = kept.backup().await;
    let node = Arc::new(Node::open_directory(&kept.place.path).await.unwrap());
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let ending = tokio::spawn({
        let node = Arc::clone(&node);
        async move {
            for _ in 0..6 {
                node.end_epoch(&[("anna", PASSPHRASE), ("bilal", BILAL)], WHY).await.unwrap();
            }
        }
    });
    let mut files = Vec::new();
    while !ending.is_finished() {
        let file = kept.place.beside(&format!("keys-{}", files.len()));
        match Node::backup_keys(&kept.place.path, &file).await {
            Ok(_) => files.push(file),
            Err(NodeError::Backup(BackupError::Moving)) => assert!(!file.exists()),
            Err(error) => panic!("{error}"),
        }
    }
    ending.await.unwrap();
    Arc::into_inner(node).unwrap().close().await.unwrap();
    assert!(!files.is_empty());
    let few = files.len().div_ceil(5);
    for (at, file) in files.iter().enumerate().step_by(few) {
        let again = kept.place.beside(&format!("again-{at}"));
        let restored = Node::restore(&backup, file, &kept.sheets(&[0, 1]), &again).await.unwrap();
        assert!(restored.findings.is_empty(), "{:?}", restored.findings);
        assert!(opens(&again, &ids[..2]).await.iter().all(|is_open| *is_open));
    }
}

#[tokio::test]
async fn files_come_back_too_and_those_of_erased_records_do_not() {
    let kept = Kept::of_two().await;
    let ids = kept.add(2).await;
    let node = Node::open_directory(&kept.place.path).await.unwrap();
    let (bytes, words) =
        (b"%PDF-1.4 a letter from the coast".to_vec(), FileWords { name: "letter.pdf", caption: None });
    let mut files = Vec::new();
    for id in &ids {
        files.push(node.attach(&anna(), *id, bytes.clone(), words).await.unwrap().record);
    }
    node.close().await.unwrap();
    let older = kept.backup().await;
    kept.erase(ids[0]).await;
    kept.backup_keys().await;
    let restored = kept.restore(&older).await.unwrap();
    assert!(restored.findings.is_empty(), "{:?}", restored.findings);
    let again = kept.place.beside("again");
    let node = Node::open_directory(&again).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    assert!(node.open_attachment(&member, Form::Original, Purpose::Tracing, files[0]).await.is_err());
    let opened = node.open_attachment(&member, Form::Original, Purpose::Tracing, files[1]).await.unwrap();
    assert_eq!(*opened.bytes, bytes);
    node.close().await.unwrap();
    let blobs = |node: &Path| walk(&node.join("blobs"));
    assert_eq!(blobs(&again), 1, "the ciphertext of the erased one is swept at the first start");
    assert_eq!(blobs(&older), 2);
    assert!(Node::verify(&again).await.unwrap().is_ok());
}

/// Counts the files below a folder.
fn walk(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}
