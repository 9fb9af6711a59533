//! How long a node takes to start, and how much memory it then has, from the journal and from the snapshot.
//!
//! `cargo bench -p landfall-node --bench start -- 1000000` takes another number of records than 100,000. Each start is a
//! process of its own, so that its memory is told alone.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use facts::{Place, Point, Sex};
use interop::register::Records;
use node::{InitOptions, Node, PassphraseCost};
use rooms::kind::Record;
use rooms::missing::kinds::{MissingPerson, Narrative};
use store::seal::{Binding, DataKey, KeyPair, Wrapper, seal_section};

const PASSPHRASE: &str = "a lantern over the harbour";
const RECORDS: usize = 100_000;
const SEALS: u32 = 20_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["start", path] => runtime.block_on(start(Path::new(path))),
        [] => runtime.block_on(bench(RECORDS)),
        [count] => runtime.block_on(bench(count.parse().expect("a number of records"))),
        _ => eprintln!("give a number of records, or nothing"),
    }
}

async fn bench(count: usize) {
    let folder =
        tempfile::tempdir_in(std::env::var_os("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from));
    let folder = folder.unwrap();
    let path = folder.path().join("node");
    println!("{count} records of two sections");
    println!("sealing        {}", rate(SEALS as usize * 2, sealing(), "sections"));
    let cost = PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 };
    let holders = vec![("anna", PASSPHRASE)];
    let options = InitOptions {
        name: "harbour",
        organisation: "harbour-aid",
        sector: rooms::header::Sector::CivilSociety,
        country: None,
        holders,
        roles: &[],
        demo: false,
        unattended: false,
        cost,
    };
    Node::init(&path, &options).await.unwrap();
    let node = Node::open_directory(&path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let anna = node.acting("anna", node::Action::Write, None, "bench").await.unwrap();
    let records = Records { missing: (0..count).map(person).collect(), ..Records::default() };
    let since = Instant::now();
    node.import_register(&anna, &records).await.unwrap();
    println!("import         {}", rate(count, since.elapsed(), "records"));
    let since = Instant::now();
    node.save_snapshot().await.unwrap();
    println!("snapshot       {}", rate(count, since.elapsed(), "records"));
    node.close().await.unwrap();
    drop(records);
    let size = |name: &str| std::fs::metadata(path.join(name)).map_or(0, |it| it.len());
    println!("on the disk    {} MB journal, {} MB snapshot", size("journal.db") >> 20, size("snapshot") >> 20);
    let snapshot = child(&path);
    std::fs::remove_file(path.join("snapshot")).unwrap();
    let journal = child(&path);
    for (name, told) in [("journal", &journal), ("snapshot", &snapshot)] {
        let Told { open, unlock, memory_mb } = told;
        println!("from {name:<9} opened in {open:.2} s, unlocked in {unlock:.2} s, at most {memory_mb} MB");
    }
    println!("ratio          unlocking is {:.1} times as fast from the snapshot", journal.unlock / snapshot.unlock);
}

fn rate(count: usize, took: Duration, what: &str) -> String {
    let seconds = took.as_secs_f64();
    format!("{:.0} {what}/s ({seconds:.2} s)", count as f64 / seconds)
}

/// What a process said of its start.
struct Told {
    open: f64,
    unlock: f64,
    memory_mb: u64,
}

fn child(path: &Path) -> Told {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).arg("start").arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut words = text.split_whitespace();
    let mut next = || words.next().unwrap();
    Told { open: next().parse().unwrap(), unlock: next().parse().unwrap(), memory_mb: next().parse().unwrap() }
}

async fn start(path: &Path) {
    let since = Instant::now();
    let node = Node::open_directory(path).await.unwrap();
    let open = since.elapsed().as_secs_f64();
    let since = Instant::now();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    let unlock = since.elapsed().as_secs_f64();
    eprintln!("{}", node.snapshot().await);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = line.split_whitespace().next().unwrap().parse().unwrap();
    println!("{open} {unlock} {}", kilobytes >> 10);
    // no snapshot is written at the end of what is measured
    std::process::exit(0);
}

/// A section with its data key, sealed to two public keys, as an entry has two of them.
fn sealing() -> Duration {
    let (epoch, role) = (KeyPair::generate().unwrap().public(), KeyPair::generate().unwrap().public());
    let wrapper = Wrapper::new();
    let plain = serde_json::to_vec(&person(7).matching).unwrap();
    let since = Instant::now();
    for count in 0..SEALS * 2 {
        let mut record = [0; 16];
        record[..4].copy_from_slice(&count.to_be_bytes());
        let binding = Binding {
            log: "changes",
            record,
            kind: "missing-person",
            kind_version: 1,
            section: "matching",
            owner: "harbour-aid",
        };
        let key = DataKey::generate().unwrap();
        let sealed = seal_section(&key, &binding, &plain).unwrap();
        let wrapped = wrapper.wrap_data_key(&epoch, &role, &binding.to_bytes(), &key).unwrap();
        std::hint::black_box((sealed, wrapped));
    }
    since.elapsed()
}

fn person(number: usize) -> Record<MissingPerson> {
    let matching = MissingPerson {
        id: format!("M-{number:07}"),
        family: format!("F-{:06}", number / 3),
        person: format!("child-{}", number % 3),
        name: Some(format!("أمينة بنت {number}")),
        sex_family: Sex::Female,
        sex_documents: Sex::Unknown,
        born: "2001-05".parse().ok(),
        age_last_seen: "20-25".parse().ok(),
        last_seen: "2023-06-14".parse().ok(),
        place: Some(Place { name: Some("Sfax, Tunisia".to_owned()), point: Point::new(34.74, 10.76) }),
        route: Some("Central Mediterranean".to_owned()),
    };
    let circumstances = Some(format!("a metal boat, about 40 people, told by an uncle on the telephone ({number})"));
    Record { matching, sealed: Narrative { circumstances } }
}
