//! Nothing that the store acknowledged is lost: by power cuts, kills and failed calls. `POWERCUT_FULL=1` does all of it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use journal::{Log, LogKey, audit};
use powercut::{Disk, Recorder, Recording, SplitMix64};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use store::{KeyRef, SqliteStore, Store};

const NODE: &str = "powercut.example";
const SEED: [u8; 32] = [7; 32];
const WRITER: &str = env!("CARGO_BIN_EXE_powercut-writer");

/// A tenth by default.
fn times(full: usize) -> usize {
    if std::env::var_os("POWERCUT_FULL").is_some() { full } else { full / 10 }
}

/// Opens the store as a start would and holds it against what was acknowledged: the first thing that is not there.
fn check(database: &Path, acks: &[String]) -> Result<(), String> {
    if !acks.iter().any(|line| line == "ready") {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let key = LogKey::from_seed(SEED);
    let public = key.public();
    let store = SqliteStore::open(database, key, NODE).map_err(|error| format!("does not open: {error}"))?;
    runtime.block_on(async {
        let leaves = store.leaves(Log::Changes, 0, 10_000).await.map_err(|error| error.to_string())?;
        for line in acks {
            let Some((index, leaf)) = line.strip_prefix("ack changes ").and_then(|rest| rest.split_once(' ')) else {
                continue;
            };
            let index: u64 = index.parse().unwrap();
            let stored = leaves.get(index as usize).ok_or(format!("entry {index} is lost"))?;
            if stored.0 != index || stored.1.to_string() != leaf {
                return Err(format!("entry {index} is another"));
            }
            if store.wrapped_key(KeyRef { index, section: 0 }).await.map_err(|error| error.to_string())?.is_none() {
                return Err(format!("the key of entry {index} is lost"));
            }
        }
        let entries = store.entries(Log::Changes, 0, 10_000).await.map_err(|error| error.to_string())?;
        let checkpoints = store.checkpoints(Log::Changes, 0, 10_000).await.map_err(|error| error.to_string())?;
        let findings = audit::findings(
            audit::Audit::new(Log::Changes, &Log::Changes.origin(NODE), public),
            checkpoints.iter().map(|(size, text)| (*size, text.as_str())),
            leaves,
            entries.iter().map(|entry| (entry.index, entry.bytes.as_slice())),
        );
        if findings.is_empty() { Ok(()) } else { Err(format!("{findings:?}")) }
    })
}

/// Two starts of the writer on one new folder, in one trace.
fn record(writers: usize, synchronous: Option<&str>, fail: Option<&str>) -> (tempfile::TempDir, Recording) {
    let at = tempfile::tempdir().unwrap();
    let (below, trace) = (at.path().join("n"), at.path().join("trace"));
    std::fs::create_dir(&below).unwrap();
    let recorder = Recorder::build(at.path()).unwrap();
    let mut last = None;
    for start in 0..2 {
        let mut command = recorder.command(WRITER, &below, &trace, fail.filter(|_| start == 0)).unwrap();
        command.arg(below.join("journal.db")).args(["60", &writers.to_string()]);
        if let Some(mode) = synchronous {
            command.env("LANDFALL_TEST_SYNCHRONOUS", mode);
        }
        last = Some(recorder.run(command, &trace).unwrap());
        if fail.is_some() {
            break;
        }
    }
    (at, last.unwrap())
}

/// Power cuts at random places of a recorded run: what was lost.
fn losses(recording: &Recording, images: usize, seed: u64) -> Vec<String> {
    let mut prng = SplitMix64::new(seed);
    let mut cuts: Vec<usize> = (0..images).map(|_| prng.below(recording.events.len() + 1)).collect();
    cuts.sort_unstable();
    let (mut disk, mut done, mut lost) = (Disk::default(), 0, Vec::new());
    for cut in cuts {
        recording.events[done..cut].iter().for_each(|event| disk.apply(event));
        done = cut;
        let at = tempfile::tempdir().unwrap();
        disk.image(&mut prng).write_to(at.path()).unwrap();
        if let Err(loss) = check(&at.path().join("journal.db"), &disk.acks()) {
            lost.push(format!("seed {seed}, cut {cut}: {loss}"));
        }
    }
    lost
}

#[test]
fn a_power_cut_loses_nothing_acknowledged() {
    for (seed, writers) in [1, 4, 8, 20, 4].into_iter().enumerate() {
        let (_at, recording) = record(writers, None, None);
        assert!(recording.output.status.success(), "{}", String::from_utf8_lossy(&recording.output.stderr));
        let lost = losses(&recording, times(500) / 5, seed as u64);
        assert!(lost.is_empty(), "{lost:#?}");
    }
}

/// The suite can tell: a store that does not sync at each commit loses something.
#[test]
fn with_less_syncing_the_same_cuts_lose_something() {
    let (_at, recording) = record(4, Some("normal"), None);
    assert!(!losses(&recording, 50, 1).is_empty());
}

#[test]
fn a_kill_loses_nothing_acknowledged() {
    let mut prng = SplitMix64::new(5);
    for _ in 0..times(300) {
        let at = tempfile::tempdir().unwrap();
        let database = at.path().join("journal.db");
        let mut child = Command::new(WRITER).arg(&database).args(["2000", "4"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut acks: Vec<String> = lines.by_ref().take(1 + prng.below(60)).collect();
        child.kill().unwrap();
        acks.extend(lines);
        child.wait().unwrap();
        check(&database, &acks).unwrap();
    }
}

#[test]
fn a_failed_call_refuses_or_keeps() {
    let (_at, whole) = record(4, None, None);
    let calls = whole.events.iter().filter(|event| event.is_counted()).count() / 2;
    let step = if std::env::var_os("POWERCUT_FULL").is_some() { 1 } else { calls.div_ceil(30) };
    for (round, nth) in (0..calls).step_by(step).enumerate() {
        let fail = format!("{nth}:{}", ["EIO", "ENOSPC", "EINTR"][round % 3]);
        let (at, recording) = record(4, None, Some(&fail));
        let mut disk = Disk::default();
        recording.events.iter().for_each(|event| disk.apply(event));
        check(&at.path().join("n/journal.db"), &disk.acks()).unwrap_or_else(|loss| panic!("{fail}: {loss}"));
        let lost = losses(&recording, 3, nth as u64);
        assert!(lost.is_empty(), "{fail}: {lost:#?}");
    }
}
