//! How long a list of many headers through the door takes, beside walking over them.
//!
//! `cargo bench -p landfall-node --bench door -- 10000` takes another number of records than 100,000.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use interop::register::Records;
use node::{Action, InitOptions, Node, PassphraseCost};
use rooms::header::{Header, Purpose, Sector};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::MissingPerson;

const RECORDS: usize = 100_000;
const ROUNDS: u32 = 5;

fn main() {
    let count = std::env::args().skip(1).find(|word| word != "--bench");
    let count = count.map_or(RECORDS, |word| word.parse().expect("a number of records"));
    tokio::runtime::Runtime::new().unwrap().block_on(bench(count));
}

async fn bench(count: usize) {
    let place = std::env::var_os("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(place).unwrap();
    let path = folder.path().join("node");
    let options = InitOptions {
        name: "harbour",
        organisation: "harbour-aid",
        sector: Sector::CivilSociety,
        country: None,
        holders: vec![("anna", "a lantern over the harbour")],
        roles: &[],
        demo: true,
        unattended: false,
        cost: PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 },
    };
    Node::init(&path, &options).await.unwrap();
    let node = Node::open_directory(&path).await.unwrap();
    let anna = node.acting("anna", Action::Import, Some(Purpose::Tracing), "bench").await.unwrap();
    node.import_register(&anna, &Records { missing: (0..count).map(person).collect(), ..Records::default() })
        .await
        .unwrap();
    println!("{count} records");
    let purpose = Purpose::Tracing;
    let listed = node.list::<MissingPerson>(&anna, Action::List, purpose).await.unwrap();
    let headers: Vec<Header> = listed.into_iter().map(|opened| opened.header).collect();
    let walked = timed(|| async { headers.iter().filter(|it| it.kind.as_str() == MissingPerson::NAME).count() }).await;
    let counted = timed(|| async { node.count(&anna, purpose, MissingPerson::NAME).await.unwrap() }).await;
    let listed =
        timed(|| async { node.list::<MissingPerson>(&anna, Action::List, purpose).await.unwrap().len() }).await;
    let first = Instant::now();
    let names = node.permitted(&anna, Action::List, purpose, MissingPerson::NAME).await.unwrap();
    let first = first.elapsed();
    assert_eq!(names.len(), count);
    let again =
        timed(|| async { node.permitted(&anna, Action::List, purpose, MissingPerson::NAME).await.unwrap().len() })
            .await;
    for (what, took) in
        [("headers walked", walked), ("counted", counted), ("listed, read", listed), ("permitted, first", first)]
    {
        let rate = count as f64 / took.as_secs_f64();
        let ratio = took.as_secs_f64() / walked.as_secs_f64();
        println!("{what:<18} {:>9.2} ms  {rate:>12.0} a second  {ratio:>7.1} times the walk", took.as_secs_f64() * 1e3);
    }
    println!("permitted, again   {:>9.4} ms", again.as_secs_f64() * 1e3);
}

/// The shortest of some rounds.
async fn timed<F: Future<Output = usize>>(work: impl Fn() -> F) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..ROUNDS {
        let since = Instant::now();
        std::hint::black_box(work().await);
        shortest = shortest.min(since.elapsed());
    }
    shortest
}

fn person(number: usize) -> Record<MissingPerson> {
    let id = format!("M-{number:07}");
    let (family, person) = (format!("F-{number}"), "child".to_owned());
    Record::of(MissingPerson { id, family, person, name: Some(format!("name {number}")), ..MissingPerson::default() })
}
