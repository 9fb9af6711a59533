//! Acknowledged writes a second of the store at 1, 8 and 64 writers, beside SQLite alone: the same tables, the same
//! settings and rows, one commit for all that waits. The ratio is what sealing, tree, signature, tags and savepoints cost;
//! the shares are of the time that writers spend on sealing and the one that commits on everything.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use journal::{Log, LogKey};
use store::seal::{Binding, DataKey, KeyPair, PublicKey, Wrapper, seal_section};
use store::{Append, NewKey, SqliteStore, Store};

const NODE: &str = "node.example";
const PLAIN_BYTES: usize = 760;
const RUN: Duration = Duration::from_secs(1);
/// Runs of either by turns, each on a new file: what else the machine does then falls on both.
const ROUNDS: usize = 5;

fn main() {
    let parent = std::env::args().nth(1).filter(|argument| !argument.starts_with('-'));
    let directory = match parent {
        Some(parent) => tempfile::tempdir_in(parent).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    let (entry, key) = Sealing::new().seal([1; 16]);
    println!("entries of {} bytes, each with a wrapped key of {} bytes", entry.len(), key.len());
    println!("writers  store/s  sqlite/s  ratio  sealing  tree and signature  jobs a commit");
    for writers in [1, 8, 64] {
        let mut all = [0.0; 5];
        for round in 0..ROUNDS {
            let file = |of: &str| directory.path().join(format!("{of}-{writers}-{round}.db"));
            let Rate { rate, sealing, tree, group } = of_store(&file("store"), writers);
            let raw = of_sqlite(&file("raw"), writers, (entry.len(), key.len()));
            let of_round = [rate, raw, sealing, tree, group];
            all.iter_mut().zip(of_round).for_each(|(sum, it)| *sum += it / ROUNDS as f64);
        }
        let [rate, raw, sealing, tree, group] = all;
        let (ratio, sealing, tree) = (rate / raw, sealing * 100.0, tree * 100.0);
        println!("{writers:>7}  {rate:>7.0}  {raw:>8.0}  {ratio:>5.2}  {sealing:>6.1}%  {tree:>17.1}%  {group:>13.1}");
    }
}

/// Seals as a node does: a section under a key of its own, that key to a role and to an epoch.
struct Sealing {
    wrapper: Wrapper,
    epoch: PublicKey,
    role: PublicKey,
    nanoseconds: AtomicU64,
}

impl Sealing {
    fn new() -> Self {
        let [epoch, role] = [1, 2].map(|seed| KeyPair::derive(&[seed; 32]).public());
        Self { wrapper: Wrapper::new(), epoch, role, nanoseconds: AtomicU64::new(0) }
    }

    /// The entry's bytes, and its wrapped key.
    fn seal(&self, record: [u8; 16]) -> (Vec<u8>, Vec<u8>) {
        let began = Instant::now();
        let binding = Binding {
            log: "changes",
            record,
            kind: "missing-person",
            kind_version: 1,
            section: "matching",
            owner: "harbour-aid",
        };
        let key = DataKey::generate().unwrap();
        let bytes = seal_section(&key, &binding, &[7; PLAIN_BYTES]).unwrap();
        let wrapped = self.wrapper.wrap_data_key(&self.epoch, &self.role, &binding.to_bytes(), &key).unwrap();
        self.nanoseconds.fetch_add(began.elapsed().as_nanos() as u64, Ordering::Relaxed);
        (bytes, wrapped)
    }
}

/// What was measured of the store.
struct Rate {
    /// Writes a second.
    rate: f64,
    /// Shares of the time of the work.
    sealing: f64,
    tree: f64,
    /// Jobs a commit.
    group: f64,
}

fn record(writer: usize, number: u64) -> [u8; 16] {
    let mut record = [0; 16];
    record[..8].copy_from_slice(&number.to_be_bytes());
    record[8..].copy_from_slice(&(writer as u64).to_be_bytes());
    record
}

fn of_store(path: &Path, writers: usize) -> Rate {
    let sealing = Arc::new(Sealing::new());
    let store = Arc::new(SqliteStore::create(path, LogKey::from_seed([7; 32]), NODE).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let began = Instant::now();
    let count: u64 = runtime.block_on(async {
        let mut tasks = Vec::new();
        for writer in 0..writers {
            let (store, sealing) = (Arc::clone(&store), Arc::clone(&sealing));
            tasks.push(tokio::spawn(async move {
                let mut number = 0;
                while began.elapsed() < RUN {
                    let record = record(writer, number);
                    let (bytes, key) = sealing.seal(record);
                    let mut append = Append::new(Log::Changes, record, Some(0), bytes);
                    append.keys = vec![NewKey { section: 0, epoch: 1, bytes: key }];
                    store.append(append).await.unwrap();
                    number += 1;
                }
                number
            }));
        }
        let mut count = 0;
        for task in tasks {
            count += task.await.unwrap();
        }
        count
    });
    let seconds = began.elapsed().as_secs_f64();
    let times = store.writer_times();
    let sealed = sealing.nanoseconds.load(Ordering::Relaxed) as f64 / 1e9;
    let all = sealed + times.total.as_secs_f64();
    Rate {
        rate: count as f64 / seconds,
        sealing: sealed / all,
        tree: times.tree_and_signature.as_secs_f64() / all,
        group: times.jobs as f64 / times.groups as f64,
    }
}

/// Writes a second of one thread that commits what waits, and answers.
fn of_sqlite(path: &Path, writers: usize, (entry_bytes, key_bytes): (usize, usize)) -> f64 {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        .unwrap();
    connection.execute_batch(include_str!("../src/sqlite/migrations/0001_journal.sql")).unwrap();
    let (queue, jobs) = mpsc::sync_channel::<([u8; 16], Vec<u8>, mpsc::Sender<()>)>(1024);
    let committer = std::thread::spawn(move || {
        let mut entry = connection
            .prepare("INSERT INTO entry (log, idx, record, version, leaf, bytes) VALUES (0, ?1, ?2, 1, ?3, ?4)");
        let mut key = connection.prepare(
            "INSERT INTO wrapped_key (idx, section, record, epoch, bytes, tag) VALUES (?1, 0, ?2, x'00000001', ?3, ?4)",
        );
        let mut checkpoint = connection.prepare("INSERT INTO checkpoint (log, size, note) VALUES (0, ?1, ?2)");
        let (entry, key) = (entry.as_mut().unwrap(), key.as_mut().unwrap());
        let wrapped = vec![1; key_bytes];
        let (mut index, note) = (0_i64, "n".repeat(200));
        while let Ok(first) = jobs.recv() {
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            let mut waiting = Vec::new();
            for (record, bytes, reply) in std::iter::once(first).chain(jobs.try_iter()).take(256) {
                entry.execute((index, record.as_slice(), [9; 32].as_slice(), bytes.as_slice())).unwrap();
                key.execute((index, record.as_slice(), wrapped.as_slice(), [9; 32].as_slice())).unwrap();
                index += 1;
                waiting.push(reply);
            }
            checkpoint.as_mut().unwrap().execute((index, note.as_str())).unwrap();
            connection.execute_batch("COMMIT").unwrap();
            waiting.into_iter().for_each(|reply| reply.send(()).unwrap());
        }
    });
    let began = Instant::now();
    let threads: Vec<_> = (0..writers)
        .map(|writer| {
            let queue = queue.clone();
            std::thread::spawn(move || {
                let (reply, answer) = mpsc::channel();
                let mut number = 0_u64;
                while began.elapsed() < RUN {
                    let job = (record(writer, number), vec![writer as u8; entry_bytes], reply.clone());
                    queue.send(job).unwrap();
                    answer.recv().unwrap();
                    number += 1;
                }
                number
            })
        })
        .collect();
    let count: u64 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    let seconds = began.elapsed().as_secs_f64();
    drop(queue);
    committer.join().unwrap();
    count as f64 / seconds
}
