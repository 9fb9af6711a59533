//! Acknowledged writes a second of the store at 1, 8 and 64 writers, beside SQLite alone: the same tables, the same
//! settings and rows, one commit for all that waits. The ratio is what tree, signature, tags and savepoints cost.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use journal::{Log, LogKey};
use store::{Append, NewKey, SqliteStore, Store};

const NODE: &str = "node.example";
const ENTRY_BYTES: usize = 800;
const KEY_BYTES: usize = 130;
const RUN: Duration = Duration::from_secs(3);

fn main() {
    let parent = std::env::args().nth(1).filter(|argument| !argument.starts_with('-'));
    let directory = match parent {
        Some(parent) => tempfile::tempdir_in(parent).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    println!("writers  store/s  sqlite/s  ratio  tree and signature  jobs a commit");
    for writers in [1, 8, 64] {
        let (rate, share, group) = of_store(&directory.path().join(format!("store-{writers}.db")), writers);
        let raw = of_sqlite(&directory.path().join(format!("raw-{writers}.db")), writers);
        println!("{writers:>7}  {rate:>7.0}  {raw:>8.0}  {:>5.2}  {:>17.1}%  {group:>13.1}", rate / raw, share * 100.0);
    }
}

fn record(writer: usize, number: u64) -> [u8; 16] {
    let mut record = [0; 16];
    record[..8].copy_from_slice(&number.to_be_bytes());
    record[8..].copy_from_slice(&(writer as u64).to_be_bytes());
    record
}

/// Writes a second, the share of tree and signature in the writer's time, and jobs a commit.
fn of_store(path: &Path, writers: usize) -> (f64, f64, f64) {
    let store = Arc::new(SqliteStore::create(path, LogKey::from_seed([7; 32]), NODE).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let began = Instant::now();
    let count: u64 = runtime.block_on(async {
        let mut tasks = Vec::new();
        for writer in 0..writers {
            let store = Arc::clone(&store);
            tasks.push(tokio::spawn(async move {
                let mut number = 0;
                while began.elapsed() < RUN {
                    let record = record(writer, number);
                    let mut append = Append::new(Log::Changes, record, Some(0), vec![writer as u8; ENTRY_BYTES]);
                    append.keys = vec![NewKey { section: 0, epoch: 1, bytes: vec![1; KEY_BYTES] }];
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
    let share = times.tree_and_signature.as_secs_f64() / times.total.as_secs_f64();
    (count as f64 / seconds, share, times.jobs as f64 / times.groups as f64)
}

/// Writes a second of one thread that commits what waits, and answers.
fn of_sqlite(path: &Path, writers: usize) -> f64 {
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
        let (mut index, note) = (0_i64, "n".repeat(200));
        while let Ok(first) = jobs.recv() {
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            let mut waiting = Vec::new();
            for (record, bytes, reply) in std::iter::once(first).chain(jobs.try_iter()).take(256) {
                entry.execute((index, record.as_slice(), [9; 32].as_slice(), bytes.as_slice())).unwrap();
                key.execute((index, record.as_slice(), [1; KEY_BYTES].as_slice(), [9; 32].as_slice())).unwrap();
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
                    let job = (record(writer, number), vec![writer as u8; ENTRY_BYTES], reply.clone());
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
