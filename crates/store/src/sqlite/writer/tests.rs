//! A write that fails is final, and a conflict in a shared commit is refused alone.

use journal::{LogKey, leaf_hash};

use super::super::schema;
use super::*;
use crate::verbs::{Append, Receipt};

type Answer = oneshot::Receiver<Result<Receipt, StoreError>>;

fn job(record: u8, expected: u32, length: usize) -> (Job, Answer) {
    let (reply, answer) = oneshot::channel();
    let append = Append::new(Log::Changes, [record; 16], Some(expected), vec![record; length]);
    let leaf = leaf_hash(&append.bytes);
    (Job::Append { append, leaf, reply }, answer)
}

fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    schema::migrate(&connection).unwrap();
    connection
}

fn bench(connection: &Connection) -> Bench<'_> {
    let signer = Signer::from_stored(connection, LogKey::from_seed([7; 32]), "node.example").unwrap();
    Bench::new(connection, Statements::new(connection).unwrap(), signer)
}

#[test]
fn a_conflict_in_a_group_takes_no_other_with_it() {
    let connection = database();
    let mut bench = bench(&connection);
    let (jobs, mut answers): (Vec<_>, Vec<_>) =
        [job(1, 0, 10), job(1, 0, 10), job(1, 1, 10), job(2, 5, 10), job(2, 0, 10)].into_iter().unzip();
    bench.commit(jobs).unwrap();
    let answers: Vec<_> = answers.iter_mut().map(|answer| answer.try_recv().unwrap()).collect();
    let kept: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(kept.iter().map(|receipt| receipt.index).collect::<Vec<_>>(), [0, 1, 2]);
    assert!(kept.iter().all(|receipt| receipt.size == 3));
    assert!(matches!(answers[1], Err(StoreError::Conflict { expected: 0, actual: 1 })));
    assert!(matches!(answers[3], Err(StoreError::Conflict { expected: 5, actual: 0 })));
    let checkpoints: i64 = connection.query_row("SELECT count(*) FROM checkpoint", [], |row| row.get(0)).unwrap();
    assert_eq!(checkpoints, 1);
}

#[test]
fn a_full_disk_stops_the_writer_for_good() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("journal.db");
    super::super::files::create_new(&path).unwrap();
    let lock = WriterLock::take(&path).unwrap();
    let connection = connection::to_write(&path).unwrap();
    schema::migrate(&connection).unwrap();
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let full = format!("PRAGMA max_page_count = {}", pages + 8);
    connection.query_row(&full, [], |_| Ok(())).unwrap();
    let signer = Signer::from_stored(&connection, LogKey::from_seed([7; 32]), "node.example").unwrap();
    let writer = Writer::start(connection, lock, signer, &path).unwrap();
    let queue = writer.queue.as_ref().unwrap();
    let answers: Vec<_> = [job(1, 0, 10), job(2, 0, 400_000), job(3, 0, 10)]
        .into_iter()
        .map(|(job, answer)| {
            queue.blocking_send(job).unwrap();
            // each in a group of its own
            answer.blocking_recv().unwrap()
        })
        .collect();
    assert!(answers[0].is_ok());
    for stopped in &answers[1..] {
        assert!(matches!(stopped, Err(StoreError::Stopped { cause }) if cause.contains("full")), "{stopped:?}");
    }
    drop(writer);
    let connection = connection::to_write(&path).unwrap();
    let sizes = Signer::from_stored(&connection, LogKey::from_seed([7; 32]), "node.example").unwrap().sizes();
    assert_eq!(sizes, [1, 0], "what was acknowledged is there, what was refused is not");
}

#[test]
fn a_lost_group_is_answered_whole() {
    let connection = database();
    let mut bench = bench(&connection);
    connection
        .execute_batch("CREATE TEMP TRIGGER broken BEFORE INSERT ON checkpoint BEGIN SELECT RAISE(ABORT, 'no'); END")
        .unwrap();
    let (jobs, answers): (Vec<_>, Vec<_>) = [job(1, 0, 10), job(1, 7, 10), job(2, 0, 10)].into_iter().unzip();
    assert!(bench.commit(jobs).is_err());
    for mut answer in answers {
        assert!(matches!(answer.try_recv().unwrap(), Err(StoreError::Stopped { .. })));
    }
}
