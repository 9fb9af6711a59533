//! A seized disk tells nothing: what was put into any matching or sealed field of any kind, and what a photo tells, is in
//! no file of a node, whether it was stopped in order or killed at any moment, nor in any temporary file or log of it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/canary.rs"]
mod canary;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use canary::{Canaries, files, role_for, salted};
use node::door::Against;
use node::{Action, Answer, FileWords, Form, Node, Role, SnapshotUse};
use rooms::attachment::Attachment;
use rooms::header::{Purpose, RecordId};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{
    Family, FamilyKey, FamilyMessage, MissingPerson, Population, Proposal, RegisterSettings, Remains, Sample,
};
use rooms::shared::{Agreement, Consent};
use rstest::rstest;
use support::{PASSPHRASE, Place, acting, anna, demo};

/// A photo that tells its place, its time and its maker, beside its pixels.
const PHOTO: &[u8] = include_bytes!("../../store/tests/data/baseline.jpg");
const NAME: &str = "canary in the name.jpg";
const CAPTION: &str = "canary in the caption";
/// Where the process that is looked at learns which node it works on, and how it ends.
const NODE: &str = "LANDFALL_TEST_CANARY_NODE";
const ENDS: &str = "LANDFALL_TEST_CANARY_ENDS";

const ACCOUNTS: [&str; 4] = ["invitation", "account-request", "account-approval", "api-token"];

/// What is written by a way of its own.
const RULING: [&str; 2] = [Consent::NAME, Agreement::NAME];

/// What is done with each kind.
trait Each {
    fn each<K: Kind + 'static>(&mut self);
}

fn with_all_kinds(work: &mut impl Each) -> Vec<&'static str> {
    macro_rules! all {
        ($($kind:ty),*) => {{
            $(work.each::<$kind>();)*
            vec![$(<$kind>::NAME),*]
        }};
    }
    all!(
        RegisterSettings,
        Population,
        Family,
        Sample,
        MissingPerson,
        Remains,
        Proposal,
        Attachment,
        FamilyKey,
        FamilyMessage,
        Consent,
        Agreement
    )
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../rooms/tests/golden")
}

/// The record of a kind's golden file with a canary in each field.
fn salted_golden<K: Kind>(canaries: &mut Canaries) -> Record<K> {
    let file = fs::read_to_string(golden().join(format!("{}-v{}.jsonl", K::NAME, K::VERSION))).unwrap();
    // the day of a consent is the day of its header, which is no secret: the node writes it, whatever the record says
    let file = match K::NAME {
        Consent::NAME => file.replace("\"date\":\"2026-11-25\"", "\"date\":\"1971-03-04\""),
        _ => file,
    };
    let mut lines = file.lines().map(str::as_bytes);
    let (matching, sealed) = (lines.next().unwrap(), lines.next());
    let record = Record::<K>::from_sections(K::VERSION, matching, sealed).unwrap();
    let before = canaries.count;
    // what an agreement names are words that the node knows, and no other is taken: its text alone is salted
    let matching = match K::NAME {
        Agreement::NAME => record.matching,
        _ => salted(&record.matching, K::NAME, canaries),
    };
    let sealed = salted(&record.sealed, &format!("{}sealed", K::NAME), canaries);
    let record = Record { matching, sealed };
    assert!(canaries.count > before, "`{}` takes no canary", K::NAME);
    record
}

/// Everything that must be nowhere: the same in each process, since it follows from the golden files.
fn all_canaries() -> Canaries {
    struct Collect(Canaries);
    impl Each for Collect {
        fn each<K: Kind + 'static>(&mut self) {
            salted_golden::<K>(&mut self.0);
        }
    }
    let mut collect = Collect(Canaries::default());
    let known: BTreeSet<_> = with_all_kinds(&mut collect).into_iter().map(str::to_owned).collect();
    let kind = |path: PathBuf| path.file_name()?.to_str()?.split_once("-v").map(|(kind, _)| kind.to_owned());
    let mut golden_files = Vec::new();
    files(&golden(), &mut golden_files);
    let golden_kinds: BTreeSet<_> = golden_files.into_iter().filter_map(kind).collect();
    // what is kept of accounts goes another way than the door, and is looked for in `tests/accounts/canaries.rs`
    let golden_kinds: BTreeSet<_> =
        golden_kinds.into_iter().filter(|kind| !ACCOUNTS.contains(&kind.as_str())).collect();
    assert_eq!(known, golden_kinds, "a kind with a golden file is looked for here too");
    let mut canaries = collect.0;
    for person in imported().missing {
        canaries.add(&person.matching.name.unwrap());
        canaries.add(&person.sealed.circumstances.unwrap());
    }
    for word in [PASSPHRASE, NAME, CAPTION, "2026:03:04 05:06:07"] {
        canaries.add(word);
    }
    for at in (0..PHOTO.len() - 24).step_by(64) {
        let part = &PHOTO[at..at + 24];
        // a run of one byte is anybody's
        if part.iter().collect::<BTreeSet<_>>().len() > 8 {
            canaries.add_bytes(part, "the photo");
        }
    }
    canaries
}

fn imported() -> interop::register::Records {
    let mut records = demo();
    records.samples.clear();
    records.remains.truncate(3);
    records.missing.truncate(6);
    for (at, person) in records.missing.iter_mut().enumerate() {
        person.matching.name = Some(format!("canary name of the import {at}"));
        person.sealed.circumstances = Some(format!("canary circumstances of the import {at}"));
    }
    records
}

/// Appends one record of each kind, and gives the missing person.
async fn append_all(node: &Node) -> node::door::Appended {
    type Append<'a> = std::pin::Pin<Box<dyn Future<Output = node::door::Appended> + 'a>>;
    struct Build<'a>(Vec<(&'static str, Append<'a>)>, &'a Node);
    impl Each for Build<'_> {
        fn each<K: Kind + 'static>(&mut self) {
            if RULING.contains(&K::NAME) {
                return;
            }
            let (record, node) = (salted_golden::<K>(&mut Canaries::default()), self.1);
            let append = async move {
                node.append(&acting("carol", role_for(K::PURPOSE)), &record, Against::Nothing).await.unwrap()
            };
            self.0.push((K::NAME, Box::pin(append)));
        }
    }
    let mut build = Build(Vec::new(), node);
    with_all_kinds(&mut build);
    let mut person = None;
    for (name, append) in build.0 {
        let appended = append.await;
        if name == MissingPerson::NAME {
            person = Some(appended);
        }
    }
    person.unwrap()
}

/// What rules on a record, by ways of its own: a yes of the person, and an agreement.
async fn rule(node: &Node, about: RecordId) {
    let Record { matching: said, sealed: details } = salted_golden::<Consent>(&mut Canaries::default());
    let Consent { purpose, with, giver, is_at_risk, until, review, .. } = said;
    let answer = Answer { about, purpose, with, giver, state: said.state, is_at_risk, until, review, details };
    node.consent(&acting("carol", Role::TracingOfficer), answer).await.unwrap();
    let agreement = salted_golden::<Agreement>(&mut Canaries::default());
    node.agree(&acting("carol", Role::Coordinator), &agreement).await.unwrap();
}

/// All that a node does, locked and unlocked, with readings of all of it.
async fn work(path: &Path) -> (Node, node::door::Appended) {
    let node = Node::open_directory(path).await.unwrap();
    let words = FileWords { name: NAME, caption: Some(CAPTION) };
    node.unlock("anna", PASSPHRASE).await.unwrap();
    // first, since an import must fit to what is there, and the records of all kinds are no register
    node.import_register(&anna(), &imported()).await.unwrap();
    node.lock().await.unwrap();
    append_all(&node).await;
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let person = append_all(&node).await;
    rule(&node, person.record).await;
    let file = node.attach(&anna(), person.record, PHOTO.to_vec(), words).await.unwrap();
    let member = node.member("anna", PASSPHRASE).await.unwrap();
    for form in [Form::Original, Form::Shown] {
        node.open_attachment(&member, form, Purpose::Tracing, file.record).await.unwrap();
    }
    node.open_sealed::<MissingPerson>(&member, Action::Open, Purpose::Tracing, person.record).await.unwrap();
    node.list::<MissingPerson>(&anna(), Action::List, Purpose::Tracing).await.unwrap();
    node.save_snapshot().await.unwrap();
    node.lock().await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    assert!(matches!(node.snapshot().await, SnapshotUse::Loaded { .. }));
    (node, person)
}

/// Not a test of its own: the process that is looked at. It does its work, then ends as it is told: in order, or never, so
/// that it is killed while it writes.
#[tokio::test]
#[ignore = "started by the test below"]
async fn the_process_that_is_looked_at() {
    let Some(path) = std::env::var_os(NODE) else { return };
    let (node, person) = work(Path::new(&path)).await;
    let is_stopped = std::env::var(ENDS).is_ok_and(|ends| ends == "stopped");
    println!("\nready");
    if is_stopped {
        node.close().await.unwrap();
        return;
    }
    let record = salted_golden::<MissingPerson>(&mut Canaries::default());
    let words = FileWords { name: NAME, caption: Some(CAPTION) };
    for version in person.version.. {
        node.append(&anna(), &record, Against::Version(person.record, version)).await.unwrap();
        node.attach(&anna(), person.record, PHOTO.to_vec(), words).await.unwrap();
        node.save_snapshot().await.unwrap();
    }
}

#[rstest]
#[case::stopped(None)]
#[case::killed_at_once(Some(0))]
#[case::killed_a_little_later(Some(61))]
#[case::killed_later(Some(187))]
#[tokio::test]
async fn no_canary_is_on_the_disk(#[case] killed_after_ms: Option<u64>) {
    let place = Place::new();
    place.init(false).await;
    let beside = place.path.parent().unwrap().to_owned();
    let temporary = beside.join("temporary");
    fs::create_dir(&temporary).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["the_process_that_is_looked_at", "--exact", "--ignored", "--nocapture"])
        .current_dir(&temporary)
        .env(NODE, &place.path)
        .env(ENDS, if killed_after_ms.is_some() { "killed" } else { "stopped" })
        .env("TMPDIR", &temporary)
        .env("SQLITE_TMPDIR", &temporary)
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::from(fs::File::create(beside.join("stderr.log")).unwrap()))
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stdout.take().unwrap());
    let mut log = String::new();
    while !log.ends_with("ready\n") {
        assert!(told.read_line(&mut log).unwrap() > 0, "{}", fs::read_to_string(beside.join("stderr.log")).unwrap());
    }
    match killed_after_ms {
        Some(wait) => {
            std::thread::sleep(Duration::from_millis(wait));
            child.kill().unwrap();
            assert!(!child.wait().unwrap().success());
        }
        None => assert!(child.wait().unwrap().success()),
    }
    told.read_to_string(&mut log).unwrap();
    fs::write(beside.join("stdout.log"), log).unwrap();

    let canaries = all_canaries();
    assert!(canaries.count > 80, "{}", canaries.count);
    let mut stored = Vec::new();
    files(&beside, &mut stored);
    let is_there = |name: &str| stored.iter().any(|path| path.ends_with(name));
    assert!(["journal.db", "snapshot", "log.key", "stderr.log"].into_iter().all(is_there), "{stored:?}");
    let log_byte_count = fs::metadata(place.path.join("journal.db-wal")).map_or(0, |file| file.len());
    assert_eq!(log_byte_count > 0, killed_after_ms.is_some(), "a kill leaves the write-ahead log to look into");
    assert!(stored.iter().filter(|path| path.starts_with(place.path.join("blobs"))).count() >= 2);
    for path in &stored {
        let found = canaries.found_in(&fs::read(path).unwrap());
        assert!(found.is_empty(), "{} holds {found:?}", path.display());
    }
    // the search finds what is there
    let person = salted_golden::<MissingPerson>(&mut Canaries::default());
    assert!(canaries.found_in(&person.matching_bytes().unwrap()).len() > 3);
    assert_eq!(canaries.found_in(PHOTO).into_iter().collect::<Vec<_>>(), ["2026:03:04 05:06:07", "the photo"]);
    assert!(Node::verify(&place.path).await.unwrap().is_ok());
}
