//! The one writer: a thread that takes what waits, up to [`GROUP`] jobs at once, and makes it durable in one commit.
//!
//! A write that fails is final. What a failed sync left on the medium is not known, so nothing is tried again: this
//! group and all that follows is refused until a new start has read what is really there.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use journal::Log;
use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot};

use super::files::WriterLock;
use super::job::{Done, Failure, Job, Leaves};
use super::signer::{Signer, checkpoint_row};
use super::statements::Statements;
use super::{connection, files, read};
use crate::error::StoreError;
use crate::tag::TagKey;

/// The most jobs in one commit.
pub(super) const GROUP: usize = 256;

/// The most jobs that wait; who comes then waits to be let in.
const QUEUE: usize = 1024;

/// About how many bytes the write-ahead log may take up before it is carried over into the database.
const LOG_BYTES: usize = 4 * 1024 * 1024;

/// About what a commit adds to the write-ahead log beside the bytes of its jobs: the pages it touches.
const COMMIT_BYTES: usize = 8 * 4096;

/// How long the answer to an erasure waits for who reads from the write-ahead log, so that it can be cut to nothing.
const CUT_WAIT: Duration = Duration::from_secs(2);

/// How the writer spent its time since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriterTimes {
    /// Commits.
    pub groups: u64,
    /// Jobs that were done in them.
    pub jobs: u64,
    /// All of it, waiting for jobs apart.
    pub total: Duration,
    /// Growing the trees and signing checkpoints.
    pub tree_and_signature: Duration,
}

#[derive(Debug, Default)]
struct Meter {
    groups: AtomicU64,
    jobs: AtomicU64,
    total_ns: AtomicU64,
    signing_ns: AtomicU64,
}

/// The end of the queue that callers hold, and the thread at the other.
#[derive(Debug)]
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Job>>,
    ended: Option<oneshot::Receiver<Result<(), StoreError>>>,
    thread: Option<JoinHandle<()>>,
    meter: Arc<Meter>,
}

impl Writer {
    /// Starts the thread. It owns the connection and the lock, and lets both go at its end.
    pub(super) fn start(
        connection: Connection,
        lock: WriterLock,
        signer: Signer,
        path: &Path,
    ) -> Result<Self, StoreError> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (end, ended) = oneshot::channel();
        let meter = Arc::new(Meter::default());
        let for_thread = Arc::clone(&meter);
        let thread = std::thread::Builder::new()
            .name("store writer".to_owned())
            .spawn(move || {
                let result = work(&connection, signer, jobs, &for_thread);
                drop(connection);
                drop(lock);
                drop(end.send(result));
            })
            .map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        Ok(Self { queue: Some(queue), ended: Some(ended), thread: Some(thread), meter })
    }

    /// Queues a job and waits for its answer.
    pub(super) async fn run<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Job,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.send(job(reply)).await.map_err(|_| ended_early())?;
        answer.await.map_err(|_| ended_early())?
    }

    /// Ends the thread after all that waits.
    pub(super) async fn close(mut self) -> Result<(), StoreError> {
        self.queue = None;
        match self.ended.take() {
            Some(ended) => ended.await.map_err(|_| ended_early())?,
            None => Ok(()),
        }
    }

    pub(super) fn times(&self) -> WriterTimes {
        let read = |value: &AtomicU64| value.load(Ordering::Relaxed);
        WriterTimes {
            groups: read(&self.meter.groups),
            jobs: read(&self.meter.jobs),
            total: Duration::from_nanos(read(&self.meter.total_ns)),
            tree_and_signature: Duration::from_nanos(read(&self.meter.signing_ns)),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // a writer that panicked has told so already
            let _ = thread.join();
        }
    }
}

fn ended_early() -> StoreError {
    StoreError::Stopped { cause: "the writer has ended".to_owned() }
}

/// Works until the queue is closed and empty, then leaves the medium tidy.
fn work(
    connection: &Connection,
    signer: Signer,
    mut jobs: mpsc::Receiver<Job>,
    meter: &Meter,
) -> Result<(), StoreError> {
    let mut bench = match Statements::new(connection) {
        Ok(statements) => Bench::new(connection, statements, signer),
        Err(error) => return refuse_all(jobs, &error.to_string()),
    };
    let mut group = Vec::with_capacity(GROUP);
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        let began = Instant::now();
        if let Err(cause) = bench.commit(std::mem::take(&mut group)) {
            // readers go on reading what was acknowledged
            return refuse_all(jobs, &cause);
        }
        meter.groups.fetch_add(1, Ordering::Relaxed);
        meter.jobs.store(bench.jobs_done, Ordering::Relaxed);
        meter.total_ns.fetch_add(nanoseconds(began.elapsed()), Ordering::Relaxed);
        meter.signing_ns.store(nanoseconds(bench.signing), Ordering::Relaxed);
    }
    let is_cut = bench.cut(CUT_WAIT).map_err(|cause| StoreError::Stopped { cause })?;
    // who only reads from another process is no reason not to end, but what was to be forgotten must be told
    if is_cut || bench.left == Leaves::Nothing { Ok(()) } else { Err(StoreError::NotForgotten) }
}

/// Answers every job that comes, until no more can.
fn refuse_all(mut jobs: mpsc::Receiver<Job>, cause: &str) -> Result<(), StoreError> {
    while let Some(job) = jobs.blocking_recv() {
        job.refuse(StoreError::Stopped { cause: cause.to_owned() });
    }
    Err(StoreError::Stopped { cause: cause.to_owned() })
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// All that the thread works with.
struct Bench<'c> {
    connection: &'c Connection,
    statements: Statements<'c>,
    signer: Signer,
    tags: TagKey,
    log_bytes: usize,
    /// What the write-ahead log holds that must not stay there.
    left: Leaves,
    jobs_done: u64,
    signing: Duration,
}

impl<'c> Bench<'c> {
    fn new(connection: &'c Connection, statements: Statements<'c>, signer: Signer) -> Self {
        let tags = TagKey::of(&signer.key);
        Self {
            connection,
            statements,
            signer,
            tags,
            log_bytes: 0,
            left: Leaves::Nothing,
            jobs_done: 0,
            signing: Duration::ZERO,
        }
    }

    /// Commits a group and answers every job of it. An error is final; its jobs are answered with it.
    fn commit(&mut self, group: Vec<Job>) -> Result<(), String> {
        match self.statements.begin.execute([]) {
            Ok(_) => {}
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                group.into_iter().for_each(|job| job.refuse(StoreError::Busy));
                return Ok(());
            }
            Err(error) => return Err(stop(group, error.to_string())),
        }
        let mut kept = Vec::with_capacity(group.len());
        let mut refused = Vec::new();
        let mut waiting = group.into_iter();
        while let Some(job) = waiting.next() {
            match self.run(&job) {
                Ok(done) => kept.push((job, done)),
                Err(Failure::Refused(error)) => refused.push((job, error)),
                Err(Failure::Fatal(cause)) => {
                    let all = kept.into_iter().map(|(job, _)| job).chain(refused.into_iter().map(|(job, _)| job));
                    return Err(stop(all.chain([job]).chain(waiting), cause));
                }
            }
        }
        if let Err(cause) = self.finish(&kept) {
            return Err(stop(
                kept.into_iter().map(|(job, _)| job).chain(refused.into_iter().map(|(job, _)| job)),
                cause,
            ));
        }
        self.jobs_done += kept.len() as u64;
        let sizes = self.signer.sizes();
        refused.into_iter().for_each(|(job, error)| job.refuse(error));
        let is_cut = self.left == Leaves::Nothing;
        kept.into_iter().for_each(|(job, done)| job.acknowledge(&done, sizes, is_cut));
        Ok(())
    }

    /// One job, in a savepoint of its own where it needs one, so that what is refused takes nothing else with it.
    fn run(&mut self, job: &Job) -> Result<Done, Failure> {
        let is_saved = job.is_refused_halfway();
        if is_saved {
            self.statements.save.execute([])?;
        }
        let outcome = job.run(&mut self.statements, &self.tags, self.signer.sizes());
        match &outcome {
            // SQLite has rolled all of it back already; another statement would only hide the cause
            Err(Failure::Fatal(_)) => return outcome,
            Err(Failure::Refused(_)) if is_saved => drop(self.statements.undo.execute([])?),
            _ => {}
        }
        if is_saved {
            self.statements.release.execute([])?;
        }
        if let Ok(Done::Appended { log, leaf, .. }) = &outcome {
            let began = Instant::now();
            self.signer.trees[usize::from(*log == Log::Audit)].push(*leaf);
            self.signing += began.elapsed();
        }
        outcome
    }

    /// Signs what grew, commits, and carries the write-ahead log over when it is time.
    fn finish(&mut self, kept: &[(Job, Done)]) -> Result<(), String> {
        let mut grew = false;
        for log in Log::ALL {
            if kept.iter().any(|(_, done)| matches!(done, Done::Appended { log: grown, .. } if *grown == log)) {
                grew = true;
                let began = Instant::now();
                let note = self.signer.sign(log).map_err(|error| error.to_string())?;
                self.signing += began.elapsed();
                let size = self.signer.sizes()[usize::from(log == Log::Audit)];
                let row = checkpoint_row(log, size, &note);
                self.statements.add_checkpoint.execute(row).map_err(|error| error.to_string())?;
            }
        }
        if grew {
            let text = read::ends_text(&self.signer.ends(&self.tags));
            self.statements.put_ends.execute([text]).map_err(|error| error.to_string())?;
        }
        self.statements.commit.execute([]).map_err(|error| error.to_string())?;
        self.log_bytes += COMMIT_BYTES + kept.iter().map(|(job, _)| job.weight()).sum::<usize>();
        self.carry_over(kept.iter().map(|(_, done)| done.leaves()).max().unwrap_or(Leaves::Nothing))
    }

    /// Carries the log over where it is time, and cuts it where the group, or one before, left what must not stay. Who
    /// reads from the log keeps it from being cut: an erasure waits for them a while, others do not.
    fn carry_over(&mut self, of_group: Leaves) -> Result<(), String> {
        self.left = self.left.max(of_group);
        if self.left != Leaves::Nothing {
            self.cut(if of_group == Leaves::Dropped { CUT_WAIT } else { Duration::ZERO })?;
        } else if self.log_bytes >= LOG_BYTES {
            connection::carry_over(self.connection).map_err(|error| error.to_string())?;
            self.log_bytes = 0;
        }
        Ok(())
    }

    /// Cuts the log to nothing, for good. `false`: somebody is still reading from it.
    fn cut(&mut self, wait: Duration) -> Result<bool, String> {
        let is_cut = connection::truncate_log(self.connection, wait).map_err(|error| error.to_string())?;
        if is_cut {
            if let Some(path) = self.connection.path().filter(|path| !path.is_empty()) {
                files::sync_log(path.as_ref()).map_err(|error| error.to_string())?;
            }
            (self.left, self.log_bytes) = (Leaves::Nothing, 0);
        }
        Ok(is_cut)
    }
}

/// Answers every job of a lost group with the failure.
fn stop(jobs: impl IntoIterator<Item = Job>, cause: String) -> String {
    jobs.into_iter().for_each(|job| job.refuse(StoreError::Stopped { cause: cause.clone() }));
    cause
}

#[cfg(test)]
mod tests;
